import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import type { CancelPolicy } from '../../../src/domain/policy.ts';
import type { Order } from '../../../src/domain/records.ts';
import { verifyChain } from '../../../src/evidence/index.ts';
import { receiptWords } from '../../../src/i18n/withdrawal/receipt-words.ts';
import euWithdrawal from '../../../src/policy/presets/eu-withdrawal.ts';
import shopBuilder from '../../../src/policy/presets/shop-builder.ts';
import { memoryStore, type PrintedReceipt, type SentReceipt } from '../../../src/server/index.ts';
import { readStatement } from '../../../src/server/withdrawals/statement.ts';
import { ago, anOrder, aServer, days, minutes, start } from '../setup.ts';

const policy: CancelPolicy = { ...shopBuilder, withdrawal: euWithdrawal.withdrawal! };
const trader = { name: 'Kawabe Crafts', address: 'Kirchweg 1\n10115 Berlin' };
const german: Partial<Order> = { facts: { country: 'DE' }, status: 'PREPARING', number: '1001' };

function aShop(orders: Order[] = [anOrder(german)], options: Partial<Parameters<typeof aServer>[0]> = {}) {
  const sent: SentReceipt[] = [];
  const printed: PrintedReceipt[] = [];
  const sendReceipt = (receipt: SentReceipt) => void sent.push(receipt);
  const printReceipt = (receipt: PrintedReceipt) => void printed.push(receipt);
  const withdrawals = { trader, timeZone: 'Europe/Berlin', sendReceipt, printReceipt };
  const shop = aServer({ policies: [policy], orders, withdrawals, ...options });
  /** What was sent by now. */
  const receipts = async (): Promise<PrintedReceipt[]> => {
    await shop.server.runDue();
    return [...sent, ...printed];
  };
  return { ...shop, receipts, sent, printed };
}
type Shop = ReturnType<typeof aShop>;

const full = {
  ...{ name: 'Ada Martins', address: 'ada@example.com', orderNumber: '1001', text: 'The jacket.' },
  ...{ language: 'de', sentAt: ago(1500) },
};
const guest = (shop: Shop, body: unknown, key?: string) =>
  shop.post('/withdrawals', body, { as: null, match: null, ...(key !== undefined && { key }) });
const kept = async (shop: Shop) => {
  const items = [];
  for (let cursor = ''; ; ) {
    const path = `/cancellations?kind=withdrawal&state=all&limit=500&cursor=${cursor}`;
    const { json } = await shop.fetch(path, { as: 'support' });
    items.push(...json.items);
    if (!json.nextCursor) return items;
    cursor = json.nextCursor;
  }
};
const masked = (text: string) => text.replaceAll(/W-2026-03-[0-9A-V]{10}/g, 'W');

