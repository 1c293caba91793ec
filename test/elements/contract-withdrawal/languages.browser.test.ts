import { expect, fixture, html } from '@open-wc/testing';
import { setViewport } from '@web/test-runner-commands';
import 'order-cancel-elements/define';
import type { ContractWithdrawal } from 'order-cancel-elements';
import { withdrawalLabels } from '../../../src/i18n/withdrawal/labels.ts';
import { dress, violations } from '../../support/elements/accessibility.ts';
import { aPolicy } from '../../support/elements/orders.ts';
import { below, keepConsole, part, said, until } from '../../support/elements/page.ts';
import { aShop } from '../../support/elements/shop.ts';

/** What of a button's label is cut off, or torn inside of a word. */
function faultsOf(button: HTMLElement): string[] {
  const faults: string[] = [];
  const { left, right } = button.getBoundingClientRect();
  if (button.scrollWidth > button.clientWidth + 1 || button.scrollHeight > button.clientHeight + 1)
    faults.push('clipped');
  if (left < 0 || right > innerWidth + 1) faults.push(`outside: ${left} to ${right}`);
  const texts = document.createTreeWalker(button, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    const node = texts.currentNode as Text;
    for (const { index, 0: word } of node.data.matchAll(/[^\s-]+-?/g)) {
      const range = document.createRange();
      range.setStart(node, index);
      range.setEnd(node, index + word.length);
      // Where a word begins a line some engines give it a rectangle without width at the end of the line before.
      const lines = new Set(
        [...range.getClientRects()].filter(({ width }) => width > 1).map(({ top }) => Math.round(top)),
      );
      if (lines.size > 1) faults.push(`torn: ${word}`);
    }
  }
  return faults;
}

describe('the withdrawal in the languages of the Union, at 320 px and with text of 200 %', () => {
  keepConsole();
  before(() => setViewport({ width: 320, height: 640 }));
  after(() => setViewport({ width: 800, height: 600 }));
  beforeEach(() => {
    document.documentElement.style.fontSize = '200%';
  });
  afterEach(() => document.documentElement.removeAttribute('style'));

  for (const language of [...Object.keys(withdrawalLabels), 'ar']) {
    it(`EU-2 EU-5: ${language} has both labels whole, and satisfies axe from button to receipt`, async () => {
      const dir = language === 'ar' ? 'rtl' : 'ltr';
      const undress = dress({ lang: language, dir, dark: false });
      document.documentElement.style.fontSize = '200%';
      try {
        const shop = aShop({ policies: [aPolicy()], actor: null });
        const element = await fixture<ContractWithdrawal>(
          html`<contract-withdrawal .backend=${shop.backend}></contract-withdrawal>`,
        );
        await until(() => part(element, 'button'), 'there is a button');
        const first = part(element, 'button') as HTMLElement;
        const labels = withdrawalLabels[language];
        if (labels) expect(said(first)).to.equal(labels.withdraw);
        expect(faultsOf(first)).to.deep.equal([]);
        expect(await violations(element), 'the button').to.equal('');
        first.click();
        await until(() => part<HTMLDialogElement>(element, 'dialog')?.open, 'the dialog is open');
        const confirm = part(element, 'confirm') as HTMLElement;
        if (labels) expect(said(confirm)).to.equal(labels.confirm);
        expect(faultsOf(confirm)).to.deep.equal([]);
        expect(faultsOf(part(element, 'close') as HTMLElement)).to.deep.equal([]);
        const dialog = part(element, 'dialog') as HTMLElement;
        expect(dialog.scrollWidth <= dialog.clientWidth + 1, 'nothing scrolls sideways').to.equal(true);
        expect(await violations(element), 'the form').to.equal('');
        for (const id of ['name', 'number', 'address']) {
          const field = below(element).find((one) => one.id === id) as HTMLInputElement;
          field.value = 'ada@example.com';
          field.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }));
        }
        confirm.click();
        await until(() => part(element, 'receipt'), 'the receipt is there');
        for (const name of ['save', 'print', 'close']) {
          expect(faultsOf(part(element, name) as HTMLElement), name).to.deep.equal([]);
        }
        expect(await violations(element), 'the receipt').to.equal('');
        expect(document.documentElement.scrollWidth <= innerWidth, 'the page does not scroll sideways').to.equal(true);
      } finally {
        undress();
      }
    });
  }
});
