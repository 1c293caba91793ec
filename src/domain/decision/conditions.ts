import type { CancelPolicy, Condition, ConditionWord, FactDeclaration, OneOrMore, Window } from '../policy.ts';
import { type Actor, type Cancellation, openStates } from '../records.ts';
import { parseDuration } from '../values/duration.ts';
import { parseInstant } from '../values/instant.ts';
import { own } from '../values/own-member.ts';
import type { FailedCondition, Unblocker } from './decision.ts';

/** Kleene's three values as numbers, so that `all` is the least, `any` the greatest and `not` the difference to 1. */
export type Truth = 1 | 0.5 | 0;
export const unknown = 0.5;

/** Any JSON object, member by member unknown. */
export type Json = Record<string, unknown>;

/** The line item that is asked. `parcels`: those that hold some of it; `null`: the order has none. */
export interface LineInScope {
  record: Json;
  parcels: Json[] | null;
}

/** What the conditions of one decision read. `now` moves while the next turn is sought; what was read of the order is kept. */
export interface EvaluationScope {
  readonly order: Json;
  readonly line?: LineInScope;
  readonly cancellation: Cancellation | null;
  /** All of the order's. */
  readonly cancellations: readonly Cancellation[];
  now: number;
  /** Epoch ms. `Infinity`: absent, so that it never comes; `NaN`: malformed, or a fact that nobody declared. */
  readonly instants: Record<string, number>;
  /** The same, of the line that is asked. */
  readonly ofLine?: Record<string, number>;
  /** Where words keep what they have read of the order. */
  readonly read: Record<string, unknown>;
  /** Where time can change an answer, epoch ms after `now`. */
  readonly edges: number[];
  /** Whether every edge is collected. Without, evaluation stops as soon as the answer is sure. */
  seeks: boolean;
  /** Where every part is explained that keeps a rule from matching; edges are collected with it. */
  failed: FailedCondition[] | null;
}

/** One in which many lines are asked, one after the other. */
export type MutableScope = { -readonly [Name in keyof EvaluationScope]: EvaluationScope[Name] };

/** How many instants a policy may derive. */
export const maxDerived = 64;

/** Makes a word of a condition that uses it. */
type Build = (condition: never, policy: CancelPolicy, setting: Setting) => Word;

/** The words that speak of the order: neither of logic, nor of what is known before any order is seen. */
export type OrderWord = Exclude<ConditionWord, 'all' | 'any' | 'not' | 'actor' | 'status'>;

/** The words that speak of the order, by name. */
export type Vocabulary = Record<string, Build>;

/** What a condition is compiled for: with the actor and the status known, most rules are settled before any order is seen. */
export interface Setting {
  policy: CancelPolicy;
  words: Vocabulary;
  actor: Actor | 'nobody';
  status: string;
}

/** A condition that the setting settles, and which of its parts keep it from being wanted. */
export interface Settled {
  value: 1 | 0;
  failed: readonly FailedCondition[];
}

/** A condition that needs an order. */
export type Test = (scope: EvaluationScope) => Truth;

type Path = readonly (string | number)[];

/** A word that speaks of the order: who makes it hold, how it reads at an instant, and where time changes that. */
export type Word = [
  by: Unblocker,
  read: (scope: EvaluationScope, at: number) => Truth,
  findEdges?: (scope: EvaluationScope) => void,
];

/** Reads an instant, epoch ms; `Infinity`: absent; `NaN`: unknown. */
export type ReadInstant = (scope: EvaluationScope) => number;

export type Of<Name extends string> = Extract<Condition, Record<Name, unknown>>;

export const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
export const member = (record: unknown, name: string): unknown => (isObject(record) ? record[name] : undefined);
export const listOf = <T>(value: OneOrMore<T>): T[] => (Array.isArray(value) ? value : [value]);
export const truth = (value: boolean): 1 | 0 => (value ? 1 : 0);
/** Shops write `null` for what an order lacks. */
export const isAbsent = (value: unknown): value is null | undefined => value === undefined || value === null;
export const negate = <T extends Truth>(value: T): T => (1 - value) as T;

export function isOpen(cancellation: Cancellation | null): cancellation is Cancellation {
  return !!cancellation && openStates.includes(cancellation.state);
}

