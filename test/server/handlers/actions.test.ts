import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { actions } from '../../../src/domain/lifecycle/actions.ts';
import { roleHasAction } from '../../../src/domain/lifecycle/lifecycle.ts';
import type { CancelPolicy, Lifecycle } from '../../../src/domain/policy.ts';
import type { Cancellation, Order } from '../../../src/domain/records.ts';
import { policyHash } from '../../../src/domain/values/policy-hash.ts';
import bricklink from '../../../src/policy/presets/bricklink.ts';
import poshmark from '../../../src/policy/presets/poshmark.ts';
import shopBuilder from '../../../src/policy/presets/shop-builder.ts';
import { memoryShop } from '../../../src/server/index.ts';
import { ago, anOrder, aServer, days, hours, type Server, start, sumsOf, usd } from '../setup.ts';

const posted = { as: 'seller' } as const;
const preparing = (changes: Partial<Order> = {}) => anOrder({ status: 'PREPARING', ...changes });

/** Posts an action on the order's current cancellation. */
async function act(server: Server, action: string, body: object = {}, sent: Parameters<Server['post']>[2] = posted) {
  const { order, cancellation } = await server.view('support');
  const match = sent?.match === undefined ? `"${order.revision}"` : sent.match;
  return server.post(`/cancellations/${cancellation?.id}/${action}`, body, { ...sent, match });
}

/** A shop builder's order whose cancellation the seller has begun; 45.00 USD are to be refunded. */
async function refunding(changes: Partial<Order> = {}, body: object = {}) {
  const server = aServer({ policies: [shopBuilder], orders: [preparing(changes)] });
  const begun = await server.cancel({ action: 'cancel', reason: 'sold-out', ...body }, posted);
  assert.equal(begun.status, 201, begun.text);
  return server;
}

async function requested(policy: CancelPolicy, order: Order, body: object = {}) {
  const server = aServer({ policies: [policy], orders: [order] });
  const asked = await server.cancel({ action: 'request', ...body });
  assert.equal(asked.status, 201, asked.text);
  return server;
}

const offer = () => anOrder({ facts: { fromOffer: true } });

