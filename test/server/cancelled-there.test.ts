import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { CancelPolicy } from '../../src/domain/policy.ts';
import shopBuilder from '../../src/policy/presets/shop-builder.ts';
import { anOrder, aServer, usd } from './setup.ts';

const lifecycle = shopBuilder.lifecycle as NonNullable<CancelPolicy['lifecycle']>;
const policy: CancelPolicy = { ...shopBuilder, lifecycle: { ...lifecycle, completes: 'at-once', scope: 'lines' } };
const card = (refunded: number) => ({ method: 'card', paid: usd(4500), refunded: usd(refunded) });

/** A request of the buyer's for the whole order, or for a part of it. */
async function requested(lines?: { id: string; quantity: number }[], own: CancelPolicy = policy) {
  const world = aServer({ policies: [own], orders: [anOrder({ status: 'PREPARING' })] });
  const { status } = await world.cancel({ action: 'request', ...(lines && { lines }) });
  assert.equal(status, 201);
  return world;
}

/** The seller pays back what is owed. */
async function refund({ post, shop, view }: Awaited<ReturnType<typeof requested>>) {
  const { order, cancellation } = await view('seller');
  const match = `"${order.revision}"`;
  const { status, text } = await post(`/cancellations/${cancellation?.id}/refund`, {}, { as: 'seller', match });
  assert.equal(status, 200, text);
  return shop.orders()[0]?.payment.refunded.amount;
}

describe('a request whose order the shop cancels by itself', () => {
  it('ends as cancelled, says so, and asks nothing of the shop; what is owed stays owed until it is back (I1)', async () => {
    const world = await requested();
    const { shop, server, view, log, events } = world;
    const before = shop.ledger().length;
    shop.change('o1', { status: 'CANCELLED' });
    await server.orderChanged('o1');

    const { cancellation } = await view('seller');
    assert.equal(cancellation?.state, 'cancelled');
    assert.deepEqual(
      [cancellation.refund?.due.amount, cancellation.refund?.refunded.amount, cancellation.refund?.status],
      [4500, 0, 'pending'],
    );
    const done = shop.ledger().slice(before);
    assert.deepEqual(
      done.flatMap(({ effects }) => effects),
      [],
    );
    const [entry] = (await log('buyer', ['cancellation'])).slice(-1);
    assert.equal(entry?.action, 'follow');
    assert.ok(events.some((event) => event.type === 'notify' && event.event === 'cancelled' && event.to === 'buyer'));

    assert.ok((await view('seller')).actions?.includes('refund'));
    assert.equal(await refund(world), 4500);
    const { cancellation: paid, actions } = await view('seller');
    assert.equal(paid?.refund?.status, 'settled');
    assert.equal(actions?.includes('refund'), false, 'nothing is owed any more');
  });

  it('owes nothing where the shop has given the money back with it, then or later', async () => {
    const atOnce = await requested();
    atOnce.shop.change('o1', { status: 'CANCELLED', payment: card(4500) });
    const { cancellation } = await atOnce.view('seller');
    assert.equal(cancellation?.state, 'cancelled');
    assert.equal(cancellation.refund?.due.amount ?? 0, cancellation.refund?.refunded.amount ?? 0);

    const later = await requested();
    later.shop.change('o1', { status: 'CANCELLED' });
    await later.view('seller');
    later.shop.change('o1', { payment: card(4500) });
    await later.server.orderChanged('o1');
    const { cancellation: then, actions } = await later.view('seller');
    assert.equal(then?.refund?.refunded.amount, 4500);
    assert.equal(actions?.includes('refund'), false);
    assert.equal(later.shop.orders()[0]?.payment.refunded.amount, 4500);
  });

  it('is paid back in full before it is complete, where the policy says so', async () => {
    const world = await requested(undefined, { ...policy, lifecycle });
    const { shop, view } = world;
    shop.change('o1', { status: 'CANCELLED' });
    const { cancellation } = await view('seller');
    assert.equal(cancellation?.state, 'refunding');
    assert.equal(await refund(world), 4500);
    assert.equal((await view()).cancellation?.state, 'cancelled');
  });

  it('of a part ends when the shop takes that part off, with what it was worth', async () => {
    const { shop, view } = await requested([{ id: 'l1', quantity: 1 }]);
    const [jacket, scarves] = anOrder().lines;
    shop.change('o1', { lines: [{ ...jacket!, cancelledQuantity: 1 }, scarves!] });
    const { cancellation } = await view('seller');
    assert.deepEqual([cancellation?.state, cancellation?.refund?.due.amount], ['cancelled', 3000]);
  });

  it('of the whole order owes all of it where the shop takes each line off, with its status or without', async () => {
    for (const status of ['CANCELLED', 'CANCELLATION_IN_PROGRESS']) {
      const { shop, view } = await requested();
      const lines = anOrder().lines.map((line) => ({ ...line, cancelledQuantity: line.quantity }));
      shop.change('o1', { status, lines });
      const { cancellation } = await view('seller');
      assert.deepEqual([cancellation?.state, cancellation?.refund?.due.amount], ['cancelled', 4500]);
    }
  });

  it('of a part is not ended by what the shop holds for good, and of two units ends with the one that was asked for', async () => {
    const held = await requested([{ id: 'l1', quantity: 1 }]);
    const [jacket, scarves] = anOrder().lines;
    held.shop.change('o1', { lines: [{ ...jacket!, committedQuantity: 1 }, scarves!] });
    assert.notEqual((await held.view('seller')).cancellation?.state, 'cancelled');

    const one = await requested([{ id: 'l2', quantity: 1 }]);
    one.shop.change('o1', { lines: [jacket!, { ...scarves!, cancelledQuantity: 1, shippedQuantity: 2 }] });
    const { cancellation } = await one.view('seller');
    assert.deepEqual([cancellation?.state, cancellation?.refund?.due.amount], ['cancelled', 500]);
  });

  it('of a part goes on when the shop takes another part off, or ships what was asked for', async () => {
    const { shop, view } = await requested([{ id: 'l1', quantity: 1 }]);
    const [jacket, scarves] = anOrder().lines;
    shop.change('o1', { lines: [jacket!, { ...scarves!, cancelledQuantity: 2 }] });
    assert.equal((await view('seller')).cancellation?.state, 'requested');
    shop.change('o1', { lines: [{ ...jacket!, shippedQuantity: 1 }, scarves!] });
    assert.equal((await view('seller')).cancellation?.state, 'superseded');
  });
});
