import type { Decision } from '../domain/decision/decision.ts';
import { disputeDeadline, routeDeadline } from '../domain/lifecycle/dispute-deadlines.ts';
import { isDisputeLost } from '../domain/lifecycle/dispute-routes.ts';
import { type DisputeRoute, type RouteName, routeNames } from '../domain/policy.ts';
import type { Actor, RouteTaken } from '../domain/records.ts';
import { parseDuration } from '../domain/values/duration.ts';
import { parseInstant } from '../domain/values/instant.ts';
import {
  asTaken,
  type CaseFacts,
  type CaseInput,
  decisionsOf,
  factsOf,
  isRefused,
  isSettled,
  lastTaken,
  type Numbered,
  seqsOf,
  timeOf,
} from './case.ts';
import type { DeadlineCode } from './codes.ts';

/** Something that has to be done, or ends, by a time. Half-open: what is done at that instant is late. */
export interface Deadline {
  code: DeadlineCode;
  /** Epoch ms; `null`: nobody says, and nothing is invented (DP-10). */
  at: number | null;
  /** Whose it is; `null`: nobody's in particular. */
  by: Actor | null;
  /** `soon`: from `warnAt` on. */
  state: 'ahead' | 'soon' | 'passed' | 'met' | 'unknown';
  /** From when a warning stands, epoch ms. */
  warnAt: number | null;
  /** Numbers of the entries from which it is counted, and by which it was met. */
  seqs: number[];
}

/** A warning stands two days before, of short times for their second half. */
const longestWarning = 2 * 86_400_000;

/**
 * What has to be done by when, the earliest first, the unknown last (DP-10, DP-13). `decision`: what may be done with the order
 * by then; `null`: nobody asks.
 */
export function deadlinesUnder(decision: Window | null, input: CaseInput): Deadline[] {
  const facts = factsOf(input);
  const found = [
    ...answerDeadline(input, facts),
    ...reminderDeadline(input, facts),
    ...refundDeadline(input, facts),
    ...windowDeadline(decision, input),
    ...routeNames.flatMap((route) => routeDeadlines(route, input, facts)),
  ];
  return found.sort((a, b) => (a.at ?? Number.POSITIVE_INFINITY) - (b.at ?? Number.POSITIVE_INFINITY) || 0);
}

type Window = Pick<Decision, 'outcome' | 'next' | 'lines'>;

interface Term {
  code: DeadlineCode;
  by: Actor | null;
  at: number | null;
  /** From when it runs, epoch ms. */
  from?: number;
  /** When it was done, epoch ms. */
  doneAt?: number | undefined;
  seqs?: number[];
}

function deadline({ code, by, at, from = Number.NaN, doneAt, seqs = [] }: Term, now: number): Deadline {
  const rest = { code, by, seqs };
  if (at === null) return { ...rest, at, state: doneAt === undefined ? 'unknown' : 'met', warnAt: null };
  const span = at - from;
  const warnAt = at - (span >= 0 ? Math.min(span / 2, longestWarning) : longestWarning);
  if (doneAt !== undefined && doneAt < at) return { ...rest, at, state: 'met', warnAt };
  if (now >= at) return { ...rest, at, state: 'passed', warnAt };
  return { ...rest, at, state: now >= warnAt ? 'soon' : 'ahead', warnAt };
}

/** The other side's time to answer. One that no longer matters, as the request was withdrawn or overtaken, is none. */
function answerDeadline({ cancellation, now }: CaseInput, { answers, answerer, requests }: CaseFacts): Deadline[] {
  const at = parseInstant(cancellation?.respondBy);
  if (!cancellation || Number.isNaN(at)) return [];
  const from = parseInstant(cancellation.requestedAt);
  const own = answers.filter((entry) => isOf(entry, cancellation.id) && timeOf(entry) >= from);
  const doneAt = own[0] && timeOf(own[0]);
  if (cancellation.state !== 'requested' && doneAt === undefined && now < at) return [];
  const asked = requests.filter((entry) => isOf(entry, cancellation.id));
  return [deadline({ code: 'answer', by: answerer, at, from, doneAt, seqs: seqsOf([...asked, ...own]) }, now)];
}

/** When the other side is reminded; gone once it was. */
function reminderDeadline({ cancellation, now }: CaseInput, { answerer, requests }: CaseFacts): Deadline[] {
  const at = parseInstant(cancellation?.remindAt);
  if (cancellation?.state !== 'requested' || Number.isNaN(at)) return [];
  const asked = requests.filter((entry) => isOf(entry, cancellation.id));
  const from = parseInstant(cancellation.requestedAt);
  return [deadline({ code: 'reminder', by: answerer, at, from, seqs: seqsOf(asked) }, now)];
}

/** Until when what is due has to be refunded, where the policy says. Undone, nothing is. */
function refundDeadline({ cancellation, now }: CaseInput, facts: CaseFacts): Deadline[] {
  const { state = '', refund, refundBy, decision } = cancellation ?? {};
  const at = parseInstant(refundBy);
  if (Number.isNaN(at) || (state !== 'refunding' && state !== 'cancelled')) return [];
  const doneAt = refund?.status === 'settled' ? parseInstant(refund.entries?.at(-1)?.at) : undefined;
  const seqs = seqsOf(decisionsOf(facts).slice(-1));
  return [deadline({ code: 'refund', by: 'seller', at, from: parseInstant(decision?.at), doneAt, seqs }, now)];
}

