import { CancelError } from '../../domain/errors.ts';
import type { LogEntry } from '../../domain/log-entry.ts';
import { formatInstant } from '../../domain/values/instant.ts';
import type { OrderView } from '../../domain/view.ts';
import { exclusively } from '../context.ts';
import type { AttachedFiles } from '../files.ts';
import { answerResponse, jsonResponse } from '../http/answers.ts';
import type { Call } from '../http/call.ts';
import { demandMatch, etag, matches } from '../http/preconditions.ts';
import { Refusal } from '../http/problem.ts';
import { demandChange, demandRoom, sizeOf, tallyOf } from '../log/limits.ts';
import { logAppendOf, logOpeningOf } from '../log/log-append.ts';
import { isAsRead, tellCheckpoint } from '../log/observe.ts';
import { noticeOf, outgoingOf } from '../notices.ts';
import { readSeen, readSettled, type Seen, seenBy, seenPlan } from '../orders/order-reader.ts';
import { decideFor, type OrderState, seenFrom, viewOf } from '../orders/order-state.ts';
import { tellOf } from '../orders/parties.ts';
import { sendDue } from '../outbox.ts';
import { isUnderWay } from '../shops/shop.ts';
import type { Answer, KeyClaim, Message, Plan } from '../stores/store.ts';
import { carryOut } from './carry-out.ts';
import { answerTo, claimOf, inProgress, replay } from './idempotency.ts';

/** What a write has at hand when it is sure to be new, and made on the order that was seen. */
interface Writing {
  /** All of the order. */
  state: OrderState;
  /** As who writes sees it. */
  seen: Seen;
  claim: KeyClaim;
  /** Epoch ms. */
  now: number;
}

/**
 * Changes an order once, however often and by however many it is asked: 428 → replay → 412 → what `decide` refuses → 429 → done.
 * `decide` gives the plan of what is to be done, or throws a refusal.
 */
export async function writeOnce(
  call: Call<unknown>,
  given: Seen,
  decide: (writing: Writing) => Plan | Promise<Plan>,
): Promise<Response> {
  const { principal } = call;
  const { actor, whole, ready: _, ...place } = given;
  const orderId = whole.order.id;
  const match = demandMatch(call.request);
  const claim = claimOf(call, actor);
  const done = await writeAtOnce(call, given, { match, claim, decide });
  if (done) return done;

  return exclusively(call.context, orderId, async (context) => {
    // Before the replay: what was left undone may be this very request.
    const state = await readSettled(context, orderId);
    if (!state) throw new Refusal('not-found');
    if (state.pending) {
      const view = viewOf(await seenFrom(context, state, { actor, ...place }), actor, context.now());
      const asked = await context.store.answered(claim.principalId, claim.key);
      // The very request that is under way, or another one, which has to wait.
      if (asked?.fingerprint === claim.fingerprint && !asked.answer) return underWay(view);
      const again = asked && (await replay(call, claim));
      if (again) return again;
      throw inProgress(view);
    }
    const again = await replay(call, claim);
    if (again) return again;

    const now = context.now();
    const seen = await seenBy(context, state, principal);
    if (seen?.actor !== actor) throw new Refusal('not-found');
    demandSame(match, seen, now);
    const plan = seenPlan(state, await decide({ state, seen, claim, now }));
    const { head } = await context.store.records(orderId);
    demandChange(context.limits, tallyOf(head, actor, now), actor, now);
    const { code } = await context.store.begin(plan, context.lease);
    // What it asks for is another one's, which the decision does not see.
    if (code === 'held') throw new Refusal('illegal-transition', { view: viewOf(seen.state, actor, now) });
    if (code !== 'begun') {
      // The key was taken since it was looked up, by a request about another order.
      await replay(call, claim);
      throw inProgress();
    }
    const done = await carryOut(context, plan);
    if (isUnderWay(done)) return underWay(viewOf({ ...seen.state, pending: plan }, actor, context.now()));
    if (done.ok) return answerResponse(done.answer);
    const after = await readSettled(context, orderId);
    if (!after) throw new Refusal('not-found');
    const view = viewOf(await seenFrom(context, after, seen), actor, context.now());
    if (done.refused === 'stock') {
      throw new Refusal('undo-unsafe', { view, issues: [{ path: ['acknowledged', 'stock'], code: 'refuse' }] });
    }
    const moved = after.order.revision !== state.order.revision;
    if (done.refused === 'given-up') throw givenUp();
    throw new Refusal(moved ? 'stale-revision' : 'illegal-transition', { view });
  });
}

/**
 * The same where nothing stands in its way: on what was read already, which nobody has changed when the plan is written down.
 * `null`: nothing was done, and all that may be so has to be gone through.
 */
