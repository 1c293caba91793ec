// When one button stands on a slow phone, what stands beside it, and what a click opens; against a button written by hand.
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { brotliCompressSync } from 'node:zlib';
import puppeteer, { type CDPSession } from 'puppeteer-core';
import { findBrowser, requireEngines } from '../../scripts/browsers.mjs';
import { bundleForScriptTag } from '../../scripts/bundle.mjs';
import poshmark from '../../src/policy/presets/poshmark.ts';
import { createCancellationServer, memoryShop, memoryStore } from '../../src/server/index.ts';
import { median, ratio } from '../support/measure.ts';
import { printTable, times, verdict } from '../support/report.ts';
import { sampleOrder } from '../support/samples.ts';
import { type Seen, watch } from './watch.ts';

const rounds = 5;
/** Milliseconds there and back, bytes a second down and up, and how much slower than this machine's its processor is. */
const phone = { latency: 150, download: 1_600_000 / 8, upload: 750_000 / 8, slowdown: 4 };
const clickAfter = 2000;

const script = '<script type="module" src="/order-cancel-elements.js"></script>';
const pages: Record<string, string> = {
  hand: '<p id="hand"></p><script type="module" src="/hand.js"></script>',
  unnamed: `${script}<order-cancel-button order-id="1" backend="/api"></order-cancel-button>`,
  named: `${script}<order-cancel-button order-id="1" backend="/api" policy="/api/policies/poshmark"></order-cancel-button>`,
};
const byHand = `
const answer = await fetch('/api/orders?id=1', { headers: { Accept: 'application/json' } });
const { views: [{ order }] } = await answer.json();
const button = document.createElement('button');
button.textContent = 'Cancel order';
if (order.status === 'PLACED') document.querySelector('#hand').append(button);
`;

const shop = createCancellationServer({
  policies: [poshmark],
  store: memoryStore(),
  shop: memoryShop([sampleOrder('1', 0.5)]),
  authenticate: async () => ({ id: 'buyer-1', roles: ['buyer'] }),
  basePath: '/api',
});
const chunks: { fileName: string; code: string }[] = await bundleForScriptTag();
const scripts = new Map(
  [{ fileName: 'hand.js', code: byHand }, ...chunks].map(({ fileName, code }) => [
    `/${fileName}`,
    brotliCompressSync(code),
  ]),
);

async function answer({ method = 'GET', url = '/', headers }: IncomingMessage, response: ServerResponse) {
  const { pathname } = new URL(url, 'http://localhost');
  const file = scripts.get(pathname);
  const type = { 'Cache-Control': 'no-store', 'Content-Type': file ? 'text/javascript' : 'text/html' };
  if (file) return response.writeHead(200, { ...type, 'Content-Encoding': 'br' }).end(file);
  const page = pages[pathname.slice(1)];
  if (page) {
    const head = '<meta charset="utf-8"><title>Order</title><link rel="icon" href="data:,">';
    return response.writeHead(200, type).end(`<!doctype html><html lang="en">${head}${page}`);
  }
  if (pathname.endsWith('/events')) return response.writeHead(204).end();
  const sent = new Request(`http://localhost${url}`, { method, headers: headers as Record<string, string> });
  const got = await shop.fetch(sent);
  return response.writeHead(got.status, Object.fromEntries(got.headers)).end(Buffer.from(await got.arrayBuffer()));
}

const server = createServer((request, response) => {
  answer(request, response).catch((error: unknown) => response.writeHead(500).end(String(error)));
});
await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
requireEngines(['chromium']);
const browser = await puppeteer.launch({
  executablePath: findBrowser('chromium') as string,
  args: ['--no-sandbox', '--disable-gpu', '--no-first-run'],
});

interface Load extends Seen {
  trips: number;
}

