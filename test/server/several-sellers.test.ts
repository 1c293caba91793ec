import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import type { CancelPolicy } from '../../src/domain/policy.ts';
import type { Order, OrderLine } from '../../src/domain/records.ts';
import { shareOfSeller } from '../../src/domain/settlement/seller-share.ts';
import { policyHash } from '../../src/domain/values/policy-hash.ts';
import { verifyPacket } from '../../src/evidence/index.ts';
import { parseOrder } from '../../src/policy/parse.ts';
import type { Principal } from '../../src/server/index.ts';
import { aLifecyclePolicy } from '../domain/lifecycle-fixtures.ts';
import { type Answered, anOrder, aServer, days, hours, usd } from './setup.ts';

// One order, the items of several sellers: each sees and cancels only theirs.

const several: Record<string, Principal> = {
  buyer: { id: 'buyer-1', roles: ['buyer'] },
  // The order's own seller, whose lines name nobody.
  grace: { id: 'grace', roles: ['seller'] },
  hopper: { id: 'hopper', roles: ['seller'] },
  other: { id: 'somebody-else', roles: ['seller'] },
  support: { id: 'support-1', roles: ['platform'] },
};
const sellers = ['grace', 'hopper'] as const;

const line = (id: string, quantity: number, price: number, more: Partial<OrderLine> = {}): OrderLine => ({
  ...{ id, sku: `${id}-sku`, title: `${id}-title`, quantity, unitPrice: usd(price) },
  ...more,
});

/** 111.11 and 2 × 77.77 of Grace, 3 × 53.59 of Hopper; shipping 4.99. */
const lines = [
  line('grace-1', 1, 11_111),
  line('hopper-1', 3, 5359, { sellerId: 'hopper' }),
  line('grace-2', 2, 7777, { sellerId: 'grace' }),
];
const total = 11_111 + 3 * 5359 + 2 * 7777 + 499;
const order = (changes: Partial<Order> = {}): Order =>
  anOrder({
    status: 'NEW',
    lines,
    shipping: usd(499),
    total: usd(total),
    payment: { method: 'card', paid: usd(total), refunded: usd(0) },
    seller: { id: 'grace', name: 'Grace', status: 'active' },
    ...changes,
  });
const policy = aLifecyclePolicy({}, { consequences: { stock: 'return' } });
const whole = aLifecyclePolicy({ scope: 'order' }, { consequences: { stock: 'return' } });

function shared(by: CancelPolicy = policy, of = order()) {
  const server = aServer({
    policies: [by],
    orders: [of],
    authenticate: async (request) => several[request.headers.get('X-Person') ?? ''] ?? null,
  });
  const act = async (id: string | undefined, action: string, as: string, body: object = {}) =>
    server.post(`/cancellations/${id}/${action}`, body, { as, match: `"${(await server.view(as)).order?.revision}"` });
  const open = async (as: string, body: object) =>
    server.post('/orders/o1/cancellation', body, { as, match: `"${(await server.view(as)).order?.revision}"` });
  const queue = async (as: string) => (await server.fetch('/cancellations', { as })).json;
  const shop = () => server.shop.orders()[0] as Order;
  return { ...server, act, open, queue, stored: shop };
}

const ids = (all: readonly { id: string }[] | null | undefined) => all?.map(({ id }) => id);
const back = ({ payment }: Order) => payment.refunded.amount;
const cancelled = (of: Order) => of.lines.map(({ cancelledQuantity = 0 }) => cancelledQuantity);

