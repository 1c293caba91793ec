import { expect } from '@open-wc/testing';
import type { CancelStatusBadge, OrderCancelButton } from 'order-cancel-elements';
import poshmark from 'order-cancel-elements/presets/poshmark';
import { aCancellation, anOrder } from '../../support/elements/orders.ts';
import { keepConsole, part, parts, said, until } from '../../support/elements/page.ts';
import { aShop } from '../../support/elements/shop.ts';

/** A shadow root as a server renders it, with what Lit leaves there to find its way. */
const shadow =
  '<template shadowrootmode="open"><style>i{}</style><!--lit-part Pz0gobCCM4E=--><slot></slot><!--/lit-part--></template>';

/** Elements whose shadow roots came with the page are taken over, whoever registers them first. */
export function describeServerRendered(title: string): void {
  describe(title, () => {
    keepConsole();
    let place: HTMLElement & { setHTMLUnsafe(html: string): void };
    beforeEach(() => {
      place = document.body.appendChild(document.createElement('div')) as typeof place;
    });
    afterEach(() => place.remove());

    it('show what the page has put inside until they know their order, and nothing of it then', async () => {
      const order = anOrder();
      const shop = aShop({ policies: [poshmark], orders: [order] });
      place.setHTMLUnsafe(`<order-cancel-button>${shadow}<a href="/c">Contact</a></order-cancel-button>`);
      const button = place.firstElementChild as OrderCancelButton;
      // Not every engine upgrades it at once.
      await until(() => button.hasUpdated, 'the element is there');
      expect(said(button)).to.equal('Contact');
      Object.assign(button, { backend: shop.backend, policy: poshmark, orderId: order.id });
      await until(() => part(button, 'button'), 'there is a button');
      expect(button.shadowRoot?.querySelectorAll('slot, style').length).to.equal(0);
      expect(parts(button, 'button').length).to.equal(1);
      expect(said(button)).to.not.contain('Contact');
    });

    it('show what they are told of an order once, beside nothing that the server left', async () => {
      const order = anOrder({ status: 'CANCELLED' });
      place.setHTMLUnsafe(`<cancel-status-badge>${shadow}…</cancel-status-badge>`);
      const badge = place.firstElementChild as CancelStatusBadge;
      const cancellation = aCancellation(order, { state: 'cancelled' });
      badge.view = { order, cancellation, policy: cancellation.policy, now: order.placedAt };
      await until(() => part(badge, 'badge'), 'there is a badge');
      expect(said(badge)).to.equal('Cancelled');
    });
  });
}
