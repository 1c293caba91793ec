import { answererOf } from '../lifecycle/other-party.ts';
import type { CancelPolicy, Fee, Outcome, Verdict } from '../policy.ts';
import { type Actor, type Cancellation, cancellationStates, type Order } from '../records.ts';
import { isUnpriced } from '../settlement/fee.ts';
import type { Lane } from '../withdrawal/lane.ts';
import {
  compileCondition,
  type EvaluationScope,
  isObject,
  isOpen,
  type Json,
  namesNobody,
  type Settled,
  speaksOfRequest,
  type Test,
  type Truth,
  unknown,
  type Vocabulary,
} from './conditions.ts';
import type { Decision, DecisionContext, FailedCondition, LineGroup, RuleTrace, Turn } from './decision.ts';

/** What is decided, and nothing of how: neither the trace nor what time will change, which cost most of a decision. */
export type Ruled = Pick<Decision, 'outcome' | 'reason' | 'ruleId' | 'contact'>;

export interface CompiledRules {
  /** As the free function `decide`; usable unbound. */
  decide(order: Order, context: DecisionContext): Decision;
}

export interface CompiledPolicy extends CompiledRules {
  /** What `decide` would say, for millions of orders; usable unbound. */
  outcome(order: Order, context: DecisionContext): Ruled;
}

/** With its parts, for whoever asks otherwise. */
interface Compiled extends CompiledRules {
  engine: Engine;
  /** What has to be asked, or what is said at once. */
  asked(order: Json, context: DecisionContext): Decision | [program: Program, scope: EvaluationScope];
}

/** The part of a decision that a turn of time can change. */
export type Ruling = Pick<Decision, 'outcome' | 'reason' | 'ruleId' | 'contact' | 'alternatives'> &
  Pick<Verdict, 'covers'> & {
    /** Where it costs something: what is said instead where nobody can say what. */
    priced?: { fee: Fee; not: Ruling };
  };

/** A rule for one actor and one status. Where these settle it, its trace is the same for every order. */
interface ProgramRule {
  id: string;
  test: Test | null;
  settled: RuleTrace | null;
  matched: Ruling;
  unsure: Ruling;
}

/** The rules for one actor, one status and one state of what was asked for, and what is said where none decides. */
export interface Program {
  rules: ProgramRule[];
  fallback: Ruling;
}

/** What a rule has to reach. One that holds and reaches nothing leaves it to the later ones. */
export interface Reach {
  admits(ruling: Ruling): boolean;
  /** What is said where no later one has a better word. */
  denial: Ruling;
}

/** What is asked, as far as it can be read. */
export interface Question {
  order: Json;
  actor: DecisionContext['actor'];
  status: string;
  now: number;
  cancellation: Cancellation | null;
  cancellations: readonly Cancellation[];
}

/** What is ruled from an instant on, epoch ms. */
export interface Change {
  at: number;
  ruling: Ruling;
}

/** A compiled policy, for what decides line by line. */
export interface Engine {
  programFor(actor: DecisionContext['actor'], status: string, cancellation: Cancellation | null): Program;
  /**
   * What is ruled at `scope.now`; with `trace`, how each rule fared. `seek`: edges are collected; `first`, those that may bring
   * the first change.
   */
  ruleAt(program: Program, scope: EvaluationScope, reach?: Reach, seek?: 'first' | 'all', trace?: RuleTrace[]): Ruling;
  /** The first change after `scope.now`, which it moves. */
  nextChange(program: Program, scope: EvaluationScope, present: Ruling, reach?: Reach): Change | null;
  unruled(outcome: 'ask-server' | 'none', reason: string): Ruling;
}

/** Decides where line items differ; `null`: they do not. */
export type ByLine = (engine: Engine, question: Question) => Decision | null;

/** Beyond so many settings, which no caller that names real actors reaches, they are compiled anew. */
const maxPrograms = 512;

const isStrange = (one: Cancellation | null): boolean => !!one && !cancellationStates.includes(one.state);

