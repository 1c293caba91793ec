import type { Issue } from '../../domain/errors.ts';
import { sumOf } from '../../domain/lifecycle/effects.ts';
import { currentOf } from '../../domain/lifecycle/lifecycle.ts';
import type { Action, AutomaticAction, OpeningAction } from '../../domain/lifecycle/transitions.ts';
import type { LogEntry } from '../../domain/log-entry.ts';
import type { Cancellation, Money, Order } from '../../domain/records.ts';
import { entriesOf, type Refund, withEntries } from '../../domain/settlement/ledger.ts';
import { formatInstant } from '../../domain/values/instant.ts';
import { own } from '../../domain/values/own-member.ts';
import type { Context } from '../context.ts';
import { etag } from '../http/preconditions.ts';
import { withTransitionEffects } from '../log/changes.ts';
import { logAppendOf, logOpeningOf } from '../log/log-append.ts';
import { tellCheckpoint } from '../log/observe.ts';
import { noticesOf, outgoingOf } from '../notices.ts';
import type { Notice, ServerEvent } from '../options.ts';
import { listingOf } from '../orders/listing.ts';
import { aboutOne, type OrderState, seenFrom, stateOf, viewAbout } from '../orders/order-state.ts';
import { changesOf, wake } from '../orders/parties.ts';
import { sendDue } from '../outbox.ts';
import { differencesIn } from '../shops/differences.ts';
import { type Committed, isUnderWay, type NotCommitted, type ShopEffect, type UnderWay } from '../shops/shop.ts';
import type { Answer, Listing, LogAppend, LogHead, OrderRecords, Plan, TransitionResult } from '../stores/store.ts';
import { effectAt, effectsAbout, keyOf } from './plan.ts';

type CarriedOut = { ok: true; answer: Answer } | NotCommitted | UnderWay;

/**
 * Carries out a plan that was written down: the shop acts, then the result replaces the plan. `ok: false`: the shop refused,
 * and nothing was done. Rejects where the outcome is unknown, and `underWay` where the shop still works on it; the plan
 * then stays to be settled. `before`: the records on which the plan was made.
 * Only inside `store.exclusively` or `store.beginHeld`.
 */
export async function carryOut(context: Context, plan: Plan, before?: OrderRecords): Promise<CarriedOut> {
  const { store, lease, shop } = context;
  const effects = plan.effects.flatMap((effect, at): ShopEffect[] =>
    effect.type === 'notify' ? [] : [{ ...effect, key: keyOf(plan, at) }],
  );
  let committed: Committed | NotCommitted | UnderWay | null;
  context.carrying.add(plan.id);
  try {
    committed = await shop.commit(plan.orderId, plan.revision, effects, plan.meta);
  } catch (error) {
    committed = await shop.committed(plan.orderId, plan.id);
    if (!committed) {
      await store.abandon(plan, lease);
      throw error;
    }
  } finally {
    context.carrying.delete(plan.id);
  }
  if (isUnderWay(committed)) return committed;
  if (committed.ok) return { ok: true, answer: await finish(context, plan, committed, plan.meta.at, before) };
  await store.abandon(plan, lease);
  return committed;
}

/** What became of a transition that was left undone: it was finished, forgotten, or the shop still works on it. */
type Recovered = { done: boolean } | { pending: Plan };

/** Completes or forgets the transition that a crash cut off. Only inside `store.exclusively`. */
export async function recover(context: Context, orderId: string): Promise<Recovered> {
  const { store, lease, shop } = context;
  const { plan } = await store.records(orderId);
  if (!plan) return { done: false };
  const committed = await shop.committed(orderId, plan.id);
  if (isUnderWay(committed)) return { pending: plan };
  if (committed) await finish(context, plan, committed, formatInstant(context.now()));
  else await store.abandon(plan, lease);
  return { done: committed !== null };
}

