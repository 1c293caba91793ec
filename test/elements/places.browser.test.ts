import { expect, fixture, html } from '@open-wc/testing';
import 'order-cancel-elements/define';
import type { OrderCancelButton, OrderCancelLookup } from 'order-cancel-elements';
import { policyHash } from 'order-cancel-elements/policy';
import bricklink from 'order-cancel-elements/presets/bricklink';
import poshmark from 'order-cancel-elements/presets/poshmark';
import { aCancellation, anOrder } from '../support/elements/orders.ts';
import {
  buttonNamed,
  consoleLine,
  consoleLines,
  dialogOf,
  field,
  focused,
  keepConsole,
  openDialog,
  part,
  pause,
  replace,
  said,
  until,
} from '../support/elements/page.ts';
import { answerWith, aShop, gate, loseRequest } from '../support/elements/shop.ts';
import { text } from '../support/elements/words.ts';

describe('the page around the elements', () => {
  keepConsole();

  const mount = async (shop = aShop({ policies: [poshmark], orders: [anOrder()] }), id?: string) => {
    const orderId = id ?? shop.shop.orders()[0]?.id;
    const button = await fixture<OrderCancelButton>(
      html`<order-cancel-button order-id=${orderId} .backend=${shop.backend}></order-cancel-button>`,
    );
    return { shop, button };
  };

  it('is asked for its language where that may have changed, not at each update', async () => {
    const { button } = await mount();
    await until(() => part(button, 'button'), 'there is a button');
    const around = button.parentElement as HTMLElement;
    let asked = 0;
    Object.defineProperty(around, 'lang', {
      configurable: true,
      get: () => {
        asked++;
        return around.getAttribute('lang') ?? '';
      },
    });
    button.requestUpdate();
    await button.updateComplete;
    expect(asked).to.equal(0);
    around.setAttribute('lang', 'ar');
    const shown = (): HTMLElement | null => part(button, 'button');
    await until(() => shown()?.closest<HTMLElement>('[dir="rtl"]')?.lang === 'ar', 'it speaks Arabic');
    expect(asked).to.be.greaterThan(0);
  });

  describe('has shortcuts', () => {
    const types = ['keydown', 'keypress', 'keyup'] as const;

    /** The keys that reach the page. */
    const reaching = (target: Element | null, key: string): string[] => {
      const reached: string[] = [];
      const listen = ({ type }: Event): void => void reached.push(type);
      for (const type of types) document.addEventListener(type, listen);
      for (const type of types)
        target?.dispatchEvent(new KeyboardEvent(type, { key, bubbles: true, composed: true, cancelable: true }));
      for (const type of types) document.removeEventListener(type, listen);
      return reached;
    };

    it('which what is typed in the dialog does not reach, but Escape and Tab do', async () => {
      const { button } = await mount();
      const dialog = await openDialog(button);
      await until(() => field(dialog, 'Comment'), 'there is a field');
      for (const target of [field(dialog, 'Comment'), part(dialog, 'keep')]) {
        expect(reaching(target, 'a')).to.deep.equal([]);
        expect(reaching(target, 'Escape')).to.deep.equal(types);
        expect(reaching(target, 'Tab')).to.deep.equal(types);
      }
    });

    it('which what is typed to find an order does not reach', async () => {
      const lookup = await fixture<OrderCancelLookup>(html`<order-cancel-lookup></order-cancel-lookup>`);
      await until(() => part(lookup, 'input'), 'there is a field');
      expect(reaching(part(lookup, 'input'), '7')).to.deep.equal([]);
      // A key on a button is no typing.
      expect(reaching(part(lookup, 'find'), 'j')).to.deep.equal(types);
    });
  });

  describe('drops submits, as a sandboxed frame does', () => {
    const stop = (event: Event): void => {
      event.preventDefault();
      event.stopImmediatePropagation();
    };
    beforeEach(() => addEventListener('submit', stop, { capture: true }));
    afterEach(() => removeEventListener('submit', stop, { capture: true }));

    it('an order is found all the same, by the button and by Enter', async () => {
      const order = anOrder();
      const shop = aShop({ policies: [poshmark], orders: [order] });
      const lookup = await fixture<OrderCancelLookup>(
        html`<order-cancel-lookup .backend=${shop.backend}></order-cancel-lookup>`,
      );
      await until(() => part(lookup, 'input'), 'there is a field');
      const input = part<HTMLInputElement>(lookup, 'input') as HTMLInputElement;
      input.value = 'nowhere';
      part(lookup, 'find')?.click();
      await until(() => said(part(lookup, 'message')).includes('nowhere'), 'it was looked for');
      input.value = order.id;
      input.dispatchEvent(
        new KeyboardEvent('keydown', { key: 'Enter', bubbles: true, composed: true, cancelable: true }),
      );
      await until(() => part(lookup, 'order'), 'it was found');
    });

    it('a request is withdrawn all the same', async () => {
      const order = anOrder({ status: 'OCR' });
      const policy = { id: bricklink.id, version: bricklink.version, hash: policyHash(bricklink) };
      const { button, shop } = await mount(
        aShop({ policies: [bricklink], orders: [order], cancellations: [aCancellation(order, { policy })] }),
        order.id,
      );
      await until(() => part(button, 'action', 'withdraw'), 'it can be withdrawn');
      part(button, 'action', 'withdraw')?.click();
      await until(() => part(button, 'confirm'), 'it is asked');
      part(button, 'confirm')?.click();
      await until(() => said(button).includes(text('story.withdrawn')), 'it is done');
      expect(shop.sent.filter(({ method }) => method === 'POST').length).to.equal(1);
    });
  });

  describe('is slow', () => {
    /** A button whose dialog waits for its first words. */
    const clicked = async () => {
      const { button } = await mount();
      await until(() => part(button, 'button'), 'there is a button');
      part(button, 'button')?.focus();
      part(button, 'button')?.click();
      await button.updateComplete;
      return button;
    };

    it('a click says at once that something happens, to assistive technology too', async () => {
      const button = await clicked();
      expect(part(button, 'button')?.getAttribute('aria-busy')).to.equal('true');
      expect(said(part(button, 'progress'))).to.equal(text('opening'));
      expect(part(button, 'progress')?.getAttribute('role')).to.equal('status');
      await dialogOf(button);
      await button.updateComplete;
      expect(part(button, 'button')?.getAttribute('aria-busy')).to.equal('false');
      expect(said(part(button, 'progress'))).to.equal('');
    });

    for (const [how, leave] of [
      [
        'presses Escape',
        () => document.body.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', bubbles: true })),
      ],
      ['goes elsewhere', () => (document.querySelector('#elsewhere') as HTMLElement).focus()],
    ] as const) {
      it(`whoever ${how} meanwhile is not fetched back later`, async () => {
        const elsewhere = await fixture<HTMLElement>(html`<button id="elsewhere" type="button">Elsewhere</button>`);
        const button = await clicked();
        leave();
        await button.updateComplete;
        expect(part(button, 'button')?.getAttribute('aria-busy')).to.equal('false');
        const { activeElement } = document;
        await pause(300);
        expect(part(button, 'dialog')).to.equal(null);
        expect(document.activeElement).to.equal(activeElement);
        expect(elsewhere.isConnected).to.equal(true);
        // Another click opens it all the same.
        await openDialog(button);
      });
    }

    it('its own way is shown after a few seconds, while the order is still waited for', async () => {
      const order = anOrder();
      const shop = aShop({ policies: [poshmark], orders: [order] });
      const { hold, open } = gate();
      shop.meddle('GET', hold);
      const button = await fixture<OrderCancelButton>(html`<order-cancel-button
        order-id=${order.id}
        .backend=${shop.backend}
        ><a href="/contact">Write to us</a></order-cancel-button
      >`);
      const link = button.querySelector('a') as HTMLElement;
      expect(link.getClientRects().length).to.equal(0);
      await until(() => link.getClientRects().length > 0, 'the fallback is shown');
      expect(said(part(button, 'status'))).to.equal(text('loading'));
      open();
      await until(() => buttonNamed(button, 'Cancel order'), 'the outcome is shown');
      expect(link.getClientRects().length).to.equal(0);
    });
  });

  it('is offline: that is said, and the order is read again once it is not', async () => {
    const order = anOrder();
    const shop = aShop({ policies: [poshmark], orders: [order] });
    shop.meddle('GET', loseRequest);
    Object.defineProperty(navigator, 'onLine', { value: false, configurable: true });
    try {
      const { button } = await mount(shop);
      await until(() => said(part(button, 'status')) === text('no-connection'), 'it is said');
      await until(() => consoleLines().join().includes('could not be read'), 'the console was told');
      Reflect.deleteProperty(navigator, 'onLine');
      // What keeps the page in step is loaded by then.
      await import('../../src/client/live.ts');
      await pause(50);
      dispatchEvent(new Event('online'));
      await until(() => buttonNamed(button, 'Cancel order'), 'it was read again');
    } finally {
      Reflect.deleteProperty(navigator, 'onLine');
    }
  });

  describe('knows where people sign in', () => {
    const signedOut = () => aShop({ policies: [poshmark], orders: [anOrder()], actor: null });

    it('and the button leads there, by its own attribute or the provider’s', async () => {
      const shop = signedOut();
      const page = await fixture(html`<order-cancel-provider .backend=${shop.backend} sign-in-url="/login?next=orders">
        <order-cancel-button order-id="a"></order-cancel-button>
        <order-cancel-button order-id="b" sign-in-url="/own"></order-cancel-button>
        <order-cancel-button order-id="c" sign-in-url="javascript:alert(1)"></order-cancel-button>
      </order-cancel-provider>`);
      const [one, own, unsafe] = [...page.children] as [Element, Element, Element];
      await until(() => said(one).includes(text('sign-in-required')), 'signing in is asked for');
      await until(() => part(own, 'sign-in'), 'there is a link');
      expect(part<HTMLAnchorElement>(one, 'sign-in')?.href).to.equal(new URL('/login?next=orders', location.href).href);
      expect(part<HTMLAnchorElement>(own, 'sign-in')?.href).to.equal(new URL('/own', location.href).href);
      expect(part(unsafe, 'sign-in')).to.equal(null);
      expect(await consoleLine()).to.contain('sign-in-required');
    });

    it('and a login in place of an answer is a session that ended: nothing is sent again, and the dialog leads there', async () => {
      const order = anOrder();
      const shop = aShop({ policies: [poshmark], orders: [order] });
      const button = await fixture<OrderCancelButton>(
        html`<order-cancel-button order-id=${order.id} .backend=${shop.backend} sign-in-url="/login"></order-cancel-button>`,
      );
      const dialog = await openDialog(button);
      await until(() => part(dialog, 'next'), 'the policy was read');
      const login = answerWith('', { status: 302, headers: { Location: '/login' } });
      shop.meddle('POST', login, login);
      part(dialog, 'confirm')?.click();
      await until(() => part(dialog, 'problem'), 'it is refused');
      expect(said(part(dialog, 'problem'))).to.contain(text('problem.sign-in-required'));
      expect(part<HTMLAnchorElement>(dialog, 'sign-in')?.href).to.equal(new URL('/login', location.href).href);
      expect(part(dialog, 'confirm'), 'it can be confirmed after signing in').not.to.equal(null);
      expect(shop.posted().length, 'once as it is, and once along the way').to.equal(2);
    });
  });

  it('hides what is denied: the focus stays at its place', async () => {
    const order = anOrder();
    const shop = aShop({ policies: [poshmark], orders: [order] });
    const page = await fixture(html`<div>
      <order-cancel-button order-id=${order.id} .backend=${shop.backend} when-denied="hide"></order-cancel-button>
      <button type="button" id="after">After</button>
    </div>`);
    const button = page.querySelector('order-cancel-button') as OrderCancelButton;
    const dialog = await openDialog(button);
    await until(() => part(dialog, 'next'), 'the policy was read');
    shop.shop.ship(order.id, shop.now());
    await button.refresh();
    await until(() => !part(button, 'button'), 'it is denied');
    (part(dialog, 'keep') ?? part(dialog, 'close'))?.click();
    await until(() => part(button, 'dialog') === null, 'it is closed');
    await until(() => document.activeElement !== document.body, 'the focus is somewhere');
    expect(focused()).to.equal(button);
    (page.querySelector('#after') as HTMLElement).focus();
    expect(button.hasAttribute('tabindex')).to.equal(false);
  });

  it('blocks site data: the elements work, and nothing goes wrong unheard', async () => {
    const unheard: unknown[] = [];
    const note = (event: PromiseRejectionEvent): void => void unheard.push(event.reason);
    addEventListener('unhandledrejection', note);
    replace(
      globalThis,
      'BroadcastChannel',
      class {
        constructor() {
          throw new DOMException('The operation is insecure.', 'SecurityError');
        }
      } as never,
    );
    const { button, shop } = await mount();
    const dialog = await openDialog(button);
    await until(() => part(dialog, 'next'), 'the policy was read');
    part(dialog, 'confirm')?.click();
    await until(() => part(dialog, 'done'), 'it is done');
    await pause(50);
    removeEventListener('unhandledrejection', note);
    expect(unheard).to.deep.equal([]);
    expect(shop.posted().length).to.equal(1);
  });
});
