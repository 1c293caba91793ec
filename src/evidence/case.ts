import { answererOf } from '../domain/lifecycle/other-party.ts';
import type { EvidenceEntry, LogEntry, WithheldEntry } from '../domain/log-entry.ts';
import type { CancelPolicy, DisputeSection, RouteName } from '../domain/policy.ts';
import type { Actor, Cancellation, CancellationState, Order, RouteTaken } from '../domain/records.ts';
import { parseInstant } from '../domain/values/instant.ts';
import { own } from '../domain/values/own-member.ts';

/** What is known of one order's case, for whoever looks at it. `now`: epoch ms. */
export interface CaseInput {
  /** The policy that governs the cancellation; without one, the order's. */
  policy: CancelPolicy;
  order: Order;
  cancellation: Cancellation | null;
  /** The order's whole log, as this person may read it. */
  log: readonly (LogEntry | EvidenceEntry | WithheldEntry)[];
  now: number;
  actor: Actor;
}

/** An entry that can be read, with its number: the chain's, else its place in the log, from 1. */
export type Numbered = LogEntry & Partial<EvidenceEntry> & { seq: number };

/** What the log tells of a case, sorted out once. Personal members may be erased: nothing here reads them. */
export interface CaseFacts {
  entries: Numbered[];
  /** Those that the shop did not take back, nor tell that it did. */
  standing: Numbered[];
  /** Numbers of the entries that are not this person's to read. */
  withheld: number[];
  /** Who asked for the cancellation (the buyer, where nobody did yet), and who has to answer. */
  requester: Actor;
  answerer: Actor;
  /** Whose evidence is looked at: the reader's; for the platform, that of who asked. */
  party: Actor;
  requests: Numbered[];
  /** Acceptances and refusals by who has to answer. */
  answers: Numbered[];
  /** Between buyer and seller. */
  messages: Numbered[];
  /** Messages between the party and support, and what it noted of support's words. */
  support: Numbered[];
  shipments: Numbered[];
  /** When the order was shipped, as the log tells, else the order; `null`: it was not. Epoch ms. */
  shippedAt: number | null;
  verifications: Numbered[];
  /** Entries by which the platform marked the order as cancelled, or said that it is. */
  marks: Numbered[];
  disputes: Numbered[];
  evidence: Numbered[];
}

export function factsOf({ policy, order, cancellation, log, actor }: CaseInput): CaseFacts {
  const entries: Numbered[] = [];
  const withheld: number[] = [];
  for (const [at, entry] of log.entries()) {
    const seq = 'seq' in entry && typeof entry.seq === 'number' ? entry.seq : at + 1;
    if ('withheld' in entry && entry.withheld) withheld.push(seq);
    else entries.push({ ...(entry as LogEntry), seq });
  }
  const requests = entries.filter(({ type, action }) => type === 'cancellation' && isRequest(action));
  const requester = cancellation?.requestedBy ?? requests.at(-1)?.by ?? 'buyer';
  const answerer = answererOf({ requestedBy: requester });
  const party = actor === 'platform' ? requester : actor;
  const did = (...names: string[]): Numbered[] =>
    entries.filter(({ type, action = '' }) => type === 'cancellation' && names.includes(action));
  const phaseOf = (status: string | undefined): string | undefined => own(policy.statuses, status ?? '')?.phase;
  const isShipped = (entry: Numbered): boolean =>
    entry.type === 'shipment' ||
    (entry.type === 'status' && ['shipped', 'delivered'].includes(phaseOf(entry.orderStatus) ?? ''));
  const standing = standingOf(entries);
  const shipments = standing.filter(isShipped);
  const between = ({ by, to }: Numbered, one: Actor, other: Actor): boolean =>
    (by === one && to === other) || (by === other && to === one);
  return {
    entries,
    standing,
    withheld,
    requester,
    answerer,
    party,
    requests: requests.filter(({ by }) => by === requester),
    answers: did('accept', 'decline').filter(({ by }) => by === answerer),
    messages: entries.filter((entry) => entry.type === 'message' && between(entry, 'buyer', 'seller')),
    support: entries.filter(
      (entry) =>
        (entry.type === 'message' && between(entry, party, 'platform')) ||
        (entry.type === 'evidence' && entry.kind === 'support' && entry.by === party),
    ),
    shipments,
    shippedAt: earliest([...shipments.map(timeOf), parseInstant(order.shippedAt)]),
    verifications: entries.filter(({ type }) => type === 'verification'),
    marks: entries.filter(
      ({ type, marked, orderStatus }) =>
        marked === true || (type !== 'verification' && type !== 'evidence' && phaseOf(orderStatus) === 'cancelled'),
    ),
    disputes: did('dispute'),
    evidence: entries.filter(({ type }) => type === 'evidence'),
  };
}

