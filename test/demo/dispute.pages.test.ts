import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { filesIn, root } from '../../scripts/entries.mjs';
import { verifyPacket } from '../../src/evidence/packet.ts';
import { text } from '../support/elements/words.ts';
import { at, click, eventually, findings, openSite, overflow, says, type Tab, textOf } from './site.ts';

const site = await openSite();
after(() => site?.close());
const skip = !site;
const timeline = 'cancel-timeline[order-id="pm-story"]';
const steps = '[data-story] li';

/** Has the tab keep what it downloads; gives the one file of a name's ending, once it is there. */
async function downloads({ page }: Tab): Promise<{ file(ending: string): Promise<string>; clear(): void }> {
  const folder = mkdtempSync(join(tmpdir(), 'packet-'));
  const session = await page.createCDPSession();
  await session.send('Page.setDownloadBehavior', { behavior: 'allow', downloadPath: folder });
  const found = (ending: string): string | undefined => readdirSync(folder).find((name) => name.endsWith(ending));
  return {
    async file(ending) {
      await eventually(() => found(ending) !== undefined);
      const name = found(ending);
      assert.ok(name, `nothing was downloaded that ends with ${ending}`);
      return join(folder, name);
    },
    clear: () => rmSync(folder, { recursive: true, force: true }),
  };
}

test('DP-17 the lost case replays from the first message to the packet, which the verifiers accept', {
  skip,
}, async () => {
  const visitor = await site!.visitor();
  const tab = await visitor.open('dispute.html');
  const { page } = tab;
  const kept = await downloads(tab);
  const count = await page.$$eval(steps, (items) => items.length);
  assert.equal(count, 12);
  // Until all but the last step is done: what the record suggests then.
  for (let step = 1; step < count; step++) {
    await click(page, '[data-next]');
    await at(page, `${steps}.done:nth-child(${step})`);
    await at(page, '[data-next][aria-disabled="false"]');
  }
  await says(page, timeline, text('guidance.shipped-before-confirmation'));
  await click(page, '[data-all]');
  await at(page, `${steps}.done:nth-child(${count})`);

  // What the buyer sees in the end: no cancellation, a return, the whole story in the record.
  await says(page, timeline, text('did.resolve.decline'));
  await says(page, 'order-cancel-button[order-id="pm-story"]', text('way.return'));
  const told = await textOf(page, timeline);
  const inOrder = [
    'an unexpected bill has come up',
    text('did.cancellation.request'),
    text('did.cancellation.lapse'),
    'SR-20417',
    text('claim.not-requested-in-time'),
    text('did.shipment'),
    text('did.cancellation.decline'),
    text('kind.screenshot'),
    text('did.cancellation.dispute'),
    text('did.resolve.decline'),
    text('did.delivery'),
    text('did.cancellation.abandon'),
  ];
  const record = told.slice(told.indexOf(text('record')));
  const places = inOrder.map((words) => record.indexOf(words));
  assert.deepEqual(
    inOrder.filter((_, index) => places[index] === -1),
    [],
    record,
  );
  assert.deepEqual(
    [...places].sort((one, other) => one - other),
    places,
    'in its order',
  );
  await says(page, timeline, 'The record shows otherwise.');

  await click(page, `${timeline} >>> [part="packet"]`);
  const file = await kept.file('.json');
  const packet = JSON.parse(readFileSync(file, 'utf8'));
  const keys = await page.evaluate(async () => (await (await fetch('/api/poshmark/keys')).json()).keys);
  const report = await verifyPacket(packet, { keys });
  assert.equal(report.verdict, 'verified', JSON.stringify(report));
  assert.deepEqual(
    report.policies.map(({ state }) => state),
    ['present'],
  );

  // The command of the package says so too, without the page's help.
  const key = `${file}.key`;
  writeFileSync(key, JSON.stringify(keys[0]));
  const command = join(root, 'bin/order-cancel-elements.mjs');
  const said = execFileSync(process.execPath, [command, 'verify', file, '--key', key], { encoding: 'utf8' });
  assert.match(said, /entries/);
  const forged = readFileSync(file, 'utf8').replace('unexpected bill', 'expected bill');
  assert.equal((await verifyPacket(JSON.parse(forged), { keys })).verdict, 'refuted');

  await click(page, `${timeline} >>> [part="packet-html"]`);
  const printed = await kept.file('.html');
  const reader = await visitor.open('index.html');
  await reader.page.goto(pathToFileURL(printed).href);
  assert.match(await reader.page.evaluate(() => document.body.textContent ?? ''), /unexpected bill/);
  assert.deepEqual(await findings(reader.page), []);
  assert.deepEqual([...tab.faults, ...reader.faults], []);
  kept.clear();
  await visitor.leave();
});

test('the same case as the seller and as support: each sees what is theirs to see', { skip }, async () => {
  const visitor = await site!.visitor();
  const tab = await visitor.open('dispute.html');
  for (let step = 1; step <= 5; step++) {
    await click(tab.page, '[data-next]');
    await at(tab.page, `${steps}.done:nth-child(${step})`);
  }
  const seller = await visitor.open('dispute.html?as=seller');
  await says(seller.page, timeline, 'I prepared the parcel as usual.');
  await says(seller.page, timeline, text('log.withheld'));
  assert.equal((await textOf(seller.page, timeline)).includes('SR-20417'), false);
  const support = await visitor.open('dispute.html?as=platform');
  await says(support.page, timeline, 'SR-20417');
  assert.equal((await textOf(support.page, timeline)).includes(text('log.withheld')), false);
  assert.deepEqual([...tab.faults, ...seller.faults, ...support.faults], []);
  await visitor.leave();
});

test('the record prints: controls are left out, everything else is on the paper, and nothing is cut off', {
  skip,
}, async () => {
  const visitor = await site!.visitor();
  const tab = await visitor.open('dispute.html');
  const { page } = tab;
  await click(page, '[data-all]');
  await says(page, timeline, text('did.cancellation.abandon'));
  await page.emulateMediaType('print');
  await page.evaluate(() => dispatchEvent(new Event('beforeprint')));
  const root = await at(page, timeline);
  const visible = (selector: string): Promise<number> =>
    root.evaluate(
      (element, wanted) =>
        [...(element.shadowRoot as ShadowRoot).querySelectorAll<HTMLElement>(wanted)].filter(
          (one) => one.getBoundingClientRect().height > 0,
        ).length,
      selector,
    );
  const shown = {
    entries: await visible('[part~="entry"]'),
    routes: await visible('[part~="route"]'),
    findings: await visible('.finding'),
    controls: await visible('textarea, select, input, button:not(.file button)'),
  };
  assert.equal(shown.entries > 15, true, `${shown.entries} entries`);
  assert.equal(shown.routes, 4);
  assert.equal(shown.findings > 5, true, `${shown.findings} lines of the checklist`);
  assert.equal(shown.controls, 0);
  await page.setViewport({ width: 700, height: 900 });
  assert.equal(await overflow(page), 0);
  assert.equal((await page.pdf({ format: 'A4' })).length > 10_000, true);
  assert.deepEqual(tab.faults, []);
  await visitor.leave();
});

test('the command of the package is among what is published', () => {
  const { bin, files } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  assert.match(bin['order-cancel-elements'], /^(?:\.\/)?bin\/order-cancel-elements\.mjs$/);
  assert.ok(files.includes('bin/*.mjs') && filesIn('bin').includes('bin/order-cancel-elements.mjs'));
});