describe('who may act', () => {
  const cancellation = (requestedBy: Cancellation['requestedBy']): Cancellation => ({
    id: 'c1',
    orderId: 'o1',
    kind: 'cancellation',
    state: 'requested',
    requestedBy,
    requestedAt: ago(hours(1)),
    reason: null,
    comment: null,
    lines: null,
    previousStatus: 'PLACED',
    respondBy: null,
    policy: { id: 'poshmark', version: '1', hash: policyHash(poshmark) },
    refund: null,
    decision: null,
    revision: 'r1',
  });
  const roles = { buyer: 'buyer', seller: 'seller', support: 'platform' } as const;

  for (const requestedBy of ['buyer', 'seller'] as const) {
    it(`of what the ${requestedBy} asked: an action that a role never has is answered as if nothing were there`, async () => {
      const server = aServer({ policies: [poshmark], orders: [offer()], cancellations: [cancellation(requestedBy)] });
      const absent = await server.post('/cancellations/none/accept', {}, { as: 'buyer', match: '"r1"' });
      assert.equal(absent.status, 404);
      const before = JSON.stringify([server.shop.snapshot(), (await server.store.records('o1')).cancellations]);
      let refused = 0;
      for (const action of [...actions, 'lapse', 'supersede', 'remind', 'constructor']) {
        for (const as of ['buyer', 'seller', 'support', 'stranger']) {
          const role = roles[as as keyof typeof roles];
          if (role && roleHasAction(cancellation(requestedBy), role, action) && actions.some((one) => one === action))
            continue;
          const answer = await server.post(`/cancellations/c1/${action}`, {}, { as, match: '"r1"' });
          assert.deepEqual([answer.status, answer.text], [404, absent.text], `${as} ${action}`);
          assert.deepEqual([...answer.headers], [...absent.headers], `${as} ${action}`);
          refused++;
        }
      }
      assert.ok(refused > 20, `${refused} refused`);
      assert.equal(JSON.stringify([server.shop.snapshot(), (await server.store.records('o1')).cancellations]), before);
    });
  }

  it('nobody signed in does', async () => {
    const server = aServer({ policies: [poshmark], orders: [offer()], cancellations: [cancellation('buyer')] });
    assert.equal((await server.post('/cancellations/c1/withdraw', {}, { as: null, match: '"r1"' })).status, 401);
  });

  it('an action is named before what is missing of the request, and that before the state', async () => {
    const server = aServer({ policies: [poshmark], orders: [offer()], cancellations: [cancellation('buyer')] });
    const send = (body: object, sent: object) =>
      server.post('/cancellations/c1/decline', body, { as: 'seller', match: '"r1"', ...sent });
    assert.equal((await send({ surprise: 1 }, { match: null, key: null })).status, 400);
    assert.equal((await send({}, { match: null })).status, 428);
    assert.equal((await send({}, { key: null })).status, 428);
    assert.equal((await send({ reason: 'whim' }, { match: '"old"' })).status, 412);
    assert.equal((await send({ reason: 'whim' }, {})).problem.code, 'reason-invalid');
  });

  it('nobody acts on any but the latest cancellation of an order', async () => {
    const server = aServer({ policies: [poshmark], orders: [offer()] });
    const first = await server.cancel({ action: 'request' });
    await act(server, 'decline');
    await server.cancel({ action: 'request' });
    const id = first.view.cancellation?.id;
    const { revision } = (await server.view()).order;
    const late = await server.post(`/cancellations/${id}/escalate`, {}, { match: `"${revision}"` });
    assert.deepEqual([late.status, late.problem.code], [409, 'illegal-transition']);
    assert.notEqual(late.problem.view?.cancellation?.id, id);
    const { actions: left } = (await server.fetch(`/cancellations/${id}`)).view;
    assert.deepEqual(left, []);
  });

  it('a detail that the action or the role does not have is refused', async () => {
    const server = await requested(poshmark, offer());
    const { problem } = await act(server, 'decline', { outcome: 'cancel', restock: true });
    assert.deepEqual(problem.issues?.map(({ path, code }) => [path[0], code]).sort(), [
      ['outcome', 'not-for-action'],
      ['restock', 'not-for-action'],
    ]);
  });

  it('who was shown another policy reads again', async () => {
    const server = await requested(poshmark, offer());
    const refused = await act(server, 'accept', { policyHash: '0'.repeat(64) });
    assert.deepEqual([refused.status, refused.problem.code], [409, 'decision-changed']);
    assert.equal((await act(server, 'accept', { policyHash: policyHash(poshmark) })).status, 200);
  });
});

