import { namesNobody } from '../../domain/decision/conditions.ts';
import { CancelError } from '../../domain/errors.ts';
import { openBySeller } from '../../domain/lifecycle/by-seller.ts';
import { applyAction } from '../../domain/lifecycle/lifecycle.ts';
import { isCancelled } from '../../domain/lifecycle/phases.ts';
import type { AutomaticAction } from '../../domain/lifecycle/transitions.ts';
import type { CancelPolicy } from '../../domain/policy.ts';
import { formatInstant } from '../../domain/values/instant.ts';
import { parseOrder } from '../../policy/parse.ts';
import { type Context, exclusively } from '../context.ts';
import { newId } from '../ids.ts';
import { logOpeningOf } from '../log/log-append.ts';
import { newsOf, observe } from '../log/observe.ts';
import type { Principal } from '../options.ts';
import { inRole } from '../owners.ts';
import { isUnderWay } from '../shops/shop.ts';
import type { OrderRecords, Plan } from '../stores/store.ts';
import { carryOut, recover } from '../transitions/carry-out.ts';
import { planOf } from '../transitions/plan.ts';
import { moneyMoves, moneyPlan, refundsToAsk } from '../transitions/refunds.ts';
import { within } from '../within.ts';
import { decideFor, type OrderState, type Place, placeOf, seenFrom, stateOf } from './order-state.ts';
import { unreadableIn } from './readable.ts';

/** An order as one principal may see it. */
export interface Seen extends Place {
  /** As they see it. */
  state: OrderState;
  /** All of it, where they see a part. */
  whole: OrderState;
  /**
   * The records that it was read with, of one moment after the order was read, where nothing had to be done about it first: of
   * who writes on these, the store holds them against what they are by then, and the shop the order's revision.
   */
  ready?: OrderRecords;
}

/** The order as a principal sees it; `null`: it is not theirs. */
export async function seenBy(context: Context, whole: OrderState, principal: Principal): Promise<Seen | null> {
  const place = placeOf(whole.order, principal);
  return place && { ...place, whole, state: await seenFrom(context, whole, place) };
}

/** What happens by itself as soon as anybody looks. */
const onReading: readonly (AutomaticAction | 'uphold')[] = ['follow', 'supersede', 'conflict', 'uphold'];
/** What has to have happened before anybody writes: nobody may decide what silence has decided. */
const onWriting: readonly (AutomaticAction | 'uphold')[] = [...onReading, 'lapse', 'remind'];
/** No order has more to catch up with; a shop that changes it all the time must not keep us. */
const maxSteps = 8;

/**
 * An order and its records of one moment; `null` where it is absent or somebody else's, which look the same. Shop and
 * store are two places: a transition that runs between reading the two is noticed by the store's version, and waited for.
 */
export async function see(context: Context, orderId: string, principal: Principal): Promise<Seen | null> {
  const { store, shop } = context;
  // Up to here nothing depends on whether it is there: somebody else's costs what none costs (I10).
  const before = await store.recordsVersion(orderId);
  const order = await shop.order(orderId);
  if (!order || !placeOf(order, principal)) return null;
  const after = await store.records(orderId);
  const state = await stateOf(context, order, after.cancellations);
  const now = context.now();
  const moves = unreadableIn(order).length === 0 && (moneyMoves(state, now) || duePlan(state, onReading, now) !== null);
  const { plan } = after;
  // Whoever reads does not wait for a shop that works on it.
  const shown = () => seenBy(context, plan ? { ...state, pending: plan } : state, principal);
  if (plan && context.carrying.has(plan.id)) return shown();
  const isCurrent = before === after.version && !plan && !moves;
  const isWatched = (after.watchedAt ?? null) === watchFor(state, now);
  if (isCurrent && isWatched && !newsOf(state, after, formatInstant(now), { reads: true })) {
    return seenBy(context, state, principal);
  }
  try {
    const settling = exclusively(context, orderId, (held) => applyDue(held, orderId, onReading));
    const settled = await within(context.patience, settling);
    return settled.state && (await seenBy(context, settled.state, principal));
  } catch (error) {
    // Reading goes on where writing fails or takes long; whoever asks next tries again.
    context.emit({ type: 'error', during: 'reading an order', error });
    return shown();
  }
}

