// A small site in memory: pages made of the benchmark's own entries, bundled as a shop would, and Chromium to open them.
import { readFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import puppeteer, { type Browser, type Page } from 'puppeteer-core';
import { findBrowser, requireEngines } from '../../scripts/browsers.mjs';
import { bundle } from '../../scripts/bundle.mjs';
import { root } from '../../scripts/entries.mjs';

export interface Site {
  /** Opens a page that has loaded one of the entries. */
  open(entry: string, prepare?: (page: Page) => Promise<void>): Promise<Page>;
  close(): Promise<void>;
}

interface SiteOptions {
  /** Files of pages by name, relative to the repository. */
  entries: Record<string, string>;
  /** Style sheets by entry, relative to the repository's `node_modules`. */
  styles?: Record<string, string>;
  /** Answers what is neither a page nor a script; `undefined` where it cannot. */
  api?: (request: IncomingMessage) => { status: number; body: unknown } | undefined;
}

export async function openSite({ entries, styles = {}, api = () => undefined }: SiteOptions): Promise<Site> {
  const chunks: { fileName: string; code: string }[] = await bundle(entries);
  const scripts = new Map(chunks.map(({ fileName, code }) => [`/${fileName}`, code]));

  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost');
    const send = (type: string, body: string | Buffer, status = 200): void => {
      response.writeHead(status, { 'Content-Type': type, 'Cache-Control': 'no-store' }).end(body);
    };
    const script = scripts.get(pathname);
    if (script !== undefined) return send('text/javascript', script);
    if (pathname.startsWith('/node_modules/')) return send('text/css', await readFile(join(root, pathname)));
    const [, entry = ''] = pathname.match(/^\/([\w-]+)\.html$/) ?? [];
    if (Object.hasOwn(entries, entry)) return send('text/html', pageOf(entry, styles[entry]));
    const { status, body } = api(request) ?? { status: 404, body: null };
    return send('application/json', JSON.stringify(body), status);
  };
  const server = createServer((request, response) => {
    answer(request, response).catch((error: unknown) => response.writeHead(500).end(String(error)));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const browser = await launch();
  return {
    async open(entry, prepare) {
      const page = await browser.newPage();
      page.on('pageerror', (error) => console.error(`${entry}: ${error}`));
      page.on('console', (message) => console.error(`${entry}: ${message.text()}`));
      await prepare?.(page);
      await page.goto(`${base}/${entry}.html`);
      return page;
    },
    async close() {
      await browser.close();
      server.close();
    },
  };
}

async function launch(): Promise<Browser> {
  requireEngines(['chromium']);
  const executablePath = findBrowser('chromium');
  if (!executablePath) throw new Error('there is no Chromium');
  return puppeteer.launch({
    executablePath,
    args: ['--no-sandbox', '--disable-gpu', '--no-first-run', '--js-flags=--expose-gc'],
  });
}

const pageOf = (entry: string, style: string | undefined): string => `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <title>${entry}</title>
    <link rel="icon" href="data:,">
    ${style ? `<link rel="stylesheet" href="/node_modules/${style}">` : ''}
    <script type="module" src="/${entry}.js"></script>
  </head>
  <body><main></main></body>
</html>`;
