import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { filesIn, root } from '../../scripts/entries.mjs';
import { chooseColours, chooseLanguage, findings, openSite, overflow, type Tab } from './site.ts';

const site = await openSite();
after(() => site?.close());

/** But `states`, whose faults are meant: states.pages.test.ts. */
const pages = [
  'account',
  'b2b-supplier',
  'back-office',
  'bricklink',
  'dispute',
  'index',
  'looks',
  'parts',
  'plain',
  'policy',
  'poshmark',
  'problem-order',
  'shop-builder',
  'withdrawal',
  'withdrawal-el',
  'withdrawal-fr',
  'withdrawal-order',
];
/** Those of one language, without the demo's bar. */
const plain = pages.filter((name) => name === 'plain' || name.startsWith('withdrawal'));

test('every page of the demo is tested, and the overview leads to each', () => {
  // Two have tests of their own.
  const files = filesIn('demo').filter((file: string) => file.endsWith('.html'));
  assert.deepEqual(files, [...pages, 'playground', 'states'].map((name) => `demo/${name}.html`).sort());
  const overview = readFileSync(join(root, 'demo/index.html'), 'utf8');
  for (const file of files) assert.ok(overview.includes(`href="${file.replace('demo/', './')}"`), file);
});

for (const name of pages) {
  test(`${name}.html opens without a fault, fits 320 px and satisfies axe, light and dark, both directions`, {
    skip: !site,
  }, async () => {
    const visitor = await site!.visitor();
    const tab = await visitor.open(`${name}.html`);
    const { page } = tab;
    assert.deepEqual(tab.faults, []);
    assert.deepEqual(await findings(page), []);

    await chooseColours(page, 'dark');
    assert.deepEqual(await findings(page), [], 'dark');
    await fits(tab);

    if (!plain.includes(name)) {
      await page.setViewport({ width: 1280, height: 900 });
      await chooseLanguage(page, 'de');
      if (name !== 'index') assert.deepEqual(await untranslated(tab), []);
      await fits(tab);
      await page.setViewport({ width: 1280, height: 900 });
      await chooseLanguage(page, 'ar');
      if (name !== 'index') assert.deepEqual(await untranslated(tab), []);
      await fits(tab);
      assert.deepEqual(await findings(page), [], 'narrow, right to left');
    }
    assert.deepEqual(tab.faults, []);
    await visitor.leave();
  });
}

async function fits({ page }: Tab): Promise<void> {
  await page.setViewport({ width: 320, height: 640 });
  assert.equal(await overflow(page), 0, `320 px, ${await page.evaluate(() => document.documentElement.lang)}`);
}

/** What the shop's own page still says in English. */
async function untranslated({ page }: Tab): Promise<string[]> {
  return page.evaluate(async () => {
    const { words } = await import(String(new URL('./words.ts', location.href)));
    return [...document.querySelectorAll('[data-t]')]
      .map((place) => place.textContent ?? '')
      .filter((text) => Object.hasOwn(words, text) || (document.dir === 'rtl' && !/\p{Script=Arabic}/u.test(text)));
  });
}
