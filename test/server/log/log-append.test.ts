import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { LogEntry } from '../../../src/domain/log-entry.ts';
import type { CancelPolicy } from '../../../src/domain/policy.ts';
import type { Order } from '../../../src/domain/records.ts';
import { policyHash } from '../../../src/domain/values/policy-hash.ts';
import { fitOf, newSigningKey, publicKeyOf, verifySignature } from '../../../src/evidence/index.ts';
import poshmark from '../../../src/policy/presets/poshmark.ts';
import {
  createCancellationServer,
  type MemoryStore,
  memoryShop,
  type Plan,
  type ShopConnector,
} from '../../../src/server/index.ts';
import { newsOf } from '../../../src/server/log/observe.ts';
import { ago, anOrder, aServer, days, hours, minutes, people, start, usd } from '../setup.ts';

const offer = (changes: Partial<Order> = {}) => anOrder({ facts: { fromOffer: true }, ...changes });
const atPoshmark = (order = offer()) => aServer({ policies: [poshmark], orders: [order] });
const iso = (at: number): string => new Date(at).toISOString();
const typesOf = (log: LogEntry[]): string[] => log.map(({ type }) => type);
const signingKey = await newSigningKey();

type Server = ReturnType<typeof aServer>;

async function act(server: Server, action: string, body: object = {}, as = 'buyer') {
  const { order, cancellation } = await server.view('support');
  const sent = { as, match: `"${order.revision}"` };
  const answer = await server.post(`/cancellations/${cancellation?.id}/${action}`, body, sent);
  assert.equal(answer.status, 200, answer.text);
  return answer.view;
}

describe('the log of an order begins', () => {
  it('with the first write, by how the order is and by which policy it goes (DP-8, DP-12)', async () => {
    const server = atPoshmark();
    await server.view();
    await server.server.orderChanged('o1');
    assert.deepEqual(await server.log(), [], 'reading and a change of an order that nobody cancels begin none');
    await server.cancel({ action: 'request', reason: 'too-slow' });
    const [order, policy, request, ...rest] = await server.log();
    const { id, version } = poshmark;
    const reference = { id, version, hash: policyHash(poshmark) };
    assert.deepEqual(
      [order?.id, order?.type, order?.by, order?.at, order?.order],
      [
        'o1:order',
        'order',
        'platform',
        iso(start),
        {
          number: '1001',
          status: 'PLACED',
          placedAt: ago(hours(1)),
          total: usd(4500),
          payment: { method: 'card', paid: usd(4500), refunded: usd(0) },
          lines: [
            { id: 'l1', quantity: 1, unitPrice: usd(3000) },
            { id: 'l2', quantity: 3, unitPrice: usd(500) },
          ],
        },
      ],
    );
    assert.deepEqual(
      [order?.buyer, order?.seller],
      [
        { id: 'buyer-1', name: 'Ada' },
        { id: 'seller-1', name: 'Grace' },
      ],
    );
    assert.deepEqual(
      order?.items?.map(({ id, title }) => [id, title]),
      [
        ['l1', 'Jacket'],
        ['l2', 'Scarf'],
      ],
    );
    assert.deepEqual(Object.keys(order?.commitments ?? {}).sort(), ['buyer', 'items', 'seller']);
    assert.deepEqual([policy?.id, policy?.policy], [`o1:policy:${reference.hash}`, reference]);
    assert.deepEqual(
      [request?.type, request?.action, request?.state, request?.by, request?.reason, request?.orderStatus],
      ['cancellation', 'request', 'requested', 'buyer', 'too-slow', 'PLACED'],
    );
    assert.deepEqual([request?.policy, request?.shown], [reference, reference.hash]);
    assert.equal(request?.ruleId, (await server.view()).cancellation?.ruleId);
    assert.deepEqual(rest, []);
  });

  it('not with what was refused', async () => {
    const server = atPoshmark();
    assert.equal((await server.cancel({ action: 'request', reason: 'whim' })).status, 422);
    assert.equal((await server.post('/orders/o1/messages', { to: 'buyer', text: 'me' })).status, 400);
    assert.deepEqual(await server.log(), []);
  });

  it('with the shop’s first word about an order that has a cancellation already', async () => {
    const before = atPoshmark();
    await before.cancel({ action: 'request' });
    const { cancellations } = await before.store.records('o1');
    const server = aServer({ policies: [poshmark], orders: before.shop.orders(), cancellations });
    await server.view();
    assert.deepEqual(await server.log(), []);
    await server.server.orderChanged('o1');
    assert.deepEqual(typesOf(await server.log()), ['order', 'policy']);
  });

  it('though the order holds what has no canonical form', async () => {
    const strange = { ...offer(), lines: null, scans: [null, 7], total: Number.NaN } as unknown as Order;
    const server = atPoshmark({ ...strange, number: 'half \ud83d' });
    const { status } = await server.post('/orders/o1/messages', { to: 'seller', text: 'a whole one' });
    assert.equal(status, 201);
    const log = await server.log();
    assert.deepEqual([log[0]?.order?.number, log[2]?.text], ['half \ufffd', 'a whole one']);
  });
});

