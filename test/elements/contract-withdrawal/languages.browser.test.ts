import { expect, fixture, html } from '@open-wc/testing';
import { setViewport } from '@web/test-runner-commands';
import 'order-cancel-elements/define';
import { type ContractWithdrawal, languages } from 'order-cancel-elements';
import { withdrawalLabels } from '../../../src/i18n/withdrawal/labels.ts';
import { directionOf, dress, violations } from '../../support/elements/accessibility.ts';
import { labelFaults } from '../../support/elements/labels.ts';
import { aPolicy } from '../../support/elements/orders.ts';
import { below, keepConsole, part, said, until } from '../../support/elements/page.ts';
import { aShop } from '../../support/elements/shop.ts';

describe('the withdrawal in the languages of the Union and of the package, at 320 px and with text of 200 %', () => {
  keepConsole();
  before(() => setViewport({ width: 320, height: 640 }));
  after(() => setViewport({ width: 800, height: 600 }));
  beforeEach(() => {
    document.documentElement.style.fontSize = '200%';
  });
  afterEach(() => document.documentElement.removeAttribute('style'));

  for (const language of new Set([...Object.keys(withdrawalLabels), ...languages])) {
    it(`EU-2 EU-5: ${language} has both labels whole, and satisfies axe from button to receipt`, async () => {
      const dir = directionOf(language);
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
        expect(labelFaults(first)).to.deep.equal([]);
        expect(await violations(element), 'the button').to.equal('');
        first.click();
        await until(() => part<HTMLDialogElement>(element, 'dialog')?.open, 'the dialog is open');
        const confirm = part(element, 'confirm') as HTMLElement;
        if (labels) expect(said(confirm)).to.equal(labels.confirm);
        expect(labelFaults(confirm)).to.deep.equal([]);
        expect(labelFaults(part(element, 'close') as HTMLElement)).to.deep.equal([]);
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
          expect(labelFaults(part(element, name) as HTMLElement), name).to.deep.equal([]);
        }
        expect(await violations(element), 'the receipt').to.equal('');
        expect(document.documentElement.scrollWidth <= innerWidth, 'the page does not scroll sideways').to.equal(true);
      } finally {
        undress();
      }
    });
  }
});