describe('a statement of withdrawal', () => {
  it('EU-4 EU-6: is kept and confirmed as received, with both instants and the zone, in the language of the page', async () => {
    const shop = aShop();
    const { status, json } = await guest(shop, full);
    assert.equal(status, 201);
    assert.deepEqual(Object.keys(json), ['reference', 'sentAt', 'receivedAt', 'receipt']);
    assert.equal(json.sentAt, full.sentAt);
    assert.equal(json.receivedAt, new Date(start).toISOString());
    const { language, subject, text, html } = json.receipt;
    assert.equal(language, 'de');
    assert.equal(subject, `Eingangsbestätigung Ihres Widerrufs (${json.reference})`);
    for (const part of [
      ...[json.reference, 'Kawabe Crafts', 'Kirchweg 1', '10115 Berlin', 'Ada Martins', '1001', 'The jacket.'],
      ...['Hiermit widerrufe ich den Vertrag.', 'ada@example.com', 'weder eine Annahme noch eine Ablehnung'],
      ...['10. März 2026', '12:59 MEZ', '13:00 MEZ'],
    ]) {
      assert.ok(text.includes(part) && html.includes(part), part);
    }
    const [item] = await kept(shop);
    assert.deepEqual(item, {
      reference: json.reference,
      receivedAt: json.receivedAt,
      sentAt: full.sentAt,
      statement: {
        ...{ name: full.name, address: full.address, orderNumber: full.orderNumber, text: full.text },
        language: 'de',
      },
      lines: null,
      flags: [],
      ...{ channel: null, orderId: null, settledAt: null, inTime: null, order: null, owed: null, standing: [] },
      ...{ refundBy: '2026-03-24T23:00:00.000Z', returnBy: null },
      receiptSentAt: new Date(start).toISOString(),
    });
  });

  it('EU-6: has its receipt sent once', async () => {
    const shop = aShop();
    const first = await guest(shop, full, 'one');
    assert.equal((await guest(shop, full, 'one')).text, first.text);
    const { reference, receipt } = first.json;
    assert.deepEqual(await shop.receipts(), [{ id: reference, orderId: null, to: 'ada@example.com', ...receipt }]);
    const [item, ...others] = await kept(shop);
    assert.deepEqual([item.receiptSentAt, others], [new Date(start).toISOString(), []]);
  });

  it('EU-6: has its receipt mailed to one e-mail address, and else printed: no mailer is given nothing to send to', async () => {
    const to = async (address: unknown) => {
      const shop = aShop();
      assert.equal((await guest(shop, { ...full, address })).status, 201);
      assert.equal((await shop.receipts()).length, 1);
      const [item] = await kept(shop);
      assert.equal(item.receiptSentAt, new Date(start).toISOString());
      assert.ok(shop.printed.every((receipt) => !('to' in receipt) && receipt.text.includes('Ada Martins')));
      return shop.sent.length > 0 ? shop.sent[0]?.to : null;
    };
    for (const one of ['ada@example.com', ' a.da+x@mail.example ', 'jörg@exämple.de'])
      assert.equal(await to(one), one.trim());
    for (const none of [
      ...[
        '',
        7,
        'Kirchweg 1, 10115 Berlin',
        'a@b.example, c@d.example',
        'a@b.example;c@d.example',
        'a@b@c',
        '@b',
        'a@',
      ],
      ...['a@b.example\r\nBcc: c@d.example', 'Ada <a@b.example>', 'a@b.example c@d.example', 'a\u0000@b.example'],
    ]) {
      assert.equal(await to(none), null, JSON.stringify(none));
    }
  });

  it('EU-4: that names the order by its id has named the contract', async () => {
    const shop = aShop();
    const { orderNumber: _, text: __, ...rest } = full;
    const { json } = await guest(shop, { ...rest, orderId: 'o1' });
    assert.ok(json.receipt.text.includes('o1'));
    const [item] = await kept(shop);
    assert.deepEqual([item.statement.orderNumber, item.flags], ['o1', []]);
  });

  it('EU-6: has a receipt in each of the 24 languages', async () => {
    assert.equal((await guest(aShop(), { ...full, language: 'de_DE' })).json.receipt.language, 'de');
    for (const [language, words] of Object.entries(receiptWords)) {
      const { json } = await guest(aShop(), { ...full, language });
      assert.equal(json.receipt.language, language);
      assert.ok(json.receipt.text.includes(words.received), language);
      assert.ok(json.receipt.html.includes(`<html lang="${language}"`), language);
    }
  });

  it('is answered alike whichever orders there are, byte for byte', async () => {
    const orders = [
      anOrder(german),
      anOrder({ ...german, id: 'o2', number: '1002', buyer: { ...anOrder().buyer, id: 'x' } }),
    ];
    const late = [anOrder({ ...german, deliveredAt: ago(days(400)), placedAt: ago(days(410)), status: 'DELIVERED' })];
    const [known, absent, old] = await Promise.all(
      [aShop(orders), aShop([]), aShop(late)].map((shop) => guest(shop, full, 'key')),
    );
    assert.equal(masked(known!.text), masked(absent!.text));
    assert.equal(masked(known!.text), masked(old!.text));
    assert.deepEqual([...known!.headers], [...absent!.headers]);
  });

  it('asks the shop nothing, and is taken while it is down', async () => {
    const down = () => Promise.reject(new Error('down'));
    const broken = new Proxy({}, { get: (_, name) => (name === 'lacks' ? undefined : down) });
    const shop = aShop([], { shop: broken as never, authenticate: down });
    assert.equal((await guest(shop, full)).status, 201);
  });

  const odd: [why: string, body: unknown, ...flags: string[]][] = [
    ['without anything', {}, 'incomplete'],
    ['that is no object', null, 'incomplete'],
    ['that is a list', [1, 2], 'incomplete'],
    ['with members of other types', { name: 5, address: {}, lines: 'all', sentAt: 7 }, 'incomplete', 'clock'],
    ['without a name', { ...full, name: ' ' }, 'incomplete'],
    ['without a contract', { name: 'A', address: 'a@b.c' }, 'incomplete'],
    ['that a robot may have sent', { ...full, trap: 'https://spam.example' }, 'suspected-robot'],
    ['sent tomorrow, by its clock', { ...full, sentAt: new Date(start + days(1)).toISOString() }, 'clock'],
    ['with markup', { ...full, name: '<script>alert(1)</script>' }],
    ['of 50,000 characters', { ...full, text: 'x'.repeat(50_000) }],
    ['with half a character', { ...full, name: 'A\ud83d' }],
  ];
  for (const [why, body, ...flags] of odd) {
    it(`EU-7: ${why} is taken, and flagged: ${flags.join(', ') || 'nothing'}`, async () => {
      const shop = aShop();
      const { status, json } = await guest(shop, body);
      assert.equal(status, 201);
      assert.doesNotMatch(json.receipt.html, /<script/);
      const [item] = await kept(shop);
      assert.deepEqual(item.flags, flags);
      assert.ok(Date.parse(item.sentAt) <= Date.parse(item.receivedAt));
    });
  }

  it('EU-7: is taken a second time, as an intent of its own, also under a key that was used for another', async () => {
    const shop = aShop();
    const [one, two, three] = [
      await guest(shop, full, 'key'),
      await guest(shop, { ...full, text: 'The scarf.' }, 'key'),
      await guest(shop, full, 'other'),
    ];
    assert.deepEqual([one.status, two.status, three.status], [201, 201, 201]);
    assert.equal(new Set([one, two, three].map(({ json }) => json.reference)).size, 3);
    assert.equal((await kept(shop)).length, 3);
  });

  it('without a key is one intent as long as it says the same', async () => {
    const shop = aShop();
    const send = (body: unknown) => shop.post('/withdrawals', body, { as: null, match: null, key: null });
    const [one, again, other] = [await send(full), await send(full), await send({ ...full, name: 'Eve' })];
    assert.equal(one.text, again.text);
    assert.notEqual(one.json.reference, other.json.reference);
  });

  it('EU-7: is taken under a key that is none, of whatever JSON, and loses nothing of what it says', async () => {
    for (const key of ['', 'ä ö', 'k'.repeat(400)]) {
      const shop = aShop();
      const [first, again] = [await guest(shop, full, key), await guest(shop, full, key)];
      assert.deepEqual([first.status, again.json.reference], [201, first.json.reference], key);
      assert.equal((await shop.post('/orders/o1/cancellation', { action: 'request' }, { key })).status, 400);
      const own = { action: 'withdraw-contract' };
      assert.equal((await shop.post('/orders/o1/cancellation', own, { key, match: null })).status, 201);
    }
    const shop = aShop();
    for (const [body, statement] of [
      [
        { ...full, orderNumber: 1001 },
        { ...full, orderNumber: '1001' },
      ],
      [
        { name: 'Ada', text: ['The hat.'] },
        { name: 'Ada', text: '[{"text":["The hat."]}]' },
      ],
      [
        { name: 'Ada', text: 'The hat.', sentAt: 'last Tuesday' },
        { name: 'Ada', text: 'The hat.\n[{"sentAt":"last Tuesday"}]' },
      ],
      ['I withdraw.', { text: '["I withdraw."]' }],
      [[7], { text: '[[7]]' }],
    ] as const) {
      const { json } = await guest(shop, typeof body === 'string' ? JSON.stringify(body) : body);
      const item = (await kept(shop)).find(({ reference }) => reference === json.reference);
      const { language: _, ...said } = item?.statement ?? {};
      const { language, sentAt, ...expected } = statement as Record<string, unknown>;
      assert.deepEqual(said, expected);
    }
  });

  it('EU-7: has what is too long for its place whole in its text, and is flagged', async () => {
    const words = fc.tuple(fc.string({ unit: 'grapheme', maxLength: 9 }), fc.integer({ min: 0, max: 999 }));
    const long = words.map(([one, times]) => `A${one.repeat(times)}`);
    fc.assert(
      fc.property(fc.record({ name: long, address: long, orderNumber: long, text: long }), (body) => {
        const { said, flags } = readStatement(body, start);
        const cut = (['name', 'address', 'orderNumber'] as const).filter((name) => said[name] !== body[name].trim());
        for (const name of cut) assert.ok(said.text?.includes(JSON.stringify({ [name]: body[name] })), name);
        assert.ok(said.text?.startsWith(body.text.trim()));
        assert.deepEqual(flags, cut.length > 0 ? ['incomplete'] : []);
        assert.ok([said.name, said.address, said.orderNumber].every((one) => (one ?? '').length <= 500));
      }),
    );
    const shop = aShop();
    await guest(shop, { ...full, text: 'x'.repeat(60_000) });
    assert.deepEqual(
      (await kept(shop)).map(({ statement, flags }) => [statement.text.length, flags]),
      [[60_000, []]],
    );
  });

  it('is refused from a page of another origin, and where it is no JSON', async () => {
    const shop = aShop();
    const from = { Origin: 'https://elsewhere.example', 'Sec-Fetch-Site': 'cross-site' };
    assert.equal((await shop.post('/withdrawals', full, { as: null, headers: from })).status, 403);
    assert.equal((await guest(shop, '{')).status, 400);
  });

  it('is read by staff alone', async () => {
    const shop = aShop();
    await guest(shop, full);
    for (const as of ['buyer', 'seller', 'stranger']) {
      assert.deepEqual((await shop.fetch('/cancellations?kind=withdrawal', { as })).json.items, [], as);
      assert.equal((await shop.post('/withdrawals/W-2026-03-AAAAAAAAAA/match', { orderId: 'o1' }, { as })).status, 404);
    }
    assert.equal((await shop.fetch('/cancellations?kind=withdrawal', { as: null })).status, 401);
    assert.equal((await kept(shop)).length, 1);
  });
});

