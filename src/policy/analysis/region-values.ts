import { boundsOf, isObject, type Json, listOf, sinceWord, type Truth } from '../../domain/decision/conditions.ts';
import { beforeWord } from '../../domain/decision/rare-words.ts';
import type { CancelPolicy, Condition, FactDeclaration } from '../../domain/policy.ts';
import { parseDate } from '../../domain/values/date.ts';
import { parseDuration } from '../../domain/values/duration.ts';
import { parseInstant } from '../../domain/values/instant.ts';
import { startOfDay } from '../../domain/values/local-time.ts';
import { type Atom, bitOf, isUnknown, type Region, readWord, truthsOf, type Variable } from './variables.ts';

/** The times since an instant, ms, at which the window of a condition opens and closes; of one before it, less than none. */
export function cutsOf(condition: Json): number[] {
  if (condition['since'] !== undefined) return boundsOf(condition).filter((cut) => Math.abs(cut) < Number.MAX_VALUE);
  if (condition['before'] === undefined) return [];
  const { from, until = 'PT0S' } = condition;
  return [from, until].filter((bound) => bound !== undefined).map((bound) => -parseDuration(bound));
}

/** How a fact that holds an instant is declared, by an instant's name; `undefined`: it is no fact. */
function declarationOf(name: string, { facts, lineFacts }: CancelPolicy): FactDeclaration | undefined {
  if (name.startsWith('facts.')) return facts?.[name.slice('facts.'.length)];
  return name.startsWith('line.facts.') ? lineFacts?.[name.slice('line.facts.'.length)] : undefined;
}

/** What is written in a fact, as an instant; epoch ms. */
function instantFrom(value: unknown, declared: FactDeclaration | undefined, { timeZone }: CancelPolicy): number {
  return declared?.type === 'date' ? startOfDay(parseDate(value), timeZone as string) : parseInstant(value);
}

/** What a word about time says where so much has passed since its instant, ms; `Infinity`: it is absent; `NaN`: unknown. */
function timeTruth({ condition }: Atom, elapsed: number): Truth {
  const instant = elapsed === Number.POSITIVE_INFINITY ? elapsed : Number.isNaN(elapsed) ? elapsed : -elapsed;
  const [, read] =
    condition['since'] !== undefined
      ? sinceWord(condition as never, () => instant)
      : beforeWord(condition as never, () => instant, false);
  const scope = { instants: {}, now: 0 } as Parameters<typeof read>[0];
  return read(scope, 0);
}

/** Times since an instant that no condition tells apart, and that it is absent, and what the policies themselves write in it. */
export function timeRegions(variable: Variable): Region[] {
  const { name, atoms, policy } = variable;
  const isFact = name.startsWith('facts.') || name.startsWith('line.facts.');
  const planned = isFact || name.startsWith('instants.') || name === 'line.expectedAt';
  const cuts = new Set([0, ...atoms.flatMap(({ condition }) => cutsOf(condition))]);
  const sorted = [Number.NEGATIVE_INFINITY, ...[...cuts].sort((one, other) => one - other)];
  const spans = sorted.map((from, index) => ({ from, until: sorted[index + 1] ?? Number.POSITIVE_INFINITY }));
  const truthAt = (atom: Atom, elapsed: number, value: unknown): number => {
    if (!('fact' in atom.condition || 'lineFact' in atom.condition)) return bitOf(timeTruth(atom, elapsed));
    const facts = value === undefined ? {} : { [name.slice(name.lastIndexOf('.') + 1)]: value };
    return bitOf(readWord(atom.condition as Condition, atom.policy, { facts }, 0, { facts }));
  };
  const regions = spans.map(({ from, until }): Region => {
    const elapsed = from === Number.NEGATIVE_INFINITY ? until - 1 : from;
    // What is recorded has happened; what a shop plans may be to come.
    const usual = planned || from >= 0;
    return {
      usual,
      kind: 'elapsed',
      state: 'known',
      from,
      until,
      truths: atoms.map((atom) => truthAt(atom, elapsed, '')),
    };
  });
  // In the order in which they are tried: first that it has happened, lately.
  const tried = [
    ...regions.filter(({ from }) => (from as number) >= 0),
    ...regions.filter(({ from }) => (from as number) < 0).reverse(),
  ];
  if (name === 'placedAt') return tried;
  const declared = declarationOf(name, policy);
  const written = new Map<unknown, number>();
  for (const { condition } of atoms) {
    for (const value of listOf(condition['is'] as unknown)) {
      if (value !== undefined && value !== null) written.set(value, instantFrom(value, declared, policy));
    }
  }
  const fixed = [...written].flatMap(([value, at]) =>
    spans.map(({ from, until }): Region => {
      const elapsed = from === Number.NEGATIVE_INFINITY ? until - 1 : from;
      const truths = atoms.map((atom) => truthAt(atom, elapsed, value));
      return { usual: true, kind: 'elapsed', state: 'known', value, at, from, until, truths };
    }),
  );
  return [...absences(variable, declared, isFact, spans, truthAt), ...tried, ...fixed];
}

