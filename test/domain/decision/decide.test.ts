import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { compilePolicy, decide } from '../../../src/domain/decision/decide.ts';
import type { Decision } from '../../../src/domain/decision/decision.ts';
import type { CancelPolicy, Condition } from '../../../src/domain/policy.ts';
import type { Order } from '../../../src/domain/records.ts';
import { parsePolicy } from '../../../src/policy/parse.ts';
import {
  actorArbitrary,
  cancellationArbitrary,
  nowArbitrary,
  orderArbitrary,
  policyArbitrary,
  questionArbitrary,
  words,
} from '../arbitraries.ts';
import { evaluate, isAsked, type Question, type Ruling, readableLines } from '../reference.ts';
import { decideWhole, isByLine } from '../reference-lines.ts';
import { presets } from '../vectors.ts';

const ask = ({ policy, order, ...context }: Question): Decision => decide(policy, order as Order, context);
const rulingOf = ({ outcome, reason, ruleId, contact }: Decision): Ruling => ({ outcome, reason, ruleId, contact });

const presetQuestion = fc.record({
  policy: fc.constantFrom(...Object.values(presets)),
  order: orderArbitrary,
  actor: actorArbitrary,
  now: nowArbitrary,
  cancellation: cancellationArbitrary,
});
const anyQuestion = fc.oneof(questionArbitrary, presetQuestion);

function freeze<T>(value: T): T {
  if (typeof value === 'object' && value !== null) {
    Object.freeze(value);
    Object.values(value).forEach(freeze);
  }
  return value;
}

function assertWellShaped(decision: Decision, policy: CancelPolicy): void {
  assert.deepEqual(Object.keys(decision), [
    'outcome',
    'reason',
    'ruleId',
    'contact',
    'validUntil',
    'next',
    'alternatives',
    'withdrawal',
    'lines',
    'trace',
  ]);
  const { outcome, reason, ruleId, contact, alternatives, validUntil, next, trace } = decision;
  const ids = policy.rules.map(({ id }) => id);
  assert.ok(['cancel', 'request', 'return', 'none', 'ask-server'].includes(outcome));
  assert.ok(reason.length > 0);
  assert.ok(ruleId === null || ids.includes(ruleId));
  assert.ok(['none', 'recommended', 'required'].includes(contact));
  assert.ok(alternatives.every((alternative) => typeof alternative === 'string'));
  assert.equal(validUntil, next?.at ?? null);
  if (next) {
    assert.deepEqual(Object.keys(next), ['at', 'outcome', 'reason', 'ruleId']);
    assert.ok(Number.isFinite(next.at));
  }
  if (trace.length > 0) {
    assert.deepEqual(
      trace.map((entry) => entry.ruleId),
      ids,
    );
  }
}

/** With the first of the order's lines in view, where there is one. */
function withLine(question: Question): Question {
  const [line] = readableLines(question.order) ?? [];
  return line ? { ...question, line } : question;
}

/** Of an order that is decided on as a whole: its trace is that of no line. */
const ofOrder = questionArbitrary.filter((question) => !isByLine(question));

describe('the random orders', () => {
  const sample = { numRuns: 1000, seed: 1 };
  const questions = fc.sample(questionArbitrary, sample);
  // Of the actor, the status and the cancellation something is always known.
  const neverUnknown = ['actor', 'status', 'request', 'attempts'];

  for (const [word, weighted] of Object.entries(words)) {
    it(`give \`${word}\` each of its answers`, () => {
      const arbitrary = 'arbitrary' in weighted ? weighted.arbitrary : weighted;
      const conditions = fc.sample(arbitrary, sample) as Condition[];
      const answers = conditions.map((condition, at) => evaluate(condition, withLine(questions[at] as Question)));
      const lacking = [true, false, null].filter((answer) => !answers.includes(answer));
      assert.deepEqual(lacking, neverUnknown.includes(word) ? [null] : []);
    });
  }
});

