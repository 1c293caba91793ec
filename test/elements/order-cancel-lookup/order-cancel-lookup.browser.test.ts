import { expect, fixture, html } from '@open-wc/testing';
import 'order-cancel-elements/define';
import type { Actor, Order, OrderCancelLookup } from 'order-cancel-elements';
import bricklink from 'order-cancel-elements/presets/bricklink';
import { dress, settings, violations } from '../../support/elements/accessibility.ts';
import { ago, anOrder, days } from '../../support/elements/orders.ts';
import {
  buttonNamed,
  enter,
  focused,
  hasten,
  keepConsole,
  part,
  parts,
  said,
  until,
} from '../../support/elements/page.ts';
import { answerWith, aShop } from '../../support/elements/shop.ts';
import { text } from '../../support/elements/words.ts';

describe('<order-cancel-lookup>', () => {
  keepConsole();

  const open = async (orders: Order[], actor: Actor | null = 'buyer') => {
    const shop = aShop({ policies: [bricklink], orders, actor });
    const lookup = await fixture<OrderCancelLookup>(html`<order-cancel-lookup
      .backend=${shop.backend}
      actor=${actor ?? 'buyer'}
    ></order-cancel-lookup>`);
    await until(() => part(lookup, 'input'), 'there is a field');
    const find = (number: string): void => {
      enter(part<HTMLInputElement>(lookup, 'input'), number);
      part(lookup, 'find')?.click();
    };
    return { shop, lookup, find };
  };

  it('BL-13 the buyer’s number leads to the request, with reason and comments', async () => {
    const order = anOrder({ status: 'PAID', number: '2470' });
    const { lookup, find } = await open([order]);
    find(' 2470 ');
    await until(() => part(lookup, 'button', 'request'), 'the button is there');
    expect(focused()?.textContent).to.equal('Order 2470');
    part(lookup, 'button')?.click();
    await until(() => part<HTMLDialogElement>(lookup, 'dialog')?.open, 'the dialog is open');
    await until(() => part(lookup, 'reason'), 'a reason is asked');
    expect(part(lookup, 'comment')?.getAttribute('aria-required')).to.equal('true');
  });

  it('BL-12 the seller’s number leads to cancelling', async () => {
    const { lookup, find } = await open([anOrder({ status: 'PENDING', number: '2471' })], 'seller');
    find('2471');
    await until(() => part(lookup, 'button', 'cancel'), 'the button is there');
  });

  it('shows an order that the page has at hand, until another is looked for', async () => {
    const [one, other] = [anOrder({ status: 'PAID', number: '2480' }), anOrder({ status: 'PAID', number: '2481' })];
    const { lookup, find } = await open([one, other]);
    lookup.order = one;
    await until(() => said(part(lookup, 'order')).includes('Order 2480'), 'it is there');
    await until(() => part(lookup, 'button', 'request'), 'with its button');
    find('2481');
    await until(() => said(part(lookup, 'order')).includes('Order 2481'), 'the other is there');
  });

  it('speaks the page’s language, and goes along when that changes', async () => {
    const { lookup } = await open([]);
    await until(() => said(lookup).includes(text('lookup.label')), 'it speaks English');
    const undress = dress({ lang: 'de', dir: 'ltr', dark: false });
    try {
      await until(() => said(lookup).includes('Bestellnummer'), 'it speaks German');
    } finally {
      undress();
    }
    await until(() => said(lookup).includes(text('lookup.label')), 'it speaks English again');
  });

  it('finds an order by its id as well', async () => {
    const order = anOrder({ status: 'PAID' });
    const { lookup, find } = await open([order]);
    find(order.id);
    await until(() => part(lookup, 'order'), 'the order is there');
  });

  it('says that there is none, whoever else’s it may be', async () => {
    const other = anOrder({ number: '2472', buyer: { id: 'buyer-2', name: 'Eve', status: 'active' } });
    const { lookup, find } = await open([other]);
    for (const number of ['2472', 'nonsense', '<img src=x onerror=alert(1)>']) {
      find(number);
      const none = text('lookup.none', { number });
      await until(() => said(part(lookup, 'message')) === none, `there is no ${number}`);
    }
    expect(part(lookup, 'order')).to.equal(null);
  });

  it('asks for a number, and says when the shop cannot be reached or wants a sign-in', async () => {
    hasten(100);
    const { lookup, find, shop } = await open([]);
    part(lookup, 'find')?.click();
    await until(() => said(part(lookup, 'message')) === text('lookup.required'), 'a number is asked for');
    expect(focused()?.localName).to.equal('input');
    shop.meddleAlways(answerWith('<!doctype html>', { headers: { 'Content-Type': 'text/html' } }));
    find('1');
    await until(() => said(part(lookup, 'message')) === text('lookup.failed'), 'it failed');
    const out = await open([], null);
    out.find('1');
    await until(() => said(part(out.lookup, 'message')) === text('lookup.sign-in-required'), 'a sign-in is asked for');
  });

  it('BL-10 an alert is filed from the seventh day on, and lifting it returns the order to Pending', async () => {
    const order = anOrder({ status: 'PROCESSING', number: '2473', placedAt: ago(days(8)) });
    const { lookup, find, shop } = await open([order]);
    find('2473');
    await until(() => buttonNamed(lookup, text('file.NRS')), 'an alert may be filed');
    expect(buttonNamed(lookup, text('file.NPB'))).to.equal(null);
    buttonNamed(lookup, text('file.NRS'))?.click();
    await until(() => said(part(lookup, 'alert')).startsWith(text('alert.NRS')), 'the alert stands');
    expect((await shop.shop.order(order.id))?.status).to.equal('NRS');
    buttonNamed(lookup, text('lift'))?.click();
    await until(() => parts(lookup, 'alert').length === 0, 'it is lifted');
    expect((await shop.shop.order(order.id))?.status).to.equal('PENDING');
  });

  it('BL-10 tells from when an alert may be filed', async () => {
    const { lookup, find } = await open([anOrder({ status: 'PAID', number: '2474', paidAt: ago(days(1)) })]);
    find('2474');
    await until(() => said(lookup).includes(text('file.NSS')), 'it is told');
    expect(buttonNamed(lookup, text('file.NSS'))).to.equal(null);
  });

  for (const [name, setting] of settings) {
    it(`satisfies axe (${name})`, async () => {
      const undress = dress(setting);
      try {
        const { lookup, find } = await open([
          anOrder({ status: 'PROCESSING', number: '2475', placedAt: ago(days(8)) }),
        ]);
        find('2475');
        await until(() => parts(lookup, 'alert-action').length > 0, 'all of it is there');
        expect(await violations(lookup)).to.equal('');
      } finally {
        undress();
      }
    });
  }
});