/** What an absent instant is: absent, what its declaration says, or unknown. */
function absences(
  { atoms, name, policy }: Variable,
  declared: FactDeclaration | undefined,
  isFact: boolean,
  spans: { from: number; until: number }[],
  truthAt: (atom: Atom, elapsed: number, value: unknown) => number,
): Region[] {
  const never: Region = {
    ...{ usual: true, kind: 'absent', state: 'never' },
    truths: atoms.map((atom) => truthAt(atom, Number.POSITIVE_INFINITY, isFact ? null : undefined)),
  };
  if (!isFact) {
    // Past the last day of which the holidays are known, nobody knows what is derived.
    const mayBeUnknown = name.startsWith('instants.');
    const unknown: Region = {
      ...{ usual: false, kind: 'value', state: 'unknown', value: Number.NaN },
      truths: atoms.map(() => isUnknown),
    };
    return mayBeUnknown ? [never, unknown] : [never];
  }
  const isNull: Region = { ...never, kind: 'value', value: null, usual: declared?.default === null };
  const byDefault = declared?.default;
  const malformed: Region = {
    ...{ usual: false, kind: 'value', state: 'unknown', value: 'x' },
    truths: atoms.map((atom) => truthAt(atom, Number.NaN, 'x')),
  };
  // Each policy has its own default, or none.
  const withoutAny = (elapsed: number): number[] =>
    atoms.map((atom) => {
      const own = declarationOf(name, atom.policy)?.default;
      return truthAt(
        atom,
        own === null ? Number.POSITIVE_INFINITY : own === undefined ? Number.NaN : elapsed,
        undefined,
      );
    });
  if (typeof byDefault !== 'string') {
    const absent: Region = {
      ...{ usual: byDefault === null, kind: 'absent', state: byDefault === null ? 'never' : 'unknown' },
      truths: withoutAny(Number.NaN),
    };
    return [absent, isNull, malformed];
  }
  const at = instantFrom(byDefault, declared, policy);
  const given = spans.map(({ from, until }): Region => {
    const elapsed = from === Number.NEGATIVE_INFINITY ? until - 1 : from;
    return { usual: true, kind: 'elapsed', state: 'known', at, from, until, truths: withoutAny(elapsed) };
  });
  return [...given, isNull, malformed];
}

/** The values of a fact that conditions tell apart: each that is named, those between numbers, another, none. */
export function factRegions(variable: Variable): Region[] {
  const { name, ofLine, atoms, policy } = variable;
  const declared = (ofLine ? policy.lineFacts : policy.facts)?.[name];
  const named = new Set<unknown>(atoms.flatMap(({ condition }) => listOf(condition['is'] as unknown)));
  named.delete(undefined);
  const truthsFor = (facts: Json): number[] => truthsOf(variable, { facts }, { line: { facts } });
  const region = (value: unknown, usual = true): Region => ({
    ...{ usual, kind: 'value', value },
    truths: truthsFor({ [name]: value }),
  });
  const absent: Region = {
    ...{ usual: declared?.default !== undefined, kind: 'absent' },
    truths: truthsFor({}),
  };
  const type = declared?.type ?? 'string';
  const wrong = type === 'boolean' || type === 'number' ? region('?', false) : region(0, false);
  const isNull = region(null, named.has(null));
  const values = (): unknown[] => {
    if (type === 'boolean') return [false, true];
    const fitting = [...named].filter((value) => typeof value === type);
    if (type !== 'number') return [...fitting, otherText(fitting)];
    const edges = atoms.flatMap(({ condition: { atLeast, below } }) => [atLeast, below]);
    const points = [...new Set([...fitting, ...edges].filter((edge): edge is number => typeof edge === 'number'))];
    points.sort((one, other) => one - other);
    const first = points[0] ?? 0;
    return [first - 1, ...points.flatMap((point, index) => [point, between(point, points[index + 1])])];
  };
  return [absent, ...new Set(values())]
    .map((value) => (isObject(value) ? absent : region(value)))
    .concat(isNull, wrong);
}

function otherText(values: unknown[]): string {
  return ['other', 'another', 'none-of-these'].find((text) => !values.includes(text)) ?? `${values.join('-')}-other`;
}

function between(point: number, next: number | undefined): number {
  return next === undefined ? point + 1 : (point + next) / 2;
}
