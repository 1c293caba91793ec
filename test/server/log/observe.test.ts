import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { EvidenceEntry } from '../../../src/domain/log-entry.ts';
import type { CarrierScan, Notice, Order } from '../../../src/domain/records.ts';
import { makePacket, verifyPacket } from '../../../src/evidence/index.ts';
import bricklink from '../../../src/policy/presets/bricklink.ts';
import poshmark from '../../../src/policy/presets/poshmark.ts';
import { type Committed, memoryShop, type ShopConnector } from '../../../src/server/index.ts';
import { ago, anOrder, aServer, days, hours, minutes, usd } from '../setup.ts';

const scan: CarrierScan = { at: ago(-minutes(30)), code: 'picked-up', carrier: 'UPS', place: 'Springfield' };

/** A server whose order has a log, and what the log says after that. */
async function aLog(order: Partial<Order> = {}) {
  const server = aServer({ policies: [poshmark], orders: [anOrder(order)] });
  await server.post('/orders/o1/messages', { to: 'seller', text: 'Hello.' });
  const news = async () => (await server.log()).slice(3);
  /** What is told when the shop changes the order. */
  const told = async (changes: Partial<Order>): Promise<EvidenceEntry[]> => {
    const { length } = await news();
    server.shop.change('o1', changes);
    for (let times = 0; times < 2; times++) await server.server.orderChanged('o1');
    await server.view();
    const entries = (await news()).slice(length);
    for (const { at, by } of entries)
      assert.deepEqual([at, by], [new Date(server.clock.now).toISOString(), 'platform']);
    return entries;
  };
  return { ...server, told };
}

/** What an entry tells of a change, in short. */
const inShort = ({ type, retracted, occurredAt, code, kind, action, amount }: EvidenceEntry) =>
  [type, retracted && 'retracted', occurredAt, code ?? kind, action, amount?.amount].filter((one) => one !== undefined);

describe('money of a transition', () => {
  /** A shop that says this of refunds, and counts so much of them at once. */
  function paying(refund: Committed['refund'], counted: number, order = anOrder()) {
    const shop = memoryShop([order]);
    const connector: ShopConnector = {
      ...shop,
      async commit(...details) {
        const done = await shop.commit(...details);
        if (!done.ok || !details[2].some(({ type }) => type === 'refund')) return done;
        const { payment } = done.order;
        return { ok: true, order: shop.change('o1', { payment: { ...payment, refunded: usd(counted) } }), refund };
      },
      async committed(...details) {
        const done = await shop.committed(...details);
        return done && { ...done, refund };
      },
    };
    const server = aServer({ policies: [poshmark], shop: connector });
    return {
      ...server,
      begun: () => server.cancel({ action: 'cancel' }, { match: '"r1"' }),
      /** What the log says of money, once the shop counts so much. */
      async money(refunded = counted) {
        shop.change('o1', { payment: { method: 'card', paid: usd(4500), refunded: usd(refunded) } });
        for (let times = 0; times < 2; times++) await server.server.orderChanged('o1');
        const all = await server.log('buyer', ['cancellation', 'refund']);
        // That a shop counts later what it says settled is on record beside it.
        const log = all.filter(({ action }) => action !== 'mismatch');
        return log.map((entry) => [entry.type, entry.retracted ?? entry.refund, entry.amount?.amount]);
      },
    };
  }

  it('DP-8 is told with how far it is, and once more when what was pending has arrived', async () => {
    const { begun, money } = paying('pending', 0);
    await begun();
    const first = ['cancellation', 'pending', 4500];
    assert.deepEqual(await money(), [first]);
    assert.deepEqual(await money(4500), [first, ['refund', undefined, 4500]]);
  });

  it('is told whole where another amount arrives than the one that was pending', async () => {
    const { begun, money } = paying('pending', 0);
    await begun();
    await money(2000);
    assert.deepEqual((await money(4500)).slice(1), [
      ['refund', undefined, 2000],
      ['refund', undefined, 2500],
    ]);
  });

  it('is told once by a shop that counts at once what is pending', async () => {
    const { begun, money } = paying('pending', 4500);
    await begun();
    assert.deepEqual(await money(), [['cancellation', 'pending', 4500]]);
  });

  it('is told once where it is settled, whenever the shop counts it; another amount is another refund', async () => {
    const given = ['cancellation', 'settled', undefined];
    for (const counted of [4500, 0]) {
      const { begun, money } = paying('settled', counted);
      await begun();
      assert.deepEqual(await money(4500), [['cancellation', 'settled', 4500]]);
      assert.deepEqual((await money(4550)).slice(1), [['refund', undefined, 50], given], 'and given to what it is of');
    }
    const { begun, money } = paying('settled', 0);
    await begun();
    await money(700);
    assert.deepEqual((await money(5200)).slice(1), [['refund', undefined, 700], given]);
    const more = paying('settled', 0);
    await more.begun();
    assert.deepEqual((await more.money(4600)).slice(1), [['refund', undefined, 100], given]);
  });

  it('is said to have failed, with no amount', async () => {
    const { begun, money } = paying('failed', 0);
    await begun();
    assert.deepEqual(await money(), [['cancellation', 'failed', undefined]]);
    const after = [
      ['refund', undefined, 4500],
      ['cancellation', 'settled', undefined],
    ];
    assert.deepEqual((await money(4500)).slice(1), after, 'and to have gone back after all');
  });
});

