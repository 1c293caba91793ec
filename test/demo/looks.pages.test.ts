import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { chooseColours, chooseLanguage, findings, openSite, overflow } from './site.ts';

const site = await openSite();
after(() => site?.close());

for (const look of ['plain', 'dense', 'soft'])
  test(`in the ${look} look nothing is cut off or hard to read: light, dark, narrow, both directions`, {
    skip: !site,
  }, async () => {
    const visitor = await site!.visitor();
    const { page, faults } = await visitor.open(`looks.html?look=${look}`);
    const sheet = await page.$eval('[data-sheet]', (pre) => pre.textContent ?? '');
    assert.match(sheet, /--oc-radius/);
    assert.deepEqual(await findings(page), [], 'light');
    await chooseColours(page, 'dark');
    assert.deepEqual(await findings(page), [], 'dark');
    for (const language of ['en', 'ar']) {
      await page.setViewport({ width: 1280, height: 900 });
      await chooseLanguage(page, language);
      await page.setViewport({ width: 320, height: 640 });
      assert.equal(await overflow(page), 0, `320 px, ${language}`);
      assert.deepEqual(await findings(page), [], `320 px, ${language}`);
    }
    assert.deepEqual(faults, []);
    await visitor.leave();
  });

test('a property that is chosen on the page of looks is in its style sheet, counts, and goes again', {
  skip: !site,
}, async () => {
  const visitor = await site!.visitor();
  const { page } = await visitor.open('looks.html?look=soft');
  const radius = () =>
    page.$eval('order-cancel-button', (element) => {
      const button = element.shadowRoot?.querySelector('button');
      return button ? getComputedStyle(button).borderRadius : '';
    });
  const own = await radius();
  assert.notEqual(own, '');
  await page.$eval('input[name="--oc-radius"]', (input) => {
    (input as HTMLInputElement).value = '3';
    input.dispatchEvent(new Event('input', { bubbles: true }));
  });
  assert.notEqual(await radius(), own);
  assert.match(await page.$eval('[data-sheet]', (pre) => pre.textContent ?? ''), /--oc-radius: 3px;/);
  await page.$eval('button[type="reset"]', (button) => (button as HTMLButtonElement).click());
  assert.equal(await radius(), own);
  await visitor.leave();
});