describe('a statement that is matched to an order', () => {
  const match = (shop: Shop, reference: string, orderId = 'o1') =>
    shop.post(`/withdrawals/${reference}/match`, { orderId }, { as: 'support', match: null });

  it('is in the record of the order, with both instants, once', async () => {
    const shop = aShop();
    const { reference, receivedAt } = (await guest(shop, full)).json;
    shop.clock.now += minutes(90);
    assert.equal((await match(shop, reference)).json.orderId, 'o1');
    const month = '\u0001withdrawals/2026-03';
    const noted = await shop.store.log(month, 0, 100);
    await match(shop, reference);
    assert.deepEqual(await shop.store.log(month, 0, 100), noted, 'the same match once more changes nothing');
    assert.match(noted.entries.find(({ action }) => action === 'match')?.id ?? '', /^[0-9a-f]{32}$/);
    const entries = await shop.log('buyer', ['withdrawal']);
    assert.equal(entries.length, 1);
    const [{ occurredAt, receivedAt: arrived, at, flags, statement }] = entries as [(typeof entries)[number]];
    assert.deepEqual([occurredAt, arrived], [full.sentAt, receivedAt]);
    assert.equal(at, new Date(start + minutes(90)).toISOString());
    assert.deepEqual(flags, ['matched-later']);
    assert.equal(statement?.name, 'Ada Martins');
    assert.equal((await kept(shop))[0].orderId, 'o1');
  });

  it('EU-7: that was late is flagged, by when it arrived', async () => {
    const order = anOrder({ ...german, status: 'DELIVERED', placedAt: ago(days(40)), deliveredAt: ago(days(20)) });
    const shop = aShop([order]);
    const { reference } = (await guest(shop, full)).json;
    await match(shop, reference);
    assert.deepEqual((await shop.log('buyer', ['withdrawal']))[0]?.flags, ['matched-later', 'late']);
  });

  it('EU-7: sent in time and arrived late is in time, and said so', async () => {
    // The period of a delivery on 24 February ends with 10 March in Berlin.
    const order = anOrder({
      ...german,
      status: 'DELIVERED',
      placedAt: ago(days(20)),
      deliveredAt: '2026-02-24T12:00:00+01:00',
    });
    const shop = aShop([order]);
    shop.clock.now = Date.parse('2026-03-11T00:00:01+01:00');
    const { reference } = (await guest(shop, { ...full, sentAt: '2026-03-10T23:59:58+01:00' })).json;
    await match(shop, reference);
    assert.deepEqual((await shop.log('buyer', ['withdrawal']))[0]?.flags, ['matched-later', 'arrived-late']);
  });

  it('is not found under another reference, or for an order that is not there', async () => {
    const shop = aShop();
    const { reference } = (await guest(shop, full)).json;
    assert.equal((await match(shop, 'W-2026-03-AAAAAAAAAA')).status, 404);
    assert.equal((await match(shop, 'x')).status, 404);
    assert.equal((await match(shop, reference, 'o9')).status, 404);
    assert.equal((await kept(shop))[0].orderId, null);
  });
});

