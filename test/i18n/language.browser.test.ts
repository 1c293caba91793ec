import { expect, fixture, html } from '@open-wc/testing';
import 'order-cancel-elements/define';
import type { OrderCancelButton } from 'order-cancel-elements';
import poshmark from 'order-cancel-elements/presets/poshmark';
import ar from '../../src/i18n/chunks/ar/button.ts';
import arDialog from '../../src/i18n/chunks/ar/dialog.ts';
import de from '../../src/i18n/chunks/de/button.ts';
import deDialog from '../../src/i18n/chunks/de/dialog.ts';
import { aCancellation, ago, anOrder, aPolicy, hours } from '../support/elements/orders.ts';
import { enter, findLanguages, keepConsole, openDialog, part, said, until } from '../support/elements/page.ts';
import { aShop } from '../support/elements/shop.ts';
import { text } from '../support/elements/words.ts';

describe('the language of an element', () => {
  keepConsole();
  findLanguages();

  const policy = aPolicy();
  const label = (button: Element | null) => said(button && part(button, 'button'));
  const speaks = (button: Element | null, words: string) => until(() => label(button) === words, `it says “${words}”`);

  for (const [lang, words] of [
    ['en', text('cancel')],
    ['de', de.cancel],
    ['de-AT', de.cancel],
    ['DE_ch', de.cancel],
    ['ar-EG', ar.cancel],
    ['tlh', text('cancel')],
    ['', text('cancel')],
    ['constructor', text('cancel')],
  ]) {
    it(`is that of lang="${lang}" around it`, async () => {
      const page = await fixture(html`<section lang=${lang as string}>
        <p><order-cancel-button .order=${anOrder()} .policy=${policy}></order-cancel-button></p>
      </section>`);
      await speaks(page.querySelector('order-cancel-button'), words as string);
    });
  }

  it('is that of its own lang before any around it', async () => {
    const page = await fixture(html`<section lang="de">
      <order-cancel-button lang="ar" .order=${anOrder()} .policy=${policy}></order-cancel-button>
      <order-cancel-button .order=${anOrder()} .policy=${policy}></order-cancel-button>
      <order-cancel-button lang="" .order=${anOrder()} .policy=${policy}></order-cancel-button>
    </section>`);
    const [own, around, unknown] = [...page.children] as [Element, Element, Element];
    await speaks(own, ar.cancel);
    await speaks(around, de.cancel);
    await speaks(unknown, de.cancel);
  });

  it('is English where nothing says otherwise', async () => {
    document.documentElement.removeAttribute('lang');
    const button = await fixture(
      html`<order-cancel-button .order=${anOrder()} .policy=${policy}></order-cancel-button>`,
    );
    await speaks(button, text('cancel'));
    document.documentElement.lang = 'en';
  });

  it('is found out of shadow trees', async () => {
    const host = await fixture(html`<div lang="de"></div>`);
    const button = document.createElement('order-cancel-button');
    Object.assign(button, { order: anOrder(), policy });
    host.attachShadow({ mode: 'open' }).append(button);
    await speaks(button, de.cancel);
  });

  it('changes with the page: of an element around it, of the document, of its own', async () => {
    const page = await fixture<HTMLElement>(html`<section>
      <order-cancel-button .order=${anOrder()} .policy=${policy}></order-cancel-button>
    </section>`);
    const button = page.querySelector('order-cancel-button') as OrderCancelButton;
    await speaks(button, text('cancel'));
    document.documentElement.lang = 'ar';
    await speaks(button, ar.cancel);
    page.lang = 'de';
    await speaks(button, de.cancel);
    button.lang = 'en';
    await speaks(button, text('cancel'));
    button.removeAttribute('lang');
    page.removeAttribute('lang');
    document.documentElement.lang = 'en';
    await speaks(button, text('cancel'));
  });

  it('is followed when the element moves', async () => {
    const page = await fixture(html`<div>
      <section lang="en"><order-cancel-button .order=${anOrder()} .policy=${policy}></order-cancel-button></section>
      <section lang="de"></section>
    </div>`);
    const button = page.querySelector('order-cancel-button') as Element;
    await speaks(button, text('cancel'));
    page.querySelector('section:last-of-type')?.append(button);
    await speaks(button, de.cancel);
  });

  it('words what is denied, what else can be done, and the badge', async () => {
    const order = anOrder({ status: 'SHIPPED' });
    const view = {
      order,
      cancellation: aCancellation(order, { state: 'superseded' }),
      policy: { id: 'x', version: '1', hash: 'h' },
      now: ago(0, Date.now()),
    };
    const page = await fixture(html`<div lang="de">
      <order-cancel-button .view=${view} .policy=${poshmark}></order-cancel-button>
      <cancel-status-badge .view=${view}></cancel-status-badge>
    </div>`);
    const [button, badge] = [...page.children] as [Element, Element];
    await until(() => part(button, 'explanation'), 'it is explained');
    expect(said(button)).to.contain(de['denied.already-shipped']);
    expect(said(part(button, 'alternatives'))).to.contain(de['way.return']);
    await until(() => said(badge) === de['state.superseded'], 'the badge is in German');
  });

  describe('in the dialog', () => {
    const open = async (lang: string) => {
      const order = anOrder({ placedAt: ago(hours(4)) });
      const shop = aShop({ policies: [poshmark], orders: [order] });
      const page = await fixture<HTMLElement>(html`<div lang=${lang} dir=${lang === 'ar' ? 'rtl' : 'ltr'}>
        <order-cancel-button order-id=${order.id} .backend=${shop.backend}></order-cancel-button>
      </div>`);
      const dialog = await openDialog(page.firstElementChild as Element);
      await until(() => part(dialog, 'next'), 'the policy was read');
      return { page, dialog, order };
    };

    it('words, amounts and times are German', async () => {
      const { dialog, order } = await open('de');
      expect(said(part(dialog, 'confirm'))).to.equal(deDialog['confirm.request']);
      expect(said(dialog)).to.contain(deDialog['title.request']);
      expect(said(part(dialog, 'review'))).to.contain('45,00 $');
      expect(said(part(dialog, 'next'))).to.contain('Donnerstag, 12. März');
      expect(said(dialog)).to.contain(order.number);
    });

    it('without texts of its own, dates and amounts are in the language of the words', async () => {
      const { dialog } = await open('qaa');
      expect(said(part(dialog, 'confirm'))).to.equal(text('confirm.request'));
      expect(said(part(dialog, 'review'))).to.contain('$45.00');
      expect(said(part(dialog, 'next'))).to.contain('Thursday, March 12');
    });

    it('words are Arabic, from right to left', async () => {
      const { dialog } = await open('ar');
      expect(said(part(dialog, 'confirm'))).to.equal(arDialog['confirm.request']);
      expect(getComputedStyle(dialog).direction).to.equal('rtl');
      const [keep, confirm] = [part(dialog, 'keep'), part(dialog, 'confirm')] as [HTMLElement, HTMLElement];
      expect(keep.getBoundingClientRect().left).to.be.above(confirm.getBoundingClientRect().left);
      // A title in another script runs its own way.
      expect(part(dialog, 'review')?.querySelector('bdi')?.textContent).to.equal('Linen jacket');
    });

    it('changes while it is open, and what was typed stays', async () => {
      const { page, dialog } = await open('en');
      enter(part<HTMLTextAreaElement>(dialog, 'comment'), 'Bitte');
      page.lang = 'de';
      await until(() => said(part(dialog, 'confirm')) === deDialog['confirm.request'], 'it is German');
      expect(said(part(dialog, 'why'))).to.equal(deDialog['why.window-closed']);
      expect(part<HTMLTextAreaElement>(dialog, 'comment')?.value).to.equal('Bitte');
      expect(dialog.open).to.equal(true);
    });
  });
});
