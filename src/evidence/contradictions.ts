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

/** Entries that speak against a statement are named up to this many, the earliest: who states much makes nobody read more. */
const maxNamed = 100;

/** What statements are held against, sorted out once: a record of many statements is gone through once, not once for each. */
interface Ground {
  order: Order;
  facts: CaseFacts;
  citable: ReadonlySet<string>;
  /** Statements by who made them and what they claim: `buyer agreed`. */
  claimed: ReadonlyMap<string, readonly Numbered[]>;
  /** What is looked for once. */
  once<Found>(name: string, find: () => Found): Found;
}

/** Where statements and the log disagree (DP-9, DP-12, DP-14). */
export function findContradictions(input: CaseInput): Contradiction[] {
  const ground = groundOf(input);
  return ground.facts.evidence.flatMap((statement) => [
    ...claimContradictions(statement, ground),
    ...wrongCitations(statement, ground),
  ]);
}

function groundOf(input: CaseInput): Ground {
  const facts = factsOf(input);
  const claimed = new Map<string, Numbered[]>();
  for (const statement of facts.evidence) {
    const name = `${statement.by} ${statement.claim}`;
    const before = claimed.get(name);
    if (before) before.push(statement);
    else claimed.set(name, [statement]);
  }
  const found = new Map<string, unknown>();
  return {
    order: input.order,
    facts,
    citable: citable(input.policy),
    claimed,
    once<Found>(name: string, find: () => Found): Found {
      if (!found.has(name)) found.set(name, find());
      return found.get(name) as Found;
    },
  };
}

/** The first of those that stand before an entry; a log is in the order of its numbers. */
function firstBefore(entries: readonly Numbered[], { seq }: Numbered): Numbered[] {
  const first = entries.slice(0, maxNamed);
  return first.filter((entry) => entry.seq < seq);
}

/** Those that speak against what somebody stated; what has only to be read does not. */
export function contradictionsOf(actor: Actor, input: CaseInput): Contradiction[] {
  return findContradictions(input).filter(({ by, code }) => by === actor && code !== 'read-messages');
}

/** What one statement says, held against the log. */
function claimContradictions(statement: Numbered, ground: Ground): Contradiction[] {
  const { order, facts, once } = ground;
  // Whoever brings an agreement says that there is one.
  const claim = statement.claim ?? (statement.kind === 'agreement' ? 'agreed' : undefined);
  if (!claim) return [];
  const denied = denialsOf(statement, claim, ground);
  if (denied.length > 0) return [against(statement, 'claim-denied-by-log', denied, claim, firstTime(denied))];
  const unread = unreadFor(statement, claim, ground);
  if (unread.length > 0) return [against(statement, 'read-messages', unread, claim, firstTime(unread))];
  if (claim === 'agreed') return unclearAgreement(statement, ground);
  if (claim === 'not-agreed' || claim === 'not-requested-in-time') return [];
  const shown = once(`shown ${claim} ${statement.by}`, () => shownFor(statement, claim, facts));
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
  const known = once(`times ${claim} ${statement.by}`, () => byTime(shown));
  return differingTime(statement, known, isOnOrder ? facts.shippedAt : null);
}

/** What speaks against it outright: the log, or the same person's own words before. */
function denialsOf(statement: Numbered, claim: Claim, { facts, claimed, once }: Ground): Numbered[] {
  const { requests, shippedAt, answers, answerer } = facts;
  const opposite = opposites[claim];
  const own = firstBefore((opposite && claimed.get(`${statement.by} ${opposite}`)) ?? [], statement);
  if (claim === 'not-requested-in-time') {
    // Of what came after the statement, it says nothing.
    const asked = once('asked in time', () => beforeTime(requests, shippedAt));
    return [...firstBefore(asked, statement), ...own];
  }
  if (claim === 'not-agreed' && statement.by === answerer) {
    const accepted = once('accepted', () => answers.filter(({ action }) => action === 'accept'));
    return [...firstBefore(accepted, statement), ...own];
  }
  return own;
}

/** Messages by who wants to cancel, where no request settles whether that was asked for: they may be about anything. */
function unreadFor(statement: Numbered, claim: Claim, { facts, once }: Ground): Numbered[] {
  const { requests, messages, requester, shippedAt } = facts;
  const written = once('written', () => messages.filter(({ by }) => by === requester));
  if (claim === 'not-requested-in-time') {
    return firstBefore(
      once('written in time', () => beforeTime(written, shippedAt)),
      statement,
    );
  }
  return claim === 'requested' && requests.length === 0 ? firstBefore(written, statement) : [];
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
function unclearAgreement(statement: Numbered, { facts, once }: Ground): Contradiction[] {
  const { requester, answerer } = facts;
  const other = statement.by === requester ? answerer : requester;
  const denied = once(`unclear ${other}`, () => unclearWith(other, facts));
  return denied ? [against(statement, 'unclear-agreement', denied, 'agreed')] : [];
}

/** What speaks against an agreement with one side; `null`: it is clear. */
function unclearWith(other: Actor, facts: CaseFacts): Numbered[] | null {
  const { entries, evidence, answers, requests, requester, answerer } = facts;
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
  return said || (did && denied.length === 0) ? null : denied;
}

/** Entries whose time is known, by it; of several at one time the first in the log. */
function byTime(entries: readonly Numbered[]): { time: number; entry: Numbered }[] {
  const first = new Map<number, Numbered>();
  for (const entry of entries) {
    const time = timeOf(entry);
    if (!Number.isNaN(time) && !first.has(time)) first.set(time, entry);
  }
  return [...first].map(([time, entry]) => ({ time, entry })).sort((one, other) => one.time - other.time);
}

/** A time that is near none of those in the log; the nearest is named. `onOrder`: one that the order itself has. */
function differingTime(
  statement: Numbered,
  known: readonly { time: number; entry: Numbered }[],
  onOrder: number | null,
): Contradiction[] {
  const claimed = parseInstant(statement.claimedAt);
  if (Number.isNaN(claimed)) return [];
  const off = (time: number): number => Math.abs(time - claimed);
  const nearest = nearestTo(claimed, known);
  const times = [...(nearest ? [timeOf(nearest)] : []), ...(onOrder === null ? [] : [onOrder])];
  if (times.length === 0 || times.some((time) => off(time) <= tolerance)) return [];
  const logged = times.reduce((best, time) => (off(best) <= off(time) ? best : time));
  const entries = nearest && timeOf(nearest) === logged ? [nearest] : [];
  return [against(statement, 'time-differs', entries, formatInstant(claimed), formatInstant(logged))];
}

/** The entry whose time is nearest to an instant; of two as near, the earlier in the log. */
function nearestTo(instant: number, known: readonly { time: number; entry: Numbered }[]): Numbered | undefined {
  let low = 0;
  let high = known.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((known[middle]?.time ?? Number.NaN) < instant) low = middle + 1;
    else high = middle;
  }
  const [nearest] = known
    .slice(Math.max(0, low - 1), low + 1)
    .map(({ time, entry }) => ({ off: Math.abs(time - instant), entry }))
    .sort((one, other) => one.off - other.off || one.entry.seq - other.entry.seq);
  return nearest?.entry;
}

/** Rules and sections that the policy that applies does not have (DP-12). */
function wrongCitations(statement: Numbered, { citable: known }: Ground): Contradiction[] {
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
