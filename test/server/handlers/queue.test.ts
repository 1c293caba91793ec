import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { manyOrders } from '../../../mocks/index.ts';
import type { QueuePage } from '../../../src/backend/backend.ts';
import type { CancelPolicy } from '../../../src/domain/policy.ts';
import type { Cancellation, Order } from '../../../src/domain/records.ts';
import { policyHash } from '../../../src/domain/values/policy-hash.ts';
import poshmark from '../../../src/policy/presets/poshmark.ts';
import shopBuilder from '../../../src/policy/presets/shop-builder.ts';
import { listingOf, memoryStore } from '../../../src/server/index.ts';
import { ago, anOrder, aServer, hours, type Server, start, usd } from '../setup.ts';

const accepting: CancelPolicy = {
  ...poshmark,
  id: 'accepting',
  lifecycle: { ...poshmark.lifecycle!, onSilence: 'accept' },
};
const declining: CancelPolicy = {
  ...poshmark,
  id: 'declining',
  lifecycle: { ...poshmark.lifecycle!, onSilence: 'decline' },
};
const policies = { escalates: poshmark, accepts: accepting, declines: declining, nothing: shopBuilder };

/** A request of an order, by default of 45.00 USD and with 24 hours left. */
function row(
  id: string,
  silence: keyof typeof policies,
  {
    left = hours(24),
    total = 4500,
    order = {},
    ...changes
  }: { left?: number; total?: number; order?: Partial<Order> } & Partial<Cancellation> = {},
): { order: Order; cancellation: Cancellation } {
  const { id: policyId, version } = policies[silence];
  const status = silence === 'nothing' ? 'CANCELLATION_REQUESTED' : 'PLACED';
  return {
    order: anOrder({
      ...{ id, number: `N-${id}`, status, total: usd(total), facts: { policy: policyId } },
      payment: { method: 'card', paid: usd(total), refunded: usd(0) },
      ...order,
    }),
    cancellation: {
      id: `c-${id}`,
      orderId: id,
      kind: 'cancellation',
      state: 'requested',
      requestedBy: 'buyer',
      requestedAt: ago(hours(48) - left),
      reason: 'changed-mind',
      comment: null,
      lines: null,
      previousStatus: 'PLACED',
      respondBy: silence === 'nothing' ? null : ago(-left),
      policy: { id: policyId, version, hash: policyHash(policies[silence]) },
      refund: null,
      decision: null,
      revision: 'r1',
      ...changes,
    },
  };
}

function serverWith(rows: ReturnType<typeof row>[], listed = false): Server {
  const cancellations = rows.map(({ cancellation }) => cancellation);
  const hashes = new Map(Object.values(policies).map((policy) => [policyHash(policy), policy]));
  const listings = rows.map(({ order, cancellation }) =>
    listingOf(hashes.get(cancellation.policy.hash)!, order, cancellation),
  );
  return aServer({
    policies: Object.values(policies),
    policyFor: ({ facts }) => String(facts?.policy ?? 'poshmark'),
    orders: rows.map(({ order }) => order),
    store: memoryStore({ cancellations, ...(listed && { listings }) }),
  });
}

async function queue(server: Server, query = '', as = 'seller'): Promise<QueuePage> {
  const { status, json } = await server.fetch(`/cancellations${query}`, { as });
  assert.equal(status, 200, JSON.stringify(json));
  return json;
}
const idsOf = ({ items }: QueuePage) => items.map(({ order }) => order.id);

const rows = [
  row('done', 'accepts', { state: 'cancelled', total: 99_000 }),
  row('done-later', 'accepts', { state: 'declined', requestedAt: ago(hours(1)) }),
  row('waits', 'nothing'),
  row('declines', 'declines', { left: hours(1) }),
  row('escalates-late', 'escalates', { left: hours(30) }),
  row('escalates-big', 'escalates', { left: hours(2), total: 9000 }),
  row('escalates', 'escalates', { left: hours(2) }),
  row('overdue', 'accepts', { left: -hours(1) }),
  row('accepts', 'accepts', { left: hours(40) }),
  row('support', 'escalates', { state: 'escalated' }),
  row('own', 'accepts', { requestedBy: 'seller', left: hours(1) }),
];
const order = [
  'overdue',
  'accepts',
  'escalates-big',
  'escalates',
  'escalates-late',
  'declines',
  'waits',
  'own',
  'support',
  'done-later',
  'done',
];

