import { expect, fixture, html } from '@open-wc/testing';
import 'order-cancel-elements/define';
import { type OrderCancelButton, type OrderCancelProvider, registerPolicy } from 'order-cancel-elements';
import type { CancellationBackend } from 'order-cancel-elements/backend';
import poshmark from 'order-cancel-elements/presets/poshmark';
import { ago, anOrder, aPolicy, hours, start } from '../../support/elements/orders.ts';
import {
  buttonNamed,
  consoleLine,
  hasten,
  keepConsole,
  openDialog,
  part,
  pause,
  replace,
  said,
  until,
} from '../../support/elements/page.ts';
import { aShop } from '../../support/elements/shop.ts';
import { text } from '../../support/elements/words.ts';

describe('settings of <order-cancel-provider> and of the elements in it', () => {
  keepConsole();

  const buttonIn = (page: Element): OrderCancelButton => page.querySelector('order-cancel-button') as OrderCancelButton;
  const labelled = (button: Element, label: string) =>
    until(() => said(part(button, 'button')) === label, `it says “${label}”`);
  const shopWhere = (outcome: 'cancel' | 'request' | 'ask-server', id: string) =>
    aShop({ policies: [aPolicy(outcome)], orders: [anOrder({ id })] });

  it('every attribute has a property in camel case', () => {
    const button = document.createElement('order-cancel-button');
    const attributes = { 'order-id': '7', backend: '/b', policy: 'p', actor: 'seller', 'when-denied': 'hide' };
    for (const [name, value] of Object.entries(attributes)) button.setAttribute(name, value);
    const { orderId, backend, policy, actor, whenDenied } = button;
    expect([orderId, backend, policy, actor, whenDenied].join()).to.equal('7,/b,p,seller,hide');
  });

  describe('backend', () => {
    it('comes from the provider around it', async () => {
      const shop = shopWhere('cancel', 'b1');
      const page = await fixture(html`<order-cancel-provider .backend=${shop.backend}>
        <div><order-cancel-button order-id="b1"></order-cancel-button></div>
      </order-cancel-provider>`);
      await labelled(buttonIn(page), 'Cancel order');
    });

    it('comes from the nearest of several providers', async () => {
      const far = shopWhere('cancel', 'b2');
      const near = shopWhere('request', 'b2');
      const page = await fixture(html`<order-cancel-provider .backend=${far.backend}>
        <order-cancel-provider actor="buyer">
          <order-cancel-provider .backend=${near.backend}>
            <order-cancel-button order-id="b2"></order-cancel-button>
          </order-cancel-provider>
        </order-cancel-provider>
      </order-cancel-provider>`);
      await labelled(buttonIn(page), 'Request cancellation');
      expect(far.sent.length).to.equal(0);
    });

    it('of the element’s own goes before the provider’s', async () => {
      const provided = shopWhere('cancel', 'b3');
      const own = shopWhere('request', 'b3');
      const page = await fixture(html`<order-cancel-provider .backend=${provided.backend}>
        <order-cancel-button order-id="b3" .backend=${own.backend}></order-cancel-button>
      </order-cancel-provider>`);
      await labelled(buttonIn(page), 'Request cancellation');
      expect(provided.sent.length).to.equal(0);
    });

    it('as a URL speaks the package’s HTTP to it, relative to the document', async () => {
      const shop = shopWhere('cancel', 'b4');
      replace(globalThis, 'fetch', shop.fetch);
      const { pathname } = new URL(shop.base);
      const button = await fixture(
        html`<order-cancel-button order-id="b4" backend="${pathname}/"></order-cancel-button>`,
      );
      await labelled(button, 'Cancel order');
      expect(shop.sent.map(({ path }) => path.split('?')[0]).join()).to.equal('orders,policies/test');
    });

    it('may be an adapter of the page’s own', async () => {
      const order = anOrder();
      const view = {
        order,
        cancellation: null,
        policy: { id: 'test', version: '1', hash: 'own' },
        now: ago(0, Date.now()),
      };
      const asked: string[] = [];
      const backend: CancellationBackend = {
        async loadOrders(ids) {
          asked.push(...ids);
          return { views: [view], missing: [] };
        },
        loadPolicy: async () => aPolicy('request'),
        send: async () => ({ ok: false, problem: { code: 'unavailable' } }),
      };
      const button = await fixture(
        html`<order-cancel-button order-id=${order.id} .backend=${backend}></order-cancel-button>`,
      );
      await labelled(button, 'Request cancellation');
      expect(asked.join()).to.equal(order.id);
    });

    it('may change: the order is read from the new one', async () => {
      const [one, other] = [shopWhere('cancel', 'b5'), shopWhere('request', 'b5')];
      const page = await fixture<OrderCancelProvider>(html`<order-cancel-provider .backend=${one.backend}>
        <order-cancel-button order-id="b5"></order-cancel-button>
      </order-cancel-provider>`);
      await labelled(buttonIn(page), 'Cancel order');
      page.backend = other.backend;
      await labelled(buttonIn(page), 'Request cancellation');
    });

    it('follows an element that moves to another provider', async () => {
      const [one, other] = [shopWhere('cancel', 'b6'), shopWhere('request', 'b6')];
      const page = await fixture(html`<div>
        <order-cancel-provider .backend=${one.backend}><order-cancel-button order-id="b6"></order-cancel-button></order-cancel-provider>
        <order-cancel-provider .backend=${other.backend}></order-cancel-provider>
      </div>`);
      const button = buttonIn(page);
      await labelled(button, 'Cancel order');
      page.querySelector('order-cancel-provider:last-of-type')?.append(button);
      await labelled(button, 'Request cancellation');
    });

    it('reaches an element inside another component’s shadow tree, and through its slots', async () => {
      const shop = shopWhere('cancel', 'b7');
      const host = await fixture(
        html`<order-cancel-provider .backend=${shop.backend}><section></section></order-cancel-provider>`,
      );
      const root = (host.querySelector('section') as HTMLElement).attachShadow({ mode: 'open' });
      root.innerHTML = '<order-cancel-button order-id="b7"></order-cancel-button>';
      await labelled(root.querySelector('order-cancel-button') as Element, 'Cancel order');

      const outer = await fixture<HTMLElement>(
        html`<div><order-cancel-button order-id="b7"></order-cancel-button></div>`,
      );
      const slotted = buttonIn(outer);
      const tree = outer.attachShadow({ mode: 'open' });
      const provider = document.createElement('order-cancel-provider');
      provider.backend = shop.backend;
      provider.append(document.createElement('slot'));
      tree.append(provider);
      await slotted.refresh();
      await labelled(slotted, 'Cancel order');
    });
  });

  describe('policy', () => {
    const given = (outcome: 'cancel' | 'request' | 'ask-server') => aPolicy(outcome);

    it('decides without any backend on an order of the page’s own', async () => {
      const page = await fixture(html`<order-cancel-provider .policy=${given('request')}>
        <order-cancel-button .order=${anOrder()}></order-cancel-button>
      </order-cancel-provider>`);
      await labelled(buttonIn(page), 'Request cancellation');
    });

    it('decides without any backend on a view of the page’s own', async () => {
      const order = anOrder();
      const view = { order, cancellation: null, policy: { id: 'x', version: '1', hash: 'h' }, now: ago(0, Date.now()) };
      const button = await fixture(
        html`<order-cancel-button .view=${view} .policy=${given('cancel')}></order-cancel-button>`,
      );
      await labelled(button, 'Cancel order');
    });

    it('of the element’s own goes before the provider’s', async () => {
      const page = await fixture(html`<order-cancel-provider .policy=${given('request')}>
        <order-cancel-button .order=${anOrder()} .policy=${given('cancel')}></order-cancel-button>
      </order-cancel-provider>`);
      await labelled(buttonIn(page), 'Cancel order');
    });

    it('of the provider may change while the page runs', async () => {
      const page = await fixture<OrderCancelProvider>(html`<order-cancel-provider .policy=${given('request')}>
        <order-cancel-button .order=${anOrder()}></order-cancel-button>
      </order-cancel-provider>`);
      await labelled(buttonIn(page), 'Request cancellation');
      page.policy = given('cancel');
      await labelled(buttonIn(page), 'Cancel order');
    });

    it('may be named by registerPolicy, before or after the element', async () => {
      registerPolicy('house-rules', given('cancel'));
      const before = await fixture(
        html`<order-cancel-button policy="house-rules" .order=${anOrder()}></order-cancel-button>`,
      );
      await labelled(before, 'Cancel order');
      const after = await fixture(
        html`<order-cancel-button policy="later-rules" .order=${anOrder()}></order-cancel-button>`,
      );
      await pause(20);
      expect(part(after, 'button') === null).to.equal(true);
      registerPolicy('later-rules', given('request'));
      await labelled(after, 'Request cancellation');
    });

    it('may be the URL of its JSON', async () => {
      const url = URL.createObjectURL(new Blob([JSON.stringify(given('request'))], { type: 'application/json' }));
      const button = await fixture(html`<order-cancel-button policy=${url} .order=${anOrder()}></order-cancel-button>`);
      await labelled(button, 'Request cancellation');
      URL.revokeObjectURL(url);
    });

    it('of a name that nobody registered promises nothing, and says so once on the console', async () => {
      hasten(50);
      const page = await fixture(html`<div>
        <order-cancel-button policy="poshmrk" .order=${anOrder()}></order-cancel-button>
        <order-cancel-button policy="poshmrk" .order=${anOrder()}></order-cancel-button>
      </div>`);
      const line = await consoleLine();
      expect(line).to.contain('no policy is registered as "poshmrk"');
      expect(line).to.contain('registered: ');
      await labelled(page.firstElementChild as Element, 'Ask to cancel');
      await labelled(page.lastElementChild as Element, 'Ask to cancel');
    });

    it('at a URL that gives none promises nothing, and says so once on the console', async () => {
      const button = await fixture(
        html`<order-cancel-button policy="blob:nowhere/x" .order=${anOrder()}></order-cancel-button>`,
      );
      expect(await consoleLine()).to.contain('policy blob:nowhere/x could not be read');
      await labelled(button, 'Ask to cancel');
    });

    it('that is malformed promises nothing, and the console is told where it is', async () => {
      const broken = { ...given('cancel'), rules: [{ id: 'r', when: { moon: 'full' }, then: { outcome: 'cancel' } }] };
      const url = URL.createObjectURL(new Blob([JSON.stringify(broken)]));
      const button = await fixture(html`<order-cancel-button policy=${url} .order=${anOrder()}></order-cancel-button>`);
      expect(await consoleLine()).to.match(/is malformed: [\s\S]*rules.*0.*when/);
      await labelled(button, 'Ask to cancel');
      URL.revokeObjectURL(url);
    });

    it('given on the page is used until the view’s own is there; that the server decides otherwise is told', async () => {
      const order = anOrder();
      const shop = aShop({ policies: [aPolicy('request')], orders: [order] });
      const page = await fixture(html`<order-cancel-button
        .order=${order}
        .policy=${given('cancel')}
        .backend=${shop.backend}
      ></order-cancel-button>`);
      await labelled(page, 'Cancel order');
      await labelled(page, 'Request cancellation');
      expect(await consoleLine()).to.match(/the page decided .?cancel.* the server .?request/);
      expect(shop.sent.map(({ path }) => path.split('?')[0]).join()).to.equal('orders,policies/test');
    });
  });

  describe('actor', () => {
    it('comes from the provider, and the element’s own goes before it', async () => {
      const order = anOrder({ placedAt: ago(hours(5), Date.now()) });
      const page = await fixture(html`<order-cancel-provider actor="seller" .policy=${poshmark}>
        <order-cancel-button .order=${order}></order-cancel-button>
        <order-cancel-button .order=${order} actor="buyer"></order-cancel-button>
      </order-cancel-provider>`);
      const [seller, buyer] = [...page.children] as [Element, Element];
      await labelled(seller, 'Cancel order');
      await labelled(buyer, 'Request cancellation');
    });

    it('may change', async () => {
      const order = anOrder({ placedAt: ago(hours(5), Date.now()) });
      const button = await fixture<OrderCancelButton>(
        html`<order-cancel-button .order=${order} .policy=${poshmark}></order-cancel-button>`,
      );
      await labelled(button, 'Request cancellation');
      button.actor = 'seller';
      await labelled(button, 'Cancel order');
    });
  });

  it('another order id shows another order', async () => {
    const [one, other] = [anOrder(), anOrder({ placedAt: ago(hours(5)) })];
    const shop = aShop({ policies: [poshmark], orders: [one, other] });
    const button = await fixture<OrderCancelButton>(
      html`<order-cancel-button order-id=${one.id} .backend=${shop.backend}></order-cancel-button>`,
    );
    await labelled(button, 'Cancel order');
    button.orderId = other.id;
    await labelled(button, 'Request cancellation');
  });

  it('a new view of the page’s own replaces the old one', async () => {
    const order = anOrder();
    const policy = { id: 'x', version: '1', hash: 'h' };
    const view = { order, cancellation: null, policy, now: ago(0, Date.now()) };
    const button = await fixture<OrderCancelButton>(
      html`<order-cancel-button .view=${view} .policy=${poshmark} when-denied="explain"></order-cancel-button>`,
    );
    await until(() => part(button, 'button'), 'it has a button');
    button.view = { ...view, order: { ...order, status: 'CANCELLED', revision: 'r2' } };
    await until(() => said(button).includes(text('denied.already-cancelled')), 'the new view is shown');
  });

  it('refresh() of the provider has every element in it read its order again', async () => {
    const orders = [anOrder(), anOrder()];
    const shop = aShop({ policies: [poshmark], orders });
    const page = await fixture<OrderCancelProvider>(html`<order-cancel-provider .backend=${shop.backend}>
      ${orders.map(({ id }) => html`<p><order-cancel-button order-id=${id}></order-cancel-button></p>`)}
    </order-cancel-provider>`);
    await until(() => said(page).split('Cancel order').length === 3, 'both are shown');
    expect(shop.now()).to.be.least(start);
    shop.pass(hours(3));
    await page.refresh();
    expect(said(page).split('Request cancellation').length).to.equal(3);
    expect(shop.sent.filter(({ path }) => path.startsWith('orders?')).length).to.equal(2);
  });

  it('an order of the page’s own without a backend opens its dialog and says that nothing can be sent', async () => {
    const button = await fixture(
      html`<order-cancel-button .order=${anOrder()} .policy=${aPolicy()}></order-cancel-button>`,
    );
    const dialog = await openDialog(button);
    buttonNamed(dialog, 'Confirm cancellation')?.click();
    await until(() => part(dialog, 'problem'), 'the problem is told');
    expect(said(part(dialog, 'problem'))).to.contain('cannot be reached');
    expect(await consoleLine()).to.contain('there is no backend');
  });
});
