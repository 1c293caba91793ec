import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Order } from '../../src/domain/records.ts';
import bricklink from '../../src/policy/presets/bricklink.ts';
import shopBuilder from '../../src/policy/presets/shop-builder.ts';
import { memoryJournal, memoryShop, type Steps, stepwiseShop } from '../../src/server/index.ts';
import { effectTypes } from '../../src/server/shops/stepwise/job.ts';
import { absentIn, nulled } from '../support/nulled.ts';
import { ago, anOrder, aServer, hours, usd } from './setup.ts';

/** An order that has some of everything, and lacks what has not come. */
const rich: Order = anOrder({
  status: 'PREPARING',
  paidAt: ago(hours(1)),
  payment: {
    method: 'card',
    paid: usd(4500),
    refunded: usd(0),
    parts: [{ method: 'card', paid: usd(4500), refunded: usd(0) }],
  },
  coupons: [{ code: 'SPRING' }],
  surcharges: [{ id: 's1', kind: 'wrap', amount: usd(0) }],
  fulfilments: [{ id: 'f1', status: 'pending', lines: [{ id: 'l1', quantity: 1 }] }],
});

const steps = Object.fromEntries(
  effectTypes.map((type) => [type, { run: async () => {}, repeatable: true }]),
) as unknown as Steps;

function stepwiseOver(order: Order) {
  const goods = memoryShop([order]);
  return stepwiseShop({ read: goods, steps, journal: memoryJournal(), quiet: 0 });
}

describe('null counts as absent', () => {
  const paths = absentIn(rich);

  it(`in each of ${paths.length} members that an order may lack: a cancellation goes through as without it`, async () => {
    assert.ok(paths.length > 50);
    const outcomeOf = async (order: Order) => {
      const { cancel } = aServer({ policies: [shopBuilder], orders: [order] });
      const body = { action: 'cancel', reason: 'sold-out', refund: { method: 'original' }, restock: true };
      const { status, view } = await cancel(body, { as: 'seller' });
      const { state, refund } = view.cancellation ?? {};
      return { status, state, due: refund?.due, order: { ...nulled(view.order, []), revision: null } };
    };
    const expected = await outcomeOf(rich);
    assert.deepEqual([expected.status, expected.state], [201, 'refunding']);
    for (const path of paths) assert.deepEqual(await outcomeOf(nulled(rich, [path])), expected, path.join('.'));
  });

  it('of an alert that was never lifted', async () => {
    const order = nulled(anOrder({ status: 'PACKED', notices: [{ kind: 'NPB', filedAt: ago(hours(1)) }] }));
    const server = aServer({ policies: [bricklink], orders: [order] });
    const { status } = await server.post('/orders/o1/notices', { kind: 'NPB', action: 'lift' }, { as: 'seller' });
    assert.equal(status, 200);
  });

  it('to a shop of plain calls', async () => {
    const order = nulled(rich);
    const { cancel } = aServer({ policies: [shopBuilder], orders: [order], shop: stepwiseOver(order) });
    const body = { action: 'cancel', reason: 'sold-out', refund: { method: 'original' }, restock: true };
    const { status, problem } = await cancel(body, { as: 'seller', match: '"r1.0"' });
    assert.equal(status, 201, JSON.stringify(problem));
  });
});
