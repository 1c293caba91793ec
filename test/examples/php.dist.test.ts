import assert from 'node:assert/strict';
import { after, describe, it } from 'node:test';
import { setTimeout } from 'node:timers/promises';
import fc from 'fast-check';
import { httpShop, memoryJournal, type ShopEffect } from '../../src/server/index.ts';
import { checkShop } from '../../src/server/shops/http/check-shop.ts';
import { anExample } from './php.ts';

const without = [
  'coupons',
  'fee',
  'penalty',
  'removal-requests',
  'strike',
  'remark',
  'notices',
  'hold-fulfilment',
  'release-fulfilment',
] as const;

const example = await anExample();
after(() => example.close());
const shop = httpShop({
  url: `${example.shopUrl}/order-cancel`,
  secret: example.secret,
  without,
  journal: memoryJournal(),
});

/** Nothing of these has been touched. */
const orders = Array.from({ length: 24 }, (_, at) => `o${at + 1}`);

describe('the example shop in PHP', () => {
  it('passes every case that check-shop has', async () => {
    const found = [];
    for await (const one of checkShop({
      url: `${example.shopUrl}/order-cancel`,
      secret: example.secret,
      without,
      orders: orders.splice(0, 10),
    }))
      found.push(one);
    assert.deepEqual(
      found.filter(({ outcome }) => outcome !== 'passed'),
      [],
    );
    assert.ok(found.length > 10);
  });

  it('does not undo what changes in the moment in which a step is on its way', async () => {
    const id = orders.shift() ?? '';
    const line = (await shop.order(id))?.lines.find(({ quantity }) => quantity > 1);
    assert.ok(line);
    const step = (transition: string, quantity: number) => ({
      effects: [{ type: 'lines', lines: [{ id: line.id, quantity }], key: `${transition}:0` }] as ShopEffect[],
      meta: {
        id: transition,
        cancellationId: 'c',
        state: 'cancelled',
        action: 'cancel',
        actor: 'seller',
        at: '2026-03-10T12:00:00Z',
        afterShipment: false,
      } as const,
    });
    const [staff, ours] = [step('5'.repeat(32), 2), step('6'.repeat(32), 1)];
    const between: typeof fetch = async (input, init) => {
      const { revision = '' } = (await shop.order(id)) ?? {};
      if (init?.method === 'PUT') assert.ok((await shop.commit(id, revision, staff.effects, staff.meta)).ok);
      return fetch(input, init);
    };
    const late = httpShop({
      url: `${example.shopUrl}/order-cancel`,
      secret: example.secret,
      without,
      journal: memoryJournal(),
      fetch: between,
    });
    const { revision = '' } = (await late.order(id)) ?? {};
    assert.deepEqual(await late.commit(id, revision, ours.effects, ours.meta), { ok: false });
    assert.equal((await shop.order(id))?.lines.find((one) => one.id === line.id)?.cancelledQuantity, 2);
  });

  it('is told from one that answers nothing, or something else', async () => {
    const failing = [];
    for await (const one of checkShop({ url: `${example.shopUrl}/elsewhere`, secret: example.secret, orders: [] }))
      failing.push(one.outcome);
    assert.ok(!failing.includes('passed'));
  });

  it('I1 I7 has each cancellation done once or not at all, whenever its server is killed', async () => {
    const seed = fc.sample(fc.nat(), 1)[0] as number;
    console.log(`# seed ${seed}`);
    const pauses = fc.sample(fc.integer({ min: 0, max: 150 }), { numRuns: 8, seed });
    await example.startServer();
    const ask = (path: string, init: RequestInit = {}) =>
      fetch(`${example.serverUrl}/cancellations/${path}`, {
        ...init,
        headers: { Authorization: `Bearer ${example.tokenOf('mill', 'seller')}`, ...init.headers },
        signal: AbortSignal.timeout(15_000),
      });
    const acknowledged: string[] = [];
    const used = orders.splice(0, pauses.length);
    for (const [at, pause] of pauses.entries()) {
      const id = used[at] as string;
      const { order, policy } = await (await ask(`orders/${id}`)).json();
      const sent = ask(`orders/${id}/cancellation`, {
        method: 'POST',
        headers: {
          'Content-Type': 'application/json',
          'If-Match': `"${order.revision}"`,
          'Idempotency-Key': `key-${id}`,
        },
        body: JSON.stringify({ action: 'cancel', reason: 'sold-out', policyHash: policy.hash }),
      }).then(
        ({ status }) => status,
        () => null,
      );
      await setTimeout(pause);
      await example.killServer();
      if ((await sent) === 201) acknowledged.push(id);
      await example.startServer();
    }
    for (const id of used) {
      // What was begun is finished by itself.
      for (const end = Date.now() + 60_000; ; await setTimeout(100)) {
        const { pending, cancellation } = await (await ask(`orders/${id}`)).json();
        if (!pending && (cancellation === null || cancellation.state === 'cancelled')) break;
        assert.ok(Date.now() < end, `${id} is still ${JSON.stringify({ pending, cancellation })}`);
      }
      const order = await shop.order(id);
      const { paid, refunded } = order?.payment ?? {};
      const isDone = order?.status === 'CANCELLED';
      assert.equal(refunded?.amount, isDone ? paid?.amount : 0, id);
      for (const { quantity, cancelledQuantity } of order?.lines ?? [])
        assert.equal(cancelledQuantity, isDone ? quantity : 0);
      if (acknowledged.includes(id)) assert.ok(isDone, `${id} was said to be cancelled`);
    }
  });
});
