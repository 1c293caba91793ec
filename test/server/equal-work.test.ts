import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { describe, it } from 'node:test';
import poshmark from '../../src/policy/presets/poshmark.ts';
import { type CancellationStore, memoryShop, memoryStore, type ShopConnector } from '../../src/server/index.ts';
import { anOrder, aServer } from './setup.ts';

/** Notes every call of an object's functions by name. */
function watched<T extends object>(target: T, calls: string[]): T {
  return new Proxy(target, {
    get: (object, name) => {
      const member = Reflect.get(object, name);
      if (typeof member !== 'function') return member;
      return (...given: unknown[]) => {
        calls.push(String(name));
        return member.apply(object, given);
      };
    },
  });
}

const file = Buffer.from('%PDF-1.7 a letter');
const sha256 = createHash('sha256').update(file).digest('hex');

/** Ada's order with a request, a message and a file in it, beside one that the asker has; and what each request costs. */
async function setup() {
  const calls: string[] = [];
  const shop = memoryShop([
    anOrder({ facts: { fromOffer: true } }),
    anOrder({ id: 'o2', number: '1002', buyer: { id: 'buyer-2', name: 'Zoë', status: 'active' } }),
  ]);
  const store = memoryStore();
  const server = aServer({
    policies: [poshmark],
    shop: watched<ShopConnector>(shop, calls),
    store: watched<CancellationStore>(store, calls),
  });
  const put = (given: Buffer, as = 'buyer') => {
    const bytes = Uint8Array.from(given);
    const headers = { 'Content-Type': 'application/pdf' };
    const name = createHash('sha256').update(bytes).digest('hex');
    return server.fetch(`/attachments/${name}`, { method: 'PUT', as, headers, body: bytes });
  };
  await put(file);
  await server.post('/orders/o1/messages', { to: 'seller', text: 'Hi', attachments: [{ sha256 }] }, { match: null });
  const { view } = await server.cancel({ action: 'request' }, { match: '"r1"' });
  return {
    cancellationId: view.cancellation?.id as string,
    /** The status of a stranger's request, what it answers, and the calls that it took. */
    async cost(path: string, body?: object): Promise<unknown> {
      calls.length = 0;
      const sent = { as: 'stranger', match: '"r1"' };
      const { status, text } = body ? await server.post(path, body, sent) : await server.fetch(path, sent);
      return { status, text: text.replaceAll(path.split('=')[1] ?? path, ''), calls: [...calls] };
    },
    /** The same of putting a file. */
    async put(bytes: Buffer): Promise<{ status: number; calls: string[] }> {
      calls.length = 0;
      const { status } = await put(bytes, 'stranger');
      return { status, calls: [...calls] };
    },
  };
}

const sent = { action: 'request', policyHash: 'x' };
const nobodys = { id: 'none', number: '9999', cancellation: 'c'.repeat(32), sha256: 'f'.repeat(64) };

describe('I10 somebody else’s order costs as many calls as none, and the same ones', () => {
  const cases: [string, (names: typeof nobodys) => [path: string, body?: object]][] = [
    ['by id', ({ id }) => [`/orders/${id}`]],
    ['by id, of several', ({ id }) => [`/orders?id=${id}`]],
    ['by number', ({ number }) => [`/orders?number=${number}`]],
    ['its log', ({ id }) => [`/orders/${id}/events`]],
    ['by its cancellation', ({ cancellation }) => [`/cancellations/${cancellation}`]],
    ['by its file', (names) => [`/attachments/${names.sha256}`]],
    ['asked to be cancelled', ({ id }) => [`/orders/${id}/cancellation`, sent]],
    ['previewed', ({ id }) => [`/orders/${id}/preview`, sent]],
    ['written about', ({ id }) => [`/orders/${id}/messages`, { to: 'seller', text: 'Hi' }]],
    ['with an alert', ({ id }) => [`/orders/${id}/notices`, { kind: 'NPB', action: 'file' }]],
    ['by what is done to its cancellation', ({ cancellation }) => [`/cancellations/${cancellation}/withdraw`, {}]],
    [
      'by evidence for its cancellation',
      ({ cancellation }) => [`/cancellations/${cancellation}/evidence`, { kind: 'statement', text: 'So.' }],
    ],
  ];
  for (const [name, of] of cases) {
    it(name, async () => {
      const { cancellationId, cost } = await setup();
      const theirs = await cost(...of({ id: 'o1', number: '1001', cancellation: cancellationId, sha256 }));
      assert.deepEqual(theirs, await cost(...of(nobodys)));
    });
  }

  it('a file that another has put before is put as any other', async () => {
    const { put } = await setup();
    const theirs = await put(file);
    assert.equal(theirs.status, 201);
    assert.deepEqual(theirs, await put(Buffer.from('%PDF-1.7 another letter')));
  });

  it('a message with a file of another’s is refused as one with none', async () => {
    const { cost } = await setup();
    const written = (name: string) =>
      cost('/orders/o2/messages', { to: 'seller', text: 'Hi', attachments: [{ sha256: name }] });
    assert.deepEqual(await written(sha256), await written(nobodys.sha256));
  });
});