describe('an action', () => {
  it('sent again gives the first answer, byte for byte, and is done once', async () => {
    const server = await requested(poshmark, offer());
    const { order } = await server.view();
    const sent = { as: 'seller', key: 'mine', match: `"${order.revision}"` };
    const [first, again] = await Promise.all([act(server, 'accept', {}, sent), act(server, 'accept', {}, sent)]);
    assert.deepEqual([first.status, again.status], [200, 200]);
    assert.equal(first.text, again.text);
    assert.equal(first.headers.get('Location'), null);
    server.clock.now += days(9);
    assert.equal((await act(server, 'accept', {}, sent)).text, first.text);
    assert.equal(server.shop.orders()[0]?.payment.refunded.amount, 4500);
    assert.equal(server.shop.ledger().length, 2);
  });

  it('of two sellers on one row succeeds once; the other reads what became of it', async () => {
    const server = await requested(poshmark, offer());
    const { order, cancellation } = await server.view();
    const sent = { as: 'seller', match: `"${order.revision}"` };
    const answers = await Promise.all([
      server.post(`/cancellations/${cancellation?.id}/accept`, {}, sent),
      server.post(`/cancellations/${cancellation?.id}/decline`, {}, sent),
    ]);
    assert.deepEqual(answers.map(({ status }) => status).sort(), [200, 412]);
    const lost = answers.find(({ status }) => status === 412);
    assert.equal(lost?.problem.view?.cancellation?.state, 'cancelled');
    const retried = await server.post(
      `/cancellations/${cancellation?.id}/decline`,
      {},
      {
        as: 'seller',
        match: `"${lost?.problem.view?.order.revision}"`,
      },
    );
    assert.deepEqual([retried.status, retried.problem.code], [409, 'illegal-transition']);
    assert.equal(retried.problem.view?.cancellation?.state, 'cancelled');
  });

  it('of the buyer and of the seller at once: withdrawn or accepted, never both', async () => {
    for (const order of [0, 1]) {
      const server = await requested(poshmark, offer());
      const view = await server.view();
      const match = `"${view.order.revision}"`;
      const sends = [
        () => act(server, 'withdraw', {}, { as: 'buyer', match }),
        () => act(server, 'accept', {}, { as: 'seller', match }),
      ];
      const answers = await Promise.all((order ? sends.reverse() : sends).map((send) => send()));
      assert.deepEqual(answers.map(({ status }) => status).sort(), [200, 412]);
      const { cancellation, order: after } = await server.view();
      assert.equal(after.payment.refunded.amount, cancellation?.state === 'cancelled' ? 4500 : 0);
    }
  });

  it('long after goes by the policy that the cancellation was made under', async () => {
    const one = await refunding();
    await act(one, 'refund');
    const strict = { ...shopBuilder, version: '2', lifecycle: { ...shopBuilder.lifecycle!, undo: undefined } };
    const { undo, ...lifecycle } = strict.lifecycle;
    const two = aServer({ policies: [{ ...strict, lifecycle } as CancelPolicy], store: one.store, shop: one.shop });
    two.shop.restore(one.shop.snapshot());
    const view = await two.view('seller');
    assert.equal(view.policy.version, '2');
    assert.ok(view.actions?.includes('undo'), String(view.actions));
    const undone = await act(two, 'undo', { acknowledged: ['recapture'] });
    assert.equal(undone.view.cancellation?.state, 'undone');
  });

  it('BL-14 that declines gives the order its previous status back', async () => {
    const server = await requested(bricklink, anOrder({ status: 'PACKED' }), {
      reason: 'mutual-agreement',
      comment: 'As agreed.',
    });
    assert.equal((await server.view()).order.status, 'OCR');
    const { view } = await act(server, 'decline', { reason: 'already-packed', comment: 'It is in the box.' });
    assert.deepEqual([view.order.status, view.cancellation?.state], ['PACKED', 'declined']);
    assert.equal((await server.view()).cancellation?.decision?.comment, 'It is in the box.');
  });

  it('SB-5 that rejects carries a reason that the customer sees', async () => {
    const server = await requested(shopBuilder, preparing());
    assert.equal((await act(server, 'decline')).problem.code, 'reason-invalid');
    const { view } = await act(server, 'decline', { reason: 'made-to-order' });
    assert.equal(view.order.status, 'PREPARING');
    const letter = server.events.findLast((event) => event.type === 'notify' && event.to === 'buyer');
    assert.ok(letter?.type === 'notify' && letter.text.includes('Made to order'), JSON.stringify(letter));
  });

  it('PM-14 turns to support at once after a refusal, and support decides', async () => {
    const server = await requested(poshmark, offer());
    await act(server, 'decline');
    const asked = await act(server, 'escalate', { comment: 'We had agreed.' }, { as: 'buyer' });
    assert.equal(asked.view.cancellation?.state, 'escalated');
    assert.equal((await act(server, 'resolve', {}, { as: 'support' })).problem.issues?.[0]?.path[0], 'outcome');
    const { view } = await act(server, 'resolve', { outcome: 'cancel' }, { as: 'support' });
    assert.deepEqual([view.cancellation?.state, view.order.payment.refunded.amount], ['cancelled', 4500]);
  });

  it("PM-5 lets the seller's remark stand on the buyer's record, once", async () => {
    const server = aServer({ policies: [poshmark] });
    await server.cancel({ action: 'cancel' });
    assert.equal((await act(server, 'remark')).problem.code, 'comment-required');
    const { view } = await act(server, 'remark', { comment: 'Cancelled within the hour.' });
    assert.deepEqual(
      view.order.buyer.remarks?.map(({ text }) => text),
      ['Cancelled within the hour.'],
    );
    assert.equal((await act(server, 'remark', { comment: 'Again.' })).problem.code, 'illegal-transition');
  });
});

