import type { FailedCondition, Unblocker } from './decision.ts';
import { parseDuration } from './duration.ts';
import { parseInstant } from './instant.ts';
import type { CancelPolicy, Condition, FactDeclaration, OneOrMore, Window } from './policy.ts';
import { type Actor, type Cancellation, openStates } from './records.ts';

/** Kleene's three values. */
export type Truth = 1 | 0 | -1;
const yes = 1;
const no = 0;
const unknown = -1;

/** More alerts than any order has: beyond it their truth is unknown rather than slow. */
const mostNotices = 256;

/** Any JSON object, member by member unknown. */
export type Json = Record<string, unknown>;

/** What the conditions of one decision read. `now` moves while the next turn is sought; what was read of the order is kept. */
export interface Scope {
  readonly order: Json;
  readonly actor: Actor;
  readonly cancellation: Cancellation | null;
  now: number;
  readonly instants: Record<string, number | null>;
  /** Where time can change an answer, epoch ms after `now`. */
  readonly edges: number[];
}

/**
 * Evaluates a condition. With `failed`, every failing part is explained there and every edge collected;
 * without, evaluation stops as soon as the answer is sure. `want` is the value that would let the rule match.
 */
export type Test = (scope: Scope, want: Truth, failed: FailedCondition[] | null) => Truth;

type Path = readonly (string | number)[];
type Read = (scope: Scope, now: number) => Truth;

export const isObject = (value: unknown): value is Json => typeof value === 'object' && value !== null;
const listOf = <T>(value: OneOrMore<T>): T[] => (Array.isArray(value) ? value : [value]);
const truth = (value: boolean): Truth => (value ? yes : no);

export function isOpen(cancellation: Cancellation | null | undefined): cancellation is Cancellation {
  return !!cancellation && openStates.includes(cancellation.state);
}

/** Whether a condition speaks of the cancellation itself: only such rules are asked while a request is open. */
export function speaksOfRequest(condition: unknown): boolean {
  if (!isObject(condition)) return false;
  if ('request' in condition || condition['since'] === 'requestedAt') return true;
  const inner = condition['all'] ?? condition['any'] ?? condition['not'];
  return Array.isArray(inner) ? inner.some(speaksOfRequest) : speaksOfRequest(inner);
}

/** Compiles a condition. A word that the language lacks is never true nor false. */
export function compileCondition(condition: Condition, policy: CancelPolicy, path: Path = ['when']): Test {
  if ('all' in condition) return combine(condition.all, policy, [...path, 'all'], no);
  if ('any' in condition) return combine(condition.any, policy, [...path, 'any'], yes);
  if ('not' in condition) {
    const inner = compileCondition(condition.not, policy, [...path, 'not']);
    return (scope, want, failed) => negate(inner(scope, negate(want), failed));
  }
  if ('actor' in condition) {
    const actors = listOf(condition.actor);
    return leaf(path, 'actor', actors[0] as Actor, ({ actor }) => truth(actors.includes(actor)));
  }
  if ('status' in condition) {
    const statuses = listOf<unknown>(condition.status);
    return leaf(path, 'status', 'shop', ({ order }) => truth(statuses.includes(order['status'])));
  }
  if ('since' in condition) return since(condition, policy, path);
  if ('notice' in condition) return notice(condition, policy, path);
  if ('account' in condition) {
    const { account, is } = condition;
    return leaf(path, 'account', account, ({ order }) => {
      const status = member(order[account], 'status');
      return status === 'active' || status === 'terminated' ? truth(status === is) : unknown;
    });
  }
  if ('fact' in condition) return fact(condition, policy.facts?.[condition.fact], path);
  if ('amount' in condition) {
    const { amount, currency } = condition;
    return leaf(path, 'amount', 'nobody', ({ order }) => {
      const money = amount === 'total' ? order['total'] : member(order['payment'], amount);
      return member(money, 'currency') === currency ? between(member(money, 'amount'), condition) : unknown;
    });
  }
  if ('recentCancellations' in condition) {
    const party = condition.recentCancellations;
    return leaf(path, 'recentCancellations', 'nobody', ({ order }) => {
      if (!isObject(order[party])) return unknown;
      const count = member(order[party], 'recentCancellations');
      return count === undefined ? no : between(count, condition);
    });
  }
  if ('request' in condition) {
    const states = listOf<string>(condition.request);
    const by = condition.by && listOf(condition.by);
    return leaf(path, 'request', 'shop', ({ cancellation }) => {
      const open = isOpen(cancellation);
      if (states.includes('none') && !open) return yes;
      if (!cancellation || !((open && states.includes('open')) || states.includes(cancellation.state))) return no;
      return truth(!by || by.includes(cancellation.requestedBy));
    });
  }
  return leaf(path, 'unknown-word', 'nobody', () => unknown);
}

