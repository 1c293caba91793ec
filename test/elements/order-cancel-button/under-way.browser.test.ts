import { expect, fixture, html } from '@open-wc/testing';
import 'order-cancel-elements/define';
import type { OrderCancelButton } from 'order-cancel-elements';
import poshmark from 'order-cancel-elements/presets/poshmark';
import type { MemoryShop, ShopConnector } from 'order-cancel-elements/server';
import { anOrder } from '../../support/elements/orders.ts';
import { choose, hasten, keepConsole, openDialog, part, said, until } from '../../support/elements/page.ts';
import { aShop } from '../../support/elements/shop.ts';
import { text } from '../../support/elements/words.ts';

/** A shop that carries things out only when a test says so. */
function slow() {
  let works = true;
  const tried = new Map<string, Parameters<ShopConnector['commit']>>();
  const connect = (shop: MemoryShop): ShopConnector => ({
    ...shop,
    async commit(...transition) {
      tried.set(transition[3].id, transition);
      return works ? { ok: false, underWay: true } : shop.commit(...transition);
    },
    async committed(orderId, id) {
      if (works && tried.has(id)) return { ok: false, underWay: true };
      const transition = tried.get(id);
      // The order may have moved on meanwhile.
      const revision = (await shop.order(orderId))?.revision ?? '';
      if (transition) await shop.commit(orderId, revision, transition[2], transition[3]);
      return shop.committed(orderId, id);
    },
  });
  return {
    connect,
    finish() {
      works = false;
    },
  };
}

describe('what the shop is still carrying out', () => {
  keepConsole();

  const open = async () => {
    const { connect, finish } = slow();
    const order = anOrder();
    const shop = aShop({ policies: [poshmark], orders: [order], connect });
    const page = await fixture(html`<order-cancel-provider .backend=${shop.backend}>
      <order-cancel-button order-id=${order.id}></order-cancel-button>
      <cancel-status-badge order-id=${order.id}></cancel-status-badge>
    </order-cancel-provider>`);
    const button = page.querySelector('order-cancel-button') as OrderCancelButton;
    const badge = page.querySelector('cancel-status-badge') as HTMLElement;
    const dialog = await openDialog(button);
    await until(() => part(dialog, 'reason'), 'reasons can be chosen');
    choose(part<HTMLSelectElement>(dialog, 'reason'), 'changed-mind');
    part(dialog, 'confirm')?.click();
    await until(() => shop.posted().length > 0, 'it was sent');
    return { shop, order, finish, button, badge, dialog };
  };

  it('is never said to be done (I9), is asked about with the same key, and is told when it is', async () => {
    hasten(10);
    const { shop, finish, badge, dialog } = await open();
    await until(() => shop.posted().length > 1, 'it is asked about');
    expect(part(dialog, 'done')).to.equal(null);
    finish();
    await until(() => part(dialog, 'done'), 'it is done');
    expect(new Set(shop.posted().map(({ headers }) => headers.get('Idempotency-Key'))).size).to.equal(1);
    expect(shop.shop.ledger().length).to.equal(1);
    await until(() => said(badge) === text('state.cancelled'), 'the badge says so');
  });

  it('for longer than a person waits is said to be on its way, by dialog, button and badge, until it is done', async () => {
    hasten(20);
    const { shop, finish, button, badge, dialog } = await open();
    await until(() => said(dialog).includes(text('title.in-progress')), 'it is on its way');
    await until(() => said(badge) === text('state.under-way'), 'the badge says so');
    part(dialog, 'close')?.click();
    await until(() => said(part(button, 'explanation')).includes(text('denied.in-progress')), 'the button says so');
    expect(part(button, 'button')).to.equal(null);
    finish();
    await until(() => said(badge) === text('state.cancelled'), 'it is done');
    expect(shop.shop.ledger().length).to.equal(1);
  });

  it('is not given up where the order moves on meanwhile for another reason', async () => {
    hasten(20);
    const { shop, order, finish, button, badge, dialog } = await open();
    const isKept = (): boolean => Object.keys(localStorage).some((name) => name.startsWith('order-cancel-elements '));
    await until(() => said(dialog).includes(text('title.in-progress')), 'it is on its way');
    shop.shop.change(order.id, { scans: [{ at: order.placedAt, code: 'label', place: 'Springfield' }] });
    await button.refresh();
    expect(isKept()).to.equal(true);
    part(dialog, 'check')?.click();
    await until(() => shop.posted().length > 1, 'it is asked about');
    expect(isKept()).to.equal(true);
    expect(said(dialog)).to.include(text('title.in-progress'));
    finish();
    await until(() => said(badge) === text('state.cancelled'), 'it is done');
    expect(shop.shop.ledger().length).to.equal(1);
  });
});