describe('an order that holds several sellers’ items', () => {
  it('is seen by each with their lines, and with what these come to', async () => {
    const { view, fetch } = shared();
    const [grace, hopper] = [await view('grace'), await view('hopper')];
    assert.deepEqual([ids(grace.order.lines), ids(hopper.order.lines)], [['grace-1', 'grace-2'], ['hopper-1']]);
    assert.deepEqual([grace.order.total, hopper.order.total], [usd(11_111 + 2 * 7777), usd(3 * 5359)]);
    assert.deepEqual([grace.order.payment.paid, hopper.order.payment.paid], [grace.order.total, hopper.order.total]);
    assert.deepEqual([grace.order.shipping, hopper.order.shipping], [undefined, undefined]);
    assert.deepEqual([grace.order.seller.name, hopper.order.seller.id], ['Grace', 'hopper']);
    assert.deepEqual([grace.decision?.outcome, hopper.decision?.outcome], ['cancel', 'cancel']);
    assert.equal((await view('buyer')).order.lines.length, 3);
    assert.equal((await view('support')).order.total.amount, total);
    const strangers = await fetch('/orders/o1', { as: 'other' });
    assert.equal(strangers.status, 404);
    assert.equal(strangers.text, (await fetch('/orders/none', { as: 'other' })).text, 'as if there were none');
  });

  it('names its sellers to the buyer, and to each seller themselves alone', async () => {
    const sellers = [
      { id: 'hopper', name: 'Hopper & Daughters', status: 'active' as const, email: 'hopper@example.org' },
      { id: 'lovelace', name: 'Lovelace Engines', status: 'terminated' as const, email: 'ada@example.org' },
    ];
    const three = [...lines, line('ada-1', 1, 4200, { sellerId: 'lovelace' })];
    const { fetch, view, open, events } = shared(policy, order({ lines: three, sellers, total: usd(total + 4200) }));
    assert.deepEqual((await view('buyer')).order.sellers, sellers);
    const own = await fetch('/orders/o1', { as: 'hopper' });
    assert.deepEqual((own.json as { order: Order }).order.seller, sellers[0]);
    assert.equal((own.json as { order: Order }).order.sellers, undefined);
    assert.doesNotMatch(own.text, /Lovelace|ada@|Grace/);
    assert.doesNotMatch((await fetch('/orders/o1', { as: 'grace' })).text, /Lovelace|Hopper &|@example/);
    const { status } = await open('buyer', { action: 'request', lines: [{ id: 'hopper-1', quantity: 1 }] });
    assert.equal(status, 201);
    const letter = events.flatMap((event) => (event.type === 'notify' && event.to === 'seller' ? event.text : []))[0];
    assert.match(letter ?? '', /^Hello \u2068?Hopper & Daughters/);
  });

  it('is not its seller’s where all of it is of others', async () => {
    const others = lines.map((one) => ({ ...one, sellerId: 'hopper' }));
    const { fetch, view } = shared(policy, order({ lines: others }));
    assert.equal((await fetch('/orders/o1', { as: 'grace' })).status, 404);
    assert.equal((await view('hopper')).order.lines.length, 3);
  });

  it('is asked for by the buyer in one go, and answered by each for their own', async () => {
    const { open, view, act, queue, stored } = shared();
    const { status, view: answered } = await open('buyer', { action: 'request' });
    assert.equal(status, 201);
    const parts = answered.cancellations ?? [];
    assert.deepEqual(
      parts.map(({ lines }) => ids(lines)),
      [['grace-1', 'grace-2'], ['hopper-1']],
    );
    assert.deepEqual(
      parts.map(({ askedWith }) => askedWith),
      [undefined, parts[0]?.id],
    );
    assert.equal(answered.order.status, 'NEW', 'none of them is all of the order');
    const [grace, hopper] = parts;
    assert.equal((await act(hopper?.id, 'accept', 'grace')).status, 404, 'somebody else’s');
    assert.equal((await act(grace?.id, 'decline', 'hopper')).status, 404);
    assert.deepEqual(ids((await view('hopper')).cancellations), [hopper?.id]);
    assert.equal((await act(hopper?.id, 'accept', 'hopper')).status, 200);
    assert.deepEqual([cancelled(stored()), back(stored())], [[0, 3, 0], 3 * 5359]);
    assert.equal((await act(grace?.id, 'decline', 'grace')).status, 200);
    const mine = await queue('hopper');
    assert.deepEqual(
      mine.items.map(({ cancellation }: { cancellation: { id: string } }) => cancellation.id),
      [hopper?.id],
    );
    assert.deepEqual([mine.counts, (await queue('grace')).counts], [{ cancelled: 1 }, { declined: 1 }]);
    assert.equal((await queue('support')).items.length, 2);
    assert.deepEqual(stored().status, 'NEW');
  });

  it('is cancelled to a seller all of whose items are, and no conflict, while the others’ go on', async () => {
    const server = shared();
    const { view } = await server.open('hopper', { action: 'cancel' });
    assert.deepEqual(
      [view.order.status, view.decision?.reason, view.actions],
      ['CANCELLED', 'already-cancelled', ['undo']],
    );
    assert.deepEqual([server.stored().status, (await server.view('grace')).order.status], ['NEW', 'NEW']);

    const rest = await server.open('grace', { action: 'cancel' });
    assert.equal(rest.view.order.status, 'CANCELLED');
    server.shop.change('o1', { status: 'NEW' });
    for (const as of sellers) {
      const { decision, actions } = await server.view(as);
      assert.deepEqual([as, decision?.outcome, actions], [as, 'none', ['undo', 'reopen', 'uphold']]);
    }
  });

  it('comes back whole, with what is charged once an order, when the last of them has cancelled', async () => {
    for (const by of [policy, whole]) {
      const { open, stored, shop } = shared(by);
      const first = await open('hopper', { action: 'cancel' });
      assert.deepEqual([first.status, ids(first.view.cancellation?.lines)], [201, ['hopper-1']], first.text);
      assert.deepEqual([stored().status, back(stored())], ['NEW', 3 * 5359]);
      const last = await open('grace', { action: 'cancel' });
      assert.deepEqual([last.status, last.view.order.status], [201, 'CANCELLED'], last.text);
      assert.deepEqual([back(stored()), cancelled(stored())], [total, [1, 3, 2]]);
      assert.deepEqual(
        shop
          .lots()
          .map(({ sku, quantity }) => [sku, quantity])
          .sort(),
        [
          ['grace-1-sku', 1],
          ['grace-2-sku', 2],
          ['hopper-1-sku', 3],
        ],
      );
    }
  });

  it('is cancelled for all of them at once by who may: one transition, a cancellation each', async () => {
    const platform = aLifecyclePolicy({}, { otherwise: { outcome: 'cancel', reason: 'by-the-platform' } });
    const { open, stored, store, shop, log, events } = shared(platform);
    const { status, view } = await open('support', { action: 'cancel' });
    assert.deepEqual([status, back(stored()), stored().status], [201, total, 'CANCELLED']);
    assert.deepEqual(
      shop.ledger().map(({ effects }) => effects.filter(({ type }) => type === 'refund').length),
      [2],
    );
    assert.deepEqual(
      view.cancellation?.refund?.entries?.map(({ status, amount }) => [status, amount.amount]),
      [['settled', 11_111 + 2 * 7777]],
    );
    const { cancellations } = await store.records('o1');
    const entries = cancellations.flatMap(({ refund }) => refund?.entries ?? []);
    assert.deepEqual(
      [entries.length, new Set(entries.map(({ id }) => id)).size, entries.map(({ status }) => status)],
      [2, 2, ['settled', 'settled']],
      'each asks for its own',
    );
    const told = await log('support', ['cancellation']);
    assert.deepEqual(
      told.map(({ amount }) => amount?.amount),
      [11_111 + 2 * 7777, 3 * 5359 + 499],
    );
    const letters = events.flatMap((event) => (event.type === 'notify' && event.to === 'seller' ? [event] : []));
    assert.deepEqual(
      letters.map(({ sellerId }) => sellerId),
      ['grace', 'hopper'],
    );
    assert.match(letters[1]?.text ?? '', /165\.76/);
  });

  it('lets a rule that acts by itself cancel all of it, for each', async () => {
    const late = aLifecyclePolicy(
      {},
      {
        rules: [
          {
            id: 'late',
            when: { all: [{ actor: 'nobody' }, { since: 'placedAt', from: 'P1D' }] },
            then: { outcome: 'cancel', reason: 'not-shipped-in-time' },
          },
          ...policy.rules,
        ],
      },
    );
    const { server, clock, stored, view } = shared(late);
    await view('buyer');
    clock.now += days(2);
    await server.runDue();
    assert.deepEqual([back(stored()), stored().status], [total, 'CANCELLED']);
    assert.equal((await view('hopper')).cancellations?.length, 1);
  });

  it('counts what is asked of several in one go as one attempt', async () => {
    const once = aLifecyclePolicy(
      {},
      {
        rules: [
          {
            id: 'once',
            when: { all: [{ actor: 'buyer' }, { attempts: 'buyer', atLeast: 1 }] },
            then: { outcome: 'none', reason: 'once-per-order' },
          },
          ...policy.rules,
        ],
      },
    );
    const { open, view, act } = shared(once);
    const { view: asked } = await open('buyer', { action: 'request' });
    assert.equal(asked.cancellations?.length, 2);
    for (const { id } of asked.cancellations ?? []) await act(id, 'withdraw', 'buyer');
    assert.equal((await view('buyer')).decision?.reason, 'once-per-order');
  });

  it('takes one of several sellers’ lines, of a seller only their own, and an amount only of all', async () => {
    const { open, stored } = shared();
    const asked = await open('buyer', { action: 'request', lines: [{ id: 'hopper-1', quantity: 1 }] });
    assert.deepEqual(
      asked.view.cancellations?.map(({ lines }) => lines),
      [[{ id: 'hopper-1', quantity: 1 }]],
    );
    const strange = {
      action: 'cancel',
      lines: [
        { id: 'grace-2', quantity: 1 },
        { id: 'hopper-1', quantity: 1 },
      ],
    };
    const none = {
      action: 'cancel',
      lines: [
        { id: 'grace-2', quantity: 1 },
        { id: 'no-such', quantity: 1 },
      ],
    };
    const [theirs, nobodys] = [await open('grace', strange), await open('grace', none)];
    assert.equal(theirs.status, 400);
    assert.deepEqual(theirs.problem.issues, [{ path: ['lines', 1, 'id'], code: 'value' }]);
    assert.equal(theirs.text, nobodys.text, 'another’s line is as none');
    const tooMany = await open('buyer', {
      action: 'request',
      lines: [
        { id: 'hopper-1', quantity: 1 },
        { id: 'grace-2', quantity: 3 },
      ],
    });
    assert.deepEqual(tooMany.problem.issues, [{ path: ['lines', 1, 'quantity'], code: 'too-large' }], tooMany.text);
    assert.deepEqual([cancelled(stored()), back(stored())], [[0, 0, 0], 0], 'all or none');
  });

  it('is previewed by a seller with what it comes to in truth', async () => {
    const { open, post, view } = shared();
    const preview = async (as: string) => {
      const { json } = await post('/orders/o1/preview', { action: 'cancel' }, { as, match: null, key: null });
      return [json.consequences.refund.due.amount, json.consequences.sideEffects.stock.items.length];
    };
    assert.deepEqual(
      [await preview('grace'), await preview('hopper')],
      [
        [11_111 + 2 * 7777, 2],
        [3 * 5359, 1],
      ],
    );
    const before = (await view('grace')).order.revision;
    await open('hopper', { action: 'cancel', lines: [{ id: 'hopper-1', quantity: 1 }] });
    assert.equal((await view('grace')).order.revision, before, 'nothing of theirs is another');
    await open('hopper', { action: 'cancel' });
    assert.notEqual((await view('grace')).order.revision, before, 'shipping comes with the last');
    assert.deepEqual(await preview('grace'), [11_111 + 2 * 7777 + 499, 2]);
  });

  it('keeps each one’s words from the others, and whose they are in the log', async () => {
    const { post, log, open, act } = shared();
    const write = (as: string, body: object) => post('/orders/o1/messages', body, { as, match: null });
    assert.equal((await write('buyer', { to: 'seller', text: 'to all' })).status, 201);
    assert.equal((await write('buyer', { to: 'seller', sellerId: 'hopper', text: 'to hopper' })).status, 201);
    assert.equal((await write('buyer', { to: 'seller', sellerId: 'nobody', text: 'x' })).status, 400);
    assert.equal((await write('grace', { to: 'buyer', text: 'from grace' })).status, 201);
    const { view } = await open('buyer', {
      action: 'request',
      lines: [{ id: 'hopper-1', quantity: 1 }],
      message: 'pray',
    });
    await act(view.cancellation?.id, 'evidence', 'buyer', { kind: 'statement', text: 'seen' });
    const read = async (as: string) => (await log(as, ['message', 'evidence'])).map(({ text }) => text);
    assert.deepEqual(await read('hopper'), ['to all', 'to hopper', 'pray', 'seen']);
    assert.deepEqual(await read('grace'), ['to all', 'from grace']);
    assert.deepEqual(await read('buyer'), ['to all', 'to hopper', 'from grace', 'pray', 'seen']);
    const withheld = (await log('grace')).filter((entry) => 'withheld' in entry);
    assert.ok(withheld.length > 0);
    for (const entry of withheld) {
      assert.deepEqual(Object.keys(entry).sort(), ['at', 'content', 'hash', 'prev', 'seq', 'shared', 'withheld']);
    }
  });

  it('shows a file to whoever may read what it came with, and makes of what is withheld no lie', async () => {
    const { server, post, log } = shared();
    const bytes = Buffer.from('%PDF-1.7\nletter\n%%EOF\n');
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    const file = (method: string, as: string, body?: BodyInit) =>
      server.fetch(
        new Request(`https://shop.example/attachments/${sha256}`, {
          method,
          headers: { 'X-Person': as, 'Content-Type': 'application/pdf' },
          ...(body && { body }),
        }),
      );
    assert.equal((await file('PUT', 'buyer', bytes)).status, 201);
    const body = { to: 'seller', sellerId: 'hopper', text: 'see', attachments: [{ sha256 }] };
    assert.equal((await post('/orders/o1/messages', body, { match: null })).status, 201);
    assert.deepEqual([(await file('GET', 'hopper')).status, (await file('GET', 'grace')).status], [200, 404]);
    const packet = async (as: string, madeFor: 'seller' | 'platform') => {
      const entries = await log(as);
      const hash = entries.find(({ type }) => type === 'policy')?.policy?.hash ?? '';
      assert.equal(hash, policyHash(policy));
      const made = { orderId: 'o1', madeFor, madeAt: new Date().toISOString(), log: entries, checkpoint: null };
      return verifyPacket({ format: 'order-cancel-evidence', version: 1, ...made, policies: [policy] });
    };
    const report = await packet('grace', 'seller');
    assert.deepEqual([report.verdict, report.leftOut], ['incomplete', []], JSON.stringify(report.chain));
    assert.equal((await packet('grace', 'platform')).verdict, 'refuted', 'support has everything');
    assert.equal((await packet('support', 'platform')).verdict, 'unsigned');
  });

  it('leaves alerts to the buyer and the order’s seller', async () => {
    const { post, view } = shared(
      aLifecyclePolicy({}, { notices: { NPB: { filedBy: 'seller' } } }),
      order({ notices: [{ kind: 'NPB', filedAt: '2026-03-10T11:00:00Z' }] }),
    );
    const file = await post('/orders/o1/notices', { kind: 'NPB', action: 'file' }, { as: 'hopper' });
    assert.equal(file.status, 404);
    assert.deepEqual(
      [(await view('hopper')).order.notices, (await view('grace')).order.notices?.length],
      [undefined, 1],
    );
  });

  it('tells who listens of what is theirs', async () => {
    const { server, open } = shared();
    const fetch = async (path: string, { as, headers }: { as: string; headers?: Record<string, string> }) => {
      const request = new Request(`https://shop.example${path}`, { headers: { 'X-Person': as, ...headers } });
      return { text: await (await server.fetch(request)).text() };
    };
    const from = async (as: string) => (await fetch('/events?wait=0', { as })).text.match(/^id: (.*)$/m)?.[1] ?? '';
    const heard = async (as: string, after: string) =>
      (await fetch('/events?wait=0', { as, headers: { 'Last-Event-ID': after } })).text
        .split('\n')
        .flatMap((text) => (text.startsWith('event: ') ? [text.slice('event: '.length)] : []));
    const places = { grace: await from('grace'), hopper: await from('hopper') };
    const { status } = await open('hopper', { action: 'cancel' });
    assert.equal(status, 201);
    assert.ok((await heard('hopper', places.hopper)).includes('cancellation'));
    assert.ok(!(await heard('grace', places.grace)).includes('cancellation'));
  });
});

