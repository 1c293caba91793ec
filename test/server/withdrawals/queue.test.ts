import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import type { WithdrawalItem, WithdrawalsPage } from '../../../src/backend/backend.ts';
import type { CancelPolicy } from '../../../src/domain/policy.ts';
import type { Order } from '../../../src/domain/records.ts';
import euWithdrawal from '../../../src/policy/presets/eu-withdrawal.ts';
import shopBuilder from '../../../src/policy/presets/shop-builder.ts';
import { withdrawalsPageSchema } from '../../../src/server/schemas/responses.ts';
import { ago, anOrder, aServer, days, hours, start, usd } from '../setup.ts';

const policy: CancelPolicy = { ...shopBuilder, withdrawal: euWithdrawal.withdrawal! };
const trader = { name: 'Kawabe Crafts' };
/** Placed ten days before the start, delivered five days before. */
const delivered: Partial<Order> = {
  ...{ facts: { country: 'DE' }, status: 'DELIVERED', number: '1001' },
  ...{ placedAt: ago(days(10)), shippedAt: ago(days(8)), deliveredAt: ago(days(5)) },
};

const aShop = (orders: Order[] = [anOrder(delivered)]) =>
  aServer({ policies: [policy], orders, withdrawals: { trader, timeZone: 'Europe/Berlin' } });
type Shop = ReturnType<typeof aShop>;

const guest = async (shop: Shop, body: object = {}): Promise<string> =>
  (await shop.post('/withdrawals', { name: 'Ada', address: 'ada@example.com', ...body }, { as: null, match: null }))
    .json.reference;
const match = (shop: Shop, reference: string, orderId = 'o1', as = 'support') =>
  shop.post(`/withdrawals/${reference}/match`, { orderId }, { as, match: null });
const settle = (shop: Shop, reference: string, as = 'support') =>
  shop.post(`/withdrawals/${reference}/settle`, { comment: 'Paid by transfer.' }, { as, match: null });
const queue = async (shop: Shop, query = '', as = 'support'): Promise<WithdrawalsPage> => {
  const { status, json } = await shop.fetch(`/cancellations?kind=withdrawal${query}`, { as });
  assert.equal(status, 200);
  withdrawalsPageSchema.parse(json);
  return json;
};
const only = async (shop: Shop, query = ''): Promise<WithdrawalItem> => {
  const { items } = await queue(shop, query);
  assert.equal(items.length, 1);
  return items[0]!;
};
const contract = (shop: Shop, body: object = {}) =>
  shop.cancel({ action: 'withdraw-contract', ...body }, { match: null });
const referencesOf = ({ items }: WithdrawalsPage) => items.map(({ reference }) => reference);

