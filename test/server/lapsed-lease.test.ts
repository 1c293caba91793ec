import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { isOpen } from '../../src/domain/decision/conditions.ts';
import type { CancelPolicy } from '../../src/domain/policy.ts';
import { verifyChain } from '../../src/evidence/index.ts';
import shopBuilder from '../../src/policy/presets/shop-builder.ts';
import { type CancellationStore, memoryShop, memoryStore } from '../../src/server/index.ts';
import { anOrder, aServer, hours, slowed } from './setup.ts';

const policy: CancelPolicy = {
  ...shopBuilder,
  lifecycle: { ...shopBuilder.lifecycle!, respondWithin: 'PT5H', onSilence: 'accept', holdsFulfilment: false },
};

const step = fc.constantFrom('request', 'cancel', 'accept', 'decline', 'message', 'due', 'ship', 'read');

/** A store whose leases have all run out, and whose every answer comes when the scheduler says. */
function lapsed(store: CancellationStore, scheduler: fc.Scheduler): CancellationStore {
  const slow = (name: 'records' | 'begin' | 'finish' | 'append' | 'keep' | 'abandon' | 'recordsVersion') => ({
    [name]: scheduler.scheduleFunction(store[name] as (...details: never[]) => Promise<unknown>),
  });
  return {
    ...store,
    exclusively: (_, work) => work(null),
    ...slow('records'),
    ...slow('recordsVersion'),
    ...slow('begin'),
    ...slow('finish'),
    ...slow('append'),
    ...slow('keep'),
    ...slow('abandon'),
  };
}

describe('where nobody waits for anybody, since every lease has run out', () => {
  it('I8 the log says what the shop did, each thing once, and nothing that never happened', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.array(step, { minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 4 }),
        fc.scheduler(),
        async (rounds, scheduler) => {
          const shop = memoryShop([anOrder({ status: 'PREPARING' })]);
          const store = memoryStore();
          const server = aServer({
            policies: [policy],
            shop: slowed(shop, scheduler),
            store: lapsed(store, scheduler),
          });
          let ships = 0;
          for (const round of rounds) {
            const match = `"${shop.orders()[0]?.revision}"`;
            const open = (await store.records('o1')).cancellations.findLast(isOpen);
            const act = (action: string, body: object) =>
              server.post(`/cancellations/${open?.id}/${action}`, body, { as: 'seller', match });
            const work = round.map(async (one): Promise<unknown> => {
              if (one === 'request') return server.cancel({ action: 'request', reason: 'other' }, { match });
              if (one === 'cancel')
                return server.cancel({ action: 'cancel', reason: 'sold-out' }, { as: 'seller', match });
              if (one === 'accept') return act(one, { reason: 'buyer-asked', restock: true });
              if (one === 'decline') return act(one, { reason: 'already-packed' });
              if (one === 'message') return server.post('/orders/o1/messages', { to: 'seller', text: 'hello' });
              if (one === 'read') return server.view();
              if (one === 'due') server.clock.now += hours(3);
              else {
                try {
                  shop.ship('o1', server.clock.now, 'IN_TRANSIT');
                  ships++;
                } catch {
                  // Held or cancelled.
                }
                return server.server.orderChanged('o1');
              }
              return server.server.runDue();
            });
            await scheduler.waitFor(Promise.all(work));
          }
          await scheduler.waitFor(server.server.runDue());
          await scheduler.waitFor(server.view());

          const ledger = shop.ledger();
          const { cancellations, plan } = await store.records('o1');
          const { entries } = await store.log('o1', 0, 10_000);
          assert.equal(plan, null);
          assert.deepEqual(verifyChain('o1', entries).faults, []);
          assert.equal(new Set(entries.map(({ id }) => id)).size, entries.length, 'nothing is noted twice');
          const own = entries.filter(({ id, type }) => type === 'cancellation' && !id.endsWith('-replaced'));
          assert.deepEqual(own.map(({ id }) => id).sort(), ledger.map(({ meta }) => meta.id).sort());
          const foreign = entries.filter(({ type }) => ['status', 'refund', 'order'].includes(type)).slice(1);
          assert.ok(foreign.length <= ships, `${JSON.stringify(foreign)} after ${ships} shipments`);
          assert.ok(foreign.every(({ orderStatus }) => orderStatus === 'IN_TRANSIT'));
          const refunds = ledger.flatMap(({ effects }) => effects.filter((effect) => effect.type === 'refund'));
          const refunded = refunds.reduce((sum, { amount }) => sum + amount.amount, 0);
          assert.equal(shop.orders()[0]?.payment.refunded.amount, refunded);
          const recorded = cancellations.reduce((sum, { refund }) => sum + (refund?.refunded.amount ?? 0), 0);
          assert.equal(recorded, refunded, 'the records and the shop agree to the cent');
          assert.ok(cancellations.filter(isOpen).length <= 1, 'one open request');
        },
      ),
      { numRuns: 300 },
    );
  });
});