describe('the queue', () => {
  for (const listed of [true, false]) {
    it(`puts first what delay costs most, then what time is short for (${listed ? 'listed' : 'read from the shop'})`, async () => {
      const page = await queue(serverWith(rows, listed));
      assert.deepEqual(idsOf(page), order);
      assert.equal(page.nextCursor, null);
      assert.deepEqual(page.counts, { requested: 8, cancelled: 1, declined: 1, escalated: 1 });
      assert.equal(page.now, new Date(start).toISOString());
      assert.ok(page.items[1]?.actions?.includes('accept'), String(page.items[1]?.actions));
    });
  }

  it('puts what awaits support first for support', async () => {
    assert.equal(idsOf(await queue(serverWith(rows), '', 'support'))[0], 'support');
  });

  it('shows sellers their orders, buyers their own, support all, and strangers nothing', async () => {
    const other = { id: 'seller-2', name: 'Elsewhere', status: 'active' } as const;
    const server = serverWith([
      row('mine', 'accepts'),
      row('theirs', 'accepts', { order: { seller: other, buyer: { ...other, id: 'buyer-2' } } }),
    ]);
    assert.deepEqual(idsOf(await queue(server)), ['mine']);
    assert.deepEqual(idsOf(await queue(server, '', 'buyer')), ['mine']);
    assert.deepEqual(idsOf(await queue(server, '', 'support')).sort(), ['mine', 'theirs']);
    assert.deepEqual((await queue(server, '', 'stranger')).items[0]?.order.id, 'theirs', 'as its buyer');
    const none = await queue(serverWith([row('mine', 'accepts')]), '', 'stranger');
    assert.deepEqual([none.items, none.counts], [[], {}]);
    assert.equal((await server.fetch('/cancellations', { as: null })).status, 401);
  });

  it('counts every state that the search finds, whichever were asked for', async () => {
    const server = serverWith(rows);
    const page = await queue(server, '?state=cancelled,escalated');
    assert.deepEqual(idsOf(page), ['support', 'done']);
    assert.equal(page.counts.requested, 8);
    assert.equal((await queue(server, '?state=open')).items.length, 9);
  });

  it('finds by number, name, reason and comment, all words and in any case', async () => {
    const server = serverWith([
      row('one', 'accepts', {
        order: { number: 'A-17', buyer: { id: 'buyer-1', name: 'Zoë Ünal', status: 'active' } },
      }),
      row('two', 'accepts', { comment: 'Wrong SIZE, sorry', reason: 'wrong-item-or-size' }),
    ]);
    for (const [q, found] of [
      ['a-17', ['one']],
      ['ünal zoë', ['one']],
      ['WRONG size', ['two']],
      ['size ünal', []],
      ['  ', ['one', 'two']],
    ] as const) {
      const page = await queue(server, `?q=${encodeURIComponent(q)}`);
      assert.deepEqual(idsOf(page).sort(), found, q);
      assert.deepEqual(page.counts, found.length > 0 ? { requested: found.length } : {}, q);
    }
  });

  const by = {
    requestedAt: ({ cancellation }) => Date.parse(cancellation.requestedAt),
    '-requestedAt': ({ cancellation }) => -Date.parse(cancellation.requestedAt),
    respondBy: ({ cancellation }) => Date.parse(cancellation.respondBy ?? '9999-01-01T00:00:00Z'),
    amount: ({ order: { total } }) => total.amount,
    '-amount': ({ order: { total } }) => -total.amount,
  } satisfies Record<string, (item: QueuePage['items'][number]) => number>;
  for (const [sort, value] of Object.entries(by)) {
    it(`is sorted by ${sort}`, async () => {
      const values = (await queue(serverWith(rows), `?sort=${sort}`)).items.map(value);
      assert.equal(values.length, rows.length);
      assert.deepEqual(
        values,
        [...values].sort((one, other) => one - other),
      );
    });
  }

  for (const query of [
    'state=gone',
    'sort=price',
    'limit=0',
    'limit=501',
    'limit=1.5',
    'cursor=%20',
    'cursor=bnVsbA',
    `cursor=${btoa('["requestedAt",1,"c"]')}`,
    `cursor=${btoa('["cost-of-delay",1,"x",2,"c"]')}`,
    `q=${'x'.repeat(401)}`,
  ]) {
    it(`refuses ${query.slice(0, 40)}`, async () => {
      const { status, problem } = await serverWith([]).fetch(`/cancellations?${query}`, { as: 'seller' });
      assert.deepEqual(
        [status, problem.code, problem.issues?.[0]?.path],
        [400, 'invalid-request', [query.split('=')[0]]],
      );
    });
  }

  it('pages without leaving out or repeating, though rows come in between', async () => {
    const server = serverWith(rows);
    const seen: string[] = [];
    let cursor: string | null = '';
    for (let pages = 0; cursor !== null; pages++) {
      const page: QueuePage = await queue(server, `?limit=3${cursor && `&cursor=${cursor}`}`);
      seen.push(...idsOf(page));
      cursor = page.nextCursor;
      // Somebody asks, and stands before everybody else.
      const id = `new-${pages}`;
      const made = row(id, 'accepts', { left: -hours(5) });
      const store = server.store as ReturnType<typeof memoryStore>;
      const snapshot = store.snapshot();
      server.shop.restore({ ...server.shop.snapshot(), orders: [...server.shop.orders(), made.order] });
      store.restore({ ...snapshot, cancellations: [...snapshot.cancellations, made.cancellation] });
    }
    assert.deepEqual(seen, order);
  });

  it('follows every transition', async () => {
    const server = serverWith([row('o1', 'escalates', { order: { facts: { policy: 'poshmark', fromOffer: true } } })]);
    await queue(server);
    const { order: before } = await server.view();
    await server.post('/cancellations/c-o1/decline', {}, { as: 'seller', match: `"${before.revision}"` });
    const page = await queue(server);
    assert.deepEqual([page.counts, page.items[0]?.cancellation.state], [{ declined: 1 }, 'declined']);
    await server.cancel({ action: 'request' });
    const after = await queue(server);
    assert.deepEqual(after.counts, { declined: 1, requested: 1 });
    assert.deepEqual(
      after.items.map(({ cancellation, actions }) => [cancellation.state, (actions ?? []).length > 0]),
      [
        ['requested', true],
        ['declined', false],
      ],
    );
  });

  it('finds the same as reading every row, whatever is asked', async () => {
    const many = manyOrders(300, 7, { now: start });
    const cancellations = many.map(({ cancellation }) => cancellation as Cancellation);
    const server = aServer({ policies: [poshmark], orders: many.map(({ order: one }) => one), cancellations });
    const texts = new Map(
      many.map(({ order: one, cancellation }) => [one.id, listingOf(poshmark, one, cancellation as Cancellation).text]),
    );
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom('', 'ta', 'size', 'a e', 'sorry wrong', '700', 'zzz'),
        fc.constantFrom('', 'open', 'requested', 'cancelled,declined'),
        fc.constantFrom('cost-of-delay', '-amount', 'requestedAt'),
        fc.integer({ min: 1, max: 90 }),
        async (q, state, sort, limit) => {
          const states = state === 'open' ? ['requested', 'refunding', 'escalated', 'disputed'] : state.split(',');
          const found = many.filter(({ order: one }) =>
            q.split(' ').every((word) => texts.get(one.id)?.includes(word)),
          );
          const wanted = found.filter(({ cancellation }) => !state || states.includes(cancellation!.state));
          const seen: string[] = [];
          let cursor: string | null = '';
          let counts: QueuePage['counts'] = {};
          while (cursor !== null) {
            const query = new URLSearchParams({ q, state, sort, limit: String(limit), ...(cursor && { cursor }) });
            const page: QueuePage = await queue(server, `?${query}`);
            seen.push(...idsOf(page));
            ({ nextCursor: cursor, counts } = page);
          }
          assert.equal(new Set(seen).size, seen.length, 'none twice');
          assert.deepEqual([...seen].sort(), wanted.map(({ order: one }) => one.id).sort());
          assert.equal(
            Object.values(counts).reduce((sum, count) => sum + count, 0),
            found.length,
          );
        },
      ),
      { numRuns: 40 },
    );
  });
});

