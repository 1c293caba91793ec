import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { isOpen } from '../../src/domain/decision/conditions.ts';
import { actionsOn } from '../../src/domain/lifecycle/lifecycle.ts';
import type { CancelPolicy } from '../../src/domain/policy.ts';
import { verifyChain } from '../../src/evidence/index.ts';
import shopBuilder from '../../src/policy/presets/shop-builder.ts';
import { createCancellationServer, memoryShop, memoryStore } from '../../src/server/index.ts';
import { anOrder, aServer, hours, people, slowed } from './setup.ts';

/** A policy in which everything can happen: silence accepts, refunds come in parts, undoing is possible. */
const policy: CancelPolicy = {
  ...shopBuilder,
  lifecycle: {
    ...shopBuilder.lifecycle!,
    respondWithin: 'PT5H',
    remindAfter: 'PT2H',
    onSilence: 'accept',
    holdsFulfilment: true,
    escalation: ['declined', 'silence'],
    disputes: ['declined', 'escalated'],
    undo: { from: ['refunding', 'cancelled'], by: ['seller'], guards: ['coupons', 'stock'] },
  },
};

const step = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      type: fc.constant('act' as const),
      /** Which of what is possible; `null`: whatever `action` and `as` say, possible or not. */
      pick: fc.option(fc.nat(20), { freq: 5 }),
      action: fc.constantFrom('withdraw', 'accept', 'decline', 'refund', 'undo', 'escalate', 'resolve', 'dispute'),
      as: fc.constantFrom('buyer', 'seller', 'support', 'stranger'),
      amount: fc.option(fc.integer({ min: 1, max: 5000 }), { nil: undefined }),
      times: fc.integer({ min: 1, max: 3 }),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      type: fc.constant('open' as const),
      action: fc.constantFrom('cancel', 'request'),
      as: fc.constantFrom('buyer', 'seller'),
      quantity: fc.option(fc.integer({ min: 1, max: 3 }), { nil: undefined }),
      times: fc.integer({ min: 1, max: 2 }),
    }),
  },
  { weight: 2, arbitrary: fc.record({ type: fc.constant('due' as const), hours: fc.integer({ min: 0, max: 6 }) }) },
  { weight: 1, arbitrary: fc.record({ type: fc.constant('ship' as const) }) },
);

const bodyOf = (action: string, amount: number | undefined): object => {
  if (action === 'refund') return amount === undefined ? {} : { refund: { amount } };
  if (action === 'accept') return { reason: 'buyer-asked', restock: true };
  if (action === 'resolve') return { outcome: amount === undefined ? 'decline' : 'cancel' };
  return action === 'decline' ? { reason: 'already-packed' } : {};
};