describe('a fee of what was asked of several sellers in one go', () => {
  const fee = { amount: usd(300) };

  it('is taken once where the rest of the money comes late, whoever answered first', async () => {
    const paid = 3 * 5359;
    const payment = { method: 'card', paid: usd(paid), refunded: usd(0) };
    const by = aLifecyclePolicy({ completes: 'when-refunded' }, { refund: { method: 'original', fee } });
    const { open, act, shop, server, view, clock } = shared(by, order({ payment }));
    const { view: asked } = await open('buyer', { action: 'request' });
    const [grace, hopper] = asked.cancellations ?? [];
    assert.equal((await act(hopper?.id, 'accept', 'hopper')).status, 200);
    clock.now += hours(1);
    assert.equal((await act(grace?.id, 'accept', 'grace')).status, 200);
    shop.change('o1', { payment: { ...payment, paid: usd(total) } });
    await server.orderChanged('o1');
    const { cancellations = [] } = await view('support');
    const sum = (amounts: (number | undefined)[]) => amounts.reduce<number>((all, one = 0) => all + one, 0);
    assert.equal(sum(cancellations.map(({ feeKept }) => feeKept?.amount)), 300);
    assert.equal(sum(cancellations.map(({ refund }) => refund?.due.amount)), total - 300);
  });
});

