import { isAbsent, isObject, type Json, listOf, optionalInstant } from '../decision/conditions.ts';
import type { Withdrawal, WithdrawalLine, WithdrawalNote } from '../decision/decision.ts';
import type { CancelPolicy, WithdrawalTerms } from '../policy.ts';
import type { OrderLine } from '../records.ts';
import { isTimeZone } from '../values/calendar.ts';
import { parseInstant } from '../values/instant.ts';
import { own } from '../values/own-member.ts';
import { inThousandths } from '../values/quantity.ts';
import { deliveriesOf, notYet } from './deliveries.ts';
import { kindOf, standingOf } from './grounds.ts';
import { endOfPeriod, type Length, type Whereabouts } from './period.ts';
import { type HolidayAt, placeOf, whereaboutsOf, zonesOfStates } from './zones.ts';

/** What the law gives the consumer of an order: the lane with its period, however late it is; or why there is none. */
export type Right =
  | (Withdrawal & { right: true })
  | { right: false; reason: 'business' | 'country' | 'nothing-left' }
  /** Every item is exempt, as far as the shop says: with what the lane would be if they were not. */
  | (Withdrawal & { right: false; reason: 'exempt' });

/** The statutory lane of an order at an instant (epoch ms); `null`: there is none, or its period is over. */
export type Lane = (order: Json, now: number) => Withdrawal | null;

/** The lane that a policy gives its orders. Absent: it gives none. `isHolidayAt`: absent, nobody knows the holidays. */
export function laneOf(policy: CancelPolicy, isHolidayAt?: HolidayAt): Lane | undefined {
  if (!policy.withdrawal) return undefined;
  if (!Array.isArray(policy.withdrawal.countries)) throw new TypeError('withdrawal');
  return (order, now) => {
    const found = rightOf(order, policy, policy.withdrawal as WithdrawalTerms, isHolidayAt);
    if (!found.right || (found.until !== null && now >= found.until)) return null;
    const { right: _, ...withdrawal } = found;
    return withdrawal;
  };
}

/**
 * The right of withdrawal of an order, whatever the shop's rules say: neither they nor a denial, an open request or the state
 * of the order are read. What is not known is taken as is best for the consumer, and said in `notes`.
 */
export function rightOf(
  order: Json,
  { timeZone, statuses }: Pick<CancelPolicy, 'timeZone' | 'statuses'>,
  { countries, days, uninformedMonths }: WithdrawalTerms,
  isHolidayAt?: HolidayAt,
): Right {
  const facts = isObject(order['facts']) ? order['facts'] : {};
  const place = placeOf(facts['country'], facts['region']);
  if (facts['business'] === true) return { right: false, reason: 'business' };
  if (place.state !== null && !countries.includes(place.state)) return { right: false, reason: 'country' };
  const lines = listOf(order['lines']).filter(isObject);
  if (isNothingLeft(order, lines)) return { right: false, reason: 'nothing-left' };
  const standing = lines.flatMap((line): WithdrawalLine[] =>
    typeof line['id'] === 'string' ? [{ id: line['id'], ...standingOf(line as Partial<OrderLine>) }] : [],
  );
  const notes: WithdrawalNote[] = [];
  const phase = own(statuses, String(order['status']))?.phase;
  const event = eventOf(order, facts, lines, phase === 'shipped' || phase === 'delivered', notes);
  if (place.state === null) notes.push('country-unknown');
  const where = whereOf(facts, timeZone, isHolidayAt);
  if (where.some(({ isHoliday }) => !isHoliday)) notes.push('holidays-unknown');

  const endAfter = (from: number, lengths: Length[]): number | null => {
    const end = Number.isFinite(from) ? endOfPeriod(from, lengths, where) : Number.NaN;
    return Number.isFinite(end) ? end : null;
  };
  let until = endAfter(event, [{ days }]);
  if (facts['informed'] === false) {
    notes.push('not-informed');
    const longest = endAfter(event, [{ days }, { months: uninformedMonths }]);
    const told = parseInstant(facts['informedAt']);
    const since = endAfter(told, [{ days }]);
    until = until === null || longest === null || since === null || told >= longest ? longest : Math.max(until, since);
  }
  const lane = { until, from: Number.isFinite(event) ? event : null, notes, lines: standing };
  const isExempt = standing.length > 0 && standing.length === lines.length && standing.every(isWithoutRight);
  return isExempt ? { right: false, reason: 'exempt', ...lane } : { right: true, ...lane };
}

