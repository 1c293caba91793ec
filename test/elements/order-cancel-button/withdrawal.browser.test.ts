import { expect, fixture, html } from '@open-wc/testing';
import fc from 'fast-check';
import 'order-cancel-elements/define';
import type { CancelPolicy, Order, OrderCancelButton, OrderView } from 'order-cancel-elements';
import { combinePolicies, decide } from 'order-cancel-elements/policy';
import b2bSupplier from 'order-cancel-elements/presets/b2b-supplier';
import bricklink from 'order-cancel-elements/presets/bricklink';
import euWithdrawal from 'order-cancel-elements/presets/eu-withdrawal';
import poshmark from 'order-cancel-elements/presets/poshmark';
import shopBuilder from 'order-cancel-elements/presets/shop-builder';
import { policyArbitrary } from '../../domain/arbitraries.ts';
import { dress, settings, violations } from '../../support/elements/accessibility.ts';
import { aCancellation, ago, anOrder, aPolicy, days, start } from '../../support/elements/orders.ts';
import { keepConsole, part, parts, said, until } from '../../support/elements/page.ts';
import { aShop } from '../../support/elements/shop.ts';
import { text } from '../../support/elements/words.ts';

const seed = Number(new URLSearchParams(location.search).get('seed')) || Date.now() % 1_000_000;

