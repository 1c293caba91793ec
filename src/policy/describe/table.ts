import { permits } from '../../domain/decision/compile.ts';
import { namesNobody, speaksOfRequest } from '../../domain/decision/conditions.ts';
import { compilePolicy } from '../../domain/decision/decide.ts';
import type { CancelPolicy, Condition, Contact, InstantName, Outcome, Phase, Verdict } from '../../domain/policy.ts';
import type { Actor, Cancellation, Order } from '../../domain/records.ts';
import { parseDuration } from '../../domain/values/duration.ts';
import { type Known, leavesOf, residualOf } from './residual.ts';

/** What one of a cell's cases comes to: the first whose condition holds counts, one that is unknown asks the server. */
export interface DescribedCase {
  /** `null`: the policy's `otherwise`, or an open request that no rule speaks of. */
  ruleId: string | null;
  /** What it depends on in this cell; `null`: nothing more. The last case of a cell depends on nothing. */
  when: Condition | null;
  outcome: Outcome;
  reason: string;
  contact: Contact;
  verdict: Verdict;
}

/** A part of the time, half-open, in ms since the row's instant. `null`: without that end. */
export interface DescribedBand {
  from: number | null;
  until: number | null;
  /** That the instant is not recorded yet. */
  absent: boolean;
  cases: DescribedCase[];
  /** Which case an order gets of which nothing is out of the ordinary, as `decide` says. */
  usual: number;
}

/** Statuses of which the same is true. */
export interface DescribedRow {
  statuses: string[];
  /** The instant from which time is counted; `null`: time alone changes nothing that does not depend on more. */
  axis: InstantName | null;
  bands: DescribedBand[];
}

/** Whatever a role may do, by status and time; while no request is open, or while one is. */
export function tableOf(policy: CancelPolicy, actor: Actor | 'nobody', isOpen = false): DescribedRow[] {
  const { decide } = compilePolicy(policy);
  const rows = new Map<string, DescribedRow>();
  for (const [status, { phase }] of Object.entries(policy.statuses)) {
    const cuts = cutsOf(policy, { actor, status, isOpen, axis: null, band: null });
    const axis = axes.find((one) => cuts.get(one)?.length) ?? null;
    const bands = mergeBands(
      partsOf(axis, cuts, isOpen).map((band): DescribedBand => {
        const cases = casesOf(policy, { actor, status, isOpen, axis, band });
        const usual = usualOf(cases, plainDecision(decide, { policy, actor, status, phase, isOpen, axis, band }));
        return { ...(band ? endsOf(band) : { from: null, until: null }), absent: axis !== null && !band, cases, usual };
      }),
    );
    const key = JSON.stringify([axis, bands]);
    const row = rows.get(key) ?? { statuses: [], axis, bands };
    row.statuses.push(status);
    rows.set(key, row);
  }
  return [...rows.values()];
}

function casesOf(policy: CancelPolicy, known: Known): DescribedCase[] {
  const cases: DescribedCase[] = [];
  const decided = new Set<string>();
  for (const rule of policy.rules) {
    if (!isAsked(rule, policy, known)) continue;
    const when = residualOf(rule.when, known);
    if (when === false) continue;
    // What the same condition has decided before is decided.
    const said = JSON.stringify(when);
    if (decided.has(said)) continue;
    decided.add(said);
    cases.push(caseOf(rule.id, when === true ? null : when, rule.then));
    if (when === true) return cases;
  }
  const { otherwise } = policy;
  const open: Verdict = { outcome: 'none', reason: 'request-open', alternatives: otherwise.alternatives ?? [] };
  const denied: Verdict = { ...otherwise, outcome: 'none', contact: 'none' };
  const unmatched = known.actor === 'nobody' && permits(otherwise) ? denied : otherwise;
  return [...cases, caseOf(null, null, known.isOpen ? open : unmatched)];
}

/** While a request is open only those are that speak of it; nobody is permitted what no rule permits nobody. */
function isAsked({ when, then, always }: CancelPolicy['rules'][number], policy: CancelPolicy, known: Known): boolean {
  if (known.isOpen && !always && !speaksOfRequest(when, policy.instants)) return false;
  if (known.actor !== 'nobody' || !permits(then)) return true;
  return namesNobody(when);
}

function caseOf(ruleId: string | null, when: Condition | null, verdict: Verdict): DescribedCase {
  const { outcome, reason, contact = 'none' } = verdict;
  return { ruleId, when, outcome, reason, contact, verdict };
}

/** The instants that every order of a kind has, by which its row can be divided. */
const axes: readonly InstantName[] = ['placedAt', 'deliveredAt', 'shippedAt', 'paidAt', 'requestedAt'];

