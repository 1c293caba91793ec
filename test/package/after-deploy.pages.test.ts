// A page that was loaded before a deploy asks for parts that the server no longer has.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join, posix } from 'node:path';
import { after, describe, it } from 'node:test';
import puppeteer, { type Browser, type Page } from 'puppeteer-core';
import { requireEngines } from '../../scripts/browsers.mjs';
import { root } from '../../scripts/entries.mjs';
import type { Order } from '../../src/domain/records.ts';
import { combinePolicies } from '../../src/policy/index.ts';
import euWithdrawal from '../../src/policy/presets/eu-withdrawal.ts';
import poshmark from '../../src/policy/presets/poshmark.ts';
import { createCancellationServer, memoryShop, memoryStore } from '../../src/server/index.ts';
import { aQueuePolicy, aRequest } from '../support/elements/back-office.ts';
import { anOrder } from '../support/elements/orders.ts';
import { text } from '../support/elements/words.ts';

const cdn = join(root, 'dist/cdn');
const maps = readdirSync(join(cdn, 'chunks')).filter((name) => name.endsWith('.js.map'));
/** The file that holds a module. */
const fileOf = (source: string): string => {
  const isIn = (name: string) =>
    (JSON.parse(readFileSync(join(cdn, 'chunks', name), 'utf8')).sources as string[]).some((one) =>
      one.endsWith(`/src/${source}`),
    );
  const file = maps.find(isIn)?.replace(/\.map$/, '');
  assert.ok(file, `no chunk holds ${source}`);
  return `/chunks/${file}`;
};

const ago = (minutes: number): string => new Date(Date.now() - minutes * 60_000).toISOString();
const orderOf = (id: string, changes: Partial<Order> = {}): Order =>
  anOrder({ id, number: id, placedAt: ago(10), paidAt: ago(10), ...changes });

/** A seller's requests, as an adapter of the page's own: a script. */
const item = { ...aRequest(0, {}, { status: 'REQUESTED' }), actions: ['accept', 'decline'] };
const { policy, requestedAt: now } = item.cancellation;
const bucket = { from: '2026-02-01T00:00:00Z', to: '2026-03-01T00:00:00Z', counts: { other: 1 } };
const answers = {
  list: { items: [item], nextCursor: null, counts: { requested: 1 }, now },
  loadOrders: { views: [{ ...item, policy, now }], missing: [] },
  loadPolicy: { ...aQueuePolicy(), consequences: { stock: 'lots' } },
  events: { events: [], nextCursor: null },
  findOrder: { views: [], missing: [] },
  reasons: { buckets: [bucket], totals: bucket.counts },
};
const backOffice = `{${Object.entries(answers).map(([name, answer]) => `${name}: async () => (${JSON.stringify(answer)})`)}}`;

interface Served {
  base: string;
  /** What is not there any more. */
  gone: Set<string>;
  posted: string[];
  close(): void;
}

