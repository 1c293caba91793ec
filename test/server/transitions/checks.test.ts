import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { CancelPolicy } from '../../../src/domain/policy.ts';
import { policyHash } from '../../../src/domain/values/policy-hash.ts';
import b2b from '../../../src/policy/presets/b2b-supplier.ts';
import bricklink from '../../../src/policy/presets/bricklink.ts';
import poshmark from '../../../src/policy/presets/poshmark.ts';
import shopBuilder from '../../../src/policy/presets/shop-builder.ts';
import { ago, anOrder, aServer, minutes, start } from '../setup.ts';

const cancel = { action: 'cancel', reason: 'changed-mind', policyHash: policyHash(poshmark) };
const atPoshmark = () => aServer({ policies: [poshmark] });

/** One thing wrong with a request, and how it is refused. Listed in the contract's order of checks. */
const faults: { name: string; status: number; code: string; apply: (request: Request_) => void }[] = [
  {
    name: 'a body that is not JSON by its type',
    status: 415,
    code: 'unsupported-media-type',
    apply: (r) => (r.headers['Content-Type'] = 'text/plain'),
  },
  { name: 'a body too large', status: 413, code: 'too-large', apply: (r) => (r.pad = ' '.repeat(70_000)) },
  {
    name: 'another origin',
    status: 403,
    code: 'cross-site',
    apply: (r) => (r.headers['Sec-Fetch-Site'] = 'cross-site'),
  },
  { name: 'no policy named', status: 400, code: 'invalid-request', apply: (r) => (r.body.policyHash = undefined) },
  { name: 'an unknown member', status: 400, code: 'invalid-request', apply: (r) => (r.body.surprise = 1) },
  { name: 'nobody signed in', status: 401, code: 'sign-in-required', apply: (r) => (r.as = null) },
  { name: 'no such order', status: 404, code: 'not-found', apply: (r) => (r.path = '/orders/none/cancellation') },
  { name: 'no If-Match', status: 428, code: 'precondition-required', apply: (r) => (r.match = null) },
  { name: 'a key of another request', status: 422, code: 'key-reused', apply: (r) => (r.key = 'used') },
  { name: 'an old revision', status: 412, code: 'stale-revision', apply: (r) => (r.match = '"old"') },
  { name: 'another decision', status: 409, code: 'decision-changed', apply: (r) => (r.body.action = 'request') },
  { name: 'an unknown reason', status: 422, code: 'reason-invalid', apply: (r) => (r.body.reason = 'whim') },
];

interface Request_ {
  path: string;
  body: Record<string, unknown>;
  pad: string;
  as: string | null;
  match?: string | null;
  key?: string;
  headers: Record<string, string>;
}

async function sendWith(chosen: typeof faults) {
  const server = atPoshmark();
  await server.post('/orders/o1/messages', { to: 'seller', text: 'hello' }, { key: 'used' });
  const request: Request_ = { path: '/orders/o1/cancellation', body: { ...cancel }, pad: '', as: 'buyer', headers: {} };
  // The first fault's own change is to stand.
  for (const { apply } of [...chosen].reverse()) apply(request);
  const { path, body, pad, ...sent } = request;
  return server.post(path, JSON.stringify(body) + pad, sent);
}

