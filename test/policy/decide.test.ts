import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { decide as decideByRules } from '../../src/domain/decision/decide.ts';
import type { Order } from '../../src/domain/records.ts';
import { boundsIssues, isWithin } from '../../src/policy/bounds.ts';
import { compilePolicy, decide, parseOrder } from '../../src/policy/index.ts';
import { cancellationSchema, orderSchema } from '../../src/policy/schemas/records.ts';
import { orderArbitrary } from '../domain/arbitraries.ts';
import { pathsOf } from '../support/paths.ts';
import { aCancellation, altered, anOrder, aPolicy } from './fixtures.ts';

const now = Date.parse('2026-03-01T13:00:00Z');
const policy = aPolicy({
  rules: [{ id: 'rule', when: { actor: 'buyer' }, then: { outcome: 'cancel', reason: 'may' } }],
  otherwise: { outcome: 'none', reason: 'no-rule', alternatives: ['contact-seller'] },
});
const { decide: compiled } = compilePolicy(policy);

function isRefused(order: unknown): boolean {
  try {
    parseOrder(order);
    return false;
  } catch {
    return true;
  }
}

/** A record with a few of its parts replaced: by what may stand there, by what may not, and by nothing. */
function mutilated(record: object): fc.Arbitrary<unknown> {
  const places = pathsOf(record);
  const values = places.map((path) => path.reduce((value: unknown, step) => (value as never)[step], record));
  const part = fc.oneof(
    fc.constantFrom<unknown>(...values),
    fc.constantFrom<unknown>(
      undefined,
      null,
      '',
      'x',
      0,
      1,
      -1,
      0.5,
      1e300,
      true,
      [],
      {},
      '2026-02-30T00:00:00Z',
      'USD',
    ),
    fc.jsonValue({ maxDepth: 3 }),
    fc.constantFrom<unknown>(Number.NaN, 1n, JSON.parse('{"__proto__":1}'), new Date(0), 'x'.repeat(257)),
  );
  return fc
    .array(fc.tuple(fc.constantFrom(...places), part), { minLength: 1, maxLength: 3 })
    .map((changes) =>
      changes.reduce<unknown>(
        (value, [path, part]) => (fits(value, path) ? altered(value, path, part) : value),
        record,
      ),
    );
}

/** Whether a place is there still, once others were replaced. */
function fits(value: unknown, [step, ...rest]: (string | number)[]): boolean {
  if (step === undefined) return true;
  return typeof value === 'object' && value !== null && step in value && fits((value as never)[step], rest);
}

describe('what is decided of an order that cannot be read', () => {
  it('is nothing, exactly where its parser refuses it', () => {
    const seen = { read: 0, refused: 0 };
    const order = fc.oneof({ arbitrary: mutilated(anOrder()), weight: 5 }, orderArbitrary, fc.anything());
    fc.assert(
      fc.property(order, fc.constantFrom('buyer', 'seller'), (order, actor) => {
        const decision = compiled(order as Order, { actor, now });
        const refused = isRefused(order);
        seen[refused ? 'refused' : 'read']++;
        assert.equal(decision.reason === 'order-unreadable' && decision.outcome === 'ask-server', refused);
        assert.deepEqual(decision, decide(policy, order as Order, { actor, now }));
        if (!refused) assert.deepEqual(decision, decideByRules(policy, order as Order, { actor, now }));
      }),
      { numRuns: 2000 },
    );
    assert.ok(Math.min(seen.read, seen.refused) > 20, JSON.stringify(seen));
  });

  it('points to what the policy says otherwise, before any rule and whatever the time', () => {
    for (const at of [now, Number.NaN]) {
      assert.deepEqual(compiled({ ...anOrder(), total: null } as never, { actor: 'buyer', now: at }), {
        outcome: 'ask-server',
        reason: 'order-unreadable',
        ruleId: null,
        contact: 'none',
        validUntil: null,
        next: null,
        alternatives: ['contact-seller'],
        withdrawal: null,
        lines: null,
        trace: [],
      });
    }
  });

  it('is looked for anew at each revision, and in each copy', () => {
    const order = anOrder();
    assert.equal(compiled(order, { actor: 'buyer', now }).reason === 'order-unreadable', false);
    order.buyer.status = 'asleep' as never;
    assert.equal(compiled({ ...order }, { actor: 'buyer', now }).reason, 'order-unreadable');
    order.revision = 'r2';
    assert.equal(compiled(order, { actor: 'buyer', now }).reason, 'order-unreadable');
  });
});

describe('the short way to see that a record is in order', () => {
  const bounds = { depth: 32, nodes: 400, members: 60, text: 4000, wellFormed: false };
  for (const [name, schema, record] of [
    ['order', orderSchema, anOrder()],
    ['cancellation', cancellationSchema, aCancellation()],
  ] as const) {
    it(`agrees with the long one of ${name}s`, () => {
      const seen = { fine: 0, wrong: 0 };
      fc.assert(
        fc.property(mutilated(record), (input) => {
          let found = boundsIssues(input, bounds);
          if (found.length === 0) {
            found = [];
            schema.read(input, found);
          }
          seen[found.length > 0 ? 'wrong' : 'fine']++;
          assert.equal(schema.holds(input, { ...bounds }), found.length === 0);
        }),
        { numRuns: 2000 },
      );
      assert.ok(Math.min(seen.fine, seen.wrong) > 20, JSON.stringify(seen));
    });
  }

  it('ends where the long one does: at the last level, value, member and character', () => {
    const least = { depth: 3, nodes: 12, members: 4, text: 40 };
    const inputs: [unknown, boolean][] = [
      [{ extra: [1, 2, 3, 4] }, true],
      [{ extra: [1, 2, 3, 4, 5] }, false],
      [{ extra: { a: 1, b: 2, c: 3, d: 4 } }, true],
      [{ extra: { a: 1, b: 2, c: 3, d: 4, e: 5 } }, false],
      [{ extra: [[1]] }, true],
      [{ extra: [[[1]]] }, false],
      [{ extra: ['x'.repeat(35)] }, true],
      [{ extra: ['x'.repeat(36)] }, false],
      [{ extra: [[1, 2, 3], [1, 2, 3, 4], [1]] }, true],
      [
        {
          extra: [
            [1, 2, 3],
            [1, 2, 3, 4],
            [1, 2],
          ],
        },
        false,
      ],
    ];
    for (const [input, expected] of inputs) {
      assert.equal(boundsIssues(input, { ...least, wellFormed: false }).length === 0, expected);
      assert.equal(isWithin(input, { ...least }), expected);
    }
  });
});
