import { commonWords, isObject, type Json, sourceOf, type Truth } from '../../domain/decision/conditions.ts';
import { isOfLine } from '../../domain/decision/line-instants.ts';
import { lineWords } from '../../domain/decision/line-words.ts';
import { rareWords } from '../../domain/decision/rare-words.ts';
import type { CancelPolicy, Condition } from '../../domain/policy.ts';
import type { Cancellation } from '../../domain/records.ts';
import { alertTypes, type Recorded, scanTypes } from './region-sets.ts';
import { factRegions, timeRegions } from './region-values.ts';
import { countRegions, moneyRegions } from './region-numbers.ts';

/** The three truths as bits, so that a set of them is a number. */
export const isFalse = 1;
export const isUnknown = 2;
export const isTrue = 4;
export const anyTruth = 7;

export const bitOf = (truth: Truth): number => (truth === 1 ? isTrue : truth === 0 ? isFalse : isUnknown);

/** What a variable is about: which part of an order, and how it is written there. */
export type VariableKind = 'time' | 'fact' | 'money' | 'count' | 'attempts' | 'account' | 'alerts' | 'scans';

/**
 * Values of a variable that no condition of the policies tells apart. Of an instant it is a time that has passed since it, ms:
 * `[from, until)`, negative where it is still to come.
 */
export interface Region {
  /** Whether an order of everyday has it: in order of time, of the declared type, with what the shop always records. */
  usual: boolean;
  /** `absent`: the order does not have it. `value`: written as `value`. `elapsed`: an instant, so long ago. */
  kind: 'absent' | 'value' | 'elapsed';
  value?: unknown;
  from?: number;
  until?: number;
  /** Of an instant: whether it is there. Conditions take what was never recorded and what cannot be read for two things. */
  state?: 'known' | 'never' | 'unknown';
  /** The instant that it is, epoch ms, where the policy itself names one. */
  at?: number;
  /** What each atom of the variable says of it, as a bit; by the atom's column. */
  truths: number[];
}

/** What conditions read of an order. */
export interface Variable {
  /** Its place in the universe. */
  index: number;
  /** Unique: `time:placedAt`, `fact:lane`, … */
  key: string;
  kind: VariableKind;
  /** As the language names it: `placedAt`, `facts.startsAt`, `instants.cutOff`, `line.expectedAt`, `lane`, `total`, `buyer`. */
  name: string;
  /** Of each line item its own. */
  ofLine: boolean;
  /** The policy that derives the instant. */
  policy: CancelPolicy;
  atoms: Atom[];
  regions: Region[];
  /** Of alerts and scans, of which an order has any number: what a single one makes true. */
  recorded: Recorded[];
}

/** A condition of one word, as one policy has it. */
export interface Atom {
  policy: CancelPolicy;
  condition: Json;
  variable: Variable;
  column: number;
}

/** The words that need an order, beside those of time. */
export const valueWords = { ...commonWords, ...rareWords, ...lineWords };

/** What the conditions of some policies read, and how far they can tell orders apart. */
export interface Universe {
  policies: readonly CancelPolicy[];
  variables: Variable[];
  /** The atom of a condition's object. */
  atoms: Map<object, Atom>;
}

/** The variable of one word, by which part of an order it reads; `null`: it reads none. */
function variableOf(condition: Json, policy: CancelPolicy, index: number): Omit<Variable, 'index' | 'atoms' | 'regions' | 'recorded'> | null {
  const make = (kind: VariableKind, name: string, ofLine = false, own = false) => ({
    ...{ kind, name, ofLine, policy },
    key: `${kind}:${ofLine ? 'line:' : ''}${name}${own ? `:${index}` : ''}`,
  });
  const time = condition['since'] ?? condition['before'];
  if (typeof time === 'string') {
    // What one policy derives is not what another derives under the same name.
    return make('time', time, isOfLine(time, policy), time.startsWith('instants.'));
  }
  if (typeof condition['fact'] === 'string') {
    const type = policy.facts?.[condition['fact']]?.type;
    return type === 'instant' || type === 'date'
      ? make('time', `facts.${condition['fact']}`)
      : make('fact', condition['fact']);
  }
  if (typeof condition['lineFact'] === 'string') {
    const type = policy.lineFacts?.[condition['lineFact']]?.type;
    return type === 'instant' || type === 'date'
      ? make('time', `line.facts.${condition['lineFact']}`, true)
      : make('fact', condition['lineFact'], true);
  }
  if (condition['notice'] !== undefined) return make('alerts', 'notices');
  if (condition['scan'] !== undefined) return make('scans', 'scans');
  if (typeof condition['amount'] === 'string') return make('money', condition['amount']);
  if (typeof condition['recentCancellations'] === 'string') return make('count', condition['recentCancellations']);
  if (typeof condition['attempts'] === 'string') return make('attempts', condition['attempts']);
  if (typeof condition['account'] === 'string') return make('account', condition['account']);
  return null;
}