/** Whether an outcome lets somebody open a cancellation. */
export const permits = ({ outcome }: { outcome: Outcome }): boolean => outcome === 'cancel' || outcome === 'request';

/**
 * Compiles a policy that uses no other words than these. `lane`: the statutory one, which none of the rules can touch.
 * Throws a `TypeError` where it does, or where an unparsed one is malformed.
 */
export function compileWith(words: Vocabulary, policy: CancelPolicy, byLine?: ByLine, lane?: Lane): Compiled {
  const { statuses, rules, otherwise, lifecycle, instants } = policy;
  const programs = new Map<string, Program>();

  const ruling = (
    ruleId: string | null,
    { outcome, reason, contact = 'none', alternatives = [], covers = 'open', refund = policy.refund }: Verdict,
  ): Ruling => ({
    ...{ outcome, reason, ruleId, contact, alternatives, covers },
    ...(refund?.fee &&
      permits({ outcome }) && { priced: { fee: refund.fee, not: unruled('ask-server', 'fee-unknown', ruleId) } }),
  });
  const unruled = (outcome: 'ask-server' | 'none', reason: string, ruleId: string | null = null): Ruling =>
    ruling(ruleId, { ...otherwise, outcome, reason, contact: 'none' });
  const waiting = unruled('none', 'request-open');
  const unmatched = ruling(null, otherwise);
  const reopened = unruled('none', 'order-reopened');

  /**
   * `answerer`: who can settle the request that is open; a rule that does not speak of it is silent until then. Of what came
   * back to life, `isReopened`, nothing is cancelled a second time: somebody has to say first whether it lives on.
   */
  const compileFor = (
    actor: DecisionContext['actor'],
    status: string,
    answerer: Actor | undefined,
    isReopened = false,
  ): ProgramRule[] =>
    rules.map((rule) => {
      const { id, when, then } = rule;
      const isAsked = isReopened ? rule.always && !permits(then) : rule.always || speaksOfRequest(when, instants);
      const by = answerer && !isAsked ? answerer : null;
      const closed = (word: string, by: FailedCondition['by']): Settled => ({
        value: 0,
        failed: [{ path: ['when'], word, unknown: false, by, at: null }],
      });
      const test: Settled | Test = by
        ? closed('request', by)
        : actor === 'nobody' && permits(then) && !namesNobody(when)
          ? closed('actor', 'nobody')
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

  const kept = (key: string, make: () => Program): Program => {
    if (programs.size > maxPrograms) programs.clear();
    const program = programs.get(key) ?? make();
    programs.set(key, program);
    return program;
  };
  const engine: Engine = {
    unruled,

    programFor(actor, status, cancellation) {
      const answerer = isOpen(cancellation) ? answererOf(cancellation) : undefined;
      return kept(`${actor} ${answerer} ${status}`, () => ({
        rules: compileFor(actor, status, answerer),
        fallback: answerer
          ? waiting
          : actor === 'nobody' && permits(unmatched)
            ? unruled('none', otherwise.reason)
            : unmatched,
      }));
    },

    ruleAt({ rules, fallback }, scope, reach, seek, trace) {
      let present: Ruling | undefined;
      let passed = false;
      scope.seeks = seek !== undefined;
      scope.failed = null;
      for (const { id, test, settled, matched, unsure } of rules) {
        let entry = settled;
        let value: Truth | undefined = settled?.matched ? 1 : 0;
        if (test) {
          if (trace) scope.failed = [];
          value = test(scope);
          if (scope.failed) entry = traceOf(id, value, scope.failed);
        }
        if (value && !present) {
          const coming = value === unknown ? unsure : matched;
          if (!reach || reach.admits(coming)) present = coming;
          else {
            passed = true;
            entry = traceOf(id, 0, [{ path: ['then'], word: 'covers', unknown: false, by: 'nobody', at: null }]);
          }
          // Once a rule has decided, nothing of the later ones brings the first change, but where they hide behind a denial.
          if (present && (!seek || (seek === 'first' && !passed))) break;
        }
        trace?.push(entry as RuleTrace);
      }
      present ??= fallback;
      if (reach && !reach.admits(present)) return reach.denial;
      if (passed && reach && present.outcome === 'none') return reach.denial;
      // What it would cost nobody can say here: never that it costs nothing.
      const { priced } = present;
      return priced && isUnpriced(priced, scope.order) ? priced.not : present;
    },

    nextChange(program, scope, present, reach) {
      for (const at of scope.edges.sort((one, other) => one - other)) {
        if (at <= scope.now) continue;
        scope.now = at;
        const ruling = engine.ruleAt(program, scope, reach);
        if (!saysSame(ruling, present)) return { at, ruling };
      }
      return null;
    },
  };

  compileFor('buyer', '', undefined);

  const asked: Compiled['asked'] = (order, { actor, now, cancellation, cancellations }) => {
    const { status } = order;
    const all = cancellations ?? (cancellation ? [cancellation] : []);
    const current = cancellation ?? all.findLast(isOpen) ?? all.at(-1) ?? null;
    const unreadable = !Number.isFinite(now)
      ? 'unknown-time'
      : typeof status !== 'string' || !Object.hasOwn(statuses, status)
        ? 'unknown-status'
        : isStrange(current) || all.some(isStrange)
          ? 'unknown-request'
          : null;
    if (unreadable) return decisionOf(unruled('ask-server', unreadable), null, []);
    const isReopened =
      lifecycle?.cancelled !== undefined &&
      all.some(({ state, lines }) => state === 'cancelled' && lines === null) &&
      !statuses[status as string]?.phase.startsWith('cancel');
    const lineByLine =
      !isReopened &&
      byLine?.(engine, { order, actor, status: status as string, now, cancellation: current, cancellations: all });
    if (lineByLine) return lineByLine;
    const program = isReopened
      ? kept(`${actor} reopened ${status}`, () => ({
          rules: compileFor(actor, status as string, 'seller', true),
          fallback: reopened,
        }))
      : engine.programFor(actor, status as string, current);
    const scope: EvaluationScope = {
      order,
      cancellation: current,
      cancellations: all,
      now,
      instants: {},
      read: {},
      edges: [],
      seeks: true,
      failed: null,
    };
    return [program, scope];
  };

  return {
    engine,
    asked,
    decide(input, context) {
      const order = (isObject(input) ? input : {}) as Json;
      let decision = asked(order, context);
      if (Array.isArray(decision)) {
        const [program, scope] = decision;
        const trace: RuleTrace[] = [];
        const present = engine.ruleAt(program, scope, undefined, 'all', trace);
        decision = decisionOf(present, turnOf(engine.nextChange(program, scope, present)), trace);
      }
      if (lane) decision.withdrawal = lane(order, context.now);
      return decision;
    },
  };
}

/** Whether two rulings differ in nothing that a person is told. */
export function saysSame(one: Ruling, other: Ruling): boolean {
  return (
    one === other ||
    (one.ruleId === other.ruleId &&
      one.reason === other.reason &&
      one.outcome === other.outcome &&
      one.contact === other.contact)
  );
}

/** A change as it is told. */
export function turnOf(change: Change | null): Turn | null {
  if (!change) return null;
  const { outcome, reason, ruleId } = change.ruling;
  return { at: change.at, outcome, reason, ruleId };
}

/** A decision of what is ruled now and next. */
export function decisionOf(
  { outcome, reason, ruleId, contact, alternatives }: Ruling,
  next: Turn | null,
  trace: RuleTrace[],
  lines: LineGroup[] | null = null,
): Decision {
  return {
    outcome,
    reason,
    ruleId,
    contact,
    validUntil: next ? next.at : null,
    next,
    alternatives: [...alternatives],
    withdrawal: null,
    lines,
    trace,
  };
}

function traceOf(ruleId: string, value: Truth, failed: readonly FailedCondition[]): RuleTrace {
  return { ruleId, matched: value === 1, unknown: value === unknown, failed };
}