/** `at`: when it is recorded, RFC 3339. */
async function finish(
  context: Context,
  plan: Plan,
  committed: Committed,
  at: string,
  known?: OrderRecords,
): Promise<Answer> {
  const { store, lease } = context;
  const { order } = committed;
  const refund = wordOf(plan, committed);
  const issues = differencesIn(plan, committed);
  const cancellations = plan.cancellations.map(
    (planned): Cancellation => ({ ...afterRefund(plan, planned, committed), revision: order.revision }),
  );
  for (let read = known; ; read = undefined) {
    const { cancellations: before, head } = read ?? (await store.records(plan.orderId));
    const byId = new Map([...before, ...cancellations].map((one) => [one.id, one]));
    const all = [...byId.values()];
    const current = currentOf(all);
    const state = await stateOf(context, order, all);
    const about = byId.get(plan.meta.cancellationId ?? '') ?? current;
    const stateAbout = about === current ? state : await stateOf(context, order, all, about);
    const answer = await answerOf(context, plan, state, stateAbout);
    // Letters are not worded for nobody.
    const notices = context.isHeard ? noticesOf(plan, stateAbout, refund) : [];
    const sends = outgoingOf(context, plan.orderId, notices);
    const result: TransitionResult = {
      cancellations,
      answer,
      listings: await listingsOf(context, order, all),
      append: {
        ...notesAbout(plan, { cancellations, refund, committed, state, stateAbout, head, at, issues }),
        ...(sends.length > 0 && { sends }),
      },
      changes: changesOf(order, plan.meta.state === null ? [] : cancellations),
    };
    const appended = await store.finish(plan, result, lease);
    // Somebody who thought this process dead has written to the log.
    if (appended.code === 'moved') continue;
    if (appended.code === 'appended') {
      wake(context, order);
      for (const notice of notices) context.emit(eventOf(notice));
      if (sends.length > 0) void sendDue(context, 'notice');
      if (issues.length > 0) {
        context.emit({ type: 'mismatch', orderId: plan.orderId, cancellationId: plan.meta.cancellationId, issues });
      }
      await tellCheckpoint(context, plan.orderId, appended.head);
      return answer;
    }
    // Somebody else has finished it: their answer is the one that is kept.
    const kept = plan.claim && (await store.answered(plan.claim.principalId, plan.claim.key));
    return kept?.answer ?? answer;
  }
}

/** How far each refund is that a plan asks for, by its key. */
function wordsOf(plan: Plan, { refund, refunds = {} }: Pick<Committed, 'refund' | 'refunds'>) {
  return new Map(
    plan.effects.flatMap((effect, at) => {
      const key = keyOf(plan, at);
      return effect.type === 'refund' ? [[key, own<Committed['refund']>(refunds, key) ?? refund] as const] : [];
    }),
  );
}

/** One word for all of them, or for those of one cancellation: of some that settled and some that did not, that they are on their way. */
function wordOf(plan: Plan, committed: Committed, about?: string): Committed['refund'] {
  const own = about === undefined ? plan.effects : effectsAbout(plan, about);
  const told = [...wordsOf(plan, committed)].filter(([key]) => own.includes(effectAt(plan, key)));
  const words = new Set(told.map(([, word]) => word));
  const [word] = words;
  return words.size > 1 ? 'pending' : (word ?? 'none');
}

/** The record with what the shop says of the refunds. */
function afterRefund(plan: Plan, planned: Cancellation, committed: Committed): Cancellation {
  const { refund } = planned;
  const words = wordsOf(plan, committed);
  const own = entriesOf(planned).filter(({ id = '' }) => words.has(id));
  if (own.length === 0 || !refund) return planned;
  const entries = entriesOf(planned).map((entry) => {
    const said = words.get(entry.id ?? '') ?? 'none';
    return said === 'none' ? entry : { ...entry, status: said };
  });
  const said = own.map(({ id = '' }) => words.get(id));
  const failed = said.includes('failed');
  // What failed leaves everything as it was.
  const { before } = plan;
  const nothingDone = plan.meta.action === 'refund' && said.every((word) => word === 'failed') && before?.refund;
  if (nothingDone) return { ...before, refund: withEntries(before.refund as Refund, entries, true) };
  // What has settled the order counts: less later means that something was taken back.
  const { counted } = planned;
  const refunded = committed.order.payment.refunded.amount;
  const seen = counted && said.includes('settled') && { counted: { ...counted, refunded } };
  return { ...planned, ...seen, refund: withEntries(refund, entries, failed) };
}

interface Outcome {
  cancellations: Cancellation[];
  refund: Committed['refund'];
  committed: Committed;
  state: OrderState;
  /** With the cancellation that the transition is about. */
  stateAbout: OrderState;
  head: LogHead | null;
  at: string;
  /** Where the shop has done something else. */
  issues: readonly Issue[];
}

function notesAbout(plan: Plan, outcome: Outcome): LogAppend {
  const { cancellations, refund, committed, state, stateAbout, head, at, issues } = outcome;
  const { orderId, meta, effects, actor, claim } = plan;
  const { order, governing } = state;
  const failed = meta.action === 'refund' && refund === 'failed';
  const own = { effects: failed ? [] : effects, refund };
  const beginning = plan.opening ?? logOpeningOf(order, governing.reference);
  // As the transition left it; what the shop changed since is told after it.
  const { status } = withTransitionEffects(head?.observed ?? beginning.observed, own);
  const entries = logOf(plan, cancellations, committed, status, at);
  return logAppendOf({
    orderId,
    head,
    opening: () => beginning,
    at,
    entries: [...entries, ...verificationOf(plan, stateAbout, at), ...mismatchesOf(plan, issues, at)],
    effects: own,
    ...(claim && { writes: { actor, what: null } }),
    now: { order, policy: governing.reference },
  });
}

