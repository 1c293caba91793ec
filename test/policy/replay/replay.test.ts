import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { randomCases } from '../../../bench/decide/cases.ts';
import type { CancelPolicy } from '../../../src/domain/policy.ts';
import {
  applyAction,
  type CancelError,
  compilePolicy,
  decide,
  type PastOrder,
  policyHash,
  type ReplayTotals,
  replayPolicy,
} from '../../../src/policy/index.ts';
import bricklink from '../../../src/policy/presets/bricklink.ts';
import poshmark from '../../../src/policy/presets/poshmark.ts';
import shopBuilder from '../../../src/policy/presets/shop-builder.ts';
import { anOrder, aPolicy, policyWhen } from '../fixtures.ts';

const now = Date.parse('2026-03-01T13:00:00Z');
const always = policyWhen({ actor: ['buyer', 'seller', 'platform'] });
const open: PastOrder = { order: anOrder({ coupons: [], fulfilments: [] }), context: { actor: 'buyer', now } };
const withTerms = (policy: CancelPolicy): CancelPolicy => ({
  ...policy,
  refund: { method: 'original', fee: { basisPoints: 1000 }, keeps: ['shipping'] },
  consequences: { ...policy.consequences, stock: 'return' },
});
const byLines = (policy: CancelPolicy): CancelPolicy =>
  ({
    ...policy,
    lifecycle: { completes: 'at-once', notifies: [], ...policy.lifecycle, scope: 'lines' },
  }) as CancelPolicy;
const some = [poshmark, bricklink, shopBuilder];
const policies = [...some, ...some.map(withTerms), ...some.map(byLines)];

/** What the action itself brings, which the server takes too. */
function cancelled(policy: CancelPolicy, { order, context }: PastOrder) {
  const { id, version } = policy;
  const { actor } = context;
  const choice = policy.reasons[actor as 'buyer']?.choices[0]?.code;
  const input = {
    action: 'cancel',
    ...(choice && { reason: choice }),
    comment: 'no longer needed',
    contacted: { statedAt: new Date(context.now).toISOString() },
  } as const;
  const reference = { id, version, hash: policyHash(policy) };
  const applied = applyAction(policy, order, context.cancellation ?? null, input, {
    ...{ actor, now: context.now, id: 'c', policy: reference },
    cancellations: context.cancellation ? [context.cancellation] : [],
  });
  assert.ok(applied.ok, JSON.stringify(applied));
  return applied.cancellation;
}

/** Some of an order’s units have left, or are cancelled. */
function parted({ order, context }: PastOrder, shipped: number): PastOrder {
  const lines = order.lines.map((line) => ({ ...line, quantity: 10, shippedQuantity: shipped, cancelledQuantity: 1 }));
  return { order: { ...order, lines }, context };
}

