import { expect, fixture, html } from '@open-wc/testing';
import 'order-cancel-elements/define';
import type { ContractWithdrawal, Order } from 'order-cancel-elements';
import { combinePolicies } from 'order-cancel-elements/policy';
import euWithdrawal from 'order-cancel-elements/presets/eu-withdrawal';
import { dress, settings, violations } from '../../support/elements/accessibility.ts';
import { ago, anOrder, aPolicy, days } from '../../support/elements/orders.ts';
import {
  below,
  buttonNamed,
  choose,
  consoleLine,
  enter,
  field,
  focused,
  hasten,
  keepConsole,
  part,
  parts,
  pause,
  said,
  until,
} from '../../support/elements/page.ts';
import { answerWith, aShop, loseAnswer, loseRequest, type Shop } from '../../support/elements/shop.ts';
import { text } from '../../support/elements/words.ts';

const policy = combinePolicies(aPolicy('none'), euWithdrawal);
const guest = { name: 'Ada Martins', number: 'N-1001', address: 'ada@example.com' };

/** An order of `buyer-1`, a consumer in Germany, delivered four days ago. */
const delivered = (changes: Partial<Order> = {}): Order =>
  anOrder({ deliveredAt: ago(days(4)), facts: { country: 'DE' }, ...changes });

