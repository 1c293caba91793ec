import { routeDeadline } from '../domain/lifecycle/dispute-deadlines.ts';
import { parseInstant } from '../domain/values/instant.ts';
import {
  asTaken,
  beforeTime,
  type CaseFacts,
  isDisputed,
  isRefused,
  lastTaken,
  type Numbered,
  seqsOf,
  timeOf,
} from './case.ts';
import { type Check, dueWhen, holds, isWanted, notDue, shownBy } from './check.ts';
import { evidenceSet } from './codes.ts';

export const immediateRequest: Check = (input, facts) => {
  const { requests, messages, requester, shippedAt, shipments } = facts;
  const early = beforeTime(requests, shippedAt);
  if (early.length > 0) return { state: 'present', seqs: seqsOf(early) };
  if (shippedAt === null) return isWanted(input, facts) ? { state: 'missing', seqs: [] } : notDue;
  // What a message asks for, nobody here reads.
  const written = beforeTime(messages, shippedAt).filter(({ by }) => by === requester);
  if (written.length > 0) return { state: 'unknown', seqs: seqsOf([...written, ...shipments, ...requests]) };
  return { state: 'missing', seqs: seqsOf([...shipments, ...requests]) };
};

export const logsKept: Check = (input, facts) => {
  const { entries } = facts;
  if (entries.length === 0) return dueWhen(isWanted(input, facts), { state: 'missing', seqs: [] });
  // Kept, but without a chain nobody can tell whether it is as it was.
  const isChained = entries.every(({ hash }) => typeof hash === 'string');
  return { state: isChained ? 'present' : 'unknown', seqs: seqsOf(entries) };
};

export const buyerSellerLog: Check = (input, facts) => dueWhen(isWanted(input, facts), shownBy(facts.messages));

export const supportLog: Check = (input, { support }) => dueWhen(isRefused(input), shownBy(support));

/** Every contact needs one: what names those that have none also names what to mend. */
export const supportReference: Check = (input, { support }) => {
  const bare = support.filter((entry) => !holds(entry, 'ticket') && !holds(entry, 'representative'));
  return dueWhen(isRefused(input), bare.length > 0 ? { state: 'missing', seqs: seqsOf(bare) } : shownBy(support));
};

export const orderDetails: Check = (input, facts) =>
  dueWhen(isWanted(input, facts), shownBy(facts.entries.filter(({ type }) => type === 'order')));

export const requests: Check = (input, facts) => dueWhen(isWanted(input, facts), shownBy(facts.requests));

/** Answers, and what the other side wrote after it was asked. */
function repliesOf({ requests, answers, messages, answerer }: CaseFacts): { answers: Numbered[]; written: Numbered[] } {
  const asked = Math.min(...requests.map(timeOf));
  return { answers, written: messages.filter((entry) => entry.by === answerer && timeOf(entry) >= asked) };
}

export const responses: Check = (input, facts) => {
  const { answers, written } = repliesOf(facts);
  return dueWhen(isRefused(input), shownBy([...answers, ...written]));
};

export const writtenAnswer: Check = (input, facts) => {
  const { answers, written } = repliesOf(facts);
  const stated = facts.evidence.filter(
    ({ by, kind = '' }) => by === facts.answerer && ['confirmation', 'refusal', 'agreement'].includes(kind),
  );
  const found = shownBy([...answers, ...stated]);
  if (found.state === 'missing' && written.length > 0) {
    return dueWhen(isRefused(input), { state: 'unknown', seqs: seqsOf(written) });
  }
  return dueWhen(isRefused(input), found);
};

/** Of the other side's files nobody's own case is made. */
export const attachments: Check = (input, { entries, party }) =>
  dueWhen(isRefused(input), shownBy(entries.filter((entry) => entry.by === party && holds(entry, 'attachments'))));

export const timestamps: Check = (input, facts) => {
  const { entries } = facts;
  if (entries.length === 0) return dueWhen(isWanted(input, facts), { state: 'missing', seqs: [] });
  let latest = Number.NEGATIVE_INFINITY;
  const wrong = entries.filter(({ at }) => {
    const time = parseInstant(at);
    if (!(time >= latest)) return true;
    latest = time;
    return false;
  });
  return wrong.length > 0 ? { state: 'missing', seqs: seqsOf(wrong) } : { state: 'present', seqs: seqsOf(entries) };
};

export const evidenceComplete: Check = (input, facts, soFar) => {
  if (!isWanted(input, facts)) return notDue;
  const states = soFar
    .filter(({ code }) => (evidenceSet as readonly string[]).includes(code))
    .map(({ state }) => state);
  if (states.includes('missing')) return { state: 'missing', seqs: [] };
  return { state: states.includes('unknown') ? 'unknown' : 'present', seqs: [] };
};

export const disputeInTime: Check = (input, facts) => {
  const { policy, order, cancellation, now } = input;
  const taken = lastTaken(cancellation, 'dispute');
  const { disputes } = facts;
  if (isDisputed(cancellation, facts)) {
    const found = cancellation && asTaken(cancellation, taken, facts);
    const deadline = routeDeadline(policy, 'dispute', order, found);
    const filed = parseInstant(taken?.at ?? disputes.at(-1)?.at);
    const isInTime = typeof deadline === 'number' && filed < deadline;
    const state = typeof deadline !== 'number' ? 'unknown' : isInTime ? 'present' : 'missing';
    return { state, seqs: seqsOf(disputes), isPast: true };
  }
  if (!isRefused(input)) return notDue;
  const deadline = routeDeadline(policy, 'dispute', order, cancellation);
  if (typeof deadline !== 'number') return { state: 'unknown', seqs: [] };
  return { state: now < deadline ? 'not-due' : 'missing', seqs: [] };
};