describe('a refund in parts', () => {
  it('SB-7 is complete with the last cent, not before', async () => {
    const server = await refunding();
    for (const [amount, state, refunded] of [
      [1500, 'refunding', 1500],
      [2999, 'refunding', 4499],
    ] as const) {
      const { view } = await act(server, 'refund', { refund: { amount } });
      assert.deepEqual(
        [view.cancellation?.state, view.cancellation?.refund?.refunded.amount, view.order.payment.refunded.amount],
        [state, refunded, refunded],
      );
      assert.equal(view.order.status, 'CANCELLATION_IN_PROGRESS');
    }
    const more = await act(server, 'refund', { refund: { amount: 2 } });
    assert.deepEqual([more.status, more.problem.issues?.[0]?.code], [400, 'too-large']);
    const { view } = await act(server, 'refund');
    assert.deepEqual([view.cancellation?.state, view.order.status], ['cancelled', 'CANCELLED']);
    assert.deepEqual(sumsOf(view.cancellation?.refund), {
      due: usd(4500),
      refunded: usd(4500),
      method: 'original',
      status: 'settled',
    });
    assert.equal((await act(server, 'refund')).problem.code, 'illegal-transition');
    const log = await server.log('seller');
    assert.deepEqual(
      log.map(({ type, action, state, amount }) => [action ?? type, state, amount?.amount]),
      [
        ['order', undefined, undefined],
        ['policy', undefined, undefined],
        ['cancel', 'refunding', undefined],
        ['refund', 'refunding', 1500],
        ['refund', 'refunding', 2999],
        ['refund', 'cancelled', 1],
      ],
    );
  });

  it('that is sent twice at once is made once', async () => {
    const server = await refunding();
    const { order } = await server.view();
    const sent = { as: 'seller', match: `"${order.revision}"` };
    const answers = await Promise.all([1, 2, 3].map(() => act(server, 'refund', { refund: { amount: 4000 } }, sent)));
    assert.deepEqual(answers.map(({ status }) => status).sort(), [200, 412, 412]);
    assert.equal(server.shop.orders()[0]?.payment.refunded.amount, 4000);
  });

  /** A shop that says something else of its next refund, and does nothing where that is that it failed. */
  function saying(...words: ('pending' | 'failed')[]) {
    const shop = memoryShop([preparing()]);
    const said = new Map<string, 'pending' | 'failed'>();
    return {
      ...shop,
      async commit(...[orderId, revision, effects, meta]: Parameters<typeof shop.commit>) {
        const money = effects.some(({ type }) => type === 'refund');
        const word = money ? words.shift() : undefined;
        if (word) said.set(meta.id, word);
        // Neither counts: what is under way has not arrived.
        const others = effects.filter(({ type }) => type !== 'refund');
        const nothing = word === 'failed' && meta.action === 'refund';
        const done = await shop.commit(orderId, revision, nothing ? [] : word ? others : effects, meta);
        return word && done.ok ? { ...done, refund: word } : done;
      },
      async committed(orderId: string, id: string) {
        const done = await shop.committed(orderId, id);
        const word = said.get(id);
        return done && word ? { ...done, refund: word } : done;
      },
    };
  }

  it('that fails leaves what was refunded as it was, and may be made again', async () => {
    const shop = saying('failed');
    const server = aServer({ policies: [shopBuilder], shop });
    const send = (action: string, body: object) => act({ ...server, shop } as Server, action, body);
    await server.post(
      '/orders/o1/cancellation',
      { action: 'cancel', reason: 'sold-out', policyHash: policyHash(shopBuilder) },
      { ...posted, match: '"r1"' },
    );
    const told = server.events.length;
    const failed = await send('refund', {});
    assert.deepEqual(
      [failed.status, failed.view.cancellation?.state, failed.view.order.status],
      [200, 'refunding', 'CANCELLATION_IN_PROGRESS'],
    );
    assert.deepEqual(sumsOf(failed.view.cancellation?.refund), {
      due: usd(4500),
      refunded: usd(0),
      method: 'original',
      status: 'failed',
    });
    assert.equal(
      server.events.slice(told).filter(({ type }) => type === 'notify').length,
      0,
      'nobody is told of money',
    );
    const { view } = await send('refund', {});
    assert.deepEqual([view.cancellation?.state, view.cancellation?.refund?.status], ['cancelled', 'settled']);
    assert.equal(shop.orders()[0]?.payment.refunded.amount, 4500);
  });

  it('that failed for an earlier part is still owed, and made again, when another part was cancelled since', async () => {
    const shop = saying('failed');
    const atOnce: CancelPolicy = {
      ...shopBuilder,
      lifecycle: { ...(shopBuilder.lifecycle as Lifecycle), completes: 'at-once' },
    };
    const server = aServer({ policies: [atOnce], shop });
    const cancelLines = async (lines: object[], match: string) => {
      const body = { action: 'cancel', reason: 'sold-out', lines, policyHash: policyHash(atOnce) };
      return (await server.post('/orders/o1/cancellation', body, { ...posted, match })).view;
    };
    const first = await cancelLines([{ id: 'l2', quantity: 1 }], '"r1"');
    assert.deepEqual([first.cancellation?.state, first.cancellation?.refund?.status], ['cancelled', 'failed']);
    const second = await cancelLines([{ id: 'l2', quantity: 1 }], `"${first.order.revision}"`);
    assert.equal(second.cancellation?.refund?.status, 'settled');

    const former = first.cancellation?.id ?? '';
    const seen = await server.fetch(`/cancellations/${former}`, { as: 'seller' });
    assert.deepEqual(
      seen.view.actions?.filter((action) => action !== 'cancel'),
      ['refund'],
    );
    const again = (action: string, key?: string) =>
      server.post(
        `/cancellations/${former}/${action}`,
        {},
        {
          ...posted,
          match: `"${shop.orders()[0]?.revision}"`,
          ...(key !== undefined && { key }),
        },
      );
    assert.equal((await again('undo')).problem.code, 'illegal-transition');
    const told = server.events.length;
    const answer = await again('refund', 'the-same');
    assert.equal(answer.status, 200, answer.text);
    const { view, text } = await server.fetch(`/cancellations/${former}`, { as: 'seller' });
    assert.equal(answer.text, text, 'shows the one that was acted on');
    assert.equal((await again('refund', 'the-same')).text, text, 'whenever it is asked');
    assert.deepEqual(sumsOf(view.cancellation?.refund), {
      ...sumsOf(first.cancellation?.refund),
      refunded: first.cancellation?.refund?.due,
      status: 'settled',
    });
    assert.equal(shop.orders()[0]?.payment.refunded.amount, 1000);
    const letters = server.events.slice(told).filter((event) => event.type === 'notify');
    assert.ok(letters.length > 0 && letters.every(({ cancellationId }) => cancellationId === former), 'of this one');
    assert.equal((await again('refund')).problem.code, 'illegal-transition', 'nothing is owed any more');
  });

  it('that is under way counts, so that it is not made twice', async () => {
    const shop = saying('pending');
    const server = aServer({ policies: [shopBuilder], shop });
    const send = (action: string, body: object) => act({ ...server, shop } as Server, action, body);
    await server.post(
      '/orders/o1/cancellation',
      { action: 'cancel', reason: 'sold-out', policyHash: policyHash(shopBuilder) },
      { ...posted, match: '"r1"' },
    );
    const { view } = await send('refund', { refund: { amount: 4000 } });
    assert.deepEqual([view.cancellation?.refund?.refunded.amount, view.cancellation?.refund?.status], [0, 'pending']);
    assert.equal((await send('refund', { refund: { amount: 501 } })).problem.issues?.[0]?.code, 'too-large');
    assert.equal((await send('refund', { refund: { amount: 500 } })).view.cancellation?.state, 'cancelled');
  });
});

