import { expect } from '@open-wc/testing';
import { setViewport } from '@web/test-runner-commands';
import type { CancelPolicy, Order, SellerCancelQueue } from 'order-cancel-elements';
import { combinePolicies } from 'order-cancel-elements/policy';
import euWithdrawal from 'order-cancel-elements/presets/eu-withdrawal';
import shopBuilder from 'order-cancel-elements/presets/shop-builder';
import { restWithdrawals } from '../../../src/backend/rest-withdrawals.ts';
import { dress, settings, violations } from '../../support/elements/accessibility.ts';
import { ago, anOrder, days, start, usd } from '../../support/elements/orders.ts';
import { below, enter, keepConsole, part, parts, said, until } from '../../support/elements/page.ts';
import { aQueue } from '../../support/elements/queue.ts';
import { aShop, type Shop } from '../../support/elements/shop.ts';

const policy = combinePolicies(shopBuilder, euWithdrawal) as CancelPolicy;

/** Delivered five days ago, to a consumer in Germany. */
const delivered = (changes: Partial<Order> = {}): Order =>
  anOrder({
    ...{ status: 'DELIVERED', facts: { country: 'DE' }, number: '1001' },
    ...{ placedAt: ago(days(10)), shippedAt: ago(days(8)), deliveredAt: ago(days(5)), ...changes },
  });

function aBackOffice(orders: Order[] = [delivered()]): Shop & { access: ReturnType<typeof restWithdrawals> } {
  const shop = aShop({ policies: [policy], orders, actor: 'platform' });
  const access = restWithdrawals((path, init, headers) =>
    shop.fetch(`${shop.base}/${path}`, { ...init, headers: headers ?? {} }),
  );
  return { ...shop, access };
}

/** A guest sends a statement. */
async function guest(shop: Shop, body: object): Promise<void> {
  shop.signIn(null);
  const headers = { 'Content-Type': 'application/json' };
  await shop.fetch(`${shop.base}/withdrawals`, { method: 'POST', headers, body: JSON.stringify(body) });
  shop.signIn('platform-1');
}
const ada = { name: 'Ada Martins', address: 'ada@example.com', orderNumber: '1001', text: 'The jacket.' };

const statements = (queue: SellerCancelQueue): HTMLElement[] => parts(queue, 'withdrawal');
async function shown(queue: SellerCancelQueue, count: number): Promise<HTMLElement[]> {
  await until(() => statements(queue).length === count && part(queue, 'withdrawals'), `${count} statements are there`);
  return statements(queue);
}
const within = <T extends HTMLElement>(root: HTMLElement | null, selector: string): T =>
  root?.querySelector(selector) as T;

