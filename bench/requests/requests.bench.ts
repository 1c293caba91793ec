// How many requests a page of many orders makes.
import { policyHash } from '../../src/domain/values/policy-hash.ts';
import poshmark from '../../src/policy/presets/poshmark.ts';
import { count, printTable, verdict } from '../support/report.ts';
import { sampleOrder, sampleView } from '../support/samples.ts';
import { openSite } from '../support/site.ts';

const orders = 500;
const hash = policyHash(poshmark);
let requests = 0;
const asked: string[] = [];
const policies: string[] = [];

const site = await openSite({
  entries: { requests: 'bench/requests/requests.page.ts' },
  api: ({ url = '' }) => {
    const { pathname, searchParams } = new URL(url, 'http://localhost');
    if (pathname === '/api/orders') {
      const ids = searchParams.getAll('id');
      asked.push(...ids);
      requests++;
      return { status: 200, body: { views: ids.map((id) => sampleView(sampleOrder(id, 200), hash)), missing: [] } };
    }
    if (pathname !== '/api/policies/poshmark') return undefined;
    policies.push(url);
    return { status: 200, body: poshmark };
  },
});
const page = await site.open('requests');
const shown = await page.evaluate((howMany) => window.showOrders(howMany), orders);
if (shown !== 2 * orders) throw new Error(`${shown} of ${2 * orders} elements show their order`);
await new Promise((resolve) => setTimeout(resolve, 1000));
await site.close();

const repeated = asked.length - new Set(asked).size;
printTable(
  `Requests of a page with ${count(orders)} orders, ${count(2 * orders)} elements`,
  ['what', 'counted', 'target'],
  [
    ['requests for orders', String(requests), verdict(requests, { atMost: 5 })],
    ['orders asked for twice', String(repeated), verdict(repeated, { atMost: 0 })],
    ['requests for their policy', String(policies.length), verdict(policies.length, { atMost: 1 })],
  ],
);