function negate(value: Truth): Truth {
  return value === unknown ? unknown : truth(value === no);
}

/** `all` is settled by the first `no`, `any` by the first `yes`; else unknown if a part is. */
function combine(conditions: Condition[], policy: CancelPolicy, path: Path, settling: Truth): Test {
  const parts = conditions.map((condition, index) => compileCondition(condition, policy, [...path, index]));
  return (scope, want, failed) => {
    const mark = failed?.length ?? 0;
    let result: Truth = settling === no ? yes : no;
    for (const part of parts) {
      const value = part(scope, want, failed);
      if (value === settling) {
        result = value;
        if (!failed) break;
      } else if (value === unknown && result !== settling) result = unknown;
    }
    if (failed && result === want) failed.length = mark;
    return result;
  };
}

/** A word whose answer time does not change. */
function leaf(path: Path, word: string, by: Unblocker, read: (scope: Scope) => Truth): Test {
  const entry = (isUnknown: boolean): FailedCondition =>
    Object.freeze({ path: Object.freeze([...path]), word, unknown: isUnknown, by, at: null });
  const wrong = entry(false);
  const unsure = entry(true);
  return (scope, want, failed) => {
    const value = read(scope);
    if (failed && value !== want) failed.push(value === unknown ? unsure : wrong);
    return value;
  };
}

/** A word whose answer changes with time, and only at the instants that `edges` names. */
function timed(path: Path, word: string, by: Unblocker, read: Read, edges: (scope: Scope) => number[]): Test {
  return (scope, want, failed) => {
    const value = read(scope, scope.now);
    if (failed) {
      let at = Number.POSITIVE_INFINITY;
      for (const edge of edges(scope)) {
        if (!(edge > scope.now)) continue;
        scope.edges.push(edge);
        if (value !== want && edge < at && read(scope, edge) === want) at = edge;
      }
      const never = at === Number.POSITIVE_INFINITY;
      if (value !== want) {
        failed.push({ path, word, unknown: value === unknown, by: never ? by : 'time', at: never ? null : at });
      }
    }
    return value;
  };
}

function since({ since: name, from, until }: { since: string } & Window, policy: CancelPolicy, path: Path): Test {
  const start = from === undefined ? Number.NEGATIVE_INFINITY : parseDuration(from);
  const end = until === undefined ? Number.POSITIVE_INFINITY : parseDuration(until);
  const fallback = name.startsWith('facts.') ? policy.facts?.[name.slice(6)]?.default : null;
  const read: Read = (scope, now) => {
    const instant = instantOf(scope, name, fallback);
    return instant === null ? no : inWindow(now - instant, start, end);
  };
  return timed(path, 'since', 'shop', read, (scope) => {
    const instant = instantOf(scope, name, fallback);
    return instant === null ? [] : [instant + start, instant + end].filter(Number.isFinite);
  });
}

function inWindow(elapsed: number, start: number, end: number): Truth {
  // NaN, of a malformed instant or duration, compares false both ways.
  return elapsed < start || elapsed >= end ? no : elapsed >= start && elapsed < end ? yes : unknown;
}

/** Epoch ms; `null`: absent, so that every comparison is false; `NaN`: malformed. */
function instantOf(scope: Scope, name: string, fallback: unknown): number | null {
  const { instants } = scope;
  const known = instants[name];
  if (known !== undefined) return known;
  const instant = readInstant(scope, name, fallback);
  instants[name] = instant;
  return instant;
}

