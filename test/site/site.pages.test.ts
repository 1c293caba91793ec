import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join } from 'node:path';
import { after, before, test } from 'node:test';
import puppeteer, { type Browser, type Page } from 'puppeteer-core';
import { requireEngines } from '../../scripts/browsers.mjs';
import { filesIn, root } from '../../scripts/entries.mjs';
import { chooseColours, findings, overflow } from '../demo/site.ts';

const out = join(root, 'site/dist');
/** Nobody promises that it stands at the root. */
const base = '/some/where/';
const types: Record<string, string> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
  '.json': 'application/json',
};
const executablePath = requireEngines(['chromium']).chromium?.chromium;

const server = createServer((request, response) => {
  const path = decodeURIComponent(new URL(request.url ?? '/', 'http://localhost').pathname);
  const file = join(out, path.startsWith(base) ? path.slice(base.length) : 'outside');
  // Asked for by every browser.
  if (path === '/favicon.ico') return void response.writeHead(204).end();
  if (!existsSync(file) || file === join(out)) return void response.writeHead(404).end();
  response.writeHead(200, { 'Content-Type': types[extname(file)] ?? 'application/octet-stream' });
  response.end(readFileSync(file));
});
let browser: Browser;
let address: string;
before(async () => {
  const { status } = spawnSync(process.execPath, [join(root, 'scripts/site.mjs')], { stdio: 'inherit' });
  assert.equal(status, 0, 'the site is not built');
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  address = `http://127.0.0.1:${(server.address() as AddressInfo).port}${base}`;
  if (executablePath) browser = await puppeteer.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu'] });
});
after(async () => {
  await browser?.close();
  server.close();
});

const pageNames = (): string[] =>
  filesIn('site/dist')
    .filter((file: string) => /^site\/dist\/[^/]+\.html$/.test(file))
    .map((file: string) => file.slice('site/dist/'.length));