describe('counts by reason', () => {
  const at = (id: string, when: string, reason: string | null, changes: Partial<Order> = {}) =>
    row(id, 'escalates', { requestedAt: when, reason, state: 'declined', order: changes });
  const elsewhere = { seller: { id: 'seller-2', name: 'Elsewhere', status: 'active' } } as const;
  const known = () =>
    serverWith([
      at('a', '2026-01-31T23:59:59Z', 'too-slow'),
      at('b', '2026-02-01T00:00:00Z', 'too-slow'),
      at('c', '2026-02-14T08:00:00Z', null),
      at('d', '2026-02-20T08:00:00Z', 'other', elsewhere),
      at('e', '2026-03-01T00:00:00Z', 'constructor'),
    ]);
  const range = '?from=2026-01-15T00:00:00Z&to=2026-03-01T00:00:00Z';
  const report = async (query: string, as = 'support') =>
    (await known().fetch(`/reports/reasons${query}`, { as })).json;

  it('PM-18 over time, every month of the range, half-open', async () => {
    assert.deepEqual(await report(range), {
      buckets: [
        { from: '2026-01-15T00:00:00.000Z', to: '2026-02-01T00:00:00.000Z', counts: { 'too-slow': 1 } },
        {
          from: '2026-02-01T00:00:00.000Z',
          to: '2026-03-01T00:00:00.000Z',
          counts: { 'too-slow': 1, '': 1, other: 1 },
        },
      ],
      totals: { 'too-slow': 2, '': 1, other: 1 },
    });
  });

  it('PM-18 by seller: of their own orders, or, for the platform, of the one it names', async () => {
    assert.deepEqual((await report(range, 'seller')).totals, { 'too-slow': 2, '': 1 });
    assert.deepEqual((await report(`${range}&seller=seller-2`)).totals, { other: 1 });
    assert.deepEqual((await report(`${range}&seller=seller-2`, 'seller')).totals, {});
  });

  it('PM-18 of their own record for a buyer', async () => {
    assert.deepEqual((await report(range, 'buyer')).totals, { 'too-slow': 2, '': 1, other: 1 });
    assert.deepEqual((await report(range, 'stranger')).totals, {});
  });

  it('by week from Monday and by day; without dates, the last twelve months', async () => {
    const weeks = (await report('?from=2026-02-10T00:00:00Z&to=2026-02-24T12:00:00Z&bucket=week')).buckets;
    assert.deepEqual(
      weeks.map(({ from }: { from: string }) => from.slice(0, 10)),
      ['2026-02-10', '2026-02-16', '2026-02-23'],
    );
    assert.equal((await report('?from=2026-02-10T06:00:00Z&to=2026-02-12T06:00:00Z&bucket=day')).buckets.length, 3);
    const year = await report('');
    assert.deepEqual([year.buckets.length, year.totals.constructor], [12, 1]);
  });

  for (const query of [
    'from=yesterday',
    'to=2026-02-30T00:00:00Z',
    'bucket=year',
    'from=2026-03-01T00:00:00Z&to=2026-03-01T00:00:00Z',
    'from=1990-01-01T00:00:00Z&bucket=day',
  ]) {
    it(`refuses ${query}`, async () => {
      assert.equal((await known().fetch(`/reports/reasons?${query}`, { as: 'support' })).status, 400);
    });
  }
});
