import type { Claim } from '../domain/log-entry.ts';
import type { Actor, Order } from '../domain/records.ts';
import { formatInstant, parseInstant } from '../domain/values/instant.ts';
import { beforeTime, type CaseFacts, type CaseInput, citable, factsOf, type Numbered, seqsOf, timeOf } from './case.ts';
import type { ContradictionCode } from './codes.ts';

/** A statement that does not go with the log (DP-14). */
export interface Contradiction {
  code: ContradictionCode;
  /** Numbers of the statement, and of the entries that speak against it. */
  seqs: number[];
  /** What is claimed: the claim's code, a time (RFC 3339), or what is cited. */
  claimed?: string;
  /** What the log says instead: a time (RFC 3339), or a status. */
  logged?: string;
  /** Who stated it. */
  by?: Actor;
}

/** How far a time may be off before it counts as another one, ms. People round; clocks differ. */
const tolerance = 5 * 60_000;

/** Where statements and the log disagree (DP-9, DP-12, DP-14). */
export function findContradictions(input: CaseInput): Contradiction[] {
  const facts = factsOf(input);
  return facts.evidence.flatMap((statement) => [
    ...claimContradictions(statement, input.order, facts),
    ...wrongCitations(statement, input),
  ]);
}

/** Those that speak against what somebody stated; what has only to be read does not. */
export function contradictionsOf(actor: Actor, input: CaseInput): Contradiction[] {
  return findContradictions(input).filter(({ by, code }) => by === actor && code !== 'read-messages');
}

/** What one statement says, held against the log. */
function claimContradictions(statement: Numbered, order: Order, facts: CaseFacts): Contradiction[] {
  // Whoever brings an agreement says that there is one.
  const claim = statement.claim ?? (statement.kind === 'agreement' ? 'agreed' : undefined);
  if (!claim) return [];
  const denied = denialsOf(statement, claim, facts);
  if (denied.length > 0) return [against(statement, 'claim-denied-by-log', denied, claim, firstTime(denied))];
  const unread = unreadFor(statement, claim, facts);
  if (unread.length > 0) return [against(statement, 'read-messages', unread, claim, firstTime(unread))];
  if (claim === 'agreed') return unclearAgreement(statement, facts);
  if (claim === 'not-agreed' || claim === 'not-requested-in-time') return [];
  const shown = shownFor(statement, claim, facts);
  if (claim === 'cancelled' && shown.length === 0) {
    const status = facts.verifications.at(-1)?.orderStatus ?? order.status;
    return [against(statement, 'no-official-confirmation', facts.verifications, claim, status)];
  }
  const isOnOrder = claim === 'shipped' && facts.shippedAt !== null;
  if (shown.length === 0 && !isOnOrder) {
    // What the reader may not read may be what the statement is about.
    const mayBeWithheld = claim === 'messaged' && facts.withheld.length > 0;
    return mayBeWithheld ? [] : [against(statement, 'not-in-log', [], claim)];
  }
  return differingTime(statement, shown, isOnOrder ? facts.shippedAt : null);
}

/** What speaks against it outright: the log, or the same person's own words before. */
function denialsOf(statement: Numbered, claim: Claim, facts: CaseFacts): Numbered[] {
  const { requests, shippedAt, evidence, answers, answerer } = facts;
  const opposite = opposites[claim];
  const own = evidence.filter(
    (other) => other.by === statement.by && other.seq < statement.seq && other.claim === opposite,
  );
  if (claim === 'not-requested-in-time') {
    // Of what came after the statement, it says nothing.
    const asked = requests.filter(({ seq }) => seq < statement.seq);
    return [...beforeTime(asked, shippedAt), ...own];
  }
  if (claim === 'not-agreed' && statement.by === answerer) {
    return [...answers.filter(({ action, seq }) => action === 'accept' && seq < statement.seq), ...own];
  }
  return opposite ? own : [];
}

/** Messages by who wants to cancel, where no request settles whether that was asked for: they may be about anything. */
function unreadFor(statement: Numbered, claim: Claim, facts: CaseFacts): Numbered[] {
  const { requests, messages, requester, shippedAt } = facts;
  const written = messages.filter(({ by, seq }) => by === requester && seq < statement.seq);
  if (claim === 'not-requested-in-time') return beforeTime(written, shippedAt);
  return claim === 'requested' && requests.length === 0 ? written : [];
}

