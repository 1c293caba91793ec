import { expect, fixture, html } from '@open-wc/testing';
import 'order-cancel-elements/define';
import type { CancelStatusBadge, OrderCancelButton, OrderView } from 'order-cancel-elements';
import type { CancellationBackend } from 'order-cancel-elements/backend';
import poshmark from 'order-cancel-elements/presets/poshmark';
import { ago, anOrder, aPolicy, hours } from '../../support/elements/orders.ts';
import {
  buttonNamed,
  buttons,
  consoleLine,
  consoleLines,
  focused,
  keepConsole,
  part,
  pause,
  said,
  until,
} from '../../support/elements/page.ts';
import { answerWith, aShop, gate, loseRequest, type Shop } from '../../support/elements/shop.ts';
import { text } from '../../support/elements/words.ts';

describe('<order-cancel-button> without an answer', () => {
  keepConsole();

  const mount = (shop: Pick<Shop, 'backend'>, orderId: string) =>
    fixture<OrderCancelButton>(
      html`<order-cancel-button order-id=${orderId} .backend=${shop.backend}></order-cancel-button>`,
    );

  it('shows nothing while no order is named', async () => {
    const button = await mount(aShop({ policies: [poshmark] }), '');
    button.orderId = undefined;
    await button.updateComplete;
    expect(said(button)).to.equal('');
  });

  it('says that the order is being read, and then shows the outcome', async () => {
    const order = anOrder();
    const shop = aShop({ policies: [poshmark], orders: [order] });
    const { hold, open } = gate();
    shop.meddle('GET', hold);
    const button = await mount(shop, order.id);
    expect(said(part(button, 'status'))).to.equal(text('loading'));
    expect(part(button, 'status')?.getAttribute('aria-busy')).to.equal('true');
    open();
    await until(() => buttonNamed(button, 'Cancel order'), 'the outcome is shown');
    expect(part(button, 'status') === null).to.equal(true);
  });

  it('says that an order is not available that the backend lacks or that is somebody else’s', async () => {
    const theirs = anOrder({ buyer: { id: 'buyer-2', name: 'Eve', status: 'active' } });
    const shop = aShop({ policies: [poshmark], orders: [theirs] });
    for (const id of ['nowhere', theirs.id]) {
      const button = await mount(shop, id);
      await until(() => said(button) === text('not-found'), 'it is missing');
    }
  });

  it('asks to sign in', async () => {
    const order = anOrder();
    const shop = aShop({ policies: [poshmark], orders: [order], actor: null });
    const button = await mount(shop, order.id);
    await until(() => said(button) === text('sign-in-required'), 'signing in is asked for');
    expect(await consoleLine()).to.contain('sign-in-required');
  });

  it('says that the backend cannot be reached, and tries again on request', async () => {
    const order = anOrder();
    const shop = aShop({ policies: [poshmark], orders: [order] });
    shop.meddle('GET', loseRequest);
    const button = await mount(shop, order.id);
    await until(() => buttonNamed(button, 'Try again'), 'it is offline');
    expect(said(part(button, 'status'))).to.equal(text('offline'));
    expect(await consoleLine()).to.contain(`${shop.base}/orders?id=${order.id}`);
    buttonNamed(button, 'Try again')?.click();
    await until(() => buttonNamed(button, 'Cancel order'), 'the outcome is shown');
  });

  it('shows its own content when no backend can be reached, and only then', async () => {
    const order = anOrder();
    const shop = aShop({ policies: [poshmark], orders: [order] });
    shop.meddle('GET', loseRequest);
    const button = await fixture<OrderCancelButton>(html`<order-cancel-button
      order-id=${order.id}
      .backend=${shop.backend}
      ><a href="/contact">Write to us</a></order-cancel-button
    >`);
    const link = button.querySelector('a') as HTMLElement;
    expect(link.getClientRects().length).to.equal(0);
    await until(() => link.getClientRects().length > 0, 'the fallback is shown');
    expect(said(button)).to.equal('Write to us');
    expect(await consoleLine()).to.contain('orders could not be read');
    await button.refresh();
    await until(() => buttonNamed(button, 'Cancel order'), 'the outcome is shown');
    expect(link.getClientRects().length).to.equal(0);
  });

  it('keeps what it knows when the order cannot be read again', async () => {
    const order = anOrder();
    const shop = aShop({ policies: [poshmark], orders: [order] });
    const button = await mount(shop, order.id);
    await until(() => buttonNamed(button, 'Cancel order'), 'the outcome is shown');
    shop.meddle('GET', loseRequest);
    await button.refresh();
    expect(said(part(button, 'button'))).to.equal('Cancel order');
    expect(await consoleLine()).to.contain('orders could not be read');
  });

  it('refresh() resolves when the new answer is shown', async () => {
    const order = anOrder();
    const shop = aShop({ policies: [poshmark], orders: [order] });
    const button = await mount(shop, order.id);
    await until(() => buttonNamed(button, 'Cancel order'), 'the outcome is shown');
    shop.pass(hours(3));
    await button.refresh();
    expect(said(part(button, 'button'))).to.equal('Request cancellation');
  });

  it('shows the server’s decision where the policy cannot be had', async () => {
    const order = anOrder();
    const shop = aShop({ policies: [poshmark], orders: [order] });
    shop.meddleAlways(async (answer, { path }) =>
      path.startsWith('policies/') ? new Response('gone', { status: 500 }) : answer(),
    );
    const button = await mount(shop, order.id);
    await until(() => buttonNamed(button, 'Cancel order'), 'the outcome is shown');
    expect(await consoleLine()).to.match(/policy .?poshmark.? could not be read .*the server's own decision is shown/);
  });

  it('shows the server’s decision where the policy is malformed, and says where', async () => {
    const order = anOrder();
    const shop = aShop({ policies: [aPolicy()], orders: [order] });
    shop.meddleAlways(async (answer, { path }) =>
      path.startsWith('policies/') ? Response.json({ ...aPolicy(), rules: [{ id: 'x', when: null }] }) : answer(),
    );
    const button = await mount(shop, order.id);
    await until(() => buttonNamed(button, 'Cancel order'), 'the outcome is shown');
    expect(await consoleLine()).to.match(/policy .?test.? is malformed: [\s\S]*rules.*when/);
  });

  describe('from a backend that lies', () => {
    /** A page with a button and a badge of the same order, and a button of a shop that is in order. */
    const meet = async (lie: (view: OrderView) => Response | Promise<Response>, orderId?: string) => {
      const order = anOrder();
      const shop = aShop({ policies: [poshmark], orders: [order] });
      shop.meddle('GET', async (answer) => {
        const { views } = (await (await answer()).json()) as { views: OrderView[] };
        return lie(views[0] as OrderView);
      });
      const good = anOrder();
      const other = aShop({ policies: [poshmark], orders: [good] });
      const page = await fixture<HTMLElement>(html`<div>
        <order-cancel-button order-id=${orderId ?? order.id} .backend=${shop.backend}></order-cancel-button>
        <cancel-status-badge order-id=${orderId ?? order.id} .backend=${shop.backend}></cancel-status-badge>
        <order-cancel-button order-id=${good.id} .backend=${other.backend}></order-cancel-button>
        <p>The rest of the page</p>
      </div>`);
      const [button, neighbour] = [...page.querySelectorAll('order-cancel-button')] as OrderCancelButton[];
      const badge = page.querySelector('cancel-status-badge') as CancelStatusBadge;
      await until(() => buttonNamed(neighbour as Element, 'Cancel order'), 'the other button works');
      return { shop, order, button: button as OrderCancelButton, badge, page };
    };

    const json = (value: unknown) => Response.json(value);

    const lies: [string, (view: OrderView) => Response][] = [
      ['HTML', () => new Response('<!doctype html><h1>Sign in</h1>', { headers: { 'Content-Type': 'text/html' } })],
      ['JSON that is cut', (view) => new Response(JSON.stringify({ views: [view] }).slice(0, -20))],
      ['nothing at all', () => new Response('')],
      ['null', () => json(null)],
      ['an object without views', () => json({ orders: [] })],
      ['views that are no list', (view) => json({ views: { 0: view }, missing: [] })],
      ['an error of the server', () => new Response('oops', { status: 500 })],
      ['a problem', () => Response.json({ code: 'unavailable' }, { status: 503 })],
    ];
    for (const [what, lie] of lies) {
      it(`takes ${what} for no answer, says so once, and leaves the page unharmed`, async () => {
        const { shop, button, badge, page } = await meet(lie);
        await until(() => buttonNamed(button, 'Try again'), 'it is offline');
        expect(said(badge)).to.equal('');
        expect(await consoleLine()).to.contain(`orders could not be read: ${shop.base}/orders?id=`);
        expect(said(page)).to.contain('The rest of the page');
        expect(buttons(button).map(said).join()).to.equal('Try again');
      });
    }

    const wrong: [string, (view: OrderView) => unknown][] = [
      ['amounts as text', (view) => ({ ...view, order: { ...view.order, total: '45.00' } })],
      ['no lines', (view) => ({ ...view, order: { ...view.order, lines: undefined } })],
      ['a cancellation of no known state', (view) => ({ ...view, cancellation: { id: 'c1', state: 'gone' } })],
      ['a time that is none', (view) => ({ ...view, now: 'today' })],
      ['a decision without an outcome', (view) => ({ ...view, decision: { reason: 'x' } })],
    ];
    for (const [what, twist] of wrong) {
      it(`does not show a view with ${what}, and says so once`, async () => {
        const { order, button, badge } = await meet((view) => json({ views: [twist(view)], missing: [] }));
        await until(() => buttonNamed(button, 'Try again'), 'it is offline');
        expect(said(badge)).to.equal('');
        expect(await consoleLine()).to.contain(`the view of order "${order.id}" is not as the contract says`);
      });
    }

    it('takes a view without an id for a failure, not for a missing order', async () => {
      const { button } = await meet(() => json({ views: [null, 7, {}], missing: [] }));
      await until(() => buttonNamed(button, 'Try again'), 'it is offline');
      expect(await consoleLine()).to.contain('the view of order without id');
    });

    it('ignores views that it did not ask for', async () => {
      const policy = { id: poshmark.id, version: poshmark.version, hash: 'h' };
      const foreign = { order: anOrder(), cancellation: null, policy, now: ago(0) };
      const { button } = await meet(() => json({ views: [foreign], missing: [] }));
      await until(() => buttonNamed(button, 'Try again'), 'it could not be read');
    });

    const details: [string, Record<string, unknown>][] = [
      ['a next turn of another shape', { next: 'soon', validUntil: 'soon' }],
      ['a next turn at no time', { next: { at: 'soon', outcome: 'request', reason: 'x', ruleId: null } }],
      [
        'a next turn beyond time',
        { next: { at: 1e20, outcome: 'request', reason: 'x', ruleId: null }, validUntil: 1e20 },
      ],
      ['a next turn to nothing known', { next: { at: Date.now() + 1e6, outcome: 'moon', reason: 'x', ruleId: null } }],
      [
        'names of objects’ own as codes',
        { reason: '__proto__', ruleId: 'constructor', alternatives: ['__proto__', 'constructor'] },
      ],
      ['an outcome that nobody knows', { outcome: 'moon' }],
      ['an outcome named as an object’s own', { outcome: 'constructor' }],
      ['a trace of another shape', { trace: 7, withdrawal: 'yes' }],
    ];
    for (const [what, changes] of details) {
      for (const outcome of ['cancel', 'none']) {
        it(`takes no harm from a decision of ${outcome} with ${what}`, async () => {
          const { button, page } = await meet((view) =>
            json({ views: [{ ...view, decision: { ...view.decision, outcome, ...changes } }], missing: [] }),
          );
          await until(() => !part(button, 'status', 'loading'), 'it is shown');
          await pause(100);
          part(button, 'button')?.click();
          await pause(50);
          expect(said(page)).to.contain('The rest of the page');
          const strange = consoleLines().filter((line) => !line.startsWith('order-cancel-elements: '));
          expect(strange.join()).to.equal('');
        });
      }
    }

    it('recovers when the backend tells the truth again', async () => {
      const { button } = await meet(({ order: { id } }) => json({ views: [{ order: { id } }] }));
      await until(() => part(button, 'status'), 'there is no answer');
      await button.refresh();
      await until(() => buttonNamed(button, 'Cancel order'), 'the outcome is shown');
      expect(await consoleLine()).to.contain('is not as the contract says');
    });
  });

  it('“Try again” tells that it is reading, and leads on to what it found', async () => {
    const order = anOrder();
    const shop = aShop({ policies: [poshmark], orders: [order] });
    shop.meddle('GET', loseRequest);
    const button = await fixture<OrderCancelButton>(
      html`<order-cancel-button order-id=${order.id} .backend=${shop.backend}></order-cancel-button>`,
    );
    await until(() => part(button, 'retry'), 'it is offline');
    await consoleLine();
    const { hold, open } = gate();
    shop.meddle('GET', hold);
    const retry = part(button, 'retry');
    retry?.focus();
    retry?.click();
    await until(() => retry?.getAttribute('aria-busy') === 'true', 'it is busy');
    expect(said(retry)).to.equal(text('loading'));
    expect(focused() === retry).to.equal(true);
    open();
    await until(() => part(button, 'button') && focused() === part(button, 'button'), 'the focus is on the button');
  });

  describe('from a backend of the page’s own', () => {
    const backends: [string, Partial<CancellationBackend>][] = [
      [
        'throws',
        {
          loadOrders: () => {
            throw new Error('own-throw');
          },
        },
      ],
      ['rejects with nothing', { loadOrders: () => Promise.reject() }],
      ['answers nothing', { loadOrders: async () => undefined as never }],
      ['has no method', {}],
    ];
    for (const [what, backend] of backends) {
      it(`is offline where it ${what}`, async () => {
        const button = await mount({ backend: backend as CancellationBackend }, `own-${what}`);
        await until(() => buttonNamed(button, 'Try again'), 'it is offline');
        expect(await consoleLine()).to.contain('orders could not be read');
      });
    }
  });

  it('HTML in place of the whole page of orders is one line on the console, however many elements there are', async () => {
    const shop = aShop({ policies: [poshmark] });
    shop.meddleAlways(answerWith('<html>', { headers: { 'Content-Type': 'text/html' } }));
    const page = await fixture<HTMLElement>(html`<div>
      ${Array.from({ length: 20 }, (_, index) => html`<order-cancel-button order-id=${`x${index}`} .backend=${shop.backend}></order-cancel-button>`)}
    </div>`);
    await until(() => said(page).split(text('offline')).length === 21, 'all are offline');
    await consoleLine();
  });
});
