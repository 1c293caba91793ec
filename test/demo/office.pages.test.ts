import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { samplesOf } from '../../mocks/samples/index.ts';
import { text } from '../support/elements/words.ts';
import { at, click, openDialog, openSite, says, textOf } from './site.ts';

const site = await openSite();
after(() => site?.close());
const skip = !site;

const buttonOf = (id: string) => `order-cancel-provider:not([actor="seller"]) order-cancel-button[order-id="${id}"]`;
const badgeOf = (id: string) => `order-cancel-provider:not([actor="seller"]) cancel-status-badge[order-id="${id}"]`;
const queue = 'seller-cancel-queue';

test('SB-5 what a customer asks for in one tab stands in the back office in another, and the answer comes back', {
  skip,
}, async () => {
  const visitor = await site!.visitor();
  const buyer = await visitor.open('shop-builder.html');
  const seller = await visitor.open('back-office.html');
  const number =
    samplesOf('shop-builder', Date.now()).find(({ order }) => order.id === 'sb-on-hold')?.order.number ?? '';

  await buyer.page.bringToFront();
  const part = await openDialog(buyer.page, buttonOf('sb-on-hold'));
  await click(buyer.page, part('confirm'));
  await at(buyer.page, part('done'));
  await click(buyer.page, part('close'));
  await says(buyer.page, badgeOf('sb-on-hold'), text('state.requested'));
  await at(buyer.page, `${buttonOf('sb-on-hold')} >>> order-cancel-story >>> [part~="withdraw"]`);

  await seller.page.bringToFront();
  // What is new is announced, and shown when the person wants it.
  await seller.page.evaluate(async (tag) => {
    // A page in the background may not have come to its scripts yet.
    await customElements.whenDefined(tag);
    const found = document.querySelector(tag) as HTMLElement & { refresh(): Promise<void> };
    await found.refresh();
  }, queue);
  await says(seller.page, queue, number);
  const row = await seller.page.evaluateHandle(
    (tag, wanted) =>
      [...(document.querySelector(tag)?.shadowRoot?.querySelectorAll<HTMLElement>('[role="row"]') ?? [])].find((one) =>
        one.textContent?.includes(wanted),
      ) ?? null,
    queue,
    number,
  );
  const found = row.asElement();
  assert.ok(found, 'the row is there');
  assert.match(await found.evaluate((element) => element.textContent ?? ''), /Cancellation requested \[Customer\]/);
  assert.deepEqual([...buyer.faults, ...seller.faults], []);
  await visitor.leave();
});

test('the buyer withdraws a request on the page, and sees a decline with its reason', { skip }, async () => {
  const visitor = await site!.visitor();
  const tab = await visitor.open('bricklink.html');
  const { page } = tab;
  const told = `${buttonOf('bl-ocr')} >>> order-cancel-story`;
  await click(page, `${told} >>> [part~="withdraw"]`);
  await click(page, `${told} >>> dialog[open] [part~="confirm"]`);
  await says(page, badgeOf('bl-ocr'), text('state.withdrawn'));
  await says(page, told, text('story.withdrawn'));
  await says(page, `${buttonOf('bl-ocr-declined')} >>> order-cancel-story`, text('story.declined'));
  assert.deepEqual(tab.faults, []);
  await visitor.leave();
});

test('EU-11 a guest’s statement stands in the back office, apart, and is matched to its order there', {
  skip,
}, async () => {
  const visitor = await site!.visitor();
  const guest = await visitor.open('withdrawal.html');
  const number = samplesOf('eu', Date.now()).find(({ order }) => order.id === 'eu-delivered')?.order.number ?? '';
  await at(guest.page, 'contract-withdrawal');
  await guest.page.evaluate(async (orderNumber) => {
    const body = JSON.stringify({ name: 'Ada Martins', address: 'ada@example.com', orderNumber });
    await fetch('/api/eu/as/nobody/withdrawals', {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body,
    });
  }, number);
  const office = await visitor.open('back-office.html?system=eu');
  const statement = `${queue} >>> [part~="withdrawal"]`;
  await says(office.page, statement, 'Ada Martins');
  await (await at(office.page, `${statement} [name="number"]`)).type(number);
  await click(office.page, `${statement} [part="match"]`);
  await says(office.page, statement, `Order ${number}`);
  await says(office.page, statement, 'exempt');
  assert.deepEqual([...guest.faults, ...office.faults], []);
  await visitor.leave();
});

test('BL-12 BL-13 the problem-order page finds the orders that it names, for either side', { skip }, async () => {
  const visitor = await site!.visitor();
  const tab = await visitor.open('problem-order.html');
  const { page } = tab;
  for (const side of ['buyer', 'seller']) {
    const section = `section[aria-labelledby="${side}"]`;
    const examples = await page.$$eval(`${section} p bdi`, (all) => all.map(({ textContent }) => textContent ?? ''));
    assert.equal(examples.length, 3);
    for (const number of examples) {
      const view = `${section} order-cancel-lookup >>> order-cancel-lookup-view`;
      const input = await at(page, `${view} >>> input`);
      await input.evaluate((element) => {
        (element as HTMLInputElement).value = '';
      });
      await input.type(number);
      await click(page, `${view} >>> [part="find"]`);
      await says(page, view, `Order ${number}`);
      await at(page, `${view} >>> order-cancel-button`);
      assert.notEqual(await textOf(page, `${view} >>> order-cancel-button`), text('denied'));
    }
  }
  assert.deepEqual(tab.faults, []);
  await visitor.leave();
});