describe('the checks of a cancellation', () => {
  for (const [index, fault] of faults.entries()) {
    it(`answers ${fault.status} ${fault.code} to ${fault.name}, whatever comes later`, async () => {
      const alone = await sendWith([fault]);
      assert.deepEqual([alone.status, alone.problem.code], [fault.status, fault.code]);
      assert.equal(alone.headers.get('Content-Type'), 'application/problem+json');
      const { status, problem } = await sendWith(faults.slice(index));
      assert.deepEqual([status, problem.code], [fault.status, fault.code]);
    });
  }

  it('lets a request pass that has none of these', async () => {
    const { status } = await sendWith([]);
    assert.equal(status, 201);
  });

  for (const type of ['application/json', 'Application/JSON; charset=utf-8']) {
    it(`accepts the type ${type}`, async () => {
      assert.equal((await atPoshmark().cancel(cancel, { headers: { 'Content-Type': type } })).status, 201);
    });
  }

  it('refuses a body that is large whatever its Content-Length says', async () => {
    const { server } = atPoshmark();
    const chunk = new TextEncoder().encode(' '.repeat(10_000));
    let sent = 0;
    const body = new ReadableStream({
      pull(controller) {
        sent++;
        controller.enqueue(chunk);
      },
    });
    const init = {
      method: 'POST',
      body,
      duplex: 'half',
      headers: { 'Content-Type': 'application/json', 'Content-Length': '2' },
    };
    const response = await server.fetch(
      new Request('https://shop.example/orders/o1/cancellation', init as RequestInit),
    );
    assert.equal(response.status, 413);
    assert.ok(sent < 20, `${sent} chunks were read of a body without end`);
  });
});

describe('a browser without request streams', () => {
  const sent = async (body: string) => {
    const headers = { 'Content-Type': 'application/json', 'X-Person': 'buyer' };
    const request = new Request('https://shop.example/orders/o1/preview', { method: 'POST', headers, body });
    Object.defineProperty(request, 'body', { value: undefined });
    return (await atPoshmark().server.fetch(request)).status;
  };

  it('is served as any other, within the same bounds', async () => {
    assert.equal(await sent(JSON.stringify(cancel)), 200);
    assert.equal(await sent(`{"action":"cancel"}${' '.repeat(70_000)}`), 413);
  });
});

describe('a body', () => {
  for (const [name, body, path, code] of [
    ['no JSON', '{"action":', [], 'json'],
    ['nothing', '', [], 'json'],
    ['JSON of another kind', '[]', [], 'type'],
    ['no action', '{}', ['action'], 'required'],
    ['an action that does not exist', '{"action":"explode"}', ['action'], 'value'],
    ['a reason that is no text', '{"action":"cancel","reason":1}', ['reason'], 'type'],
    ['a prototype', '{"action":"cancel","policyHash":"h","__proto__":{"a":1}}', ['__proto__'], 'unknown-key'],
    [
      'an unknown member within',
      '{"action":"cancel","refund":{"method":"credits","to":"me"}}',
      ['refund', 'to'],
      'unknown-key',
    ],
    [
      'a negative quantity',
      '{"action":"cancel","lines":[{"id":"l1","quantity":-1}]}',
      ['lines', 0, 'quantity'],
      'too-small',
    ],
    ['a role', '{"action":"cancel","policyHash":"h","actor":"seller"}', ['actor'], 'unknown-key'],
  ] as const) {
    it(`that is ${name} is refused and says where`, async () => {
      const { status, problem } = await atPoshmark().cancel(body);
      assert.equal(status, 400);
      assert.deepEqual(problem.issues?.[0], { path, code });
    });
  }

  it('that is not UTF-8 is refused', async () => {
    const { server } = atPoshmark();
    const init = {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: new Uint8Array([0x22, 0xff, 0x22]),
    };
    assert.equal((await server.fetch(new Request('https://shop.example/orders/o1/cancellation', init))).status, 400);
  });

  it('is the same with its key in quotes and without: what was done is not done again', async () => {
    const shop = atPoshmark();
    const first = await shop.cancel(cancel, { key: 'one-and-the-same' });
    const again = await shop.cancel(cancel, { key: '"one-and-the-same"' });
    assert.deepEqual([first.status, again.status], [201, 201]);
    assert.deepEqual(again.view.cancellation?.id, first.view.cancellation?.id);
    assert.equal((await atPoshmark().cancel(cancel, { key: '""' })).status, 400);
  });

  for (const [name, key] of [
    ['spaces within', 'a b'],
    ['256 characters', 'k'.repeat(256)],
    ['letters beyond ASCII', 'clé'],
  ] as const) {
    it(`with a key of ${name} is refused`, async () => {
      const { status, problem } = await atPoshmark().cancel(cancel, { key });
      assert.equal(status, 400);
      assert.deepEqual(problem.issues, [{ path: ['Idempotency-Key'], code: 'format' }]);
    });
  }
});

