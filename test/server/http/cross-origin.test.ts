import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { describe, it } from 'node:test';
import poshmark from '../../../src/policy/presets/poshmark.ts';
import { memoryShop, memoryStore } from '../../../src/server/index.ts';
import { anOrder, aServer } from '../setup.ts';

const ownOrigin = 'https://shop.example';
const partner = 'https://pages.example';

/** `null`: the header is not there. */
const sites = [null, 'same-origin', 'same-site', 'cross-site', 'none', '', 'SAME-ORIGIN', 'same-origin, none'];
const origins = [
  null,
  ownOrigin,
  partner,
  'https://evil.example',
  'https://blog.shop.example',
  'http://shop.example',
  'https://shop.example:8443',
  'https://shop.example.evil.example',
  'https://SHOP.example',
  'null',
  '',
];
const types = [
  null,
  'application/json',
  'Application/JSON; charset=utf-8',
  'application/json;',
  'text/plain',
  'text/plain; a=application/json',
  'application/x-www-form-urlencoded',
  'multipart/form-data; boundary=x',
  'application/json-patch+json',
  'application/problem+json',
  '',
];
const json = new Set(types.slice(1, 4));

/** What the contract says of a write: 415 before 403; then a partner's page, then what the browser vouches for, then the origin. */
function expected(site: string | null, origin: string | null, isType: boolean, partners: readonly string[]): number {
  if (!isType) return 415;
  if (origin !== null && partners.includes(origin)) return 201;
  if (site !== null) return site === 'same-origin' || site === 'none' ? 201 : 403;
  return origin === null || origin === ownOrigin ? 201 : 403;
}

const file = Uint8Array.from(Buffer.from('%PDF-1.7 a letter'));
const sha256 = createHash('sha256').update(file).digest('hex');
const fileTypes = ['application/pdf', null, 'text/html', 'application/json', 'application/x-www-form-urlencoded'];

interface Write {
  method: 'POST' | 'PUT';
  path: string;
  body: BodyInit;
  types: readonly (string | null)[];
  isType(type: string | null): boolean;
}

const post = (path: string, body: object): Write => ({
  method: 'POST',
  path,
  body: JSON.stringify(body),
  types,
  isType: (type) => json.has(type),
});

const writes: Write[] = [
  post('/orders/o1/cancellation', { action: 'cancel', policyHash: '' }),
  post('/orders/o1/preview', { action: 'cancel', policyHash: '' }),
  post('/orders/o1/messages', { to: 'seller', text: 'Where is it?' }),
  post('/withdrawals', { name: 'Ada', address: 'ada@example.com' }),
  {
    method: 'PUT',
    path: `/attachments/${sha256}`,
    body: file,
    types: fileTypes,
    isType: (type) => type === 'application/pdf',
  },
];

describe('a write is taken or refused by what it says of where it comes from', () => {
  for (const { method, path, body, types: all, isType } of writes) {
    for (const partners of [[], [partner]]) {
      const count = sites.length * origins.length * all.length;
      it(`${method} ${path.replace(sha256, '{sha256}')}: ${count} combinations, ${partners.length} origins allowed`, async () => {
        const shop = memoryShop([anOrder()]);
        const store = memoryStore();
        const { server, view } = aServer({ policies: [poshmark], shop, store, allowedOrigins: partners });
        const { policy, order } = await view();
        const given =
          typeof body === 'string' ? body.replace('"policyHash":""', `"policyHash":"${policy.hash}"`) : body;
        const wrong: unknown[] = [];
        let done = 0;
        for (const site of sites) {
          for (const origin of origins) {
            for (const type of all) {
              const headers = new Headers({
                'X-Person': 'buyer',
                'Idempotency-Key': 'k',
                'If-Match': `"${order.revision}"`,
              });
              for (const [name, value] of [
                ['Sec-Fetch-Site', site],
                ['Origin', origin],
                ['Content-Type', type],
              ] as const) {
                if (value !== null) headers.set(name, value);
              }
              // A body of text has a type of its own, unless it is of bytes.
              const bytes = typeof given === 'string' ? new TextEncoder().encode(given) : given;
              const request = new Request(`${ownOrigin}${path}`, { method, headers, body: bytes });
              const { ok, status: answered } = await server.fetch(request);
              // What is there already, and what is only looked at, is answered with 200.
              const status = ok ? 201 : answered;
              const wanted = expected(site, origin, isType(type), partners);
              if (status !== wanted) wrong.push({ site, origin, type, status, wanted });
              if (wanted === 201) done++;
              else if (done === 0) {
                assert.deepEqual(shop.ledger(), [], 'nothing that was refused had an effect');
              }
            }
          }
        }
        assert.deepEqual(wrong, []);
        assert.ok(done > 0);
        // They had one key.
        assert.ok(shop.ledger().length <= 1);
      });
    }
  }
});

