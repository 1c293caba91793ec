import type { Json } from '../../domain/decision/conditions.ts';
import type { DecisionContext } from '../../domain/decision/decision.ts';
import type { CancelPolicy, Fee } from '../../domain/policy.ts';
import type { Cancellation, Money, Order } from '../../domain/records.ts';
import { formatInstant } from '../../domain/values/instant.ts';
import { dayLength, localOf } from '../../domain/values/local-time.ts';
import type { Choice, Model } from './model.ts';
import { noticeOf } from './region-sets.ts';
import { type Asked, isOpenState, type Setting } from './settings.ts';
import { isDate } from './space.ts';
import type { Witness } from './types.ts';
import { isTrue, type Region } from './variables.ts';

/** Alerts and scans beside those that are read. */
const flood = 33;

/** The line item that a witness is about. */
export const askedLine = 'line-1';

/** One that is asked for beside it, where somebody has asked for something and not for the first. */
const besideLine = 'line-beside';

function isAskedBeside({ asked }: Setting, { choices }: Model): boolean {
  return !asked && choices.some(({ variable, region }) => variable.kind === 'attempts' && (region.from as number) > 0);
}

/** The order that a model stands for. `others`: what is to become of its further lines, so that only the first is decided on. */
export function witnessOf(
  policy: CancelPolicy,
  setting: Setting,
  model: Model,
  others: 'open' | 'cancelled' = 'open',
): Witness {
  const { now, choices, alerts, scans, flooded } = model;
  const choiceOf = (kind: string, name: string, slot = 0): Choice | undefined =>
    choices.find((one) => one.variable.kind === kind && one.variable.name === name && one.slot === slot);
  const timeOf = (name: string, slot = 0): string | undefined => {
    const choice = choiceOf('time', name, slot);
    return choice && written(choice);
  };
  const priced = choiceOf('currency', 'currency')?.region;
  const inMoney = choices.find(({ variable }) => variable.kind === 'money')?.region;
  const currency = ((priced ?? inMoney)?.value as string | undefined) ?? currencyOf(policy);
  const besides = isAskedBeside(setting, model);
  const paidAt = timeOf('paidAt');
  const moneyOf = (name: string, amount: number): Money => {
    const region = choiceOf('money', name)?.region;
    return region ? { amount: region.from as number, currency: region.value as string } : { amount, currency };
  };
  const total = moneyOf('total', 5000);
  const order: Order = {
    ...{ id: 'witness', status: setting.statuses[0] as string },
    placedAt: timeOf('placedAt') ?? formatInstant(now),
    ...given('paidAt', paidAt),
    ...given('shippedAt', timeOf('shippedAt')),
    ...given('deliveredAt', timeOf('deliveredAt')),
    total,
    payment: {
      method: 'card',
      paid: paidAs(moneyOf('paid', choiceOf('time', 'paidAt') && paidAt === undefined ? 0 : total.amount), priced),
      refunded: moneyOf('refunded', 0),
    },
    lines: [
      ...Array.from({ length: model.lines }, (_, slot) => lineOf(setting, choices, slot, total.currency, others)),
      ...(besides
        ? [{ ...lineOf({ ...setting, fate: 'open' }, choices, 0, total.currency, others), id: besideLine }]
        : []),
    ],
    buyer: { id: 'buyer', name: 'Buyer', status: 'active' },
    seller: { id: 'seller', name: 'Seller', status: 'active' },
    revision: '1',
  };
  for (const { variable, region } of choices) {
    const party = order[variable.name as 'buyer' | 'seller'] as unknown as Json;
    if (variable.kind === 'account') party['status'] = region.value;
    if (variable.kind === 'count' && region.kind === 'value') party['recentCancellations'] = region.value;
  }
  const facts = factsOf(choices, 0, false);
  if (Object.keys(facts).length > 0) order.facts = facts as never;
  const parcels = parcelsOf(setting, choices, model.lines);
  if (besides) {
    const like = parcelsOf({ ...setting, fate: 'open' }, choices, 1);
    parcels.push(...like.map((one) => ({ ...one, id: besideLine, lines: [{ id: besideLine, quantity: 1 }] })));
  }
  if (parcels.length > 0) order.fulfilments = parcels as never;
  const notices = alerts.map(({ recorded, at }) => noticeOf(recorded, now, now - at));
  if (flooded) {
    const extra = { code: 'other', responded: false, penaltyAccepted: false };
    notices.push(...Array.from({ length: flood }, () => noticeOf(extra, now, 0)));
  }
  if (notices.length > 0) order.notices = notices as never;
  if (scans.length > 0) order.scans = scans.map(({ recorded, at }) => ({ code: recorded.code, at: formatInstant(at) }));
  return { order, context: contextOf(policy, setting, model, timeOf('requestedAt')) };
}

/** Something, or nothing, where a fee is told apart by it. */
function paidAs(paid: Money, priced: Region | undefined): Money {
  if (priced?.from === 0) return { ...paid, amount: 0 };
  return priced?.truths.includes(isTrue) ? { ...paid, amount: Math.max(paid.amount, 1) } : paid;
}

function given(name: string, value: unknown): Json {
  return value === undefined ? {} : { [name]: value };
}

/** An instant as it is written down; `undefined`: not at all. */
function written({ variable, region, at }: Choice): string | undefined {
  if (region.kind !== 'elapsed') return undefined;
  if (region.at !== undefined) return region.value as string | undefined;
  if (!isDate(variable)) return formatInstant(at as number);
  const day = Math.floor(localOf(at as number, variable.policy.timeZone as string) / dayLength);
  return formatInstant(day * dayLength).slice(0, 10);
}

