import { expect, fixture, html } from '@open-wc/testing';
import 'order-cancel-elements/define';
import type { ContractWithdrawal, Order } from 'order-cancel-elements';
import { combinePolicies } from 'order-cancel-elements/policy';
import euWithdrawal from 'order-cancel-elements/presets/eu-withdrawal';
import { ago, anOrder, aPolicy, days } from '../../support/elements/orders.ts';
import { choose, enter, field, keepConsole, part, parts, said, until } from '../../support/elements/page.ts';
import { aShop } from '../../support/elements/shop.ts';
import { text } from '../../support/elements/words.ts';

const policy = combinePolicies(aPolicy('none'), euWithdrawal);
const buyer = { ...anOrder().buyer, name: 'Ada Martins', email: 'ada@example.com' };

const delivered = (placed: number, changes: Partial<Order> = {}): Order =>
  anOrder({ placedAt: ago(days(placed)), deliveredAt: ago(days(1)), facts: { country: 'DE' }, buyer, ...changes });

describe('<contract-withdrawal> of who is signed in', () => {
  keepConsole();

  const open = async (orders: Order[]) => {
    const shop = aShop({ policies: [policy], orders, actor: 'buyer' });
    const element = await fixture<ContractWithdrawal>(
      html`<contract-withdrawal .backend=${shop.backend}></contract-withdrawal>`,
    );
    await until(() => part(element, 'button'), 'there is a button');
    part(element, 'button')?.click();
    await until(() => part<HTMLDialogElement>(element, 'dialog')?.open, 'the dialog is open');
    return { element, statements: () => shop.sent.filter(({ method }) => method === 'POST') };
  };

  it('EU-3 has the server list their orders, the latest first', async () => {
    const orders = [delivered(5), delivered(2)];
    const { element } = await open(orders);
    const options = [...(part<HTMLSelectElement>(element, 'order')?.options ?? [])];
    expect(options.map(({ value }) => value)).to.deep.equal([orders[1]?.id, orders[0]?.id, '']);
    expect(parts(element, 'line').length).to.equal(orders[1]?.lines.length);
  });

  it('EU-3 EU-7 takes a statement about an order that is not among them, with who they are at hand', async () => {
    const { element, statements } = await open([delivered(2)]);
    const orders = part<HTMLSelectElement>(element, 'order')!;
    expect(said([...orders.options].at(-1) as Element)).to.equal(text('withdrawal.another'));
    choose(orders, '');
    await until(() => field(element, text('withdrawal.number')), 'its number is asked for');
    expect(field(element, text('withdrawal.name'))?.value).to.equal('Ada Martins');
    expect(field(element, text('withdrawal.address'))?.value).to.equal('ada@example.com');
    enter(field(element, text('withdrawal.number')), 'N-7');
    part(element, 'confirm')?.click();
    await until(() => part(element, 'receipt'), 'the receipt is there');
    expect(statements()[0]?.path).to.equal('withdrawals');
    const { name, address, orderNumber } = statements()[0]?.body ?? {};
    expect({ name, address, orderNumber }).to.deep.equal({
      ...{ name: 'Ada Martins', address: 'ada@example.com', orderNumber: 'N-7' },
    });
  });

  it('EU-9 is told why an order is exempt as a whole, and may send a statement about it all the same', async () => {
    const order = delivered(2);
    const lines = order.lines.map((line) => ({ ...line, exempt: 'c' as const }));
    const { element, statements } = await open([{ ...order, lines }]);
    for (const line of parts(element, 'line')) {
      expect(said(line)).to.contain(text('withdrawal.ground.c')).and.to.contain('Art. 16 c');
    }
    const [first] = parts<HTMLInputElement>(element, 'input');
    expect(first?.checked).to.equal(false);
    first?.click();
    part(element, 'confirm')?.click();
    await until(() => part(element, 'receipt'), 'the receipt is there');
    expect(statements()[0]?.path).to.equal(`orders/${order.id}/cancellation`);
  });
});
