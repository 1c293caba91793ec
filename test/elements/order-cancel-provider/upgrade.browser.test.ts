import { expect, fixture, html } from '@open-wc/testing';
import 'order-cancel-elements/define/order-cancel-button';
import { registerPolicy } from 'order-cancel-elements';
import { anOrder, aPolicy } from '../../support/elements/orders.ts';
import { consoleLines, keepConsole, part, pause, said, until } from '../../support/elements/page.ts';
import { aShop } from '../../support/elements/shop.ts';

describe('<order-cancel-provider> that is not defined yet', () => {
  keepConsole();

  it('counts by its attributes, and by its properties once it is defined', async () => {
    registerPolicy('early', aPolicy('request'));
    const order = anOrder();
    const page = await fixture(html`<order-cancel-provider policy="early">
      <order-cancel-button .order=${order}></order-cancel-button>
    </order-cancel-provider>`);
    const button = page.querySelector('order-cancel-button') as Element;
    expect(customElements.get('order-cancel-provider') === undefined).to.equal(true);
    await until(() => said(part(button, 'button')) === 'Request cancellation', 'the attribute counts');

    const shop = aShop({ policies: [aPolicy('cancel')], orders: [order] });
    Object.assign(page, { backend: shop.backend });
    await import('order-cancel-elements/define/order-cancel-provider');
    await until(() => said(part(button, 'button')) === 'Cancel order', 'the property counts');
    // Until the server's own policy is there, the page's decides otherwise than the server, which is told.
    await pause(50);
    consoleLines();
  });

  it('an element defined alone needs no other', () => {
    const defined = ['order-cancel-button', 'cancel-status-badge'].filter((tag) => customElements.get(tag));
    expect(defined.join()).to.equal('order-cancel-button');
  });
});