describe('<order-cancel-button> of an order that consumers may withdraw from', () => {
  keepConsole();

  const consumer = (changes: Partial<Order> = {}): Order =>
    anOrder({ deliveredAt: ago(days(3)), facts: { country: 'DE' }, ...changes });
  const withdrawOf = (button: Element): HTMLElement | null => {
    const lane = button.shadowRoot?.querySelector('contract-withdrawal');
    return lane ? part(lane, 'button') : null;
  };
  const place = async (order: Order, policy: CancelPolicy) => {
    const shop = aShop({ policies: [combinePolicies(policy, euWithdrawal)], orders: [order] });
    const button = await fixture<OrderCancelButton>(
      html`<order-cancel-button order-id=${order.id} .backend=${shop.backend}></order-cancel-button>`,
    );
    await until(() => withdrawOf(button), 'the withdrawal is there');
    return { shop, button };
  };

  for (const outcome of ['cancel', 'request'] as const) {
    it(`EU-11 has the withdrawal beside ${outcome}, no less prominent`, async () => {
      const { button } = await place(consumer(), aPolicy(outcome));
      await until(() => part(button, 'button', outcome), 'the button is there');
      const [cancel, withdraw] = [part(button, 'button', outcome), withdrawOf(button)] as [HTMLElement, HTMLElement];
      expect(said(withdraw)).to.equal('Withdraw from contract here');
      const look = (element: HTMLElement) => {
        const { fontSize, fontWeight, opacity, borderTopWidth, visibility } = getComputedStyle(element);
        return { fontSize, fontWeight, opacity, borderTopWidth, visibility };
      };
      expect(look(withdraw)).to.deep.equal(look(cancel));
      expect(withdraw.offsetHeight >= cancel.offsetHeight).to.equal(true);
      expect(getComputedStyle(withdraw).borderTopColor).to.equal(getComputedStyle(withdraw).color);
    });
  }

  it('EU-11 has it alone where nothing else is possible, also where a denial is to be hidden', async () => {
    const { button } = await place(consumer(), aPolicy('none'));
    expect(part(button, 'button', 'none')).to.equal(null);
    button.whenDenied = 'hide';
    await button.updateComplete;
    await until(() => !part(button, 'explanation'), 'the denial is hidden');
    expect(withdrawOf(button)?.checkVisibility()).to.equal(true);
  });

  it('EU-11 has it while a request is open', async () => {
    const order = anOrder({ facts: { country: 'DE' } });
    const { button, shop } = await place(order, aPolicy('request'));
    await until(() => part(button, 'button', 'request'), 'the button is there');
    const view = (await shop.backend.loadOrders([order.id], {})).views[0] as OrderView;
    const body = { action: 'request' as const, policyHash: view.policy.hash };
    const intent = { type: 'cancellation' as const, key: 'k', orderId: order.id, revision: view.order.revision, body };
    const sent = await shop.backend.send(intent, {});
    expect(sent.ok, JSON.stringify(sent)).to.equal(true);
    await button.refresh();
    await until(() => parts(button, 'button', 'request').length === 0, 'it cannot be requested again');
    expect(withdrawOf(button)?.checkVisibility()).to.equal(true);
  });

  it('EU-1 EU-8 has none for a business, elsewhere, once the period is over, or for the seller', async () => {
    const gone: Partial<Order>[] = [
      { facts: { country: 'DE', business: true } },
      { facts: { country: 'US' } },
      { deliveredAt: ago(days(40)) },
    ];
    for (const changes of gone) {
      const shop = aShop({ policies: [combinePolicies(aPolicy('cancel'), euWithdrawal)], orders: [consumer()] });
      const order = consumer({ placedAt: ago(days(60)), ...changes });
      await shop.shop.restore({ orders: [order], ledger: [], revisions: 0, lots: [] });
      const button = await fixture<OrderCancelButton>(
        html`<order-cancel-button order-id=${order.id} .backend=${shop.backend}></order-cancel-button>`,
      );
      await until(() => part(button, 'button', 'cancel'), 'the button is there');
      expect(button.shadowRoot?.querySelectorAll('contract-withdrawal').length).to.equal(0);
    }
  });

  it('EU-3 is opened, confirmed and received without a question of who it is', async () => {
    const order = consumer({ buyer: { id: 'buyer-1', name: 'Ada', status: 'active', email: 'ada@example.com' } });
    const { shop, button } = await place(order, aPolicy('none'));
    withdrawOf(button)?.click();
    await until(() => part<HTMLDialogElement>(button, 'dialog')?.open, 'the dialog is open');
    part(button, 'confirm')?.click();
    await until(() => part(button, 'receipt'), 'it was received');
    expect(said(part(button, 'receipt'))).to.contain('Ada');
    expect(shop.posted().map(({ body }) => body.action)).to.deep.equal(['withdraw-contract']);
    expect(shop.posted()[0]?.body.name).to.equal(undefined);
  });

  it('EU-11 stays under the hands of who has it open, also once the period is over', async () => {
    const order = consumer({ placedAt: ago(days(10)), deliveredAt: ago(days(9)) });
    const { shop, button } = await place(order, aPolicy('none'));
    withdrawOf(button)?.click();
    await until(() => part<HTMLDialogElement>(button, 'dialog')?.open, 'the dialog is open');
    shop.pass(days(30));
    await button.refresh();
    await button.updateComplete;
    expect(part<HTMLDialogElement>(button, 'dialog')?.open).to.equal(true);
  });

  it('its button is a part of it', async () => {
    const { button } = await place(consumer(), aPolicy('none'));
    const style = document.head.appendChild(document.createElement('style'));
    style.textContent = 'order-cancel-button::part(withdraw) { letter-spacing: 3px }';
    try {
      expect(getComputedStyle(withdrawOf(button) as HTMLElement).letterSpacing).to.equal('3px');
    } finally {
      style.remove();
    }
  });

  for (const [name, setting] of settings) {
    it(`satisfies axe (${name})`, async () => {
      const undress = dress(setting);
      try {
        const { button } = await place(consumer(), aPolicy('cancel'));
        await until(() => part(button, 'button', 'cancel'), 'the button is there');
        expect(await violations(button)).to.equal('');
      } finally {
        undress();
      }
    });
  }

  it(`EU-11 is there for any policy of a shop, any order and any instant in its period (seed ${seed})`, async function () {
    this.timeout(60_000);
    const presets = fc.constantFrom<CancelPolicy>(b2bSupplier, bricklink, poshmark, shopBuilder);
    const question = fc
      .record({
        policy: fc.oneof(policyArbitrary, presets),
        age: fc.integer({ min: 0, max: 13 }),
        country: fc.constantFrom('AT', 'BG', 'CZ', 'DE', 'FI', 'GR', 'IE', 'MT', undefined),
        delivered: fc.boolean(),
        requested: fc.constantFrom('requested', 'declined', 'escalated', undefined),
        status: fc.nat(),
        whenDenied: fc.constantFrom('hide' as const, 'explain' as const, undefined),
      })
      .map(({ policy, age, country, delivered, requested, status, ...rest }) => {
        const statuses = Object.keys(policy.statuses);
        const order = anOrder({
          status: statuses[status % statuses.length] ?? 'X',
          placedAt: ago(days(age)),
          ...(delivered && { deliveredAt: ago(days(age)) }),
          facts: { ...(country && { country }) },
        });
        const cancellation = requested ? aCancellation(order, { state: requested }) : null;
        return {
          policy: { ...policy, withdrawal: euWithdrawal.withdrawal } as CancelPolicy,
          order,
          cancellation,
          ...rest,
        };
      });
    let buttons = 0;
    for (const { policy, order, cancellation, whenDenied } of fc.sample(question, { seed, numRuns: 120 })) {
      const decision = decide(policy, order, { actor: 'buyer', now: start, cancellation });
      expect(decision.withdrawal, order.id).to.not.equal(null);
      const reference = { id: policy.id, version: policy.version, hash: '0'.repeat(64) };
      const view: OrderView = { order, cancellation, policy: reference, now: new Date(start).toISOString(), decision };
      const backend = {
        loadOrders: async () => ({ views: [view], missing: [] }),
        loadPolicy: async () => policy,
        send: async () => ({ ok: false as const, problem: { code: 'unavailable' } }),
        withdraw: async () => ({ ok: false as const, problem: { code: 'unavailable' } }),
      };
      const button = await fixture<OrderCancelButton>(html`<order-cancel-button
        order-id=${order.id}
        .whenDenied=${whenDenied}
        .backend=${backend}
      ></order-cancel-button>`);
      await until(() => withdrawOf(button), `order ${order.id} has its lane`);
      expect(withdrawOf(button)?.checkVisibility(), order.id).to.equal(true);
      expect(said(withdrawOf(button))).to.equal(text('withdrawal.withdraw'));
      buttons += parts(button, 'withdraw').length + 1;
      button.remove();
    }
    expect(buttons).to.equal(120);
  });
});