describe('withdraw-contract on an order of one’s own', () => {
  const withdraw = (shop: Shop, body: object = {}, sent: object = {}) =>
    shop.post('/orders/o1/cancellation', { action: 'withdraw-contract', ...body }, { match: null, ...sent });

  it('EU-3: asks nothing that is known, and is confirmed with the view of the order', async () => {
    const shop = aShop([
      anOrder({ ...german, buyer: { ...anOrder().buyer, email: 'ada@example.com', locale: 'fr-BE' } }),
    ]);
    const { status, view, json } = await withdraw(shop, { lines: [{ id: 'l2', quantity: 2 }] });
    assert.equal(status, 201);
    assert.equal(view.order.id, 'o1');
    const { text, language } = json.withdrawal.receipt;
    assert.equal(language, 'fr');
    for (const part of ['Ada', '1001', '2 × Scarf', 'ada@example.com', receiptWords['fr']!.inTime])
      assert.ok(text.includes(part), part);
    const [entry] = await shop.log('buyer', ['withdrawal']);
    assert.deepEqual(entry?.lines, [{ id: 'l2', quantity: 2 }]);
    const [item] = await kept(shop);
    assert.equal(item.orderId, 'o1');
    await shop.receipts();
    assert.deepEqual([shop.sent[0]?.to, shop.sent[0]?.orderId], ['ada@example.com', 'o1']);
  });

  it('EU-7 EU-11: is never refused: late, twice, beside an open request, after cancelling, without a key', async () => {
    const delivered = { ...german, status: 'DELIVERED', placedAt: ago(days(40)), deliveredAt: ago(days(20)) };
    const late = aShop([anOrder(delivered)]);
    const { status, json } = await withdraw(late);
    assert.equal(status, 201);
    assert.ok(json.withdrawal.receipt.text.includes(receiptWords['en']!.late));
    assert.equal((await withdraw(late, {}, { key: null })).status, 201);
    const flags = (await late.log('buyer', ['withdrawal'])).map((entry) => entry.flags);
    assert.deepEqual(flags, [['late'], ['late', 'repeated']]);

    const asked = aShop();
    assert.equal((await asked.cancel({ action: 'request', reason: 'changed-mind' })).status, 201);
    assert.equal((await withdraw(asked)).status, 201);
    const none = aServer({ policies: [shopBuilder], orders: [anOrder(german)] });
    assert.equal((await withdraw(none as Shop)).status, 201);
  });

  it('EU-7: of items that cannot be read is never one of the whole contract, and has what was sent in its text', async () => {
    const [good, bad] = [
      { id: 'l2', quantity: 1 },
      { id: 'l1', quantity: 0.30000000000000004 },
    ];
    for (const [lines, readable, words] of [
      [[bad], [], [bad]],
      [[good, bad, 'scarf'], [good], [bad, 'scarf']],
      ['scarf', [], ['scarf']],
    ] as const) {
      const shop = aShop();
      assert.equal((await withdraw(shop, { lines, text: 'Both.' })).status, 201);
      const [item] = await kept(shop);
      assert.deepEqual([item.lines, item.flags], [readable, ['incomplete']]);
      assert.equal(item.statement.text, `Both.\n${JSON.stringify(words)}`);
      assert.deepEqual(item.owed?.lines ?? [], readable);
    }
    for (const lines of [undefined, null, []]) {
      const shop = aShop();
      await withdraw(shop, { lines });
      const [item] = await kept(shop);
      assert.deepEqual([item.lines, item.flags], [null, []], 'none are named: it is the whole contract');
    }
  });

  it('is taken while the shop cannot say whose the order is, and matched once it can', async () => {
    let down = true;
    const shop = aShop();
    const { order } = shop.shop;
    shop.shop.order = (id) => (down ? Promise.reject(new Error('down')) : order.call(shop.shop, id));
    const first = await withdraw(shop, { address: 'ada@example.com' }, { key: 'k' });
    assert.equal(first.status, 201);
    const [item] = await kept(shop);
    assert.deepEqual([item.statement.orderNumber, item.orderId, item.flags], ['o1', null, []]);
    assert.equal((await shop.receipts())[0]?.orderId, null);
    down = false;
    const again = await withdraw(shop, { address: 'ada@example.com' }, { key: 'k' });
    assert.equal(again.json.withdrawal.reference, first.json.withdrawal.reference);
    assert.deepEqual(
      (await kept(shop)).map(({ orderId }: { orderId: string }) => orderId),
      ['o1'],
    );
    assert.equal((await shop.log('buyer', ['withdrawal'])).length, 1);
  });

  it('is taken of an order that nobody can read, and put on record', async () => {
    for (const changes of [{ total: 'much' }, { lines: 'none' }, { status: 'LOST' }]) {
      const shop = aShop([anOrder({ ...german, ...changes } as never)]);
      assert.equal((await withdraw(shop)).status, 201, JSON.stringify(changes));
      assert.equal((await kept(shop)).length, 1);
      assert.equal((await shop.log('buyer', ['withdrawal'])).length, 1, JSON.stringify(changes));
    }
  });

  it('is one statement however often it is asked', async () => {
    const shop = aShop();
    const sent = await Promise.all([1, 2, 3].map(() => withdraw(shop, {}, { key: 'same' })));
    assert.equal(new Set(sent.map(({ json }) => json.withdrawal.reference)).size, 1);
    assert.equal((await kept(shop)).length, 1);
    assert.equal((await shop.log('buyer', ['withdrawal'])).length, 1);
    assert.equal((await shop.receipts()).length, 1);
  });

  it('that a crash kept from the record of the order is there once it is asked again', async () => {
    const store = memoryStore();
    let broken = true;
    const flaky = {
      ...store,
      append: (...details: Parameters<typeof store.append>) =>
        broken && details[0] === 'o1' ? Promise.reject(new Error('cut off')) : store.append(...details),
    };
    const shop = aShop(undefined, { store: flaky });
    assert.equal((await withdraw(shop, {}, { key: 'k' })).status, 503);
    assert.equal((await kept(shop)).length, 1);
    assert.equal((await shop.receipts()).length, 1);
    broken = false;
    assert.equal((await withdraw(shop, {}, { key: 'k' })).status, 201);
    assert.equal((await kept(shop)).length, 1);
    assert.equal((await shop.log('buyer', ['withdrawal'])).length, 1);
  });

  it('is nobody else’s to send', async () => {
    for (const as of ['seller', 'stranger', 'support'])
      assert.equal((await withdraw(aShop(), {}, { as })).status, 404, as);
  });
});

