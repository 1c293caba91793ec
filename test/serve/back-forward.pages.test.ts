// A page that is put by while its cancellation is under way, and brought back by the browser as it was (back/forward cache).
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, afterEach, before, beforeEach, describe, it } from 'node:test';
import puppeteer, { type Browser, type ElementHandle, type Page } from 'puppeteer-core';
import { requireEngines } from '../../scripts/browsers.mjs';
import { type Serving, serve } from '../../src/serve/index.ts';
import { text } from '../support/elements/words.ts';
import { until } from '../support/until.ts';

const order = 'order-1042';
const executablePath = requireEngines(['chromium']).chromium?.chromium;

describe('A page that the browser puts by while a cancellation is under way, and brings back', {
  skip: !executablePath,
}, () => {
  const folder = mkdtempSync(join(tmpdir(), 'back-forward-'));
  let serving: Serving;
  let browser: Browser;
  let base = '';
  /** What is done with the next answer to a cancellation that the server has given. */
  let held: { pass(): void; cut(): void }[] = [];
  let keys: (string | undefined)[] = [];
  const between = createServer((asked: IncomingMessage, answer: ServerResponse) => {
    const isCancelling = asked.method === 'POST' && asked.url?.endsWith('/cancellation');
    if (isCancelling) keys.push(asked.headers['idempotency-key']?.toString());
    const { port } = new URL(serving.url);
    const on = request({ port, path: asked.url, method: asked.method, headers: asked.headers }, (got) => {
      const pass = () => {
        answer.writeHead(got.statusCode ?? 500, got.headers);
        got.pipe(answer);
      };
      // What is sent again is answered as it comes.
      if (isCancelling && keys.length === 1) held.push({ pass, cut: () => asked.socket.destroy() });
      else pass();
    });
    on.on('error', () => answer.destroy());
    answer.on('close', () => on.destroy());
    asked.pipe(on);
  });

  before(async () => {
    await new Promise<void>((resolve) => between.listen(0, '127.0.0.1', resolve));
    base = `http://127.0.0.1:${(between.address() as AddressInfo).port}`;
    browser = await puppeteer.launch({
      executablePath: executablePath as string,
      args: ['--no-sandbox', '--disable-gpu', '--lang=en-US'],
    });
  });
  after(async () => {
    await browser?.close();
    between.closeAllConnections();
    between.close();
    rmSync(folder, { recursive: true, force: true });
  });

  let shops = 0;
  beforeEach(async () => {
    serving = await serve({ port: 0, database: join(folder, `${++shops}.sqlite`), log: () => {} });
  });
  afterEach(() => serving.close(0));

  /** What Puppeteer waits for by itself it does not look for within shadow trees that change. */
  const at = async (page: Page, part: string): Promise<ElementHandle<HTMLElement>> => {
    let found: ElementHandle | null = null;
    await until(async () => {
      found = await page.$(`pierce/[part~="${part}"]`);
      return found !== null;
    });
    return found as unknown as ElementHandle<HTMLElement>;
  };
  /** Ada’s page of an order, with the cancellation sent and not answered. */
  const send = async (): Promise<Page> => {
    [held, keys] = [[], []];
    const page = await (await browser.createBrowserContext()).newPage();
    page.setDefaultTimeout(20_000);
    await page.evaluateOnNewDocument(
      'window.shown = []; addEventListener("pageshow", ({ persisted }) => shown.push(persisted));',
    );
    await page.goto(`${base}/sign-in`);
    await page.evaluate(
      `fetch('/sign-in', { method: 'POST', body: new URLSearchParams({ person: 'ada', next: '/' }) })`,
    );
    await page.goto(`${base}/orders/${order}`);
    for (const part of ['button', 'confirm']) await (await at(page, part)).evaluate((found) => found.click());
    await until(() => held.length === 1);
    return page;
  };
  const leave = (page: Page) => page.goto(`${base}/sign-in`);
  const comeBack = async (page: Page): Promise<void> => {
    await page.evaluate('history.back()');
    await page.waitForFunction('window.shown?.length > 1');
    const reasons = 'JSON.stringify(performance.getEntriesByType("navigation")[0].notRestoredReasons)';
    assert.deepEqual(await page.evaluate('shown'), [false, true], String(await page.evaluate(reasons)));
  };
  const textOf = (page: Page, what: string): Promise<string> =>
    page.$eval(`pierce/${what}`, (found) => (found.shadowRoot ?? found).textContent ?? '').catch(() => '');
  const showsTheTruth = async (page: Page): Promise<void> => {
    await until(async () => (await textOf(page, 'cancel-status-badge')).includes(text('state.cancelled')));
    await until(async () => (await textOf(page, 'order-cancel-button')).includes(text('denied.already-cancelled')));
    const view = (await page.evaluate(`fetch('/api/orders/${order}').then((answer) => answer.json())`)) as {
      cancellations: unknown[];
      order: { payment: { paid: object; refunded: object } };
    };
    assert.equal(view.cancellations.length, 1);
    assert.deepEqual(view.order.payment.refunded, view.order.payment.paid);
    assert.equal(new Set(keys).size, 1, 'another key is another intent');
    await page.browserContext().close();
  };

  it('shows what was answered meanwhile: cancelled, once', async () => {
    const page = await send();
    await leave(page);
    held[0]?.pass();
    await comeBack(page);
    await at(page, 'done');
    await showsTheTruth(page);
    assert.equal(keys.length, 1);
  });

  it('finds out what became of it where the answer was lost meanwhile: cancelled, once', async () => {
    const page = await send();
    await leave(page);
    held[0]?.cut();
    await comeBack(page);
    await showsTheTruth(page);
  });

  it('waits on where nothing was answered yet, and then shows it: cancelled, once', async () => {
    const page = await send();
    await leave(page);
    await comeBack(page);
    held[0]?.pass();
    await showsTheTruth(page);
    assert.equal(keys.length, 1);
  });
});
