import { expect, fixture, html } from '@open-wc/testing';
import 'order-cancel-elements/define';
import { type OrderCancelButton, registerTexts } from 'order-cancel-elements';
import poshmark from 'order-cancel-elements/presets/poshmark';
import ar from '../../src/i18n/chunks/ar/button.ts';
import de from '../../src/i18n/chunks/de/button.ts';
import { aBackOffice, aRequest } from '../support/elements/back-office.ts';
import { aCase } from '../support/elements/case.ts';
import { aCancellation, ago, anOrder, aPolicy, hours } from '../support/elements/orders.ts';
import { dialogOf, keepConsole, openDialog, part, said, until } from '../support/elements/page.ts';
import { aShop } from '../support/elements/shop.ts';
import { text } from '../support/elements/words.ts';

/** What an element says on all that it shows, of its language. */
function tongues(element: Element): string[] {
  const shown = [...(element.shadowRoot?.children ?? [])].filter(({ localName }) => localName !== 'slot');
  return [...new Set(shown.map((node) => `${(node as HTMLElement).lang} ${(node as HTMLElement).dir}`.trim()))];
}

/** One of each element, once it shows something. */
const elements: Record<string, (lang: string) => Promise<Element>> = {
  async 'order-cancel-button'(lang) {
    const button = await fixture(
      html`<order-cancel-button lang=${lang} .order=${anOrder()} .policy=${aPolicy()}></order-cancel-button>`,
    );
    await until(() => part(button, 'button'), 'the button is there');
    return button;
  },
  async 'order-cancel-story'(lang) {
    const order = anOrder();
    const view = {
      order,
      cancellation: aCancellation(order, { state: 'declined' }),
      now: ago(0),
      policy: { id: 'x', version: '1', hash: 'h' },
    };
    const button = await fixture(
      html`<order-cancel-button lang=${lang} .view=${view} .policy=${aPolicy()}></order-cancel-button>`,
    );
    const story = () => button.shadowRoot?.querySelector('order-cancel-story');
    await until(() => story()?.shadowRoot?.children.length, 'the story is there');
    return story() as Element;
  },
  async 'order-cancel-dialog'(lang) {
    const button = await fixture(
      html`<order-cancel-button lang=${lang} .order=${anOrder()} .policy=${aPolicy()}></order-cancel-button>`,
    );
    await openDialog(button);
    return button.shadowRoot?.querySelector('order-cancel-dialog') as Element;
  },
  async 'cancel-status-badge'(lang) {
    const order = anOrder();
    const view = {
      order,
      cancellation: aCancellation(order),
      now: ago(0),
      policy: { id: 'x', version: '1', hash: 'h' },
    };
    const badge = await fixture(html`<cancel-status-badge lang=${lang} .view=${view}></cancel-status-badge>`);
    await until(() => part(badge, 'badge'), 'the badge is there');
    return badge;
  },
  async 'order-cancel-lookup-view'(lang) {
    const lookup = await fixture(
      html`<order-cancel-lookup lang=${lang} .order=${anOrder()} .policy=${aPolicy()}></order-cancel-lookup>`,
    );
    const view = () => lookup.shadowRoot?.querySelector('order-cancel-lookup-view');
    await until(() => view()?.shadowRoot?.querySelector('form'), 'the form is there');
    return view() as Element;
  },
  async 'seller-cancel-queue'(lang) {
    const office = aBackOffice([aRequest(0)]);
    const queue = await fixture(
      html`<seller-cancel-queue lang=${lang} .backend=${office.backend}></seller-cancel-queue>`,
    );
    await until(() => part(queue, 'grid'), 'the queue is there');
    return queue;
  },
  async 'cancel-timeline'(lang) {
    const of = aCase();
    const timeline = await fixture(
      html`<cancel-timeline lang=${lang} order-id=${of.orderId} .backend=${of.backendFor('buyer')}></cancel-timeline>`,
    );
    await until(() => part(timeline, 'compose'), 'the record is there');
    return timeline;
  },
};