/**
 * The same for who is about to write under a key. Mostly nothing is under way, nothing is due, and the key is new: then it is
 * `ready` after one read of the store, and of what somebody else's costs there is none.
 */
export async function seeToWrite(
  context: Context,
  orderId: string,
  principal: Principal,
  key: string | null,
): Promise<Seen | null> {
  const { store, shop } = context;
  const order = await shop.order(orderId);
  const place = order && placeOf(order, principal);
  if (!place) return null;
  if (key !== null) {
    const claim = { principalId: inRole(place.actor, principal.id), key };
    const { answered, ...records } = await store.recordsFor(orderId, claim);
    const state = answered || records.plan ? null : await stateOf(context, order, records.cancellations);
    if (state && isSettled(state, records, context.now())) {
      return { ...place, whole: state, state: await seenFrom(context, state, place), ready: records };
    }
  }
  return see(context, orderId, principal);
}

/** Whether nothing has to be done about an order before somebody writes. */
function isSettled(state: OrderState, records: OrderRecords, now: number): boolean {
  if (unreadableIn(state.order).length > 0 || refundsToAsk(state).length > 0) return false;
  if (moneyMoves(state, now) || duePlan(state, onWriting, now) !== null) return false;
  return (records.watchedAt ?? null) === watchFor(state, now) && !newsOf(state, records, formatInstant(now));
}

/** The same of the order that a cancellation is of. `key`: of who is about to write. */
export async function seeCancellation(
  context: Context,
  id: string,
  principal: Principal,
  key?: string | null,
): Promise<Seen | null> {
  const orderId = await context.store.orderOf(id);
  // Where there is none, an order is looked for all the same: the time that it takes must not tell which ids are somebody's.
  const seen =
    key === undefined
      ? await see(context, orderId ?? id, principal)
      : await seeToWrite(context, orderId ?? id, principal, key);
  if (!seen || orderId === null) return null;
  // A store may find it by another spelling, and another seller's is none.
  return seen.state.cancellations.some((one) => one.id === id) ? seen : null;
}

/** The order as it stands, after everything left undone was done. `null`: it is gone. Only inside `store.exclusively`. */
export async function readSettled(context: Context, orderId: string): Promise<OrderState | null> {
  return (await applyDue(context, orderId, onWriting)).state;
}

/** The same for who changes nothing of it, and may write though the order cannot be settled just now. */
export async function readSeen(context: Context, before: OrderState): Promise<{ state: OrderState; settled: boolean }> {
  try {
    const { state } = await applyDue(context, before.order.id, onReading);
    return { state: state ?? before, settled: state !== null };
  } catch (error) {
    context.emit({ type: 'error', during: 'reading an order', error });
    return { state: before, settled: false };
  }
}

/** Does what a crash, a deadline or a shipment left to be done, and counts it. Only inside `store.exclusively`. */
export async function applyDue(
  context: Context,
  orderId: string,
  actions: typeof onReading = onWriting,
): Promise<{ state: OrderState | null; transitions: number }> {
  const recovered = await recover(context, orderId);
  if ('pending' in recovered) {
    const state = await read(context, orderId);
    if (state) state.pending = recovered.pending;
    return { state, transitions: 0 };
  }
  let transitions = recovered.done ? 1 : 0;
  for (let steps = 0; ; steps++) {
    const state = await read(context, orderId);
    // Something was written since, though nobody else should: what was read may be half of it.
    if (state && !(await observe(context, state)) && steps < maxSteps) continue;
    if (!state) return { state, transitions };
    const plan = steps < maxSteps ? await nextPlan(context, state, actions) : null;
    if (!plan || (await context.store.begin(plan, context.lease)).code !== 'begun') {
      await watch(context, state);
      return { state, transitions };
    }
    const done = await carryOut(context, plan);
    if (isUnderWay(done)) return { state: { ...state, pending: plan }, transitions };
    if (done.ok) transitions++;
  }
}

