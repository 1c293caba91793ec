import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { CancelPolicy, Lifecycle } from '../../src/domain/policy.ts';
import type { Order } from '../../src/domain/records.ts';
import shopBuilder from '../../src/policy/presets/shop-builder.ts';
import { memoryShop, type ShopConnector } from '../../src/server/index.ts';
import { ago, anOrder, aServer, hours, usd } from './setup.ts';

const atOnce: CancelPolicy = {
  ...shopBuilder,
  consequences: {
    ...shopBuilder.consequences,
    marketplaceFee: 'reset',
    recentCancellations: { atLeast: 3, withinDays: 30 },
  },
  lifecycle: { ...(shopBuilder.lifecycle as Lifecycle), completes: 'at-once' },
};

/** A server whose shop only ever says that money is under way, and what it was asked to send in all. */
function aSlowProvider(changes: Partial<Order> = {}) {
  const shop = memoryShop([anOrder({ status: 'PREPARING', ...changes })]);
  let sent = 0;
  const pending = <T extends Awaited<ReturnType<ShopConnector['committed']>>>(done: T): T =>
    done?.ok && done.refund === 'settled' ? { ...done, refund: 'pending' } : done;
  const connector: ShopConnector = {
    ...shop,
    async commit(orderId, revision, effects, meta) {
      for (const effect of effects) if (effect.type === 'refund') sent += effect.amount.amount;
      // Counted when it has arrived, which it never does here.
      const others = effects.filter(({ type }) => type !== 'refund');
      const done = await shop.commit(orderId, revision, others, meta);
      return done.ok && others.length < effects.length ? { ...done, refund: 'pending' } : done;
    },
    committed: async (orderId, id) => pending(await shop.committed(orderId, id)),
  };
  const server = aServer({ policies: [atOnce], shop: connector });
  const revision = () => `"${shop.orders()[0]?.revision}"`;
  return {
    ...server,
    shop,
    sent: () => sent,
    cancel: (body: object = {}) =>
      server.cancel({ action: 'cancel', reason: 'sold-out', ...body }, { as: 'seller', match: revision() }),
    async act(action: string, body: object = {}, as = 'seller') {
      const { cancellation } = await server.view();
      return server.post(`/cancellations/${cancellation?.id}/${action}`, body, { as, match: revision() });
    },
    request: () => server.cancel({ action: 'request' }, { match: revision() }),
  };
}

describe('a provider whose refunds are under way', () => {
  it('sends what was paid once, where an order is cancelled, undone and cancelled again', async () => {
    const server = aSlowProvider();
    assert.equal((await server.cancel()).view.cancellation?.refund?.status, 'pending');
    assert.equal((await server.act('undo')).problem.code, 'undo-unsafe');
    assert.equal((await server.act('undo', { acknowledged: ['recapture'] })).view.cancellation?.state, 'undone');
    const preview = await server.post('/orders/o1/preview', { action: 'cancel' }, { as: 'seller' });
    assert.equal(preview.json.consequences.refund, null, 'nothing is promised again');
    assert.equal((await server.cancel()).view.cancellation?.state, 'cancelled');
    assert.equal(server.sent(), 4500);
  });

  it('sends no more than what the shop has not given back before, part by part', async () => {
    const server = aSlowProvider({ payment: { method: 'card', paid: usd(4500), refunded: usd(1000) } });
    await server.cancel({ lines: [{ id: 'l1', quantity: 1 }] });
    await server.cancel({ lines: [{ id: 'l2', quantity: 3 }] });
    assert.equal(server.sent(), 3500);
  });

  it('is not asked where nobody can say how much is to be given back', async () => {
    const eur = { amount: 500, currency: 'EUR' };
    const server = aSlowProvider({ payment: { method: 'card', paid: usd(4500), refunded: eur } });
    const { status, problem } = await server.cancel();
    assert.deepEqual([status, problem.code], [422, 'payment-unreadable']);
    assert.equal((await server.view()).cancellation, null);
  });
});

describe('an undo', () => {
  it('takes back strikes, fee and removal requests, however often it is accepted and undone', async () => {
    const order = {
      placedAt: ago(hours(1)),
      fee: { amount: usd(250), billedMonth: '2026-03' },
      itemRemovalRequests: [
        { id: 'x1', status: 'pending' },
        { id: 'x2', status: 'accepted' },
      ],
    };
    const server = aSlowProvider(order);
    for (let times = 0; times < 3; times++) {
      await server.request();
      const { view } = await server.act('accept', { reason: 'buyer-asked' });
      assert.equal(view.cancellation?.state, 'cancelled');
      assert.deepEqual(
        [view.order.buyer.recentCancellations, view.order.fee?.amount, view.order.itemRemovalRequests?.[0]?.status],
        [1, usd(0), 'cancelled'],
      );
      const undone = await server.act('undo', { acknowledged: ['recapture'] });
      assert.equal(undone.status, 200, undone.text);
      const { buyer, fee, itemRemovalRequests } = undone.view.order;
      assert.deepEqual(
        [buyer.recentCancellations, fee, itemRemovalRequests],
        [0, order.fee, order.itemRemovalRequests],
      );
    }
  });

  it('takes back the credit on a later invoice', async () => {
    const server = aSlowProvider({
      placedAt: '2026-02-27T12:00:00Z',
      fee: { amount: usd(250), billedMonth: '2026-02' },
    });
    await server.cancel();
    assert.deepEqual(server.shop.credits(), { '2026-03': [{ orderId: 'o1', amount: usd(250) }] });
    await server.act('undo', { acknowledged: ['recapture'] });
    assert.deepEqual(server.shop.credits(), { '2026-03': [] });
  });
});