describe('If-Match', () => {
  for (const [match, status] of [
    ['"r1"', 201],
    ['"old", "r1"', 201],
    ['W/"r1"', 412],
    ['*', 412],
    ['r1', 412],
    ['"r"', 412],
    ['"R1"', 412],
    ['', 412],
  ] as const) {
    it(`${match || 'that is empty'} gives ${status} for the revision r1`, async () => {
      assert.equal((await atPoshmark().cancel(cancel, { match })).status, status);
    });
  }

  it('that is old brings the fresh view', async () => {
    const { problem } = await atPoshmark().cancel(cancel, { match: '"r0"' });
    assert.equal(problem.view?.order.revision, 'r1');
    assert.deepEqual(problem.view?.actions, ['cancel']);
  });
});

describe('an order that is not yours', () => {
  it('is indistinguishable from one that does not exist', async () => {
    const server = atPoshmark();
    const absent = await server.post('/orders/none/cancellation', cancel);
    const requests = [
      server.cancel(cancel, { as: 'stranger' }),
      server.cancel({ action: 'withdraw-contract' }, { as: 'seller' }),
      server.cancel(cancel, { as: 'stranger', match: null, key: null }),
      server.post('/orders/none/messages', { to: 'seller', text: 'hi' }),
      server.post('/orders/o1/messages', { to: 'seller', text: 'hi' }, { as: 'stranger' }),
      server.post('/orders/o1/preview', cancel, { as: 'stranger' }),
      server.fetch('/orders/o1', { as: 'stranger' }),
      server.fetch('/orders/none'),
      server.fetch('/cancellations/none'),
      server.fetch('/policies/none'),
      server.fetch('/policies/poshmark?hash=none'),
      server.fetch('/nowhere'),
      server.fetch('/orders/%ff'),
    ];
    for (const { status, headers, text } of await Promise.all(requests)) {
      assert.equal(status, 404);
      assert.equal(text, absent.text);
      assert.deepEqual([...headers], [...absent.headers]);
    }
    assert.equal(absent.text.includes('none'), false);
  });

  it('is not yours in a role that you do not have', async () => {
    const server = aServer({
      policies: [poshmark],
      authenticate: async () => ({ id: 'seller-1', roles: ['buyer'] }),
    });
    assert.equal((await server.fetch('/orders/o1')).status, 404);
  });

  it('is open to the platform', async () => {
    const { status, view } = await atPoshmark().fetch('/orders/o1', { as: 'support' });
    assert.equal(status, 200);
    assert.deepEqual(view.actions, []);
  });
});

describe('a decision taken again', () => {
  it('refuses what the window no longer permits, and shows both view and decision', async () => {
    const server = atPoshmark();
    server.clock.now += minutes(120);
    const { status, problem } = await server.cancel(cancel);
    assert.deepEqual([status, problem.code], [409, 'decision-changed']);
    assert.equal(problem.decision?.outcome, 'request');
    assert.deepEqual(problem.view?.actions, ['request']);
    assert.equal(problem.view?.cancellation, null);
  });

  it('refuses what was shown under another policy', async () => {
    const { problem } = await atPoshmark().cancel({ ...cancel, policyHash: 'f'.repeat(64) });
    assert.equal(problem.code, 'decision-changed');
  });

  it('accepts what was shown under this one', async () => {
    const server = atPoshmark();
    const { hash } = (await server.view()).policy;
    assert.equal((await server.cancel({ ...cancel, policyHash: hash })).status, 201);
  });
});