describe('whose order it is, where one part of it has left', () => {
  const parcels = order({
    shippedAt: '2026-03-10T11:30:00Z',
    fulfilments: [
      {
        id: 'p1',
        status: 'shipped',
        lines: [{ id: 'grace-1', quantity: 1 }],
        shippedAt: '2026-03-10T11:30:00Z',
        carrier: 'carrier-of-grace',
        trackingNumber: 'track-of-grace',
      },
    ],
    scans: [{ at: '2026-03-10T11:40:00Z', code: 'picked-up', carrier: 'carrier-of-grace' }],
  });

  it('is each seller’s own', async () => {
    const { view } = shared(policy, parcels);
    const [grace, hopper] = [(await view('grace')).order, (await view('hopper')).order];
    assert.deepEqual([grace.shippedAt, grace.fulfilments?.length, grace.scans?.length], [parcels.shippedAt, 1, 1]);
    assert.deepEqual([hopper.shippedAt, hopper.fulfilments, hopper.scans], [undefined, undefined, undefined]);
    const { open } = shared(policy, parcels);
    const done = await open('hopper', { action: 'cancel' });
    assert.deepEqual([done.status, done.view.cancellation?.lines], [201, [{ id: 'hopper-1', quantity: 3 }]]);
  });
});

describe('a seller’s share of an order', () => {
  it('holds nothing of what came of theirs being the last of it, which is kept to be taken back', async () => {
    const all = order({
      coupons: [{ code: 'SECRET-TEN' }],
      fee: { amount: usd(4321), billedMonth: '2026-03' },
      itemRemovalRequests: [{ id: 'removal-of-hopper', status: 'pending' }],
    });
    const consequences = { coupons: 'restore', marketplaceFee: 'reset' } as const;
    const { open, view, act, stored, store } = shared(aLifecyclePolicy({}, { consequences }), all);
    await open('hopper', { action: 'cancel' });
    const last = await open('grace', { action: 'cancel' });
    const kept = (await store.records('o1')).cancellations.at(-1);
    assert.deepEqual(
      [kept?.restoredCoupons, kept?.marketplaceFee?.amount, kept?.removalRequests],
      [['SECRET-TEN'], usd(4321), ['removal-of-hopper']],
    );
    for (const text of [last.text, JSON.stringify(await view('grace'))])
      assert.doesNotMatch(text, /SECRET-TEN|4321|removal-of-hopper/);
    const undone = await act(kept?.id, 'undo', 'grace');
    assert.equal(undone.status, 200);
    const { fee, itemRemovalRequests } = stored();
    assert.deepEqual([fee, itemRemovalRequests], [all.fee, all.itemRemovalRequests]);
  });

  it('is an order of its own, and the shares come to no more than the whole', () => {
    const money = fc.integer({ min: 0, max: 20_000 });
    fc.assert(
      fc.property(
        fc.array(
          fc.record({
            quantity: fc.integer({ min: 1, max: 4 }),
            price: money,
            of: fc.constantFrom('', 'grace', 'hopper', 'lovelace'),
          }),
          { minLength: 1, maxLength: 8 },
        ),
        money,
        money,
        fc.boolean(),
        (given, shipping, discount, isPaid) => {
          const all = given.map(({ quantity, price, of }, at) =>
            line(`l${at}`, quantity, price, of === '' ? {} : { sellerId: of }),
          );
          const goods = all.reduce((sum, { quantity, unitPrice }) => sum + quantity * unitPrice.amount, 0);
          const due = Math.max(0, goods - discount) + shipping;
          const one = order({
            lines: all,
            total: usd(due),
            shipping: usd(shipping),
            discount: usd(Math.min(discount, goods)),
            payment: { method: 'card', paid: usd(isPaid ? due : 0), refunded: usd(0) },
          });
          const shares = ['grace', 'hopper', 'lovelace'].map((id) => shareOfSeller(policy, one, [], id).order);
          for (const share of shares) if (share.lines.length > 0) parseOrder(share);
          const sum = shares.reduce((sum, { total }) => sum + total.amount, 0);
          assert.ok(sum <= due - shipping && sum > due - shipping - 3, `${sum} of ${due - shipping}`);
          assert.ok(shares.every(({ total, payment }) => payment.paid.amount === (isPaid ? total.amount : 0)));
        },
      ),
      { numRuns: 300 },
    );
  });
});

