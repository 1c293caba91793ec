import { expect } from '@open-wc/testing';
import 'order-cancel-elements/define/seller-cancel-queue';
import type { Order } from 'order-cancel-elements';
import { policyHash } from 'order-cancel-elements/policy';
import bricklink from 'order-cancel-elements/presets/bricklink';
import poshmark from 'order-cancel-elements/presets/poshmark';
import shopBuilder from 'order-cancel-elements/presets/shop-builder';
import { aCancellation, anOrder, hours, start } from '../../support/elements/orders.ts';
import { choose, enter, keepConsole, part, said, until } from '../../support/elements/page.ts';
import { aQueue, cell, details, press, rowOf, rows } from '../../support/elements/queue.ts';
import { aShop } from '../../support/elements/shop.ts';

describe('seller-cancel-queue: with the package’s own server', () => {
  keepConsole();
  before(() => import('../../../src/elements/seller-cancel-queue/panel.ts'));

  const requestOf = (order: Order, policy: typeof poshmark) =>
    aCancellation(order, {
      respondBy: new Date(start + hours(40)).toISOString(),
      policy: { id: policy.id, version: policy.version, hash: policyHash(policy) },
      ruleId: null,
    });

  it('PM-9 the seller sees the request, what happens by itself, and accepts it', async () => {
    const order = anOrder();
    const shop = aShop({
      policies: [poshmark],
      orders: [order],
      cancellations: [requestOf(order, poshmark)],
      actor: 'seller',
    });
    const queue = await aQueue(shop);
    const id = `c-${order.id}`;
    await until(() => cell(rowOf(queue, id), 'left').includes('goes to the platform'), 'the policy is there');
    rows(queue)[0]?.focus();
    press('a');
    await until(() => part(queue, 'confirm'), 'the form is there');
    expect(said(details(queue))).to.contain('counts on the buyer’s record');
    part(queue, 'confirm')?.click();
    await until(() => cell(rowOf(queue, id), 'request') === 'Cancelled', 'it is accepted');
    const posted = shop.sent.find(({ path }) => path.endsWith('/accept'));
    expect(posted?.headers.get('If-Match')).to.equal('"r1"');
    expect(posted?.headers.get('Idempotency-Key')).not.to.equal(null);
  });

  it('BL-14 a declined request restores the previous status', async () => {
    const order = anOrder({ status: 'OCR' });
    const request = { ...requestOf(order, bricklink), previousStatus: 'PAID' };
    const shop = aShop({ policies: [bricklink], orders: [order], cancellations: [request], actor: 'seller' });
    const queue = await aQueue(shop);
    rows(queue)[0]?.focus();
    press('d');
    await until(() => part(queue, 'reason'), 'the form is there');
    choose(part<HTMLSelectElement>(queue, 'reason'), 'already-packed');
    enter(part<HTMLTextAreaElement>(queue, 'comment'), 'Sorry');
    part(queue, 'confirm')?.click();
    await until(() => cell(rowOf(queue, request.id), 'request') === 'Request declined', 'it is declined');
    expect((await shop.shop.order(order.id))?.status).to.equal('PAID');
  });

  it('SB-5 SB-7 accepts with a reason and a method, then records the refund in parts', async () => {
    const order = anOrder({ status: 'CANCELLATION_REQUESTED' });
    const request = { ...requestOf(order, shopBuilder), previousStatus: 'PREPARING', respondBy: null };
    const shop = aShop({ policies: [shopBuilder], orders: [order], cancellations: [request], actor: 'seller' });
    const queue = await aQueue(shop);
    rows(queue)[0]?.focus();
    press('a');
    await until(() => part(queue, 'reason'), 'the form is there');
    choose(part<HTMLSelectElement>(queue, 'reason'), 'sold-out');
    part(queue, 'confirm')?.click();
    await until(() => rowOf(queue, request.id)?.part.contains('refunding'), 'it is in progress');
    rows(queue)[0]?.click();
    for (const [typed, state] of [
      ['20', 'refunding'],
      ['25.00', 'cancelled'],
    ] as const) {
      await until(() => part(queue, 'action', 'refund'), 'it can be recorded');
      part(queue, 'action', 'refund')?.click();
      await until(() => part(queue, 'amount'), 'the form is there');
      enter(part<HTMLInputElement>(queue, 'amount'), typed);
      part(queue, 'confirm')?.click();
      await until(() => !part(queue, 'form') && rowOf(queue, request.id)?.part.contains(state), `it is ${state}`);
    }
  });
});
