import { expect, fixture, html } from '@open-wc/testing';
import 'order-cancel-elements/define';
import type { Decision, OrderCancelButton, OrderView } from 'order-cancel-elements';
import type { CancellationBackend } from 'order-cancel-elements/backend';
import poshmark from 'order-cancel-elements/presets/poshmark';
import { ago, anOrder, aPolicy, days, hours, minutes, start } from '../../support/elements/orders.ts';
import { consoleLine, heard, keepConsole, part, pause, replace, said, until } from '../../support/elements/page.ts';
import { aShop, type Shop } from '../../support/elements/shop.ts';

describe('the decision that <order-cancel-button> shows', () => {
  keepConsole();

  const mount = (shop: Shop, orderId: string) =>
    fixture<OrderCancelButton>(
      html`<order-cancel-button order-id=${orderId} .backend=${shop.backend}></order-cancel-button>`,
    );
  const labelled = (button: Element, label: string) =>
    until(() => said(part(button, 'button')) === label, `it says “${label}”`);
  /** An order whose three hours end in so many milliseconds. */
  const endingIn = (left: number) => anOrder({ placedAt: ago(hours(3) - left) });

  /** Has the server say something else about its orders than its own policy does. */
  const overrule = (shop: Shop, ruling: Partial<Decision>) => {
    shop.meddleAlways(async (answer, { path }) => {
      const response = await answer();
      if (!path.startsWith('orders?')) return response;
      const { views, missing } = (await response.json()) as { views: OrderView[]; missing: string[] };
      return Response.json({
        views: views.map((view) => ({ ...view, decision: { ...view.decision, ...ruling } })),
        missing,
      });
    });
  };

  it('is on a button that is named with its order, what is seen first: several stand on a page', async () => {
    const orders = [anOrder({ number: '4711' }), anOrder({ number: '4712' })];
    const shop = aShop({ policies: [poshmark], orders });
    const names: (string | null | undefined)[] = [];
    for (const { id } of orders) {
      const button = await mount(shop, id);
      await labelled(button, 'Cancel order');
      names.push(part(button, 'button')?.getAttribute('aria-label'));
    }
    expect(names).to.deep.equal(['Cancel order 4711', 'Cancel order 4712']);
  });

  describe('is announced by order-cancel-decision', () => {
    it('when it appears, once, out of every shadow tree', async () => {
      const events = heard('order-cancel-decision');
      const order = anOrder();
      const shop = aShop({ policies: [poshmark], orders: [order] });
      const host = await fixture(html`<div></div>`);
      const button = document.createElement('order-cancel-button');
      Object.assign(button, { orderId: order.id, backend: shop.backend });
      host.attachShadow({ mode: 'open' }).append(button);
      await labelled(button, 'Cancel order');
      await pause(50);
      const { orderId, decision, drift } = events[0] ?? {};
      expect(events.length).to.equal(1);
      expect([orderId, decision?.outcome, decision?.reason, drift].join()).to.equal(
        [order.id, 'cancel', 'within-window', null].join(),
      );
      expect(decision?.trace.length).to.equal(poshmark.rules.length);
    });

    it('when it changed, and not when nothing did', async () => {
      const events = heard('order-cancel-decision');
      const order = anOrder();
      const shop = aShop({ policies: [poshmark], orders: [order] });
      const button = await mount(shop, order.id);
      await labelled(button, 'Cancel order');
      await button.refresh();
      await pause(20);
      expect(events.length).to.equal(1);
      shop.pass(hours(3));
      await button.refresh();
      shop.shop.ship(order.id, shop.now());
      await button.refresh();
      expect(events.map(({ decision }) => decision.outcome).join()).to.equal('cancel,request,return');
    });

    it('also where the element shows nothing', async () => {
      const events = heard('order-cancel-decision');
      await fixture(
        html`<order-cancel-button .order=${anOrder()} .policy=${aPolicy('none')} when-denied="hide"></order-cancel-button>`,
      );
      await until(() => events.length > 0, 'it was announced');
      expect(events[0]?.decision.outcome).to.equal('none');
    });

    it('may be handled by code that replaces the element', async () => {
      const order = anOrder();
      const shop = aShop({ policies: [poshmark], orders: [order] });
      const button = await mount(shop, order.id);
      button.addEventListener('order-cancel-decision', () => button.remove());
      await until(() => !button.isConnected, 'it was removed');
      await pause(20);
    });
  });

  describe('where page and server disagree', () => {
    it('is the server’s: the event holds both, and the console is told once', async () => {
      const events = heard('order-cancel-decision');
      const order = anOrder();
      const shop = aShop({ policies: [poshmark], orders: [order] });
      overrule(shop, { outcome: 'request', reason: 'seller-decides', validUntil: null, next: null });
      const page = await fixture(html`<div>
        <order-cancel-button order-id=${order.id} .backend=${shop.backend}></order-cancel-button>
        <order-cancel-button order-id=${order.id} .backend=${shop.backend}></order-cancel-button>
      </div>`);
      await until(() => events.filter(({ drift }) => drift).length === 2, 'both heard of the drift');
      const { decision, drift } = events.at(-1) ?? {};
      expect([decision?.outcome, drift?.page.outcome, drift?.server.outcome].join()).to.equal('request,cancel,request');
      for (const button of page.children) await labelled(button, 'Request cancellation');
      expect(await consoleLine()).to.match(
        /the page decided .?cancel.*within-window.* the server .?request.*seller-decides/,
      );
    });

    it('has a drift too where only the reason or the contact differs', async () => {
      for (const ruling of [{ reason: 'another' }, { contact: 'required' as const }]) {
        const events = heard('order-cancel-decision');
        const order = anOrder();
        const shop = aShop({ policies: [poshmark], orders: [order] });
        overrule(shop, ruling);
        await mount(shop, order.id);
        await until(() => events.some(({ drift }) => drift), 'there is a drift');
        await consoleLine();
      }
    });

    it('is the server’s without a drift where the page cannot tell', async () => {
      const events = heard('order-cancel-decision');
      const order = anOrder({ status: 'ON_ITS_OWN' });
      const shop = aShop({ policies: [poshmark], orders: [order] });
      overrule(shop, { outcome: 'cancel', reason: 'not-yet-shipped' });
      const button = await mount(shop, order.id);
      await labelled(button, 'Cancel order');
      await until(() => shop.sent.some(({ path }) => path.startsWith('policies/')), 'the policy was read');
      await pause(50);
      expect(events.filter(({ drift }) => drift).length).to.equal(0);
    });
  });

  describe('at the end of its window', () => {
    it('changes by itself, at the server’s instant, and nothing is asked for that', async () => {
      const events = heard('order-cancel-decision');
      const shop = aShop({ policies: [poshmark], orders: [endingIn(700)] });
      const order = shop.shop.orders()[0] as { id: string; placedAt: string };
      const end = Date.parse(order.placedAt) + hours(3);
      const button = await mount(shop, order.id);
      await labelled(button, 'Cancel order');
      const asked = shop.sent.length;
      let changedAt = 0;
      button.addEventListener('order-cancel-decision', () => {
        changedAt = shop.now();
      });
      await labelled(button, 'Request cancellation');
      // Half the time that a request takes is all that the page can be wrong by.
      expect(changedAt - end).to.be.within(-50, 500);
      expect(shop.sent.length - asked).to.be.most(1);
      expect(shop.sent.filter(({ path }) => path.startsWith('orders?')).length).to.equal(1);
      expect(events.map(({ decision }) => decision.reason).join()).to.equal('within-window,window-closed');
    });

    it('is asked for again where only the server can tell', async () => {
      const shop = aShop({ policies: [poshmark], orders: [endingIn(700)] });
      shop.meddleAlways(async (answer, { path }) =>
        path.startsWith('policies/') ? new Response('', { status: 500 }) : answer(),
      );
      const button = await mount(shop, shop.shop.orders()[0]?.id ?? '');
      await labelled(button, 'Cancel order');
      await labelled(button, 'Request cancellation');
      expect(shop.sent.filter(({ path }) => path.startsWith('orders?')).length).to.be.least(2);
      await consoleLine();
    });

    it('is asked for again where the server, by its own clock, was asked too early', async () => {
      const order = endingIn(700);
      const end = Date.parse(order.placedAt) + hours(3);
      const shop = aShop({ policies: [poshmark], orders: [order] });
      let asked = 0;
      const early: CancellationBackend = {
        ...shop.backend,
        loadPolicy: () => Promise.reject(new Error('there is none')),
        async loadOrders(ids, options) {
          const { views, missing } = await shop.backend.loadOrders(ids, options);
          // The second answer is of a server whose clock has not quite come to the end.
          const late = ++asked === 2;
          const before = { outcome: 'cancel', reason: 'within-window', validUntil: end, next: null } as const;
          return {
            missing,
            views: late
              ? views.map((view) => ({
                  ...view,
                  now: new Date(end - 1).toISOString(),
                  decision: { ...(view.decision as Decision), ...before },
                }))
              : views,
          };
        },
      };
      const button = await fixture(
        html`<order-cancel-button order-id=${order.id} .backend=${early}></order-cancel-button>`,
      );
      await labelled(button, 'Cancel order');
      await labelled(button, 'Request cancellation');
      expect(asked).to.be.least(3);
      await consoleLine();
    });

    for (const [what, shift] of [
      ['a day fast', days(1)],
      ['a day slow', -days(1)],
    ] as const) {
      it(`is the same for a page whose clock is ${what}`, async () => {
        const { now } = Date;
        replace(Date, 'now', () => now() + shift);
        const shop = aShop({ policies: [poshmark], orders: [endingIn(700)] });
        const order = shop.shop.orders()[0] as { id: string; placedAt: string };
        const button = await mount(shop, order.id);
        await labelled(button, 'Cancel order');
        await until(() => said(part(button, 'hint')).includes('1 sec'), 'the last second is counted');
        await labelled(button, 'Request cancellation');
        expect(shop.now() - Date.parse(order.placedAt) - hours(3)).to.be.within(-50, 500);
      });
    }

    it('is that of the items it can be done with, not of others that change sooner', async () => {
      const policy = aPolicy('cancel', {
        lifecycle: { cancelled: 'CANCELLED', completes: 'at-once', scope: 'lines', notifies: ['buyer'] },
        lineFacts: { startsAt: { type: 'instant' } },
        rules: [
          {
            id: 'far',
            when: { before: 'line.facts.startsAt', until: 'PT1H' },
            then: { outcome: 'cancel', reason: 'ok' },
          },
          {
            id: 'near',
            when: { before: 'line.facts.startsAt' },
            then: { outcome: 'request', reason: 'seller-decides' },
          },
        ],
      });
      const { lines } = anOrder();
      const startsAt = [hours(4), minutes(30)].map((left) => ago(-left));
      const order = anOrder({
        lines: lines.map((line, at) => ({ ...line, facts: { startsAt: startsAt[at] as string } })),
      });
      const shop = aShop({ policies: [policy], orders: [order] });
      const events = heard('order-cancel-decision');
      const button = await mount(shop, order.id);
      await labelled(button, 'Cancel order');
      await until(() => part(button, 'hint'), 'the time left is told');
      expect(said(part(button, 'hint'))).to.match(/\(3 hr left\)$/);
      expect(events.at(-1)?.decision.validUntil).to.equal(start + minutes(30));
    });

    it('counts down where assistive technology is not told each second', async () => {
      const shop = aShop({ policies: [poshmark], orders: [endingIn(30_000)] });
      const button = await mount(shop, shop.shop.orders()[0]?.id ?? '');
      await until(() => part(button, 'hint'), 'the time left is told');
      const before = said(part(button, 'hint'));
      expect(before).to.match(/\((2\d|30) sec left\)$/);
      await until(() => said(part(button, 'hint')) !== before, 'it counts');
      expect(!!part(button, 'hint')?.closest('[aria-live], [role]')).to.equal(false);
      expect(part(button, 'button')?.getAttribute('aria-describedby')).to.equal(part(button, 'hint')?.id);
    });
  });
});
