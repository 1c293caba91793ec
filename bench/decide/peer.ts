import { isOpen, speaksOfRequest } from '../../src/domain/decision/conditions.ts';
import type { CancelPolicy, Condition, Rule, Window } from '../../src/domain/policy.ts';
import { openStates } from '../../src/domain/records.ts';
import { parseDuration } from '../../src/domain/values/duration.ts';
import type { Case } from './cases.ts';

/** What every engine has to agree upon. Ours says more: why the other rules do not match, and the next turn. */
export interface Ruling {
  outcome: string;
  reason: string;
  ruleId: string | null;
}

type Maybe<T> = T | Promise<T>;

/** An engine that was given a policy. */
export interface Engine {
  name: string;
  /** The ruling: it may stop at the first rule that matches. */
  decide(given: Case): Maybe<Ruling>;
  /** The ids of all rules that match, as a trace has to know them. */
  trace(given: Case): Maybe<readonly string[]>;
}

/** A list of rules as a peer has compiled it. */
export interface Rules {
  /** The first that matches. */
  first(given: Case): Maybe<string | null>;
  /** All that match. */
  every(given: Case): Maybe<string[]>;
}

/**
 * An engine out of what can compile a list of rules. Everything around the rules is plain code, so that a peer is
 * measured by what it evaluates: an unknown status, the verdicts by id, and one list of rules for orders with an open
 * request, another for those without.
 */
export function engineOf(name: string, policy: CancelPolicy, compile: (rules: Rule[]) => Rules): Engine {
  const all = compile(policy.rules);
  const ofRequest = policy.rules.filter(({ when }) => speaksOfRequest(when));
  const whileOpen = ofRequest.length > 0 ? compile(ofRequest) : { first: () => null, every: () => [] };
  const verdicts = new Map(policy.rules.map(({ id, then }) => [id, { ...then, ruleId: id }]));
  const otherwise = { ...policy.otherwise, ruleId: null };

  const known = ({ order }: Case): boolean => Object.hasOwn(policy.statuses, order.status);
  const isWaiting = ({ context }: Case): boolean => isOpen(context.cancellation ?? null);
  const rulingOf = (ruleId: string | null, open: boolean): Ruling => {
    const { outcome, reason } = (ruleId === null ? undefined : verdicts.get(ruleId)) ?? otherwise;
    if (ruleId === null && open) return { outcome: 'none', reason: 'request-open', ruleId };
    return { outcome, reason, ruleId };
  };
  return {
    name,
    decide(given) {
      if (!known(given)) return { outcome: 'ask-server', reason: 'unknown-status', ruleId: null };
      const open = isWaiting(given);
      const first = (open ? whileOpen : all).first(given);
      return first instanceof Promise ? first.then((ruleId) => rulingOf(ruleId, open)) : rulingOf(first, open);
    },
    trace: (given) => (known(given) ? (isWaiting(given) ? whileOpen : all).every(given) : []),
  };
}

/** The bounds of a window in milliseconds. */
export function boundsOf({ from, until }: Window): { from: number | undefined; until: number | undefined } {
  return {
    from: from === undefined ? undefined : parseDuration(from),
    until: until === undefined ? undefined : parseDuration(until),
  };
}

export const listOf = <T>(value: T | T[]): T[] => (Array.isArray(value) ? value : [value]);

/** The states of a cancellation that a `request` condition names, with `open` spelled out. */
export function statesOf(request: string | string[]): string[] {
  return listOf(request).flatMap((state) => (state === 'open' ? openStates : state === 'none' ? [] : [state]));
}

/** Whether a `request` condition also holds while no request is open. */
export const allowsNone = (request: string | string[]): boolean => listOf(request).includes('none');

/** For words that neither of the compared policies uses. */
export function untranslated(condition: Condition): never {
  throw new Error(`no translation of ${JSON.stringify(condition)}`);
}

/** A rule's condition as one: a list means all of it. */
export function whole(when: Rule['when']): Condition {
  return Array.isArray(when) ? { all: when } : when;
}
