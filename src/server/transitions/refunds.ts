import { moneyMoved } from '../../domain/lifecycle/money-told.ts';
import type { Cancellation } from '../../domain/records.ts';
import { balanced, withoutTakenBack } from '../../domain/settlement/balance.ts';
import { isPaidAnew, withDueNow } from '../../domain/settlement/due-by-now.ts';
import { uncounted, withRefundTold } from '../../domain/settlement/in-flight.ts';
import { entriesOf } from '../../domain/settlement/ledger.ts';
import { readableSums } from '../../domain/settlement/sums.ts';
import { formatInstant } from '../../domain/values/instant.ts';
import { own } from '../../domain/values/own-member.ts';
import type { Context } from '../context.ts';
import { newId } from '../ids.ts';
import { type OrderState, stateOf } from '../orders/order-state.ts';
import { type Committed, isUnderWay } from '../shops/shop.ts';
import type { Plan } from '../stores/store.ts';
import { planOfMoney, transitionOf } from './plan.ts';

/** So many refunds of an order are asked about at once: each costs a call of the shop. */
const mostAsked = 10;

/**
 * Whether money moved that nobody here has asked for, as far as the order alone tells: more or less is captured, or more has
 * gone back than what is on its way.
 */
export function moneyMoves({ order, cancellations }: OrderState, now: number): boolean {
  if (!readableSums(order.payment)) return false;
  const underWay = new Set(cancellations.flatMap((one) => entriesOf(one).flatMap(({ id }) => id ?? [])));
  return (
    cancellations.some((one) => isPaidAnew(order, one)) ||
    withoutTakenBack(order, cancellations) !== cancellations ||
    balanced(order, cancellations, { at: formatInstant(now), underWay }) !== cancellations
  );
}

/**
 * What became of money without anybody here asking for it: what the shop says of a refund that it was asked for, what it has
 * given back or taken back itself, what was captured since. `null`: nothing new. Only inside `store.exclusively`.
 *
 * A shop that says of a refund that it is pending is believed: it stays reserved, however much the order counts by then. One
 * that has nothing to say of it speaks by what it counts: as much as was asked for, counted since, is that.
 */
export async function moneyPlan(context: Context, state: OrderState): Promise<Plan | null> {
  const { order, cancellations } = state;
  if (!readableSums(order.payment)) return null;
  const all = refundsIn(cancellations);
  const asked = refundsToAsk(state);
  const some = someOf(asked.flatMap(({ cancellation, id }) => (id === undefined ? [] : { cancellation, id })));
  const underWay = new Set(all.flatMap(({ id, status }) => (id !== undefined && status === 'pending' ? [id] : [])));
  let sure = asked.every(({ id, by }) => by === 'shop' || some.some((one) => one.id === id));
  for (const { cancellation, id } of some) {
    const refund = await ask(context, order.id, id);
    const told = (refund === 'settled' || refund === 'failed') && withRefundTold(cancellation, id, refund);
    if (!told) {
      if (refund === 'none') underWay.delete(id);
      sure &&= refund !== null;
      continue;
    }
    return planOf(context, state, await dueNow(context, state, replaced(cancellations, told)));
  }
  const at = formatInstant(context.now());
  const kept = sure ? withoutTakenBack(order, cancellations) : cancellations;
  return planOf(context, state, await dueNow(context, state, balanced(order, kept, { at, underWay })));
}

function refundsIn(cancellations: readonly Cancellation[]) {
  return cancellations.flatMap((cancellation) => entriesOf(cancellation).map((entry) => ({ cancellation, ...entry })));
}

/** The refunds of which the shop has to be asked what became of them. */
export function refundsToAsk({ order, cancellations }: OrderState): ReturnType<typeof refundsIn> {
  if (!readableSums(order.payment)) return [];
  // What the shop said had settled, and counts no more: it may have failed since. What a person has recorded it may count, or not.
  const lacks = uncounted(order.payment.refunded.amount, cancellations) > 0;
  return refundsIn(cancellations).filter(({ status }) => status === 'pending' || (lacks && status === 'settled'));
}

/** What changed, as a transition that asks the shop for nothing; `null`: nothing did. */
async function planOf(context: Context, state: OrderState, all: readonly Cancellation[]): Promise<Plan | null> {
  const { order, cancellations } = state;
  const id = newId();
  const pairs = await Promise.all(
    all.flatMap((after, at) => {
      const before = cancellations[at] as Cancellation;
      return after === before ? [] : [moved(before, after)];
    }),
  );
  return pairs.length > 0 ? planOfMoney(order, pairs, { id, now: context.now() }) : null;

  async function moved(before: Cancellation, after: Cancellation) {
    const { governing, binding } = await stateOf(context, order, cancellations, before);
    return { before, after, moved: moneyMoved(before, after), policy: (binding ?? governing).policy };
  }
}

/** All of the order's cancellations with what is due for each by now, where money moved: `now`, what is known of it. */
async function dueNow(
  { policies }: Context,
  { order, cancellations }: OrderState,
  now: readonly Cancellation[],
): Promise<readonly Cancellation[]> {
  if (now === cancellations && !now.some((one) => isPaidAnew(order, one))) return now;
  let all = now;
  for (const { id, policy } of now) {
    const binding = await policies.version(policy.hash);
    const cancellation = all.find((one) => one.id === id);
    const due = binding && cancellation && withDueNow(binding.policy, order, cancellation, cancellations, all);
    if (due) all = replaced(all, due);
  }
  return all;
}

function replaced(all: readonly Cancellation[], by: Cancellation): readonly Cancellation[] {
  return all.map((one) => (one.id === by.id ? by : one));
}

/** Of too many some that follow each other, from anywhere: as nobody remembers the last ones, each has its turn by chance. */
function someOf<T>(all: readonly T[]): readonly T[] {
  if (all.length <= mostAsked) return all;
  const first = Math.floor(Math.random() * all.length);
  return [...all.slice(first), ...all.slice(0, first)].slice(0, mostAsked);
}

/** `null`: it cannot be asked. */
async function ask({ shop, emit }: Context, orderId: string, id: string): Promise<Committed['refund'] | null> {
  try {
    const told = await shop.committed(orderId, transitionOf(id));
    if (isUnderWay(told)) return null;
    const { refund = 'none', refunds } = told ?? {};
    return own<Committed['refund']>(refunds, id) ?? refund;
  } catch (error) {
    // Nothing is sent that could not be spared: what is not known stays reserved.
    emit({ type: 'error', during: 'asking about a refund', error });
    return null;
  }
}
