import type { FailedCondition, Unblocker } from './decision.ts';
import { parseDuration } from './duration.ts';
import { parseInstant } from './instant.ts';
import type { CancelPolicy, Condition, FactDeclaration, OneOrMore, Window } from './policy.ts';
import { type Actor, type Cancellation, openStates } from './records.ts';

/** Kleene's three values as numbers, so that `all` is the least, `any` the greatest and `not` the difference to 1. */
export type Truth = 1 | 0.5 | 0;
export const unknown = 0.5;

/** Any JSON object, member by member unknown. */
export type Json = Record<string, unknown>;

/** What the conditions of one decision read. `now` moves while the next turn is sought; what was read of the order is kept. */
export interface Scope {
  readonly order: Json;
  readonly cancellation: Cancellation | null;
  now: number;
  readonly instants: Record<string, number | undefined>;
  /** Where words keep what they have read of the order. */
  readonly read: Record<string, unknown>;
  /** Where time can change an answer, epoch ms after `now`. */
  readonly edges: number[];
}

/** The words that speak of the order, by name. */
export type Vocabulary = Record<string, (condition: never, policy: CancelPolicy) => Word>;

/** What a condition is compiled for: with the actor and the status known, most rules are settled before any order is seen. */
export interface Setting {
  policy: CancelPolicy;
  words: Vocabulary;
  actor: Actor;
  status: string;
}

/** A condition that the setting settles, and which of its parts keep it from being wanted. */
export interface Settled {
  value: 1 | 0;
  failed: readonly FailedCondition[];
}

/**
 * A condition that needs an order. With `failed`, every part that keeps it from being wanted is explained there and
 * every edge collected; without, evaluation stops as soon as the answer is sure.
 */
export type Test = (scope: Scope, failed?: FailedCondition[]) => Truth;

type Path = readonly (string | number)[];

/** A word that speaks of the order: who makes it hold, how it reads at an instant, and where time changes that. */
export type Word = [by: Unblocker, read: (scope: Scope, now: number) => Truth, edges?: (scope: Scope) => number[]];

export type Of<Name extends string> = Extract<Condition, Record<Name, unknown>>;

export const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
export const member = (record: unknown, name: string): unknown => (isObject(record) ? record[name] : undefined);
const own = (record: unknown, name: string): unknown =>
  isObject(record) && Object.hasOwn(record, name) ? record[name] : undefined;
export const listOf = <T>(value: OneOrMore<T>): T[] => (Array.isArray(value) ? value : [value]);
export const truth = (value: boolean): 1 | 0 => (value ? 1 : 0);
export const negate = <T extends Truth>(value: T): T => (1 - value) as T;

export function isOpen(cancellation: Cancellation | null): cancellation is Cancellation {
  return !!cancellation && openStates.includes(cancellation.state);
}

/** Whether a condition speaks of the cancellation itself: only such rules are asked while a request is open. */
export function speaksOfRequest(condition: unknown): boolean {
  return (
    isObject(condition) &&
    ('request' in condition ||
      condition['since'] === 'requestedAt' ||
      listOf(condition['all'] ?? condition['any'] ?? condition['not']).some(speaksOfRequest))
  );
}

/**
 * Compiles a condition that is wanted to be `want`. Throws a `TypeError` on a word that the vocabulary lacks.
 */
export function compileCondition(
  condition: Condition,
  setting: Setting,
  want: 1 | 0 = 1,
  path: Path = ['when'],
): Settled | Test {
  const settle = (word: string, by: Unblocker, holds: boolean): Settled => {
    const value = truth(holds);
    return { value, failed: value === want ? [] : [Object.freeze({ path, word, unknown: false, by, at: null })] };
  };
  if ('all' in condition) return combine(condition.all, setting, want, [...path, 'all'], 0);
  if ('any' in condition) return combine(condition.any, setting, want, [...path, 'any'], 1);
  if ('not' in condition) {
    const inner = compileCondition(condition.not, setting, negate(want), [...path, 'not']);
    if (typeof inner === 'function') return (scope, failed) => negate(inner(scope, failed));
    return { ...inner, value: negate(inner.value) };
  }
  if ('actor' in condition) {
    const actors = listOf(condition.actor);
    return settle('actor', actors[0] as Actor, actors.includes(setting.actor));
  }
  if ('status' in condition) return settle('status', 'shop', listOf(condition.status).includes(setting.status));
  const { words, policy } = setting;
  for (const word in words) {
    if (!(word in condition)) continue;
    const [by, read, edges] = words[word]?.(condition as never, policy) as Word;
    return (scope, failed) => {
      const { now } = scope;
      const value = read(scope, now);
      if (!failed) return value;
      let at: number | null = null;
      for (const edge of edges?.(scope) ?? []) {
        if (!(edge > now && edge < Number.POSITIVE_INFINITY)) continue;
        scope.edges.push(edge);
        if (value !== want && (at === null || edge < at) && read(scope, edge) === want) at = edge;
      }
      if (value !== want) {
        failed.push({ path, word, unknown: value === unknown, by: at === null ? by : 'time', at });
      }
      return value;
    };
  }
  throw new TypeError(`unknown condition at ${path.join('.')}`);
}

