import { expect, fixture, html } from '@open-wc/testing';
import 'order-cancel-elements/define';
import type { Order, OrderCancelButton } from 'order-cancel-elements';
import { elementsIn, explain, showPanel, textOf } from 'order-cancel-elements/devtools';
import poshmark from 'order-cancel-elements/presets/poshmark';
import { violations } from '../support/elements/accessibility.ts';
import { ago, anOrder, aPolicy, hours, minutes } from '../support/elements/orders.ts';
import { consoleLine, keepConsole, part, said, until } from '../support/elements/page.ts';
import { aShop, loseRequest } from '../support/elements/shop.ts';

/** Names nobody else has, so that they are found wherever they would be told. */
const personal = {
  id: 'order-of-zelda-quist',
  number: 'ZQ-4711',
  buyer: { id: 'zelda', name: 'Zelda Quist', status: 'active' },
  seller: { id: 'yorick-shop', name: 'Yorick Imports', status: 'active' },
  lines: [
    {
      ...{ id: 'line-zelda', sku: 'sku-zelda', title: 'Zelda’s <img onerror=alert(1)> coat', quantity: 1 },
      unitPrice: { amount: 4500, currency: 'USD' },
    },
  ],
} satisfies Partial<Order>;

describe('devtools', () => {
  keepConsole();

  const button = async (more: Partial<Order> = {}) => {
    const order = anOrder({ placedAt: ago(hours(5)), ...personal, ...more });
    const shop = aShop({ policies: [poshmark], orders: [order] });
    shop.signIn('zelda');
    const element = await fixture<OrderCancelButton>(
      html`<order-cancel-button order-id=${order.id} .backend=${shop.backend}></order-cancel-button>`,
    );
    await until(() => part(element, 'button') ?? part(element, 'explanation'), 'the order was read');
    return { element, shop };
  };

  it('tells outcome, rule, policy, clock and what blocks each rule', async () => {
    const { element, shop } = await button();
    const report = explain(element);
    expect(report.decision?.outcome).to.equal(part(element, 'button', 'request') ? 'request' : 'none');
    expect(report.policy?.id).to.equal('poshmark');
    expect(report.waits).to.equal(null);
    expect(report.instants['placedAt']).to.be.a('string');
    expect(report.trace).to.contain(`by the rule ${report.decision?.ruleId}`);
    expect(report.trace).to.contain('blocked by');
    expect(Math.abs(Number(report.clockOffset) - (shop.now() - Date.now()))).to.be.below(minutes(1));
  });

  it('names no person, no item and no order', async () => {
    const { element } = await button();
    const told = `${JSON.stringify(explain(element))}${textOf(explain(element))}`;
    expect(told).not.to.match(/zelda|quist|yorick|4711|coat/i);
    expect(explain(element).order).to.match(/^[0-9a-f]{32}$/);
  });

  it('tells what was sent and is not known the end of', async () => {
    const { element, shop } = await button({ placedAt: ago(minutes(5)) });
    expect(explain(element).intent).to.equal(null);
    shop.meddle('POST', loseRequest, loseRequest, loseRequest, loseRequest);
    part(element, 'button')?.click();
    await until(() => part(element, 'confirm'), 'the dialog is there');
    part(element, 'confirm')?.click();
    await until(() => explain(element).intent, 'it was sent');
    expect(explain(element).intent?.type).to.equal('cancellation');
  });

  it('tells of requests to a URL their paths without ids, and of an adapter that they are not known', async () => {
    const { element } = await button();
    expect(explain(element).requests).to.equal(null);
    expect(textOf(explain(element))).to.contain('the backend is the page’s own');
    const served = await fixture<OrderCancelButton>(
      html`<order-cancel-button order-id="zelda-1" backend="/no-such-api"></order-cancel-button>`,
    );
    await until(() => explain(served).requests?.length, 'a request was made');
    const [request] = explain(served).requests ?? [];
    expect(request?.path).to.match(/^orders(\/…)?$/);
    expect(textOf(explain(served))).not.to.contain('zelda');
    await until(() => explain(served).problem, 'it failed');
    expect(await consoleLine()).to.contain('orders could not be read');
  });

  it('finds elements in shadow trees, and refuses what shows no order', async () => {
    const { element } = await button();
    const host = await fixture(html`<div></div>`);
    host.attachShadow({ mode: 'open' }).append(element);
    expect(elementsIn(host.parentNode as Element)).to.include(element);
    expect(() => explain(host)).to.throw(TypeError, 'only an element that shows an order');
  });

  it('shows all that in a panel, kept up to date, accessible, and taken away again', async () => {
    const element = await fixture<OrderCancelButton>(
      html`<order-cancel-button .order=${anOrder()} .policy=${aPolicy('cancel')}></order-cancel-button>`,
    );
    const close = showPanel();
    const panel = document.body.lastElementChild as HTMLElement;
    const details = panel.shadowRoot?.querySelector('details') as HTMLDetailsElement;
    details.open = true;
    const text = () => details.querySelector('pre')?.textContent ?? '';
    await until(() => text().includes('cancel, '), 'it tells of the element');
    element.policy = aPolicy('request');
    await until(() => text().includes('request, '), 'it tells of the new decision');
    expect(await violations(panel)).to.equal('');
    const [, copy] = [...details.querySelectorAll('button')];
    copy?.click();
    await until(() => /Copied|Selected/.test(said(panel)), 'it was copied or selected');
    close();
    expect(panel.isConnected).to.equal(false);
  });
});
