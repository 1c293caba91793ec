import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { at, click, openDialog } from '../demo/site.ts';
import type { Front } from './front.ts';

/** What the staff of a shop does there, and its books. */
export interface Staff {
  ship(id: string): Promise<boolean>;
  /** Cancels an order there. Rejects where that is refused. */
  cancel(id: string): Promise<unknown>;
  money(id: string): Promise<{ paid: number; refunded: number }>;
}

export interface Walk {
  /** Of the shop. */
  name: string;
  /** The example, with its pages open in Chromium; `null`: there is no Chromium. */
  front: Front | null;
  staff(front: Front): Promise<Staff>;
  /** Whether a line of an order can be cancelled by itself. */
  lines: boolean;
  /** What the pages' consoles say though nothing is wrong. */
  harmless?: RegExp;
}

const basket = { MUG: 2, TOWEL: 1 };

/** The pages of an example, as a buyer and a seller go through them while the shop's staff does its own. */
export function walkPages({ name, front, staff, lines, harmless }: Walk): void {
  const { buyer, seller, view, faults } = front ?? ({} as Front);
  const inShop = () => staff(front as Front);
  const assertBack = async (id: string) => {
    const { paid, refunded } = await (await inShop()).money(id);
    assert.ok(paid > 0 && refunded === paid, `${refunded} of ${paid}`);
  };
  /** By what the queue calls an order. */
  const numberOf = async (id: string): Promise<string> => (await view(id)).order.number ?? '';

  describe(`the pages of the example with ${name}, in Chromium`, { skip: !front }, () => {
    it(`the buyer cancels, is told so, and what was paid is back in ${name}`, async () => {
      const { page, buy, ask, told } = await buyer();
      const id = await buy({ MUG: 1 });
      await ask(id);
      await told(id, 'state.cancelled');
      await assertBack(id);
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
      await office.answer(await numberOf(yes), 'accept', 'buyer-asked');
      await office.answer(await numberOf(no), 'decline', 'already-packed');
      await told(yes, 'state.cancelled');
      await told(no, 'state.declined');
      await assertBack(yes);
      assert.equal((await (await inShop()).money(no)).refunded, 0);
      await Promise.all([page.close(), office.page.close()]);
    });

    if (lines) {
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
    }

    it('a refund that fails is shown to be pending, and the seller repeats it from the queue', async () => {
      const { page, buy, ask, told } = await buyer();
      const id = await buy({ MUG: 1 }, { refunds: 'fails-once' });
      await ask(id);
      await told(id, 'state.cancelled');
      assert.equal((await view(id)).order.payment.refunded.amount, 0);
      const office = await seller();
      await office.answer(await numberOf(id), 'refund');
      await assertBack(id);
      await Promise.all([page.close(), office.page.close()]);
    });

    it(`a request ends when staff ships the order in ${name}, or cancels it there, and the buyer is told which`, async () => {
      const { page, buy, ask, told } = await buyer();
      const there = await inShop();
      const [shipped, cancelled] = [await buy(basket), await buy(basket)];
      for (const id of [shipped, cancelled]) await ask(id);
      assert.equal(await there.ship(shipped), true);
      await there.cancel(cancelled);
      await page.reload();
      await told(shipped, 'state.superseded');
      await told(cancelled, 'state.cancelled');
      await page.close();
    });

    it('nothing went wrong on any of these pages', () => {
      assert.deepEqual(
        faults.filter((fault) => !harmless?.test(fault)),
        [],
      );
    });
  });
}