describe('erasing what the buyer wrote', () => {
  it('leaves of their statements the number and the instants, in the record of the month too, and of the answers no more', async () => {
    const store = memoryStore();
    const shop = aShop([anOrder({ ...german, placedAt: ago(days(3)) })], { store });
    const words = { name: 'BUYERWORD one', address: 'BUYERWORD two', text: 'BUYERWORD three', language: 'de' };
    const own = { action: 'withdraw-contract', ...words };
    const sent = await shop.post('/orders/o1/cancellation', own, { match: null, key: 'own' });
    const guests = await guest(shop, { ...full, ...words }, 'guest');
    const { reference } = guests.json;
    const told = { orderId: 'o1' };
    await shop.post(`/withdrawals/${reference}/match`, told, { as: 'support', match: null });
    const other = await guest(shop, { ...full, name: 'Grace Hopper' });
    const before = await kept(shop);
    // The statement of which a crash kept the record of the order from hearing is found by its match.
    shop.clock.now += days(40);
    assert.ok(JSON.stringify(store.snapshot()).includes('BUYERWORD'));
    const count = await shop.server.erase('o1', 'buyer');
    assert.equal(count, 5, 'its opening, two statements here and there');

    assert.equal(/BUYERWORD|"Ada"/.test(JSON.stringify(store.snapshot())), false);
    const { items } = (await shop.fetch('/cancellations?kind=withdrawal&state=all', { as: 'support' })).json;
    const bare = (item: { statement: unknown; reference: string }) =>
      item.reference === other.json.reference ? item : { ...item, statement: {} };
    assert.deepEqual(items, before.map(bare));
    const id = '\u0001withdrawals/2026-03';
    const { entries } = await store.log(id, 0, 100);
    const report = verifyChain(id, entries);
    assert.deepEqual([report.faults, report.erased.length, entries.at(-1)?.type], [[], 2, 'erasure']);

    // Asked for again, they are told that it was received, and when.
    for (const [again, first] of [
      [await shop.post('/orders/o1/cancellation', own, { match: null, key: 'own' }), sent.json.withdrawal],
      [await guest(shop, { ...full, ...words }, 'guest'), guests.json],
    ]) {
      const { withdrawal = again.json } = again.json;
      assert.equal(again.status, 201);
      const { receipt, ...rest } = withdrawal;
      assert.deepEqual({ ...rest, receipt: first.receipt }, first);
      assert.ok(
        receipt.language === 'de' && receipt.text.includes(rest.reference) && receipt.text.includes('13:00 MEZ'),
      );
    }
    assert.equal(/BUYERWORD/.test(JSON.stringify(store.snapshot())), false, 'nothing comes back');
    assert.equal(await shop.server.erase('o1', 'buyer'), 0);
    assert.equal((await store.log(id, 0, 100)).entries.length, entries.length, 'what is gone is not erased again');
  });

  it('finds one that a crash kept from the record of the order, and leaves what was matched to another one since', async () => {
    const store = memoryStore();
    let broken = true;
    const flaky = {
      ...store,
      append: (...details: Parameters<typeof store.append>) =>
        broken && details[0] === 'o1' ? Promise.reject(new Error('cut off')) : store.append(...details),
    };
    const shop = aShop([anOrder(german), anOrder({ ...german, id: 'o2', number: '1002' })], { store: flaky });
    const body = { action: 'withdraw-contract', text: 'BUYERWORD' };
    assert.equal((await shop.post('/orders/o1/cancellation', body, { match: null })).status, 503);
    broken = false;
    // The newest is listed first.
    shop.clock.now -= minutes(1);
    const { reference } = (await guest(shop, { ...full, text: 'OTHERWORD' })).json;
    for (const orderId of ['o1', 'o2']) {
      await shop.post(`/withdrawals/${reference}/match`, { orderId }, { as: 'support', match: null });
    }
    await shop.server.erase('o1', 'buyer');
    assert.deepEqual(
      (await kept(shop)).map((item: { statement: { text?: string } }) => item.statement.text),
      [undefined, 'OTHERWORD'],
    );
    await shop.server.erase('o2', 'seller');
    assert.equal((await kept(shop))[1].statement.text, 'OTHERWORD', 'what the buyer wrote is not the seller’s');
  });
});