describe('part of an order', () => {
  const lines = [{ id: 'l2', quantity: 2 }];

  it('SB-12 is cancelled by line and quantity, refunded, and the rest can be shipped', async () => {
    const server = await refunding({}, { lines, restock: true });
    const { view } = await act(server, 'refund');
    assert.deepEqual([view.order.status, view.cancellation?.state], ['PREPARING', 'cancelled']);
    assert.deepEqual(
      [view.order.lines[1]?.cancelledQuantity, view.order.payment.refunded.amount, server.shop.lots()[0]?.quantity],
      [2, 1000, 2],
    );
    server.shop.ship('o1', start, 'IN_TRANSIT');
    assert.equal((await server.view()).order.status, 'IN_TRANSIT');
  });

  it('SB-12 after another adds up to what was paid, to the cent', async () => {
    const server = await refunding({}, { lines });
    await act(server, 'refund');
    assert.equal((await server.cancel({ action: 'cancel', reason: 'sold-out' }, posted)).status, 201);
    const { view } = await act(server, 'refund');
    assert.deepEqual([view.order.status, view.order.payment.refunded.amount], ['CANCELLED', 4500]);
  });

  for (const [name, asked, path, code] of [
    ['a line that is not of the order', [{ id: 'l9', quantity: 1 }], ['lines', 0, 'id'], 'value'],
    ['more than is left', [{ id: 'l2', quantity: 4 }], ['lines', 0, 'quantity'], 'too-large'],
    [
      'a line twice',
      [
        { id: 'l2', quantity: 1 },
        { id: 'l2', quantity: 1 },
      ],
      ['lines', 1, 'id'],
      'duplicate-id',
    ],
  ] as const) {
    it(`is refused: ${name}`, async () => {
      const server = aServer({ policies: [shopBuilder], orders: [preparing()] });
      const { status, problem } = await server.cancel({ action: 'cancel', reason: 'sold-out', lines: asked }, posted);
      assert.deepEqual([status, problem.issues], [400, [{ path, code }]]);
    });
  }
});

