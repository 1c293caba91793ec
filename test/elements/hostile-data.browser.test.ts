import { expect, fixture, html } from '@open-wc/testing';
import 'order-cancel-elements/define';
import type { Order, OrderCancelButton } from 'order-cancel-elements';
import poshmark from 'order-cancel-elements/presets/poshmark';
import { aCancellation, ago, anOrder, aPolicy } from '../support/elements/orders.ts';
import { below, consoleLines, keepConsole, openDialog, part, pause, said, until } from '../support/elements/page.ts';
import { aShop } from '../support/elements/shop.ts';

const markup = '<img src=x onerror="window.harmed=1"><script>window.harmed=1</script>';
const bidi = '\u202eevil\u2066 \u200fgnp.exe';
const long = 'x'.repeat(10_000);
const halves = 'half \ud83d and \udc00 half';

describe('order data that is hostile', () => {
  keepConsole();

  /** Lets the package say what it has to, and nothing else be said: an error in a promise is reported there too. */
  const expectNoError = async (): Promise<void> => {
    await pause(100);
    const strange = consoleLines().filter((line) => !line.startsWith('order-cancel-elements: '));
    expect(strange.join('\n')).to.equal('');
  };

  const everywhere = (text: string): Order => {
    const order = anOrder();
    return {
      ...order,
      number: text.slice(0, 200),
      lines: [
        { ...(order.lines[0] as Order['lines'][0]), title: text, description: text, condition: text, size: text },
        { ...(order.lines[1] as Order['lines'][0]), title: text },
      ],
      buyer: { ...order.buyer, name: text },
      seller: { ...order.seller, name: text, contactUrl: text },
    };
  };

  for (const [what, text] of [
    ['markup', markup],
    ['marks of direction', bidi],
    ['10,000 characters', long],
    ['lone surrogates', halves],
    ['lit’s own markers', '<!--?lit$1$--> {{y}} %7B'],
    ['line breaks and nulls', 'a\u0000b\r\n\u2028c'],
  ] as const) {
    it(`${what} in titles, names and numbers is text, and breaks nothing`, async () => {
      const order = everywhere(text);
      const shop = aShop({ policies: [poshmark], orders: [order] });
      const page = await fixture<HTMLElement>(html`<div style="width: 320px">
        <order-cancel-button order-id=${order.id} .backend=${shop.backend}></order-cancel-button>
        <p>After it</p>
      </div>`);
      const button = page.firstElementChild as OrderCancelButton;
      const dialog = await openDialog(button);
      await until(() => part(dialog, 'next'), 'the policy was read');
      const foreign = below(page).filter(({ localName }) => localName === 'img' || localName === 'script');
      expect(foreign.length).to.equal(0);
      expect('harmed' in window).to.equal(false);
      const titles = below(dialog).filter((element) => element.textContent === text);
      expect(titles.length).to.be.above(0);
      // What is written by others cannot turn round what stands beside it.
      for (const title of titles.filter(({ childElementCount }) => childElementCount === 0)) {
        expect(title.closest('bdi, [dir=auto]') !== null).to.equal(true);
      }
      const box = part(dialog, 'review') as HTMLElement;
      expect(box.scrollWidth).to.be.most(box.clientWidth + 1);
      expect(dialog.scrollWidth).to.be.most(dialog.clientWidth + 1);
      expect(page.scrollWidth).to.be.most(321);
      part(dialog, 'confirm')?.click();
      await until(() => part(dialog, 'done'), 'it is done');
    });
  }

  it('in an explanation is text too', async () => {
    const order = { ...everywhere(markup), status: 'SHIPPED' };
    const button = await fixture(html`<order-cancel-button .order=${order} .policy=${poshmark}></order-cancel-button>`);
    await until(() => part(button, 'alternatives'), 'it is explained');
    expect(said(button)).to.contain('<img src=x');
    expect(below(button).filter(({ localName }) => localName === 'img').length).to.equal(0);
    // Relative to the page it is a place of its own origin, and no script.
    const links = below(button).filter((element) => element instanceof HTMLAnchorElement) as HTMLAnchorElement[];
    expect(links.every(({ origin }) => origin === location.origin)).to.equal(true);
  });

  it('in a policy’s own messages is text too', async () => {
    const policy = aPolicy('none', { messages: { en: { 'not-yet-shipped': markup } } });
    const button = await fixture(
      html`<order-cancel-button .order=${anOrder()} .policy=${policy}></order-cancel-button>`,
    );
    await until(() => said(button) === markup, 'it is shown as it is');
  });

  for (const id of ['__proto__', 'constructor', 'a b&c=d/../e?f#g', '<b>', '\u202e', '%2e%2e%2f']) {
    it(`an order may be called ${JSON.stringify(id)}`, async () => {
      const order = anOrder({ id });
      const shop = aShop({
        policies: [poshmark],
        orders: [order],
        cancellations: [aCancellation(order, { id: 'c', state: 'declined' })],
      });
      const button = await fixture(
        html`<order-cancel-button order-id=${id} .backend=${shop.backend}></order-cancel-button>`,
      );
      const dialog = await openDialog(button);
      await until(() => part(dialog, 'next'), 'the policy was read');
      part(dialog, 'confirm')?.click();
      await until(() => part(dialog, 'done'), 'it is done');
      expect(
        shop.shop
          .ledger()
          .map(({ orderId }) => orderId)
          .join(),
      ).to.equal(id);
    });
  }

  describe('that a page gives itself', () => {
    const policy = aPolicy('cancel', {}, { actor: 'buyer' });
    const values: [string, unknown][] = [
      ['an empty object', {}],
      ['a number', 7],
      ['text', 'order'],
      ['a list', []],
      ['null', null],
      ['an order without lines', { ...anOrder(), lines: undefined }],
      ['an order without parties', { ...anOrder(), buyer: null, seller: undefined }],
      ['an order whose amounts are text', { ...anOrder(), total: '45.00', payment: 'card' }],
      ['an order of another currency', { ...anOrder(), total: { amount: 1, currency: 'euros' } }],
      ['an order placed never', { ...anOrder(), placedAt: 'never' }],
    ];
    for (const [what, value] of values) {
      it(`${what} as its order throws nothing`, async () => {
        const page = await fixture(html`<div>
          <order-cancel-button .order=${value as Order} .policy=${policy}></order-cancel-button>
          <cancel-status-badge .order=${value as Order}></cancel-status-badge>
          <order-cancel-button .order=${anOrder()} .policy=${policy}></order-cancel-button>
        </div>`);
        const [first, , last] = [...page.children] as [Element, Element, Element];
        await until(() => part(last, 'button'), 'the others work');
        part(first, 'button')?.click();
        await expectNoError();
      });

      it(`${what} as its view throws nothing`, async () => {
        const view = {
          order: value,
          cancellation: null,
          policy: { id: 'x', version: '1', hash: 'h' },
          now: ago(0, Date.now()),
        };
        const page = await fixture(html`<div>
          <order-cancel-button .view=${view as never} .policy=${policy}></order-cancel-button>
          <order-cancel-button .view=${value as never} .policy=${policy}></order-cancel-button>
          <cancel-status-badge .view=${view as never}></cancel-status-badge>
        </div>`);
        part(page.firstElementChild as Element, 'button')?.click();
        await expectNoError();
      });
    }

    for (const value of [{}, [], 7, 'no-such', { rules: [] }, { rules: [{}], statuses: null }]) {
      it(`${JSON.stringify(value)} as its policy throws nothing`, async () => {
        const button = await fixture<OrderCancelButton>(
          html`<order-cancel-button .order=${anOrder()} .policy=${value as never}></order-cancel-button>`,
        );
        await pause(50);
        part(button, 'button')?.click();
        await expectNoError();
      });
    }
  });
});
