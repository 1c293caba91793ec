import type { CancelPolicy, Condition, InstantName, Lifecycle, NoticeKind, Rule, Window } from '../domain/policy.ts';

type Named<T> = keyof T & string;
type OneOrMore<T> = T | readonly T[];

/** Any of the words that names something declared elsewhere in the policy, or that holds other conditions. */
type Naming = { all: unknown } | { any: unknown } | { not: unknown } | { status: unknown } | { notice: unknown };

/** A condition that names only what is declared: statuses `S`, facts `F` and alerts `N`. */
type ConditionAbout<S, F extends string, N> =
  | Exclude<Condition, Naming | { fact: unknown } | { since: unknown }>
  | { all: readonly ConditionAbout<S, F, N>[] }
  | { any: readonly ConditionAbout<S, F, N>[] }
  | { not: ConditionAbout<S, F, N> }
  | { status: OneOrMore<S> }
  | (Omit<Extract<Condition, { notice: unknown }>, 'notice'> & { notice: OneOrMore<N> })
  | (Omit<Extract<Condition, { fact: unknown }>, 'fact'> & { fact: F })
  | ({ since: Exclude<InstantName, `facts.${string}`> | `facts.${F}` } & Window);

/** The members of a policy that name statuses, facts or alerts. */
interface Consistent<S, F extends string, N extends string> {
  rules: readonly (Omit<Rule, 'when'> & { when: ConditionAbout<S, F, N> })[];
  notices?: Record<
    N,
    Omit<NoticeKind, 'when' | 'status' | 'penaltyStatus' | 'liftedStatus'> & {
      when?: ConditionAbout<S, F, N>;
      status?: S;
      penaltyStatus?: S;
      liftedStatus?: S;
    }
  >;
  lifecycle?: Omit<Lifecycle, 'requested' | 'refunding' | 'cancelled'> & { requested?: S; refunding?: S; cancelled: S };
}

type FactsOf<P> = P extends { facts: infer F } ? Named<F> : never;
/** A policy that declares no alerts leaves their kinds to the shop. */
type NoticesOf<P> = P extends { notices: infer N } ? Named<N> : string;

/**
 * Gives the policy back as it is, with the types of its literals: outcomes, words and members are checked where the
 * policy is written, as are the names of statuses, facts and alerts, which have to be declared in it. What no type can
 * see (durations, ranges, names given twice) `parsePolicy` finds.
 */
export function definePolicy<const P extends CancelPolicy>(
  policy: P & Consistent<Named<P['statuses']>, FactsOf<P>, NoticesOf<P>>,
): P {
  return policy;
}