describe('a replay', () => {
  it('counts what decide says of each order, and reckons what the action brings', async () => {
    let reckoned = 0;
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...policies),
        fc.nat(),
        fc.integer({ min: 0, max: 9 }),
        async (policy, seed, shipped) => {
          const past = randomCases(policy, 30, seed).map((one, at) =>
            at % 3 ? one : parted(one, shipped),
          ) as PastOrder[];
          const { after, orders, before, changes } = await replayPolicy(policy, past);
          assert.deepEqual([orders, before, changes], [past.length, null, []]);
          const decided = past.map(({ order, context }) => decide(policy, order, context).outcome);
          for (const [outcome, count] of Object.entries(after.outcomes))
            assert.equal(count, decided.filter((one) => one === outcome).length, outcome);
          const opened = past.filter((_, at) => decided[at] === 'cancel').map((one) => cancelled(policy, one));
          const due = opened.reduce((sum, { refund }) => sum + (refund?.due.amount ?? 0), 0);
          const units = opened
            .flatMap(({ restocked = [] }) => restocked)
            .reduce((sum, { quantity }) => sum + quantity, 0);
          assert.deepEqual([after.refund['EUR'] ?? 0, after.restock], [due, units]);
          assert.equal(
            Object.values(after.toAnswer).reduce((sum, count) => sum + count, 0),
            after.outcomes.request,
          );
          reckoned += opened.length;
        },
      ),
      { numRuns: 100 },
    );
    assert.ok(reckoned > 200, `${reckoned} were reckoned`);
  });

  it('names every order of which two policies say different things, and comes to the same difference either way', async () => {
    const difference = (before: ReplayTotals, after: ReplayTotals) => [
      (after.refund['EUR'] ?? 0) - (before.refund['EUR'] ?? 0),
      (after.refundIfAccepted['EUR'] ?? 0) - (before.refundIfAccepted['EUR'] ?? 0),
      after.restock - before.restock,
      (after.toAnswer['seller'] ?? 0) - (before.toAnswer['seller'] ?? 0),
    ];
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...some), fc.nat(), fc.nat({ max: 20 }), async (old, seed, dropped) => {
        const kept = old.rules.filter((_, at) => at !== dropped % old.rules.length);
        const policy = seed % 2 ? withTerms({ ...old, rules: kept }) : { ...old, rules: kept };
        const past = randomCases(old, 60, seed) as PastOrder[];
        const briefly = await replayPolicy(policy, past, { against: old, examples: 100 });
        const fully = await replayPolicy(policy, past, { against: old, reckon: 'all' });
        assert.ok(briefly.before && fully.before);
        assert.deepEqual(difference(briefly.before, briefly.after), difference(fully.before, fully.after));
        assert.deepEqual(briefly.before.outcomes, fully.before.outcomes);
        const named = new Set(briefly.changes.flatMap(({ examples }) => examples.map(({ order }) => order.id)));
        const [one, other] = [compilePolicy(old), compilePolicy(policy)];
        for (const { order, context } of past) {
          const [from, to] = [one.decide(order, context), other.decide(order, context)];
          const isSame = from.outcome === to.outcome && from.reason === to.reason && from.contact === to.contact;
          assert.equal(named.has(order.id), !isSame);
        }
        assert.equal(briefly.changed, named.size);
        for (const { from, to, count, examples } of briefly.changes) {
          assert.equal(count, examples.length);
          for (const { order, context } of examples) {
            assert.equal(one.decide(order, context).ruleId, from.ruleId);
            assert.equal(other.decide(order, context).ruleId, to.ruleId);
          }
        }
      }),
      { numRuns: 60 },
    );
  });

  it('counts what cannot be read and goes on, and reckons nothing where nobody asks', async () => {
    const broken = { at: 2, problem: 'no JSON' };
    const { orders, unreadable, after } = await replayPolicy(always, [open, broken, open], { reckon: 'none' });
    assert.deepEqual([orders, unreadable], [2, { count: 1, first: [broken] }]);
    assert.deepEqual([after.outcomes.cancel, after.refund, after.restock], [2, {}, 0]);
  });

  it('tells how far it is, gives way to others, and stops when it is told to', async () => {
    const stop = new AbortController();
    const told: number[] = [];
    let turns = 0;
    const other = setInterval(() => turns++, 0);
    const endless = (function* () {
      for (;;) yield open;
    })();
    const replayed = replayPolicy(always, endless, {
      signal: stop.signal,
      onProgress(orders) {
        told.push(orders);
        if (turns >= 3) stop.abort(new Error('enough'));
      },
    });
    await assert.rejects(replayed, /enough/);
    clearInterval(other);
    assert.deepEqual([told[0], told.every((count, at) => at === 0 || count >= (told[at - 1] as number))], [0, true]);
  });

  it('refuses a policy that is none before it reads an order', async () => {
    const unread = {
      // biome-ignore lint/correctness/useYield: it is not to be asked
      *[Symbol.iterator](): Generator<PastOrder> {
        throw new Error('was read');
      },
    };
    for (const options of [{}, { against: {} as CancelPolicy }]) {
      const policy = options.against ? aPolicy() : ({ id: 'x' } as CancelPolicy);
      await assert.rejects(
        replayPolicy(policy, unread, options),
        (error: CancelError) => error.code === 'invalid-policy',
      );
    }
  });
});