describe('a policy that changes', () => {
  it('DP-12 is noted when it comes to apply, and again when the former one does', async () => {
    const first = atPoshmark();
    const other: CancelPolicy = { ...poshmark, version: '2' };
    const next = aServer({ policies: [other], store: first.store, shop: first.shop });
    const hashes = async () => (await next.log('buyer', ['policy'])).map(({ policy }) => policy?.version);
    await first.post('/orders/o1/messages', { to: 'seller', text: 'one' });
    for (const server of [next, first, next]) await server.view();
    assert.deepEqual(await hashes(), ['1'], 'two versions beside each other fill no log with readers');
    for (let times = 0; times < 2; times++) await next.server.orderChanged('o1');
    assert.deepEqual(await hashes(), ['1', '2']);
    await first.post('/orders/o1/messages', { to: 'seller', text: 'two' });
    await next.server.runDue();
    assert.deepEqual(await hashes(), ['1', '2', '1']);
    const ids = (await next.log()).map(({ id }) => id);
    assert.equal(new Set(ids).size, ids.length);
  });

  it('DP-12 does not touch a request that was made under the former one, until that ends', async () => {
    const first = atPoshmark();
    await first.cancel({ action: 'request' });
    const other: CancelPolicy = { ...poshmark, version: '2' };
    const server = aServer({ policies: [other], store: first.store, shop: first.shop });
    await server.view();
    assert.equal((await server.log('buyer', ['policy'])).length, 1);
    await act({ ...server, shop: first.shop }, 'withdraw');
    const log = await server.log();
    assert.deepEqual(
      log.slice(2).map(({ type, policy }) => [type, policy?.version]),
      [
        ['cancellation', '1'],
        ['cancellation', '1'],
        ['policy', '2'],
      ],
    );
  });
});

