import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import type { Order } from '../../../src/domain/records.ts';
import shopBuilder from '../../../src/policy/presets/shop-builder.ts';
import { memoryStore, type SentReceipt } from '../../../src/server/index.ts';
import { anOrder, aServer, hours, start } from '../setup.ts';

const trader = { name: 'Kawabe Crafts' };
const half = 30_000;

/** Servers over one store, and what their hosts were asked to send. */
function aShop({ orders = [anOrder()], send = () => {} }: { orders?: Order[]; send?: (id: string) => unknown } = {}) {
  const store = memoryStore();
  const sent: SentReceipt[] = [];
  const sendReceipt = (receipt: SentReceipt) => {
    sent.push(receipt);
    return send(receipt.id);
  };
  const open = (withdrawals: object = { trader, sendReceipt }) =>
    aServer({ policies: [shopBuilder], orders, store, withdrawals: { trader, ...withdrawals } });
  return { store, sent, sendReceipt, open, shop: open() };
}
type Shop = ReturnType<typeof aServer>;

const guest = (shop: Shop, body: unknown) => shop.post('/withdrawals', body, { as: null, match: null });
const due = async (shop: Shop, later: number) => {
  shop.clock.now = start + later;
  await shop.server.runDue();
};
const kept = async (shop: Shop) =>
  (await shop.fetch('/cancellations?kind=withdrawal&state=all', { as: 'support' })).json.items;
const sentAt = async (shop: Shop) => (await kept(shop)).map((item: { receiptSentAt: string }) => item.receiptSentAt);