/** What is to be done next of its own accord. Money comes first: whatever is done may send some. */
async function nextPlan(context: Context, state: OrderState, actions: typeof onReading): Promise<Plan | null> {
  // What cannot be read waits until the shop has mended it.
  if (unreadableIn(state.order).length > 0) return null;
  const told = await moneyPlan(context, state);
  return told ? seenPlan(state, told) : duePlan(state, actions, context.now());
}

/** What happens to an order by itself at `now` (epoch ms), the first of `actions`; `null`: nothing. */
function duePlan(state: OrderState, actions: typeof onReading, now: number): Plan | null {
  const { order, cancellations, shown } = state;
  for (const action of actions) {
    for (const { cancellation, binding } of shown) {
      // Nothing happens by itself under a policy that cannot be read, nor by another one.
      if (!binding) continue;
      const context = { actor: 'nobody', now, cancellations, balanced: true } as const;
      const applied = applyAction(binding.policy, order, cancellation, { action }, context);
      if (!applied.ok) continue;
      const about = { ...state, cancellation, binding };
      return seenPlan(state, planOf(about, { opened: [applied], id: newId(), actor: 'nobody', now, action }));
    }
  }
  return ownPlan(state, now);
}

/** Whether a policy has rules that act by themselves. */
const acting = new WeakMap<CancelPolicy, boolean>();

function actsByItself(policy: CancelPolicy): boolean {
  const known = acting.get(policy);
  if (known !== undefined) return known;
  const acts = policy.rules.some(({ when, then }) => then.outcome === 'cancel' && namesNobody(when));
  acting.set(policy, acts);
  return acts;
}

/** Whether a rule may act by itself on this order: one that is cancelled, or of which the whole was, is left to people. */
function isOpenToItself({ order, cancellations, governing: { policy } }: OrderState): boolean {
  const whole = cancellations.some(({ lines, state }) => lines === null && state === 'cancelled');
  return actsByItself(policy) && !whole && !isCancelled(policy, order.status);
}

/** The cancellation that a rule makes by itself at `now` (epoch ms); `null`: none. */
function ownPlan(state: OrderState, now: number): Plan | null {
  if (!isOpenToItself(state)) return null;
  const decision = decideFor(state, 'nobody', now);
  if (![decision, ...(decision.lines ?? [])].some(({ outcome }) => outcome === 'cancel')) return null;
  const { governing, cancellations } = state;
  const id = newId();
  const action = 'cancel';
  const context = { actor: 'nobody', now, id, policy: governing.reference, cancellations } as const;
  try {
    const opened = openBySeller(governing.policy, parseOrder(state.order), { action }, context, { newId });
    return 'ok' in opened
      ? null
      : seenPlan(state, planOf(state, { opened, id: opened.length > 1 ? newId() : id, actor: 'nobody', now, action }));
  } catch (error) {
    // An order that cannot be read is left to people.
    if (error instanceof CancelError) return null;
    throw error;
  }
}

/** When what rules do by themselves may be due, epoch ms, after `now`; `null`: never, as far as time goes. */
function watchFor(state: OrderState, now: number): number | null {
  return isOpenToItself(state) ? (decideFor(state, 'nobody', now).next?.at ?? null) : null;
}

/** Has the order looked at again when a rule may act by itself. Only inside `store.exclusively`. */
async function watch({ store, lease, now }: Context, state: OrderState): Promise<void> {
  const at = watchFor(state, now());
  if (state.watchedAt !== at) await store.watch(state.order.id, at, lease);
}

/** The plan with how the order is before it. */
export function seenPlan({ order, governing }: OrderState, plan: Plan): Plan {
  return { ...plan, opening: logOpeningOf(order, governing.reference) };
}

async function read(context: Context, orderId: string): Promise<OrderState | null> {
  const before = await context.store.recordsVersion(orderId);
  const order = await context.shop.order(orderId);
  if (!order) return null;
  // After the order: of records that are older than it, nobody could tell that they are.
  const { cancellations, version, watchedAt = null } = await context.store.records(orderId);
  const state = await stateOf(context, order, cancellations);
  return { ...state, watchedAt, ...(before === version && { asOf: version }) };
}