describe('the reason', () => {
  const atBricklink = () => aServer({ policies: [bricklink], orders: [anOrder({ status: 'PENDING' })] });
  const request = { action: 'request', comment: 'The parts are not as listed.' };

  it('BL-1 that is named invalid is refused, and said to be so', async () => {
    const { status, problem } = await atBricklink().cancel({ ...request, reason: 'found-cheaper' });
    assert.deepEqual([status, problem.code], [422, 'reason-invalid']);
    assert.deepEqual(problem.issues, [{ path: ['reason'], code: 'named-invalid' }]);
  });

  it('BL-1 that belongs to the other role is unknown', async () => {
    const { problem } = await atBricklink().cancel({ ...request, reason: 'bogus-order' });
    assert.deepEqual(problem.issues, [{ path: ['reason'], code: 'unknown-reason' }]);
  });

  it('BL-13 is required where the policy demands one', async () => {
    const { problem } = await atBricklink().cancel(request);
    assert.deepEqual([problem.code, problem.issues?.[0]?.code], ['reason-invalid', 'required']);
  });

  it('B2B-2 may be left out where the policy only asks for one', async () => {
    const server = aServer({ policies: [b2b], orders: [anOrder({ status: 'PENDING' })] });
    assert.equal((await server.cancel({ action: 'cancel' })).status, 201);
  });
});

describe('the comment', () => {
  const order = anOrder({ status: 'PENDING' });

  for (const [name, comment] of [
    ['missing', undefined],
    ['blank', ' \n\u00a0'],
  ] as const) {
    it(`BL-12 that is ${name} is refused where it is required`, async () => {
      const server = aServer({ policies: [bricklink], orders: [order] });
      const body = { action: 'cancel', reason: 'unpaid', comment };
      const { status, problem } = await server.cancel(body, { as: 'seller' });
      assert.deepEqual([status, problem.code], [422, 'comment-required']);
    });
  }

  it('BL-12 lets the seller file and cancel in one step', async () => {
    const server = aServer({ policies: [bricklink], orders: [order] });
    const { view } = await server.cancel(
      { action: 'cancel', reason: 'unpaid', comment: 'No payment.' },
      { as: 'seller' },
    );
    assert.deepEqual([view.order.status, view.cancellation?.comment], ['CANCELLED', 'No payment.']);
  });

  const hostile = '<img src=x onerror=alert(1)>\u202e"; DROP TABLE orders;--\ud83d\ude00 & {{x}} $(x)';
  for (const [name, comment] of [
    ['markup, turned text and quotes', hostile],
    ['10,000 characters', 'é'.repeat(10_000)],
  ] as const) {
    it(`keeps ${name} as they were written`, async () => {
      const server = atPoshmark();
      const { status, view } = await server.cancel({ action: 'cancel', comment, message: comment });
      assert.equal(status, 201);
      assert.equal(view.cancellation?.comment, comment);
      const [sent] = server.events.filter((event) => event.type === 'message');
      assert.equal(sent?.message.text, comment);
    });
  }
});