describe('undoing', () => {
  it('SB-9 is possible while the refund runs and after it, and gives the status back', async () => {
    const early = await refunding();
    assert.equal((await act(early, 'undo')).view.order.status, 'PREPARING');
    const late = await refunding({ payment: { method: 'points', paid: usd(4500), refunded: usd(0) } });
    assert.equal((await late.view()).cancellation?.state, 'cancelled');
    const { view } = await act(late, 'undo');
    assert.deepEqual([view.order.status, view.cancellation?.state], ['PREPARING', 'undone']);
    assert.equal((await act(late, 'undo')).status, 409);
  });

  for (const [id, guard, payment, method] of [
    ['SB-10', 'repayment', 'card', 'bank_deposit'],
    ['SB-11', 'recapture', 'card', 'original'],
  ] as const) {
    it(`${id} warns, and is done once that is acknowledged: ${guard}`, async () => {
      const server = await refunding(
        { payment: { method: payment, paid: usd(4500), refunded: usd(0) } },
        { refund: { method } },
      );
      await act(server, 'refund');
      const { json } = await server.post('/orders/o1/preview', { action: 'cancel' }, posted);
      assert.deepEqual(json.obstacles, [{ guard, answer: 'acknowledge' }]);
      const refused = await act(server, 'undo');
      assert.deepEqual(
        [refused.status, refused.problem.code, refused.problem.issues],
        [422, 'undo-unsafe', [{ path: ['acknowledged', guard], code: 'acknowledge' }]],
      );
      assert.equal((await act(server, 'undo', { acknowledged: [guard] })).view.cancellation?.state, 'undone');
    });
  }

  it('SB-12 is refused where a restored coupon was used since, acknowledged or not', async () => {
    const server = await refunding({ coupons: [{ code: 'SPRING' }] }, { restoreCoupons: true });
    assert.deepEqual(server.shop.coupons(), [{ orderId: 'o1', code: 'SPRING', restored: true }]);
    server.shop.change('o1', { coupons: [{ code: 'SPRING', usedSince: true }] });
    const { status, problem } = await act(server, 'undo', { acknowledged: ['coupons'] });
    assert.deepEqual([status, problem.issues], [422, [{ path: ['acknowledged', 'coupons'], code: 'refuse' }]]);
  });

  it('SB-12 is refused by the shop where what was restocked is sold, and the key is free again', async () => {
    const server = await refunding({}, { restock: true });
    server.shop.sell('B', 1);
    const sent = { as: 'seller', key: 'mine' };
    const { status, problem } = await act(server, 'undo', {}, sent);
    assert.deepEqual(
      [status, problem.code, problem.issues],
      [422, 'undo-unsafe', [{ path: ['acknowledged', 'stock'], code: 'refuse' }]],
    );
    assert.deepEqual([problem.view?.cancellation?.state, await server.store.unfinished()], ['refunding', []]);
    assert.equal((await act(server, 'refund', {}, sent)).status, 200);
  });

  it('takes items out of stock again, so that none is restocked twice', async () => {
    const server = await refunding({}, { restock: true });
    await act(server, 'undo');
    assert.deepEqual(
      server.shop.lots().map(({ quantity }) => quantity),
      [0, 0],
    );
    await server.cancel({ action: 'cancel', reason: 'sold-out', restock: true }, posted);
    assert.deepEqual(
      server.shop.lots().map(({ quantity }) => quantity),
      [1, 3],
    );
  });
});