describe('what an element says of its own language', () => {
  keepConsole();

  for (const [name, make] of Object.entries(elements)) {
    it(`is the one that is spoken, by <${name}>`, async () => {
      expect(tongues(await make('de-AT')), 'as asked').to.deep.equal(['de-AT']);
      expect(tongues(await make('qaa')), 'English for want of another').to.deep.equal(['en ltr']);
      expect(tongues(await make('ar')), 'from right to left').to.deep.equal(['ar rtl']);
    });
  }

  it('changes with the page, and what stands within an element hears of the page, not of it', async () => {
    const page = await fixture<HTMLElement>(html`<section lang="qaa">
      <order-cancel-lookup .order=${anOrder()} .policy=${aPolicy()}></order-cancel-lookup>
    </section>`);
    const view = () => page.firstElementChild?.shadowRoot?.querySelector('order-cancel-lookup-view') as Element;
    const inner = () => view()?.shadowRoot?.querySelector('order-cancel-button') as Element;
    await until(() => inner() && said(part(inner(), 'button')) === text('cancel'), 'it is English');
    page.lang = 'de';
    await until(() => said(part(inner(), 'button')) === de.cancel, 'it is German');
    await until(() => tongues(view()).join() === 'de', 'and says so');
    expect(tongues(inner())).to.deep.equal(['de']);
  });
});

describe('a page’s own wording', () => {
  keepConsole();

  /** The page gets back the package's words after each test; tests before and after it have none of their own. */
  afterEach(() => {
    registerTexts('de', { cancel: de.cancel as string });
    registerTexts('en', { cancel: text('cancel'), keep: text('keep'), 'denied.in-transit': text('denied.in-transit') });
  });
  const label = (button: Element) => said(part(button, 'button'));
  const aButton = (lang: string) =>
    fixture<OrderCancelButton>(
      html`<order-cancel-button lang=${lang} .order=${anOrder()} .policy=${aPolicy()}></order-cancel-button>`,
    );

  it('is there at once where it was registered before, and on what is shown already', async () => {
    const [german, english] = [await aButton('de-AT'), await aButton('en')];
    await until(() => label(german) === de.cancel && label(english) === text('cancel'), 'both have the usual words');
    registerTexts('de', { cancel: 'Bestellung zurückziehen' });
    await until(() => label(german) === 'Bestellung zurückziehen', 'it has the page’s words');
    expect(label(english)).to.equal(text('cancel'));
    const later = await aButton('de');
    await until(() => label(later), 'it has words');
    expect(label(later)).to.equal('Bestellung zurückziehen');
    registerTexts('en', { cancel: 'Call it off' });
    await until(() => label(english) === 'Call it off', 'so has the English one');
  });

  it('may be a language that the package lacks', async () => {
    const button = await aButton('qab');
    await until(() => label(button) === text('cancel'), 'it is English');
    expect(tongues(button)).to.deep.equal(['en ltr']);
    registerTexts('qab', { cancel: 'Nuligi mendon', 'title.cancel': 'Ĉu nuligi?', keep: 'Konservi' });
    await until(() => label(button) === 'Nuligi mendon', 'it is the page’s');
    await until(() => tongues(button).join() === 'qab', 'and says so');
    const dialog = await openDialog(button);
    expect(said(part(dialog, 'keep'))).to.equal('Konservi');
    // What the page does not word is in English.
    expect(said(part(dialog, 'confirm'))).to.equal(text('confirm.cancel'));
  });

  it('changes in a dialog that is open', async () => {
    const order = anOrder({ placedAt: ago(hours(1)) });
    const shop = aShop({ policies: [poshmark], orders: [order] });
    const button = await fixture(
      html`<order-cancel-button order-id=${order.id} .backend=${shop.backend}></order-cancel-button>`,
    );
    const dialog = await openDialog(button);
    registerTexts('en', { keep: 'I keep it' });
    await until(() => said(part(dialog, 'keep')) === 'I keep it', 'it has the page’s words');
    expect((await dialogOf(button)).open).to.equal(true);
  });

  it('gives way to what the policy itself says of its code', async () => {
    registerTexts('en', { 'denied.in-transit': 'Too late, says the page.' });
    const denied = { outcome: 'none', reason: 'in-transit' } as const;
    const explained = async (messages: object) => {
      const policy = { ...aPolicy(), rules: [], otherwise: denied, ...messages };
      const button = await fixture(
        html`<order-cancel-button .order=${anOrder()} .policy=${policy} when-denied="explain"></order-cancel-button>`,
      );
      await until(() => part(button, 'explanation'), 'it is explained');
      return said(part(button, 'explanation'));
    };
    expect(await explained({})).to.contain('Too late, says the page.');
    expect(await explained({ messages: { en: { 'in-transit': 'Too late, says the policy.' } } })).to.contain(
      'Too late, says the policy.',
    );
  });

  it('is Arabic from right to left on an element of a page that runs otherwise', async () => {
    const button = await aButton('ar');
    await until(() => label(button) === ar.cancel, 'it is Arabic');
    expect(getComputedStyle(part(button, 'button') as Element).direction).to.equal('rtl');
  });
});
