import { expect, fixture, html } from '@open-wc/testing';
import { anOrder, aPolicy } from '../support/elements/orders.ts';
import { consoleLine, consoleLines, keepConsole, part, until } from '../support/elements/page.ts';

describe('two copies of the package on one page', () => {
  keepConsole();

  it('the element that was there first stays, the console is told once, and the page works', async () => {
    const first = class extends HTMLElement {};
    customElements.define('cancel-status-badge', first);
    await import('order-cancel-elements/define');
    expect(await consoleLine()).to.contain('<cancel-status-badge>');
    expect(customElements.get('cancel-status-badge') === first).to.equal(true);
    const page = await fixture(html`<div>
      <cancel-status-badge>Its own</cancel-status-badge>
      <order-cancel-button .order=${anOrder()} .policy=${aPolicy()}></order-cancel-button>
    </div>`);
    await until(() => part(page, 'button'), 'the button works');
  });

  it('defining the same once more says nothing', async () => {
    await import('order-cancel-elements/define/order-cancel-button');
    expect(consoleLines().join()).to.equal('');
  });
});