function logOf(
  plan: Plan,
  cancellations: Cancellation[],
  committed: Committed,
  orderStatus: string,
  at: string,
): LogEntry[] {
  const { meta, log } = plan;
  return log.map((entry): LogEntry => {
    const money = sumOf(effectsAbout(plan, entry.cancellationId), 'refund');
    const of = cancellations.find((cancellation) => cancellation.id === entry.cancellationId);
    return {
      ...entry,
      at,
      // What a crash cut off is recorded later than it was decided on.
      ...(at !== meta.at && { occurredAt: meta.at }),
      ...(of && { state: of.state, orderStatus }),
      ...(money && moneyOf(money, wordOf(plan, committed, entry.cancellationId))),
    };
  });
}

/** What the log says of money that a transition gives back. Of what failed, nothing went back. */
function moneyOf(amount: Money, refund: Committed['refund']): Pick<LogEntry, 'amount' | 'refund'> {
  if (refund === 'none') return {};
  return refund === 'failed' ? { refund } : { amount, refund };
}

/** Steps at which it counts whether the platform marks the order as cancelled (DP-9). Silence: where it hands over to it. */
const verified: Record<Action | AutomaticAction | OpeningAction, boolean> = {
  cancel: false,
  request: false,
  withdraw: false,
  accept: false,
  decline: false,
  refund: false,
  undo: false,
  reopen: false,
  uphold: false,
  escalate: true,
  resolve: true,
  dispute: true,
  mediate: false,
  complain: true,
  arbitrate: true,
  abandon: false,
  remark: false,
  lapse: false,
  supersede: false,
  follow: false,
  remind: false,
  conflict: false,
};

function verificationOf({ id, meta }: Plan, { order, governing, binding, cancellation }: OrderState, at: string) {
  const { action = '', cancellationId } = meta;
  const escalated = action === 'lapse' && cancellation?.state === 'escalated';
  if (cancellationId === null || !(own<boolean>(verified, action) || escalated)) return [];
  const { status } = order;
  const marked = own((binding ?? governing).policy.statuses, status)?.phase === 'cancelled';
  const entry: LogEntry = {
    id: `${id}:verification`,
    at,
    by: 'platform',
    type: 'verification',
    cancellationId,
    orderStatus: status,
    marked,
  };
  return [entry];
}

/** What the shop has done otherwise, on record: each member of the order that differs from what was asked for. */
function mismatchesOf({ id, meta }: Plan, issues: readonly Issue[], at: string): LogEntry[] {
  const { cancellationId } = meta;
  if (cancellationId === null) return [];
  return issues.map(({ path }, index) => ({
    ...{ id: `${id}:mismatch-${index + 1}`, at, by: 'platform', type: 'cancellation', cancellationId },
    action: 'mismatch',
    code: path.join('.'),
  }));
}

/** An order has a handful of cancellations at most; whatever of it changed, all are listed anew. */
export function listingsOf(context: Context, order: Order, cancellations: Cancellation[]): Promise<Listing[]> {
  return Promise.all(
    cancellations.map(async (cancellation) => {
      const { governing, binding } = await stateOf(context, order, cancellations, cancellation);
      return listingOf((binding ?? governing).policy, order, cancellation, context.now(), cancellations);
    }),
  );
}

/** Shows what the transition is about, which may be a cancellation that another one has followed. */
async function answerOf(
  context: Context,
  { actor, sellerId, status = 201 }: Plan,
  whole: OrderState,
  { cancellation }: OrderState,
): Promise<Answer> {
  const state = await seenFrom(context, whole, { actor, ...(sellerId !== undefined && { sellerId }) });
  const own = cancellation && (state.cancellations.find(({ id }) => id === cancellation.id) ?? null);
  const headers: Record<string, string> = { ETag: etag(state.order.revision) };
  if (status === 201 && own) headers.Location = context.path('cancellations', own.id);
  const view = viewAbout(state, await aboutOne(context, state, own), actor, context.now());
  return { status, headers, body: JSON.stringify(view) };
}

/** A notice as it is told once, in this process. */
function eventOf(notice: Notice): ServerEvent {
  if (notice.type === 'message') return { type: notice.type, message: notice.message };
  const { at: _, ...letter } = notice;
  if (letter.type === 'notify') return letter;
  const { id: __, ...transition } = letter;
  return transition;
}
