import { expect } from '@open-wc/testing';
import { setViewport } from '@web/test-runner-commands';
import { aBackOffice, aQueuePolicy, aRequest } from '../../support/elements/back-office.ts';
import { ago, hours, usd } from '../../support/elements/orders.ts';
import { buttonNamed, enter, focused, keepConsole, part, said, until } from '../../support/elements/page.ts';
import { aQueue, cell, details, press, rowOf, rows } from '../../support/elements/queue.ts';
import { text } from '../../support/elements/words.ts';

describe('seller-cancel-queue: money, and orders that go on', () => {
  keepConsole();
  beforeEach(() => setViewport({ width: 1280, height: 800 }));
  after(() => setViewport({ width: 800, height: 600 }));
  before(() => import('../../../src/elements/seller-cancel-queue/panel.ts'));

  const settled = { by: 'seller' as const, at: ago(hours(1)), reason: null };
  const intentsOf = ({ sent }: ReturnType<typeof aBackOffice>) =>
    sent.map((intent) => intent.type === 'action' && [intent.action, intent.body.refund]);

  it('lets the one who settles name another amount where the terms do, within its bounds', async () => {
    const policy = aQueuePolicy();
    const adjustable = { ...policy, refund: { method: 'original', adjustable: true as const } };
    const office = aBackOffice([aRequest(0), aRequest(1)], adjustable);
    const queue = await aQueue(office);
    rows(queue)[0]?.focus();
    press('a');
    await until(() => part(queue, 'amount'), 'there is a field');
    const amount = part<HTMLInputElement>(queue, 'amount');
    expect(amount?.value).to.equal('45.00');
    expect(said(part(queue, 'form'))).to.contain('By the terms: $45.00. At most: $45.00.');
    for (const [typed, told] of [
      ['much', 'such as 45.00'],
      ['45.01', 'No more than $45.00 is there'],
      ['-1', 'such as 45.00'],
    ] as const) {
      enter(amount, typed);
      part(queue, 'confirm')?.click();
      await until(() => said(details(queue)).includes(told), `${typed} is refused`);
      expect(amount?.getAttribute('aria-invalid')).to.equal('true');
    }
    expect(office.sent.length).to.equal(0);
    enter(amount, '40');
    part(queue, 'confirm')?.click();
    await until(() => office.rows.get('c0')?.cancellation.state === 'cancelled', 'it is accepted');
    expect(office.rows.get('c0')?.cancellation.refund?.due).to.deep.equal(usd(4000));
    await until(() => !part(queue, 'form'), 'the form is gone');
    rowOf(queue, 'c1')?.focus();
    press('a');
    await until(
      () => part<HTMLInputElement>(queue, 'amount')?.value === '45.00',
      'what was typed is not kept for another',
    );
    part(queue, 'confirm')?.click();
    await until(() => office.sent.length === 2, 'it is sent');
    expect(intentsOf(office)).to.deep.equal([
      ['accept', { amount: 4000 }],
      ['accept', undefined],
    ]);
  });

  it('names no amount where the terms do not let one be named', async () => {
    const queue = await aQueue(aBackOffice([aRequest(0)]));
    rows(queue)[0]?.focus();
    press('a');
    await until(() => part(queue, 'confirm'), 'the form is there');
    expect(part(queue, 'amount')).to.equal(null);
  });

  for (const [action, state] of [
    ['reopen', 'undone'],
    ['uphold', 'cancelled'],
  ] as const) {
    it(`a cancelled order that goes on is settled with one click: ${action}`, async () => {
      const refund = { due: usd(0), refunded: usd(0), method: null, status: 'none' } as const;
      const moved = {
        state: 'cancelled',
        respondBy: null,
        refund,
        decision: settled,
        reopenedAt: ago(hours(1)),
      } as const;
      const office = aBackOffice([aRequest(0, moved, { status: 'PLACED' })]);
      const queue = await aQueue(office, { state: 'all' });
      rows(queue)[0]?.click();
      await until(() => part(queue, 'action', action), 'it is offered');
      expect(part(queue, 'action', 'reopen') && part(queue, 'action', 'uphold'), 'either way').to.be.ok;
      expect(said(part(queue, 'action', action))).to.equal(text(`do.${action}`));
      part(queue, 'action', action)?.click();
      await until(() => part(queue, 'confirm'), 'the form is there');
      part(queue, 'confirm')?.click();
      await until(() => office.rows.get('c0')?.cancellation.state === state && !part(queue, 'form'), `it is ${state}`);
      expect(office.rows.get('c0')?.cancellation.reopenedAt).to.equal(undefined);
      expect(office.rows.get('c0')?.order.status).to.equal(action === 'reopen' ? 'PLACED' : 'CANCELLED');
      await until(() => !part(queue, 'action', action), 'and not offered again');
    });
  }

  it('what was paid after the cancellation is owed, and goes back with one click', async () => {
    const refund = { due: usd(4500), refunded: usd(0), method: 'original', status: 'pending', entries: [] } as const;
    const office = aBackOffice([
      aRequest(
        0,
        { state: 'cancelled', respondBy: null, refund: { ...refund, entries: [] }, decision: settled },
        { status: 'CANCELLED' },
      ),
    ]);
    const queue = await aQueue(office, { state: 'all' });
    rows(queue)[0]?.click();
    await until(() => buttonNamed(queue, text('do.refund')), 'it can be made');
    buttonNamed(queue, text('do.refund'))?.click();
    await until(() => focused()?.part.contains('amount'), 'the amount has the focus');
    expect(part<HTMLInputElement>(queue, 'now')?.checked, 'now, not recorded elsewhere').to.equal(true);
    part(queue, 'confirm')?.click();
    await until(() => office.rows.get('c0')?.cancellation.refund?.refunded.amount === 4500, 'it went back');
    expect(office.rows.get('c0')?.cancellation.state).to.equal('cancelled');
    expect(intentsOf(office)).to.deep.equal([['refund', { amount: 4500 }]]);
    await until(() => !buttonNamed(queue, text('do.refund')), 'and not a second time');
  });

  it('says of reserved money that it is released, and promises none back', async () => {
    const payment = { method: 'card', paid: usd(0), refunded: usd(0), authorized: usd(4500) };
    const queue = await aQueue(aBackOffice([aRequest(0, {}, { payment })]));
    rows(queue)[0]?.click();
    await until(() => part(queue, 'effects'), 'the effects are there');
    const [before = '', after = ''] = text('refund.void', { amount: '$45.00' }).split('$45.00');
    expect(said(part(queue, 'effects'))).to.contain(`${before}$45.00${after}`);
    expect(said(part(queue, 'effects'))).not.to.contain(text('refund.due-seller'));
  });

  it('says whose an item is where the order holds several sellers’, and prices what is measured to the cent', async () => {
    const lines = [
      { id: 'l1', sku: 'A', title: 'Cloth', quantity: 1.25, unit: 'm', unitPrice: usd(333) },
      { id: 'l2', sku: 'B', title: 'Bowl', quantity: 1, unitPrice: usd(500), sellerId: 'Hopper' },
    ];
    const queue = await aQueue(aBackOffice([aRequest(0, {}, { lines }), aRequest(1)]));
    rows(queue)[0]?.click();
    await until(() => details(queue), 'the details are there');
    const told = said(details(queue))
      .replace(/[\u2068\u2069]/g, '')
      .replaceAll('\u00a0', ' ');
    expect(told).to.contain('1.25 m').and.to.contain('$4.16').and.to.contain('Sold by Hopper');
    expect(told).to.contain(`Sold by ${(aRequest(0).order).seller.name}`);
    press('Escape');
    rows(queue)[1]?.click();
    await until(() => said(details(queue)).includes('N-00001'), 'the other one');
    expect(said(details(queue))).not.to.contain('Sold by');
    expect(cell(rowOf(queue, 'c1'), 'amount')).to.equal('$45.00');
  });
});
