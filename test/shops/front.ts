import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import puppeteer, { type Page } from 'puppeteer-core';
import { requireEngines } from '../../scripts/browsers.mjs';
import { root } from '../../scripts/entries.mjs';
import type { CancelPolicy } from '../../src/domain/policy.ts';
import type { OrderView } from '../../src/domain/view.ts';
import { at, click, openDialog, says } from '../demo/site.ts';
import { text } from '../support/elements/words.ts';
import { policyOf } from './harness.ts';

type System = 'vendure' | 'medusa';

/** The example's policy, by which buyers cancel small orders at once and ask for the others: nobody waits an hour for a test. */
function quickPolicy(system: System): CancelPolicy {
  const policy = policyOf(system);
  const currency = { vendure: 'USD', medusa: 'EUR' }[system];
  const rules = policy.rules.map((rule) =>
    rule.id === 'first-hour'
      ? { ...rule, when: [{ actor: 'buyer' as const }, { amount: 'total' as const, currency, below: 3000 }] }
      : rule,
  );
  return { ...policy, rules };
}

/** An example as its one command starts it, and people who have its pages open in Chromium. `null`: there is no Chromium. */
export async function startFront(system: System, env: Record<string, string> = {}) {
  const executablePath = requireEngines(['chromium']).chromium?.chromium;
  if (!executablePath) return null;
  const policy = join(mkdtempSync(join(tmpdir(), 'policy-')), 'policy.json');
  writeFileSync(policy, JSON.stringify(quickPolicy(system)));
  const child = spawn(process.execPath, ['start.mjs'], {
    cwd: join(root, 'examples', system),
    env: { ...process.env, PORT: '0', SHOP_PORT: '0', CANCELLATION_PORT: '0', POLICY: policy, ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  process.once('exit', () => child.kill());
  /** What it prints: `name: address`; the shop's own page last. */
  const places: Record<string, string> = {};
  await new Promise<void>((resolve, reject) => {
    child.once('exit', () => reject(new Error(`the example of ${system} has ended`)));
    createInterface({ input: child.stdout }).on('line', (line) => {
      const [, name, place] = /^([\w ]+): (http\S+)/.exec(line) ?? [];
      if (name && place) places[name] = place;
      if (name === 'shop') resolve();
    });
  });
  const url = places['shop'] ?? '';
  const browser = await puppeteer.launch({
    executablePath,
    args: ['--no-sandbox', '--disable-gpu', '--lang=en-US'],
  });
  const faults: string[] = [];

  const visit = async (path: string): Promise<Page> => {
    const page = await (await browser.createBrowserContext()).newPage();
    page.setDefaultTimeout(20_000);
    page.on('console', (message) => {
      if (['warn', 'error'].includes(message.type())) faults.push(`${message.text()} ${message.location().url ?? ''}`);
    });
    page.on('pageerror', (error) => faults.push(String(error)));
    await page.goto(`${url}${path}`);
    return page;
  };

  return {
    url,
    places,
    /** What went wrong on any page. */
    faults,
    /** A buyer who is signed in at the shop. */
    async buyer() {
      const page = await visit('/');
      await at(page, '#nobody:not([hidden])');
      await click(page, '#sign-in');
      await at(page, '#somebody:not([hidden])');
      return {
        page,
        /** Orders so many of each item in the shop, as its own page does, and gives the id. */
        async buy(wanted: Record<string, number>, paying: object = {}): Promise<string> {
          const id = await page.evaluate(
            async (wanted, paying) => {
              const path = '/shop.js';
              const { buy, ordersOf } = await import(path);
              const known = new Set((await ordersOf()).map((one: { id: string }) => one.id));
              await buy(wanted, paying);
              return (await ordersOf()).find((one: { id: string }) => !known.has(one.id)).id;
            },
            wanted,
            paying,
          );
          await page.reload();
          await at(page, `#order-${id}`);
          return id;
        },
        /** Confirms what the button of an order offers. */
        async ask(id: string): Promise<void> {
          const part = await openDialog(page, `order-cancel-button[order-id="${id}"]`);
          await click(page, part('confirm'));
          await at(page, part('done'));
          await click(page, part('close'));
        },
        /** Resolves when the badge of an order says so. */
        told: (id: string, key: Parameters<typeof text>[0]) =>
          says(page, `cancel-status-badge[order-id="${id}"]`, text(key)),
      };
    },
    /** Somebody in the back office. */
    async seller() {
      const page = await visit('/seller');
      const queue = 'seller-cancel-queue';
      return {
        page,
        /** Takes an action on an order's cancellation, in its details. */
        async answer(id: string, action: string, reason?: string): Promise<void> {
          // With its count: there are more of them once the list is there.
          const all = await page.waitForFunction(
            (tag, wanted) =>
              [
                ...(document.querySelector(tag)?.shadowRoot?.querySelectorAll<HTMLElement>('.filters button') ?? []),
              ].find((one) => one.textContent?.trim().startsWith(wanted) && /\d/.test(one.textContent)),
            { polling: 50 },
            queue,
            text('filter.all'),
          );
          await all.asElement()!.evaluate((one) => (one as HTMLElement).click());
          const row = await page.waitForFunction(
            (tag, wanted) =>
              [...(document.querySelector(tag)?.shadowRoot?.querySelectorAll<HTMLElement>('[role="row"]') ?? [])].find(
                (one) => one.querySelector('.order .strong')?.textContent?.replace(/[^\w-]/g, '') === wanted,
              ),
            { polling: 50 },
            queue,
            id,
          );
          await row.asElement()!.focus();
          await page.keyboard.press('Enter');
          await click(page, `${queue} >>> [part="action ${action}"]`);
          if (reason) await (await at(page, `${queue} >>> [part~="reason"]`)).select(reason);
          await click(page, `${queue} >>> [part="confirm"]`);
          await at(page, `${queue} >>> [part="told"]`);
        },
      };
    },
    /** What the cancellation server says of an order to the seller. */
    async view(id: string): Promise<OrderView> {
      return (await fetch(`${url}/seller/cancellations/orders/${id}`)).json();
    },
    async stop(): Promise<void> {
      await browser.close();
      child.kill();
      if (child.exitCode === null) await once(child, 'exit');
    },
  };
}

export type Front = NonNullable<Awaited<ReturnType<typeof startFront>>>;
