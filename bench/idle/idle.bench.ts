// What elements cost while nothing happens, and what stays of those that went.
import type { Page } from 'puppeteer-core';
import { count, printTable, verdict } from '../support/report.ts';
import { openSite } from '../support/site.ts';
import { type Timers, watchTimers } from './timers.ts';

const countdowns = 1000;
const connects = 10_000;
/** How long an idle page is watched, ms. */
const idle = 3000;

const site = await openSite({ entries: { idle: 'bench/idle/idle.page.ts' } });
const open = () => site.open('idle', (page) => page.evaluateOnNewDocument(watchTimers).then(() => undefined));
const rows = [...(await idlePage()), ...(await comingAndGoing())];
await site.close();
printTable('Idle pages and disconnected elements', ['what', 'counted', 'target'], rows);

async function idlePage(): Promise<string[][]> {
  const page = await open();
  const shown = await page.evaluate((many) => window.showCountdowns(many), countdowns);
  if (shown !== countdowns) throw new Error(`${shown} of ${countdowns} elements count down`);
  const before = await timersOf(page);
  await pause(idle);
  const after = await timersOf(page);
  const renders = after.fired - before.fired;
  await hide(page);
  const hidden = await timersOf(page);
  await page.close();
  const title = `${count(countdowns)} countdowns`;
  return [
    [`${title}: live timers`, String(live(after)), verdict(live(after), { atMost: 1 })],
    [`${title}: timers that fired in ${idle / 1000} s`, String(renders), ''],
    [`${title}: live timers in a hidden tab`, String(live(hidden)), verdict(live(hidden), { atMost: 0 })],
  ];
}

async function comingAndGoing(): Promise<string[][]> {
  const page = await open();
  // What the package makes once a page (style sheets, texts, one listener) is there before anything is counted.
  await page.evaluate(() => window.comeAndGo(200));
  await page.evaluate(() => window.countRetained());
  const before = await held(page);
  await page.evaluate((many) => window.comeAndGo(many), connects);
  await page.evaluate((many) => window.reconnect(many), connects);
  const elements = await page.evaluate(() => window.countRetained());
  const after = await held(page);
  await page.close();
  const title = `${count(connects)} elements came and went, one ${count(connects)} times`;
  const row = (what: string, value: number): string[] => [
    `${title}: ${what} retained`,
    String(value),
    verdict(value, { atMost: 0 }),
  ];
  return [
    row('elements', elements),
    row('listeners', after.listeners - before.listeners),
    row('nodes', after.nodes - before.nodes),
    row('timers', after.timers - before.timers),
  ];
}

function timersOf(page: Page): Promise<Timers> {
  return page.evaluate(() => window.countTimers());
}

function live({ timeouts, intervals, frames }: Timers): number {
  return timeouts + intervals + frames;
}

/** What the page keeps, garbage left aside. */
async function held(page: Page): Promise<{ listeners: number; nodes: number; timers: number }> {
  const { JSEventListeners: listeners = 0, Nodes: nodes = 0 } = await page.metrics();
  return { listeners, nodes, timers: live(await timersOf(page)) };
}

/** Has the page believe that its tab is hidden. */
async function hide(page: Page): Promise<void> {
  await page.evaluate(() => {
    Object.defineProperties(document, { hidden: { value: true }, visibilityState: { value: 'hidden' } });
    document.dispatchEvent(new Event('visibilitychange'));
  });
}

function pause(delay: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, delay));
}