/** `all` is settled by the first 0, `any` by the first 1. */
function combine(conditions: Condition[], setting: Setting, want: 1 | 0, path: Path, settling: 1 | 0): Settled | Test {
  const tests: Test[] = [];
  const neutral: FailedCondition[] = [];
  const settled: FailedCondition[] = [];
  let isSettled = false;
  conditions.forEach((condition, index) => {
    const part = compileCondition(condition, setting, want, [...path, index]);
    if (typeof part === 'function') tests.push(part);
    else if (part.value === settling) isSettled = !!settled.push(...part.failed) || true;
    else neutral.push(...part.failed);
  });
  if (isSettled) return { value: settling, failed: settled };
  if (tests.length === 0) return { value: negate(settling), failed: neutral };
  return (scope, failed) => {
    const mark = failed?.length ?? 0;
    let result: Truth = negate(settling);
    for (const test of tests) {
      const value = test(scope, failed);
      if (settling ? value > result : value < result) result = value;
      if (!failed && result === settling) break;
    }
    if (failed && result === want) failed.length = mark;
    else failed?.push(...neutral);
    return result;
  };
}

/** The words that most policies need. */
export const commonWords = {
  since(condition: Of<'since'>, { facts }: CancelPolicy): Word {
    const { since } = condition;
    const [start, end] = boundsOf(condition);
    const fallback = since.startsWith('facts.') ? facts?.[since.slice(6)]?.default : null;
    return [
      'shop',
      (scope, now) => {
        const instant = instantOf(scope, since, fallback);
        return instant === undefined ? 0 : inWindow(now - instant, start, end);
      },
      (scope) => {
        const instant = instantOf(scope, since, fallback) ?? Number.NaN;
        return [instant + start, instant + end];
      },
    ];
  },

  fact(condition: Of<'fact'>, { facts: declared }: CancelPolicy): Word {
    const { fact, is } = condition;
    const { type, default: fallback }: Partial<FactDeclaration> = declared?.[fact] ?? {};
    const wanted = is === undefined ? null : listOf<unknown>(is);
    return [
      'shop',
      ({ order: { facts } }) => {
        if (facts !== undefined && !isObject(facts)) return unknown;
        const recorded = own(facts, fact);
        const value = recorded === undefined ? fallback : recorded;
        if (value === null) return truth(!!wanted?.includes(null));
        if (value === undefined || typeof value === 'object') return unknown;
        if (type && typeof value !== (type === 'instant' ? 'string' : type)) return unknown;
        return wanted ? truth(wanted.includes(value)) : between(value, condition);
      },
    ];
  },

  request({ request, by }: Of<'request'>): Word {
    const states = listOf<string>(request);
    return [
      'shop',
      ({ cancellation }) => {
        const open = isOpen(cancellation);
        if (!open && states.includes('none')) return 1;
        if (!cancellation || !((open && states.includes('open')) || states.includes(cancellation.state))) return 0;
        return truth(!by || listOf(by).includes(cancellation.requestedBy));
      },
    ];
  },
} satisfies Vocabulary;

export function boundsOf({ from, until }: Window): [number, number] {
  return [
    from === undefined ? Number.NEGATIVE_INFINITY : parseDuration(from),
    until === undefined ? Number.POSITIVE_INFINITY : parseDuration(until),
  ];
}

export function inWindow(elapsed: number, start: number, end: number): Truth {
  // NaN, of a malformed instant, compares false both ways.
  return elapsed < start || elapsed >= end ? 0 : elapsed >= start ? 1 : unknown;
}

/** Epoch ms; `undefined`: absent, so that every comparison is false; `NaN`: malformed, or a fact that nobody declared. */
function instantOf(scope: Scope, name: string, fallback: unknown): number | undefined {
  scope.instants[name] ??= readInstant(scope, name, fallback);
  return scope.instants[name];
}

function readInstant({ order, cancellation }: Scope, name: string, fallback: unknown): number | undefined {
  if (name === 'requestedAt') return optionalInstant(cancellation?.requestedAt);
  if (name === 'placedAt') return parseInstant(order[name]);
  if (!name.startsWith('facts.')) return optionalInstant(order[name]);
  const { facts } = order;
  const recorded = own(facts, name.slice(6));
  const value = recorded === undefined && (facts === undefined || isObject(facts)) ? fallback : recorded;
  return value === null ? undefined : parseInstant(value);
}

export function optionalInstant(value: unknown): number | undefined {
  return value === undefined ? undefined : parseInstant(value);
}

export function between(value: unknown, { atLeast, below }: { atLeast?: number; below?: number }): Truth {
  if (typeof value !== 'number' || !Number.isFinite(value)) return unknown;
  return truth((atLeast === undefined || value >= atLeast) && (below === undefined || value < below));
}
