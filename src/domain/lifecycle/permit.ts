import { speaksOfRequest } from '../decision/conditions.ts';
import type { Decision } from '../decision/decision.ts';
import type { CancelPolicy } from '../policy.ts';
import type { Cancellation, LineQuantity, Order } from '../records.ts';
import { verdictOf } from '../settlement/consequences.ts';
import { common, without } from '../units/part.ts';
import { availableLines, type Covers, holdsUnits, linesOf } from '../units/units.ts';
import { coversOf } from './reach.ts';
import type { OpeningAction } from './transitions.ts';

/** What a decision lets somebody open: by the terms of which rule, and of which units. */
export interface Permit {
  ruleId: string | null;
  contact: Decision['contact'];
  /** What can be asked for. */
  available: readonly LineQuantity[];
  /** The rule speaks of what is open: a new cancellation takes its place where it is about the same units. */
  replaces: boolean;
}

/**
 * What `decision` permits of `lines` (`null`: of all that it does). `null`: not this action, or not of each of these lines.
 * Lines that go by other terms go in a cancellation of their own.
 */
export function permitOf(
  policy: CancelPolicy,
  order: Order,
  cancellations: readonly Cancellation[],
  decision: Decision,
  action: OpeningAction,
  lines: readonly LineQuantity[] | null,
): Permit | null {
  const groups = decision.lines?.filter(({ outcome }) => outcome === action);
  if (groups ? groups.length === 0 : decision.outcome !== action) return null;
  const chosen = groups?.filter(({ ids }) => !lines || lines.some(({ id }) => ids.includes(id)));
  const first = chosen?.find(({ ruleId }) => ruleId === decision.ruleId) ?? chosen?.[0];
  if (chosen && !first) return null;
  const { ruleId, contact } = first ?? decision;
  const alike = chosen?.filter((group) => termsOf(policy, group.ruleId) === termsOf(policy, ruleId));
  const rule = policy.rules.find(({ id }) => id === ruleId);
  const replaces = rule !== undefined && speaksOfRequest(rule.when);
  const ids = alike && new Set(alike.flatMap((group) => group.ids));
  const available = availableLines(order, replaces ? [] : cancellations, coversOf(policy, ruleId));
  // What is not permitted at all is a decision that changed; a quantity that is not there is for the checks of lines.
  const known = new Set(linesOf(order).map(({ id }) => id));
  if (ids && lines?.some(({ id }) => known.has(id) && !ids.has(id))) return null;
  return {
    ruleId,
    contact: alike?.some((group) => group.contact === 'required') ? 'required' : contact,
    available: ids ? available.filter(({ id }) => ids.has(id)) : available,
    replaces,
  };
}

/** What a rule says of money, items and reach, to be compared. */
export function termsOf(policy: CancelPolicy, ruleId: string | null): string {
  const { refund = null, consequences = null, covers = 'open' } = verdictOf(policy, ruleId);
  return JSON.stringify([refund, consequences, covers]);
}

/** An open request with those of its units that a new cancellation takes, and with what it leaves. */
export interface Overlap {
  request: Cancellation;
  rest: LineQuantity[];
}

/** What open ones ask for of `taken` (`null`: the whole); the newest give way first, where it is not all asked for. */
export function overlapsOf(
  order: Order,
  cancellations: readonly Cancellation[],
  taken: readonly LineQuantity[] | null,
  covers: Covers,
): Overlap[] {
  const open = cancellations.filter(holdsUnits);
  const all = availableLines(order, [], covers);
  let wanted: readonly LineQuantity[] = without(taken ?? all, availableLines(order, open, covers));
  const found: Overlap[] = [];
  for (const request of open.toReversed()) {
    const asked = request.lines ?? all;
    const shared = taken ? common(asked, wanted) : asked;
    // One of an order of which nothing is counted as left has no units to be told apart by.
    if (taken && shared.length === 0) continue;
    wanted = without(wanted, shared);
    found.unshift({ request, rest: without(asked, shared) });
  }
  return found;
}
