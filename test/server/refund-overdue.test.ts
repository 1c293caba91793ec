import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { formatMoney } from '../../src/i18n/format-money.ts';
import { memoryStore } from '../../src/server/index.ts';
import { aLifecyclePolicy } from '../domain/lifecycle-fixtures.ts';
import { anOrder, aServer, days, usd } from './setup.ts';

const policy = aLifecyclePolicy({ completes: 'when-refunded', refundWithin: 'P10D' });

function aShop() {
  const store = memoryStore();
  const server = aServer({ policies: [policy], orders: [anOrder({ status: 'NEW' })], store });
  const told = () =>
    server.events.flatMap((event) => (event.type === 'notify' && event.event === 'refund-overdue' ? [event.to] : []));
  const refund = async (amount?: number) => {
    const { order, cancellation } = await server.view('seller');
    const body = amount === undefined ? {} : { refund: { amount } };
    const sent = { as: 'seller', match: `"${order.revision}"` };
    return server.post(`/cancellations/${cancellation?.id}/refund`, body, sent);
  };
  return { ...server, told, refund };
}

describe('a refund that has to be made within a time', () => {
  it('is told to seller and platform when that is over, once, with what is still due', async () => {
    const { cancel, server, clock, told, refund, view, events } = aShop();
    assert.equal((await cancel({ action: 'cancel' }, { as: 'seller' })).status, 201);
    const { cancellation } = await view('seller');
    assert.equal(cancellation?.refundBy, new Date(clock.now + days(10)).toISOString());
    await refund(1);
    clock.now += days(10) - 1;
    await server.runDue();
    assert.deepEqual(told(), []);
    clock.now += 1;
    await server.runDue();
    await server.runDue();
    assert.deepEqual(told(), ['seller', 'platform']);
    const due = cancellation?.refund?.due.amount ?? 0;
    const letter = events.find((event) => event.type === 'notify' && event.event === 'refund-overdue');
    assert.ok(letter?.type === 'notify' && letter.text.includes(formatMoney('en', usd(due - 1))));
    assert.equal((await view('seller')).cancellation?.state, 'refunding');
  });

  it('is told to nobody once it is made', async () => {
    const { cancel, server, clock, told, refund } = aShop();
    await cancel({ action: 'cancel' }, { as: 'seller' });
    await refund();
    clock.now += days(11);
    await server.runDue();
    assert.deepEqual(told(), []);
  });
});