async function serve(): Promise<Served> {
  const shop = createCancellationServer({
    policies: [combinePolicies(poshmark, euWithdrawal)],
    store: memoryStore(),
    shop: memoryShop([
      ...['1', '3', '4', '5'].map((id) => orderOf(id)),
      orderOf('2', { status: 'SHIPPED', shippedAt: ago(1) }),
      orderOf('6', {
        facts: { country: 'DE' },
        seller: { id: 'seller-1', name: 'Tonhof', status: 'active', contactUrl: 'https://tonhof.example/contact' },
      }),
    ]),
    authenticate: async (request) => ({
      id: request.url.includes('/cancellations') ? 'seller-1' : 'buyer-1',
      roles: [request.url.includes('/cancellations') ? 'seller' : 'buyer'],
    }),
    basePath: '/api',
  });
  const gone = new Set<string>();
  const posted: string[] = [];
  const server = createServer(async (request, response) => {
    const { pathname, search } = new URL(request.url ?? '/', 'http://localhost');
    if (pathname === '/') {
      response
        .writeHead(200, { 'Content-Type': 'text/html' })
        .end('<!doctype html><html lang="en"><title>Order</title>');
    } else if (pathname.endsWith('.js')) {
      const there = !gone.has(pathname);
      response.writeHead(there ? 200 : 404, { 'Content-Type': there ? 'text/javascript' : 'text/html' });
      response.end(there ? readFileSync(join(cdn, pathname)) : 'Not found');
    } else if (pathname.endsWith('/events')) response.writeHead(204).end();
    else if (pathname.startsWith('/api/')) {
      const { method = 'GET', headers } = request;
      const body: Buffer[] = [];
      for await (const piece of request) body.push(piece);
      if (method === 'POST') posted.push(pathname);
      const answer = await shop.fetch(
        new Request(`http://localhost${pathname}${search}`, {
          method,
          headers: headers as Record<string, string>,
          ...(body.length && { body: Buffer.concat(body) }),
        }),
      );
      response.writeHead(answer.status, Object.fromEntries(answer.headers));
      response.end(Buffer.from(await answer.arrayBuffer()));
    } else response.writeHead(404).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    base: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    gone,
    posted,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

/** Everything that an element says, its shadow trees included; with the parts that are links or buttons by name. */
const saidBy = `(() => {
  const collect = (node) => {
    if (node.nodeType === 3) return node.data;
    if (node.localName === 'style') return '';
    if (node.localName === 'slot' && node.assignedNodes().length) return node.assignedNodes().map(collect).join('');
    return [...(node.shadowRoot ?? node).childNodes].map(collect).join(' ');
  };
  return collect(document.body).replace(/\\s+/g, ' ');
})()`;

const engines = requireEngines(['chromium', 'firefox']);
for (const [engine, programs] of Object.entries(engines) as ['chromium' | 'firefox', Record<string, string>][]) {
  describe(`a part that is gone after a deploy, in ${engine}`, async () => {
    const browser: Browser = await puppeteer.launch(
      engine === 'firefox'
        ? { browser: 'firefox', executablePath: programs['firefox'] as string }
        : { executablePath: programs['chromium'] as string, args: ['--no-sandbox', '--disable-gpu'] },
    );
    const served = await serve();
    after(async () => {
      await browser.close();
      served.close();
    });

    /** How much faster than ours the page's clock runs. */
    let pace = 1;
    /** Opens a page with the element; what is `gone` is so until `bring` is called. */
    const open = async (element: string, ...gone: string[]) => {
      served.gone.clear();
      for (const source of gone) served.gone.add(fileOf(source));
      served.posted.length = 0;
      const page: Page = await browser.newPage();
      await page.evaluateOnNewDocument(`{
        const { now } = Date, { setTimeout: wait, clearTimeout: end } = window, start = now();
        Date.now = () => start + (now() - start) * ${pace};
        window.waits = new Map();
        window.setTimeout = (handler, delay, ...more) => {
          const id = wait((...given) => (waits.delete(id), handler(...given)), delay / ${pace}, ...more);
          waits.set(id, delay);
          return id;
        };
        window.clearTimeout = (id) => (waits.delete(id), end(id));
      }`);
      await page.goto(served.base);
      await page.evaluate(
        `document.body.innerHTML = ${JSON.stringify(element)};
         const script = document.createElement('script');
         script.type = 'module';
         script.src = '/order-cancel-elements.js';
         document.head.append(script);`,
      );
      const says = (words: string) =>
        page
          .waitForFunction(`${saidBy}.includes(${JSON.stringify(words)})`, { timeout: 10_000, polling: 50 })
          .catch(async (error) => assert.fail(`${error} ${await page.evaluate(saidBy)}`));
      const there = (part: string, use = '') =>
        page
          .waitForFunction(
            `(() => {
            const find = (root) => root.querySelector('[part~="${part}"]') ??
              [...root.querySelectorAll('*')].reduce((found, one) => found ?? (one.shadowRoot && find(one.shadowRoot)), null);
            const target = find(document);
            ${use}
            return !!target;
          })()`,
            { timeout: 10_000, polling: 50 },
          )
          .catch(async (error) => assert.fail(`${error} ${await page.evaluate(saidBy)}`));
      const press = (part: string) => there(part, 'target?.click();');
      return {
        page,
        says,
        press,
        there,
        said: () => page.evaluate(saidBy) as Promise<string>,
        bring: () => served.gone.clear(),
      };
    };
    const button = (id: string) =>
      `<order-cancel-button order-id="${id}" backend="/api"><a href="/help">Write to us</a></order-cancel-button>`;

    for (const [what, source] of [
      ['the dialog', 'elements/order-cancel-button/dialog/define.ts'],
      ['its words', 'i18n/chunks/en/dialog.ts'],
    ] as const) {
      it(`${what}: the page's own way comes back, and the next try opens it`, async () => {
        const { page, says, press, bring } = await open(button('1'), source);
        await press('button');
        await says('Write to us');
        await says(text('offline'));
        bring();
        await press('retry');
        await says(text('confirm.cancel'));
        assert.deepEqual(served.posted, []);
        await page.close();
      });
    }

    it('what explains a denial: nobody is told for ever that the order is being checked', async () => {
      const { page, says, said, press, bring } = await open(button('2'), 'elements/order-cancel-button/details.ts');
      await says(text('offline'));
      await says('Write to us');
      assert.ok(!(await said()).includes(text('loading')));
      bring();
      await press('retry');
      await says(text('denied.already-shipped'));
      await page.close();
    });

    for (const [id, source] of [
      ['3', 'controllers/sending.ts'],
      ['5', 'backend/rest-send.ts'],
    ] as const) {
      it(`${source}: nothing was sent, and that is what is said; then it is sent once`, async () => {
        const { page, says, said, press, there, bring } = await open(button(id), source);
        await press('button');
        await says(text('confirm.cancel'));
        await press('confirm');
        await says(text('problem.unavailable'));
        assert.ok(!(await said()).includes(text('title.unknown')), 'nobody is left to wonder');
        assert.deepEqual(served.posted, []);
        bring();
        await press('confirm');
        await there('done');
        assert.deepEqual(served.posted, [`/api/orders/${id}/cancellation`]);
        await page.close();
      });
    }

    const withdrawal = '<contract-withdrawal backend="/api"><a href="/help">Write to us</a></contract-withdrawal>';
    for (const [what, lang, words, retry, gone] of [
      ['its view', 'en', 'Loading failed.', 'Try again', ['elements/contract-withdrawal/withdrawal-view.ts']],
      ['its words', 'en', 'Loading failed.', 'Try again', ['i18n/chunks/en/withdrawal.ts']],
      ['its view', 'fr', 'Le chargement a échoué.', 'Réessayer', ['elements/contract-withdrawal/withdrawal-view.ts']],
      [
        'its view, and the words for that',
        'fr',
        'Loading failed.',
        'Try again',
        ['elements/contract-withdrawal/withdrawal-view.ts', 'i18n/withdrawal/lacking-words.ts'],
      ],
    ] as const) {
      it(`EU-3 the withdrawal, ${what} (${lang}): the page's own way and another try stand in for it`, async () => {
        const { page, says, said, press, there, bring } = await open(`<p lang="${lang}">${withdrawal}</p>`, ...gone);
        await says(words);
        await says('Write to us');
        await says(retry);
        bring();
        await press('retry');
        await there('button');
        assert.ok(!(await said()).includes(words));
        await page.close();
      });
    }

    it('EU-3 the withdrawal beside the button: the page’s own way, the shop’s, and another try stand in for it', async () => {
      const { page, says, said, press, there, bring } = await open(
        button('6'),
        'elements/contract-withdrawal/withdrawal-view.ts',
      );
      await says('Loading failed.');
      await says('Write to us');
      await says('Tonhof');
      await there('alternative');
      await press('retry');
      await says('Loading failed.');
      bring();
      await press('retry');
      await says('Withdraw from contract here');
      assert.ok(!(await said()).includes('Loading failed.'));
      await page.close();
    });

    for (const [where, element] of [
      ['in the foot', withdrawal],
      ['beside the button', button('6')],
    ] as const) {
      it(`EU-3 the withdrawal ${where} is asked for again by itself`, async () => {
        // Half a minute of its clock is half a second.
        pace = 60;
        const { page, says, bring } = await open(element, 'elements/contract-withdrawal/withdrawal-view.ts');
        pace = 1;
        await says('Loading failed.');
        bring();
        await says('Withdraw from contract here');
        await page.close();
      });
    }

    it('EU-3 the withdrawal waits for another try while it is on the page, and while something is missing', async () => {
      const { page, says, press, there, bring } = await open(
        withdrawal,
        'elements/contract-withdrawal/withdrawal-view.ts',
      );
      const waits = () => page.evaluate('[...waits.values()].filter((delay) => delay === 30_000).length');
      await says('Loading failed.');
      assert.equal(await waits(), 1);
      await page.evaluate("window.left = document.querySelector('contract-withdrawal'); left.remove();");
      assert.equal(await waits(), 0);
      await page.evaluate('document.body.append(left)');
      await page.waitForFunction('[...waits.values()].includes(30_000)', { polling: 50 });
      bring();
      await press('retry');
      await there('button');
      assert.equal(await waits(), 0);
      await page.close();
    });

    const click = 'target?.click();';
    const unfold = 'if (target) target.open = true;';
    /** What a person does until the part is asked for, and what is there once it came. */
    const wanted: [what: string, source: string, then: string, ...steps: [part: string, use: string][]][] = [
      ['the details of a row', 'panel.ts', 'details', ['row', click]],
      [
        'what is done with many',
        'panel.ts',
        'dialog',
        ['cell-select', click],
        ['selection', "target?.querySelector('button').click();"],
      ],
      ['the search for any order', 'panel.ts', 'number', ['find', unfold]],
      ['the reasons over time', 'chart.ts', 'chart-drawing', ['chart', unfold]],
      ['the whole record', '../cancel-timeline/timeline-view.ts', 'record', ['row', click], ['open-record', click]],
      ['the editor of items', 'inventory/define.ts', 'edit', ['row', click], ['accept', click], ['inventory', unfold]],
    ];
    for (const [what, source, then, ...steps] of wanted) {
      it(`the queue, ${what}: it is said where it was to be shown, and the next try brings it`, async () => {
        const { page, says, press, there, bring } = await open(
          '<seller-cancel-queue></seller-cancel-queue>',
          posix.join('elements/seller-cancel-queue', source),
        );
        await page.evaluate(`document.querySelector('seller-cancel-queue').backend = ${backOffice}`);
        for (const [part, use] of steps) await there(part, use);
        await says(text('failed.unavailable'));
        bring();
        await press('retry');
        await there(then);
        await page.close();
      });
    }

    for (const [tag, source] of [
      ['seller-cancel-queue', 'elements/seller-cancel-queue/queue-view.ts'],
      ['cancel-timeline order-id="1"', 'elements/cancel-timeline/timeline-view.ts'],
      ['order-cancel-lookup', 'elements/order-cancel-lookup/lookup-view.ts'],
      ['contract-withdrawal', 'elements/contract-withdrawal/withdrawal-view.ts'],
    ] as const) {
      it(`${source}: what the page has put inside stays, and refresh() brings the rest`, async () => {
        const [name] = tag.split(' ') as [string];
        const { page, said, bring } = await open(`<${tag} backend="/api">Write to us</${name}>`, source);
        await page.waitForFunction(`customElements.get('${name}')`);
        await page.evaluate(`document.querySelector('${name}').refresh()`);
        assert.match(await said(), /Write to us/);
        bring();
        await page.evaluate(`document.querySelector('${name}').refresh()`);
        await page.waitForFunction(`!${saidBy}.includes('Write to us')`, { timeout: 20_000, polling: 50 });
        await page.close();
      });
    }
  });
}
