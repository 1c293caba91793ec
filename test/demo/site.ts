import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import puppeteer, { type ElementHandle, type EvaluateFunc, type HandleFor, type Page } from 'puppeteer-core';
import { requireEngines } from '../../scripts/browsers.mjs';
import { serveDemo } from '../../scripts/demo-server.mjs';
import { root } from '../../scripts/entries.mjs';

const axe = readFileSync(join(root, 'node_modules/axe-core/axe.min.js'), 'utf8');
/** Longest wait for anything that a page does, ms. */
const patience = 20_000;

/** A page of the demo in a tab. */
export interface Tab {
  page: Page;
  /** Whatever went wrong so far: console warnings and errors, exceptions, failed requests, violations of a policy. */
  faults: string[];
  /** Every request to the mocked server, as `GET /api/…`. */
  requests: string[];
  /** Opens another page, or the same one again, in this tab. */
  go(path: string): Promise<void>;
}

/** A visitor: tabs that share storage, and so the mocked server's state. */
export interface Visitor {
  open(path: string): Promise<Tab>;
  leave(): Promise<void>;
}

export interface Site {
  visitor(): Promise<Visitor>;
  close(): Promise<void>;
}

/** Serves the demo and starts Chromium; `null` where SKIP_ENGINES leaves it out. */
export async function openSite(): Promise<Site | null> {
  const executablePath = requireEngines(['chromium']).chromium?.chromium;
  if (!executablePath) return null;
  const cacheDir = mkdtempSync(join(tmpdir(), 'demo-'));
  const server = await serveDemo({ port: 0, cacheDir, watch: false });
  const browser = await puppeteer.launch({
    executablePath,
    args: ['--no-sandbox', '--disable-gpu', '--lang=en-US'],
    defaultViewport: { width: 1280, height: 900 },
  });
  return {
    async visitor() {
      const context = await browser.createBrowserContext();
      return {
        open: async (path) => openTab(await context.newPage(), server.url, path),
        leave: () => context.close(),
      };
    },
    async close() {
      await browser.close();
      await server.close();
      rmSync(cacheDir, { recursive: true, force: true });
    },
  };
}

async function openTab(page: Page, base: string, path: string): Promise<Tab> {
  const faults: string[] = [];
  const requests: string[] = [];
  const short = (text: string): string => text.replaceAll(base, '/');
  page.setDefaultTimeout(patience);
  await chooseColours(page, 'light');
  page.on('console', (message) => {
    if (['warn', 'error', 'assert'].includes(message.type()))
      faults.push(short(`${message.type()}: ${message.text()}`));
  });
  page.on('pageerror', (error) => faults.push(`exception: ${error instanceof Error ? error.message : error}`));
  page.on('request', (request) => {
    const url = short(request.url());
    if (url.startsWith('/api/') && !listens(url)) requests.push(`${request.method()} ${url}`);
  });
  page.on('requestfailed', (request) => {
    if (!listens(request.url())) faults.push(`failed: ${request.method()} ${short(request.url())}`);
  });
  page.on('response', (response) => {
    if (response.status() >= 400) faults.push(`${response.status()}: ${short(response.url())}`);
  });
  await page.exposeFunction('reportViolation', (text: string) => faults.push(`violation: ${text}`));
  await page.evaluateOnNewDocument(() => {
    document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI, sample }) => {
      Object(globalThis).reportViolation(`${violatedDirective} ${blockedURI} ${sample}`);
    });
  });
  const go = async (next: string): Promise<void> => {
    await page.goto(new URL(`demo/${next}`, base).href);
    await settled(page);
  };
  await go(path);
  return { page, faults, requests, go };
}

/** Whether it is the page's ear on the world, which stays open and ends with the page. */
const listens = (url: string): boolean => /\/events(\?|$)/.test(url);

/** Resolves when every button of the page has an answer; `#loading` never has one. */
export async function settled(page: Page): Promise<void> {
  await until(page, () => {
    const buttons = [...document.querySelectorAll('order-cancel-button')];
    return buttons
      .filter((button) => !button.closest('#loading'))
      .every((button) => button.shadowRoot && !button.shadowRoot.querySelector('[aria-busy="true"]'));
  });
  await page.waitForNetworkIdle({ idleTime: 100, concurrency: 4 });
}

/** Resolves with what a function gives in the page, once it gives something. A tab in the background is asked too. */
function until<A extends unknown[], T>(page: Page, test: EvaluateFunc<A>, ...args: A): Promise<HandleFor<T>> {
  return page.waitForFunction(test, { polling: 50 }, ...args) as Promise<HandleFor<T>>;
}