/** Until when this person may cancel, or ask for it, by the rule that decides now; of several lines, the first that ends. */
function windowDeadline(decision: Window | null, { order, actor, now }: CaseInput): Deadline[] {
  const ends = (decision?.lines ?? [decision]).flatMap((one) =>
    one?.next && (one.outcome === 'cancel' || one.outcome === 'request') ? one.next.at : [],
  );
  if (ends.length === 0) return [];
  return [deadline({ code: 'window', by: actor, at: Math.min(...ends), from: parseInstant(order.placedAt) }, now)];
}

/** Who takes a way on; `null`: either side may. */
const takers: Record<RouteName, 'requester' | 'buyer' | null> = {
  support: 'requester',
  mediation: null,
  complaint: 'buyer',
  dispute: 'buyer',
  arbitration: null,
  return: 'requester',
};

/** By when a way on that the policy names is to be taken, and what it rests on to be submitted. */
function routeDeadlines(route: RouteName, input: CaseInput, facts: CaseFacts): Deadline[] {
  const { policy, order, cancellation, now } = input;
  const named = policy.disputes?.routes[route];
  if (!named || !cancellation) return [];
  const taken = lastTaken(cancellation, route);
  const doneAt = taken && parseInstant(taken.at);
  const taker = takers[route];
  const found: Deadline[] = [];
  if (taken || isAhead(route, input)) {
    const at = routeDeadline(policy, route, order, asTaken(cancellation, taken, facts));
    // Declared, but what it is counted from has not happened: neither known nor unknown, it does not run yet. Of a way that
    // was taken nobody has to know by when it could be.
    if (typeof at === 'number' || (at === undefined && !taken)) {
      const from = startOf(at ?? null, named.deadline);
      const by = taker === 'requester' ? facts.requester : taker;
      const taking = facts.entries.filter((entry) => !!taken && entry.at === taken.at && isOf(entry, cancellation.id));
      const seqs = seqsOf([...countedFrom(named.deadline, facts, taken), ...taking]);
      found.push(deadline({ code: route, by, at: at ?? null, from, doneAt, seqs }, now));
    }
  }
  return [...found, ...evidenceDeadlines(route, named, input, facts)];
}

/** What the reader has to submit; of a way that was not taken, or is over, nothing is due. */
function evidenceDeadlines(route: RouteName, named: DisputeRoute, input: CaseInput, facts: CaseFacts): Deadline[] {
  const { order, cancellation, now, actor } = input;
  const taken = lastTaken(cancellation, route);
  if (route === 'return' || !taken) return [];
  const found = cancellation && asTaken(cancellation, taken, facts);
  const at = named.evidence ? disputeDeadline(named.evidence, order, found) : null;
  if (taken.endedAt !== undefined && at === null) return [];
  const by = actor === 'platform' ? null : actor;
  const own = facts.evidence.filter((entry) => entry.by === facts.party);
  const submitted = own.map((entry) => parseInstant(entry.at));
  return [
    deadline(
      {
        code: `${route}-evidence`,
        by,
        at,
        from: startOf(at, named.evidence),
        // Without a time nobody can say that it was met.
        doneAt: at !== null && submitted.length > 0 ? Math.min(...submitted) : undefined,
        seqs: seqsOf([...countedFrom(named.evidence, facts, taken), ...own]),
      },
      now,
    ),
  ];
}

/** Whether a way on that was not taken matters by now. */
function isAhead(route: RouteName, { cancellation, order, ...input }: CaseInput): boolean {
  if (!cancellation || isSettled(cancellation)) return false;
  if (route === 'return') return order.shippedAt !== undefined || order.deliveredAt !== undefined;
  // Before, what it is counted from is not the decision that counts.
  if (route === 'arbitration') return isDisputeLost(cancellation);
  return isRefused({ cancellation, now: input.now });
}

/** The entries from which a time is counted. */
function countedFrom(
  declared: DisputeRoute['deadline'],
  facts: CaseFacts,
  taken: RouteTaken | undefined,
): readonly Numbered[] {
  const last = (entries: readonly Numbered[]): Numbered[] => entries.slice(-1);
  switch (declared?.since) {
    case 'placedAt':
      return facts.entries.filter(({ type }) => type === 'order');
    case 'requestedAt':
      return last(facts.requests);
    case 'decided':
      return last(decisionsOf(facts).filter(({ at }) => !taken || parseInstant(at) <= parseInstant(taken.at)));
    case 'disputed':
      return last(facts.disputes);
    case 'shippedAt':
      return facts.shipments.filter(({ type }) => type === 'shipment');
    case 'deliveredAt':
      return facts.entries.filter(({ type }) => type === 'delivery');
    default:
      return [];
  }
}

function startOf(at: number | null, declared: DisputeRoute['deadline']): number {
  return at === null ? Number.NaN : at - parseDuration(declared?.within);
}

function isOf({ type, cancellationId }: { type: string; cancellationId?: string }, id: string): boolean {
  return type === 'cancellation' && (cancellationId === undefined || cancellationId === id);
}