describe('a method that a request names beside its own', () => {
  const names = ['X-HTTP-Method-Override', 'X-HTTP-Method', 'X-Method-Override', 'X-Original-Method'];

  it('counts for nothing: what reads goes on to read, and what is not there is not allowed', async () => {
    const server = aServer({ policies: [poshmark] });
    for (const name of names) {
      for (const other of ['POST', 'PUT', 'DELETE', 'GET']) {
        const headers = { [name]: other };
        assert.equal((await server.fetch('/orders/o1', { headers })).status, 200);
        assert.equal((await server.fetch('/orders/o1/cancellation', { headers })).status, 405);
        assert.equal((await server.fetch('/orders/o1', { method: 'DELETE', headers })).status, 405);
      }
    }
    for (const query of ['_method=POST', 'method=POST', 'X-HTTP-Method-Override=DELETE']) {
      assert.equal((await server.fetch(`/orders/o1/cancellation?${query}`)).status, 405);
    }
    assert.deepEqual(server.shop.ledger(), []);
  });

  it('is no member of a body', async () => {
    const server = aServer({ policies: [poshmark] });
    const { status, problem } = await server.cancel({ action: 'cancel', _method: 'DELETE' });
    assert.deepEqual([status, problem.code], [400, 'invalid-request']);
  });
});

describe('an id that looks like a path', () => {
  const ids = [
    '.',
    '..',
    '../o2',
    '../../policies/poshmark',
    'o1/cancellation',
    'o1/../o2',
    '/o1',
    'o1/',
    '//evil.example/o1',
    '..\\o2',
    '%2e%2e',
    '%2e%2e%2fo2',
    '..%252fo2',
    'o1;o2',
    'o1?id=o2',
    'o1#o2',
    'o1\0',
    'o1 ',
    ' o1',
    'o1\n',
    'O1',
    '%6f1',
    '․․/o2',
    '．．／o2',
    '__proto__',
    'constructor',
    '*',
    "o1' or '1'='1",
    '',
  ];

  it('reaches the order of that id, and no other', async () => {
    const asked: string[] = [];
    const goods = memoryShop([anOrder(), anOrder({ id: 'o2', number: '1002' })]);
    const shop = {
      ...goods,
      async order(id: string) {
        asked.push(id);
        return goods.order(id);
      },
    };
    const { fetch, post: write } = aServer({ policies: [poshmark], shop });
    for (const id of ids) {
      const name = encodeURIComponent(id);
      // What the URL parser itself takes for a step never comes as an id.
      const isStep = new URL(`https://shop.example/orders/${name}/x`).pathname !== `/orders/${name}/x`;
      asked.length = 0;
      const answers = [
        await fetch(`/orders/${name}`),
        // A step leads to the stream of changes, which does not end.
        await fetch(isStep ? '/orders/none' : `/orders/${name}/events`),
        await fetch(`/orders?number=${name}`),
        await fetch(`/cancellations/${name}`),
        await fetch(`/attachments/${name}`),
        await fetch(`/policies/${name}?hash=${name}`),
        await write(`/orders/${name}/cancellation`, { action: 'cancel' }),
        await write(`/orders/${name}/messages`, { to: 'seller', text: 'Hi' }),
        await write(`/orders/o1/${name}`, { action: 'cancel' }),
        await write(`/cancellations/${name}/${name}`, {}),
      ];
      for (const { status } of answers)
        assert.ok([200, 400, 404, 405].includes(status), `${JSON.stringify(id)}: ${status}`);
      assert.equal(
        answers.some(({ text }) => text.includes('"lines"')),
        false,
        `${JSON.stringify(id)} reached an order`,
      );
      if (!isStep)
        assert.deepEqual(
          asked.filter((one) => one !== id && one !== 'o1'),
          [],
          JSON.stringify(id),
        );
    }
    assert.deepEqual(goods.ledger(), []);
  });

  it('is an order’s own where a shop calls it so', async () => {
    // No id has control characters, and steps are the URL parser's.
    const named = ids.filter((id) => id.length > 2 && !/\p{Cc}/u.test(id));
    const { fetch } = aServer({
      policies: [poshmark],
      orders: named.map((id, at) => anOrder({ id, number: `n${at}` })),
    });
    for (const id of named) {
      const { status, view } = await fetch(`/orders/${encodeURIComponent(id)}`);
      assert.deepEqual([status, view.order?.id], [200, id]);
    }
  });
});
