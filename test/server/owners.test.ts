import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import type { Actor } from '../../src/domain/records.ts';
import poshmark from '../../src/policy/presets/poshmark.ts';
import type { Principal } from '../../src/server/index.ts';
import { isOwner, ownerOf } from '../../src/server/owners.ts';
import { anOrder, aServer } from './setup.ts';

const seven: Record<string, Principal> = {
  customer: { id: '7', roles: ['buyer'] },
  merchant: { id: '7', roles: ['seller'] },
  both: { id: '7', roles: ['seller', 'buyer'] },
  other: { id: '8', roles: ['buyer', 'seller'] },
};

/** Customer 7 has bought of merchant 8 (`o1`), merchant 7 has sold to customer 8 (`o2`). */
function setup() {
  const party = (id: string) => ({ id, name: id, status: 'active' as const });
  return aServer({
    policies: [poshmark],
    orders: [
      anOrder({ buyer: party('7'), seller: party('8') }),
      anOrder({ id: 'o2', buyer: party('8'), seller: party('7') }),
    ],
    authenticate: async (request) => seven[request.headers.get('X-Person') ?? ''] ?? null,
  });
}

describe('a buyer and a seller with the same id', () => {
  const file = Buffer.from('%PDF-1.7 a letter');
  const sha256 = createHash('sha256').update(file).digest('hex');
  const headers = { 'Content-Type': 'application/pdf' };

  it('have nothing of each other’s files', async () => {
    const server = setup();
    const get = async (as: string) =>
      (
        await server.server.fetch(
          new Request(`https://shop.example/attachments/${sha256}`, { headers: { 'X-Person': as } }),
        )
      ).status;
    const put = (as: string) => server.fetch(`/attachments/${sha256}`, { method: 'PUT', as, headers, body: file });
    assert.equal((await put('customer')).status, 201);
    assert.deepEqual([await get('customer'), await get('merchant')], [200, 404]);
    const refers = { text: 'See.', attachments: [{ sha256 }] };
    const sent = await server.post('/orders/o2/messages', { to: 'buyer', ...refers }, { as: 'merchant', match: null });
    assert.equal(sent.status, 400, 'nor can refer to it');
    assert.equal((await put('merchant')).status, 201, 'and are told nothing of it');
    assert.equal(await get('merchant'), 200);
    const own = await server.post('/orders/o1/messages', { to: 'seller', ...refers }, { as: 'customer', match: null });
    assert.equal(own.status, 201);
    await server.server.erase('o1', 'buyer');
    assert.deepEqual([await get('customer'), await get('merchant')], [404, 200], 'erased is only the one’s');
  });

  it('have each their own keys', async () => {
    const server = setup();
    const write = (order: string, as: string, to: string) =>
      server.post(`/orders/${order}/messages`, { to, text: 'Hello' }, { as, key: 'k', match: null });
    assert.equal((await write('o1', 'customer', 'seller')).status, 201);
    assert.equal((await write('o2', 'merchant', 'buyer')).status, 201);
    assert.equal((await write('o2', 'both', 'buyer')).status, 201, 'and who is both has them all');
    assert.equal((await server.log('both', ['message'], 'o2')).length, 1, 'as the merchant who wrote');
  });
});

describe('the name of who put a file', () => {
  it('is theirs with a role that they have in common, and nobody else’s', () => {
    const roles = fc.uniqueArray(fc.constantFrom<Actor>('buyer', 'seller', 'platform'), { minLength: 1 });
    // What names are made of is in the ids too.
    const id = fc.constantFrom('7', '8', ':7', 'buyer:7', 'seller', '+', 'buyer+seller:7', '');
    fc.assert(
      fc.property(fc.record({ id, roles }), fc.record({ id, roles }), (one, other) => {
        const common = one.id === other.id && one.roles.some((role) => other.roles.includes(role));
        assert.equal(isOwner(ownerOf(one), other), common);
      }),
    );
  });
});
