import {
  compileCondition,
  isObject,
  isOpen,
  type Json,
  type Scope,
  type Settled,
  speaksOfRequest,
  type Test,
  type Vocabulary,
} from './conditions.ts';
import type { Decision, DecisionContext, FailedCondition, RuleTrace, Turn } from './decision.ts';
import type { CancelPolicy, Rule, Verdict } from './policy.ts';
import { type Actor, cancellationStates, type Order } from './records.ts';

export interface CompiledPolicy {
  /** As the free function `decide`; usable unbound. */
  decide(order: Order, context: DecisionContext): Decision;
}

/** The part of a decision that a turn of time can change. */
type Ruling = Pick<Decision, 'outcome' | 'reason' | 'ruleId' | 'contact' | 'alternatives'>;

/** A rule for one actor and one status. Where these settle it, its trace is the same for every order. */
type Line = { test: Test; settled?: never } | { test?: never; settled: RuleTrace };

/** Beyond so many settings, which no caller that names real actors reaches, they are compiled anew. */
const mostPrograms = 512;

/**
 * Compiles a policy that uses no other words than these.
 * Throws a `TypeError` where it does, or where an unparsed one is malformed.
 */
export function compileWith(words: Vocabulary, policy: CancelPolicy): CompiledPolicy {
  const { statuses, rules, otherwise } = policy;
  const programs = new Map<string, Line[]>();

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
  /** `mark` says which rule decides: twice its index, plus one where it cannot be evaluated; -1 where none does. */
  const rulingOf = (mark: number, open: boolean): Ruling => {
    const rule = rules[mark >> 1];
    if (rule) return mark % 2 ? unruled('ask-server', 'unknown-facts', rule.id) : ruling(rule.id, rule.then);
    return open ? unruled('none', 'request-open') : ruling(null, otherwise);
  };

  /** `answerer`: who can settle the request that is open; a rule that does not speak of it is silent until then. */
  const compileFor = (actor: Actor, status: string, answerer: Actor | undefined): Line[] =>
    rules.map(({ id, when }) => {
      const by = answerer && !speaksOfRequest(when) ? answerer : null;
      const test: Settled | Test = by
        ? { value: 0, failed: [{ path: ['when'], word: 'request', unknown: false, by, at: null }] }
        : compileCondition(when, { policy, words, actor, status });
      if (typeof test === 'function') return { test };
      const failed = Object.freeze(test.failed) as FailedCondition[];
      return { settled: Object.freeze({ ruleId: id, matched: test.value === 1, unknown: false, failed }) };
    });

  const programFor = (actor: Actor, status: string, answerer: Actor | undefined): Line[] => {
    const key = `${actor} ${answerer} ${status}`;
    let program = programs.get(key);
    if (!program) {
      if (programs.size > mostPrograms) programs.clear();
      program = compileFor(actor, status, answerer);
      programs.set(key, program);
    }
    return program;
  };
  compileFor('buyer', '', undefined);

  const markAt = (program: Line[], scope: Scope): number => {
    for (let index = 0; index < program.length; index++) {
      const { test, settled } = program[index] as Line;
      const value = test ? test(scope) : settled.matched ? 1 : 0;
      if (value) return value < 1 ? 2 * index + 1 : 2 * index;
    }
    return -1;
  };

  const nextTurn = (program: Line[], scope: Scope, present: number, open: boolean): Turn | null => {
    for (const at of scope.edges.sort((one, other) => one - other)) {
      if (at === scope.now) continue;
      scope.now = at;
      const mark = markAt(program, scope);
      if (mark === present) continue;
      const { outcome, reason, ruleId } = rulingOf(mark, open);
      return { at, outcome, reason, ruleId };
    }
    return null;
  };

  return {
    decide(input, { actor, now, cancellation = null }) {
      const order = (isObject(input) ? input : {}) as Json;
      const { status } = order;
      const unreadable = !Number.isFinite(now)
        ? 'unknown-time'
        : typeof status !== 'string' || !Object.hasOwn(statuses, status)
          ? 'unknown-status'
          : cancellation && !cancellationStates.includes(cancellation.state)
            ? 'unknown-request'
            : null;
      let present: Ruling;
      let next: Turn | null = null;
      const trace: RuleTrace[] = [];
      if (unreadable) present = unruled('ask-server', unreadable);
      else {
        const open = isOpen(cancellation);
        const answerer = open ? (cancellation.requestedBy === 'buyer' ? 'seller' : 'buyer') : undefined;
        const program = programFor(actor, status as string, answerer);
        const scope: Scope = { order, cancellation, now, instants: {}, read: {}, edges: [] };
        let mark = -1;
        for (let index = 0; index < program.length; index++) {
          const { test, settled } = program[index] as Line;
          let entry = settled;
          if (test) {
            const failed: FailedCondition[] = [];
            const value = test(scope, failed);
            entry = { ruleId: (rules[index] as Rule).id, matched: value === 1, unknown: value === 0.5, failed };
          }
          trace.push(entry as RuleTrace);
          if (mark < 0 && (entry?.matched || entry?.unknown)) mark = entry.unknown ? 2 * index + 1 : 2 * index;
        }
        present = rulingOf(mark, open);
        next = nextTurn(program, scope, mark, open);
      }
      const { outcome, reason, ruleId, contact, alternatives } = present;
      const validUntil = next ? next.at : null;
      return { outcome, reason, ruleId, contact, validUntil, next, alternatives, withdrawal: null, trace };
    },
  };
}