/** Windows that end, or begin after their instant, of what may still decide in a row. */
function cutsOf(policy: CancelPolicy, known: Known): Map<InstantName, number[]> {
  const cuts = new Map<InstantName, number[]>();
  for (const { when } of casesOf(policy, known)) {
    for (const leaf of when ? leavesOf(when) : []) {
      if (!('since' in leaf)) continue;
      const ends = [leaf.from, leaf.until].map(parseDuration).filter((end) => end > 0);
      cuts.set(leaf.since, [...(cuts.get(leaf.since) ?? []), ...ends]);
    }
  }
  return cuts;
}

/** The parts of the time between the ends of windows; what may not be recorded yet has a part for that too. */
function partsOf(
  axis: InstantName | null,
  cuts: ReadonlyMap<InstantName, readonly number[]>,
  isOpen: boolean,
): Known['band'][] {
  if (!axis) return [null];
  const ends = [0, ...new Set(cuts.get(axis))].sort((one, other) => one - other);
  const bands = ends.map((from, index) => ({ from, until: ends[index + 1] ?? Number.POSITIVE_INFINITY }));
  // Every order was placed, and whatever is open was asked for.
  return axis === 'placedAt' || (axis === 'requestedAt' && isOpen) ? bands : [null, ...bands];
}

function endsOf({ from, until }: NonNullable<Known['band']>): Pick<DescribedBand, 'from' | 'until'> {
  return { from, until: until === Number.POSITIVE_INFINITY ? null : until };
}

/** Parts that follow each other and say the same are one. */
function mergeBands(bands: DescribedBand[]): DescribedBand[] {
  const merged: DescribedBand[] = [];
  for (const band of bands) {
    const before = merged.at(-1);
    const same = before && !before.absent && JSON.stringify(before.cases) === JSON.stringify(band.cases);
    if (same) before.until = band.until;
    else merged.push({ ...band });
  }
  return merged;
}

function usualOf(
  cases: DescribedCase[],
  { outcome, ruleId, reason }: { outcome: Outcome; ruleId: string | null; reason: string },
): number {
  const at = cases.findIndex((one) => one.ruleId === ruleId && one.outcome === outcome && one.reason === reason);
  // What the server has to look into, for want of a fact, is told by the last case that can come of it.
  return at < 0 ? cases.length - 1 : at;
}

interface Plain extends Known {
  policy: CancelPolicy;
  status: string;
  phase: Phase;
}

/** An order at which nothing is out of the ordinary, in the middle of a part of the time, decided by the package itself. */
function plainDecision(decide: ReturnType<typeof compilePolicy>['decide'], plain: Plain) {
  const { policy, actor, status, phase, isOpen, axis, band } = plain;
  const now = Date.parse('2026-03-01T12:00:00Z');
  const into = band ? band.from + Math.min(1000, (band.until - band.from) / 2) : 0;
  const ago = (ms: number): string => new Date(now - ms).toISOString();
  const left = phase === 'shipped' || phase === 'delivered';
  const money = { amount: 1000, currency: 'EUR' };
  const since = (name: InstantName): string | undefined =>
    (axis === name ? band && ago(into) : undefined) as string | undefined;
  const order: Order = {
    id: 'o',
    status,
    placedAt: since('placedAt') ?? ago(Math.max(into, 1000)),
    ...(axis !== 'paidAt' || band ? { paidAt: since('paidAt') ?? ago(Math.max(into, 1000) - 1) } : {}),
    ...(left && (axis !== 'shippedAt' || band) ? { shippedAt: since('shippedAt') ?? ago(into) } : {}),
    ...(phase === 'delivered' && (axis !== 'deliveredAt' || band)
      ? { deliveredAt: since('deliveredAt') ?? ago(into) }
      : {}),
    total: money,
    payment: { method: 'card', paid: money, refunded: { amount: 0, currency: 'EUR' } },
    lines: [{ id: 'l', sku: '', title: '', quantity: 1, unitPrice: money }],
    buyer: { id: 'b', name: '', status: 'active' },
    seller: { id: 's', name: '', status: 'active' },
    revision: '1',
  };
  const cancellation = isOpen ? openRequest(policy, actor, since('requestedAt') ?? ago(Math.min(into, 1000))) : null;
  return decide(order, { actor: actor as Actor, now, cancellation });
}

function openRequest({ id, version }: CancelPolicy, actor: Actor | 'nobody', requestedAt: string): Cancellation {
  return {
    id: 'c',
    orderId: 'o',
    kind: 'cancellation',
    state: 'requested',
    requestedBy: actor === 'nobody' ? 'buyer' : actor,
    requestedAt,
    reason: null,
    comment: null,
    lines: null,
    previousStatus: '',
    respondBy: null,
    policy: { id, version, hash: '' },
    refund: null,
    decision: null,
    revision: '1',
  };
}
