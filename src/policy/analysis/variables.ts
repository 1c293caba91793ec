import { commonWords, type Json, type Truth } from '../../domain/decision/conditions.ts';
import { lineWords } from '../../domain/decision/line-words.ts';
import { rareWords } from '../../domain/decision/rare-words.ts';
import type { CancelPolicy, Condition } from '../../domain/policy.ts';
import type { Cancellation } from '../../domain/records.ts';

/** The three truths as bits, so that a set of them is a number. */
export const isFalse = 1;
export const isUnknown = 2;
export const isTrue = 4;
export const anyTruth = 7;

export const bitOf = (truth: Truth): number => (truth === 1 ? isTrue : truth === 0 ? isFalse : isUnknown);

/** What a variable is about: which part of an order, and how it is written there. */
export type VariableKind =
  | 'time'
  | 'fact'
  | 'money'
  | 'currency'
  | 'count'
  | 'attempts'
  | 'account'
  | 'alerts'
  | 'scans';

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

/** One alert or scan, as conditions can tell it from others. */
export interface Recorded {
  /** Its kind or code. */
  code: string;
  /** How long ago it was filed or reported, ms: `[from, until)`. */
  from: number;
  until: number;
  responded: boolean;
  penaltyAccepted: boolean;
  /** Which atoms it makes true, by column. */
  holds: boolean[];
  usual: boolean;
}

/** What the conditions of some policies read, and how far they can tell orders apart. */
export interface Universe {
  policies: readonly CancelPolicy[];
  variables: Variable[];
  /** The atom of a condition's object; of terms that name amounts, that they cannot be said of an order. */
  atoms: Map<object, Atom>;
}

/** What each atom of a variable says of an order that records nothing else, as bits. */
export function truthsOf(
  { atoms }: Pick<Variable, 'atoms'>,
  order: Json,
  { now = 0, line, cancellations = [] }: { now?: number; line?: Json; cancellations?: readonly Cancellation[] } = {},
): number[] {
  return atoms.map(({ condition, policy }) =>
    bitOf(readWord(condition as Condition, policy, order, now, line, cancellations)),
  );
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
  const [, read] = (valueWords[word] as (...of: unknown[]) => ReturnType<(typeof valueWords)['fact']>)(
    condition,
    policy,
    {
      policy,
      words: valueWords,
      actor: 'buyer',
      status: '',
    },
  );
  return read(
    {
      ...{ order, cancellation: cancellations.at(-1) ?? null, cancellations, now, instants: {}, read: {}, edges: [] },
      ...(line && { line: { record: line, parcels: null }, ofLine: {} }),
      ...{ seeks: false, failed: null },
    },
    now,
  );
}