const opposites: Partial<Record<Claim, Claim>> = {
  agreed: 'not-agreed',
  'not-agreed': 'agreed',
  requested: 'not-requested-in-time',
  'not-requested-in-time': 'requested',
};

/** The entries that a claim is about. */
function shownFor({ by }: Numbered, claim: Claim, facts: CaseFacts): Numbered[] {
  const { standing, requests, messages, answerer, answers, shipments, marks } = facts;
  switch (claim) {
    case 'requested':
      return requests;
    case 'messaged':
      return standing.filter((entry) => entry.type === 'message' && entry.by === by);
    case 'answered': {
      const asked = Math.min(...requests.map(timeOf));
      return [...answers, ...messages.filter((entry) => entry.by === answerer && timeOf(entry) >= asked)];
    }
    case 'shipped':
      return [...shipments, ...standing.filter(({ type, code }) => type === 'scan' && code !== 'label-created')];
    case 'cancelled':
      return marks;
    case 'refunded':
      return standing.filter(
        ({ type, action, amount, refund = 'settled' }) =>
          type === 'refund' || (type === 'cancellation' && refund === 'settled' && (action === 'refund' || !!amount)),
      );
    default:
      return [];
  }
}

/** One says that both agreed; of the other there is no such word (DP-3, DP-14). */
function unclearAgreement(statement: Numbered, facts: CaseFacts): Contradiction[] {
  const { entries, evidence, answers, requests, requester, answerer } = facts;
  const other = statement.by === requester ? answerer : requester;
  const said = evidence.some(
    ({ by, claim, kind }) => by === other && (claim === 'agreed' || (kind === 'agreement' && !claim)),
  );
  const did =
    other === answerer
      ? answers.some(({ action }) => action === 'accept')
      : requests.length > 0 && !entries.some(({ action, by }) => action === 'withdraw' && by === requester);
  const denied = [
    ...evidence.filter(({ by, claim }) => by === other && claim === 'not-agreed'),
    ...(other === answerer ? answers.filter(({ action }) => action === 'decline') : []),
  ];
  if (said || (did && denied.length === 0)) return [];
  return [against(statement, 'unclear-agreement', denied, 'agreed')];
}

/** A time that is near none of those in the log; the nearest is named. `onOrder`: one that the order itself has. */
function differingTime(statement: Numbered, shown: readonly Numbered[], onOrder: number | null): Contradiction[] {
  const claimed = parseInstant(statement.claimedAt);
  if (Number.isNaN(claimed)) return [];
  const off = (time: number): number => Math.abs(time - claimed);
  const known = shown.filter((entry) => !Number.isNaN(timeOf(entry)));
  const nearest = known.reduce<Numbered | undefined>(
    (best, entry) => (best && off(timeOf(best)) <= off(timeOf(entry)) ? best : entry),
    undefined,
  );
  const times = [...(nearest ? [timeOf(nearest)] : []), ...(onOrder === null ? [] : [onOrder])];
  if (times.length === 0 || times.some((time) => off(time) <= tolerance)) return [];
  const logged = times.reduce((best, time) => (off(best) <= off(time) ? best : time));
  const entries = nearest && timeOf(nearest) === logged ? [nearest] : [];
  return [against(statement, 'time-differs', entries, formatInstant(claimed), formatInstant(logged))];
}

/** Rules and sections that the policy that applies does not have (DP-12). */
function wrongCitations(statement: Numbered, { policy }: CaseInput): Contradiction[] {
  const known = citable(policy);
  return (statement.cites ?? [])
    .filter((cite) => !known.has(cite))
    .map((cite) => against(statement, 'wrong-citation', [], cite));
}

function against(
  statement: Numbered,
  code: ContradictionCode,
  entries: readonly Numbered[],
  claimed: string,
  logged?: string,
): Contradiction {
  return {
    code,
    seqs: seqsOf([statement, ...entries]),
    claimed,
    ...(logged !== undefined && { logged }),
    by: statement.by,
  };
}

function firstTime(entries: readonly Numbered[]): string | undefined {
  const times = entries.map(timeOf).filter((time) => !Number.isNaN(time));
  return times.length > 0 ? formatInstant(Math.min(...times)) : undefined;
}
