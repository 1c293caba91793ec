import { compileCondition, isObject, isOpen, type Json, type Scope, speaksOfRequest, type Test } from './conditions.ts';
import type { Decision, DecisionContext, RuleTrace, Turn } from './decision.ts';
import type { CancelPolicy, Verdict } from './policy.ts';
import { type Cancellation, cancellationStates, type Order } from './records.ts';

export interface CompiledPolicy {
  /** As the free function {@link decide}; usable unbound. */
  decide(order: Order, context: DecisionContext): Decision;
}

interface CompiledRule {
  id: string;
  test: Test;
  then: Verdict;
  ofRequest: boolean;
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

/** Compiles a policy once for many decisions. */
export function compilePolicy(policy: CancelPolicy): CompiledPolicy {
  const rules = policy.rules.map(
    ({ id, when, then }): CompiledRule => ({
      id,
      test: compileCondition(when, policy),
      then,
      ofRequest: speaksOfRequest(when),
    }),
  );
  const { statuses, otherwise } = policy;

  const ruling = (ruleId: string | null, verdict: Verdict): Ruling => ({
    outcome: verdict.outcome,
    reason: verdict.reason,
    ruleId,
    contact: verdict.contact ?? 'none',
    alternatives: [...(verdict.alternatives ?? [])],
  });
  const ruled = (outcome: 'ask-server' | 'none', reason: string, ruleId: string | null = null): Ruling =>
    ruling(ruleId, { outcome, reason, alternatives: otherwise.alternatives ?? [] });

  const rulingBy = (rule: CompiledRule | undefined, unknown: boolean, open: boolean): Ruling => {
    if (rule) return unknown ? ruled('ask-server', 'unknown-facts', rule.id) : ruling(rule.id, rule.then);
    return open ? ruled('none', 'request-open') : ruling(null, otherwise);
  };

  const ruleAt = (scope: Scope): Ruling => {
    const open = isOpen(scope.cancellation);
    for (const rule of rules) {
      if (open && !rule.ofRequest) continue;
      const value = rule.test(scope, 1);
      if (value) return rulingBy(rule, value < 1, open);
    }
    return rulingBy(undefined, false, open);
  };

  const nextTurn = (scope: Scope, present: Ruling): Turn | null => {
    for (const at of scope.edges.sort((one, other) => one - other)) {
      if (at === scope.now) continue;
      scope.now = at;
      const { outcome, reason, ruleId, contact } = ruleAt(scope);
      const same =
        outcome === present.outcome &&
        reason === present.reason &&
        ruleId === present.ruleId &&
        contact === present.contact;
      if (!same) return { at, outcome, reason, ruleId };
    }
    return null;
  };

  return {
    decide(input, { actor, now, cancellation: given }) {
      const order: Json = isObject(input) ? (input as unknown as Json) : {};
      const cancellation = given ?? null;
      const { status } = order;
      const unreadable = !Number.isFinite(now)
        ? 'unknown-time'
        : typeof status !== 'string' || !Object.hasOwn(statuses, status)
          ? 'unknown-status'
          : cancellation && !cancellationStates.includes(cancellation.state)
            ? 'unknown-request'
            : null;
      if (unreadable) return finish(ruled('ask-server', unreadable), null, []);
      const scope: Scope = { order, actor, cancellation, now, instants: {}, edges: [] };
      const trace = rules.map((rule) => traceRule(rule, scope));
      const first = trace.findIndex((entry) => entry.matched || entry.unknown);
      const present = rulingBy(rules[first], trace[first]?.unknown === true, isOpen(cancellation));
      return finish(present, nextTurn(scope, present), trace);
    },
  };
}

function traceRule({ id, test, ofRequest }: CompiledRule, scope: Scope): RuleTrace {
  if (isOpen(scope.cancellation) && !ofRequest) {
    const by = answerer(scope.cancellation);
    return {
      ruleId: id,
      matched: false,
      unknown: false,
      failed: [{ path: ['when'], word: 'request', unknown: false, by, at: null }],
    };
  }
  const failed: RuleTrace['failed'] = [];
  const value = test(scope, 1, failed);
  return { ruleId: id, matched: value === 1, unknown: value === 0.5, failed };
}

/** Who can settle an open request. */
function answerer({ requestedBy }: Cancellation): 'buyer' | 'seller' {
  return requestedBy === 'buyer' ? 'seller' : 'buyer';
}

function finish(
  { outcome, reason, ruleId, contact, alternatives }: Ruling,
  next: Turn | null,
  trace: RuleTrace[],
): Decision {
  return {
    outcome,
    reason,
    ruleId,
    contact,
    validUntil: next?.at ?? null,
    next,
    alternatives,
    withdrawal: null,
    trace,
  };
}