describe('what the shop changed since it was looked at last', () => {
  it('DP-8 is told in the order in which it happened, and what has no time last', async () => {
    const [first, second, third] = [ago(-minutes(10)), ago(-minutes(20)), ago(-minutes(30))];
    const { told } = await aLog();
    const scans = [
      { ...scan, at: third, code: 'delivered' },
      { ...scan, at: 'yesterday', code: 'in-transit' },
      { ...scan, at: first, code: 'label-created' },
    ];
    const notices = [{ kind: 'late', filedAt: ago(hours(1)) }];
    assert.deepEqual((await told({ shippedAt: second, deliveredAt: third, scans, notices })).map(inShort), [
      ['notice', ago(hours(1)), 'late', 'file'],
      ['scan', first, 'label-created'],
      ['shipment', second],
      ['delivery', third],
      ['scan', third, 'delivered'],
      ['scan', 'in-transit'],
    ]);
  });
});

describe('what the shop takes back', () => {
  it('DP-8 is told as well: a shipment, a delivery', async () => {
    const { told } = await aLog();
    const [shippedAt, deliveredAt] = [ago(hours(1)), ago(minutes(10))];
    const back: Partial<Order> = { shippedAt: undefined, deliveredAt: undefined } as never;
    await told({ shippedAt, deliveredAt });
    assert.deepEqual((await told(back)).map(inShort), [
      ['shipment', 'retracted'],
      ['delivery', 'retracted'],
    ]);
    assert.deepEqual((await told({ shippedAt })).map(inShort), [['shipment', shippedAt]], 'and what comes again');
  });

  it('DP-8 is told as well: a scan, by its time and code', async () => {
    const { told } = await aLog();
    const other = { ...scan, at: ago(-hours(1)), code: 'in-transit' };
    await told({ scans: [scan, other] });
    assert.deepEqual((await told({ scans: [other] })).map(inShort), [['scan', 'retracted', scan.at, 'picked-up']]);
    assert.deepEqual((await told({ scans: [other, scan] })).map(inShort), [['scan', scan.at, 'picked-up']]);
    assert.deepEqual(
      await told({ scans: [scan, other, scan] }),
      [],
      'their order is no news, nor one that is there twice',
    );
  });

  it('DP-8 is told as well: money that had gone back', async () => {
    const { told } = await aLog();
    const payment = (refunded: number) => ({ payment: { method: 'card', paid: usd(4500), refunded: usd(refunded) } });
    await told(payment(1000));
    assert.deepEqual((await told(payment(400))).map(inShort), [['refund', 'retracted', 600]]);
    assert.deepEqual((await told(payment(1000))).map(inShort), [['refund', 600]]);
    assert.deepEqual(
      await told({ payment: { method: 'card' } as Order['payment'] }),
      [],
      'what is not said is no news',
    );
  });

  it('is in a packet like everything else', async () => {
    const { told, log, clock } = await aLog();
    const notices = [{ kind: 'late', filedAt: ago(1) }];
    await told({ scans: [scan], shippedAt: ago(1), total: usd(1), notices });
    await told({ scans: [], shippedAt: undefined, notices: [] } as never);
    const parts = { orderId: 'o1', madeFor: 'buyer', now: clock.now, checkpoint: null, policies: [poshmark] } as const;
    const report = await verifyPacket(JSON.parse(JSON.stringify(makePacket({ ...parts, log: await log() }))));
    assert.deepEqual([report.verdict, report.issues ?? []], ['unsigned', []]);
  });

  it('has an entry of its own each time', async () => {
    const { told, log } = await aLog();
    for (let times = 0; times < 2; times++) {
      await told({ scans: [scan], status: 'SHIPPED' });
      await told({ scans: [], status: 'PLACED' });
    }
    const ids = (await log()).map(({ id }) => id);
    assert.deepEqual([ids.length, new Set(ids).size], [11, 11]);
  });
});