describe('I10 no answer tells a seller about another’s lines', () => {
  const prices = { grace: [11_111, 7777, 2 * 7777], hopper: [5359, 3 * 5359, 2 * 5359] };
  const step = fc.oneof(
    fc.record({
      as: fc.constantFrom('buyer', 'grace', 'hopper', 'support'),
      action: fc.constantFrom('cancel', 'request'),
      line: fc.option(fc.constantFrom('grace-1', 'grace-2', 'hopper-1', 'none')),
      quantity: fc.integer({ min: 1, max: 3 }),
    }),
    fc.record({
      as: fc.constantFrom('buyer', 'grace', 'hopper', 'support'),
      action: fc.constantFrom('accept', 'decline', 'withdraw', 'undo', 'refund', 'escalate', 'resolve'),
      pick: fc.nat(5),
    }),
    fc.record({ hours: fc.integer({ min: 1, max: 60 }) }),
  );

  it('whatever is done by whom, and money and units add up', { timeout: 60_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(step, { minLength: 1, maxLength: 10 }),
        fc.constantFrom(policy, whole, aLifecyclePolicy({ completes: 'when-refunded', onSilence: 'accept' })),
        async (taken, by) => {
          const server = shared(by);
          const { stored } = server;
          const known = new Map<string, string>();
          const told: { to: string; text: string }[] = [];
          const hear = ({ text }: Answered, to: string): void => void told.push({ to, text });
          for (const one of taken) {
            if ('hours' in one) {
              server.clock.now += hours(one.hours);
              await server.server.runDue();
            } else if ('pick' in one) {
              const all = (await server.view('support')).cancellations ?? [];
              const { id } = all[one.pick % Math.max(1, all.length)] ?? {};
              const body = one.action === 'resolve' ? { outcome: 'cancel' } : {};
              hear(await server.act(id ?? 'none', one.action, one.as, body), one.as);
            } else {
              const part = one.line === null ? {} : { lines: [{ id: one.line, quantity: one.quantity }] };
              const { text } = await server.open(one.as, { action: one.action, ...part });
              hear({ text } as Answered, one.as);
            }
            const { cancellations = [] } = await server.view('support');
            for (const { id, lines: asked } of cancellations) {
              const owner = asked?.[0]?.id.split('-')[0] ?? '';
              assert.ok(
                asked?.every((line) => line.id.startsWith(owner)),
                'of one seller each',
              );
              known.set(id, owner);
            }
            for (const seller of sellers) {
              hear(await server.fetch('/orders/o1', { as: seller }), seller);
              hear(await server.fetch('/cancellations', { as: seller }), seller);
              hear(await server.fetch('/orders/o1/events', { as: seller }), seller);
              hear(
                await server.post('/orders/o1/preview', { action: 'cancel' }, { as: seller, match: null, key: null }),
                seller,
              );
            }
          }
          for (const event of server.events) {
            if (event.type === 'notify' && event.to === 'seller') {
              told.push({ to: event.sellerId ?? 'nobody', text: JSON.stringify([event.text, event.cancellationId]) });
            }
          }
          for (const { to, text } of told) {
            if (!sellers.some((seller) => seller === to)) continue;
            const others = to === 'grace' ? 'hopper' : 'grace';
            // What they asked for themselves is no secret.
            assert.ok(!text.includes(`${others}-`), `${to} was told of a line of ${others}: ${text}`);
            for (const [id, owner] of known) {
              assert.ok(owner !== others || !text.includes(id), `${to} was told of ${others}'s cancellation: ${text}`);
            }
            for (const amount of [...prices[others], total]) {
              assert.ok(!new RegExp(`:${amount}\\b`).test(text), `${to} was told ${amount} of ${others}: ${text}`);
            }
          }
          const { payment, lines: after } = stored();
          assert.ok(payment.refunded.amount <= payment.paid.amount);
          const gone = after.every(({ quantity, cancelledQuantity = 0 }) => quantity === cancelledQuantity);
          if (gone && by.lifecycle?.completes === 'at-once') assert.equal(payment.refunded.amount, total);
        },
      ),
      { numRuns: 25 },
    );
  });
});