/** Whether a condition, or any of a list, speaks of the cancellation itself: only such rules are asked while a request is open. */
export function speaksOfRequest(condition: unknown, instants?: CancelPolicy['instants']): boolean {
  return speaks(
    condition,
    (word) => 'request' in word || sourceOf(word['since'] ?? word['before'], instants) === 'requestedAt',
  );
}

/** Whether a condition names nobody as the one who acts: no other permits nobody anything. */
export function namesNobody(condition: unknown): boolean {
  return speaks(condition, ({ actor }) => listOf(actor).includes('nobody'));
}

function speaks(condition: unknown, holds: (word: Json) => boolean): boolean {
  if (Array.isArray(condition)) return condition.some((part) => speaks(part, holds));
  if (!isObject(condition)) return false;
  return (
    holds(condition) || speaks(condition['all'] ?? condition['any'] ?? condition['not'] ?? condition['someLine'], holds)
  );
}

/** The instant that is recorded, of which another is derived, or itself. A policy that nobody parsed may derive them in a circle. */
export function sourceOf(name: unknown, instants: unknown): unknown {
  let of = name;
  for (let steps = 0; steps <= maxDerived && String(of).startsWith('instants.'); steps++) {
    of = member(member(instants, String(of).slice(9)), 'of');
  }
  return of;
}

/**
 * Compiles a condition that is wanted to be `want`. Throws a `TypeError` on a word that the vocabulary lacks.
 */