/** What is at a way through shadow trees, `a >>> b`, once it is there and says `text`. */
function sought(page: Page, way: string, text: string): Promise<ElementHandle<HTMLElement>> {
  const find = (steps: string, wanted: string): Element | null => {
    let scope: ParentNode | null = document;
    for (const step of steps.split(' >>> ')) {
      if (scope instanceof Element) scope = scope.shadowRoot;
      scope = scope?.querySelector(step) ?? null;
    }
    const element = scope as Element | null;
    const said = (element?.shadowRoot ?? element)?.textContent?.replace(/\s+/g, ' ') ?? '';
    return said.includes(wanted) ? element : null;
  };
  return until<[string, string], HTMLElement>(page, find, way, text);
}

/** The element at a way, once it is there. */
export function at(page: Page, way: string): Promise<ElementHandle<HTMLElement>> {
  return sought(page, way, '').catch(() => assert.fail(`there is no ${way}`));
}

/** Clicks what is at a way, as a person does who has scrolled to it: the toolbar may lie over the window's end. */
export async function click(page: Page, way: string): Promise<void> {
  const place = await at(page, way);
  await place.evaluate((element) => element.scrollIntoView({ block: 'center', behavior: 'instant' }));
  await place.click();
}

/** What the element at a way says, white space collapsed; its own shadow tree counts. */
export async function textOf(page: Page, way: string): Promise<string> {
  return (await at(page, way)).evaluate(
    (place) => (place.shadowRoot ?? place).textContent?.replace(/\s+/g, ' ').trim() ?? '',
  );
}

/** Resolves when what is at a way says `text`; it may be drawn anew meanwhile. */
export async function says(page: Page, way: string, text: string): Promise<void> {
  await sought(page, way, text).catch(async () =>
    assert.fail(`${way} does not say “${text}” but “${await textOf(page, way)}”`),
  );
}

/** Presses a button of the package and resolves when its dialog is open. Gives the way to the dialog's parts. */
export async function openDialog(page: Page, button: string): Promise<(part: string) => string> {
  await click(page, `${button} >>> [part~="button"]`);
  const dialog = `${button} >>> order-cancel-dialog >>> dialog[open]`;
  await at(page, dialog);
  return (part) => `${dialog} [part~="${part}"]`;
}

/** Presses a button of the toolbar. */
export async function press(page: Page, name: string): Promise<void> {
  const controls = await at(page, '#demo-toolbar >>> .controls');
  const buttons = await controls.$$('button');
  const names = await controls.$$eval('button', (all) => all.map(({ textContent }) => textContent));
  const button = buttons[names.indexOf(name)];
  assert.ok(button, `the toolbar has no “${name}”`);
  await button.click();
}

/** Resolves when a condition of the test's own holds, or after so long that it will not any more. */
export async function eventually(condition: () => boolean): Promise<void> {
  const end = Date.now() + patience;
  while (!condition() && Date.now() < end) await setTimeout(50);
}

/** What axe finds, in short. */
export async function findings(page: Page): Promise<string[]> {
  if (!(await page.evaluate(() => 'axe' in globalThis))) await page.evaluate(axe);
  return page.evaluate(async () => {
    const { violations } = await Object(globalThis).axe.run(document, { resultTypes: ['violations'] });
    return violations.flatMap(({ id, nodes }: { id: string; nodes: { target: unknown; failureSummary: string }[] }) =>
      nodes.map(({ target, failureSummary }) => `${id}: ${JSON.stringify(target)} ${failureSummary}`),
    );
  });
}

/** Has the system ask for light or dark pages; colours change at once. */
export function chooseColours(page: Page, scheme: 'light' | 'dark'): Promise<void> {
  return page.emulateMediaFeatures([
    { name: 'prefers-color-scheme', value: scheme },
    { name: 'prefers-reduced-motion', value: 'reduce' },
  ]);
}

/** By how many pixels the page is wider than the window. */
export async function overflow(page: Page): Promise<number> {
  return page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
}

/** Chooses a language in the toolbar and resolves when the elements speak it. */
export async function chooseLanguage(page: Page, code: string): Promise<void> {
  await (await at(page, '#demo-toolbar >>> option[value="en"]')).evaluate((option, value) => {
    const select = option.parentElement as HTMLSelectElement;
    select.value = value;
    select.dispatchEvent(new Event('change'));
  }, code);
  await until(page, (lang) => document.documentElement.lang === lang, code);
  await settled(page);
}