describe('alerts that the shop itself set', () => {
  const kind = 'non-paying-buyer';
  const [filedAt, respondedAt, liftedAt] = [ago(hours(3)), ago(hours(2)), ago(hours(1))];

  it('BL-6 are told by what appeared, with its time', async () => {
    const { told } = await aLog();
    assert.deepEqual((await told({ notices: [{ kind, filedAt }] })).map(inShort), [['notice', filedAt, kind, 'file']]);
    const notices: Notice[] = [{ kind, filedAt, respondedAt, penaltyAcceptedAt: respondedAt, liftedAt }];
    assert.deepEqual((await told({ notices })).map(inShort), [
      ['notice', respondedAt, kind, 'respond'],
      ['notice', respondedAt, kind, 'accept-penalty'],
      ['notice', liftedAt, kind, 'lift'],
    ]);
    const again = {
      kind,
      filedAt: filedAt.replace('.000Z', 'Z'),
      respondedAt,
      penaltyAcceptedAt: respondedAt,
      liftedAt,
    };
    assert.deepEqual(await told({ notices: [again] }), [], 'the same instants, written in another way');
    assert.deepEqual((await told({ notices: [] })).map(inShort)[0], [
      'notice',
      'retracted',
      again.filedAt,
      kind,
      'file',
    ]);
    assert.deepEqual(await told({ notices: [null, { kind: 7 }] as never }), []);
  });

  it('BL-6 are not those that people filed here', async () => {
    const order = anOrder({ status: 'PENDING', placedAt: ago(days(20)) });
    const server = aServer({ policies: [bricklink], orders: [order] });
    const kinds = Object.keys(bricklink.notices ?? {});
    const sent = await server.post('/orders/o1/notices', { kind: kinds[0], action: 'file' }, { as: 'seller' });
    assert.equal(sent.status, 200, sent.text);
    await server.server.orderChanged('o1');
    await server.view();
    assert.deepEqual(
      (await server.log('seller', ['notice'])).map(({ by, action }) => [by, action]),
      [['seller', 'file']],
    );
  });
});

describe('an order that becomes another one', () => {
  it('DP-8 is told with its details, whenever total or line items change, and without the people', async () => {
    const { told, shop } = await aLog();
    const lines = shop.orders()[0]?.lines.slice(0, 1) as Order['lines'];
    const [entry, ...rest] = await told({ total: usd(3000), lines });
    assert.deepEqual(
      [entry?.type, entry?.order?.total, entry?.order?.lines, entry?.items, entry?.buyer, entry?.seller, rest],
      [
        'order',
        usd(3000),
        [{ id: 'l1', quantity: 1, unitPrice: usd(3000) }],
        [{ id: 'l1', title: 'Jacket' }],
        undefined,
        undefined,
        [],
      ],
    );
    const [again] = await told({ lines: lines.map((line) => ({ ...line, quantity: 2 })) });
    assert.deepEqual([again?.type, again?.id === entry?.id], ['order', false]);
    assert.deepEqual(await told({ facts: { seen: true }, tax: usd(3) }), []);
  });
});

describe('an order with thousands of scans', () => {
  it('has each of them on record once, however often it is read', async () => {
    const scans = Array.from({ length: 3000 }, (_, at) => ({ ...scan, at: ago(at * 1000), code: `scan-${at}` }));
    const { view, shop, server, log } = await aLog();
    shop.change('o1', { scans });
    await server.orderChanged('o1');
    for (let count = 0; count < 5; count++) await view();
    await server.orderChanged('o1');
    assert.equal((await log('buyer', ['scan'])).length, 3000);
  });
});
