import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import type { Page } from 'puppeteer-core';
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
  await (await at(page, '#other')).select('poshmark');
  await says(page, '#differs', 'differences');
  assert.deepEqual(tab.faults, []);
  assert.deepEqual(sent, []);
  await visitor.leave();
});

test('playground.html: an order is cancelled in the page, time is moved on, and a link holds all of it', {
  skip,
}, async () => {
  const visitor = await site!.visitor();
  const tab = await visitor.open('playground.html');
  const { page } = tab;
  const part = await openDialog(page, buyer);
  await click(page, part('confirm'));
  await at(page, part('done'));
  await click(page, part('close'));
  await says(page, '#buyer cancel-status-badge', text('state.cancelled'));

  await click(page, '#again');
  await at(page, `${buyer} >>> [part~="button"]`);
  const slider = await at(page, '#ahead');
  await slider.focus();
  await page.keyboard.press('End');
  await says(page, '#clock', '45 d ahead');
  const told = await textOf(page, '#trace');
  await click(page, '#share');
  await says(page, '#shared', 'link');
  const address = page.url();
  assert.match(address, /#[\w-]{100,}$/);

  const other = await visitor.open(`playground.html${new URL(address).hash}`);
  await says(other.page, '#clock', '45 d ahead');
  const afterTime = (all: string) => all.replace(/^.*?\): /, '');
  assert.equal(afterTime(await textOf(other.page, '#trace')), afterTime(told));

  await click(other.page, '#sampled');
  await says(other.page, '#progress', '10,000 orders in');
  await at(other.page, '#replayed:not([hidden])');
  await chooseColours(other.page, 'dark');
  assert.deepEqual(await findings(other.page), [], 'dark');
  await other.page.setViewport({ width: 320, height: 640 });
  assert.equal(await overflow(other.page), 0, '320 px');
  assert.deepEqual([...tab.faults, ...other.faults], []);
  await visitor.leave();
});