async function writeAtOnce(
  call: Call<unknown>,
  seen: Seen,
  { match, claim, decide }: { match: string; claim: KeyClaim; decide: (writing: Writing) => Plan | Promise<Plan> },
): Promise<Response | null> {
  const { context } = call;
  const { actor, whole: state, ready } = seen;
  if (!ready || !matches(match, seen.state.order.revision)) return null;
  const now = context.now();
  let plan: Plan;
  try {
    plan = seenPlan(state, await decide({ state, seen, claim, now }));
    demandChange(context.limits, tallyOf(ready.head, actor, now), actor, now);
  } catch (error) {
    // It is refused by what is so while the order is held.
    if (error instanceof Refusal || error instanceof CancelError) return null;
    throw error;
  }
  const begun = await context.store.beginHeld(plan, ready, (lease) => carryOut({ ...context, lease }, plan, ready));
  if (begun.code !== 'begun') return null;
  const { result: done } = begun;
  if (isUnderWay(done)) return underWay(viewOf({ ...seen.state, pending: plan }, actor, context.now()));
  if (done.ok) return answerResponse(done.answer);
  if (done.refused === 'given-up') throw givenUp();
  return null;
}

/** Somebody who thought this process dead has given its transition up: nothing was done, and it can be asked for again. */
function givenUp(): Refusal {
  return new Refusal('unavailable', {}, { 'Retry-After': '1' });
}

/** Refuses what was decided on another order than the present one, as it is seen (412). */
function demandSame(match: string, { state, actor }: Seen, now: number): void {
  if (matches(match, state.order.revision)) return;
  throw new Refusal('stale-revision', { view: viewOf(state, actor, now), decision: decideFor(state, actor, now) });
}

/** Accepted, and not done yet. */
function underWay(view: OrderView): Response {
  return jsonResponse(view, { ETag: etag(view.order.revision), 'Retry-After': '1' }, 202);
}

/** Something that is written beside the order, and changes nothing of it. */
interface Written {
  message: Message | null;
  entry: LogEntry;
  files: AttachedFiles;
}

/** How `keepOnce` asks and answers. */
interface Keeping {
  /** Whether the order has to be the one that was seen (412). */
  matching?: boolean;
  compose(writing: Writing): Written | Promise<Written>;
  /** The answer; asked again where the first one was too long to be kept, it shows the order as it is by then. */
  respond(message: Message | null, writing: Writing): Answer | Promise<Answer>;
}

/** So much of an answer is kept to be given again as it was, characters; of a longer one only to what it was given. */
const longestKept = 8192;

/** An answer as it is kept. */
function keptOf(answer: Answer, message: Message | null): Answer {
  const isShort = answer.body.length <= longestKept;
  return isShort ? answer : { ...answer, body: JSON.stringify({ again: message?.id ?? null }) };
}

/**
 * Keeps once what somebody writes about an order: 428 → replay → 412 (`matching`) → what `compose` refuses → 429 → kept, with
 * its entry in the log.
 */
export async function keepOnce(
  call: Call<unknown>,
  { whole: before, ...place }: Seen,
  { matching = false, compose, respond }: Keeping,
): Promise<Response> {
  const { actor } = place;
  const match = matching ? demandMatch(call.request) : null;
  const claim = claimOf(call, actor);
  const orderId = before.order.id;

  return exclusively(call.context, orderId, async (context) => {
    const { store, lease, limits } = context;
    const { state, settled } = await readSeen(context, before);
    const now = context.now();
    const seen: Seen = { ...place, whole: state, state: await seenFrom(context, state, place) };
    const writing = { state, seen, claim, now };
    const again = async (): Promise<Response | null> => {
      const kept = await answerTo(call, claim);
      if (!kept) return null;
      const { again: said }: { again?: string | null } = JSON.parse(kept.body);
      if (said === undefined) return answerResponse(kept);
      return answerResponse(await respond(said === null ? null : await store.message(said), writing));
    };
    const first = await again();
    if (first) return first;
    if (match !== null) demandSame(match, seen, now);
    const { message, entry, files } = await compose(writing);
    const { order, governing } = state;
    const policy = governing.reference;
    const answer = await respond(message, writing);
    const sends = message ? outgoingOf(context, orderId, [noticeOf(message)]) : [];
    for (;;) {
      const records = await store.records(orderId);
      const { head, plan } = records;
      const writes = { bytes: sizeOf(call.input), ...files.added };
      demandRoom(limits, tallyOf(head, actor, now), actor, writes, now);
      const append = logAppendOf({
        orderId,
        head,
        opening: () => plan?.opening ?? logOpeningOf(order, policy),
        at: formatInstant(now),
        entries: [entry],
        writes: { actor, what: writes },
        observes: !plan,
        // What a transition does must not be taken for the shop's doing.
        now: settled && !plan && isAsRead(state, records) ? { order, policy } : null,
      });
      const appended = await store.keep(
        { ...claim, orderId, answer: keptOf(answer, message), at: now },
        message,
        { ...append, ...(sends.length > 0 && { sends }) },
        files.uses,
        lease,
      );
      if (appended.code === 'known') {
        // Somebody used the key since it was looked up: the same request, or another.
        const theirs = await again();
        if (!theirs) throw new Error('a key is taken and has no answer');
        return theirs;
      }
      if (appended.code === 'appended') {
        if (message) context.emit({ type: 'message', message });
        if (sends.length > 0) void sendDue(context, 'notice');
        // The order is as it was; who shows its record has something to read.
        await tellOf(context, order);
        await tellCheckpoint(context, orderId, appended.head);
        return answerResponse(answer);
      }
    }
  });
}