describe('decide', () => {
  it('agrees with the reference on random policies and orders', () => {
    fc.assert(
      fc.property(questionArbitrary, (question) => {
        const decision = ask(question);
        assert.deepEqual(
          { head: rulingOf(decision), next: decision.next, lines: decision.lines },
          decideWhole(question),
        );
      }),
      { numRuns: 1500 },
    );
  });

  it('agrees with the reference on the presets', () => {
    fc.assert(
      fc.property(presetQuestion, (question) => {
        const decision = ask(question);
        assert.deepEqual(
          { head: rulingOf(decision), next: decision.next, lines: decision.lines },
          decideWhole(question),
        );
      }),
      { numRuns: 1000 },
    );
  });

  it('says the same briefly, whatever else was asked before', () => {
    fc.assert(
      fc.property(anyQuestion, fc.boolean(), (question, isSecond) => {
        const { policy, order, ...context } = question;
        const { decide: decideCompiled, outcome } = compilePolicy(policy);
        if (isSecond) decideCompiled(order as Order, context);
        assert.deepEqual(outcome(order as Order, context), rulingOf(ask(question)));
      }),
      { numRuns: 2500 },
    );
  });

  it('traces what the reference finds of every rule', () => {
    fc.assert(
      fc.property(ofOrder, (question) => {
        for (const [index, { matched, unknown }] of ask(question).trace.entries()) {
          const rule = question.policy.rules[index];
          assert.ok(rule);
          const truth = isAsked(rule, question) && evaluate(rule.when, question);
          assert.deepEqual([matched, unknown], [truth === true, truth === null]);
        }
      }),
      { numRuns: 1000 },
    );
  });

  it('explains every rule that does not match by words of its condition, and when time lifts them', () => {
    fc.assert(
      fc.property(ofOrder, (question) => {
        for (const [index, { matched, unknown, failed }] of ask(question).trace.entries()) {
          // Of a list of nothing there is nothing to explain.
          const ofNothing = JSON.stringify(question.policy.rules[index]).includes('[]');
          if (!ofNothing) assert.equal(failed.length === 0, matched && !unknown);
          for (const { path, word, by, at } of failed) {
            const rule = question.policy.rules[index] as unknown as Record<string, unknown>;
            // biome-ignore lint/suspicious/noExplicitAny: a path leads anywhere
            const condition = path.reduce<any>((part, step) => part[step], rule);
            const silenced =
              path.length === 1 && ['request', 'actor'].includes(word) && !isAsked(rule as never, question);
            assert.ok(word in condition || silenced);
            assert.equal(by === 'time', at !== null);
            assert.ok(at === null || (at > question.now && Number.isFinite(at)));
          }
        }
      }),
      { numRuns: 1000 },
    );
  });

  it('stays the same until the instant it names, and changes then', () => {
    fc.assert(
      fc.property(
        anyQuestion,
        fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 5 }),
        (question, parts) => {
          const decision = ask(question);
          const end = decision.validUntil ?? question.now + 10 * 365 * 86_400_000;
          for (const part of [0, ...parts]) {
            const instant = Math.min(end - 1, question.now + Math.floor(part * (end - question.now)));
            const later = ask({ ...question, now: instant });
            assert.deepEqual(rulingOf(later), rulingOf(decision));
            assert.equal(later.validUntil, decision.validUntil);
            assert.deepEqual(later.lines, decision.lines);
          }
          if (decision.validUntil === null) return;
          const then = ask({ ...question, now: decision.validUntil });
          if (decision.lines) {
            assert.notDeepEqual(then.lines, decision.lines);
            return;
          }
          assert.notDeepEqual(rulingOf(then), rulingOf(decision));
          const { contact, ...turned } = rulingOf(then);
          assert.deepEqual(decision.next, { at: decision.validUntil, ...turned });
        },
      ),
      { numRuns: 1000 },
    );
  });

  it('gives the same text twice, compiled or not, bound or not, and leaves its input alone', () => {
    fc.assert(
      fc.property(anyQuestion, (question) => {
        const { policy, order, ...context } = freeze(structuredClone(question));
        const text = JSON.stringify(ask(question));
        const { decide: unbound } = compilePolicy(policy);
        assert.equal(JSON.stringify(unbound(order as Order, context)), text);
        assert.equal(JSON.stringify(unbound(order as Order, context)), text);
      }),
      { numRuns: 500 },
    );
  });

  it('answers each of many questions as if it were the first, whatever becomes of its answers', () => {
    fc.assert(
      fc.property(anyQuestion, (question) => {
        const { policy, order, now, cancellation, cancellations }: Question = question;
        const context = { now, ...(cancellations && { cancellations }) };
        const compiled = compilePolicy(policy);
        for (const actor of ['buyer', 'seller', 'buyer'] as const) {
          for (const about of [null, cancellation, null]) {
            const answer = compiled.decide(order as Order, { ...context, actor, cancellation: about });
            assert.equal(JSON.stringify(answer), JSON.stringify(ask({ ...question, actor, cancellation: about })));
            answer.alternatives.push('changed');
          }
        }
      }),
      { numRuns: 300 },
    );
  });

  it('decides on any JSON as order, in any policy that parses, in one closed shape', () => {
    const anyPolicy = fc.oneof(policyArbitrary, fc.constantFrom(...Object.values(presets)));
    const part = fc.jsonValue({ maxDepth: 3 });
    const anyOrder = fc.oneof(
      part,
      fc.record(
        {
          status: fc.constantFrom('OPEN', 'PLACED', 'PENDING', 'NPB', 'PREPARING'),
          placedAt: part,
          shippedAt: part,
          deliveredAt: part,
          total: part,
          payment: part,
          buyer: part,
          seller: part,
          notices: fc.oneof(
            part,
            fc.array(fc.record({ kind: fc.constantFrom('NPB', 'LATE'), filedAt: part, liftedAt: part })),
          ),
          facts: part,
        },
        { requiredKeys: [] },
      ),
    );
    const anyNow = fc.oneof(nowArbitrary, fc.double());
    fc.assert(
      fc.property(
        anyPolicy,
        anyOrder,
        actorArbitrary,
        anyNow,
        cancellationArbitrary,
        (policy, order, actor, now, cancellation) => {
          parsePolicy(policy);
          const decision = decide(policy, order as unknown as Order, { actor, now, cancellation });
          assertWellShaped(decision, policy);
          if (!Number.isFinite(now)) assert.equal(decision.outcome, 'ask-server');
        },
      ),
      { numRuns: 1500 },
    );
  });

  for (const status of [undefined, null, 5, true, [], {}, { toString: 1, valueOf: 1 }, ['PLACED']]) {
    it(`asks the server of a status that is ${JSON.stringify(status)}`, () => {
      const { outcome, reason } = decide(presets.poshmark as CancelPolicy, { status } as never, {
        actor: 'buyer',
        now: 0,
      });
      assert.deepEqual([outcome, reason], ['ask-server', 'unknown-status']);
    });
  }

  it('reads 32 alerts, and of more it knows nothing', () => {
    const outcomeOf = (count: number): string => {
      const notices = Array.from({ length: count }, () => ({ kind: 'NRS', filedAt: '2026-03-01T12:00:00Z' }));
      const order = { status: 'PENDING', placedAt: '2026-02-01T00:00:00Z', buyer: { status: 'active' }, notices };
      const context = { actor: 'seller' as const, now: Date.parse('2026-03-02T12:00:00Z') };
      return decide(presets['bricklink'] as CancelPolicy, order as never, context).outcome;
    };
    assert.deepEqual([outcomeOf(32), outcomeOf(33)], ['none', 'ask-server']);
  });

  it('does not count alerts that were lifted: who files and lifts many of them hides nothing from the other side', () => {
    const order = {
      status: 'PENDING',
      placedAt: '2026-02-01T00:00:00Z',
      buyer: { status: 'active' },
      seller: { status: 'active' },
      notices: Array.from({ length: 200 }, () => ({
        kind: 'NPB',
        filedAt: '2026-03-01T12:00:00Z',
        liftedAt: '2026-03-01T13:00:00Z',
      })),
    };
    const outcomeAt = (now: string) =>
      decide(presets['bricklink'] as CancelPolicy, order as never, { actor: 'buyer', now: Date.parse(now) }).outcome;
    assert.equal(outcomeAt('2026-03-02T12:00:00Z'), 'request');
    assert.equal(outcomeAt('2026-03-01T12:30:00Z'), 'ask-server', 'before, they stand');
  });

  for (const now of [Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]) {
    it(`asks the server at ${now}`, () => {
      const { outcome, reason, validUntil } = decide(presets.poshmark as CancelPolicy, { status: 'PLACED' } as never, {
        actor: 'buyer',
        now,
      });
      assert.deepEqual([outcome, reason, validUntil], ['ask-server', 'unknown-time', null]);
    });
  }

  for (const cancellation of ['requested', 5, true, [], {}, { state: 'lost' }, { state: { toString: 1 } }]) {
    it(`asks the server of a cancellation that is ${JSON.stringify(cancellation)}`, () => {
      const context = { actor: 'buyer' as const, now: 0, cancellation: cancellation as never };
      const { outcome, reason } = decide(presets.poshmark as CancelPolicy, { status: 'PLACED' } as never, context);
      assert.deepEqual([outcome, reason], ['ask-server', 'unknown-request']);
    });
  }
});
