import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Order } from '../../src/domain/records.ts';
import b2b from '../../src/policy/presets/b2b-supplier.ts';
import bricklink from '../../src/policy/presets/bricklink.ts';
import poshmark from '../../src/policy/presets/poshmark.ts';
import shopBuilder, { create } from '../../src/policy/presets/shop-builder.ts';
import { ago, anOrder, aServer, days, hours, sumsOf, usd } from './setup.ts';

describe('the marketplace with credits', () => {
  const at = (changes: Partial<Order> = {}) => aServer({ policies: [poshmark], orders: [anOrder(changes)] });

  it('PM-1 PM-12 gives the buyer back what was captured, as credits', async () => {
    const server = at();
    const { view } = await server.cancel({ action: 'cancel' });
    assert.deepEqual(sumsOf(view.cancellation?.refund), {
      due: usd(4500),
      refunded: usd(4500),
      method: 'credits',
      status: 'settled',
    });
    assert.deepEqual(view.order.payment.refunded, usd(4500));
    const { effects = [], meta } = server.shop.ledger()[0] ?? {};
    const keyed = (at: number) => ({ key: `${meta?.id}:${at}` });
    assert.deepEqual(effects, [
      { type: 'status', status: 'CANCELLED', ...keyed(0) },
      {
        type: 'refund',
        amount: usd(4500),
        method: 'credits',
        lines: [
          { id: 'l1', quantity: 1 },
          { id: 'l2', quantity: 3 },
        ],
        ...keyed(1),
      },
      { type: 'strike', party: 'buyer', ...keyed(2) },
    ]);
  });

  it('PM-13 shows the order as cancelled to both, without anybody marking it', async () => {
    const server = at();
    await server.cancel({ action: 'cancel' });
    for (const as of ['buyer', 'seller']) {
      const { order, cancellation, actions } = await server.view(as);
      const left = as === 'seller' ? ['remark'] : [];
      assert.deepEqual([order.status, cancellation?.state, actions], ['CANCELLED', 'cancelled', left]);
    }
  });

  it('PM-11 tells the buyer', async () => {
    const server = at();
    const { view } = await server.cancel({ action: 'cancel' }, { as: 'seller' });
    const told = server.events.filter((event) => event.type === 'notify').map(({ to, event }) => [to, event]);
    assert.deepEqual(told, [
      ['buyer', 'cancelled'],
      ['seller', 'cancelled'],
    ]);
    assert.equal(view.cancellation?.requestedBy, 'seller');
  });

  it('PM-3 counts the window by its own clock, to the last millisecond', async () => {
    const server = at();
    server.clock.now += hours(2) - 1;
    assert.deepEqual((await server.view()).actions, ['cancel']);
    server.clock.now += 1;
    assert.deepEqual((await server.view()).actions, ['request']);
  });

  it('PM-9 keeps a request open for the seller, the order as it was', async () => {
    const { view } = await at({ placedAt: ago(days(1)) }).cancel({ action: 'request', comment: 'Sorry!' });
    assert.deepEqual(
      [view.cancellation?.state, view.order.status, view.actions],
      ['requested', 'PLACED', ['withdraw']],
    );
    assert.equal(view.cancellation?.decision, null);
  });

  it('PM-4 cancels a shipped order that both agreed on', async () => {
    const server = at({ status: 'SHIPPED', shippedAt: ago(hours(0.5)), facts: { mutualAgreement: true } });
    const { status, view } = await server.cancel({ action: 'cancel' }, { as: 'seller' });
    assert.deepEqual([status, view.order.status], [201, 'CANCELLED']);
  });

  it('refunds only what was not refunded before, over the parts of the payment', async () => {
    const parts = [
      { method: 'credits', paid: usd(1500), refunded: usd(1000) },
      { method: 'card', paid: usd(3000), refunded: usd(0) },
    ];
    const { view } = await at({ payment: { method: 'mixed', paid: usd(4500), refunded: usd(1000), parts } }).cancel({
      action: 'cancel',
    });
    assert.deepEqual(view.cancellation?.refund?.due, usd(3500));
    assert.deepEqual(
      view.order.payment.parts?.map(({ refunded }) => refunded.amount),
      [1500, 3000],
    );
  });
});

