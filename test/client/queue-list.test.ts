import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { CancellationBackend, QueueItem, QueueQuery } from '../../src/backend/backend.ts';
import { OrderStore } from '../../src/client/order-store.ts';
import { QueueList } from '../../src/client/queue-list.ts';
import type { CancellationState } from '../../src/domain/records.ts';
import { aCancellation } from '../policy/fixtures.ts';
import { aView, keepWarnings, until } from './page.ts';

keepWarnings();

const requestedAt = new Date(Date.now() - 3_600_000).toISOString();
const item = (id: string, state: CancellationState = 'requested', revision = 'r1', at = requestedAt): QueueItem => ({
  order: { ...aView(`o-${id}`, revision).order },
  cancellation: aCancellation({ id, orderId: `o-${id}`, state, requestedAt: at, revision }),
  actions: ['accept'],
});
const ids = (list: QueueList): string[] => list.items.map(({ cancellation }) => cancellation.id);
const question = { state: 'open', q: '', sort: 'cost-of-delay' as const, limit: 2 };

function aList(pages: QueueItem[][], fresh: () => QueueItem[] = () => []) {
  const asked: QueueQuery[] = [];
  let tell: (change: { orderIds: string[] }) => void = () => {};
  const backend: CancellationBackend = {
    loadOrders: async (orderIds) => ({
      views: fresh()
        .filter(({ order }) => orderIds.includes(order.id))
        .map((one) => ({ ...one, policy: one.cancellation.policy, now: new Date().toISOString() })),
      missing: [],
    }),
    loadPolicy: () => Promise.reject(new Error('none')),
    send: () => Promise.reject(new Error('none')),
    list: async (query) => {
      asked.push(query);
      const at = Number(query.cursor ?? 0);
      const nextCursor = at + 1 < pages.length ? String(at + 1) : null;
      return {
        items: pages[at] ?? [],
        nextCursor,
        counts: { requested: 3, declined: 1 },
        now: new Date().toISOString(),
      };
    },
    subscribe: (listener) => {
      tell = listener;
      return () => {};
    },
  };
  const list = new QueueList(
    new OrderStore(backend),
    () => {},
    () => ids(list).map((id) => `o-${id}`),
  );
  return { list, asked, tell: (...orderIds: string[]) => tell({ orderIds }) };
}

describe('QueueList', () => {
  it('reads page after page, and keeps a row that a later page repeats where it is', async () => {
    const { list, asked } = aList([
      [item('a'), item('b')],
      [item('b'), item('c')],
    ]);
    await list.ask(question);
    assert.deepEqual([ids(list), list.complete, list.total], [['a', 'b'], false, 3]);
    await Promise.all([list.next(), list.next()]);
    assert.deepEqual([ids(list), list.complete, asked.length], [['a', 'b', 'c'], true, 2]);
    assert.deepEqual([list.indexOf('c'), list.indexOf('b'), list.indexOf('x'), list.indexOf(null)], [2, 1, -1, -1]);
  });

  it('lets only the latest question be answered', async () => {
    const { list } = aList([[item('a')]]);
    await Promise.all([list.ask(question), list.ask({ ...question, q: 'x' })]);
    assert.deepEqual([ids(list), list.phase], [['a'], 'ready']);
  });

  it('takes an answer into its row and its counts, and leaves rows that are none alone', async () => {
    const { list } = aList([[item('a'), item('b')]]);
    await list.ask(question);
    const declined = item('a', 'declined', 'r2');
    list.accept({ ...declined, policy: declined.cancellation.policy, now: new Date().toISOString() });
    assert.equal(list.get('a')?.cancellation.state, 'declined');
    assert.deepEqual(list.counts, { requested: 2, declined: 2 });
    const other = item('z');
    assert.equal(list.take({ ...other, policy: other.cancellation.policy, now: '' }), false);
  });

  it('reads what changed elsewhere once, and tells new requests from rows of pages that were not read', async () => {
    const later = new Date(Date.now() + 1000).toISOString();
    const fresh = [item('a', 'cancelled', 'r2'), item('new', 'requested', 'r1', later), item('old', 'requested', 'r2')];
    const { list, tell } = aList([[item('a'), item('b')]], () => fresh);
    await list.ask(question);
    list.start();
    await until(() => {
      tell('o-a', 'o-new', 'o-old', 'o-a');
      return list.news.size > 0;
    });
    list.stop();
    assert.deepEqual([...list.news], ['new']);
    assert.deepEqual([...list.touched], ['a']);
    assert.deepEqual(ids(list), ['a', 'b']);
    assert.equal(list.get('a')?.cancellation.state, 'cancelled');
  });
});
