import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import type { Page } from 'puppeteer-core';
import { sampleOrders } from '../../mocks/index.ts';
import poshmark from '../../src/policy/presets/poshmark.ts';
import { text } from '../support/elements/words.ts';
import { at, chooseColours, click, findings, openDialog, openSite, overflow, says, textOf } from './site.ts';

const site = await openSite();
after(() => site?.close());
const skip = !site;

const buyer = '#buyer order-cancel-button';

/** Puts a changed policy into the editor, as somebody who pastes it. */
async function paste(page: Page, change: (policy: string) => string): Promise<void> {
  const typed = change(JSON.stringify(poshmark));
  await click(page, '#policy .cm-content');
  await page.keyboard.down('Control');
  await page.keyboard.press('a');
  await page.keyboard.up('Control');
  await page.evaluate((pasted) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData('text/plain', pasted);
    document.activeElement?.dispatchEvent(
      new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }),
    );
  }, typed);
}

test('playground.html: what is edited is checked, decided and shown at once, and nothing leaves the page', {
  skip,
}, async () => {
  const visitor = await site!.visitor();
  const tab = await visitor.open('playground.html');
  const { page } = tab;
  const sent: string[] = [];
  page.on('request', (request) => {
    if (['fetch', 'xhr', 'ping', 'document'].includes(request.resourceType())) sent.push(request.url());
  });
  await says(page, buyer, text('cancel'));
  await says(page, '#summary', 'to be looked at');
  assert.deepEqual(await findings(page), []);

  // A mistake is taught where it stands, and what was read last goes on.
  await paste(page, (policy) => policy.replace('"outcome":"cancel"', '"outcome":"cancle"'));
  await says(page, '#findings', 'did you mean "cancel"');
  await says(page, '#summary', 'cannot be read');
  await says(page, buyer, text('cancel'));

  // A rule that denies everybody takes the button away, and says which rule it is.
  await paste(page, (policy) =>
    policy.replace(
      '"rules":[',
      '"rules":[{"id":"shut","when":{"all":[]},"then":{"outcome":"none","reason":"not-for-role"}},',
    ),
  );
  await says(page, '#trace', 'by the rule shut');
  await says(page, buyer, text('denied.not-for-role'));
  await says(page, '#findings', '(`shut`)');
  await (await at(page, '#other')).select('bricklink');
  await says(page, '#differs', 'differences');

  // Where the text stops being JSON is marked there.
  await paste(page, (policy) => policy.replace('"rules":', '"rules" '));
  await says(page, '#summary', 'cannot be read');
  await click(page, '#findings button');
  const before = await page.evaluate(() => {
    const { anchorNode, anchorOffset } = getSelection() as Selection;
    const range = document.createRange();
    range.setStart(((anchorNode as Node).parentElement as Element).closest('.cm-line') as Element, 0);
    range.setEnd(anchorNode as Node, anchorOffset);
    return range.toString().slice(-9);
  });
  assert.match(before, /"rules" ?$/);
  assert.deepEqual(tab.faults, []);
  assert.deepEqual(sent, []);
  await visitor.leave();
});

test('playground.html: an order is cancelled in the page, which the trace follows, and past orders are replayed', {
  skip,
}, async () => {
  const visitor = await site!.visitor();
  const tab = await visitor.open('playground.html');
  const { page } = tab;
  await says(page, '#trace', 'buyer at');
  const part = await openDialog(page, buyer);
  await click(page, part('confirm'));
  await at(page, part('done'));
  await click(page, part('close'));
  await says(page, '#buyer cancel-status-badge', text('state.cancelled'));
  await says(page, '#trace', 'already-cancelled');

  await click(page, '#again');
  await at(page, `${buyer} >>> [part~="button"]`);
  await (await at(page, '#other')).select('bricklink');
  await says(page, '#differs', 'differences');
  await click(page, '#sampled');
  await says(page, '#progress', '10,000 orders in');
  await at(page, '#replayed:not([hidden])');
  for (const row of [
    'cancel',
    'Refunded at once, USD',
    'Units back in stock at once',
    'Requests that the seller answers',
  ])
    await says(page, '#replayed', row);
  await chooseColours(page, 'dark');
  assert.deepEqual(await findings(page), [], 'dark');
  await page.setViewport({ width: 320, height: 640 });
  assert.equal(await overflow(page), 0, '320 px');
  assert.deepEqual(tab.faults, []);
  await visitor.leave();
});

test('playground.html: a dropped order stands in its editor alone, and a link holds policy, order, role and clock', {
  skip,
}, async () => {
  const visitor = await site!.visitor();
  const tab = await visitor.open('playground.html');
  const { page } = tab;
  await says(page, '#trace', 'buyer at');
  await paste(page, (policy) => policy.replace('"buyer-three-hours"', '"three-hours-of-mine"'));
  const [order] = sampleOrders('poshmark');
  const mine = { ...order, id: 'mine', placedAt: new Date(Date.now() - 60_000).toISOString() };
  await (await at(page, '#order')).evaluate((place, json) => {
    const dataTransfer = new DataTransfer();
    dataTransfer.items.add(new File([json], 'order.json', { type: 'application/json' }));
    const editor = place.querySelector('.cm-content') ?? place;
    editor.dispatchEvent(new DragEvent('drop', { dataTransfer, bubbles: true, cancelable: true }));
  }, JSON.stringify(mine));
  await says(page, '#trace', 'by the rule three-hours-of-mine');
  await (await at(page, '#actor')).select('seller');
  const slider = await at(page, '#ahead');
  await slider.focus();
  await page.keyboard.press('End');
  await says(page, '#clock', '45 d ahead');
  await says(page, '#trace', 'seller at');
  const day = (await textOf(page, '#clock')).slice(0, 11);
  await click(page, '#share');
  await says(page, '#shared', 'link');
  const { hash } = new URL(page.url());
  assert.match(hash, /^#[\w-]{100,}$/);

  const other = await visitor.open(`playground.html${hash}`);
  await says(other.page, '#clock', day);
  await says(other.page, '#trace', 'seller at');
  await says(other.page, '#trace', 'three-hours-of-mine: ');
  assert.equal(
    await other.page.evaluate(() => Object(document.querySelector('#buyer order-cancel-button')).orderId),
    'mine',
  );
  assert.deepEqual([...tab.faults, ...other.faults], []);
  await visitor.leave();
});
