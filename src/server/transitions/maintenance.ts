import type { Cancellation, Order } from '../../domain/records.ts';
import { entriesOf, pendingOf } from '../../domain/settlement/ledger.ts';
import { parseInstant } from '../../domain/values/instant.ts';
import { type Context, exclusively } from '../context.ts';
import { observe } from '../log/observe.ts';
import { mayBePaidLate } from '../orders/listing.ts';
import { applyDue } from '../orders/order-reader.ts';
import { tellOf } from '../orders/parties.ts';
import { unreadableIn } from '../orders/readable.ts';
import { sendAllDue } from '../outbox.ts';
import { sideBySide } from '../side-by-side.ts';
import { eraseOldStatements } from '../withdrawals/erase-statements.ts';
import { LateAnswer, within } from '../within.ts';
import { listingsOf } from './carry-out.ts';
import { transitionOf } from './plan.ts';

/** For so long one of them is waited for, ms. What it takes longer goes on. */
const mostTime = 20_000;

/** Finishes what a crash cut off, does what is due by the clock, and drops files that nobody used. */
export async function runDue(context: Context): Promise<number> {
  const { store, gone, retention, rate } = context;
  const attempt = async (what: () => Promise<unknown>): Promise<void> => {
    try {
      await what();
    } catch (error) {
      context.emit({ type: 'error', during: 'runDue', error });
    }
  };
  let transitions = 0;
  const work = async () => context.shop.work?.();
  // A shop that hangs on one order keeps nothing else from being done.
  const working = within(mostTime, attempt(work)).catch(() => {});
  const due = (await store.due(context.now())).filter((orderId) => !gone.has(orderId));
  // One order that cannot be settled must not keep the others waiting.
  const settle = (orderId: string): Promise<void> =>
    attempt(async () => {
      try {
        const made = await settled(context, orderId);
        transitions += made;
        context.slow.delete(orderId);
      } catch (error) {
        if (error instanceof LateAnswer) noteSlow(context, orderId);
        else context.slow.delete(orderId);
        throw error;
      }
    });
  const unfinished = await store.unfinished();
  const hasPlan = new Set(unfinished);
  // What a shop hangs on is looked at ever more rarely, and after all that it has nothing to do with.
  const orders = [...due.filter((orderId) => !hasPlan.has(orderId)), ...unfinished].filter(
    (orderId) => (context.slow.get(orderId)?.until ?? 0) <= context.now(),
  );
  const sending = sendAllDue(context);
  // A shop that hangs on some orders does not keep the others waiting.
  await sideBySide(orders, settle);
  // A mailer that hangs keeps nothing else from being done; what takes longer goes on.
  await sending;
  const drops = [
    () => store.dropUnused(context.now() - retention.unusedFilesFor),
    () => store.dropAnswers(context.now() - retention.answersFor),
    () => store.dropChanges(retention.changes),
    async () => rate?.counter.drop(context.now() - rate.every),
    () => eraseOldStatements(context),
    () => dropSteps(context),
  ];
  for (const drop of drops) await attempt(drop);
  await working;
  return transitions;
}

/**
 * Drops what a shop that acts step by step has ended long ago, but what it may be asked about again: a transition that is written down
 * as under way, or a refund that is on record as on its way.
 */
async function dropSteps({ store, shop, retention, now }: Context): Promise<void> {
  await shop.dropEnded?.(now() - retention.stepsFor, async (ended) => {
    const records = await store.recordsOf([...new Set(ended.map(({ orderId }) => orderId))]);
    const needed = new Set(records.flatMap(({ plan }) => plan?.id ?? []));
    for (const { cancellations } of records) {
      for (const { id, status } of cancellations.flatMap(entriesOf))
        if (id !== undefined && status === 'pending') needed.add(transitionOf(id));
    }
    return needed;
  });
}

/** Of more orders it is not known that the shop hangs on them. */
const mostSlow = 10_000;

/** Notes that the shop hangs on an order: it is looked at again after twice as long each time, with full jitter. */
function noteSlow({ slow, now }: Context, orderId: string): void {
  const tries = slow.get(orderId)?.tries ?? 0;
  const pause = Math.max(shortestWait, Math.random() * Math.min(longestWait, shortestWait * 2 ** (tries + 1)));
  slow.delete(orderId);
  slow.set(orderId, { tries: tries + 1, until: now() + pause });
  const [oldest = ''] = slow.keys();
  if (slow.size > mostSlow) slow.delete(oldest);
}

/** Settles an order, and resolves with the number of transitions that were made. */
async function settled(context: Context, orderId: string): Promise<number> {
  const { store, gone } = context;
  // The shop works on it just now, for as long as it may.
  const { plan } = await store.records(orderId);
  if (plan && context.carrying.has(plan.id)) return 0;
  const settling = exclusively(context, orderId, async (held) => {
    const { lease } = held;
    const { state, transitions: made } = await applyDue(held, orderId);
    // Refunds of which the shop had nothing to say are asked about later, and what waits for a person, or for money
    // that may still come, is looked at later.
    if (state?.cancellations.some((one) => isWatched(state.order, one, context.now()))) {
      await store.keepListings(await listingsOf(context, state.order, [...state.cancellations]), lease);
    }
    if (!state) await store.watch(orderId, null, lease);
    return { state, transitions: made };
  });
  const done = await within(mostTime, settling);
  gone.note(orderId, !done.state);
  return done.transitions;
}

/** What nobody has finished is looked at again so long after, ms: as long as it has been there already, with jitter, within these. */
const [shortestWait, longestWait] = [5000, 300_000];

/** Finishes what was begun about an order, and says when it is to be looked at again, where it is not finished. */
export async function finish(context: Context, orderId: string): Promise<number | null> {
  const { store, now } = context;
  try {
    if (!(await store.records(orderId)).plan) return null;
    await settled(context, orderId);
  } catch (error) {
    context.emit({ type: 'error', during: 'finishing a transition', error });
  }
  const { plan } = await store.records(orderId);
  if (!plan) return null;
  const age = now() - (parseInstant(plan.meta.at) || 0);
  const pause = Math.min(Math.max(age, shortestWait), longestWait);
  return now() + Math.max(shortestWait, Math.random() * pause);
}

function isWatched(order: Order, cancellation: Cancellation, now: number): boolean {
  return awaitsRefund(cancellation) || isOverdue(cancellation, now) || mayBePaidLate(order, cancellation);
}

function awaitsRefund(cancellation: Cancellation): boolean {
  return pendingOf(cancellation) > 0;
}

/** Whether silence should have ended it: a rule that is asked in every state stands in its way. */
function isOverdue({ state, respondBy }: Cancellation, now: number): boolean {
  return state === 'requested' && parseInstant(respondBy) <= now;
}

/** Brings the records in line with an order that the shop changed, and tells who listens. */
export async function orderChanged(server: Context, orderId: string): Promise<void> {
  server.gone.note(orderId, false);
  await exclusively(server, orderId, async (context) => {
    const { store, lease } = context;
    const { state, transitions } = await applyDue(context, orderId);
    if (!state) return;
    const { cancellations } = await store.records(orderId);
    // Where somebody wrote meanwhile, whoever reads next notes it.
    if (cancellations.length > 0) await observe(context, state, { begins: true });
    // A transition has told of the order already.
    if (transitions > 0) return;
    const isReadable = unreadableIn(state.order).length === 0;
    if (cancellations.length > 0 && isReadable)
      await store.keepListings(await listingsOf(context, state.order, cancellations), lease);
    await tellOf(context, state.order);
  });
}