/** Visits every condition of one word, at any depth. */
export function eachWord(condition: unknown, visit: (word: Json) => void): void {
  if (Array.isArray(condition)) for (const part of condition) eachWord(part, visit);
  if (!isObject(condition)) return;
  const inner = condition['all'] ?? condition['any'] ?? condition['not'] ?? condition['someLine'];
  if (inner !== undefined) eachWord(inner, visit);
  else visit(condition);
}

/** What the rules of some policies read, cut into regions. `around`: epoch ms, where instants are recorded as such. */
export function universeOf(policies: readonly CancelPolicy[], around: number): Universe {
  const byKey = new Map<string, Variable>();
  const atoms = new Map<object, Atom>();
  const variableFor = (made: Omit<Variable, 'index' | 'atoms' | 'regions' | 'recorded'>): Variable => {
    const variable = byKey.get(made.key) ?? { ...made, index: byKey.size, atoms: [], regions: [], recorded: [] };
    byKey.set(made.key, variable);
    return variable;
  };
  policies.forEach((policy, index) => {
    const note = (word: Json): void => {
      const made = variableOf(word, policy, index);
      if (!made || atoms.has(word)) return;
      const variable = variableFor(made);
      const atom = { policy, condition: word, variable, column: variable.atoms.length };
      variable.atoms.push(atom);
      atoms.set(word, atom);
      if (made.kind !== 'time') return;
      // What an instant follows from, up to what is recorded.
      for (let name = made.name; name.startsWith('instants.'); ) {
        name = policy.instants?.[name.slice('instants.'.length)]?.of as string;
        const since = variableOf({ since: name }, policy, index);
        if (since) variableFor(since);
      }
    };
    for (const { when } of policy.rules) eachWord(when, note);
  });
  // Every order was placed.
  variableFor(variableOf({ since: 'placedAt' }, policies[0] as CancelPolicy, 0) as Variable);
  const variables = [...byKey.values()];
  for (const variable of variables) cut(variable, around);
  return { policies, variables, atoms };
}

function cut(variable: Variable, around: number): void {
  const { kind } = variable;
  if (kind === 'alerts') variable.recorded = alertTypes(variable, around);
  else if (kind === 'scans') variable.recorded = scanTypes(variable, around);
  else if (kind === 'time') variable.regions = timeRegions(variable);
  else if (kind === 'fact') variable.regions = factRegions(variable);
  else if (kind === 'money') variable.regions = moneyRegions(variable);
  else if (kind === 'count' || kind === 'attempts') variable.regions = countRegions(variable);
  else variable.regions = accountRegions(variable);
}

function accountRegions(variable: Variable): Region[] {
  return ['active', 'terminated'].map((value) => ({
    ...{ usual: true, kind: 'value', value },
    truths: truthsOf(variable, { [variable.name]: { status: value } }),
  }));
}

/** What each atom of a variable says of an order that records nothing else, as bits. */
export function truthsOf(
  { atoms }: Pick<Variable, 'atoms'>,
  order: Json,
  { now = 0, line, cancellations = [] }: { now?: number; line?: Json; cancellations?: readonly Cancellation[] } = {},
): number[] {
  return atoms.map(({ condition, policy }) => bitOf(readWord(condition as Condition, policy, order, now, line, cancellations)));
}

/** What the package's own words make of an order. */
export function readWord(
  condition: Condition,
  policy: CancelPolicy,
  order: Json,
  now: number,
  line?: Json,
  cancellations: readonly Cancellation[] = [],
): Truth {
  const word = Object.keys(valueWords).find((name) => name in condition) as keyof typeof valueWords;
  const [, read] = (valueWords[word] as (...of: unknown[]) => ReturnType<(typeof valueWords)['fact']>)(condition, policy, {
    policy,
    words: valueWords,
    actor: 'buyer',
    status: '',
  });
  return read(
    {
      ...{ order, cancellation: cancellations.at(-1) ?? null, cancellations, now, instants: {}, read: {}, edges: [] },
      ...(line && { line: { record: line, parcels: null }, ofLine: {} }),
      ...{ seeks: false, failed: null },
    },
    now,
  );
}

/** The instant that a derived one follows from in the end, by name; of any other, itself. */
export function rootOf({ name, policy }: Pick<Variable, 'name' | 'policy'>): string {
  return String(sourceOf(name, policy.instants));
}
