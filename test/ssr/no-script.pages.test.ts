import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, test } from 'node:test';
import { renderElement } from 'order-cancel-elements/ssr';
import puppeteer from 'puppeteer-core';
import { requireEngines } from '../../scripts/browsers.mjs';
import { statesOf } from './states.ts';

const executablePath = requireEngines(['chromium']).chromium?.chromium;
const skip = !executablePath;
const browser = executablePath
  ? await puppeteer.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu', '--lang=en-US'] })
  : null;
const { cancel, shipped } = statesOf();
const form = '<form method="post" action="/cancelled"><button>Cancel by post</button></form>';
const server = createServer(async ({ method, url }, response) => {
  const fallback = url === '/form' ? form : undefined;
  const html = await renderElement('order-cancel-button', { ...cancel!.settings, nonce: 'n', fallback });
  const denied = await renderElement('order-cancel-button', { ...shipped!.settings, nonce: 'n' });
  response.setHeader('Content-Type', 'text/html; charset=utf-8');
  response.setHeader('Content-Security-Policy', "default-src 'none'; style-src 'nonce-n'; form-action 'self'");
  response.end(`<!doctype html><html lang="en"><title>${method} ${url}</title><main>${html}${denied}</main></html>`);
});
await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
after(async () => {
  await browser?.close();
  server.close();
});

const button = 'order-cancel-button >>> button';
const link = 'order-cancel-button > a';

/** A page in a browser that runs no scripts of pages. */
async function visit(path: string, script = false) {
  const page = await browser!.newPage();
  await page.setJavaScriptEnabled(script);
  await page.goto(base + path);
  /** Whether a person sees the first of these. */
  const seen = (selector: string): Promise<boolean> =>
    page.$eval(selector, (element) => element.checkVisibility({ visibilityProperty: true }));
  return { page, seen };
}

test('without script a link to the shop’s own page is in the button’s place, and leads there', { skip }, async () => {
  const { page, seen } = await visit('/');
  assert.deepEqual([await seen(button), await seen(link)], [false, true]);
  await Promise.all([page.waitForNavigation(), page.click(link)]);
  assert.equal(await page.title(), `GET ${cancel!.settings.href}`);
});

test('without script a form of the shop’s own is there, and is sent', { skip }, async () => {
  const { page } = await visit('/form');
  await Promise.all([page.waitForNavigation(), page.click('form button')]);
  assert.equal(await page.title(), 'POST /cancelled');
});

test('a reason is read without script as with it', { skip }, async () => {
  const { page } = await visit('/');
  assert.match(
    await page.$eval('order-cancel-button:last-child >>> [part=explanation]', (one) => (one as HTMLElement).innerText),
    /shipped/,
  );
});

test('with script there is one button and no link, until the script has taken too long', { skip }, async () => {
  const { page, seen } = await visit('/', true);
  assert.deepEqual([await seen(button), await seen(link)], [true, false]);
  // The time passes at once.
  await page.evaluate(() => {
    for (const animation of document.querySelector('order-cancel-button')!.shadowRoot!.getAnimations())
      animation.finish();
  });
  assert.deepEqual([await seen(button), await seen(link)], [true, true]);
});
