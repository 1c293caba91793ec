import { disputeDeadline } from '../domain/lifecycle/dispute-deadlines.ts';
import { isDisputeLost } from '../domain/lifecycle/dispute-routes.ts';
import type { Cancellation } from '../domain/records.ts';
import { parseInstant } from '../domain/values/instant.ts';
import {
  asTaken,
  beforeTime,
  type CaseFacts,
  type CaseInput,
  citable,
  isDisputed,
  lastTaken,
  type Numbered,
  seqsOf,
} from './case.ts';
import { type Check, dueWhen, holds, notDue, shownBy } from './check.ts';
import type { ChecklistCode } from './codes.ts';
import { contradictionsOf } from './contradictions.ts';

/** Both sides are on record as wanting the cancellation (DP-3). */
function agreedByBoth({ entries, evidence, answers, requests, requester, answerer }: CaseFacts): Numbered[] {
  const saysSo = (by: string): Numbered[] =>
    evidence.filter((entry) => entry.by === by && (entry.claim === 'agreed' || entry.kind === 'agreement'));
  const theirs = [...answers.filter(({ action }) => action === 'accept'), ...saysSo(answerer)];
  const withdrawn = entries.some(({ action, by }) => action === 'withdraw' && by === requester);
  const ours = [...(withdrawn ? [] : requests), ...saysSo(requester)];
  return theirs.length > 0 && ours.length > 0 ? [...ours, ...theirs] : [];
}

export const rulesApplied: Check = (input, facts) => {
  if (!isDisputed(input.cancellation, facts)) return notDue;
  const wrong = citations(input, facts).filter(({ isRight }) => !isRight);
  if (wrong.length > 0) return { state: 'missing', seqs: seqsOf(wrong.map(({ entry }) => entry)) };
  const early = beforeTime(facts.requests, facts.shippedAt);
  if (early.length > 0) return { state: 'present', seqs: seqsOf(early) };
  const agreed = agreedByBoth(facts);
  if (agreed.length > 0) return { state: 'present', seqs: seqsOf(agreed) };
  if (facts.requests.length === 0) return { state: 'unknown', seqs: [] };
  return { state: 'missing', seqs: seqsOf([...facts.requests, ...facts.shipments]) };
};

export const policyText: Check = ({ cancellation }, facts) =>
  dueWhen(
    isDisputed(cancellation, facts),
    shownBy(facts.entries.filter(({ type, policy }) => type === 'policy' && !!policy?.hash && !!policy.version)),
  );

/** What the party cites, one by one. */
function citations({ policy }: CaseInput, { evidence, party }: CaseFacts): { entry: Numbered; isRight: boolean }[] {
  const known = citable(policy);
  return evidence
    .filter(({ by }) => by === party)
    .flatMap((entry) => (entry.cites ?? []).map((cite) => ({ entry, isRight: known.has(cite) })));
}

export const sectionsCited: Check = ({ cancellation }, facts) => {
  const citing = facts.evidence.filter((entry) => entry.by === facts.party && holds(entry, 'cites'));
  return dueWhen(isDisputed(cancellation, facts), shownBy(citing));
};

export const citationsRight: Check = (input, facts) => {
  const cited = citations(input, facts);
  if (cited.length === 0 || !isDisputed(input.cancellation, facts)) return notDue;
  const wrong = cited.filter(({ isRight }) => !isRight);
  return wrong.length > 0
    ? { state: 'missing', seqs: seqsOf(wrong.map(({ entry }) => entry)) }
    : shownBy(cited.map(({ entry }) => entry));
};

export const evidenceInTime: Check = ({ policy, order, cancellation }, facts) => {
  if (!isDisputed(cancellation, facts)) return notDue;
  const own = facts.evidence.filter(({ by }) => by === facts.party);
  const isPast = isDecided(cancellation, facts);
  if (own.length === 0) return { state: 'missing', seqs: [], isPast };
  const declared = policy.disputes?.routes.dispute?.evidence;
  const found = cancellation && asTaken(cancellation, lastTaken(cancellation, 'dispute'), facts);
  const deadline = declared ? disputeDeadline(declared, order, found) : null;
  if (deadline === null) return { state: 'unknown', seqs: seqsOf(own), isPast };
  const inTime = own.filter(({ at }) => parseInstant(at) < deadline);
  return inTime.length > 0 ? shownBy(inTime) : { state: 'missing', seqs: seqsOf(own), isPast };
};

/** Whether the dispute has its decision. */
function isDecided(cancellation: Cancellation | null, { disputes, entries }: CaseFacts): boolean {
  const taken = lastTaken(cancellation, 'dispute');
  if (taken) return taken.endedAt !== undefined;
  const filed = disputes.at(-1)?.seq ?? Number.POSITIVE_INFINITY;
  return entries.some(({ seq, type, action }) => type === 'cancellation' && action === 'resolve' && seq > filed);
}

export const markingVerified: Check = ({ cancellation }, facts) =>
  dueWhen(isDisputed(cancellation, facts), shownBy(facts.verifications));

/** What an arbitration asks for: everything in order of time, every request, and the sections that were kept (DP-11). */
const arbitrationSet: readonly ChecklistCode[] = [
  'logs-kept',
  'order-details',
  'requests',
  'timestamps',
  'policy-text',
  'sections-cited',
];

export const arbitrationPrepared: Check = (input, facts, soFar) => {
  const { cancellation } = input;
  if (!cancellation || !(isDisputeLost(cancellation) || lastTaken(cancellation, 'arbitration'))) return notDue;
  const own = contradictionsOf(facts.party, input);
  const set = soFar.filter(({ code }) => arbitrationSet.includes(code));
  const isReady = own.length === 0 && set.every(({ state }) => state === 'present');
  const seqs = [...new Set(isReady ? set.flatMap((finding) => finding.seqs) : own.flatMap((one) => one.seqs))];
  return { state: isReady ? 'present' : 'missing', seqs: seqs.sort((a, b) => a - b) };
};

export const platformConfirmation: Check = ({ cancellation }, facts) => {
  const { marks, verifications, entries } = facts;
  if (marks.length > 0 && (verifications.at(-1)?.marked ?? true)) return shownBy(marks);
  const isDecided = entries.some(({ action, type }) => type === 'cancellation' && action === 'resolve');
  if (!isDecided && !lastTaken(cancellation, 'arbitration')) return notDue;
  return { state: 'missing', seqs: seqsOf(verifications.filter(({ marked }) => marked === false)) };
};