test('every link of the site leads to a file of it, and to a place that is there', () => {
  const pages = Object.fromEntries(pageNames().map((name) => [name, readFileSync(join(out, name), 'utf8')]));
  const wrong = Object.entries(pages).flatMap(([name, html]) =>
    [...html.matchAll(/<[a-z][\w-]*(?:\s+[^\s=>"']+(?:="[^"]*")?)*\s*\/?>/g)]
      .flatMap(([tag]) => [...tag.matchAll(/\s(?:href|src)="([^"]*)"/g)])
      .map(([, target = '']) => target.replaceAll('&amp;', '&'))
      .filter((target) => !/^(?:https?|mailto|data):/.test(target))
      .filter((target) => {
        const [path = '', anchor] = target.split('#');
        const file = path === '' ? name : path.replace(/^\.\//, '');
        if (path.startsWith('/') || !existsSync(join(out, file))) return true;
        const there = pages[file];
        return anchor !== undefined && there !== undefined && !there.includes(`id="${decodeURIComponent(anchor)}"`);
      })
      .map((target) => `${name}: ${target}`),
  );
  assert.deepEqual(wrong, []);
  assert.ok(Object.keys(pages).length > 25);
});

/** A tab, and all that went wrong in it so far; what is asked of other places is wrong too. */
async function aTab(): Promise<{ page: Page; faults: string[] }> {
  const page = await browser.newPage();
  const faults: string[] = [];
  page.on('console', (message) => {
    if (['warn', 'error'].includes(message.type())) faults.push(`${message.type()}: ${message.text()}`);
  });
  page.on('pageerror', (error) => faults.push(`exception: ${error instanceof Error ? error.message : error}`));
  page.on('response', (response) => {
    if (response.status() >= 400) faults.push(`${response.status()}: ${response.url()}`);
  });
  page.on('request', (request) => {
    if (!request.url().startsWith(address) && !/^(?:data|blob):|\/favicon\.ico$/.test(request.url()))
      faults.push(`asks ${request.url()}`);
  });
  return { page, faults };
}

/** Opens a page of the site, and resolves when its examples have become something. */
async function open(page: Page, name: string): Promise<void> {
  await page.goto(address + name);
  await page.waitForFunction(
    () =>
      [...document.querySelectorAll('table')].every((one) => one.scrollWidth <= one.clientWidth || one.tabIndex === 0),
    { polling: 50 },
  );
  // What a page has of elements has to become some.
  await page.waitForFunction(() => document.querySelectorAll('.live :not(:defined)').length === 0, { polling: 50 });
  await page.waitForFunction(
    () => {
      const buttons = [...document.querySelectorAll('order-cancel-button')];
      return buttons.every(({ shadowRoot }) =>
        shadowRoot?.querySelector('[part~="button"]:not([aria-busy="true"]), [part~="explanation"]'),
      );
    },
    { polling: 50 },
  );
}

test('every page opens without a fault below any path, asks nobody else, and fits 320 px both ways', {
  skip: !executablePath,
}, async () => {
  const { page, faults } = await aTab();
  const found: Record<string, unknown> = {};
  for (const name of pageNames()) {
    await page.setViewport({ width: 320, height: 640 });
    await chooseColours(page, 'light');
    await open(page, name);
    const wide = await overflow(page);
    await page.evaluate(() => {
      document.documentElement.dir = 'rtl';
    });
    const mirrored = await overflow(page);
    if (faults.length > 0 || wide > 0 || mirrored > 0) found[name] = { faults: faults.splice(0), wide, mirrored };
  }
  assert.deepEqual(found, {});
  await page.close();
});

test('the pages satisfy axe, light and dark, and their search finds', { skip: !executablePath }, async () => {
  const { page, faults } = await aTab();
  await page.setViewport({ width: 1280, height: 900 });
  for (const scheme of ['light', 'dark'] as const) {
    await chooseColours(page, scheme);
    for (const name of [
      'index.html',
      'start.html',
      'accessibility.html',
      'elements.html',
      'order-cancel-button.html',
      'order-record.html',
      'presets.html',
    ]) {
      await open(page, name);
      assert.deepEqual(await findings(page), [], `${name}, ${scheme}`);
    }
  }
  await page.click('[data-open-modal]');
  const field = await page.waitForSelector('.pagefind-ui__search-input');
  await field?.type('idempotency');
  const result = await page.waitForSelector('.pagefind-ui__result-link');
  const href = await result?.evaluate((link) => (link as HTMLAnchorElement).href);
  assert.ok(href?.startsWith(address), href);
  assert.deepEqual(faults, []);
  await page.close();
});

test('the demo of the site works in its folder: an order is cancelled there', { skip: !executablePath }, async () => {
  const states = await aTab();
  await states.page.goto(`${address}demo/states.html`);
  await states.page.waitForFunction(() => document.querySelectorAll(':not(:defined)').length === 0, { polling: 50 });
  // It is about what goes wrong, and the console says so; nothing may be missing.
  assert.deepEqual(
    states.faults.filter((text) => /^(?:404|asks|exception)/.test(text)),
    [],
  );
  await states.page.close();
  const { page, faults } = await aTab();
  for (const name of ['demo/index.html', 'demo/playground.html', 'demo/plain.html']) {
    await page.goto(address + name);
    await page.waitForFunction(() => document.querySelectorAll(':not(:defined)').length === 0, { polling: 50 });
    assert.deepEqual(faults, [], name);
  }
  const inside = (part: string) => `document.querySelector('order-cancel-button').shadowRoot.querySelector('${part}')`;
  await page.waitForFunction(`${inside('[part~="button"]:not([aria-busy="true"])')}`, { polling: 50 });
  const press = (way: string) => page.locator(`order-cancel-button >>> ${way}`).click();
  await press('[part~="button"]');
  await press('[part~="confirm"]');
  await page.waitForFunction(
    () => document.querySelector('cancel-status-badge')?.shadowRoot?.querySelector('[part~="cancelled"]'),
    { polling: 50 },
  );
  assert.deepEqual(faults, []);
  await page.close();
});
