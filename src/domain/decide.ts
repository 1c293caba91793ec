import {
  compileCondition,
  isObject,
  isOpen,
  type Json,
  type Scope,
  speaksOfRequest,
  type Test,
  type Truth,
} from './conditions.ts';
import type { Decision, DecisionContext, FailedCondition, RuleTrace, Turn } from './decision.ts';
import type { CancelPolicy, Condition, Verdict } from './policy.ts';
import { cancellationStates, type Order } from './records.ts';

export interface CompiledPolicy {
  /** As the free function {@link decide}; usable unbound. */
  decide(order: Order, context: DecisionContext): Decision;
}

/** The part of a decision that a turn of time can change. */
type Ruling = Pick<Decision, 'outcome' | 'reason' | 'ruleId' | 'contact' | 'alternatives'>;

/**
 * What `context.actor` may do with the order at `context.now` (epoch ms), and why.
 * Pure and total: the same input gives the same decision, and any JSON value as order gives one.
 */
export function decide(policy: CancelPolicy, order: Order, context: DecisionContext): Decision {
  return compilePolicy(policy).decide(order, context);
}

/** Compiles a policy once for many decisions. Throws a `TypeError` where an unparsed one is malformed. */
export function compilePolicy(policy: CancelPolicy): CompiledPolicy {
  const { statuses, rules, otherwise } = policy;
  const compiled = rules.map(({ id, when, then }) => ({ id, then, test: compileRule(when, policy) }));

  const ruling = (
    ruleId: string | null,
    { outcome, reason, contact = 'none', alternatives = [] }: Verdict,
  ): Ruling => ({
    outcome,
    reason,
    ruleId,
    contact,
    alternatives: [...alternatives],
  });
  const unruled = (outcome: 'ask-server' | 'none', reason: string, ruleId: string | null = null): Ruling =>
    ruling(ruleId, { ...otherwise, outcome, reason, contact: 'none' });
  const rulingBy = (id: string, then: Verdict, value: Truth): Ruling =>
    value === 1 ? ruling(id, then) : unruled('ask-server', 'unknown-facts', id);
  const fallback = ({ cancellation }: Scope): Ruling =>
    isOpen(cancellation) ? unruled('none', 'request-open') : ruling(null, otherwise);

  const ruleAt = (scope: Scope): Ruling => {
    for (const { id, then, test } of compiled) {
      const value = test(scope, 1);
      if (value) return rulingBy(id, then, value);
    }
    return fallback(scope);
  };

  const nextTurn = (scope: Scope, present: Ruling): Turn | null => {
    for (const at of scope.edges.sort((one, other) => one - other)) {
      if (at === scope.now) continue;
      scope.now = at;
      const later = ruleAt(scope);
      const { outcome, reason, ruleId } = later;
      if (keyOf(later) !== keyOf(present)) return { at, outcome, reason, ruleId };
    }
    return null;
  };

  return {
    decide(input, { actor, now, cancellation = null }) {
      const order = (isObject(input) ? input : {}) as Json;
      const scope: Scope = { order, actor, cancellation, now, instants: {}, edges: [] };
      const trace: RuleTrace[] = [];
      const unreadable = !Number.isFinite(now)
        ? 'unknown-time'
        : typeof order['status'] !== 'string' || !Object.hasOwn(statuses, order['status'])
          ? 'unknown-status'
          : cancellation && !cancellationStates.includes(cancellation.state)
            ? 'unknown-request'
            : null;
      let present = unreadable && unruled('ask-server', unreadable);
      if (!present) {
        for (const { id, then, test } of compiled) {
          const failed: FailedCondition[] = [];
          const value = test(scope, 1, failed);
          if (value) present ??= rulingBy(id, then, value);
          trace.push({ ruleId: id, matched: value === 1, unknown: value === 0.5, failed });
        }
        present ??= fallback(scope);
      }
      const next = nextTurn(scope, present);
      return { ...present, validUntil: next?.at ?? null, next, withdrawal: null, trace };
    },
  };
}

/** What makes a change worth naming. */
function keyOf({ outcome, reason, ruleId, contact }: Ruling): string {
  return [outcome, reason, ruleId, contact].join();
}

/** A rule that does not speak of the cancellation is silent while one is open, until its other side has settled it. */
function compileRule(when: Condition, policy: CancelPolicy): Test {
  const test = compileCondition(when, policy);
  if (speaksOfRequest(when)) return test;
  return (scope, want, failed) => {
    const { cancellation } = scope;
    if (!isOpen(cancellation)) return test(scope, want, failed);
    const by = cancellation.requestedBy === 'buyer' ? 'seller' : 'buyer';
    failed?.push({ path: ['when'], word: 'request', unknown: false, by, at: null });
    return 0;
  };
}
