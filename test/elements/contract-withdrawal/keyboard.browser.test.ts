import { expect, fixture, html } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import 'order-cancel-elements/define';
import type { ContractWithdrawal } from 'order-cancel-elements';
import { dress } from '../../support/elements/accessibility.ts';
import { aPolicy } from '../../support/elements/orders.ts';
import { focused, keepConsole, part, parts, pause, said, until } from '../../support/elements/page.ts';
import { aShop } from '../../support/elements/shop.ts';

describe('the withdrawal by keyboard alone, on a German page', () => {
  keepConsole();

  const press = (key: string) => sendKeys({ press: key });
  /** How a person would call what has the focus. */
  const focus = (): string => {
    const element = focused();
    const labels = (element as HTMLInputElement | null)?.labels;
    return labels?.length ? said(labels[0] as Element) : said(element);
  };
  const tabTo = async (name: string): Promise<void> => {
    for (let steps = 0; steps < 20; steps++) {
      if (focus() === name) return;
      await press('Tab');
    }
    throw new Error(`Tab never came to ${name}`);
  };

  const page = async () => {
    const shop = aShop({ policies: [aPolicy()], actor: null });
    const root = await fixture(html`<footer>
      <a href="#terms">AGB</a>
      <contract-withdrawal country="DE" .backend=${shop.backend}></contract-withdrawal>
    </footer>`);
    const element = root.querySelector('contract-withdrawal') as ContractWithdrawal;
    await until(() => part(element, 'button'), 'there is a button');
    root.querySelector('a')?.focus();
    return { shop, element };
  };

  let undress: () => void;
  before(() => {
    undress = dress({ lang: 'de', dir: 'ltr', dark: false });
  });
  after(() => undress());

  it('EU-2 EU-3 EU-4 EU-5 EU-6: leads from the page’s foot to the receipt and back, by Tab, Space and Enter', async () => {
    const { shop, element } = await page();
    await tabTo('Vertrag widerrufen');
    await press('Enter');
    await until(() => part<HTMLDialogElement>(element, 'dialog')?.open, 'the dialog is open');
    await tabTo('Ihr Name');
    await sendKeys({ type: 'Ada Martins' });
    await press('Enter');
    await tabTo('Bestellnummer');
    await sendKeys({ type: '1001' });
    await tabTo('Den ganzen Vertrag');
    await press('ArrowDown');
    await until(() => focus() === 'Einen Teil der Artikel', 'the other choice is taken');
    await tabTo('Welche Artikel, und wie viele');
    await sendKeys({ type: 'Zwei Becher' });
    await tabTo('E-Mail-Adresse für die Eingangsbestätigung');
    await sendKeys({ type: 'ada@example.com' });
    await press('Enter');
    await pause(30);
    expect(shop.sent.filter(({ method }) => method === 'POST').length, 'Enter in a field sends nothing').to.equal(0);
    await tabTo('Schließen');
    await tabTo('Widerruf bestätigen');
    await press('Enter');
    await until(() => part(element, 'receipt'), 'the receipt is there');
    await until(() => focus() === 'Ihr Widerruf ist eingegangen', 'what came of it is read');
    const words = said(part(element, 'receipt'));
    for (const told of ['Ada Martins', '1001', 'Zwei Becher', 'ada@example.com']) expect(words).to.contain(told);
    await tabTo('Drucken');
    await tabTo('Speichern');
    await press('Escape');
    await until(() => parts(element, 'dialog').length === 0, 'the dialog is closed');
    await until(() => focus() === 'Vertrag widerrufen', 'the focus is back');
    await tabTo('Eingangsbestätigung anzeigen');
    await press('Enter');
    await until(() => part(element, 'receipt'), 'the receipt is there again');
    expect(shop.sent.filter(({ method }) => method === 'POST').length).to.equal(1);
  });

  it('Escape leaves without sending, and what was typed is there again', async () => {
    const { shop, element } = await page();
    await tabTo('Vertrag widerrufen');
    await press('Enter');
    await until(() => part<HTMLDialogElement>(element, 'dialog')?.open, 'the dialog is open');
    await tabTo('Bestellnummer');
    await sendKeys({ type: '1002' });
    await press('Escape');
    await until(() => parts(element, 'dialog').length === 0, 'the dialog is closed');
    await until(() => focus() === 'Vertrag widerrufen', 'the focus is back');
    await press('Enter');
    await until(() => part<HTMLDialogElement>(element, 'dialog')?.open, 'the dialog is open again');
    await tabTo('Bestellnummer');
    expect((focused() as HTMLInputElement).value).to.equal('1002');
    expect(shop.sent.filter(({ method }) => method === 'POST').length).to.equal(0);
  });
});
