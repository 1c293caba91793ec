import assert from 'node:assert/strict';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { startPostgres } from '../../scripts/postgres.mjs';
import { restOf } from '../../src/server/shops/medusa/medusa-api.ts';
import { type Front, startFront } from './front.ts';
import { medusaAt } from './medusa.ts';

const postgres = await startPostgres();
const { host, user, database } = postgres.connection;
const folder = mkdtempSync(join(tmpdir(), 'medusa-'));
const front = await startFront('medusa', {
  DATABASE_URL: `postgres://${user}@${encodeURIComponent(host)}/${database}`,
  KEY_FILE: join(folder, 'key.txt'),
  DATABASE: join(folder, 'cancellations.sqlite'),
  NODE_NO_WARNINGS: '1',
});
after(async () => {
  await front?.stop();
  await postgres.stop();
});
const skip = !front;

const basket = { MUG: 2, TOWEL: 1 };

describe('the pages of the example with Medusa, in Chromium', { skip }, () => {
  const { buyer, seller, view, places, faults } = front ?? ({} as Front);
  /** The shop's own dashboard, as its staff signs in to it. */
  const dashboard = async () => {
    const url = places['Medusa'] ?? '';
    const person = { email: 'admin@example.com', password: 'an example has no secrets' };
    const nobody = restOf({ url, headers: {}, timeout: 20_000 });
    const { token } = await nobody<{ token: string }>('POST', '/auth/user/emailpass', person);
    return medusaAt({ url, publishableKey: '', headers: { Authorization: `Bearer ${token}` } });
  };

  it('the buyer cancels, is told so, and what was paid is back in Medusa', async () => {
    const { page, buy, ask, told } = await buyer();
    const id = await buy({ MUG: 1 });
    await ask(id);
    await told(id, 'state.cancelled');
    const { paid, refunded } = await (await dashboard()).money(id);
    assert.ok(paid > 0 && refunded === paid, `${refunded} of ${paid}`);
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
    await office.answer((await view(yes)).order.number ?? '', 'accept', 'buyer-asked');
    await office.answer((await view(no)).order.number ?? '', 'decline', 'already-packed');
    await told(yes, 'state.cancelled');
    await told(no, 'state.declined');
    const there = await dashboard();
    const [back, kept] = [await there.money(yes), await there.money(no)];
    assert.deepEqual([back.refunded, kept.refunded], [back.paid, 0]);
    await Promise.all([page.close(), office.page.close()]);
  });

  it('a refund that fails is shown to be pending, and the seller repeats it from the queue', async () => {
    const { page, buy, ask, told } = await buyer();
    const id = await buy({ MUG: 1 }, { refunds: 'fails-once' });
    await ask(id);
    await told(id, 'state.cancelled');
    const { order } = await view(id);
    assert.equal(order.payment.refunded.amount, 0);
    const office = await seller();
    await office.answer(order.number ?? '', 'refund');
    const { paid, refunded } = await (await dashboard()).money(id);
    assert.ok(paid > 0 && refunded === paid, `${refunded} of ${paid}`);
    await Promise.all([page.close(), office.page.close()]);
  });

  it('a request ends when staff ships the order in Medusa, or cancels it there, and the buyer is told which', async () => {
    const { page, buy, ask, told } = await buyer();
    const there = await dashboard();
    const [shipped, cancelled] = [await buy(basket), await buy(basket)];
    for (const id of [shipped, cancelled]) await ask(id);
    assert.equal(await there.ship(shipped), true);
    await there.cancel(cancelled);
    await page.reload();
    await told(shipped, 'state.superseded');
    await told(cancelled, 'state.cancelled');
    await page.close();
  });

  it('nothing went wrong on any of these pages', async () => {
    // Of nobody Medusa says so with a 401.
    const nobody = / 401 .*\/(store\/orders|auth\/customer\/emailpass)/;
    assert.deepEqual(
      faults.filter((fault) => !nobody.test(fault)),
      [],
    );
  });
});