/** The facts of an order, or of one of its lines. */
function factsOf(choices: readonly Choice[], slot: number, ofLine: boolean): Json {
  const prefix = ofLine ? 'line.facts.' : 'facts.';
  const facts: Json = {};
  for (const choice of choices) {
    const { variable, region } = choice;
    if (choice.slot !== slot || variable.ofLine !== ofLine) continue;
    if (variable.kind === 'fact' && region.kind === 'value') facts[variable.name] = region.value;
    if (variable.kind !== 'time' || !variable.name.startsWith(prefix)) continue;
    const value = region.kind === 'value' ? region.value : written(choice);
    if (value !== undefined) facts[variable.name.slice(prefix.length)] = value;
  }
  return facts;
}

function lineOf(
  { fate }: Setting,
  choices: readonly Choice[],
  slot: number,
  currency: string,
  others: string,
): Order['lines'][number] {
  const facts = factsOf(choices, slot, true);
  const own = slot === 0 ? fate : others === 'cancelled' ? 'gone' : 'open';
  return {
    ...{
      id: `line-${slot + 1}`,
      sku: `sku-${slot + 1}`,
      title: `Item ${slot + 1}`,
      quantity: 1,
      unitPrice: { amount: 5000, currency },
    },
    ...(Object.keys(facts).length > 0 && { facts: facts as never }),
    ...(own === 'shipped' && { shippedQuantity: 1 }),
    ...(own === 'committed' && { committedQuantity: 1 }),
    ...(own === 'gone' && { cancelledQuantity: 1 }),
  };
}

/** Parcels, where conditions read them: one for each line of which they do. */
function parcelsOf({ fate }: Setting, choices: readonly Choice[], lines: number): Json[] {
  return Array.from({ length: lines }, (_, slot) => slot).flatMap((slot) => {
    const times = choices.filter(({ variable, slot: own }) => own === slot && /^line\.\w+At$/.test(variable.name));
    // Without a parcel the line would have the order's own instants.
    if (times.length === 0) return [];
    const instants = Object.fromEntries(
      times
        .filter(({ region }) => region.kind === 'elapsed')
        .map((choice) => [choice.variable.name.slice('line.'.length), written(choice)]),
    );
    const status = slot === 0 && fate === 'shipped' ? 'shipped' : 'pending';
    return [{ id: `parcel-${slot + 1}`, status, lines: [{ id: `line-${slot + 1}`, quantity: 1 }], ...instants }];
  });
}

function contextOf(policy: CancelPolicy, setting: Setting, model: Model, requestedAt?: string): DecisionContext {
  const { actor, asked } = setting;
  const { now, choices } = model;
  if (!asked && !isAskedBeside(setting, model)) return { actor, now };
  const made = (id: string, one: Asked, at: string, kind: Cancellation['kind'] = 'cancellation'): Cancellation => ({
    ...{
      id,
      orderId: 'witness',
      kind,
      state: one.state,
      requestedBy: one.by,
      requestedAt: at,
      reason: null,
      comment: null,
    },
    lines: one.whole ? null : [{ id: askedLine, quantity: 1 }],
    ...{
      previousStatus: Object.keys(policy.statuses)[0] as string,
      respondBy: null,
      refund: null,
      decision: null,
      revision: '1',
    },
    policy: { id: policy.id, version: policy.version, hash: '0'.repeat(64) },
  });
  const at = requestedAt ?? formatInstant(now);
  const counted = new Map(
    choices.flatMap(({ variable, region }) => (variable.kind === 'attempts' ? [[variable.name, region] as const] : [])),
  );
  if (!asked) {
    const beside = [...counted].flatMap(([by, { from }]) =>
      Array.from({ length: from as number }, (_, index) => ({
        ...made(`beside-${by}-${index + 1}`, { state: 'requested', by: by as Asked['by'], whole: true }, at),
        lines: [{ id: besideLine, quantity: 1 }],
      })),
    );
    return { actor, now, cancellations: beside };
  }
  // Who is counted to have asked for none has withdrawn from the contract.
  const kind = counted.get(asked.by)?.until === 1 ? 'withdrawal' : 'cancellation';
  const current = made('c-1', asked, at, kind);
  const earlier = [...counted].flatMap(([by, { from }]) => {
    const own = by === asked.by && kind === 'cancellation' ? 1 : 0;
    return Array.from({ length: Math.max(0, (from as number) - own) }, (_, index) =>
      made(`earlier-${by}-${index + 1}`, { state: 'declined', by: by as Asked['by'], whole: true }, at),
    );
  });
  return { actor, now, cancellation: current, cancellations: [...earlier, current] };
}

/** A currency in which the policy says what everything costs. */
function currencyOf({ refund, rules }: CancelPolicy): string {
  const fees = [refund, ...rules.map(({ then }) => then.refund)].flatMap((terms) => (terms?.fee ? [terms.fee] : []));
  const amounts = fees.flatMap(({ amount, atLeast, atMost }: Fee) =>
    [amount ?? [], atLeast ?? [], atMost ?? []].flat(),
  );
  const named = [...new Set(amounts.map(({ currency }) => currency))];
  const everywhere = named.find((currency) =>
    fees.every(({ amount, atLeast, atMost }) =>
      [amount, atLeast, atMost].every((money) => !money || [money].flat().some((one) => one.currency === currency)),
    ),
  );
  return everywhere ?? named[0] ?? 'EUR';
}

/** Whether a cancellation is open in a setting. */
export function isOpenIn({ asked }: Setting): boolean {
  return asked !== null && isOpenState(asked.state);
}