/** What the shop reported, without what it took back later: a shipment, a delivery, a scan, money. */
function standingOf(entries: readonly Numbered[]): Numbered[] {
  const taken = entries.filter(({ retracted }) => retracted);
  // One scan of many; of the others whatever was reported before.
  const nameOf = ({ type, occurredAt, code }: Numbered): string =>
    type === 'scan' ? JSON.stringify([type, occurredAt, code]) : type;
  const takenLast = new Map(taken.map((one) => [nameOf(one), one.seq]));
  const isTaken = (entry: Numbered): boolean => (takenLast.get(nameOf(entry)) ?? 0) >= entry.seq;
  const unshipped = taken.findLast(({ type }) => type === 'shipment')?.seq ?? 0;
  return entries.filter((entry) => !isTaken(entry) && !(entry.type === 'status' && entry.seq < unshipped));
}

/** When it happened, as far as anybody says, epoch ms; `NaN` where nobody does. */
export function timeOf({ occurredAt, at }: Pick<LogEntry, 'occurredAt' | 'at'>): number {
  const happened = parseInstant(occurredAt);
  return Number.isNaN(happened) ? parseInstant(at) : happened;
}

export function seqsOf(entries: readonly Numbered[]): number[] {
  return [...new Set(entries.map(({ seq }) => seq))].sort((a, b) => a - b);
}

/** Those that happened before an instant, epoch ms; before none: all. */
export function beforeTime(entries: readonly Numbered[], instant: number | null): Numbered[] {
  return instant === null ? [...entries] : entries.filter((entry) => timeOf(entry) < instant);
}

/** How it stands between the two sides, as far as there is something to argue about. */
const stands: Record<CancellationState, 'asked' | 'refused' | 'settled'> = {
  requested: 'asked',
  declined: 'refused',
  expired: 'refused',
  superseded: 'refused',
  escalated: 'refused',
  disputed: 'refused',
  refunding: 'settled',
  cancelled: 'settled',
  undone: 'settled',
  withdrawn: 'settled',
};

/** Whether the cancellation came to an end about which nobody has to argue: done, undone, or given up for a return. */
export function isSettled(cancellation: Cancellation | null): boolean {
  if (!cancellation) return false;
  return stands[cancellation.state] === 'settled' || lastTaken(cancellation, 'return') !== undefined;
}

/** Whether the other side refused, or let its time pass: what comes next is support, a dispute, and so on (DP-6). */
export function isRefused({ cancellation, now }: Pick<CaseInput, 'cancellation' | 'now'>): boolean {
  if (!cancellation) return false;
  const { state, respondBy } = cancellation;
  return stands[state] === 'refused' || (stands[state] === 'asked' && parseInstant(respondBy) <= now);
}

/** Whether a dispute was filed about this cancellation. */
export function isDisputed(cancellation: Cancellation | null, { disputes }: CaseFacts): boolean {
  return cancellation?.state === 'disputed' || disputes.length > 0 || lastTaken(cancellation, 'dispute') !== undefined;
}

export function lastTaken(cancellation: Cancellation | null, route: RouteName): RouteTaken | undefined {
  return cancellation?.routes?.findLast((taken) => taken.route === route);
}

/** The decisions of either side and of the platform, oldest first. */
export function decisionsOf({ entries }: CaseFacts): Numbered[] {
  return entries.filter(
    ({ type, action = '' }) => type === 'cancellation' && ['accept', 'decline', 'resolve'].includes(action),
  );
}

/** The cancellation as a way on found it: what was decided later does not move the time in which that was taken. */
export function asTaken(cancellation: Cancellation, taken: RouteTaken | undefined, facts: CaseFacts): Cancellation {
  const takenAt = parseInstant(taken?.at);
  const last = decisionsOf(facts).findLast(({ at }) => parseInstant(at) <= takenAt);
  if (!taken || !last || !cancellation.decision) return cancellation;
  return { ...cancellation, decision: { ...cancellation.decision, by: last.by, at: last.at } };
}

/** Rules of the policy, and sections of the agreement by topic or number, that may be cited (DP-12). */
export function citable({ rules, disputes }: CancelPolicy): Set<string> {
  const { sections = {} } = disputes ?? {};
  const numbers = Object.values(sections).map(numberOf);
  return new Set([...rules.map(({ id }) => id), ...Object.keys(sections), ...numbers]);
}

/** The number of a section of the agreement. */
function numberOf(section: string | DisputeSection): string {
  return typeof section === 'string' ? section : section.number;
}

function isRequest(action: string | undefined): boolean {
  return action === 'request' || action === 'cancel' || action === 'withdraw-contract';
}

function earliest(times: readonly number[]): number | null {
  const known = times.filter((time) => !Number.isNaN(time));
  return known.length > 0 ? Math.min(...known) : null;
}