describe('<contract-withdrawal>', () => {
  keepConsole();

  const open = async ({
    orders = [],
    actor = null,
    orderId,
    backend,
    shop = aShop({ policies: [policy], orders, actor }),
  }: {
    orders?: Order[];
    actor?: 'buyer' | null;
    orderId?: string | undefined;
    backend?: Shop['backend'];
    shop?: Shop;
  } = {}) => {
    const element = await fixture<ContractWithdrawal>(html`<contract-withdrawal
      .backend=${backend ?? shop.backend}
      .orderId=${orderId}
      ><a href="mailto:shop@example.com">Write to us</a></contract-withdrawal
    >`);
    await until(() => part(element, 'button'), 'there is a button');
    const openDialog = async (): Promise<void> => {
      part(element, 'button')?.click();
      await until(() => part<HTMLDialogElement>(element, 'dialog')?.open, 'the dialog is open');
    };
    return { shop, element, openDialog, statements: () => shop.sent.filter(({ method }) => method === 'POST') };
  };
  const fillIn = (element: Element, values: Partial<typeof guest> = guest): void => {
    for (const [name, value] of Object.entries(values)) {
      enter(field(element, text(`withdrawal.${name as keyof typeof guest}`)), value);
    }
  };
  const confirm = (element: Element): void => part(element, 'confirm')?.click();
  const receipt = async (element: Element): Promise<string> => {
    await until(() => part(element, 'receipt'), 'the receipt is there');
    return said(part(element, 'receipt'));
  };

  it('EU-2 EU-4 EU-5 EU-6 a guest states name, contract and address, confirms, and sees what was received', async () => {
    const { element, openDialog, statements } = await open();
    expect(said(part(element, 'button'))).to.equal('Withdraw from contract here');
    await openDialog();
    expect(said(part(element, 'confirm'))).to.equal('Confirm withdrawal');
    expect(below(element).some((one) => /reason/i.test(one.id))).to.equal(false);
    fillIn(element);
    confirm(element);
    const words = await receipt(element);
    const [sent] = statements();
    expect(statements().length).to.equal(1);
    expect(sent?.path).to.equal('withdrawals');
    const { sentAt, ...body } = sent?.body ?? {};
    expect(body).to.deep.equal({
      name: 'Ada Martins',
      address: 'ada@example.com',
      orderNumber: 'N-1001',
      language: 'en',
    });
    expect(Number.isNaN(Date.parse(sentAt))).to.equal(false);
    for (const told of ['Ada Martins', 'N-1001', 'ada@example.com', 'UTC']) expect(words).to.contain(told);
    expect(words).to.match(/W-2026-03-\w+/);
    expect(focused()?.id).to.equal('title');
    const save = part<HTMLAnchorElement>(element, 'save');
    expect(save?.download).to.match(/^W-2026-03-\w+\.html$/);
    expect(await (await fetch(save?.href as string)).text()).to.contain('Ada Martins');
  });

  it('EU-4 a part of the contract is stated in the person’s own words', async () => {
    const { element, openDialog, statements } = await open();
    await openDialog();
    fillIn(element);
    field(element, text('withdrawal.part'))?.click();
    await until(() => field(element, text('withdrawal.text')), 'there is a field for it');
    enter(
      field<HTMLTextAreaElement>(element, text('withdrawal.text')) as HTMLTextAreaElement,
      'The scarf, two of three',
    );
    confirm(element);
    expect(await receipt(element)).to.contain('The scarf, two of three');
    expect(statements()[0]?.body.text).to.equal('The scarf, two of three');
  });

  it('EU-7 what is missing is said once; confirmed again, the statement is sent as it is', async () => {
    const { element, openDialog, statements } = await open();
    await openDialog();
    confirm(element);
    await until(() => said(part(element, 'problem')) === text('withdrawal.missing'), 'it is said');
    confirm(element);
    await pause(30);
    expect(statements().length, 'nothing at all is no statement').to.equal(0);
    fillIn(element, { number: 'N-1001', name: 'Ada' });
    confirm(element);
    await until(() => focused()?.id === 'address', 'what is missing has the focus');
    expect(focused()?.getAttribute('aria-invalid')).to.equal('true');
    expect(statements().length).to.equal(0);
    confirm(element);
    await receipt(element);
    expect(statements()[0]?.body.orderNumber).to.equal('N-1001');
  });

  it('EU-3 who is signed in chooses items of their order, and is not asked who they are', async () => {
    const order = delivered({ buyer: { id: 'buyer-1', name: 'Ada', status: 'active', email: 'ada@example.com' } });
    const { element, openDialog, statements } = await open({ orders: [order], actor: 'buyer', orderId: order.id });
    await openDialog();
    expect(field(element, text('withdrawal.name'))).to.equal(null);
    expect(field(element, text('withdrawal.address'))).to.equal(null);
    expect(said(part(element, 'dialog'))).to.contain('ada@example.com');
    expect(said(part(element, 'dialog'))).to.contain(text('withdrawal.until').split('{')[0] as string);
    const [jacket] = parts<HTMLInputElement>(element, 'input');
    jacket?.click();
    const count = below(element).find((one) => one.matches('[type=number]')) as HTMLInputElement;
    count.value = '2';
    count.dispatchEvent(new Event('change', { bubbles: true }));
    confirm(element);
    expect(await receipt(element)).to.contain('2 × Wool scarf');
    const [sent] = statements();
    expect(sent?.path).to.equal(`orders/${order.id}/cancellation`);
    expect(sent?.body.action).to.equal('withdraw-contract');
    expect(sent?.body.lines).to.deep.equal([{ id: 'l2', quantity: 2 }]);
  });

  it('EU-9 an exempt item is explained and left out unless it is put in; the rest can be withdrawn from', async () => {
    const order = delivered();
    order.lines = order.lines.map((line, at) => (at === 0 ? { ...line, exempt: 'c' as const } : line));
    const { element, openDialog, statements } = await open({ orders: [order], actor: 'buyer', orderId: order.id });
    await openDialog();
    const [jacket] = parts<HTMLInputElement>(element, 'input');
    expect(jacket?.checked).to.equal(false);
    const about = said(parts(element, 'line')[0] as Element);
    expect(about).to.contain(text('withdrawal.ground.c')).and.to.contain('Art. 16 c');
    fillIn(element, { address: 'ada@example.com' });
    confirm(element);
    await receipt(element);
    expect(statements()[0]?.body.lines).to.deep.equal([{ id: 'l2', quantity: 3 }]);
  });

  it('EU-3 of several orders of their own a person chooses one', async () => {
    const orders = [delivered(), delivered()];
    const shop = aShop({ policies: [policy], orders, actor: 'buyer' });
    const ids = orders.map(({ id }) => id);
    const backend = { ...shop.backend, ownOrders: async () => shop.backend.loadOrders(ids, {}) };
    const { element, openDialog, statements } = await open({ shop, backend });
    await openDialog();
    choose(part<HTMLSelectElement>(element, 'order'), ids[1] as string);
    await until(() => field(element, text('withdrawal.address')), 'only an address is asked for');
    fillIn(element, { address: 'ada@example.com' });
    confirm(element);
    await receipt(element);
    expect(statements()[0]?.path).to.equal(`orders/${ids[1]}/cancellation`);
    expect(statements()[0]?.body.lines, 'the whole contract').to.equal(undefined);
  });

  it('EU-7 a session that ended keeps nobody from it: they say who they are, and nothing that they chose is lost', async () => {
    const order = delivered();
    const { element, openDialog, statements, shop } = await open({
      orders: [order],
      actor: 'buyer',
      orderId: order.id,
    });
    await openDialog();
    parts<HTMLInputElement>(element, 'input')[0]?.click();
    fillIn(element, { address: 'ada@example.com' });
    shop.signIn(null);
    confirm(element);
    await until(() => said(part(element, 'problem')) === text('withdrawal.signed-out'), 'it is said');
    expect(field(element, text('withdrawal.number'))?.value).to.equal(order.number);
    fillIn(element, { name: 'Ada' });
    confirm(element);
    await receipt(element);
    const { path, body } = statements().at(-1) ?? {};
    expect(path).to.equal('withdrawals');
    expect(body.text).to.equal('3 × Wool scarf');
    expect(body.address).to.equal('ada@example.com');
  });

  it('EU-7 what a session that ended refused counts from when it was sent first', async () => {
    const order = delivered();
    const { element, openDialog, statements, shop } = await open({
      orders: [order],
      actor: 'buyer',
      orderId: order.id,
    });
    await openDialog();
    fillIn(element, { address: 'ada@example.com' });
    shop.signIn(null);
    confirm(element);
    await until(() => said(part(element, 'problem')) === text('withdrawal.signed-out'), 'it is said');
    fillIn(element, { name: 'Ada' });
    await pause(30);
    confirm(element);
    await receipt(element);
    const [refused, taken] = [statements()[0], statements().at(-1)];
    expect(taken?.path).to.equal('withdrawals');
    expect(taken?.body.sentAt).to.equal(refused?.body.sentAt);
  });

  it('EU-4 of measured goods of which some are back, a part is what is left of them to the thousandth', async () => {
    const order = delivered();
    order.lines = order.lines.map((line, at) =>
      at === 1 ? { ...line, quantity: 1.2, unit: 'm', returnedQuantity: 0.9 } : line,
    );
    const { element, openDialog, statements } = await open({ orders: [order], actor: 'buyer', orderId: order.id });
    await openDialog();
    parts<HTMLInputElement>(element, 'input')[0]?.click();
    fillIn(element, { address: 'ada@example.com' });
    confirm(element);
    await receipt(element);
    expect(statements()[0]?.body.lines).to.deep.equal([{ id: 'l2', quantity: 0.3 }]);
  });

  it('EU-4 the quantity that is shown is the one that is sent, also where it was too much or taken out', async () => {
    const order = delivered();
    const { element, openDialog, statements } = await open({ orders: [order], actor: 'buyer', orderId: order.id });
    await openDialog();
    const count = below(element).find((one) => one.matches('[type=number]')) as HTMLInputElement;
    const type = async (value: string): Promise<string> => {
      count.value = value;
      count.dispatchEvent(new Event('change', { bubbles: true }));
      await element.updateComplete;
      return count.value;
    };
    expect(await type('99')).to.equal('3');
    expect(await type('')).to.equal('0');
    fillIn(element, { address: 'ada@example.com' });
    confirm(element);
    await receipt(element);
    expect(statements()[0]?.body.lines).to.deep.equal([{ id: 'l1', quantity: 1 }]);
  });

  it('a lost answer is asked for again under the same key: one statement, one receipt', async () => {
    hasten(200);
    const { element, openDialog, statements, shop } = await open();
    await openDialog();
    fillIn(element);
    shop.meddle('POST', loseAnswer, loseRequest);
    confirm(element);
    await receipt(element);
    const keys = statements().map(({ headers }) => headers.get('Idempotency-Key'));
    expect(keys.length).to.equal(3);
    expect(new Set(keys).size).to.equal(1);
    expect(new Set(statements().map(({ body }) => body.sentAt)).size).to.equal(1);
  });

  it('what was sent and not answered is sent again after a reload, with the same key, and its receipt shown', async () => {
    hasten(1000);
    const { element, openDialog, statements, shop } = await open();
    await openDialog();
    fillIn(element);
    shop.meddleAlways(loseRequest);
    confirm(element);
    await until(() => said(part(element, 'problem')) === text('withdrawal.unknown'), 'nobody knows');
    expect(field(element, text('withdrawal.name'))?.value, 'nothing typed is lost').to.equal('Ada Martins');
    const [first] = statements();
    shop.meddleAlways(null);
    element.remove();
    const { element: again } = await open({ shop });
    await until(() => said(part(again, 'status')).startsWith(text('withdrawal.received')), 'it is told');
    const last = statements().at(-1);
    expect(last?.headers.get('Idempotency-Key')).to.equal(first?.headers.get('Idempotency-Key'));
    expect(last?.body).to.deep.equal(first?.body);
    part(again, 'show')?.click();
    expect(await receipt(again)).to.contain('Ada Martins');
    expect(sessionStorage.length, 'and it is kept no longer').to.equal(0);
  });

  it('what was sent of an order is found out about also where the page names that order only later', async () => {
    hasten(1000);
    const order = delivered();
    const { element, openDialog, shop } = await open({ orders: [order], actor: 'buyer', orderId: order.id });
    await openDialog();
    fillIn(element, { address: 'ada@example.com' });
    shop.meddleAlways(loseRequest);
    confirm(element);
    await until(() => said(part(element, 'problem')) === text('withdrawal.unknown'), 'nobody knows');
    shop.meddleAlways(null);
    element.remove();
    const { element: again } = await open({ shop });
    expect(said(part(again, 'status'))).to.equal('');
    again.orderId = order.id;
    await until(() => said(part(again, 'status')).startsWith(text('withdrawal.received')), 'it is told');
  });

  it('offline nothing is sent, and nothing is lost', async () => {
    const { element, openDialog, statements } = await open();
    await openDialog();
    fillIn(element);
    Object.defineProperty(navigator, 'onLine', { configurable: true, value: false });
    try {
      confirm(element);
      await until(() => said(part(element, 'problem')) === text('withdrawal.offline'), 'it is said');
      expect(statements().length).to.equal(0);
      expect(field(element, text('withdrawal.name'))?.value).to.equal('Ada Martins');
    } finally {
      Reflect.deleteProperty(navigator, 'onLine');
    }
    confirm(element);
    await receipt(element);
  });

  it('a refusal is said, keeps what was typed, and can be sent again', async () => {
    const { element, openDialog, shop } = await open();
    await openDialog();
    fillIn(element);
    shop.meddle('POST', answerWith('{"code":"too-large"}', { status: 413 }));
    confirm(element);
    await until(() => said(part(element, 'problem')) === text('withdrawal.failed'), 'it is said');
    expect(field(element, text('withdrawal.address'))?.value).to.equal('ada@example.com');
    confirm(element);
    await receipt(element);
  });

  it('after one, another is a statement of its own', async () => {
    const { element, openDialog, statements } = await open();
    for (const number of ['1', '2']) {
      await openDialog();
      fillIn(element, { ...guest, number });
      confirm(element);
      await receipt(element);
      part(element, 'close')?.click();
      await until(() => !part(element, 'dialog'), 'the dialog is closed');
      expect(focused()?.part.contains('button')).to.equal(true);
    }
    expect(statements().map(({ body }) => body.orderNumber)).to.deep.equal(['1', '2']);
    expect(new Set(statements().map(({ headers }) => headers.get('Idempotency-Key'))).size).to.equal(2);
  });

  it('shows what the page has put inside where nothing can be sent', async () => {
    const element = await fixture<ContractWithdrawal>(html`<contract-withdrawal>Write to us</contract-withdrawal>`);
    await element.refresh();
    expect(said(element)).to.equal('Write to us');
  });

  it('EU-3 warns the page’s developer where it is folded away, and nowhere else', async () => {
    hasten(100);
    const { backend } = aShop({ policies: [policy], actor: null });
    await open();
    const details = await fixture<HTMLDetailsElement>(html`<details class="footer-column">
      <summary>More</summary>
      <contract-withdrawal .backend=${backend}></contract-withdrawal>
    </details>`);
    await until(() => part(details, 'button'), 'there is a button');
    expect(await consoleLine()).to.contain('<details.footer-column> cannot be seen');
  });

  for (const [name, setting] of settings) {
    it(`satisfies axe (${name})`, async () => {
      const undress = dress(setting);
      try {
        const order = delivered();
        order.lines = order.lines.map((line, at) => (at === 0 ? { ...line, exempt: 'e' as const } : line));
        for (const own of [undefined, order.id]) {
          const { element, openDialog } = await open({ orders: [order], actor: own ? 'buyer' : null, orderId: own });
          expect(await violations(element), 'the button').to.equal('');
          await openDialog();
          expect(await violations(element), 'the form').to.equal('');
          const address = below(element).find((one) => one.id === 'address') as HTMLInputElement;
          confirm(element);
          await until(() => part(element, 'problem'), 'something is missing');
          expect(await violations(element), 'what is missing').to.equal('');
          enter(address, 'ada@example.com');
          for (const name of own ? [] : ['name', 'number']) {
            enter(below(element).find((one) => one.id === name) as HTMLInputElement, 'Ada');
          }
          confirm(element);
          await receipt(element);
          expect(await violations(element), 'the receipt').to.equal('');
          element.remove();
        }
      } finally {
        undress();
      }
    });
  }

  it('is gone where the page hides it', async () => {
    const { element } = await open();
    element.hidden = true;
    expect(element.checkVisibility()).to.equal(false);
  });

  it('has a button for each of its names', async () => {
    const { element, openDialog } = await open();
    await openDialog();
    expect(buttonNamed(element, text('withdrawal.confirm'))?.part.contains('confirm')).to.equal(true);
  });
});