describe('the parts marketplace', () => {
  const comment = 'See our messages.';

  it("BL-13 BL-5 moves a buyer's request to OCR and leaves it to the seller", async () => {
    const server = aServer({ policies: [bricklink], orders: [anOrder({ status: 'PAID' })] });
    const { view } = await server.cancel({ action: 'request', reason: 'mutual-agreement', comment });
    assert.deepEqual(
      [view.order.status, view.cancellation?.previousStatus, view.cancellation?.respondBy],
      ['OCR', 'PAID', null],
    );
    assert.deepEqual(
      server.events.filter((event) => event.type === 'notify').map(({ to, event }) => `${to} ${event}`),
      ['buyer requested', 'seller requested'],
    );
    server.clock.now += days(365);
    assert.equal(await server.server.runDue(), 1, 'the seller is reminded');
    assert.equal(await server.server.runDue(), 0);
    assert.equal((await server.view()).cancellation?.state, 'requested');
  });

  it('BL-6 keeps the option closed until the alert is two weeks old, once answered', async () => {
    const notices = [{ kind: 'NPB', filedAt: ago(days(8)), respondedAt: ago(days(1)) }];
    const server = aServer({
      policies: [bricklink],
      orders: [anOrder({ status: 'NPB', placedAt: ago(days(20)), notices })],
    });
    const body = { action: 'cancel', reason: 'unpaid', comment };
    assert.equal(
      (await server.cancel(body, { as: 'seller' })).problem.decision?.next?.ruleId,
      'seller-unpaid-two-weeks',
    );
    server.clock.now += days(6);
    assert.equal((await server.cancel(body, { as: 'seller' })).status, 201);
  });
});

describe('the supplier', () => {
  it('B2B-16 shows a cancelled order, and tells buyer and supplier', async () => {
    const server = aServer({ policies: [b2b], orders: [anOrder({ status: 'PENDING' })] });
    const { view } = await server.cancel({ action: 'cancel' });
    assert.equal(view.order.status, 'CANCELLED');
    assert.deepEqual(
      server.events.flatMap((event) => (event.type === 'notify' ? [event.to] : [])),
      ['buyer', 'seller'],
    );
  });

  for (const status of ['OUT_FOR_DELIVERY', 'DELIVERED']) {
    it(`${status === 'DELIVERED' ? 'B2B-6' : 'B2B-5'} refuses in ${status}`, async () => {
      const server = aServer({ policies: [b2b], orders: [anOrder({ status })] });
      const { problem } = await server.cancel({ action: 'cancel' });
      assert.deepEqual(
        [problem.code, problem.decision?.alternatives],
        ['decision-changed', ['contact-seller', 'return']],
      );
    });
  }
});

describe('the shop builder', () => {
  const at = (changes: Partial<Order> = {}) =>
    aServer({ policies: [shopBuilder], orders: [anOrder({ status: 'PREPARING', ...changes })] });
  const bySeller = { action: 'cancel', reason: 'sold-out' };

  it('SB-7 stays in progress until the refund is complete', async () => {
    const { view } = await at().cancel({ ...bySeller, refund: { method: 'bank_deposit' } }, { as: 'seller' });
    assert.deepEqual([view.order.status, view.cancellation?.state], ['CANCELLATION_IN_PROGRESS', 'refunding']);
    assert.deepEqual(sumsOf(view.cancellation?.refund), {
      due: usd(4500),
      refunded: usd(0),
      method: 'bank_deposit',
      status: 'pending',
    });
    assert.equal(view.order.payment.refunded.amount, 0);
  });

  it('SB-8 is cancelled at once where nothing was paid', async () => {
    const payment = { method: 'card', paid: usd(0), refunded: usd(0) };
    const { view } = await at({ total: usd(0), payment }).cancel(bySeller, { as: 'seller' });
    assert.deepEqual([view.order.status, view.cancellation?.state], ['CANCELLED', 'cancelled']);
    assert.deepEqual(sumsOf(view.cancellation?.refund), {
      due: usd(0),
      refunded: usd(0),
      method: null,
      status: 'none',
    });
  });

  it('SB-8 is cancelled at once where points and credits paid, and they are returned', async () => {
    const parts = [
      { method: 'points', paid: usd(500), refunded: usd(0) },
      { method: 'credits', paid: usd(4000), refunded: usd(0) },
    ];
    const payment = { method: 'mixed', paid: usd(4500), refunded: usd(0), parts };
    const { view } = await at({ payment }).cancel(bySeller, { as: 'seller' });
    assert.deepEqual([view.order.status, view.cancellation?.refund?.status], ['CANCELLED', 'settled']);
    assert.deepEqual(
      view.order.payment.parts?.map(({ refunded }) => refunded.amount),
      [500, 4000],
    );
  });

  it('SB-5 marks what the customer asked for, and waits', async () => {
    const { view } = await at().cancel({ action: 'request' });
    assert.deepEqual([view.order.status, view.cancellation?.requestedBy], ['CANCELLATION_REQUESTED', 'buyer']);
    assert.equal(view.cancellation?.previousStatus, 'PREPARING');
  });

  it('SB-4 leaves the contact information only where the merchant forbids requests', async () => {
    const server = aServer({
      policies: [create({ customerRequests: false })],
      orders: [anOrder({ status: 'PREPARING' })],
    });
    const { problem } = await server.cancel({ action: 'request' });
    assert.deepEqual([problem.decision?.reason, problem.view?.actions], ['contact-only', []]);
  });

  it('SB-1 makes a return of what is in transit', async () => {
    const { problem } = await at({ status: 'IN_TRANSIT' }).cancel({ action: 'request' });
    assert.equal(problem.decision?.outcome, 'return');
  });
});
