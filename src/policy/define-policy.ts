import type {
  CancelPolicy,
  Condition,
  DerivedInstant,
  InstantName,
  Lifecycle,
  LineInstantName,
  NoticeKind,
  PlannedInstant,
  Rule,
  Window,
} from '../domain/policy.ts';

type Named<T> = keyof T & string;
type OneOrMore<T> = T | readonly T[];

/** The names that a policy declares. */
interface Names {
  status: string;
  fact: string;
  lineFact: string;
  notice: string;
  instant: string;
}

/** Any of the words that names something declared elsewhere in the policy, or that holds other conditions. */
type Naming = Record<
  'all' | 'any' | 'not' | 'status' | 'notice' | 'fact' | 'lineFact' | 'since' | 'before' | 'someLine',
  unknown
>;

/** The word `W` with a name out of `Name`. */
type WordOf<W extends keyof Naming, Name> = Omit<Extract<Condition, Record<W, unknown>>, W> & Record<W, Name>;

type Planned<N extends Names> =
  | Exclude<PlannedInstant, `facts.${string}` | `instants.${string}` | `line.facts.${string}`>
  | Exclude<LineInstantName, `line.facts.${string}`>
  | `facts.${N['fact']}`
  | `line.facts.${N['lineFact']}`
  | `instants.${N['instant']}`;
type Recorded<N extends Names> = Exclude<InstantName, PlannedInstant> | Planned<N>;

/** A condition that names only what is declared. */
type ConditionAbout<N extends Names> =
  | Exclude<Condition, { [W in keyof Naming]: Record<W, unknown> }[keyof Naming]>
  | { all: readonly ConditionAbout<N>[] }
  | { any: readonly ConditionAbout<N>[] }
  | { not: ConditionAbout<N> }
  | { someLine: ConditionAbout<N> }
  | { status: OneOrMore<N['status']> }
  | WordOf<'notice', OneOrMore<N['notice']>>
  | WordOf<'fact', N['fact']>
  | WordOf<'lineFact', N['lineFact']>
  | ({ since: Recorded<N> } & Window)
  | ({ before: Planned<N> } & Window);

/** The members of a policy that name statuses, facts, alerts or instants. */
interface Consistent<N extends Names> {
  rules: readonly (Omit<Rule, 'when'> & { when: ConditionAbout<N> | readonly ConditionAbout<N>[] })[];
  instants?: Record<N['instant'], Omit<DerivedInstant, 'of'> & { of: Recorded<N> }>;
  notices?: Record<
    N['notice'],
    Omit<NoticeKind, 'when' | 'status' | 'penaltyStatus' | 'liftedStatus'> & {
      when?: ConditionAbout<N>;
      status?: N['status'];
      penaltyStatus?: N['status'];
      liftedStatus?: N['status'];
    }
  >;
  lifecycle?: Omit<Lifecycle, 'requested' | 'refunding' | 'cancelled' | 'respondBy'> & {
    respondBy?: `instants.${N['instant']}`;
    requested?: N['status'];
    refunding?: N['status'];
    cancelled: N['status'];
  };
}

type NamesOf<P extends CancelPolicy> = {
  status: Named<P['statuses']>;
  fact: P extends { facts: infer F } ? Named<F> : never;
  lineFact: P extends { lineFacts: infer F } ? Named<F> : never;
  /** A policy that declares no alerts leaves their kinds to the shop. */
  notice: P extends { notices: infer K } ? Named<K> : string;
  instant: P extends { instants: infer I } ? Named<I> : never;
};

/**
 * Gives the policy back as it is, with the types of its literals: outcomes, words and members are checked where the
 * policy is written, as are the names of statuses, facts (of orders and of lines), alerts and derived instants, which have to be
 * declared in it. What no type can see (durations, ranges, names given twice) `parsePolicy` finds.
 */
export function definePolicy<const P extends CancelPolicy>(policy: P & Consistent<NamesOf<P>>): P {
  return policy;
}
