import { expect, fixture, html } from '@open-wc/testing';
import 'order-cancel-elements/define';
import type { CancelPolicy, Order, OrderCancelButton } from 'order-cancel-elements';
import b2bSupplier from 'order-cancel-elements/presets/b2b-supplier';
import bricklink from 'order-cancel-elements/presets/bricklink';
import poshmark from 'order-cancel-elements/presets/poshmark';
import shopBuilder, { create } from 'order-cancel-elements/presets/shop-builder';
import { aCancellation, ago, anOrder, aPolicy, days, hours, minutes } from '../../support/elements/orders.ts';
import { below, buttons, keepConsole, part, parts, said, until } from '../../support/elements/page.ts';
import { aShop } from '../../support/elements/shop.ts';
import { beginning, text } from '../../support/elements/words.ts';

type Setting = 'explain' | 'hide' | undefined;

describe('<order-cancel-button> shows the outcome', () => {
  keepConsole();

  /** A button for an order that the page itself has, under a policy that it names. */
  const given = async (order: Order, policy: CancelPolicy, actor?: 'buyer' | 'seller', whenDenied?: Setting) => {
    const button = await fixture<OrderCancelButton>(html`<order-cancel-button
      .order=${order}
      .policy=${policy}
      .actor=${actor}
      .whenDenied=${whenDenied}
    ></order-cancel-button>`);
    await until(() => !part(button, 'status', 'loading'), 'what reads the policy is there');
    return button;
  };

  /** A button for an order that a server has. */
  const served = async (order: Order, policy: CancelPolicy, actor: 'buyer' | 'seller' = 'buyer') => {
    const shop = aShop({ policies: [policy], orders: [order], actor });
    const button = await fixture<OrderCancelButton>(
      html`<order-cancel-button order-id=${order.id} actor=${actor} .backend=${shop.backend}></order-cancel-button>`,
    );
    await until(() => part(button, 'button') ?? part(button, 'explanation'), 'the order was read');
    return button;
  };

  const now = () => Date.now();

  for (const [outcome, label] of [
    ['cancel', 'Cancel order'],
    ['request', 'Request cancellation'],
    ['ask-server', 'Ask to cancel'],
  ] as const) {
    it(`says “${label}” where the outcome is ${outcome}`, async () => {
      const button = await given(anOrder(), aPolicy(outcome));
      const names = buttons(button).map(said);
      expect(names.join()).to.equal(label);
      expect(part(button, 'button', outcome)?.getAttribute('aria-haspopup')).to.equal('dialog');
    });
  }

  for (const outcome of ['none', 'return'] as const) {
    it(`has no button where the outcome is ${outcome}: it says why`, async () => {
      const button = await given(anOrder(), aPolicy(outcome));
      await until(() => part(button, 'explanation'), 'it is explained');
      expect(buttons(button).length).to.equal(0);
      expect(said(button)).to.equal(text('denied'));
    });
  }

  it('promises nothing for a status that the policy does not know', async () => {
    const button = await given(anOrder({ status: 'LOST' }), poshmark);
    expect(said(button)).to.equal('Ask to cancel');
  });

  it('PM-3 the buyer may cancel for three hours, and sees how long that is', async () => {
    const button = await served(anOrder(), poshmark);
    await until(() => part(button, 'hint'), 'the time left is told');
    expect(said(part(button, 'button'))).to.equal('Cancel order');
    expect(said(part(button, 'hint'))).to.match(/^Until .+ \((2 hr|1 hr 59 min) left\)$/);
  });

  it('PM-9 after three hours the buyer asks the seller', async () => {
    const button = await served(anOrder({ placedAt: ago(hours(4)) }), poshmark);
    expect(said(part(button, 'button'))).to.equal('Request cancellation');
  });

  it('PM-4 once shipped the buyer is led to a return, the seller to nothing', async () => {
    const shipped = anOrder({ status: 'SHIPPED', shippedAt: ago(minutes(10)) });
    const buyer = await served(shipped, poshmark);
    expect(said(part(buyer, 'explanation'))).to.contain(text('denied.already-shipped'));
    expect(said(part(buyer, 'alternatives'))).to.contain(text('way.return'));
    const seller = await served(shipped, poshmark, 'seller');
    expect(said(part(seller, 'alternatives'))).to.equal('You can write to ⁨Ada⁩.');
  });

  it('B2B-8 where the status does not allow it the button is absent, and nothing stands in its place', async () => {
    const button = await given(anOrder({ status: 'OUT_FOR_DELIVERY' }), b2bSupplier);
    await until(() => said(button) === '', 'nothing is there');
    expect(buttons(button).length).to.equal(0);
  });

  it('B2B-8 why, and the supplier’s contact, stand in its place as plain text where the page wants it', async () => {
    const order = anOrder({ status: 'OUT_FOR_DELIVERY' });
    order.seller.contactUrl = 'mailto:grace@supplier.example';
    const button = await given(order, b2bSupplier, 'buyer', 'explain');
    await until(() => part(button, 'alternatives'), 'it is explained');
    expect(said(button)).to.contain(text('denied.in-transit'));
    const [contact] = below(button).filter((element) => element.localName === 'a');
    expect(`${said(contact ?? null)} → ${contact?.getAttribute('href')}`).to.equal(
      'Contact ⁨Grace⁩ → mailto:grace@supplier.example',
    );
    expect(buttons(button).length).to.equal(0);
  });

  it('B2B-6 a delivered order names contact and return', async () => {
    const button = await given(anOrder({ status: 'DELIVERED' }), b2bSupplier, 'buyer', 'explain');
    await until(() => part(button, 'alternatives'), 'it is explained');
    expect(said(button)).to.contain(text('denied.already-delivered'));
    expect(said(part(button, 'alternatives'))).to.equal(`You can write to ⁨Grace⁩.${text('way.return')}`);
  });

  it('when-denied="hide" leaves nothing of a denial that the policy explains', async () => {
    const button = await given(anOrder({ status: 'SHIPPED' }), poshmark, 'buyer', 'hide');
    await until(() => said(button) === '', 'nothing is there');
    button.whenDenied = 'explain';
    await until(() => said(button).includes(text('denied.already-shipped')), 'it is explained');
  });

  it('BL-3 the option appears only if a condition holds', async () => {
    const button = await given(anOrder({ status: 'COMPLETED' }), bricklink);
    await until(() => said(button) === '', 'nothing is there');
    button.order = anOrder({ status: 'PAID', placedAt: ago(days(1), now()) });
    await until(() => said(button) === 'Request cancellation', 'the option is there');
  });

  it('BL-10 an alert that has to run its time is explained with the day on which it ends', async () => {
    const filedAt = ago(days(13), now());
    const order = anOrder({ status: 'NSS', placedAt: ago(days(30), now()), notices: [{ kind: 'NSS', filedAt }] });
    const button = await given(order, bricklink);
    await until(() => part(button, 'hint'), 'the turn is told');
    expect(said(button)).to.contain(text('denied.alert-standing'));
    expect(said(part(button, 'hint'))).to.match(new RegExp(`^${beginning('turn.cancel')} tomorrow, `));
  });

  it('SB-4 with requests switched off the customer is given the contact information only', async () => {
    const order = anOrder({ status: 'PREPARING' });
    order.seller.contactUrl = 'tel:+1555000';
    const on = await given(order, shopBuilder);
    expect(said(on)).to.equal('Request cancellation');
    const off = await given(order, create({ customerRequests: false }));
    await until(() => part(off, 'alternative'), 'the contact is there');
    expect(said(off)).to.contain(text('denied.contact-only'));
    expect(part(off, 'alternative')?.getAttribute('href')).to.equal('tel:+1555000');
  });

  it('tells an open request and when an answer is due, even where denials are hidden', async () => {
    const order = anOrder({ status: 'OCR' });
    const cancellation = aCancellation(order, { respondBy: '2026-03-12T09:30:00Z' });
    const button = await fixture<OrderCancelButton>(html`<order-cancel-button
      when-denied="hide"
      .view=${{ order, cancellation, policy: cancellation.policy, now: '2026-03-11T09:30:00Z' }}
      .policy=${bricklink}
    ></order-cancel-button>`);
    await until(() => part(button, 'explanation'), 'it is told');
    expect(said(button)).to.contain(text('denied.request-open'));
    await until(() => part(button, 'silence'), 'it is told until when');
    expect(said(part(button, 'silence'))).to.match(/An answer is due by tomorrow, /);
  });

  it('tells a settled cancellation even where the policy hides denials', async () => {
    const order = anOrder({ status: 'CANCELLED' });
    const cancellation = aCancellation(order, { state: 'cancelled' });
    const button = await fixture<OrderCancelButton>(html`<order-cancel-button
      .view=${{ order, cancellation, policy: cancellation.policy, now: ago(0, Date.now()) }}
      .policy=${b2bSupplier}
    ></order-cancel-button>`);
    await until(() => said(button).includes(text('denied.already-cancelled')), 'it is told');
  });

  it('a rule’s own word on denial goes before the policy’s', async () => {
    const policy = aPolicy('none', { denied: { buyer: 'hide' } });
    const hidden = await given(anOrder(), policy);
    await until(() => said(hidden) === '', 'nothing is there');
    const rules = policy.rules.map((rule) => ({ ...rule, then: { ...rule.then, denied: 'explain' as const } }));
    const told = await given(anOrder(), { ...policy, rules });
    await until(() => part(told, 'explanation'), 'it is explained');
  });

  it('words a shop’s own reason by the policy’s messages, in the language of the page', async () => {
    const policy = aPolicy('none', {
      messages: { en: { 'not-yet-shipped': 'Ask Pat at the desk.' }, de: { 'not-yet-shipped': 'Fragen Sie Pat.' } },
    });
    const english = await given(anOrder(), policy);
    await until(() => said(english) === 'Ask Pat at the desk.', 'the shop’s own words are there');
    const german = await fixture<OrderCancelButton>(
      html`<order-cancel-button lang="de" .order=${anOrder()} .policy=${policy}></order-cancel-button>`,
    );
    await until(() => said(german) === 'Fragen Sie Pat.', 'they are there in German');
  });

  describe('alternatives', () => {
    const linked = async (link: string, code = 'return') => {
      const policy = aPolicy('none', { links: { [code]: link } });
      const rules = policy.rules.map((rule) => ({ ...rule, then: { ...rule.then, alternatives: [code] } }));
      const button = await given(anOrder({ id: 'a/b&c' }), { ...policy, rules });
      await until(() => part(button, 'alternatives'), 'the alternatives are there');
      return button;
    };

    for (const [link, href] of [
      ['https://shop.example/returns/{orderId}', 'https://shop.example/returns/a%2Fb%26c'],
      ['/returns?order={orderId}', new URL('/returns?order=a%2Fb%26c', location.href).href],
      ['mailto:help@shop.example?subject={orderId}', 'mailto:help@shop.example?subject=a%2Fb%26c'],
      ['tel:+15550100', 'tel:+15550100'],
    ] as const) {
      it(`links to ${link}`, async () => {
        const button = await linked(link);
        expect(part(button, 'alternative')?.getAttribute('href')).to.equal(href);
        expect(said(part(button, 'alternative'))).to.equal(text('instead.return'));
      });
    }

    for (const link of [
      'javascript:document.title="x"',
      ' JavaScript:alert(1)',
      'data:text/html,<p>x',
      'http://elsewhere.example/',
      'blob:https://shop.example/1',
      `blob:${location.origin}/1`,
      'https://',
    ]) {
      it(`says in a sentence what ${link} would have led to`, async () => {
        const button = await linked(link);
        expect(parts(button, 'alternative').length).to.equal(0);
        expect(said(part(button, 'alternatives'))).to.equal(text('way.return'));
      });
    }

    it('says in a sentence what an unsafe contact would have led to', async () => {
      const order = anOrder({ status: 'SHIPPED' });
      order.seller.contactUrl = 'javascript:alert(1)';
      const button = await given(order, poshmark);
      await until(() => part(button, 'alternatives'), 'the alternatives are there');
      expect(said(button)).to.contain('You can write to ⁨Grace⁩.');
      expect(below(button).filter((element) => element.hasAttribute('href')).length).to.equal(0);
    });
  });
});
