import { answererOf } from '../lifecycle/other-party.ts';
import type { CancelPolicy, Verdict } from '../policy.ts';
import { type Actor, cancellationStates, type Order } from '../records.ts';
import {
  compileCondition,
  type EvaluationScope,
  isObject,
  isOpen,
  type Json,
  type Settled,
  speaksOfRequest,
  type Test,
  type Truth,
  unknown,
  type Vocabulary,
} from './conditions.ts';
import type { Decision, DecisionContext, FailedCondition, RuleTrace, Turn } from './decision.ts';

export interface CompiledPolicy {
  /** As the free function `decide`; usable unbound. */
  decide(order: Order, context: DecisionContext): Decision;
}

/** The part of a decision that a turn of time can change. */
type Ruling = Pick<Decision, 'outcome' | 'reason' | 'ruleId' | 'contact' | 'alternatives'>;

/** A rule for one actor and one status. Where these settle it, its trace is the same for every order. */
interface Line {
  id: string;
  test: Test | null;
  settled: RuleTrace | null;
  matched: Ruling;
  unsure: Ruling;
}

/** Beyond so many settings, which no caller that names real actors reaches, they are compiled anew. */
const maxPrograms = 512;

/**
 * Compiles a policy that uses no other words than these.
 * Throws a `TypeError` where it does, or where an unparsed one is malformed.
 */
export function compileWith(words: Vocabulary, policy: CancelPolicy): CompiledPolicy {
  const { statuses, rules, otherwise, instants } = policy;
  const programs = new Map<string, Line[]>();

  const ruling = (
    ruleId: string | null,
    { outcome, reason, contact = 'none', alternatives = [] }: Verdict,
  ): Ruling => ({ outcome, reason, ruleId, contact, alternatives });
  const unruled = (outcome: 'ask-server' | 'none', reason: string, ruleId: string | null = null): Ruling =>
    ruling(ruleId, { ...otherwise, outcome, reason, contact: 'none' });
  const waiting = unruled('none', 'request-open');
  const unmatched = ruling(null, otherwise);

  /** `answerer`: who can settle the request that is open; a rule that does not speak of it is silent until then. */
  const compileFor = (actor: Actor, status: string, answerer: Actor | undefined): Line[] =>
    rules.map(({ id, when, then }) => {
      const by = answerer && !speaksOfRequest(when, instants) ? answerer : null;
      const test: Settled | Test = by
        ? { value: 0, failed: [{ path: ['when'], word: 'request', unknown: false, by, at: null }] }
        : compileCondition(when, { policy, words, actor, status });
      const asks = typeof test === 'function';
      return {
        id,
        test: asks ? test : null,
        settled: asks ? null : Object.freeze(traceOf(id, test.value, Object.freeze(test.failed))),
        matched: ruling(id, then),
        unsure: unruled('ask-server', 'unknown-facts', id),
      };
    });

  const programFor = (actor: Actor, status: string, answerer: Actor | undefined): Line[] => {
    const key = `${actor} ${answerer} ${status}`;
    if (programs.size > maxPrograms) programs.clear();
    const program = programs.get(key) ?? compileFor(actor, status, answerer);
    programs.set(key, program);
    return program;
  };
  compileFor('buyer', '', undefined);

  const nextTurn = (program: Line[], scope: EvaluationScope, present: Ruling, fallback: Ruling): Turn | null => {
    scope.failed = null;
    for (const at of scope.edges.sort((one, other) => one - other)) {
      if (at <= scope.now) continue;
      scope.now = at;
      let coming = fallback;
      for (const { test, settled, matched, unsure } of program) {
        const value = test ? test(scope) : settled?.matched;
        if (!value) continue;
        coming = value === unknown ? unsure : matched;
        break;
      }
      const { outcome, reason, ruleId } = coming;
      if (coming !== present) return { at, outcome, reason, ruleId };
    }
    return null;
  };

  return {
    decide(input, { actor, now, cancellation = null, cancellations }) {
      const order = (isObject(input) ? input : {}) as Json;
      const { status } = order;
      const unreadable = !Number.isFinite(now)
        ? 'unknown-time'
        : typeof status !== 'string' || !Object.hasOwn(statuses, status)
          ? 'unknown-status'
          : cancellation && !cancellationStates.includes(cancellation.state)
            ? 'unknown-request'
            : null;
      let present: Ruling | undefined;
      let next: Turn | null = null;
      const trace: RuleTrace[] = [];
      if (unreadable) present = unruled('ask-server', unreadable);
      else {
        const open = isOpen(cancellation);
        const answerer = open ? answererOf(cancellation) : undefined;
        const program = programFor(actor, status as string, answerer);
        const scope: EvaluationScope = {
          order,
          cancellation,
          cancellations,
          now,
          instants: {},
          read: {},
          edges: [],
          failed: null,
        };
        for (const { id, test, settled, matched, unsure } of program) {
          let entry = settled;
          if (test) {
            const failed: FailedCondition[] = [];
            scope.failed = failed;
            entry = traceOf(id, test(scope), failed);
          }
          if (entry?.matched) present ??= matched;
          if (entry?.unknown) present ??= unsure;
          trace.push(entry as RuleTrace);
        }
        const fallback = open ? waiting : unmatched;
        present ??= fallback;
        next = nextTurn(program, scope, present, fallback);
      }
      const { outcome, reason, ruleId, contact } = present;
      const alternatives = [...present.alternatives];
      const validUntil = next ? next.at : null;
      return { outcome, reason, ruleId, contact, validUntil, next, alternatives, withdrawal: null, trace };
    },
  };
}

function traceOf(ruleId: string, value: Truth, failed: readonly FailedCondition[]): RuleTrace {
  return { ruleId, matched: value === 1, unknown: value === unknown, failed };
}
