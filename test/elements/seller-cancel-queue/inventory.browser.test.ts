import { expect } from '@open-wc/testing';
import { aBackOffice, aQueuePolicy, aRequest } from '../../support/elements/back-office.ts';
import { choose, enter, focused, keepConsole, part, parts, said, until } from '../../support/elements/page.ts';
import { aQueue, cell, press, rowOf, rows } from '../../support/elements/queue.ts';

describe('seller-cancel-queue: items to inventory', () => {
  keepConsole();
  const policy = { ...aQueuePolicy(), consequences: { stock: 'lots' as const } };

  const open = async (office: ReturnType<typeof aBackOffice>) => {
    const queue = await aQueue(office);
    rows(queue)[0]?.focus();
    press('a');
    await until(() => part(queue, 'inventory'), 'it can be edited');
    (part<HTMLDetailsElement>(queue, 'inventory') as HTMLDetailsElement).open = true;
    await until(() => part(queue, 'edit'), 'the editor is there');
    return queue;
  };
  const accept = async (queue: Element) => {
    part(queue, 'confirm')?.click();
    await until(() => cell(rowOf(queue, 'c0'), 'request') === 'Cancelled', 'it is accepted');
  };
  const inventoryOf = ({ sent }: ReturnType<typeof aBackOffice>): unknown => {
    const [intent] = sent;
    return intent?.type === 'action' ? intent.body.inventory : null;
  };

  it('BL-19 without editing it is one step, and the old values stay', async () => {
    const office = aBackOffice([aRequest(0)], policy);
    const queue = await open(office);
    await accept(queue);
    expect(inventoryOf(office)).to.equal(undefined);
  });

  it('BL-18 has four steps, by keyboard, and going back keeps what was entered', async () => {
    const office = aBackOffice([aRequest(0)], policy);
    const queue = await open(office);
    part(queue, 'edit')?.click();
    await until(() => said(focused()).endsWith('Select Consolidation Options'), 'the first step');
    const actions = () => parts<HTMLSelectElement>(queue, 'action').filter((one) => one.localName === 'select');
    choose(actions()[1] ?? null, 'new-lot');
    choose(part<HTMLSelectElement>(queue, 'values'), 'new');
    part(queue, 'next')?.click();
    await until(() => said(focused()).endsWith('Edit Items'), 'the second step');
    const quantity = () => parts<HTMLInputElement>(queue, 'quantity')[1] as HTMLInputElement;
    enter(quantity(), '4');
    enter(parts<HTMLInputElement>(queue, 'price')[0] as HTMLInputElement, 'dear');
    part(queue, 'next')?.click();
    await until(() => parts(queue, 'quantity')[1]?.getAttribute('aria-invalid') === 'true', 'too many are refused');
    expect(parts(queue, 'price')[0]?.getAttribute('aria-invalid')).to.equal('true');
    enter(quantity(), '2');
    enter(parts<HTMLInputElement>(queue, 'price')[0] as HTMLInputElement, '27.50');
    part(queue, 'previous')?.click();
    await until(() => actions().length === 2, 'back at the first step');
    expect(actions()[1]?.value).to.equal('new-lot');
    part(queue, 'next')?.click();
    await until(() => quantity(), 'the second step again');
    expect(quantity().value).to.equal('2');
    part(queue, 'confirm')?.click();
    await until(() => said(part(queue, 'inventory')).includes('Please finish the steps'), 'it is not finished');
    part(queue, 'next')?.click();
    await until(() => said(focused()).endsWith('Verify Items'), 'the third step');
    part(queue, 'next')?.click();
    await until(() => said(focused()).endsWith('Upload Items to Inventory and Cancel Order'), 'the last step');
    expect(office.sent.length).to.equal(0);
    // The last step does what it is called.
    expect(said(part(queue, 'upload'))).to.equal('Upload Items to Inventory and Cancel Order');
    part(queue, 'upload')?.click();
    part(queue, 'upload')?.click();
    await until(() => cell(rowOf(queue, 'c0'), 'request') === 'Cancelled', 'it is accepted');
    expect(office.sent.length).to.equal(1);
    expect(inventoryOf(office)).to.deep.equal([
      { lineId: 'l1', action: 'consolidate', values: 'new', edits: { unitPrice: { amount: 2750, currency: 'USD' } } },
      { lineId: 'l2', action: 'new-lot', edits: { quantity: 2 } },
    ]);
  });

  it('BL-16 an item can be left out', async () => {
    const office = aBackOffice([aRequest(0)], policy);
    const queue = await open(office);
    part(queue, 'edit')?.click();
    await until(() => part(queue, 'next'), 'the first step');
    const [first] = parts<HTMLSelectElement>(queue, 'action').filter((one) => one.localName === 'select');
    choose(first ?? null, 'delete');
    for (const step of ['Edit Items', 'Verify Items', 'Upload Items to Inventory and Cancel Order']) {
      part(queue, 'next')?.click();
      await until(() => said(focused()).endsWith(step), step);
    }
    await accept(queue);
    expect(inventoryOf(office)).to.deep.equal([
      { lineId: 'l1', action: 'delete' },
      { lineId: 'l2', action: 'consolidate', values: 'old' },
    ]);
  });
});