describe('messages on record', () => {
  it('DP-4 keep the time at which they came, whatever the order has become', async () => {
    const server = atPoshmark();
    for (const after of [minutes(1), hours(5), days(3)]) {
      server.clock.now = start + after;
      await server.post('/orders/o1/messages', { to: 'seller', text: `after ${after}` });
    }
    const log = await server.log('seller', ['message']);
    assert.deepEqual(
      log.map(({ at, by, to }) => [at, by, to]),
      [minutes(1), hours(5), days(3)].map((after) => [iso(start + after), 'buyer', 'seller']),
    );
  });

  it('DP-6 keep the ticket and who spoke for support', async () => {
    const server = atPoshmark();
    const message = { to: 'platform', text: 'I called.', ticket: 'T-77', representative: 'Robin' };
    const sent = await server.post('/orders/o1/messages', message);
    assert.deepEqual([sent.json.message.ticket, sent.json.message.representative], ['T-77', 'Robin']);
    const [entry] = await server.log('buyer', ['message']);
    assert.deepEqual([entry?.ticket, entry?.representative, entry?.text], ['T-77', 'Robin', 'I called.']);
    assert.deepEqual(Object.keys(entry?.commitments ?? {}).sort(), ['representative', 'text', 'ticket']);
    const plain = await server.post('/orders/o1/messages', { to: 'platform', text: 'Again.' });
    assert.equal('representative' in plain.json.message, false);
  });

  it('DP-6 name a case and who spoke for support only where support takes part', async () => {
    const server = atPoshmark();
    const named = { text: 'I called.', ticket: 'T-77', representative: 'Robin' };
    const refused = await server.post('/orders/o1/messages', { to: 'seller', ...named });
    const issues = ['ticket', 'representative'].map((name) => ({ path: [name], code: 'not-for-role' }));
    assert.deepEqual([refused.status, refused.problem.issues], [400, issues]);
    assert.deepEqual(await server.log(), []);
    const asked = await server.post('/orders/o1/messages', { to: 'buyer', ...named }, { as: 'support' });
    assert.equal(asked.status, 201);

    const { view } = await server.cancel({ action: 'request' });
    const path = `/cancellations/${view.cancellation?.id}/evidence`;
    const match = `"${view.order.revision}"`;
    const add = (kind: string, as: string) => server.post(path, { kind, ...named }, { as, match });
    const statement = await add('statement', 'buyer');
    assert.deepEqual([statement.status, statement.problem.issues], [400, issues]);
    assert.equal((await add('support', 'seller')).status, 200);
    assert.equal((await add('statement', 'support')).status, 200);
  });

  it('DP-6 to support are withheld from the other side, which can verify the chain all the same', async () => {
    const server = atPoshmark();
    await server.post('/orders/o1/messages', { to: 'platform', text: 'Between us.', ticket: 'secret-7' });
    const page = await server.fetch('/orders/o1/events', { as: 'seller' });
    assert.equal(/Between us|secret-7/.test(page.text), false);
    const [, , withheld] = await server.log('seller');
    const names = ['at', 'by', 'content', 'hash', 'prev', 'seq', 'to', 'type', 'withheld'];
    assert.deepEqual(Object.keys(withheld ?? {}).sort(), names);
    assert.deepEqual([withheld?.by, withheld?.to, withheld?.at], ['buyer', 'platform', iso(start)]);
  });

  it('are kept while a transition is cut off, which is then recorded with both of its times', async () => {
    const shop = memoryShop([anOrder()]);
    let mute = false;
    const connector: ShopConnector = {
      ...shop,
      async commit(...details) {
        await shop.commit(...details);
        mute = true;
        throw new Error('connection reset');
      },
      async committed(...details) {
        if (mute) throw new Error('no connection');
        return shop.committed(...details);
      },
    };
    const server = aServer({ policies: [poshmark], shop: connector });
    assert.equal((await server.cancel({ action: 'cancel' }, { match: '"r1"' })).status, 503);
    server.clock.now += minutes(2);
    const sent = await server.post('/orders/o1/messages', { to: 'seller', text: 'Did that work?' });
    assert.equal(sent.status, 201);
    mute = false;
    server.clock.now += minutes(3);
    await server.view();
    const log = await server.log();
    assert.deepEqual(typesOf(log), ['order', 'policy', 'message', 'cancellation']);
    assert.deepEqual([log[3]?.at, log[3]?.occurredAt], [iso(start + minutes(5)), iso(start)]);
    assert.deepEqual([log[0]?.order?.status, log[3]?.orderStatus], ['PLACED', 'CANCELLED']);
    assert.equal(log[0]?.order?.payment.refunded.amount, 0);
  });
});

