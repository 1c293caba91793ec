import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { after, test } from 'node:test';
import { root } from '../../scripts/entries.mjs';
import { allSamples } from '../support/samples.ts';
import { openSite, settled } from './site.ts';

const samples = allSamples().filter(({ language, notRun }) => language === 'html' && !notRun);
const site = await openSite();
/** Where the demo's server finds the samples, and nobody else looks. */
const folder = mkdtempSync(join(root, 'node_modules/.samples-'));
after(async () => {
  rmSync(folder, { recursive: true });
  await site?.close();
});

/** The mocks' own paths and orders in place of a shop's. */
const overMocks: [RegExp, string][] = [
  [/backend="\/api"/g, 'backend="/api/poshmark"'],
  [/backend="\/api\/shop"/g, 'backend="/api/eu/as/nobody"'],
  [/order-id="1234"/g, 'order-id="pm-just-placed"'],
];
const mocks = '<script type="module" src="/demo/plain-mocks.ts"></script>';
const script = '<script type="module" src="/dist/cdn/order-cancel-elements.js"></script>';

/** A page of a sample: what it lacks of one comes around it. */
function pageOf(code: string): string {
  const shown = overMocks.reduce((text, [from, to]) => text.replace(from, to), code);
  const whole = shown.includes('<html')
    ? shown
    : `<!doctype html><html lang="en"><title>A sample</title>${shown}</html>`;
  const withScript = whole.includes(script) ? whole : whole.replace('</title>', `</title>${script}`);
  return withScript.replace('<script', `${mocks}<script`);
}

test('HTML is shown', () => assert.ok(samples.length >= 3));

for (const { at, code } of samples) {
  test(`the page of ${at} opens without a fault, and its elements show something`, { skip: !site }, async () => {
    const visitor = await site!.visitor();
    const tab = await visitor.open('plain.html');
    writeFileSync(join(folder, 'sample.html'), pageOf(code));
    await tab.go(`../${relative(root, folder)}/sample.html`);
    await settled(tab.page);
    await tab.page.waitForFunction(() => document.querySelectorAll(':not(:defined)').length === 0, { polling: 50 });
    const empty = await tab.page.evaluate(() =>
      [...document.querySelectorAll('order-cancel-button, contract-withdrawal, seller-cancel-queue, cancel-policy')]
        .filter((element) => !element.shadowRoot?.textContent?.trim())
        .map(({ localName }) => localName),
    );
    assert.deepEqual(empty, []);
    assert.deepEqual(tab.faults, []);
    await visitor.leave();
  });
}