function readInstant({ order, cancellation }: Scope, name: string, fallback: unknown): number | null {
  if (name === 'requestedAt') return cancellation ? parseInstant(cancellation.requestedAt) : null;
  if (name === 'placedAt') return parseInstant(order[name]);
  if (!name.startsWith('facts.')) return optionalInstant(order[name]);
  const { facts } = order;
  if (facts !== undefined && !isObject(facts)) return Number.NaN;
  const recorded = own(facts, name.slice(6));
  const value = recorded === undefined ? fallback : recorded;
  return value === null ? null : parseInstant(value);
}

function optionalInstant(value: unknown): number | null {
  return value === undefined ? null : parseInstant(value);
}

function notice(condition: Extract<Condition, { notice: unknown }>, policy: CancelPolicy, path: Path): Test {
  const kinds = listOf<unknown>(condition.notice);
  const { from, until, responded, penaltyAccepted } = condition;
  const start = from === undefined ? 0 : parseDuration(from);
  const end = until === undefined ? Number.POSITIVE_INFINITY : parseDuration(until);

  const one = (entry: Json, now: number): Truth => {
    const filed = parseInstant(entry['filedAt']);
    const happened = (name: string): Truth => {
      const at = optionalInstant(entry[name]);
      return at === null ? no : Number.isNaN(at) ? unknown : truth(at <= now);
    };
    let result: Truth = yes;
    for (const part of [
      inWindow(now - filed, 0, Number.POSITIVE_INFINITY),
      inWindow(now - filed, start, end),
      negate(happened('liftedAt')),
      responded === undefined ? yes : sameTruth(happened('respondedAt'), responded),
      penaltyAccepted === undefined ? yes : sameTruth(happened('penaltyAcceptedAt'), penaltyAccepted),
    ]) {
      if (part === no) return no;
      if (part === unknown) result = unknown;
    }
    return result;
  };

  const entries = ({ order }: Scope): Json[] | null => {
    const all = order['notices'] ?? [];
    if (!Array.isArray(all) || all.length > mostNotices || !all.every(isObject)) return null;
    return all.filter((entry) => kinds.includes(entry['kind']));
  };

  const read: Read = (scope, now) => {
    let result: Truth = no;
    for (const entry of entries(scope) ?? [{}]) {
      const value = one(entry, now);
      if (value === yes) return yes;
      if (value === unknown) result = unknown;
    }
    return result;
  };

  return timed(path, 'notice', policy.notices?.[String(kinds[0])]?.filedBy ?? 'shop', read, (scope) =>
    (entries(scope) ?? []).flatMap((entry) => {
      const filed = parseInstant(entry['filedAt']);
      const later = ['respondedAt', 'penaltyAcceptedAt', 'liftedAt'].map((name) => parseInstant(entry[name]));
      return [filed, filed + start, filed + end, ...later].filter(Number.isFinite);
    }),
  );
}

function sameTruth(value: Truth, wanted: boolean): Truth {
  return value === unknown ? unknown : truth((value === yes) === wanted);
}

function fact(
  condition: Extract<Condition, { fact: unknown }>,
  declared: FactDeclaration | undefined,
  path: Path,
): Test {
  const { fact: name, is } = condition;
  const wanted = is === undefined ? null : listOf<unknown>(is);
  return leaf(path, 'fact', 'shop', ({ order }) => {
    const { facts } = order;
    if (facts !== undefined && !isObject(facts)) return unknown;
    const recorded = own(facts, name);
    const value = recorded === undefined ? declared?.default : recorded;
    if (value === undefined) return unknown;
    if (value === null) return truth(!!wanted?.includes(null));
    const type = declared?.type === 'instant' ? 'string' : declared?.type;
    if (isObject(value) || (type && typeof value !== type)) return unknown;
    return wanted ? truth(wanted.includes(value)) : between(value, condition);
  });
}

function between(value: unknown, { atLeast, below }: { atLeast?: number; below?: number }): Truth {
  if (typeof value !== 'number' || !Number.isFinite(value)) return unknown;
  return truth((atLeast === undefined || value >= atLeast) && (below === undefined || value < below));
}

function own(record: unknown, name: string): unknown {
  return isObject(record) && Object.hasOwn(record, name) ? record[name] : undefined;
}

function member(record: unknown, name: string): unknown {
  return isObject(record) ? record[name] : undefined;
}