describe('what the shop changes without a transition', () => {
  const scan = { at: ago(-minutes(30)), code: 'picked-up', carrier: 'UPS', place: 'Springfield' };

  it('DP-8 is noted once each, with the time that the shop says', async () => {
    const server = atPoshmark();
    await server.post('/orders/o1/messages', { to: 'seller', text: 'Please cancel.' });
    server.clock.now += hours(2);
    server.shop.change('o1', { scans: [scan] });
    server.shop.ship('o1', ago(-minutes(20)));
    for (let times = 0; times < 2; times++) await server.server.orderChanged('o1');
    await server.view();
    server.clock.now += hours(2);
    const delivered = { ...scan, at: ago(-hours(3)), code: 'delivered' };
    server.shop.change('o1', { scans: [scan, delivered], deliveredAt: ago(-hours(3)), status: 'DELIVERED' });
    server.shop.change('o1', { payment: { method: 'card', paid: usd(4500), refunded: usd(1000) } });
    await server.view();
    server.shop.change('o1', { payment: { method: 'card', paid: usd(4500), refunded: usd(1500) } });
    for (let times = 0; times < 3; times++) await server.view();
    const log = (await server.log('seller')).slice(3);
    assert.deepEqual(
      log.map(({ type, at, occurredAt, orderStatus, code, amount }) => [
        type,
        at,
        occurredAt ?? orderStatus ?? amount?.amount,
        code,
      ]),
      [
        ['shipment', iso(start + hours(2)), ago(-minutes(20)), undefined],
        ['scan', iso(start + hours(2)), ago(-minutes(30)), 'picked-up'],
        ['status', iso(start + hours(2)), 'SHIPPED', undefined],
        ['delivery', iso(start + hours(4)), ago(-hours(3)), undefined],
        ['scan', iso(start + hours(4)), ago(-hours(3)), 'delivered'],
        ['status', iso(start + hours(4)), 'DELIVERED', undefined],
        ['refund', iso(start + hours(4)), 1000, undefined],
        ['refund', iso(start + hours(4)), 500, undefined],
      ],
    );
    assert.deepEqual([log[1]?.carrier, log[1]?.place], ['UPS', 'Springfield']);
    assert.ok(log[1]?.commitments?.place, 'where a parcel was is personal');
  });

  it('is told before the transition that it brings about', async () => {
    const server = atPoshmark();
    await server.cancel({ action: 'request' });
    server.shop.ship('o1', start);
    await server.view();
    assert.deepEqual(
      (await server.log()).slice(2).map(({ type, action, orderStatus }) => [type, action ?? orderStatus]),
      [
        ['cancellation', 'request'],
        ['shipment', undefined],
        ['status', 'SHIPPED'],
        ['cancellation', 'supersede'],
      ],
    );
  });

  it('is noted once by two who look at the same time', async () => {
    const server = atPoshmark();
    await server.post('/orders/o1/messages', { to: 'seller', text: 'Hello.' });
    server.shop.ship('o1', start);
    await Promise.all([server.view(), server.server.orderChanged('o1'), server.view('seller'), server.server.runDue()]);
    assert.deepEqual(typesOf(await server.log()), ['order', 'policy', 'message', 'shipment', 'status']);
  });

  it('is noted once even where a lease has run out and nobody waits for anybody', async () => {
    const plain = atPoshmark();
    await plain.post('/orders/o1/messages', { to: 'seller', text: 'Hello.' });
    plain.shop.ship('o1', start);
    const store = { ...plain.store, exclusively: <T>(_: string, work: (lease: null) => Promise<T>) => work(null) };
    const server = createCancellationServer({
      policies: [poshmark],
      store,
      shop: plain.shop,
      now: () => start,
      authenticate: async () => people.buyer ?? null,
    });
    await Promise.all([1, 2, 3, 4].map(() => server.orderChanged('o1')));
    assert.deepEqual(typesOf(await plain.log()), ['order', 'policy', 'message', 'shipment', 'status']);
  });
});