function isWithoutRight({ state }: WithdrawalLine): boolean {
  return state === 'exempt';
}

/**
 * Until when the goods of an order are to be sent back (Art. 14), epoch ms: 14 days after the consumer has sent the statement,
 * where and when they may be.
 */
export function returnBy(
  order: Json,
  { timeZone }: Pick<CancelPolicy, 'timeZone'>,
  sentAt: number,
  isHolidayAt?: HolidayAt,
): number {
  const facts = isObject(order['facts']) ? order['facts'] : {};
  return endOfPeriod(sentAt, [{ days: 14 }], whereOf(facts, timeZone, isHolidayAt));
}

/** Where the consumer's periods may run. */
function whereOf(facts: Json, trader: string | undefined, isHolidayAt: HolidayAt | undefined): Whereabouts[] {
  const place = placeOf(facts['country'], facts['region']);
  const knowsState = place.state !== null && Object.hasOwn(zonesOfStates, place.state);
  const isHoliday = place.state === null || knowsState ? isHolidayAt : undefined;
  const zone = typeof facts['timeZone'] === 'string' && isTimeZone(facts['timeZone']) ? facts['timeZone'] : null;
  return whereaboutsOf(knowsState ? place : { ...place, state: null }, isHoliday, zone, trader);
}

/**
 * What the period runs from, epoch ms: the delivery of the last item, of services and digital content the conclusion. An
 * order has one period, that of what ends last. Not finite: it has not begun, or nobody knows.
 */
function eventOf(order: Json, facts: Json, lines: Json[], hasLeft: boolean, notes: WithdrawalNote[]): number {
  const [placed, concluded] = [parseInstant(order['placedAt']), optionalInstant(facts['concludedAt'])];
  // One that cannot be read may be later than the order.
  const conclusion = concluded === notYet ? placed : Math.max(placed, concluded);
  if (Number.isNaN(conclusion)) notes.push('conclusion-unknown');
  const goods = lines.filter((line) => kindOf(line) === 'goods');
  const living = goods.filter((line) => !isGone(line, ['cancelledQuantity']));
  // Goods alone that are cancelled and not paid back are still to come, or to be paid back.
  const awaited = living.length > 0 || goods.length < lines.length ? living : goods;
  const deliveryOf = deliveriesOf(order);
  const deliveries = awaited.map((line) =>
    deliveryOf(line, isObject(line['facts']) && line['facts']['regular'] === true),
  );
  const leaves = listOf(order['fulfilments'] ?? []).length === 0 && (hasLeft || !isAbsent(order['shippedAt']));
  // Lines that cannot be read may be goods.
  const last = lines.length === 0 ? deliveryOf({ quantity: 1 }) : Math.max(...deliveries, conclusion);
  if (deliveries.some(Number.isNaN) || (last === notYet && leaves)) notes.push('delivery-unknown');
  else if (last === notYet) notes.push('not-delivered');
  return Math.max(last, conclusion);
}

/** Whether each unit is cancelled or back, and all of the money too: else the law may still give something back. */
function isNothingLeft({ payment }: Json, lines: Json[]): boolean {
  if (lines.length === 0 || !lines.every((line) => isGone(line, ['cancelledQuantity', 'returnedQuantity'])))
    return false;
  const amountOf = (name: string): number => {
    const money = isObject(payment) ? payment[name] : undefined;
    return isObject(money) && typeof money['amount'] === 'number' ? money['amount'] : Number.NaN;
  };
  // Of what is back and was not paid yet, the price is still asked for.
  const isUnpaid = !(amountOf('paid') > 0) && !lines.every((line) => isGone(line, ['cancelledQuantity']));
  return amountOf('refunded') >= amountOf('paid') && !(amountOf('authorized') > 0) && !isUnpaid;
}

function isGone(line: Json, counts: string[]): boolean {
  const countOf = (name: string): number => inThousandths(Number(line[name] ?? 0));
  return counts.reduce((sum, name) => sum + countOf(name), 0) >= inThousandths(Number(line['quantity'] ?? Number.NaN));
}
