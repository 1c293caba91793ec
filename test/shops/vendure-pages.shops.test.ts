import assert from 'node:assert/strict';
import { after, describe, it } from 'node:test';
import { at, click, openDialog } from '../demo/site.ts';
import { type Front, startFront } from './front.ts';
import { vendureAt } from './vendure.ts';

const front = await startFront('vendure');
after(() => front?.stop());
const skip = !front;

const basket = { MUG: 2, TOWEL: 1 };

describe('the pages of the example with Vendure, in Chromium', { skip }, () => {
  const { buyer, seller, view, places, faults } = front ?? ({} as Front);
  const shop = async () => vendureAt(places['Vendure'] ?? '');

  it('the buyer cancels, is told so, and what was paid is back in Vendure', async () => {
    const { page, buy, ask, told } = await buyer();
    const id = await buy({ MUG: 1 });
    await ask(id);
    await told(id, 'state.cancelled');
    const { payment, refunded } = await (await shop()).payment(id);
    assert.equal(refunded, payment.amount);
    await page.close();
  });

  it('the seller accepts one request and declines another, and the buyer’s page hears of it', async () => {
    const { page, buy, ask, told } = await buyer();
    const [yes, no] = [await buy(basket), await buy(basket)];
    for (const id of [yes, no]) {
      await ask(id);
      await told(id, 'state.requested');
    }
    const office = await seller();
    await office.answer(yes, 'accept', 'buyer-asked');
    await office.answer(no, 'decline', 'already-packed');
    await told(yes, 'state.cancelled');
    await told(no, 'state.declined');
    const there = await shop();
    assert.deepEqual(
      [(await there.payment(yes)).refunded, (await there.payment(no)).refunded],
      [(await there.payment(yes)).payment.amount, 0],
    );
    await Promise.all([page.close(), office.page.close()]);
  });

  it('the buyer cancels one of two lines, and the rest goes on', async () => {
    const { page, buy, told } = await buyer();
    const id = await buy({ MUG: 1, TOWEL: 1 });
    const part = await openDialog(page, `order-cancel-button[order-id="${id}"]`);
    await click(page, part('line'));
    await click(page, part('confirm'));
    await at(page, part('done'));
    await click(page, part('close'));
    await told(id, 'partly.cancelled');
    const { order } = await view(id);
    assert.deepEqual(
      order.lines.map(({ cancelledQuantity }) => cancelledQuantity),
      [0, 1],
    );
    await page.close();
  });

  it('a refund that fails is shown to be pending, and the seller repeats it from the queue', async () => {
    const { page, buy, ask, told } = await buyer();
    const id = await buy({ MUG: 1 }, { refunds: 'fails-once' });
    await ask(id);
    await told(id, 'state.cancelled');
    assert.equal((await view(id)).order.payment.refunded.amount, 0);
    const office = await seller();
    await office.answer(id, 'refund');
    const { payment, refunded } = await (await shop()).payment(id);
    assert.equal(refunded, payment.amount);
    await Promise.all([page.close(), office.page.close()]);
  });

  it('a request ends when staff ships the order in Vendure, or cancels it there, and the buyer is told which', async () => {
    const { page, buy, ask, told } = await buyer();
    const there = await shop();
    const [shipped, cancelled] = [await buy(basket), await buy(basket)];
    for (const id of [shipped, cancelled]) await ask(id);
    assert.equal(await there.ship(shipped), true);
    assert.deepEqual(Object.keys(await there.cancel(cancelled)), ['__typename']);
    await page.reload();
    await told(shipped, 'state.superseded');
    await told(cancelled, 'state.cancelled');
    await page.close();
  });

  it('nothing went wrong on any of these pages', async () => {
    assert.deepEqual(faults, []);
  });
});