describe('whatever people, the clock and the shop do at the same time', () => {
  it('every refund, unit and log entry is accounted for, and nothing is both shipped and cancelled', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.array(step, { minLength: 1, maxLength: 3 }), { minLength: 4, maxLength: 12 }),
        fc.scheduler(),
        async (rounds, scheduler) => {
          const shop = memoryShop([anOrder({ status: 'PREPARING' })]);
          const slow = slowed(shop, scheduler);
          const store = memoryStore();
          const server = aServer({ policies: [policy], shop: slow, store });
          const beside = createCancellationServer({
            policies: [policy],
            store,
            shop: slow,
            authenticate: async () => people.buyer ?? null,
            now: () => server.clock.now,
          });
          const answers = new Map<string, Set<string>>();
          let keys = 0;

          for (const round of rounds) {
            const order = shop.orders()[0]!;
            const { cancellations } = await store.records('o1');
            const current = cancellations.findLast(isOpen) ?? cancellations.at(-1);
            const match = `"${order.revision}"`;
            const possible = Object.entries({ buyer: 'buyer', seller: 'seller', support: 'platform' } as const).flatMap(
              ([as, actor]) =>
                current
                  ? actionsOn(policy, order, current, { actor, now: server.clock.now }).map((action) => ({
                      as,
                      action,
                    }))
                  : [],
            );
            const work = round.flatMap((one): Promise<unknown>[] => {
              if (one.type === 'due') {
                server.clock.now += hours(one.hours);
                return [server.server.runDue(), beside.runDue()];
              }
              if (one.type === 'ship') {
                try {
                  shop.ship('o1', server.clock.now, 'IN_TRANSIT');
                } catch {
                  // Held or cancelled.
                }
                return [beside.orderChanged('o1')];
              }
              const key = `k${++keys}`;
              const { as, action } =
                (one.type === 'act' && one.pick !== null && possible[one.pick % possible.length]) || one;
              const path = one.type === 'open' ? '/orders/o1/cancellation' : `/cancellations/${current?.id}/${action}`;
              const reason = as === 'seller' ? 'sold-out' : 'other';
              const body =
                one.type === 'act'
                  ? bodyOf(action, one.amount)
                  : {
                      action,
                      reason,
                      ...(one.quantity && { lines: [{ id: 'l2', quantity: one.quantity }] }),
                    };
              return Array.from({ length: one.times }, async () => {
                const { status, text } = await server.post(path, body, { as, key, match });
                assert.ok(status < 500, text);
                if (status < 300) answers.set(key, (answers.get(key) ?? new Set()).add(text));
              });
            });
            await scheduler.waitFor(Promise.all(work));
          }

          const order = shop.orders()[0]!;
          const ledger = shop.ledger();
          const { cancellations, plan } = await store.records('o1');
          const { entries } = await store.log('o1', 0, 10_000);
          assert.equal(plan, null);
          for (const texts of answers.values()) assert.equal(texts.size, 1, 'one answer a key');
          // I1: what went back is what the ledger says, and no more than was captured.
          const refunds = ledger.flatMap(({ effects }) => effects.filter((effect) => effect.type === 'refund'));
          const refunded = refunds.reduce((sum, { amount }) => sum + amount.amount, 0);
          assert.equal(order.payment.refunded.amount, refunded);
          assert.ok(refunded <= order.payment.paid.amount, `${refunded} refunded`);
          const recorded = cancellations.reduce((sum, { refund }) => sum + (refund?.refunded.amount ?? 0), 0);
          assert.equal(recorded, refunded, 'the records and the shop agree to the cent');
          // I2, I3.
          const over =
            ['cancelled', 'refunding'].includes(cancellations.at(-1)?.state ?? '') && !cancellations.at(-1)?.lines;
          assert.ok(!(order.shippedAt && over), 'shipped and cancelled');
          const asked = cancellations.filter((one) => isOpen(one) && one.state !== 'refunding');
          for (const { id, quantity, cancelledQuantity = 0 } of order.lines) {
            const claims = asked.map(({ lines }) =>
              lines ? (lines.find((line) => line.id === id)?.quantity ?? 0) : quantity - cancelledQuantity,
            );
            const claimed = claims.reduce((sum, count) => sum + count, cancelledQuantity);
            assert.ok(claimed <= quantity, 'one open request a unit');
          }
          // I5: what is back in stock is what was cancelled and not undone.
          const back = Object.values(shop.snapshot().restocked?.o1 ?? {});
          assert.ok(back.every((count) => count >= 0) && (back[0] ?? 0) <= 3, back.join());
          // I8: one entry a transition.
          const own = entries.filter(({ id, type }) => type === 'cancellation' && !id.endsWith('-replaced'));
          assert.deepEqual(
            own.map(({ id }) => id),
            ledger.map(({ meta }) => meta.id),
          );
          assert.deepEqual(verifyChain('o1', entries).faults, []);
          assert.equal(new Set(entries.map(({ id }) => id)).size, entries.length, 'nothing is noted twice');
          // The shop itself only ships here: no status but that, and no refund, is its own doing.
          const shipments = entries.filter(({ type }) => type === 'shipment').length;
          const foreign = entries.filter(({ type }) => type === 'status' || type === 'refund');
          assert.ok(foreign.length <= shipments, `${foreign.length} of ${shipments} shipments`);
          assert.ok(foreign.every(({ orderStatus }) => orderStatus === 'IN_TRANSIT'));
        },
      ),
      { numRuns: 60 },
    );
  });
});

describe('two who ask for some of the same units at the same time', () => {
  it('I3 get each unit once: who comes second is shown what the first one did', async () => {
    const part = fc.record({ l1: fc.nat(1), l2: fc.nat(3) }).filter(({ l1, l2 }) => l1 + l2 > 0);
    const opening = fc.record({ action: fc.constantFrom('cancel', 'request'), part });
    await fc.assert(
      fc.asyncProperty(opening, opening, fc.scheduler(), async (one, other, scheduler) => {
        const shop = memoryShop([anOrder({ status: 'PREPARING' })]);
        const store = memoryStore();
        const server = aServer({ policies: [policy], shop: slowed(shop, scheduler), store });
        const ask = async ({ action, part }: typeof one, match: string) => {
          const lines = Object.entries(part).flatMap(([id, quantity]) => (quantity > 0 ? [{ id, quantity }] : []));
          const as = action === 'cancel' ? 'seller' : 'buyer';
          const body = { action, lines, reason: action === 'cancel' ? 'sold-out' : 'other' };
          return (await server.post('/orders/o1/cancellation', body, { as, match })).status;
        };
        const sent = Promise.all([ask(one, '"r1"'), ask(other, '"r1"')]);
        await scheduler.waitFor(sent);
        const statuses = await sent;
        // Both saw the order as it was: who comes second has not seen what the first one did.
        assert.deepEqual(statuses.toSorted(), [201, 412]);
        const again = ask(statuses[0] === 412 ? one : other, `"${shop.orders()[0]?.revision}"`);
        await scheduler.waitFor(again);
        const overlaps = one.part.l1 + other.part.l1 > 1 || one.part.l2 + other.part.l2 > 3;
        assert.equal((await again) === 201, !overlaps, 'what the first one has, nobody gets a second time');
        const { cancellations } = await store.records('o1');
        const [order] = shop.orders();
        for (const { id, quantity, cancelledQuantity = 0 } of order?.lines ?? []) {
          const asked = cancellations.filter((each) => isOpen(each) && each.state === 'requested');
          const claims = asked.map(
            ({ lines }) =>
              lines?.find((line) => line.id === id)?.quantity ?? (lines ? 0 : quantity - cancelledQuantity),
          );
          assert.ok(claims.reduce((sum, count) => sum + count, cancelledQuantity) <= quantity, 'I3');
        }
        assert.equal(cancellations.length, overlaps ? 1 : 2);
      }),
      { numRuns: 60 },
    );
  });
});
