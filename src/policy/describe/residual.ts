import { boundsOf, listOf } from '../../domain/decision/conditions.ts';
import type { Condition, InstantName } from '../../domain/policy.ts';
import type { Actor, CancellationState } from '../../domain/records.ts';
import { openStates } from '../../domain/records.ts';

/** What a cell of the table knows of the orders in it; the rest they may have as they like. */
export interface Known {
  actor: Actor | 'nobody';
  /** `null`: any. */
  status: string | null;
  /** Whether a request is open; `null`: either. */
  isOpen: boolean | null;
  /** The instant by which the row is divided, and what part of the time since it is meant, ms; `null`: not recorded. */
  axis: InstantName | null;
  band: { from: number; until: number } | null;
}

/** What of a condition is left once a cell is known: the answer, or what of it still depends on the order. */
export type Residual = boolean | Condition;

/** By Kleene's logic, so that what is left is true, false or unknown exactly where the whole is. */
export function residualOf(condition: Condition | Condition[], known: Known): Residual {
  if (Array.isArray(condition)) return combined('all', condition, known);
  if ('all' in condition) return combined('all', condition.all, known);
  if ('any' in condition) return combined('any', condition.any, known);
  if ('not' in condition) {
    const inner = residualOf(condition.not, known);
    return typeof inner === 'boolean' ? !inner : { not: inner };
  }
  if ('actor' in condition) return listOf(condition.actor).includes(known.actor);
  if ('status' in condition) return known.status === null ? condition : listOf(condition.status).includes(known.status);
  if ('request' in condition) return requestResidual(condition, known);
  if ('since' in condition && condition.since === known.axis) return windowResidual(condition, known);
  return condition;
}

function combined(word: 'all' | 'any', parts: readonly Condition[], known: Known): Residual {
  const settling = word === 'any';
  const left: Condition[] = [];
  for (const part of parts) {
    const residual = residualOf(part, known);
    if (residual === settling) return settling;
    if (typeof residual !== 'boolean') left.push(residual);
  }
  if (left.length === 0) return !settling;
  return left.length === 1 ? (left[0] as Condition) : word === 'all' ? { all: left } : { any: left };
}

/** While none is open, only what became of an earlier one is left to ask; while one is, how it stands and who asked. */
function requestResidual(condition: Extract<Condition, { request: unknown }>, { isOpen }: Known): Residual {
  // Of rules by themselves nobody knows.
  if (isOpen === null) return condition;
  const states = listOf<string>(condition.request);
  if (!isOpen) {
    if (states.includes('none')) return true;
    const ended = states.filter((state) => state !== 'open' && !openStates.includes(state as CancellationState));
    return ended.length > 0 && { ...condition, request: ended as CancellationState[] };
  }
  const open = openStates.filter((state) => states.includes('open') || states.includes(state)) as CancellationState[];
  if (open.length === 0) return false;
  if (open.length === openStates.length && condition.by === undefined) return true;
  return { ...condition, request: open.length === openStates.length ? 'open' : open };
}

function windowResidual(condition: Extract<Condition, { since: unknown }>, { band }: Known): boolean {
  if (!band) return false;
  const [from, until] = boundsOf(condition);
  return from <= band.from && band.until <= until;
}

/** Every word of a condition that holds no other. */
export function leavesOf(condition: Condition | Condition[]): Condition[] {
  if (Array.isArray(condition)) return condition.flatMap(leavesOf);
  if ('all' in condition) return condition.all.flatMap(leavesOf);
  if ('any' in condition) return condition.any.flatMap(leavesOf);
  if ('not' in condition) return leavesOf(condition.not);
  return [condition];
}