describe("the parts marketplace's effects", () => {
  const comment = 'As we agreed.';
  const fee = { amount: usd(135), billedMonth: '2026-03' };
  const lot = { id: 'lot-1', sku: 'A', title: 'Jacket', quantity: 4, unitPrice: usd(2900) };
  const at = async (changes: Partial<Order>, body: object = {}, as = 'seller') => {
    const shop = memoryShop([anOrder({ status: 'PAID', paidAt: ago(hours(1)), fee, ...changes })], { lots: [lot] });
    const server = aServer({ policies: [bricklink], shop });
    const { revision } = shop.orders()[0]!;
    const reason = as === 'seller' ? 'mutual-agreement' : 'seller-silent';
    const answer = await server.post(
      '/orders/o1/cancellation',
      { action: 'cancel', reason, comment, policyHash: policyHash(bricklink), ...body },
      { as, match: `"${revision}"` },
    );
    assert.equal(answer.status, 201, answer.text);
    return { shop, view: answer.view };
  };

  it('BL-15 BL-19 consolidate an item with its lot, old values kept, or make a new lot', async () => {
    const { shop } = await at({});
    assert.deepEqual(
      shop.lots().map(({ sku, quantity, unitPrice }) => [sku, quantity, unitPrice.amount]),
      [
        ['A', 5, 2900],
        ['B', 3, 500],
      ],
    );
  });

  it('BL-16 BL-17 take what the seller edited, with new values, and leave out what was deleted', async () => {
    const inventory = [
      { lineId: 'l1', action: 'consolidate', values: 'new', edits: { unitPrice: usd(3100) } },
      { lineId: 'l2', action: 'delete' },
    ];
    const { shop } = await at({}, { inventory });
    assert.deepEqual(shop.lots(), [{ ...lot, title: 'Jacket', quantity: 5, unitPrice: usd(3100) }]);
  });

  const alert = (kind: string) => ({
    status: kind,
    placedAt: ago(days(30)),
    notices: [{ kind, filedAt: ago(days(15)) }],
  });

  for (const kind of ['NSS', 'NRS']) {
    it(`BL-20 BL-22 neither items nor the fee come back where the buyer cancels by ${kind}`, async () => {
      const { shop, view } = await at(alert(kind), {}, 'buyer');
      assert.deepEqual([shop.lots(), view.order.fee, shop.credits()], [[lot], fee, {}]);
    });
  }

  it("BL-20 no items where the seller's account is terminated", async () => {
    const { shop } = await at({ seller: { id: 'seller-1', name: 'Grace', status: 'terminated' } }, {}, 'buyer');
    assert.deepEqual(shop.lots(), [lot]);
  });

  it('BL-21 ends the pending requests to remove items', async () => {
    const { view } = await at({
      itemRemovalRequests: [
        { id: 'x1', status: 'pending' },
        { id: 'x2', status: 'done' },
      ],
    });
    assert.deepEqual(
      view.order.itemRemovalRequests?.map(({ status }) => status),
      ['cancelled', 'done'],
    );
  });

  it('BL-22 resets the fee within the month', async () => {
    const { shop, view } = await at({});
    assert.deepEqual([view.order.fee?.amount.amount, shop.credits()], [0, {}]);
  });

  it('BL-23 leaves the fee on a past bill and credits it to the next invoice', async () => {
    const placedAt = ago(days(20));
    const { shop, view } = await at({ placedAt, fee: { ...fee, billedMonth: '2026-02' } });
    assert.deepEqual(view.order.fee?.amount, usd(135));
    assert.deepEqual(shop.credits(), { '2026-03': [{ orderId: 'o1', amount: usd(135) }] });
  });
});