describe('a log that somebody else writes to between reading and writing', () => {
  for (const method of ['finish', 'keep', 'append', 'erase'] as const) {
    it(`loses nothing of either: ${method}`, async () => {
      const plain = atPoshmark();
      const { store } = plain;
      await plain.cancel({ action: 'request', comment: 'first' });
      let interferences = 1;
      // As when a lease has run out: nobody waits for anybody.
      const lapsed = {
        ...store,
        exclusively: <T>(_: string, work: (lease: null) => Promise<T>) => work(null),
        [method]: async (...details: never[]) => {
          if (interferences-- > 0) {
            const { head } = await store.records('o1');
            assert.ok(head);
            const entry = { id: 'meanwhile', at: iso(start), by: 'seller', type: 'message', to: 'buyer' } as const;
            const noted = await store.append('o1', { ...head, after: head.seq, entries: [entry] });
            assert.equal(noted.code, 'appended');
          }
          return (store[method] as (...given: never[]) => Promise<unknown>)(...details);
        },
      };
      const server = aServer({ policies: [poshmark], store: lapsed, shop: plain.shop });
      if (method === 'finish') await act({ ...server, shop: plain.shop }, 'withdraw', { comment: 'second' });
      if (method === 'keep') await server.post('/orders/o1/messages', { to: 'seller', text: 'second' });
      if (method === 'erase') assert.equal(await server.server.erase('o1', 'buyer'), 2);
      if (method === 'append') {
        plain.shop.change('o1', { scans: [{ at: iso(start), code: 'label-created' }] });
        await server.server.orderChanged('o1');
      }
      const own = { finish: 'cancellation', keep: 'message', append: 'scan', erase: 'erasure' }[method];
      assert.ok(interferences < 1);
      assert.deepEqual(await store.unfinished(), [], 'what was answered is kept');
      assert.deepEqual(typesOf(await plain.log()), ['order', 'policy', 'cancellation', 'message', own]);
    });
  }

  it('has nothing observed in it while a transition is under way', async () => {
    const { store, server, shop, post, log } = atPoshmark();
    await post('/orders/o1/messages', { to: 'seller', text: 'Hello.' });
    shop.ship('o1', start);
    const order = shop.orders()[0] as Order;
    const governing = { policy: poshmark, reference: { id: 'poshmark', version: '1', hash: policyHash(poshmark) } };
    const { head } = await store.records('o1');
    const looked = (plan: Plan | null) => newsOf({ order, governing } as never, { head, plan }, iso(start));
    assert.equal(looked(null)?.entries.length, 2);
    assert.equal(looked({ id: 'p1' } as Plan), null);
    await server.orderChanged('o1');
    assert.equal((await log()).length, 5);
  });
});

describe('the platform’s mark', () => {
  const policy: CancelPolicy = {
    ...poshmark,
    lifecycle: { ...poshmark.lifecycle!, escalation: ['declined', 'silence'], disputes: ['declined', 'escalated'] },
  };

  it('DP-9 is looked up when a person turns to support, and its absence is on record', async () => {
    const server = aServer({ policies: [policy], orders: [offer()] });
    await server.cancel({ action: 'request' });
    await act(server, 'decline', { reason: 'already-packed' }, 'seller');
    await act(server, 'escalate');
    await act(server, 'resolve', { outcome: 'cancel' }, 'support');
    const log = await server.log();
    assert.deepEqual(
      log
        .slice(2)
        .map(({ type, action, outcome, orderStatus, marked }) => [action ?? type, orderStatus, outcome ?? marked]),
      [
        ['request', 'PLACED', undefined],
        ['decline', 'PLACED', undefined],
        ['escalate', 'PLACED', undefined],
        ['verification', 'PLACED', false],
        ['resolve', 'CANCELLED', 'cancel'],
        ['verification', 'CANCELLED', true],
      ],
    );
    const [, , request, , , verification] = log;
    assert.equal(verification?.cancellationId, request?.cancellationId);
    assert.deepEqual(log.at(-2)?.amount, usd(4500));
  });

  for (const [way, state, steps] of [
    ['mediate', 'escalated', ['escalate', 'verification', 'mediate']],
    ['complain', 'declined', ['complain', 'verification']],
    ['dispute', 'disputed', ['dispute', 'verification']],
    ['abandon', 'declined', ['abandon']],
  ] as const) {
    it(`DP-9 is looked up where the platform is to decide, and nowhere else: ${way}`, async () => {
      const routes = { support: {}, mediation: {}, complaint: {}, dispute: {}, return: {} };
      const server = aServer({ policies: [{ ...policy, disputes: { routes } }], orders: [offer()] });
      await server.cancel({ action: 'request' });
      await act(server, 'decline', { reason: 'already-packed' }, 'seller');
      if (way === 'mediate') await act(server, 'escalate');
      const { cancellation } = await act(server, way);
      assert.equal(cancellation?.state, state);
      const log = await server.log();
      assert.deepEqual(
        log.slice(4).map(({ type, action }) => action ?? type),
        steps,
      );
    });
  }

  it('DP-9 is looked up when silence leads to support', async () => {
    const lifecycle = { ...policy.lifecycle!, respondWithin: 'PT48H', onSilence: 'escalate' as const };
    const server = aServer({ policies: [{ ...policy, lifecycle }], orders: [offer()] });
    await server.cancel({ action: 'request' });
    server.clock.now += days(3);
    await server.server.runDue();
    const [mark] = await server.log('buyer', ['verification']);
    assert.deepEqual([mark?.marked, mark?.at], [false, iso(start + days(3))]);
  });
});