describe('the queue of withdrawals', () => {
  it('says what is owed and by when: the refund in 14 days from arrival, the goods back in 14 days', async () => {
    const shop = aShop();
    await contract(shop, { lines: [{ id: 'l1', quantity: 1 }] });
    const { owed, order, ...item } = await only(shop);
    assert.deepEqual(
      [item.orderId, item.inTime, order?.id, item.flags, item.channel, item.settledAt],
      ['o1', true, 'o1', [], null, null],
    );
    // 14 days from 10 March in Berlin, where the summer time has not begun.
    assert.equal(item.refundBy, '2026-03-24T23:00:00.000Z');
    assert.equal(item.returnBy, '2026-03-24T23:00:00.000Z');
    assert.deepEqual(owed?.left, usd(3000));
    assert.deepEqual(owed?.means, [{ amount: usd(3000), method: 'card' }]);
    assert.deepEqual(owed?.toComeBack, [{ id: 'l1', quantity: 1 }]);
  });

  it('holds unmatched statements, whose refund is owed as soon, until staff says which order they are about', async () => {
    const shop = aShop();
    const reference = await guest(shop, { orderNumber: '1001' });
    assert.deepEqual((await queue(shop)).counts, { open: 1, unmatched: 1, overdue: 0, settled: 0 });
    const { owed, order, refundBy } = await only(shop, '&state=unmatched');
    assert.deepEqual([owed, order, refundBy], [null, null, '2026-03-24T23:00:00.000Z']);
    shop.clock.now = start + days(3);
    await match(shop, reference);
    assert.deepEqual((await queue(shop)).counts, { open: 1, unmatched: 0, overdue: 0, settled: 0 });
    const item = await only(shop);
    assert.deepEqual([item.orderId, item.owed?.left, item.refundBy], ['o1', usd(4500), refundBy]);
  });

  it('has the longest owed first, those overdue before all others, and suspected robots last', async () => {
    const shop = aShop();
    const robot = await guest(shop, { trap: 'x' });
    shop.clock.now = start + hours(1);
    const first = await guest(shop, { text: 'first' });
    shop.clock.now = start + days(10);
    const second = await guest(shop, { text: 'second' });
    shop.clock.now = start + days(16);
    const page = await queue(shop);
    assert.deepEqual(referencesOf(page), [first, second, robot]);
    assert.deepEqual(page.counts, { open: 3, unmatched: 3, overdue: 2, settled: 0 });
    const { withdrawals } = (await shop.fetch('/cancellations', { as: 'support' })).json;
    assert.deepEqual(withdrawals, { open: 3, overdue: 2 });
  });

  it('EU-7 EU-9: says whether it was in time, what is exempt and what has to be judged when it is back', async () => {
    const lines = anOrder().lines.map((line, at) => ({ ...line, exempt: at === 0 ? 'c' : 'e' }));
    const shop = aShop([anOrder({ ...delivered, lines })]);
    await contract(shop);
    const { standing, owed } = await only(shop);
    assert.deepEqual(
      standing.map(({ id, state, ground }) => [id, state, ground]),
      [
        ['l1', 'exempt', 'c'],
        ['l2', 'judged', 'e'],
      ],
    );
    assert.deepEqual([owed?.left, owed?.judged], [usd(1500), ['l2']]);

    const late = aShop([anOrder({ ...delivered, deliveredAt: ago(days(30)), placedAt: ago(days(40)) })]);
    await contract(late);
    const item = await only(late);
    assert.deepEqual([item.inTime, item.flags, item.settledAt], [false, ['late'], null]);
    const business = aShop([anOrder({ ...delivered, facts: { country: 'DE', business: true } })]);
    await contract(business);
    const { flags, owed: none } = await only(business);
    assert.deepEqual([flags, none], [['business'], null]);
  });

  it('EU-11: has nothing to accept or to decline, and no request beside it, open or declined, changes what is owed', async () => {
    const shop = aShop();
    await contract(shop);
    const before = await only(shop);
    assert.ok(!('actions' in before));
    for (const action of ['accept', 'decline']) {
      const sent = await shop.post(`/withdrawals/${before.reference}/${action}`, {}, { as: 'support', match: null });
      assert.equal(sent.status, 404);
    }
    await shop.cancel({ action: 'request', reason: 'changed-mind' });
    assert.deepEqual((await only(shop)).owed, before.owed);
  });

  it('counts what was withdrawn from before, about the same order', async () => {
    const shop = aShop();
    await contract(shop, { lines: [{ id: 'l2', quantity: 1 }] });
    shop.clock.now += 1000;
    await contract(shop, { lines: [{ id: 'l2', quantity: 2 }] });
    const { items } = await queue(shop);
    assert.deepEqual(
      items.map(({ owed }) => owed?.left.amount),
      [500, 1500],
    );
  });

  it('notes as settled what the shop has paid back, and only when it has', async () => {
    const shop = aShop();
    await contract(shop, { lines: [{ id: 'l1', quantity: 1 }] });
    const paying = (refunded: number) => ({ payment: { method: 'card', paid: usd(4500), refunded: usd(refunded) } });
    shop.shop.change('o1', paying(2999));
    assert.equal((await only(shop)).owed?.left.amount, 1);
    shop.shop.change('o1', paying(3000));
    assert.deepEqual((await queue(shop)).items, []);
    const page = await queue(shop, '&state=settled');
    assert.deepEqual([page.counts.open, page.items[0]?.settledAt], [0, new Date(start).toISOString()]);
  });

  it('says which statements came again, and which were matched later', async () => {
    const shop = aShop();
    await contract(shop);
    const reference = await guest(shop, { text: 'again' });
    shop.clock.now += 1000;
    await contract(shop, { text: 'once more' });
    await match(shop, reference);
    const { items } = await queue(shop);
    assert.deepEqual(items.map(({ flags }) => flags.join()).sort(), ['', 'matched-later', 'repeated']);
  });

  it('shows what is not settled for as long as it is kept', async () => {
    const shop = aShop();
    const reference = await guest(shop);
    shop.clock.now += days(366 * 8);
    assert.deepEqual(referencesOf(await queue(shop)), [reference]);
  });

  it('settles nothing by what was paid back before, for something else', async () => {
    const paying = (refunded: number) => ({ payment: { method: 'card', paid: usd(4500), refunded: usd(refunded) } });
    const shop = aShop([anOrder({ ...delivered, ...paying(1500) })]);
    await contract(shop, { lines: [{ id: 'l2', quantity: 2 }] });
    const { owed, settledAt } = await only(shop);
    assert.deepEqual([owed?.left.amount, settledAt], [1000, null]);
    shop.shop.change('o1', paying(2500));
    assert.deepEqual((await queue(shop)).items, []);

    // What was paid back for what had been cancelled counts, and nothing is paid back twice.
    const [jacket, scarf] = anOrder().lines;
    const lines = [{ ...jacket!, cancelledQuantity: 1 }, scarf!];
    const other = aShop([anOrder({ ...delivered, lines, ...paying(3000) })]);
    await contract(other);
    assert.deepEqual((await only(other)).owed?.left, usd(1500));
    const all = aShop([anOrder({ ...delivered, ...paying(700) })]);
    await contract(all);
    assert.deepEqual((await only(all)).owed?.left, usd(3800));
  });

  it('is settled by staff, who say why, and open again for another order', async () => {
    const shop = aShop([anOrder(delivered), anOrder({ ...delivered, id: 'o2', number: '1002' })]);
    const reference = await guest(shop, { orderNumber: '1002' });
    await match(shop, reference);
    assert.equal((await settle(shop, reference)).status, 200);
    assert.equal((await settle(shop, reference)).status, 200);
    assert.deepEqual((await queue(shop)).items, []);
    assert.equal((await shop.post(`/withdrawals/${reference}/settle`, {}, { as: 'support', match: null })).status, 400);
    await match(shop, reference, 'o2');
    assert.deepEqual([(await only(shop)).orderId, (await only(shop)).settledAt], ['o2', null]);
  });

  it('takes what came by telephone or letter, with when it was sent and when it arrived', async () => {
    const shop = aShop();
    const letter = {
      ...{ name: 'Ada', address: 'ada@example.com', orderNumber: '1001', language: 'fr', channel: 'letter' },
      ...{ sentAt: ago(days(4)), receivedAt: ago(days(1)) },
    };
    const { status, json } = await shop.post('/withdrawals', letter, { as: 'support', match: null });
    assert.equal(status, 201);
    assert.deepEqual([json.sentAt, json.receivedAt], [letter.sentAt, letter.receivedAt]);
    assert.equal(json.receipt.language, 'fr');
    const item = await only(shop);
    assert.deepEqual([item.channel, item.sentAt, item.receivedAt], ['letter', letter.sentAt, letter.receivedAt]);
    // The clock has run since it arrived.
    assert.equal(item.refundBy, '2026-03-23T23:00:00.000Z');
    // Nobody else can say that theirs came earlier.
    const other = await shop.post('/withdrawals', letter, { as: null, match: null });
    assert.equal(other.json.receivedAt, new Date(start).toISOString());
    const future = { ...letter, receivedAt: new Date(start + days(3)).toISOString() };
    const tomorrow = await shop.post('/withdrawals', future, { as: 'support', match: null });
    assert.equal(tomorrow.json.receivedAt, new Date(start).toISOString());
  });

  it('takes the days of a letter for their first moments, by the trader’s calendar, and says what of one nobody can read', async () => {
    const shop = aShop();
    const enter = async (letter: object) => {
      const body = { name: 'Ada', address: 'a@b.example', orderNumber: '1', channel: 'letter', ...letter };
      const { json } = await shop.post('/withdrawals', body, { as: 'support', match: null });
      const { items } = (await shop.fetch('/cancellations?kind=withdrawal', { as: 'support' })).json;
      return items.find(({ reference }: { reference: string }) => reference === json.reference);
    };
    const day = await enter({ sentAt: '2026-03-06', receivedAt: '2026-03-09' });
    assert.deepEqual(
      [day.sentAt, day.receivedAt, day.flags],
      ['2026-03-05T23:00:00.000Z', '2026-03-08T23:00:00.000Z', []],
    );
    // As soon as from any other moment of that day.
    assert.equal(day.refundBy, (await enter({ receivedAt: '2026-03-09T18:00:00+01:00' })).refundBy);
    for (const letter of [
      { receivedAt: '9.3.2026' },
      { receivedAt: '2026-02-30' },
      { receivedAt: '2026-03-11' },
      { sentAt: '2026-02-30' },
    ]) {
      const item = await enter(letter);
      assert.equal(item.statement.text, JSON.stringify([letter]));
      assert.deepEqual(
        [item.receivedAt, item.flags],
        [new Date(start).toISOString(), ['clock']],
        JSON.stringify(letter),
      );
    }
    assert.deepEqual((await enter({ address: '' })).flags, ['incomplete']);
    assert.deepEqual((await enter({ sentAt: null, receivedAt: null })).flags, []);
    const channel = 'by the neighbour, '.repeat(9);
    assert.equal((await enter({ channel })).statement.text, JSON.stringify([{ channel }]));
  });

  it('shows a seller what is about their own orders, and who buys, or sells elsewhere, nothing', async () => {
    const other = { ...anOrder().seller, id: 'seller-2' };
    const shop = aShop([anOrder(delivered), anOrder({ ...delivered, id: 'o2', number: '1002', seller: other })]);
    const [own, theirs] = [await guest(shop, { text: 'a' }), await guest(shop, { text: 'b' })];
    await guest(shop, { text: 'c' });
    await match(shop, own);
    await match(shop, theirs, 'o2');
    assert.deepEqual(referencesOf(await queue(shop, '', 'seller')), [own]);
    assert.deepEqual(referencesOf(await queue(shop, '', 'stranger')), []);
    assert.equal((await settle(shop, theirs, 'seller')).status, 404);
    assert.equal((await match(shop, own, 'o1', 'seller')).status, 404);
    assert.equal((await settle(shop, own, 'seller')).status, 200);
    assert.equal((await queue(shop)).counts.open, 2);
  });

  it('shows what is about several sellers’ items to the platform alone', async () => {
    const [jacket, scarf] = anOrder().lines;
    const lines = [jacket!, { ...scarf!, sellerId: 'seller-2' }];
    const shop = aShop([anOrder({ ...delivered, lines })]);
    const reference = await guest(shop, { text: 'a' });
    await match(shop, reference);
    assert.deepEqual(referencesOf(await queue(shop, '', 'seller')), []);
    assert.equal((await settle(shop, reference, 'seller')).status, 404);
    assert.deepEqual(referencesOf(await queue(shop)), [reference]);
  });

  it('finds by reference, name, address, number and words', async () => {
    const shop = aShop();
    const reference = await guest(shop, { name: 'Zoë Ångström', orderNumber: '4711', text: 'Blue kettle' });
    await guest(shop, { name: 'Bo', address: 'bo@example.com' });
    for (const q of ['zoë ångström', '4711', 'KETTLE blue', reference.toLowerCase(), 'ada@example.com']) {
      assert.deepEqual(referencesOf(await queue(shop, `&q=${encodeURIComponent(q)}`)), [reference], q);
    }
  });

  it('is read page by page, each statement once, over months', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(fc.integer({ min: 0, max: 40 * days(1) }), fc.boolean()), { minLength: 1, maxLength: 15 }),
        fc.integer({ min: 1, max: 5 }),
        fc.constantFrom('open', 'all', 'settled', 'unmatched'),
        async (sent, limit, state) => {
          const shop = aShop();
          const references: string[] = [];
          for (const [at, [later, isSettled]] of sent.toSorted(([one], [two]) => one - two).entries()) {
            shop.clock.now = start + later;
            const reference = await guest(shop, { text: `${at}` });
            if (isSettled) await settle(shop, reference);
            if (state === 'all' || isSettled === (state === 'settled')) references.push(reference);
          }
          const found: string[] = [];
          for (let cursor = ''; ; ) {
            const page = await queue(shop, `&state=${state}&limit=${limit}${cursor && `&cursor=${cursor}`}`);
            found.push(...referencesOf(page));
            if (!page.nextCursor) break;
            cursor = page.nextCursor;
          }
          assert.deepEqual(found.toSorted(), references.toSorted());
        },
      ),
      { numRuns: 40 },
    );
  });

  it('refuses what it cannot read', async () => {
    const shop = aShop();
    for (const query of ['kind=x', 'kind=withdrawal&state=x', 'kind=withdrawal&limit=0', 'kind=withdrawal&cursor=x'])
      assert.equal((await shop.fetch(`/cancellations?${query}`, { as: 'support' })).status, 400, query);
  });

  it('shows the rest while one order, or the shop, cannot be read', async () => {
    const shop = aShop([anOrder(delivered), anOrder({ ...delivered, id: 'o2', total: 'much' as never })]);
    for (const orderId of ['o1', 'o2']) await match(shop, await guest(shop, { text: orderId }), orderId);
    const { items } = await queue(shop);
    assert.deepEqual(items.map(({ orderId, owed }) => [orderId, owed?.left.amount ?? null]).sort(), [
      ['o1', 4500],
      ['o2', null],
    ]);
  });
});