describe('EU-6: a receipt', () => {
  it('that could not be sent is tried again, ever more rarely, until it was', async () => {
    let failures = 3;
    const { shop, sent } = aShop({ send: () => (failures-- > 0 ? Promise.reject(new Error('no mail')) : undefined) });
    const { json } = await guest(shop, { name: 'Ada', address: 'ada@example.com' });
    await due(shop, 0);
    assert.deepEqual([sent.length, await sentAt(shop)], [1, [null]]);
    for (const [later, tries] of [
      [half - 1, 1],
      [half, 2],
      [half * 3 - 1, 2],
      [half * 3, 3],
      [half * 7, 4],
      [hours(9), 4],
    ] as const) {
      await due(shop, later);
      assert.equal(sent.length, tries, String(later));
    }
    assert.equal(new Set(sent.map((receipt) => JSON.stringify(receipt))).size, 1);
    assert.equal(sent[0]?.id, json.reference);
    assert.deepEqual(await sentAt(shop), [new Date(start + half * 7).toISOString()]);
    assert.equal(shop.events.filter(({ type }) => type === 'error').length, 3);
  });

  it('whose mailer hangs is counted as not sent in time, and asked for by itself sends no other', {
    timeout: 10_000,
  }, async (t) => {
    const { open, sent, store } = aShop();
    const without = open({});
    const references: string[] = [];
    for (let at = 0; at < 12; at++) {
      references.push((await guest(without, { name: 'Ada', address: `a${at}@example.com` })).json.reference);
    }
    const [one = '', other = ''] = references;
    const hanging = open({
      sendReceipt: (receipt: SentReceipt) => {
        sent.push(receipt);
        return new Promise(() => {});
      },
    });
    t.mock.timers.enable({ apis: ['setTimeout'] });
    const sending = hanging.server.send(one);
    while (sent.length === 0) await new Promise(setImmediate);
    t.mock.timers.tick(20_000);
    assert.equal(await sending, start + half);
    assert.deepEqual(
      sent.map(({ id }) => id),
      [one],
    );
    // Not due again by now: nobody is asked.
    assert.equal(await hanging.server.send(one), start + half);
    assert.equal(sent.length, 1);
    const mailing = open({ sendReceipt: (receipt: SentReceipt) => void sent.push(receipt) });
    assert.equal(await mailing.server.send(other), null);
    assert.equal(await mailing.server.send('W-2026-03-NOTTHERE00'), null);
    assert.equal(sent.length, 2);
    assert.equal((await store.outgoing(Number.MAX_SAFE_INTEGER, 99)).length, 11);
  });

  it('that one process took and did not send is sent by another', async () => {
    const { open, sent, sendReceipt, store } = aShop();
    // The first one dies while it sends: nothing that it had to note is ever written.
    let end = () => {};
    const dying = open({ sendReceipt: () => new Promise<void>((resolve) => (end = resolve)) });
    await guest(dying, { name: 'Ada', address: 'ada@example.com' });
    while ((await store.outgoing(start, 1)).length > 0) await new Promise(setImmediate);
    const other = open({ sendReceipt });
    await due(other, half - 1);
    assert.equal(sent.length, 0);
    await due(other, half);
    await due(other, hours(9));
    assert.deepEqual([sent.length, (await kept(other)).length], [1, 1]);
    end();
  });

  it('waits in the store while no server sends any, and is sent by the next that does', async () => {
    const { open, sent, sendReceipt } = aShop();
    const without = open({});
    await guest(without, { name: 'Ada', address: 'ada@example.com' });
    await due(without, 0);
    assert.deepEqual(await sentAt(without), [null]);
    await due(open({ sendReceipt }), hours(2));
    assert.equal(sent.length, 1);
  });

  it('without an e-mail address waits for a server that prints, and is given to none that mails', async () => {
    const { open, sent, sendReceipt } = aShop();
    const mailing = open({ sendReceipt });
    await guest(mailing, { name: 'Ada' });
    await guest(mailing, { name: 'Bo', address: 'bo@example.com' });
    await due(mailing, 0);
    await due(mailing, hours(2));
    assert.deepEqual([sent.map(({ to }) => to), (await mailing.server.waiting()).receipts], [['bo@example.com'], 1]);
    const printed: object[] = [];
    const printing = open({ printReceipt: (receipt: object) => void printed.push(receipt) });
    await due(printing, hours(3));
    await due(printing, hours(9));
    assert.deepEqual([printed.length, sent.length, (await printing.server.waiting()).receipts], [1, 1, 0]);
    assert.ok(!('to' in printed[0]!) && (await sentAt(printing)).every(Boolean));
  });

  it('of an order of one’s own goes to the address that the shop has, where none or an empty one is given', async () => {
    const email = 'ada@example.com';
    const { shop, sent } = aShop({ orders: [anOrder({ buyer: { ...anOrder().buyer, email } })] });
    for (const address of ['', '  ', null, undefined]) {
      await shop.cancel({ action: 'withdraw-contract', address }, { match: null });
    }
    await due(shop, 0);
    assert.deepEqual([sent.length, new Set(sent.map(({ to }) => to))], [4, new Set([email])]);
  });

  it('to an address that nobody has proven may be delayed, the statement never', async () => {
    const email = 'ada@example.com';
    const { shop, sent } = aShop({ orders: [anOrder({ buyer: { ...anOrder().buyer, email } })] });
    const answers = await Promise.all(
      Array.from({ length: 8 }, (_, at) =>
        guest(shop, { name: `A ${at}`, address: at % 2 ? email : 'ADA@example.com' }),
      ),
    );
    assert.deepEqual(new Set(answers.map(({ status }) => status)), new Set([201]));
    await guest(shop, { name: 'Bo', address: 'bo@example.com' });
    await due(shop, 0);
    assert.equal(sent.filter(({ to }) => to?.toLowerCase() === email).length, 5);
    assert.equal(sent.filter(({ to }) => to === 'bo@example.com').length, 1);
    // The buyer's own, of an order of theirs, is not.
    await shop.cancel({ action: 'withdraw-contract' }, { match: null });
    await due(shop, 0);
    assert.equal(sent.at(-1)?.orderId, 'o1');
    await due(shop, hours(1) - 1);
    assert.equal(sent.length, 7);
    for (const [later, count] of [
      [hours(1), 8],
      [hours(2), 9],
      [hours(3), 10],
      [hours(30), 10],
    ] as const) {
      await due(shop, later);
      assert.equal(sent.length, count, String(later));
    }
    assert.ok((await sentAt(shop)).every(Boolean));
  });

  it('to an address that nobody has proven holds nothing beside the statement that its sender chose', async () => {
    const { shop, sent } = aShop();
    const chosen = 'https://spam.example';
    const extra = [
      'subject',
      'html',
      'receipt',
      'reference',
      'orderId',
      'trap',
      'policyHash',
      'items',
      'inTime',
      'trader',
    ];
    const known = { name: 'Ada', address: 'ada@example.com', orderNumber: '7', text: 'All.' };
    await guest(shop, {
      ...Object.fromEntries(extra.map((name) => [name, chosen])),
      ...known,
      language: chosen,
      channel: chosen,
    });
    await due(shop, 0);
    assert.equal(sent.length, 1);
    assert.ok(!JSON.stringify(sent).includes('spam'));
  });

  it('is sent once each, however many servers are at it and however often sending fails', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.array(fc.boolean(), { maxLength: 3 }), { minLength: 1, maxLength: 12 }),
        fc.integer({ min: 1, max: 3 }),
        async (outcomes, servers) => {
          const left = new Map<string, boolean[]>();
          const done: string[] = [];
          const { open } = aShop();
          const sendReceipt = async ({ id }: SentReceipt) => {
            const plan = left.get(id) ?? outcomes[left.size]!.slice();
            left.set(id, plan);
            if (plan.shift() === false) throw new Error('no mail');
            done.push(id);
          };
          const shops = Array.from({ length: servers }, () => open({ sendReceipt }));
          const answers = await Promise.all(
            outcomes.map((_, at) => guest(shops[at % servers]!, { name: `A ${at}`, address: `a${at}@example.com` })),
          );
          for (const later of [0, half, half * 3, half * 7, half * 15]) {
            await Promise.all(shops.map((shop) => due(shop, later)));
          }
          assert.deepEqual(done.toSorted(), answers.map(({ json }) => json.reference).toSorted());
          assert.ok((await sentAt(shops[0]!)).every(Boolean));
        },
      ),
      { numRuns: 40 },
    );
  });

  it('is sent before the buyer is erased, or goes nowhere: the outbox keeps nothing of them', async () => {
    for (const works of [true, false]) {
      let isUp = false;
      const { shop, store, sent } = aShop({ send: () => (isUp ? undefined : Promise.reject(new Error('no mail'))) });
      const body = { action: 'withdraw-contract', name: 'Ada', address: 'ada@example.com' };
      const { json } = await shop.post('/orders/o1/cancellation', body, { match: null });
      await guest(shop, { name: 'Bo', address: 'bo@example.com' });
      await due(shop, 0);
      isUp = works;
      shop.clock.now += hours(1);
      const before = sent.length;
      await shop.server.erase('o1', 'buyer');
      assert.equal(sent.length, before + 2, 'both are due');
      assert.equal(/Ada|ada@example/.test(JSON.stringify(store.snapshot())), false);
      const { reference } = json.withdrawal;
      const item = (await kept(shop)).find((one: { reference: string }) => one.reference === reference);
      assert.equal(item.receiptSentAt, works ? new Date(shop.clock.now).toISOString() : null);
      // Others' receipts are as they were.
      isUp = true;
      await due(shop, hours(5));
      assert.deepEqual((await sentAt(shop)).filter(Boolean).length, works ? 2 : 1);
    }
  });
});
