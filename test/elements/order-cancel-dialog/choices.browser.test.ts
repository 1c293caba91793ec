import { expect, fixture, html } from '@open-wc/testing';
import 'order-cancel-elements/define';
import type { Actor, CancelPolicy, Order, OrderCancelButton } from 'order-cancel-elements';
import b2bSupplier from 'order-cancel-elements/presets/b2b-supplier';
import bricklink from 'order-cancel-elements/presets/bricklink';
import shopBuilder from 'order-cancel-elements/presets/shop-builder';
import { dress, settings, violations } from '../../support/elements/accessibility.ts';
import { ago, anOrder, hours, start, usd } from '../../support/elements/orders.ts';
import {
  below,
  choose,
  enter,
  focused,
  keepConsole,
  openDialog,
  part,
  parts,
  said,
  until,
} from '../../support/elements/page.ts';
import { aShop } from '../../support/elements/shop.ts';
import { text } from '../../support/elements/words.ts';

describe('what may be chosen in the dialog', () => {
  keepConsole();

  const open = async (policy: CancelPolicy, order: Order, actor: Actor) => {
    const shop = aShop({ policies: [policy], orders: [order], actor });
    const button = await fixture<OrderCancelButton>(
      html`<order-cancel-button order-id=${order.id} actor=${actor} .backend=${shop.backend}></order-cancel-button>`,
    );
    const dialog = await openDialog(button);
    await until(() => part(dialog, 'next'), 'the policy was read');
    const radio = (named: string) =>
      below(dialog)
        .find((one) => one.localName === 'label' && said(one) === named)
        ?.querySelector('input') ?? null;
    const line = (title: string) =>
      parts<HTMLInputElement>(dialog, 'line').find((one) => said(one.closest('li')).startsWith(title)) ?? null;
    const number = (title: string) =>
      parts<HTMLInputElement>(dialog, 'line-quantity').find((one) => one.ariaLabel?.startsWith(title)) ?? null;
    const set = (input: HTMLInputElement | null, value: string): void => {
      if (!input) throw new Error('there is no such field');
      input.value = value;
      input.dispatchEvent(new Event('change'));
    };
    const confirm = (): void => part(dialog, 'confirm')?.click();
    const done = () => until(() => part(dialog, 'done'), 'it is done');
    return { shop, button, dialog, radio, line, number, set, confirm, done };
  };

  it('SB-12 the customer takes items out of the list, and sees what comes back for the rest', async () => {
    const { shop, dialog, radio, line, number, set, confirm, done } = await open(
      shopBuilder,
      anOrder({ status: 'PREPARING' }),
      'buyer',
    );
    await until(() => part(dialog, 'lines'), 'the items can be chosen');
    const all = () => radio(text('choice.all'));
    expect([all()?.checked, line('Linen jacket')?.checked, line('Wool scarf')?.checked]).to.deep.equal([
      true,
      true,
      true,
    ]);
    expect(said(part(dialog, 'refund'))).to.contain('$45.00');
    expect(said(part(dialog, 'outcome'))).to.contain('$45.00');
    all()?.click();
    await until(() => line('Wool scarf')?.checked === false, 'nothing is chosen');
    confirm();
    await until(() => said(part(dialog, 'lines')).includes(text('choice.none')), 'none is pointed out');
    expect(shop.posted().length).to.equal(0);
    line('Wool scarf')?.click();
    await until(() => said(part(dialog, 'refund')).includes('$15.00'), 'the refund follows');
    expect(said(part(dialog, 'outcome'))).to.contain('$15.00');
    expect([all()?.checked, all()?.indeterminate]).to.deep.equal([false, true]);
    // More than there are becomes as many as there are.
    set(number('Wool scarf'), '7');
    await until(() => number('Wool scarf')?.value === '3', 'it is put right');
    below(dialog)
      .find((one) => one.ariaLabel === text('choice.fewer', { title: 'Wool scarf' }))
      ?.dispatchEvent(new MouseEvent('click'));
    await until(() => said(part(dialog, 'refund')).includes('$10.00'), 'the refund follows');
    expect(number('Wool scarf')?.value).to.equal('2');
    confirm();
    await done();
    expect(shop.posted()[0]?.body.lines).to.deep.equal([{ id: 'l2', quantity: 2 }]);
  });

  it('all the items, chosen one by one, are the whole order again', async () => {
    const { shop, dialog, line, confirm, done } = await open(shopBuilder, anOrder({ status: 'PREPARING' }), 'buyer');
    await until(() => part(dialog, 'lines'), 'the items can be chosen');
    line('Wool scarf')?.click();
    await until(() => said(part(dialog, 'outcome')).includes('$30.00'), 'the refund follows');
    line('Wool scarf')?.click();
    await until(() => said(part(dialog, 'outcome')).includes('$45.00'), 'the refund follows');
    confirm();
    await done();
    expect(shop.posted()[0]?.body.lines ?? null).to.equal(null);
  });

  it('B2B-15 offers no items where the whole order only can be cancelled', async () => {
    const { dialog } = await open(b2bSupplier, anOrder({ status: 'PENDING' }), 'buyer');
    expect(part(dialog, 'lines') === null).to.equal(true);
  });

  it('SB-12 the merchant keeps the items out of stock and gives the coupon back', async () => {
    const order = anOrder({ status: 'PREPARING', coupons: [{ code: 'SPRING' }] });
    const { shop, dialog, radio, confirm, done } = await open(shopBuilder, order, 'seller');
    await until(() => part(dialog, 'stock'), 'stock is asked about');
    radio(text('choice.restock'))?.click();
    radio(text('choice.coupons', { codes: 'SPRING' }))?.click();
    await until(() => said(part(dialog, 'stock')).includes(text('choice.goes.keep')), 'it is told');
    choose(part<HTMLSelectElement>(dialog, 'reason'), 'sold-out');
    confirm();
    await done();
    const { restock, restoreCoupons } = shop.posted()[0]?.body ?? {};
    expect([restock, restoreCoupons]).to.deep.equal([false, true]);
    expect(shop.shop.lots()).to.deep.equal([]);
  });

  it('BL-23 tells the seller on which bill the fee is credited', async () => {
    const order = anOrder({
      status: 'PAID',
      placedAt: new Date(start - hours(24 * 20)).toISOString(),
      fee: { amount: usd(135), billedMonth: '2026-02' },
    });
    const { dialog } = await open(bricklink, order, 'seller');
    await until(() => part(dialog, 'stock'), 'it is told');
    expect(said(part(dialog, 'stock'))).to.contain(text('choice.fee.credit', { amount: '$1.35', month: 'March 2026' }));
  });

  it('BL-18 the seller edits the items in four steps before the order is cancelled', async () => {
    const order = anOrder({ status: 'PAID', placedAt: ago(hours(2)) });
    const { shop, dialog, confirm, done } = await open(bricklink, order, 'seller');
    await until(() => part(dialog, 'inventory'), 'the items can be edited');
    (part(dialog, 'inventory') as HTMLDetailsElement).open = true;
    await until(() => part(dialog, 'edit'), 'the editor is there');
    part(dialog, 'edit')?.click();
    await until(() => said(focused()).endsWith('Select Consolidation Options'), 'the first step');
    choose(parts<HTMLSelectElement>(dialog, 'action').find((one) => one.localName === 'select') ?? null, 'delete');
    choose(part<HTMLSelectElement>(dialog, 'reason'), 'mutual-agreement');
    enter(part<HTMLTextAreaElement>(dialog, 'comment'), 'As agreed.');
    confirm();
    await until(() => said(dialog).includes(text('choice.unfinished')), 'the steps have to be finished');
    expect(shop.posted().length).to.equal(0);
    for (const step of ['Edit Items', 'Verify Items', 'Upload Items to Inventory and Cancel Order']) {
      part(dialog, 'next')?.click();
      await until(() => said(focused()).endsWith(step), step);
    }
    confirm();
    await done();
    expect(shop.shop.lots().map(({ sku, quantity }) => [sku, quantity])).to.deep.equal([['B', 3]]);
  });

  for (const [name, setting] of settings) {
    it(`satisfies axe (${name})`, async () => {
      const undress = dress(setting);
      try {
        const { button, dialog } = await open(
          shopBuilder,
          anOrder({ status: 'PREPARING', coupons: [{ code: 'SPRING' }] }),
          'seller',
        );
        await until(() => part(dialog, 'stock'), 'all of it is there');
        await until(() => part(dialog, 'line-quantity'), 'the items can be chosen');
        expect(await violations(button)).to.equal('');
      } finally {
        undress();
      }
    });
  }
});