async function load(name: string): Promise<Load> {
  const context = await browser.createBrowserContext();
  const page = await context.newPage();
  page.on('pageerror', (error) => console.error(`${name}: ${error}`));
  const session = await page.createCDPSession();
  await session.send('Network.enable');
  await session.send('Network.emulateNetworkConditions', {
    offline: false,
    latency: phone.latency,
    downloadThroughput: phone.download,
    uploadThroughput: phone.upload,
  });
  await session.send('Emulation.setCPUThrottlingRate', { rate: phone.slowdown });
  const tripsUntil = requestsOf(session);
  // What compiles this file has functions name themselves by a helper that a page does not have.
  await page.evaluateOnNewDocument(`(() => { const __name = (one) => one; (${watch})(${clickAfter}); })()`);
  await page.goto(`${base}/${name}`);
  await page.waitForFunction('window.seen?.done', { polling: 100, timeout: 20_000 });
  const seen = (await page.evaluate('window.seen')) as Seen;
  await context.close();
  return { ...seen, trips: tripsUntil(seen.hint ?? seen.button) };
}

/** The longest row of requests of which each began when the one before it was over, the page's own not counted. */
function requestsOf(session: CDPSession): (until: number) => number {
  const requests = new Map<string, { from: number; to: number }>();
  let began = Number.NaN;
  session.on('Network.requestWillBeSent', ({ requestId, timestamp, type, request }) => {
    if (type === 'Document') began = timestamp;
    else if (request.url.startsWith('http') && !request.url.includes('/events')) {
      requests.set(requestId, { from: timestamp, to: Number.POSITIVE_INFINITY });
    }
  });
  session.on('Network.loadingFinished', ({ requestId, timestamp }) => {
    const request = requests.get(requestId);
    if (request) request.to = timestamp;
  });
  return (until) => {
    const over = [...requests.values()]
      .filter(({ from, to }) => to >= from && (to - began) * 1000 <= until)
      .sort((one, other) => one.to - other.to);
    let trips = 0;
    let last = 0;
    for (const { from, to } of over) {
      if (from < last) continue;
      trips++;
      last = to;
    }
    return trips;
  };
}

const names = Object.keys(pages);
const loads: Record<string, Load[]> = Object.fromEntries(names.map((name) => [name, []]));
for (let round = -1; round < rounds; round++) {
  for (const index of names.keys()) {
    const name = names[(index + round + 1) % names.length] as string;
    const one = await load(name);
    if (round >= 0) loads[name]?.push(one);
  }
}
await browser.close();
server.close();

const column = (name: string, what: 'trips' | 'button' | 'hint' | 'dialog'): number[] =>
  (loads[name] as Load[]).map((one) => one[what] ?? Number.NaN);
const ms = (value: number): string => (Number.isNaN(value) ? '–' : `${Math.round(value)} ms`);
const titles: Record<string, string> = { unnamed: 'policy named by the answer', named: 'policy named by the page' };
printTable(
  `One button on a slow phone: ${phone.latency} ms, 1.6 Mbit/s, CPU ÷ ${phone.slowdown}; medians of ${rounds}`,
  ['what', 'by hand', 'ours', 'target'],
  ['unnamed', 'named'].flatMap((name) => {
    const trips = median(column(name, 'trips'));
    const slower = ratio(column(name, 'button'), column('hand', 'button'));
    const dialog = median(column(name, 'dialog'));
    const button = [ms(median(column('hand', 'button'))), ms(median(column(name, 'button')))];
    return [
      [titles[name] as string],
      ['  trips one after the other', `${median(column('hand', 'trips'))}`, `${trips}`, verdict(trips, { atMost: 3 })],
      ['  button', ...button, '–'],
      ['  button, of one by hand', '', times(slower), verdict(slower, { atMost: 1.25 })],
      ['  hint', '', ms(median(column(name, 'hint'))), '–'],
      [`  dialog, of a click ${clickAfter / 1000} s later`, '', ms(dialog), verdict(dialog, { atMost: 100 })],
    ];
  }),
);