describe('erasing what the buyer wrote of a statement that was matched to another order first', () => {
  it('leaves nothing of it in the record of that order, whose chain stays valid', async () => {
    const store = memoryStore();
    const shop = aShop([anOrder(german), anOrder({ ...german, id: 'o2', number: '1002' })], { store });
    const { reference } = (await guest(shop, { ...full, text: 'BUYERWORD' })).json;
    for (const orderId of ['o1', 'o2']) {
      await shop.post(`/withdrawals/${reference}/match`, { orderId }, { as: 'support', match: null });
    }
    assert.equal(await shop.server.erase('o2', 'buyer'), 4, 'its opening, and the statement in three records');
    assert.equal(JSON.stringify(store.snapshot()).includes('BUYERWORD'), false);
    const { entries } = await store.log('o1', 0, 100);
    const report = verifyChain('o1', entries);
    assert.deepEqual([report.faults, report.erased.length, entries.at(-1)?.type], [[], 1, 'erasure']);
    assert.equal(await shop.server.erase('o2', 'buyer'), 0);
  });
});

describe('many statements at once', () => {
  it('none is lost, each intent is one record with one receipt, and the record is a chain', async () => {
    const store = memoryStore();
    const intent = fc.record({
      key: fc.constantFrom('a', 'b', 'c', 'd'),
      name: fc.constantFrom('Ada', 'Bo'),
      orderNumber: fc.constantFrom('1001', '9999', undefined),
    });
    let sentSoFar = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(intent, { minLength: 1, maxLength: 12 }), async (intents) => {
        const shop = aShop(undefined, { store });
        const round = ++sentSoFar;
        const answers = await Promise.all(
          intents.map(({ key, ...body }) => guest(shop, { ...body, text: `round ${round}` }, `${round}-${key}`)),
        );
        const wanted = new Set(intents.map((one) => JSON.stringify([one.key, one.name, one.orderNumber])));
        const given = new Map(
          intents.map((one, at) => [JSON.stringify([one.key, one.name, one.orderNumber]), answers[at]]),
        );
        assert.ok(answers.every(({ status }) => status === 201));
        for (const [at, one] of intents.entries()) {
          const name = JSON.stringify([one.key, one.name, one.orderNumber]);
          assert.equal(answers[at]?.text, given.get(name)?.text);
        }
        const mine = (await kept(shop)).filter(
          ({ statement }: { statement: { text: string } }) => statement.text === `round ${round}`,
        );
        assert.equal(mine.length, wanted.size);
        assert.equal((await shop.receipts()).length, wanted.size);
      }),
      { numRuns: 60 },
    );
    const id = '\u0001withdrawals/2026-03';
    const { entries } = await store.log(id, 0, 10_000);
    assert.equal(verifyChain(id, entries).ok, true);
  });
});