describe('checkpoints', () => {
  it('are signed for the whole log, with the last page only', async () => {
    const server = aServer({ policies: [poshmark], orders: [offer()], evidence: { signingKey } });
    for (let count = 0; count < 110; count++) {
      await server.post('/orders/o1/messages', { to: 'seller', text: `${count}` });
    }
    const first = (await server.fetch('/orders/o1/events')).json;
    assert.equal(first.checkpoint, null);
    const { checkpoint } = (await server.fetch(`/orders/o1/events?cursor=${first.nextCursor}`)).json;
    const log = await server.log();
    assert.deepEqual([checkpoint.orderId, checkpoint.size, checkpoint.head], ['o1', 112, log.at(-1)?.hash]);
    assert.equal(await verifySignature(checkpoint, publicKeyOf(signingKey)), 'valid');
    assert.deepEqual(fitOf('o1', log, checkpoint), { code: 'fits', later: 0 });
  });

  it('are handed to the host after each write, for keeping elsewhere', async () => {
    const server = aServer({ policies: [poshmark], orders: [offer()], evidence: { signingKey } });
    await server.cancel({ action: 'request' });
    await server.post('/orders/o1/messages', { to: 'seller', text: 'Please.' });
    server.shop.ship('o1', start);
    await server.view();
    const told = server.events.flatMap((event) => (event.type === 'checkpoint' ? [event.checkpoint] : []));
    assert.deepEqual(
      told.map(({ size }) => size),
      [3, 4, 6, 7],
    );
    const log = await server.log();
    for (const checkpoint of told) {
      assert.equal(await verifySignature(checkpoint, publicKeyOf(signingKey)), 'valid');
      assert.equal(fitOf('o1', log, checkpoint).code, 'fits');
    }
    assert.equal(
      JSON.stringify([server.events, (server.store as MemoryStore).snapshot()]).includes(signingKey.d),
      false,
    );
  });

  it('are none where the server has no key, and a key that cannot sign keeps nobody from writing', async () => {
    const plain = atPoshmark();
    await plain.cancel({ action: 'request' });
    assert.equal((await plain.fetch('/orders/o1/events')).json.checkpoint, null);
    assert.deepEqual((await plain.fetch('/keys', { as: null })).json, { keys: [] });

    const broken = { ...signingKey, d: 'AAAA' };
    const server = aServer({ policies: [poshmark], orders: [offer()], evidence: { signingKey: broken } });
    assert.equal((await server.cancel({ action: 'request' })).status, 201);
    const page = (await server.fetch('/orders/o1/events')).json;
    assert.deepEqual([page.events.length, page.checkpoint], [3, null]);
    assert.equal(server.events.filter(({ type }) => type === 'error').length, 1);
  });

  it('name keys that anybody may read, the secret half never', async () => {
    const former = publicKeyOf(await newSigningKey());
    const server = aServer({ policies: [poshmark], evidence: { signingKey, formerKeys: [former] } });
    const { status, json } = await server.fetch('/keys', { as: null });
    assert.deepEqual([status, json], [200, { keys: [publicKeyOf(signingKey), former] }]);
  });
});

