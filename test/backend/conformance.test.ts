import assert from 'node:assert/strict';
import { after, describe, it } from 'node:test';
import type { CancellationBackend, Intent, SendResult } from '../../src/backend/backend.ts';
import { backendConformance, type ConformanceWorld } from '../../src/backend/conformance.ts';
import { restBackend } from '../../src/backend/rest-backend.ts';
import { ownOrdersBy, withdrawBy } from '../../src/backend/rest-withdraw.ts';
import type { CancelPolicy } from '../../src/domain/policy.ts';
import { newSigningKey } from '../../src/evidence/index.ts';
import bricklink from '../../src/policy/presets/bricklink.ts';
import poshmark from '../../src/policy/presets/poshmark.ts';
import { createCancellationServer, memoryShop, memoryStore } from '../../src/server/index.ts';
import { ago, anOrder, days, people, start } from '../server/setup.ts';

const signingKey = await newSigningKey();

/** The package's own backend, as a buyer uses it, over the package's own server. */
function aWorld(policy: CancelPolicy = poshmark): ConformanceWorld {
  const status = policy === bricklink ? 'PENDING' : 'PLACED';
  const orders = ['o1', 'o2', 'o3', 'theirs'].map((id) => {
    const name = { id: id === 'theirs' ? 'buyer-2' : 'buyer-1', name: 'Ada', status: 'active' } as const;
    return anOrder({ id, number: id, status, placedAt: ago(days(1)), buyer: name });
  });
  const shop = memoryShop(orders);
  const server = createCancellationServer({
    policies: [policy],
    store: memoryStore(),
    shop,
    now: () => start,
    evidence: { signingKey },
    authenticate: async (request) => people[request.headers.get('X-Person') ?? 'buyer'] ?? null,
  });
  const fetch = async (input: unknown, init?: RequestInit) => {
    init?.signal?.throwIfAborted();
    return server.fetch(new Request(String(input), init));
  };
  const backendOver = (given: typeof fetch, headers = {}) =>
    restBackend({ base: 'https://shop.example', fetch: given as typeof globalThis.fetch, headers: () => headers });
  return {
    backend: backendOver(fetch),
    losing: backendOver(async (...asked) => {
      await fetch(...asked);
      throw new TypeError('cut off');
    }),
    staff: backendOver(fetch, { 'X-Person': 'support' }),
    orderIds: ['o1', 'o2', 'o3'],
    lists: true,
    foreignId: 'theirs',
    async change(orderId) {
      shop.change(orderId, { facts: { seen: true } });
      await server.orderChanged(orderId);
    },
    ...(policy === bricklink && {
      bodyFor: ({ policy: { hash } }) => ({
        action: 'request',
        reason: 'listing-error',
        comment: 'Another colour.',
        policyHash: hash,
      }),
    }),
  };
}

describe('the backend over HTTP, where there is no page', () => {
  it('runs in plain Node', () => assert.equal('document' in globalThis, false));

  for (const policy of [poshmark, bricklink]) {
    for (const { name, run } of backendConformance(() => aWorld(policy))) it(`${policy.id}: ${name}`, run);
  }
});

const pdf = '%PDF-1.7 of nothing %%EOF';

/** A backend that does something else than it should. */
type Lie = (honest: CancellationBackend) => Partial<CancellationBackend>;

