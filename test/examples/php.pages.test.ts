import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import puppeteer, { type Page } from 'puppeteer-core';
import { requireEngines } from '../../scripts/browsers.mjs';
import { at, click, openDialog, says } from '../demo/site.ts';
import { text } from '../support/elements/words.ts';
import { anExample, type Example } from './php.ts';

const executablePath = requireEngines(['chromium']).chromium?.chromium;
const skip = !executablePath;
const browser = executablePath
  ? await puppeteer.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu', '--lang=en-US'] })
  : null;
const example = browser ? await anExample() : null;
after(async () => {
  await browser?.close();
  await example?.close();
});

const buttonOf = (id: string) => `order-cancel-button[order-id="${id}"]`;
const badgeOf = (id: string) => `cancel-status-badge[order-id="${id}"]`;

/** Somebody who is signed in at the shop, and what went wrong on their page. */
async function visit({ shopUrl }: Example, person: string): Promise<{ page: Page; faults: string[] }> {
  const context = await browser!.createBrowserContext();
  const page = await context.newPage();
  page.setDefaultTimeout(20_000);
  const faults: string[] = [];
  page.on('console', (message) => {
    if (['warn', 'error'].includes(message.type())) faults.push(message.text());
  });
  page.on('pageerror', (error) => faults.push(String(error)));
  await page.goto(shopUrl);
  await click(page, `button[value="${person}"]`);
  return { page, faults };
}

test('SB-3 SB-6 a buyer asks, the queue shows it, and accepted it is cancelled in the shop, whose server was begun anew', {
  skip,
}, async () => {
  await example!.startServer();
  const buyer = await visit(example!, 'ada');
  const part = await openDialog(buyer.page, buttonOf('o1'));
  await (await at(buyer.page, part('reason'))).select('changed-mind');
  await click(buyer.page, part('confirm'));
  await at(buyer.page, part('done'));
  await click(buyer.page, part('close'));
  await says(buyer.page, badgeOf('o1'), text('state.requested'));

  const seller = await visit(example!, 'mill');
  await says(seller.page, 'seller-cancel-queue', '1001');
  await says(seller.page, badgeOf('o1'), text('state.requested'));
  assert.deepEqual([...buyer.faults, ...seller.faults], []);
  // Its server is begun anew between the two, with nobody looking: nothing is forgotten.
  await Promise.all([buyer.page.goto('about:blank'), seller.page.goto('about:blank')]);
  await example!.killServer();
  await example!.startServer();
  const asked = await fetch(`${example!.serverUrl}/cancellations/orders/o1`, {
    headers: { Authorization: `Bearer ${example!.tokenOf('mill', 'seller')}` },
  });
  const { order, cancellation } = await asked.json();
  const accepted = await fetch(`${example!.serverUrl}/cancellations/cancellations/${cancellation.id}/accept`, {
    method: 'POST',
    headers: {
      Authorization: `Bearer ${example!.tokenOf('mill', 'seller')}`,
      'Content-Type': 'application/json',
      'If-Match': `"${order.revision}"`,
      'Idempotency-Key': 'accept-o1-once',
    },
    body: JSON.stringify({ reason: 'buyer-asked' }),
  });
  assert.equal(accepted.status, 200, await accepted.clone().text());
  await buyer.page.goto(example!.shopUrl);
  await says(buyer.page, badgeOf('o1'), text('state.cancelled'));
  assert.deepEqual([...buyer.faults, ...seller.faults], []);
});

test('SB-1 what the seller has shipped can no longer be cancelled, and the buyer is told so', { skip }, async () => {
  const seller = await visit(example!, 'mill');
  await click(seller.page, 'form[action="/ship"] button[value="o2"]');
  const buyer = await visit(example!, 'ada');
  await says(buyer.page, buttonOf('o2'), text('denied.already-shipped'));
  assert.deepEqual([...buyer.faults, ...seller.faults], []);
});