describe('seller-cancel-queue: withdrawals', () => {
  keepConsole();
  before(() => import('../../../src/elements/seller-cancel-queue/withdrawals.ts'));

  it('EU-11: are shown apart, with what is owed and by when, and with nothing to accept or decline', async () => {
    const shop = aBackOffice();
    await guest(shop, ada);
    const { items } = await shop.access.withdrawals({}, {});
    await shop.access.withdrawalStep(
      { type: 'match', reference: items[0]!.reference, body: { orderId: (await shop.shop.orderByNumber('1001'))!.id } },
      {},
    );
    const queue = await aQueue(shop);
    const [one] = await shown(queue, 1);
    const text = said(one!);
    for (const words of [
      ...[
        'Order 1001',
        'Ada Martins',
        'Refund $45.00 by',
        '$45.00 (card)',
        'the whole contract',
        'in time',
        'The jacket.',
      ],
      ...[
        'You may wait until the goods are back',
        'To be sent back by',
        '1 × Linen jacket; 3 × Wool scarf',
        'not sent yet',
      ],
    ])
      expect(text).to.contain(words);
    expect(text).not.to.match(/accept|decline/i);
    expect(said(within(part(queue, 'withdrawals'), 'summary'))).to.equal('Withdrawals: 1, overdue: 0');
  });

  it('are not asked for, nor is their code, where nobody may see any', async () => {
    const shop = aShop({ policies: [policy], orders: [delivered()], actor: 'buyer' });
    const queue = await aQueue(shop);
    expect(part(queue, 'withdrawals') === null).to.equal(true);
    expect(shop.sent.some(({ path }) => path.includes('withdrawal'))).to.equal(false);
  });

  it('that belong to no order yet are matched by its number, and a number of none is said', async () => {
    const shop = aBackOffice();
    await guest(shop, { ...ada, orderNumber: '10 01' });
    const queue = await aQueue(shop);
    const [one] = await shown(queue, 1);
    expect(said(one!)).to.contain('Order not found yet').and.to.contain('10 01').and.to.contain('A refund is owed by');
    enter(within<HTMLInputElement>(one!, '[name="number"]'), '999');
    part(queue, 'match')?.click();
    await until(() => said(statements(queue)[0]!).includes('There is no order with this number.'), 'it is said');
    const field = within<HTMLInputElement>(statements(queue)[0]!, '[name="number"]');
    enter(field, '1001');
    field.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true, cancelable: true }));
    await until(() => said(statements(queue)[0]!).includes('Refund $45.00 by'), 'it is matched');
    expect(said(statements(queue)[0]!)).to.contain('Order 1001');
  });

  it('that are overdue come first and say so', async () => {
    const shop = aBackOffice();
    await guest(shop, { ...ada, text: 'Old' });
    shop.pass(days(20));
    await guest(shop, { ...ada, text: 'New' });
    const queue = await aQueue(shop);
    const [first, second] = await shown(queue, 2);
    expect(said(first!)).to.contain('Overdue').and.to.contain('Old');
    expect(said(second!)).not.to.contain('Overdue');
    expect([first!.part.contains('overdue'), second!.part.contains('overdue')]).to.deep.equal([true, false]);
    expect(said(within(part(queue, 'withdrawals'), 'summary'))).to.equal('Withdrawals: 2, overdue: 1');
  });

  it('that came since are there when the queue is read again', async () => {
    const shop = aBackOffice();
    await guest(shop, ada);
    const queue = await aQueue(shop);
    await shown(queue, 1);
    await guest(shop, { ...ada, text: 'The scarf.' });
    await queue.refresh();
    expect(said((await shown(queue, 2))[1]!)).to.contain('The scarf.');
  });

  it('a search that finds none does not fold them away', async () => {
    const shop = aBackOffice();
    await guest(shop, ada);
    const queue = await aQueue(shop);
    await shown(queue, 1);
    const list = part<HTMLDetailsElement>(queue, 'withdrawals');
    const field = within<HTMLInputElement>(list, '[name="q"]');
    enter(field, 'nobody of that name');
    field.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true, composed: true }));
    await until(() => said(list).includes('Withdrawals: 0') || statements(queue).length === 0, 'none is found');
    await queue.updateComplete;
    expect(list?.open).to.equal(true);
  });

  it('are noted as settled only with words on how', async () => {
    const shop = aBackOffice();
    await guest(shop, ada);
    const queue = await aQueue(shop);
    const [one] = await shown(queue, 1);
    within<HTMLDetailsElement>(one!, 'details').open = true;
    part(queue, 'settle')?.click();
    await until(() => said(statements(queue)[0]!).includes('Please say how.'), 'it is asked for');
    expect(shop.sent.some(({ path }) => path.endsWith('/settle'))).to.equal(false);
    enter(within<HTMLTextAreaElement>(statements(queue)[0]!, 'textarea'), 'Paid by transfer.');
    part(queue, 'settle')?.click();
    await until(() => statements(queue).length === 0, 'it is gone');
    const sent = shop.sent.find(({ path }) => path.endsWith('/settle'));
    expect(sent?.body).to.deep.equal({ comment: 'Paid by transfer.' });
    const choice = within<HTMLSelectElement>(part(queue, 'withdrawals'), 'select');
    choice.value = 'settled';
    choice.dispatchEvent(new Event('change'));
    expect(said((await shown(queue, 1))[0]!)).to.contain('Settled');
  });

  it('that came by letter are entered with when they were sent and when they arrived', async () => {
    const shop = aBackOffice();
    const queue = await aQueue(shop);
    await until(() => part(queue, 'enter'), 'they can be entered');
    const form = within<HTMLFormElement>(part(queue, 'enter'), 'form');
    within<HTMLSelectElement>(form, '[name="channel"]').value = 'letter';
    enter(within<HTMLInputElement>(form, '[name="name"]'), 'Bo');
    enter(within<HTMLInputElement>(form, '[name="orderNumber"]'), '1001');
    const local = (at: number): string => {
      const date = new Date(at - new Date(at).getTimezoneOffset() * 60_000);
      return date.toISOString().slice(0, 16);
    };
    enter(within<HTMLInputElement>(form, '[name="sentAt"]'), local(start - days(4)));
    enter(within<HTMLInputElement>(form, '[name="receivedAt"]'), local(start - days(1)));
    part(queue, 'enter-do')?.click();
    const [one] = await shown(queue, 1);
    expect(said(one!)).to.contain('Letter').and.to.contain('Bo');
    const { body } = shop.sent.find(({ method, path }) => method === 'POST' && path === 'withdrawals')!;
    expect(body).to.deep.equal({
      ...{ channel: 'letter', name: 'Bo', orderNumber: '1001' },
      ...{ sentAt: ago(days(4)), receivedAt: ago(days(1)) },
    });
    expect(said(part(queue, 'enter'))).to.contain('Entered: W-');
  });

  it('EU-9: name what is exempt, and what has to be judged when it is back', async () => {
    const order = delivered({ lines: anOrder().lines.map((line, at) => ({ ...line, exempt: at === 0 ? 'c' : 'e' })) });
    const shop = aBackOffice([order]);
    await guest(shop, ada);
    const { items } = await shop.access.withdrawals({}, {});
    await shop.access.withdrawalStep(
      { type: 'match', reference: items[0]!.reference, body: { orderId: order.id } },
      {},
    );
    const queue = await aQueue(shop);
    const [one] = await shown(queue, 1);
    expect(said(one!)).to.contain('Linen jacket: exempt (Art. 16 (c))');
    expect(said(one!)).to.contain('Wool scarf: to be judged when it is back (Art. 16 (e))');
    expect(said(one!)).to.contain(`Refund $${(usd(1500).amount / 100).toFixed(2)} by`);
  });

  it('say that they cannot be read, and are read again', async () => {
    const shop = aBackOffice();
    await guest(shop, ada);
    shop.meddleAlways((answer, { path }) =>
      path.includes('kind=withdrawal') ? Promise.resolve(new Response('', { status: 503 })) : answer(),
    );
    const queue = await aQueue(shop);
    await until(() => within(part(queue, 'withdrawals'), '[part~="retry"]'), 'it is said');
    shop.meddleAlways(null);
    within<HTMLButtonElement>(part(queue, 'withdrawals'), '[part~="retry"]').click();
    await shown(queue, 1);
  });

  for (const [name, setting] of settings) {
    it(`break no rule of accessibility, and nothing runs out at 320 px: ${name}`, async () => {
      const undress = dress(setting);
      try {
        await setViewport({ width: 320, height: 800 });
        const shop = aBackOffice([delivered(), delivered({ number: '1002' })]);
        await guest(shop, {
          ...ada,
          name: 'Rindfleischetikettierungsüberwachungsaufgabenübertragungsgesetz',
          trap: 'x',
        });
        await guest(shop, ada);
        const { items } = await shop.access.withdrawals({}, {});
        const orderId = (await shop.shop.orderByNumber('1001'))!.id;
        await shop.access.withdrawalStep({ type: 'match', reference: items[0]!.reference, body: { orderId } }, {});
        shop.pass(days(30));
        const queue = await aQueue(shop);
        await shown(queue, 2);
        for (const details of below(queue).filter((one) => one.matches('details[part="enter"], article details')))
          (details as HTMLDetailsElement).open = true;
        expect(await violations(queue)).to.equal('');
        const wide = below(part(queue, 'withdrawals')!).filter((one) => one.getBoundingClientRect().right > 321);
        expect(wide.map((one) => one.outerHTML.slice(0, 80))).to.deep.equal([]);
      } finally {
        undress();
        await setViewport({ width: 1024, height: 768 });
      }
    });
  }
});