describe('contact', () => {
  const supplier = () =>
    aServer({ policies: [b2b], orders: [anOrder({ status: 'PROCESSING' }), anOrder({ id: 'o2' })] });
  const body = (contacted?: object) => ({ action: 'cancel', ...(contacted && { contacted }) });

  it('B2B-4 has to be made before a cancellation while items are prepared', async () => {
    const { status, problem } = await supplier().cancel(body());
    assert.deepEqual([status, problem.code], [422, 'contact-required']);
  });

  it('B2B-4 is made by a message to the supplier', async () => {
    const server = supplier();
    const sent = await server.post('/orders/o1/messages', { to: 'seller', text: 'Please stop.' });
    assert.equal(sent.status, 201);
    const { status, view } = await server.cancel(body({ messageId: sent.json.message.id }));
    assert.deepEqual([status, view.order.status], [201, 'CANCELLED']);
  });

  it('B2B-4 is made by stating so', async () => {
    assert.equal((await supplier().cancel(body({ statedAt: ago(minutes(5)) }))).status, 201);
  });

  it('may be stated by a clock that is a little ahead', async () => {
    assert.equal((await supplier().cancel(body({ statedAt: ago(-minutes(4)) }))).status, 201);
  });

  for (const [name, statedAt] of [
    ['in the future', ago(-minutes(6))],
    ['without an offset', '2026-03-10T11:00:00'],
    ['on a day that does not exist', '2026-02-30T11:00:00Z'],
  ] as const) {
    it(`is not made by a statement ${name}`, async () => {
      assert.equal((await supplier().cancel(body({ statedAt }))).problem.code, 'contact-required');
    });
  }

  for (const [name, path, to, as] of [
    ['about another order', '/orders/o2/messages', 'seller', 'buyer'],
    ['to the platform', '/orders/o1/messages', 'platform', 'buyer'],
    ['of the supplier', '/orders/o1/messages', 'buyer', 'seller'],
    ['of the platform', '/orders/o1/messages', 'seller', 'support'],
  ] as const) {
    it(`is not made by a message ${name}`, async () => {
      const server = supplier();
      const { json } = await server.post(path, { to, text: 'hello' }, { as });
      assert.equal((await server.cancel(body({ messageId: json.message.id }))).problem.code, 'contact-required');
    });
  }

  it('is not asked for where the policy only recommends it', async () => {
    const server = aServer({ policies: [b2b], orders: [anOrder({ status: 'CONFIRMED' })] });
    assert.equal((await server.cancel(body())).status, 201);
  });
});

describe('what the order or the role does not have', () => {
  const wholeOnly = { ...shopBuilder, lifecycle: { ...shopBuilder.lifecycle!, scope: 'order' as const } };
  const atShop = (policy: CancelPolicy = shopBuilder) =>
    aServer({ policies: [policy], orders: [anOrder({ status: 'PREPARING' })] });
  const bySeller = { action: 'cancel', reason: 'sold-out' };

  for (const [name, extra, path, code] of [
    ['a part of the lines', { lines: [{ id: 'l1', quantity: 1 }] }, ['lines'], 'whole-order-only'],
    [
      'a line twice',
      {
        lines: [
          { id: 'l1', quantity: 1 },
          { id: 'l1', quantity: 1 },
        ],
      },
      ['lines'],
      'whole-order-only',
    ],
    ['a method that the policy lacks', { refund: { method: 'cash' } }, ['refund', 'method'], 'value'],
    ['another amount than is due', { refund: { method: 'points', amount: 1 } }, ['refund', 'amount'], 'value'],
  ] as const) {
    it(`is refused: ${name}`, async () => {
      const { status, problem } = await atShop(wholeOnly).cancel({ ...bySeller, ...extra }, { as: 'seller' });
      assert.equal(status, 400);
      assert.deepEqual(problem.issues, [{ path, code }]);
    });
  }

  it('SB-5 is refused: a buyer who chooses the refund method or the stock', async () => {
    const { problem } = await atShop().cancel({ action: 'request', restock: true, refund: { method: 'bank_deposit' } });
    assert.deepEqual(
      problem.issues?.map(({ code }) => code),
      ['not-for-role', 'value'],
    );
  });

  it('is not refused: all lines in full, a method among the choices, the amount that is due', async () => {
    const lines = [
      { id: 'l2', quantity: 3 },
      { id: 'l1', quantity: 1 },
    ];
    const refund = { method: 'points', amount: 4500 };
    const { status, view } = await atShop().cancel({ ...bySeller, lines, refund, restock: true }, { as: 'seller' });
    assert.equal(status, 201);
    assert.deepEqual([view.cancellation?.lines, view.cancellation?.refund?.method], [null, 'points']);
  });
});

describe('a clock', () => {
  it("that a page moves changes nothing: the server's own counts", async () => {
    const server = atPoshmark();
    const { view } = await server.cancel(cancel, { headers: { Date: new Date(0).toUTCString() } });
    assert.equal(view.cancellation?.requestedAt, new Date(start).toISOString());
  });
});
