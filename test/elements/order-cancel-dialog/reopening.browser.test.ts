import { expect, fixture, html } from '@open-wc/testing';
import 'order-cancel-elements/define';
import type { CancelPolicy, Order, OrderCancelButton } from 'order-cancel-elements';
import poshmark from 'order-cancel-elements/presets/poshmark';
import { aPage } from '../../support/elements/frame.ts';
import { anOrder } from '../../support/elements/orders.ts';
import {
  choose,
  dialogOf,
  enter,
  field,
  focused,
  keepConsole,
  openDialog,
  part,
  said,
  until,
} from '../../support/elements/page.ts';
import { answerWith, aShop, gate } from '../../support/elements/shop.ts';
import { text } from '../../support/elements/words.ts';

describe('the dialog of <order-cancel-button>', () => {
  keepConsole();

  const open = async (order: Order = anOrder(), policy: CancelPolicy = poshmark) => {
    const shop = aShop({ policies: [policy], orders: [order] });
    const button = await fixture<OrderCancelButton>(
      html`<order-cancel-button order-id=${order.id} .backend=${shop.backend}></order-cancel-button>`,
    );
    const dialog = await openDialog(button);
    await until(() => part(dialog, 'next'), 'the policy was read');
    return { shop, order, button, dialog };
  };

  describe('where the order is no longer there', () => {
    const gone = ({ id }: Order) => answerWith(JSON.stringify({ views: [], missing: [id] }));

    it('stays and says so, and comes back with what was typed', async () => {
      const { shop, order, button, dialog } = await open();
      enter(field<HTMLTextAreaElement>(dialog, 'Comment'), 'Typed before');
      shop.meddle('GET', gone(order));
      await button.refresh();
      await until(() => part(button, 'problem'), 'it is said');
      expect(dialog.open).to.equal(true);
      expect(said(part(dialog, 'problem'))).to.equal(text('not-found'));
      expect(part(dialog, 'problem')?.getAttribute('role')).to.equal('alert');
      expect(part(dialog, 'confirm')).to.equal(null);
      expect(dialog.contains(focused()), 'the focus is inside').to.equal(true);
      await button.refresh();
      await until(() => part(dialog, 'confirm'), 'it can be confirmed again');
      expect(dialog.open).to.equal(true);
      expect(dialog.contains(focused()) || dialog === focused(), 'the focus is inside still').to.equal(true);
      expect(field<HTMLTextAreaElement>(dialog, 'Comment')?.value).to.equal('Typed before');
    });

    it('can be closed, and opened again once it is', async () => {
      const { shop, order, button, dialog } = await open();
      shop.meddle('GET', gone(order));
      await button.refresh();
      await until(() => part(button, 'close'), 'it is said');
      part(dialog, 'close')?.click();
      await until(() => part(button, 'dialog') === null, 'it is closed');
      await button.refresh();
      await openDialog(button);
    });

    it('shows the outcome of what is being sent all the same', async () => {
      const { shop, order, button, dialog } = await open();
      const { hold, open: letGo } = gate();
      shop.meddle('POST', hold);
      part(dialog, 'confirm')?.click();
      await until(() => shop.posted().length === 1, 'it is being sent');
      shop.meddle('GET', gone(order));
      await button.refresh();
      expect(part(dialog, 'confirm')?.getAttribute('aria-busy')).to.equal('true');
      letGo();
      await until(() => part(dialog, 'done'), 'it is done');
      shop.meddle('GET', gone(order));
      await button.refresh();
      expect(said(dialog)).to.contain(text('done.cancelled'));
    });
  });

  describe('opened again', () => {
    const close = async (button: Element, dialog: HTMLDialogElement) => {
      dialog.close();
      await until(() => part(button, 'dialog') === null, 'it is closed');
    };
    const again = async (button: Element) => {
      const dialog = await openDialog(button);
      await until(() => part(dialog, 'next'), 'the policy was read');
      return dialog;
    };

    it('has what was entered before, for the same order', async () => {
      const { button, dialog } = await open();
      choose(field<HTMLSelectElement>(dialog, 'Reason'), 'too-slow');
      enter(field<HTMLTextAreaElement>(dialog, 'Comment'), 'I would rather not');
      await close(button, dialog);
      const second = await again(button);
      expect(field<HTMLTextAreaElement>(second, 'Comment')?.value).to.equal('I would rather not');
      expect(field<HTMLSelectElement>(second, 'Reason')?.value).to.equal('too-slow');
    });

    it('has the message that was begun', async () => {
      const { button, dialog } = await open();
      part(dialog, 'review')?.parentElement?.querySelector('summary')?.click();
      await until(() => part(dialog, 'message'), 'there is a composer');
      enter(part<HTMLTextAreaElement>(dialog, 'message'), 'Dear Grace');
      await close(button, dialog);
      const second = await again(button);
      expect(part<HTMLTextAreaElement>(second, 'message')?.value).to.equal('Dear Grace');
    });

    it('has reason, comment and message after the page was loaded anew, until it was sent', async () => {
      const order = anOrder();
      const shop = aShop({ policies: [poshmark], orders: [order] });
      const { element, reload } = await aPage('order-cancel-button', { orderId: order.id, backend: shop.backend });
      const compose = async (dialog: Element) => {
        part(dialog, 'review')?.parentElement?.querySelector('summary')?.click();
        await until(() => part(dialog, 'message'), 'there is a composer');
      };
      const first = await again(element);
      choose(field<HTMLSelectElement>(first, 'Reason'), 'too-slow');
      enter(field<HTMLTextAreaElement>(first, 'Comment'), 'I would rather not');
      await compose(first);
      enter(part<HTMLTextAreaElement>(first, 'message'), 'Dear Grace');
      const second = await again(await reload());
      expect(field<HTMLSelectElement>(second, 'Reason')?.value).to.equal('too-slow');
      expect(field<HTMLTextAreaElement>(second, 'Comment')?.value).to.equal('I would rather not');
      await compose(second);
      expect(part<HTMLTextAreaElement>(second, 'message')?.value).to.equal('Dear Grace');
      const drafts = () => Object.entries(sessionStorage).filter(([name, typed]) => name.startsWith('draft') && typed);
      part(second, 'send-message')?.click();
      await until(() => drafts().length === 2, 'the message was sent');
      part(second, 'confirm')?.click();
      await until(() => part(second, 'done'), 'it was sent');
      expect(drafts().join()).to.equal('');
    });

    it('begins anew for another order, and once it was sent', async () => {
      const orders = [anOrder(), anOrder()] as [Order, Order];
      const shop = aShop({ policies: [{ ...poshmark, rules: withRequests }], orders });
      const button = await fixture<OrderCancelButton>(
        html`<order-cancel-button order-id=${orders[0].id} .backend=${shop.backend}></order-cancel-button>`,
      );
      const dialog = await again(button);
      enter(field<HTMLTextAreaElement>(dialog, 'Comment'), 'About the first');
      await close(button, dialog);
      button.orderId = orders[1].id;
      await button.updateComplete;
      await until(() => part(button, 'button'), 'the other is there');
      const second = await again(button);
      expect(said(second)).to.contain(orders[1].number);
      expect(field<HTMLTextAreaElement>(second, 'Comment')?.value).to.equal('');
      enter(field<HTMLTextAreaElement>(second, 'Comment'), 'About the second');
      part(second, 'confirm')?.click();
      await until(() => part(second, 'done'), 'it was sent');
      await close(button, await dialogOf(button));
      const third = await again(button);
      expect(field<HTMLTextAreaElement>(third, 'Comment')?.value).to.equal('');
    });
  });
});

/** Whoever asked may ask again. */
const withRequests: CancelPolicy['rules'] = [
  { id: 'ask', when: { request: ['none', 'requested'] }, then: { outcome: 'request', reason: 'seller-decides' } },
];
