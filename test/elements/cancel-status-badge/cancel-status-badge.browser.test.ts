import { expect, fixture, html } from '@open-wc/testing';
import 'order-cancel-elements/define';
import type { Cancellation, CancellationState, CancelStatusBadge, Order } from 'order-cancel-elements';
import poshmark from 'order-cancel-elements/presets/poshmark';
import { aCancellation, ago, anOrder, usd } from '../../support/elements/orders.ts';
import { heard, keepConsole, part, parts, pause, said, until } from '../../support/elements/page.ts';
import { aShop } from '../../support/elements/shop.ts';

describe('<cancel-status-badge>', () => {
  keepConsole();

  const viewOf = (order: Order, cancellation: Cancellation | null) => ({
    order,
    cancellation,
    policy: { id: 'test', version: '1', hash: 'h' },
    now: ago(0, Date.now()),
  });
  const given = (changes: Partial<Cancellation>, lang = 'en') => {
    const order = anOrder();
    return fixture<CancelStatusBadge>(
      html`<cancel-status-badge lang=${lang} .view=${viewOf(order, aCancellation(order, changes))}></cancel-status-badge>`,
    );
  };

  const words: Record<CancellationState, string> = {
    requested: 'Cancellation requested',
    withdrawn: 'Request withdrawn',
    declined: 'Request declined',
    expired: 'Request expired',
    superseded: 'Shipped before an answer',
    refunding: 'Being cancelled',
    cancelled: 'Cancelled',
    undone: 'Cancellation undone',
    escalated: 'With support',
    disputed: 'In dispute',
  };
  for (const [state, text] of Object.entries(words) as [CancellationState, string][]) {
    it(`says “${text}” where the cancellation is ${state}`, async () => {
      const badge = await given({ state });
      expect(said(badge)).to.equal(text);
      expect(said(part(badge, 'badge', state))).to.equal(text);
    });
  }

  for (const [state, text] of [
    ['cancelled', 'Partly cancelled'],
    ['refunding', 'Partly being cancelled'],
    ['requested', 'Cancellation requested'],
  ] as const) {
    it(`says “${text}” where only some items are ${state}`, async () => {
      expect(said(await given({ state, lines: [{ id: 'l2', quantity: 1 }] }))).to.equal(text);
    });
  }

  it('says of several what waits for somebody, and not what was settled meanwhile', async () => {
    const order = anOrder();
    const of = (id: string, state: CancellationState) =>
      aCancellation(order, { id, state, lines: [{ id: 'l1', quantity: 1 }] });
    const all = [of('c-1', 'refunding'), of('c-2', 'requested'), of('c-3', 'cancelled')];
    const view = { ...viewOf(order, all[2] as Cancellation), cancellations: all };
    const badge = await fixture(html`<cancel-status-badge .view=${view}></cancel-status-badge>`);
    expect(said(badge)).to.equal('Cancellation requested');
  });

  it('SB-7 says how much of what is due is refunded', async () => {
    const refund = { due: usd(4500), refunded: usd(2000), method: 'original', status: 'pending' as const };
    const badge = await given({ state: 'refunding', refund });
    expect(said(badge)).to.equal('Being cancelled $20.00 of $45.00 refunded');
    expect(said(part(badge, 'amount'))).to.equal('$20.00 of $45.00 refunded');
  });

  it('writes amounts as the language and the currency do', async () => {
    const eur = (amount: number) => ({ amount, currency: 'EUR' });
    const jpy = (amount: number) => ({ amount, currency: 'JPY' });
    const status = 'pending' as const;
    const german = await given(
      { state: 'refunding', refund: { due: eur(123456), refunded: eur(5), method: null, status } },
      'de',
    );
    await until(() => said(german) !== '', 'the language is there');
    expect(said(german)).to.equal('Wird storniert 0,05 € von 1.234,56 € erstattet');
    const yen = await given({ state: 'refunding', refund: { due: jpy(1234), refunded: jpy(0), method: null, status } });
    expect(said(yen)).to.equal('Being cancelled ¥0 of ¥1,234 refunded');
  });

  it('says no amount in any other state', async () => {
    const refund = { due: usd(4500), refunded: usd(4500), method: 'original', status: 'settled' as const };
    const badge = await given({ state: 'cancelled', refund });
    expect(said(badge)).to.equal('Cancelled');
  });

  it('is nothing where there is no cancellation, no order, and while it is read', async () => {
    const order = anOrder();
    const shop = aShop({ policies: [poshmark], orders: [order] });
    const page = await fixture(html`<order-cancel-provider .backend=${shop.backend}>
      <cancel-status-badge order-id=${order.id}></cancel-status-badge>
      <cancel-status-badge order-id="nowhere"></cancel-status-badge>
      <cancel-status-badge></cancel-status-badge>
      <cancel-status-badge .order=${order}></cancel-status-badge>
    </order-cancel-provider>`);
    expect(parts(page, 'badge').length).to.equal(0);
    await until(() => shop.sent.length > 0, 'the order was read');
    await pause(50);
    expect(parts(page, 'badge').length).to.equal(0);
    for (const badge of page.children) expect(badge.getBoundingClientRect().width).to.equal(0);
  });

  it('needs no policy: the cancellation says it all', async () => {
    const order = anOrder();
    const shop = aShop({
      policies: [poshmark],
      orders: [order],
      cancellations: [aCancellation(order, { state: 'declined' })],
    });
    const badge = await fixture(
      html`<cancel-status-badge order-id=${order.id} .backend=${shop.backend}></cancel-status-badge>`,
    );
    await until(() => said(badge) === 'Request declined', 'it is shown');
    await pause(30);
    expect(shop.sent.length).to.equal(1);
  });

  it('refresh() shows what became of it', async () => {
    const events = heard('order-cancel-decision');
    const order = anOrder();
    const badge = await fixture<CancelStatusBadge>(
      html`<cancel-status-badge .view=${viewOf(order, aCancellation(order))}></cancel-status-badge>`,
    );
    expect(said(badge)).to.equal('Cancellation requested');
    badge.view = viewOf(order, aCancellation(order, { state: 'declined' }));
    await badge.refresh();
    expect(said(badge)).to.equal('Request declined');
    badge.view = viewOf(order, null);
    await badge.refresh();
    expect(said(badge)).to.equal('');
    expect(events.length).to.equal(0);
  });

  it('an amount in no known currency is shown with its code', async () => {
    const xxq = (amount: number) => ({ amount, currency: 'XXQ' });
    const refund = { due: xxq(100), refunded: xxq(0), method: null, status: 'pending' as const };
    const badge = await given({ state: 'refunding', refund });
    expect(said(badge).replaceAll('\u00a0', ' ')).to.match(/XXQ ?1\.00/);
  });
});