describe('a backend that lies', () => {
  /** What such a backend leaves running. */
  const left: (() => void)[] = [];
  after(() => {
    for (const leave of left) leave();
  });

  let count = 0;
  const lies: [what: string, caughtBy: string, lie: Lie][] = [
    [
      'leaves out what is missing',
      'in one of the two lists',
      ({ loadOrders }) => ({
        loadOrders: async (...asked) => ({ ...(await loadOrders(...asked)), missing: [] }),
      }),
    ],
    [
      'takes fifty at most',
      'batch of a hundred',
      ({ loadOrders }) => ({
        loadOrders: (ids, options) => loadOrders(ids.slice(0, 50), options),
      }),
    ],
    [
      'knows other people’s orders',
      'somebody else’s order is missing',
      ({ loadOrders }) => ({
        async loadOrders(ids, options) {
          const { views, missing } = await loadOrders(ids, options);
          return { views, missing: missing.filter((id) => id !== 'theirs') };
        },
      }),
    ],
    [
      'gives another policy',
      'its hash is right',
      ({ loadPolicy }) => ({
        loadPolicy: async (...asked) => ({ ...(await loadPolicy(...asked)), version: 'mine' }),
      }),
    ],
    ['gives some policy for any hash', 'a hash that no policy has', () => ({ loadPolicy: async () => poshmark })],
    [
      'claims success',
      'what was done is in the answer',
      ({ loadOrders }) => ({
        send: async ({ orderId }) => ({ ok: true, view: (await loadOrders([orderId], {})).views[0]! }),
      }),
    ],
    [
      'sends each time under another key',
      'is done once',
      ({ send }) => ({
        send: (intent, options) => send({ ...intent, key: `${intent.key}-${++count}` }, options),
      }),
    ],
    [
      'answers by the key alone',
      'another intent under the same key',
      ({ send }) => {
        const kept = new Map<string, SendResult>();
        return {
          async send(intent, options) {
            const result = kept.get(intent.key) ?? (await send(intent, options));
            if (result.ok) kept.set(intent.key, result);
            return result;
          },
        };
      },
    ],
    [
      'reads the order again before it sends',
      'changed since is refused',
      ({ loadOrders, send }) => ({
        async send(intent: Intent, options) {
          const revision = (await loadOrders([intent.orderId], {})).views[0]?.order.revision ?? intent.revision;
          return send({ ...intent, revision }, options);
        },
      }),
    ],
    [
      'drops the view of a refusal',
      'changed since is refused',
      ({ send }) => ({
        async send(...asked) {
          const result = await send(...asked);
          return result.ok ? result : { ok: false, problem: { code: result.problem.code } };
        },
      }),
    ],
    [
      'names its own policy',
      'under another policy',
      ({ loadOrders, send }) => ({
        async send(intent: Intent, options) {
          const hash = (await loadOrders([intent.orderId], {})).views[0]?.policy.hash ?? '';
          const { body } = intent;
          return send(
            { ...intent, body: 'policyHash' in body ? { ...body, policyHash: hash } : body } as Intent,
            options,
          );
        },
      }),
    ],
    [
      'keeps refusals under their key',
      'put right',
      ({ send }) => {
        const kept = new Map<string, SendResult>();
        return {
          async send(intent, options) {
            const result = kept.get(intent.key) ?? (await send(intent, options));
            kept.set(intent.key, result);
            return result;
          },
        };
      },
    ],
    [
      'tells other people’s orders from none',
      'as one that does not exist',
      ({ send }) => ({
        send: async (intent, options) =>
          intent.orderId === 'theirs' ? { ok: false, problem: { code: 'forbidden' } } : send(intent, options),
      }),
    ],
    [
      'sends messages twice',
      'a message is sent once',
      ({ send }) => ({
        send: (intent, options) =>
          send(intent.type === 'message' ? { ...intent, key: `${intent.key}-${++count}` } : intent, options),
      }),
    ],
    [
      'takes an unknown outcome for a refusal',
      'outcome is unknown',
      ({ send }) => ({
        send: (...asked) => send(...asked).catch((): SendResult => ({ ok: false, problem: { code: 'unavailable' } })),
      }),
    ],
    [
      'cancels to preview',
      'changes nothing',
      ({ loadOrders, send }) => ({
        async preview(orderId, body) {
          const revision = (await loadOrders([orderId], {})).views[0]?.order.revision ?? '';
          return send({ type: 'cancellation', key: `p-${++count}`, orderId, revision, body }, {});
        },
      }),
    ],
    [
      'forgets the cursor',
      'on one page',
      ({ list }) => ({
        list: ({ cursor, ...query }, options) => list!(query, options),
      }),
    ],
    [
      'lists one page',
      'on one page',
      ({ list }) => ({
        list: async (...asked) => ({ ...(await list!(...asked)), nextCursor: null }),
      }),
    ],
    [
      'lists every state',
      'by state',
      ({ list }) => ({ list: ({ state, ...query }, options) => list!(query, options) }),
    ],
    ['has an empty log', 'one entry a transition', () => ({ events: async () => ({ events: [], nextCursor: null }) })],
    [
      'leaves out an entry of the chain',
      'every entry follows',
      ({ events }) => ({
        async events(...asked) {
          const page = await events!(...asked);
          return { ...page, events: page.events.filter((_, at) => at !== 1) };
        },
      }),
    ],
    [
      'words an entry anew',
      'every entry follows',
      ({ events }) => ({
        async events(...asked) {
          const page = await events!(...asked);
          return { ...page, events: page.events.map((entry) => ({ ...entry, at: '2020-01-01T00:00:00Z' }) as never) };
        },
      }),
    ],
    ['has no keys', 'sign checkpoints', () => ({ keys: async () => [] })],
    [
      'hashes something else',
      'under its hash',
      ({ attach }) => ({ attach: async (...asked) => ({ ...(await attach!(...asked)), sha256: '0'.repeat(64) }) }),
    ],
    ['gives other bytes', 'under its hash', () => ({ loadAttachment: async () => new Blob(['other']) })],
    [
      'takes whatever it is given',
      'no picture and no document',
      ({ attach }) => ({ attach: (_, options) => attach!(new Blob([pdf], { type: 'application/pdf' }), options) }),
    ],
    ['gives something for any hash', 'nobody put', () => ({ loadAttachment: async () => new Blob([]) })],
    [
      'drops files',
      'refer to files',
      ({ send }) => ({
        send: ({ ...intent }, options) => {
          const { attachments: _, ...body } = intent.body as { attachments?: unknown };
          return send({ ...intent, body } as Intent, options);
        },
      }),
    ],
    [
      'sends evidence twice',
      'refer to files',
      ({ send }) => ({
        send: (intent, options) =>
          send(intent.type === 'evidence' ? { ...intent, key: `${intent.key}-${++count}` } : intent, options),
      }),
    ],
    [
      'takes a file that is not there',
      'a file that nobody put is refused',
      ({ send }) => ({
        send: (intent, options) =>
          send(intent.type === 'message' ? { ...intent, body: { to: 'seller', text: 'Hello.' } } : intent, options),
      }),
    ],
    [
      'sends statements each time under another key, with another word',
      'once under its key',
      (honest) => ({
        withdraw: (statement, key, options) =>
          withdrawBy(honest)!({ ...statement, text: `${statement.text} ${++count}` }, `${key}-${count}`, options),
      }),
    ],
    [
      'answers statements by the key alone',
      'once under its key',
      (honest) => {
        const kept = new Map<string, ReturnType<NonNullable<CancellationBackend['withdraw']>>>();
        return {
          withdraw(statement, key, options) {
            const result = kept.get(key) ?? withdrawBy(honest)!(statement, key, options);
            kept.set(key, result);
            return result;
          },
        };
      },
    ],
    [
      'drops when a statement was sent',
      'from when it was sent',
      (honest) => ({
        withdraw: ({ sentAt: _, ...statement }, ...more) => withdrawBy(honest)!(statement, ...more),
      }),
    ],
    [
      'demands a name of a statement',
      'nothing of a statement is demanded',
      (honest) => ({
        withdraw: async (statement, ...more) =>
          statement.name
            ? withdrawBy(honest)!(statement, ...more)
            : { ok: false, problem: { code: 'invalid-request' } },
      }),
    ],
    [
      'looks for the order of a statement',
      'which orders there are',
      (honest) => ({
        async withdraw(statement, ...more) {
          const result = await withdrawBy(honest)!(statement, ...more);
          if (!result.ok || statement.orderNumber !== 'no-such-order') return result;
          const { receipt: _, ...received } = result.received;
          return { ...result, received };
        },
      }),
    ],
    [
      'leaves out the view of an order that was withdrawn from',
      'about an order of one’s own',
      (honest) => ({
        async withdraw(...asked) {
          const result = await withdrawBy(honest)!(...asked);
          return result.ok ? { ok: true, received: result.received } : result;
        },
      }),
    ],
    [
      'tells a statement about other people’s orders from one about none',
      'refused as about none',
      (honest) => ({
        withdraw: async (statement, ...more) =>
          statement.orderId === 'theirs'
            ? { ok: false, problem: { code: 'forbidden' } }
            : withdrawBy(honest)!(statement, ...more),
      }),
    ],
    [
      'takes a lost statement for a refused one',
      'withdraw: rejects where the outcome',
      (honest) => ({
        withdraw: (...asked) =>
          withdrawBy(honest)!(...asked).catch(() => ({ ok: false, problem: { code: 'unavailable' } })),
      }),
    ],
    [
      'lists other people’s orders among one’s own',
      'those of the person',
      (honest) => ({
        async ownOrders(options) {
          const { views } = await ownOrdersBy(honest)!(options);
          return { views: views.map((view) => ({ ...view, order: { ...view.order, id: 'theirs' } })) };
        },
      }),
    ],
    ['lists nothing of theirs', 'those of the person', () => ({ ownOrders: async () => ({ views: [] }) })],
    [
      'keeps no statement',
      'staff finds each statement',
      () => ({
        withdraw: async (_, key) => ({
          ok: true,
          received: { reference: key, sentAt: '2026-03-10T09:00:00Z', receivedAt: '2026-03-10T09:00:00Z' },
        }),
      }),
    ],
    [
      'goes on telling',
      'until one leaves',
      ({ subscribe }) => ({
        subscribe(listener) {
          left.push(subscribe!(listener));
          return () => {};
        },
      }),
    ],
  ];

  for (const [what, caughtBy, lie] of lies) {
    it(`is found out: it ${what}`, async () => {
      const world = (): ConformanceWorld => {
        const honest = aWorld();
        return { ...honest, backend: { ...honest.backend, ...lie(honest.backend) } };
      };
      const found = backendConformance(world).filter(({ name }) => name.includes(caughtBy));
      assert.ok(found.length > 0, caughtBy);
      const outcomes = await Promise.allSettled(found.map(({ run }) => run()));
      assert.ok(
        outcomes.some(({ status }) => status === 'rejected'),
        'no case failed',
      );
    });
  }
});