describe('evidence of a case', () => {
  const asked = async () => {
    const server = atPoshmark();
    const { view } = await server.cancel({ action: 'request' });
    const path = `/cancellations/${view.cancellation?.id}/evidence`;
    const match = `"${view.order.revision}"`;
    return { server, path, match, view };
  };
  const statement = {
    kind: 'support',
    text: 'I asked within minutes.',
    claim: 'requested',
    claimedAt: ago(minutes(50)),
    cites: ['cancellation', '4'],
    ticket: 'T-7',
    representative: 'Robin',
  };

  it('DP-8 is added by buyer, seller and support, and read by all three', async () => {
    const { server, path, match, view } = await asked();
    for (const as of ['buyer', 'seller', 'support']) {
      const answer = await server.post(path, { ...statement, text: `I am the ${as}.` }, { as, match });
      assert.deepEqual([answer.status, answer.view.order.revision], [200, view.order.revision]);
      assert.equal(answer.headers.get('ETag'), match);
    }
    for (const as of ['buyer', 'seller', 'support']) {
      assert.deepEqual(
        (await server.log(as, ['evidence'])).map(({ by, text, claim, claimedAt, cites, ticket, representative }) => [
          by,
          text,
          claim,
          claimedAt,
          cites?.join(),
          ticket,
          representative,
        ]),
        (['buyer', 'seller', 'support'] as const).map((name) => [
          name === 'support' ? 'platform' : name,
          `I am the ${name}.`,
          'requested',
          ago(minutes(50)),
          'cancellation,4',
          'T-7',
          'Robin',
        ]),
      );
    }
  });

  it('is added in any state, to a former cancellation too, and changes nothing', async () => {
    const { server, path } = await asked();
    await act(server, 'withdraw');
    const again = await server.cancel({ action: 'request' });
    const match = `"${again.view.order.revision}"`;
    const before = JSON.stringify([server.shop.snapshot(), (await server.store.records('o1')).cancellations]);
    const { status, view } = await server.post(path, statement, { match });
    assert.deepEqual([status, view.cancellation?.state], [200, 'withdrawn']);
    assert.equal(JSON.stringify([server.shop.snapshot(), (await server.store.records('o1')).cancellations]), before);
  });

  it('is added once, however often it is sent', async () => {
    const { server, path, match } = await asked();
    const sent = { key: 'mine', match };
    const answers = await Promise.all([1, 2, 3].map(() => server.post(path, statement, sent)));
    server.shop.change('o1', { facts: { fromOffer: true, seen: true } });
    answers.push(await server.post(path, statement, sent));
    assert.equal(new Set(answers.map(({ text }) => text)).size, 1);
    assert.equal((await server.log('buyer', ['evidence'])).length, 1);
    const other = await server.post(path, { ...statement, text: 'Another.' }, sent);
    assert.deepEqual([other.status, other.problem.code], [422, 'key-reused']);
  });

  it('is refused in the order of the contract', async () => {
    const { server, path, match } = await asked();
    const refused = async (body: unknown, sent: Parameters<typeof server.post>[2]) => {
      const { status, problem } = await server.post(path, body, { match, ...sent });
      return [status, problem.code, problem.issues?.[0]?.path.join('.'), problem.issues?.[0]?.code];
    };
    const none = [undefined, undefined];
    assert.deepEqual(await refused({ kind: 'statement' }, { as: null }), [400, 'invalid-request', 'text', 'required']);
    assert.deepEqual(await refused({ kind: 'statement', text: ' \n' }, {}), [
      400,
      'invalid-request',
      'text',
      'required',
    ]);
    assert.deepEqual(await refused({ kind: 'rumour', text: 'x' }, {}), [400, 'invalid-request', 'kind', 'value']);
    assert.deepEqual(await refused({ ...statement, claimedAt: 'yesterday' }, {}), [
      400,
      'invalid-request',
      'claimedAt',
      'format',
    ]);
    const at = (ahead: number) => ({ ...statement, claimedAt: iso(server.clock.now + ahead) });
    const late = [400, 'invalid-request', 'claimedAt', 'too-late'];
    assert.deepEqual(await refused(at(minutes(5) + 1), {}), late);
    assert.equal((await server.post(path, at(minutes(5)), { match })).status, 200, 'clocks differ');
    assert.deepEqual(await refused(statement, { as: null }), [401, 'sign-in-required', ...none]);
    assert.deepEqual(await refused(statement, { as: 'stranger' }), [404, 'not-found', ...none]);
    assert.deepEqual(await refused(statement, { match: null }), [428, 'precondition-required', ...none]);
    assert.deepEqual(await refused(statement, { key: null }), [428, 'precondition-required', ...none]);
    assert.deepEqual(await refused(statement, { match: '"old"' }), [412, 'stale-revision', ...none]);
    assert.equal((await server.log('buyer', ['evidence'])).length, 1);
    const absent = await server.post('/cancellations/none/evidence', statement, { match });
    const strange = await server.post(path, statement, { match, as: 'stranger' });
    assert.deepEqual([absent.status, absent.text], [404, strange.text]);
  });
});
