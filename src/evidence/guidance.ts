import { isDisputeLost } from '../domain/lifecycle/dispute-routes.ts';
import {
  beforeTime,
  type CaseFacts,
  type CaseInput,
  factsOf,
  isDisputed,
  isRefused,
  isSettled,
  type Numbered,
  seqsOf,
  timeOf,
} from './case.ts';
import { checkEvidence } from './checklist.ts';
import type { ChecklistCode, GuidanceCode } from './codes.ts';
import { contradictionsOf } from './contradictions.ts';
import { deadlinesUnder } from './deadlines.ts';

export interface Guidance {
  code: GuidanceCode;
  /** Numbers of the entries that it rests on. */
  seqs: number[];
}

/**
 * What the evidence at hand suggests (DP-19). Information, not legal advice; outcomes vary. Whether to go on is told to who
 * asked, as the claim is theirs, and to the platform; the other side is told no more than what holds of every case.
 */
export function guidanceOf(input: CaseInput): Guidance[] {
  const { cancellation, policy, actor } = input;
  const facts = factsOf(input);
  const guidance: Guidance[] = [];
  if (cancellation && !isSettled(cancellation) && actor !== facts.answerer) {
    if (isRefused(input)) guidance.push(...whetherToGoOn(input, facts));
    guidance.push(...shippedFirst(facts), ...silence(input, facts));
  }
  guidance.push({ code: 'always-possible', seqs: [] });
  if (policy.disputes?.routes.arbitration) guidance.push({ code: 'arbitration-costs', seqs: [] });
  return [...guidance, { code: 'information-only', seqs: [] }];
}

/** Proceed where a timely request and a refusal are proven; consider settling where evidence has gaps or times have lapsed. */
function whetherToGoOn(input: CaseInput, facts: CaseFacts): Guidance[] {
  const lapsed = deadlinesUnder(null, input).filter(
    ({ code, state }) =>
      state === 'passed' && (code === 'dispute' || code === 'arbitration' || code.endsWith('-evidence')),
  );
  const own = contradictionsOf(facts.requester, input);
  if (lapsed.length > 0 || own.length > 0) {
    return [settling([...lapsed, ...own].flatMap(({ seqs }) => seqs))];
  }
  const timely = beforeTime(facts.requests, facts.shippedAt);
  const refusals = refusalsOf(facts);
  const lost = input.cancellation && isDisputeLost(input.cancellation) ? shippedFirst(facts) : [];
  if (lost.length > 0) return [settling(lost.flatMap(({ seqs }) => seqs))];
  if (timely.length > 0 && refusals.length > 0) return [{ code: 'proceed', seqs: seqsOf([...timely, ...refusals]) }];
  const isSilent = silence(input, facts).length > 0;
  const hasGaps = checkEvidence(input).some(
    ({ code, state }) =>
      (state === 'missing' || state === 'unknown') &&
      (foundations.includes(code) || (code === 'written-answer' && !isSilent)),
  );
  return hasGaps ? [settling(seqsOf([...facts.requests, ...refusals]))] : [];
}

/** What a claim stands on and nobody can bring later; a seller's silence is no gap, but a reason to dispute early. */
const foundations: readonly ChecklistCode[] = [
  'immediate-request',
  'logs-kept',
  'buyer-seller-log',
  'order-details',
  'requests',
  'timestamps',
];

function settling(seqs: readonly number[]): Guidance {
  return { code: 'consider-settling', seqs: [...new Set(seqs)].sort((a, b) => a - b) };
}

/** What the other side said itself; a picture of it that somebody else brings proves less. */
function refusalsOf({ answers, evidence, answerer }: CaseFacts): Numbered[] {
  return [
    ...answers.filter(({ action }) => action === 'decline'),
    ...evidence.filter(({ by, kind, claim }) => by === answerer && (kind === 'refusal' || claim === 'not-agreed')),
  ];
}

/** Shipped before anybody confirmed the cancellation: so the replayed case was lost (DP-17). */
function shippedFirst({ shippedAt, shipments, answers, marks, requests }: CaseFacts): Guidance[] {
  if (shippedAt === null || requests.length === 0) return [];
  const confirmed = [...answers.filter(({ action }) => action === 'accept'), ...marks];
  if (beforeTime(confirmed, shippedAt).length > 0) return [];
  return [{ code: 'shipped-before-confirmation', seqs: seqsOf([...requests, ...shipments]) }];
}

/** Nobody answered in time: a dispute is best filed early (DP-10). */
function silence({ cancellation, policy, now }: CaseInput, facts: CaseFacts): Guidance[] {
  if (!policy.disputes?.routes.dispute || isDisputed(cancellation, facts)) return [];
  if (!isRefused({ cancellation, now })) return [];
  const { answers, messages, requests, answerer, entries } = facts;
  const asked = requests.length > 0 ? Math.min(...requests.map(timeOf)) : Number.NEGATIVE_INFINITY;
  const replies = [...answers, ...messages.filter(({ by }) => by === answerer)].filter(
    (entry) => timeOf(entry) >= asked,
  );
  if (replies.length > 0) return [];
  const lapses = entries.filter(({ type, action }) => type === 'cancellation' && action === 'lapse');
  return [{ code: 'dispute-early', seqs: seqsOf([...requests, ...lapses]) }];
}