export function compileCondition(
  condition: Condition | Condition[],
  setting: Setting,
  want: 1 | 0 = 1,
  path: Path = ['when'],
): Settled | Test {
  if (Array.isArray(condition)) return combine(condition, setting, want, path, 0);
  // Most failures are the same each time, and shared.
  const failure = (word: string, by: Unblocker, value: Truth, at: number | null = null): FailedCondition =>
    Object.freeze({ path, word, unknown: value === unknown, by, at });
  const settle = (word: string, by: Unblocker, holds: boolean): Settled => {
    const value = truth(holds);
    return { value, failed: value === want ? [] : [failure(word, by, value)] };
  };
  if ('all' in condition) return combine(condition.all, setting, want, [...path, 'all'], 0);
  if ('any' in condition) return combine(condition.any, setting, want, [...path, 'any'], 1);
  if ('not' in condition) {
    const inner = compileCondition(condition.not, setting, negate(want), [...path, 'not']);
    if (typeof inner === 'function') return (scope) => negate(inner(scope));
    return { ...inner, value: negate(inner.value) };
  }
  if ('actor' in condition) {
    const actors = listOf(condition.actor);
    return settle('actor', actors[0] as Unblocker, actors.includes(setting.actor));
  }
  if ('status' in condition) return settle('status', 'shop', listOf(condition.status).includes(setting.status));
  const { words, policy } = setting;
  for (const word in words) {
    if (!(word in condition)) continue;
    const [by, read, findEdges] = (words[word] as Build)(condition as never, policy, setting);
    const contrary = failure(word, by, 0);
    const unsure = failure(word, by, unknown);
    // A window of a recorded instant that has passed never opens again.
    const spent = failure(word, 'nobody', 0);
    const instant = 'since' in condition ? condition.since : 'before' in condition && condition.before;
    return (scope) => {
      const { now, edges, failed } = scope;
      const value = read(scope, now);
      if (!scope.seeks) return value;
      let index = edges.length;
      findEdges?.(scope);
      if (!failed || value === want) return value;
      let at = Number.POSITIVE_INFINITY;
      for (; index < edges.length; index++) {
        const edge = edges[index] as number;
        if (edge < at && read(scope, edge) === want) at = edge;
      }
      const lifted = at < Number.POSITIVE_INFINITY;
      const recorded = instant && (scope.ofLine?.[instant] ?? (scope.instants[instant] as number));
      const passed = instant && (recorded as number) < Number.POSITIVE_INFINITY ? spent : contrary;
      failed.push(lifted ? failure(word, 'time', value, at) : value === unknown ? unsure : passed);
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
  return (scope) => {
    const { failed, seeks } = scope;
    const mark = failed?.length as number;
    let result: Truth = negate(settling);
    for (const test of tests) {
      const value = test(scope);
      if (settling ? value > result : value < result) result = value;
      if (!seeks && result === settling) break;
    }
    if (failed && result === want) {
      failed.length = mark;
    } else if (failed) {
      for (const part of neutral) failed.push(part);
    }
    return result;
  };
}

/**
 * The words that most policies need, as most need them: instants that every order has, facts that are compared with
 * values. Of the rest they throw a `TypeError`.
 */
export const commonWords = {
  since(condition: Of<'since'>): Word {
    const { since } = condition;
    if (since.includes('.')) throw new TypeError(since);
    return sinceWord(condition, recordedInstant(since));
  },

  fact(condition: Of<'fact'>, policy: CancelPolicy): Word {
    const { is, fact } = condition;
    if (is === undefined) throw new TypeError(fact);
    const wanted = listOf<unknown>(is);
    return factWord(condition, policy, (value) => truth(wanted.includes(value)));
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

/** An instant that the order or its cancellation records. */
export function recordedInstant(name: string): ReadInstant {
  return ({ order, cancellation }) => {
    if (name === 'requestedAt') return optionalInstant(cancellation?.requestedAt);
    return name === 'placedAt' ? parseInstant(order[name]) : optionalInstant(order[name]);
  };
}

/** The word of a window since an instant; `read` gives that, epoch ms. */
export function sinceWord(condition: Of<'since'>, read: ReadInstant, ofLine = false): Word {
  const [start, end] = boundsOf(condition);
  const instantOf = readOnce(condition.since, read, ofLine);
  return [
    'shop',
    (scope, at) => inWindow(at - instantOf(scope), start, end),
    (scope) => {
      const instant = instantOf(scope);
      findEdge(scope, instant + start);
      findEdge(scope, instant + end);
    },
  ];
}

/** Reads an instant of a scope, epoch ms, once: several words may name it, and several lines where it is not `ofLine`. */
export function readOnce(name: string, read: ReadInstant, ofLine: boolean): ReadInstant {
  return (scope) => {
    const kept = (ofLine && scope.ofLine) || scope.instants;
    kept[name] ??= read(scope);
    return kept[name] as number;
  };
}

/** The word of a fact that the order records, or whose declaration has a default; `holds` tells of its value. */
export function factWord(
  { fact }: Of<'fact'>,
  { facts: declared }: CancelPolicy,
  holds: (value: unknown) => Truth,
): Word {
  const read = factReader(fact, declared, holds);
  return ['shop', ({ order }) => read(order['facts'])];
}

/** Reads a fact from those that are recorded. */
export function factReader(
  fact: string,
  declared: CancelPolicy['facts'],
  holds: (value: unknown) => Truth,
): (facts: unknown) => Truth {
  const { type, default: fallback }: Partial<FactDeclaration> = declared?.[fact] ?? {};
  return (facts) => {
    if (!isAbsent(facts) && !isObject(facts)) return unknown;
    const recorded = own(facts, fact);
    const value = recorded === undefined ? fallback : recorded;
    if (value === null) return holds(value);
    if (value === undefined || typeof value === 'object') return unknown;
    if (type && typeof value !== (type === 'instant' || type === 'date' ? 'string' : type)) return unknown;
    return holds(value);
  };
}

/** Notes where an answer may change. */
export function findEdge({ now, edges }: EvaluationScope, edge: number): void {
  if (edge > now && edge < Number.POSITIVE_INFINITY) edges.push(edge);
}

export function boundsOf({ from, until }: Window): [number, number] {
  return [
    // Finite, for an absent instant is later than every window.
    from === undefined ? -Number.MAX_VALUE : parseDuration(from),
    until === undefined ? Number.POSITIVE_INFINITY : parseDuration(until),
  ];
}

export function inWindow(elapsed: number, start: number, end: number): Truth {
  // NaN, of a malformed instant, compares false both ways.
  return elapsed < start || elapsed >= end ? 0 : elapsed >= start ? 1 : unknown;
}

export function optionalInstant(value: unknown): number {
  return isAbsent(value) ? Number.POSITIVE_INFINITY : parseInstant(value);
}
