import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { CancelPolicy, Outcome } from '../../../src/domain/policy.ts';
import type { Actor, Cancellation, Order } from '../../../src/domain/records.ts';
import type { PolicyDescription } from '../../../src/policy/describe/description.ts';
import { describePolicy } from '../../../src/policy/describe/index.ts';
import { decide } from '../../../src/policy/index.ts';
import { policyFiles, presets, readPolicyVectors } from '../../domain/vectors.ts';

// What people ask about each preset, answered from its description alone, and held to what the package decides.

const hour = 3_600_000;
const day = 24 * hour;
const now = Date.parse('2026-03-20T12:00:00Z');
const instant = (at: number) => new Date(at).toISOString();
const ago = (time: number) => instant(now - time);

interface Question {
  actor?: Actor;
  status: string;
  /** Time since the order was placed. */
  after?: number;
  order?: Partial<Order>;
  /** Of the one line item. */
  item?: Record<string, string | number | boolean>;
  request?: Partial<Cancellation>;
  /** What of the case's sentence says that it is this one; without it, it is the last. */
  if?: string;
}
type Asked = [asks: string, outcome: Outcome, question: Question];

const seller = { actor: 'seller' } as const;
const declined = { state: 'declined', requestedBy: 'buyer' } as const;
const waiting = { state: 'requested', requestedBy: 'buyer' } as const;
const facts = (all: Order['facts']): Pick<Question, 'order'> => ({ order: { facts: all ?? {} } });

const questions: Record<string, Asked[]> = {
  amazon: [
    ['Can I cancel ten minutes after ordering?', 'cancel', { status: 'Unshipped', after: hour / 6 }],
    ['Can I cancel five hours after ordering?', 'request', { status: 'Unshipped', after: 5 * hour }],
    ['The payment is being checked: can I cancel at once?', 'cancel', { status: 'Pending', after: hour / 6 }],
    ['And after an hour of checking?', 'none', { status: 'Pending', after: hour }],
    ['A part has left: can I ask for the rest?', 'request', { status: 'PartiallyShipped', after: day }],
    ['It was shipped: can I cancel?', 'return', { status: 'Shipped' }],
    ['It has arrived: can I cancel?', 'return', { status: 'Delivered' }],
    ['Can I cancel it once more?', 'none', { status: 'Canceled' }],
    ['Can a seller cancel before shipping?', 'cancel', { ...seller, status: 'Unshipped', after: day }],
    ['Can a seller cancel while the payment is checked?', 'none', { ...seller, status: 'Pending' }],
  ],
  ebay: [
    ['Can I cancel half an hour after ordering?', 'request', { status: 'AWAITING_SHIPMENT', after: hour / 2 }],
    ['Can I cancel five hours after ordering?', 'none', { status: 'AWAITING_SHIPMENT', after: 5 * hour }],
    ['I have not paid yet: can I, at once?', 'request', { status: 'AWAITING_PAYMENT', after: hour / 2 }],
    [
      'They declined: may I ask again?',
      'none',
      { status: 'AWAITING_SHIPMENT', after: hour / 2, request: declined, if: 'was declined' },
    ],
    [
      'I have opened a case: can I cancel?',
      'none',
      { status: 'AWAITING_SHIPMENT', ...facts({ caseOpen: true }), if: '“an open case” applies, “a charge' },
    ],
    ['It was shipped: can I cancel?', 'return', { status: 'SHIPPED' }],
    ['I have asked already: can I ask again?', 'none', { status: 'CANCEL_REQUESTED', request: waiting }],
    ['Can a seller cancel after twenty days?', 'cancel', { ...seller, status: 'AWAITING_SHIPMENT', after: 20 * day }],
    ['And after forty?', 'none', { ...seller, status: 'AWAITING_SHIPMENT', after: 40 * day }],
    ['Can a seller cancel what was shipped?', 'none', { ...seller, status: 'SHIPPED' }],
  ],
  etsy: [
    ['Can I cancel an hour after ordering?', 'none', { status: 'OPEN' }],
    ['And after ten days without a shipment?', 'none', { status: 'OPEN', after: 10 * day }],
    ['It was shipped: can I cancel?', 'none', { status: 'SHIPPED' }],
    ['It has arrived: can I cancel?', 'none', { status: 'DELIVERED' }],
    ['Can I cancel it once more?', 'none', { status: 'CANCELED' }],
    ['Can a seller cancel?', 'cancel', { ...seller, status: 'OPEN' }],
    ['And after forty days?', 'cancel', { ...seller, status: 'OPEN', after: 40 * day }],
    ['Can a seller cancel what was shipped?', 'cancel', { ...seller, status: 'SHIPPED' }],
    ['And what has arrived?', 'none', { ...seller, status: 'DELIVERED' }],
    ['And what is cancelled?', 'none', { ...seller, status: 'CANCELED' }],
  ],
  mercari: [
    ['Can I cancel five hours after ordering?', 'request', { status: 'WAITING_FOR_SHIPMENT', after: 5 * hour }],
    ['And after three weeks?', 'request', { status: 'WAITING_FOR_SHIPMENT', after: 21 * day }],
    ['They declined: may I ask again?', 'request', { status: 'WAITING_FOR_SHIPMENT', request: declined }],
    ['I have asked: can I ask once more?', 'none', { status: 'WAITING_FOR_SHIPMENT', request: waiting }],
    [
      'It is said to be shipped: can I cancel after two days?',
      'return',
      { status: 'SHIPMENT_CONFIRMED', after: 2 * day },
    ],
    [
      'And after sixteen days, if nobody has scanned it?',
      'cancel',
      { status: 'SHIPMENT_CONFIRMED', after: 16 * day, if: 'a printed shipping label' },
    ],
    [
      'And if somebody has?',
      'return',
      { status: 'SHIPMENT_CONFIRMED', after: 16 * day, order: { scans: [{ code: 'picked-up', at: ago(day) }] } },
    ],
    ['It has arrived: can I cancel?', 'return', { status: 'DELIVERED' }],
    ['Can a seller cancel before shipping?', 'cancel', { ...seller, status: 'WAITING_FOR_SHIPMENT' }],
    ['And what has arrived?', 'cancel', { ...seller, status: 'DELIVERED' }],
  ],
  shopee: [
    ['Can I cancel what I have not paid?', 'cancel', { status: 'UNPAID' }],
    ['Can I cancel five hours after ordering?', 'cancel', { status: 'TO_SHIP', after: 5 * hour }],
    ['The shipment is arranged: can I cancel?', 'request', { status: 'SHIPMENT_ARRANGED' }],
    [
      'Half an hour ago I pre-ordered: can I cancel?',
      'request',
      { status: 'TO_SHIP', after: hour / 2, ...facts({ preOrder: true }), if: '“a pre-order” applies' },
    ],
    [
      'And after five hours?',
      'none',
      { status: 'TO_SHIP', after: 5 * hour, ...facts({ preOrder: true }), if: '“a pre-order” applies' },
    ],
    [
      'They declined: may I ask again?',
      'none',
      { status: 'SHIPMENT_ARRANGED', request: declined, if: 'requests of the buyer so far is 1' },
    ],
    ['I have asked: can I ask once more?', 'none', { status: 'IN_CANCEL', request: waiting }],
    [
      'A courier has it already: can I cancel?',
      'return',
      {
        status: 'SHIPMENT_ARRANGED',
        order: { scans: [{ code: 'picked-up', at: ago(hour / 2) }] },
        if: 'a carrier has reported',
      },
    ],
    ['It was shipped: can I cancel?', 'return', { status: 'SHIPPED' }],
    ['Can a seller cancel before shipping?', 'cancel', { ...seller, status: 'TO_SHIP' }],
  ],
  'adobe-commerce': [
    [
      'Can I cancel five hours after ordering?',
      'cancel',
      { status: 'pending', after: 5 * hour, if: 'the time of the shipment of the item has come: it can be' },
    ],
    [
      'And after three weeks, if nothing was sent?',
      'cancel',
      { status: 'processing', after: 21 * day, if: 'the time of the shipment of the item has come: it can be' },
    ],
    ['A part was sent: can I cancel?', 'none', { status: 'processing', order: { shippedAt: ago(hour / 2) } }],
    [
      'I ordered without an account: can I cancel?',
      'none',
      { status: 'pending', ...facts({ guest: true }), if: 'an order without an account' },
    ],
    [
      'And once I have opened the link?',
      'cancel',
      {
        status: 'pending',
        ...facts({ guest: true, guestConfirmed: true }),
        if: 'the time of the shipment of the item has come: it can be',
      },
    ],
    ['The order is on hold: can I cancel?', 'none', { status: 'holded' }],
    ['It is complete: can I cancel?', 'none', { status: 'complete' }],
    ['It is closed: can I cancel?', 'none', { status: 'closed' }],
    ['Can the shop cancel here?', 'none', { ...seller, status: 'pending' }],
    ['And what is complete?', 'none', { ...seller, status: 'complete' }],
  ],
  'shopify-self-serve': [
    ['Can I cancel five hours after ordering?', 'request', { status: 'UNFULFILLED', after: 5 * hour }],
    ['And after two days?', 'none', { status: 'UNFULFILLED', after: 2 * day }],
    [
      'And after two days in the European Union?',
      'request',
      { status: 'UNFULFILLED', after: 2 * day, ...facts({ market: 'eu' }), if: 'European Union' },
    ],
    [
      'It is a final sale: can I cancel?',
      'none',
      { status: 'UNFULFILLED', item: { finalSale: true }, if: '“final sale” applies' },
    ],
    [
      'My payment is not through: can I cancel?',
      'none',
      { status: 'UNFULFILLED', ...facts({ paymentPending: true }), if: 'a payment that is still' },
    ],
    ['The order is on hold: can I cancel?', 'request', { status: 'ON_HOLD', after: hour }],
    ['It was sent: can I cancel?', 'return', { status: 'FULFILLED' }],
    ['I have asked: can I ask once more?', 'none', { status: 'UNFULFILLED', request: waiting }],
    ['Can the shop cancel after a week?', 'cancel', { ...seller, status: 'UNFULFILLED', after: 7 * day }],
    ['And what was sent?', 'return', { ...seller, status: 'FULFILLED' }],
  ],
  vtex: [
    ['Can I cancel before I have paid?', 'cancel', { status: 'payment-pending' }],
    [
      'Can I cancel ten minutes after I have paid?',
      'cancel',
      { status: 'window-to-cancel', order: { paidAt: ago(hour / 6) } },
    ],
    ['And five hours after?', 'request', { status: 'handling', after: 6 * hour, order: { paidAt: ago(5 * hour) } }],
    [
      'A part of it is invoiced: can I cancel?',
      'none',
      { status: 'handling', item: { invoiced: true }, if: '“Invoiced” applies' },
    ],
    ['All of it is: can I cancel?', 'none', { status: 'invoiced' }],
    ['I have asked: can I ask once more?', 'none', { status: 'cancellation-requested', request: waiting }],
    [
      'They declined: may I ask again?',
      'request',
      { status: 'handling', after: 6 * hour, order: { paidAt: ago(5 * hour) }, request: declined },
    ],
    ['Can I cancel it once more?', 'none', { status: 'canceled' }],
    ['Can the shop cancel what it handles?', 'cancel', { ...seller, status: 'handling' }],
    ['And what is invoiced?', 'none', { ...seller, status: 'invoiced' }],
  ],
  woocommerce: [
    ['Can I cancel what I have not paid?', 'cancel', { status: 'pending' }],
    ['And where the payment failed?', 'cancel', { status: 'failed', after: 9 * day }],
    ['I have paid: can I cancel five hours after?', 'request', { status: 'processing', after: 5 * hour }],
    ['And after four days?', 'none', { status: 'processing', after: 4 * day }],
    [
      'I pay on delivery: can I cancel?',
      'none',
      { status: 'processing', ...facts({ paymentMethod: 'cod' }), if: 'cash on delivery' },
    ],
    [
      'I ordered without an account: can I cancel?',
      'none',
      { status: 'processing', ...facts({ customerRole: 'guest' }), if: 'guest without an account' },
    ],
    ['It is completed: can I cancel?', 'none', { status: 'completed' }],
    ['I have asked: can I ask once more?', 'none', { status: 'cancel-request', request: waiting }],
    ['Can the shop cancel after two weeks?', 'cancel', { ...seller, status: 'processing', after: 14 * day }],
    ['And what is completed?', 'none', { ...seller, status: 'completed' }],
  ],
  'digital-goods': [
    [
      'I have not downloaded it: can I cancel after a month?',
      'cancel',
      { status: 'PAID', after: 30 * day, if: 'the first download' },
    ],
    [
      'I have, and used it for an hour: can I, after two days?',
      'cancel',
      {
        status: 'PAID',
        after: 2 * day,
        item: { firstDownloadAt: ago(day), minutesPlayed: 60 },
        if: 'If of the item: “minutes of use”',
      },
    ],
    [
      'And for three hours?',
      'request',
      { status: 'PAID', after: 2 * day, item: { firstDownloadAt: ago(day), minutesPlayed: 180 } },
    ],
    ['And after three weeks?', 'request', { status: 'PAID', after: 21 * day, item: { firstDownloadAt: ago(day) } }],
    [
      'It was released last week: can I, three weeks after buying?',
      'cancel',
      {
        status: 'PAID',
        after: 21 * day,
        item: { firstDownloadAt: ago(day), releasedAt: ago(7 * day) },
        if: 'less than 14 days has passed',
      },
    ],
    [
      'It comes out next week: can I cancel?',
      'cancel',
      {
        status: 'PAID',
        after: 21 * day,
        item: { firstDownloadAt: ago(day), releasedAt: ago(-7 * day) },
        if: '“the release” has not come yet',
      },
    ],
    ['I have my money back: can I cancel?', 'none', { status: 'REFUNDED' }],
    ['I have asked: can I ask once more?', 'none', { status: 'PAID', request: waiting }],
    [
      'They declined: may I ask again?',
      'request',
      { status: 'PAID', after: 21 * day, item: { firstDownloadAt: ago(day) }, request: declined },
    ],
    ['Can the shop cancel here?', 'none', { ...seller, status: 'PAID' }],
  ],
  'event-tickets': [
    [
      'The event is next week: can I cancel?',
      'cancel',
      { status: 'ISSUED', ...facts({ startsAt: ago(-7 * day) }), if: 'more than 2 days remain' },
    ],
    [
      'It is tomorrow: can I cancel?',
      'none',
      { status: 'ISSUED', ...facts({ startsAt: ago(-day) }), if: 'has not come yet' },
    ],
    [
      'It has begun: can I cancel?',
      'none',
      { status: 'ISSUED', ...facts({ startsAt: ago(hour) }), if: 'of “the start of the event” has come' },
    ],
    [
      'It is off: can I cancel?',
      'cancel',
      { status: 'ISSUED', ...facts({ startsAt: ago(-day), eventCancelled: true }), if: 'does not take place” applies' },
    ],
    [
      'It was off, and would be over: can I cancel?',
      'cancel',
      { status: 'ISSUED', ...facts({ startsAt: ago(day), eventCancelled: true }), if: 'does not take place” applies' },
    ],
    ['I have been there: can I cancel?', 'none', { status: 'SCANNED', ...facts({ startsAt: ago(hour) }) }],
    ['Can I cancel it once more?', 'none', { status: 'CANCELLED' }],
    [
      'Can the organiser cancel a day before?',
      'cancel',
      { ...seller, status: 'ISSUED', ...facts({ startsAt: ago(-day) }) },
    ],
    ['And afterwards?', 'cancel', { ...seller, status: 'ISSUED', ...facts({ startsAt: ago(day) }) }],
    ['And a ticket that was used?', 'none', { ...seller, status: 'SCANNED', ...facts({ startsAt: ago(day) }) }],
  ],
  grocery: [
    [
      'It comes in two days: can I cancel?',
      'cancel',
      { status: 'PLACED', ...facts({ deliveryDay: '2026-03-22' }), if: '11:59 PM” has not come yet' },
    ],
    [
      'It comes today: can I cancel what keeps well?',
      'cancel',
      {
        status: 'PLACED',
        ...facts({ deliveryDay: '2026-03-20' }),
        item: { packaged: true },
        if: 'keeps well” applies',
      },
    ],
    [
      'And what is fresh?',
      'cancel',
      {
        status: 'PLACED',
        ...facts({ deliveryDay: '2026-03-20' }),
        if: 'If the time of “1 day before “the delivery day”, 11:59 PM” has come',
      },
    ],
    [
      'A cake for tomorrow was made for me: can I cancel?',
      'none',
      { status: 'PLACED', ...facts({ deliveryDay: '2026-03-21', hasCustomOrder: true }), if: 'made to order” applies' },
    ],
    [
      'And one for next week?',
      'cancel',
      {
        status: 'PLACED',
        ...facts({ deliveryDay: '2026-03-27', hasCustomOrder: true }),
        if: '11:59 PM” has not come yet',
      },
    ],
    [
      'It is being picked for tomorrow: can I cancel?',
      'cancel',
      { status: 'PICKING', ...facts({ deliveryDay: '2026-03-21' }), if: '11:59 PM” has not come yet' },
    ],
    ['It is on the way: can I cancel?', 'none', { status: 'ON_THE_WAY', ...facts({ deliveryDay: '2026-03-20' }) }],
    ['It has arrived: can I cancel?', 'none', { status: 'DELIVERED', ...facts({ deliveryDay: '2026-03-20' }) }],
    ['Can I cancel it once more?', 'none', { status: 'CANCELLED' }],
    ['Can the shop cancel here?', 'none', { ...seller, status: 'PLACED', ...facts({ deliveryDay: '2026-03-22' }) }],
  ],
  'pre-orders': [
    [
      'Can I cancel five hours after ordering?',
      'cancel',
      { status: 'PRE_ORDERED', after: 5 * hour, ...facts({ releaseDay: '2026-06-01' }) },
    ],
    [
      'And after a week, two months before the release?',
      'cancel',
      {
        status: 'PRE_ORDERED',
        after: 7 * day,
        ...facts({ releaseDay: '2026-06-01' }),
        if: '7 days before “the day of the release””',
      },
    ],
    [
      'And three days before it?',
      'cancel',
      { status: 'PRE_ORDERED', after: 7 * day, ...facts({ releaseDay: '2026-03-23' }), if: '15 %' },
    ],
    [
      'And after it?',
      'none',
      { status: 'PRE_ORDERED', after: 7 * day, ...facts({ releaseDay: '2026-03-19' }), if: 'has come: it cannot' },
    ],
    [
      'It is put off: can I cancel?',
      'cancel',
      {
        status: 'PRE_ORDERED',
        after: 7 * day,
        ...facts({ releaseDay: '2026-03-23', delayed: true }),
        if: 'is put off” applies',
      },
    ],
    [
      'It is on back order: can I cancel at once?',
      'cancel',
      { status: 'BACK_ORDERED', after: hour, ...facts({ releaseDay: '2026-06-01' }) },
    ],
    ['It was shipped: can I cancel?', 'return', { status: 'SHIPPED' }],
    ['Can I cancel it once more?', 'none', { status: 'CANCELLED' }],
    ['Can the shop cancel?', 'cancel', { ...seller, status: 'PRE_ORDERED' }],
    ['And what was shipped?', 'return', { ...seller, status: 'SHIPPED' }],
  ],
  'print-on-demand': [
    [
      'Nothing is in production: can I cancel?',
      'cancel',
      { status: 'OPEN', after: 5 * hour, if: 'not in production yet' },
    ],
    [
      'It is with the printer: can I cancel?',
      'request',
      { status: 'OPEN', item: { sentAt: ago(hour / 2) }, if: '“the hand-over to production” has come: a cancellation' },
    ],
    [
      'It is printed: can I cancel?',
      'cancel',
      {
        status: 'OPEN',
        item: { sentAt: ago(hour / 2), printedAt: ago(hour / 4) },
        if: '“the printing” has come: it can be',
      },
    ],
    ['It was shipped: can I cancel?', 'none', { status: 'SHIPPED' }],
    ['It has arrived: can I cancel?', 'none', { status: 'DELIVERED' }],
    ['I have asked: can I ask once more?', 'none', { status: 'OPEN', request: waiting }],
    ['Can I cancel it once more?', 'none', { status: 'CANCELLED' }],
    ['Can the shop cancel before production?', 'cancel', { ...seller, status: 'OPEN', if: 'not in production yet' }],
    ['And what is with the printer?', 'cancel', { ...seller, status: 'OPEN', item: { sentAt: ago(hour / 2) } }],
    ['And what was shipped?', 'none', { ...seller, status: 'SHIPPED' }],
  ],
};

/** In the currency of the preset's own vectors, as some fees are of one alone. */
function orderOf({ status, after = hour, order, item }: Question, name: string): Order {
  const policy = presets[name] as CancelPolicy;
  const [first] = readPolicyVectors(name);
  const { currency } = first?.order.total ?? assert.fail(name);
  const money = { amount: 1000, currency };
  const phase = policy.statuses[status]?.phase as string;
  return {
    id: 'o',
    status,
    placedAt: ago(after),
    ...(['shipped', 'delivered'].includes(phase) && { shippedAt: ago(hour / 2) }),
    ...(phase === 'delivered' && { deliveredAt: ago(hour / 2) }),
    total: money,
    payment: { method: 'card', paid: money, refunded: { amount: 0, currency } },
    lines: [{ id: 'l', sku: '', title: 'Mug', quantity: 1, unitPrice: money, ...(item && { facts: item }) }],
    buyer: { id: 'b', name: 'Ada', status: 'active' },
    seller: { id: 's', name: 'Grace', status: 'active' },
    revision: '1',
    ...order,
  };
}

/** What somebody reads: they look for the status and the time, and go through the cases. */
function caseOf({ table, openTable }: PolicyDescription, order: Order, { request, if: when }: Question) {
  const row = (request?.state === 'requested' ? openTable : table).rows.find(({ statuses }) =>
    statuses.includes(order.status),
  );
  const since = row?.axis ? order[row.axis as 'placedAt'] : undefined;
  const passed = since === undefined ? null : now - Date.parse(since);
  const cell = row?.cells.find(({ from, until }) =>
    passed === null ? from === null : from !== null && passed >= from && (until === null || passed < until),
  );
  const cases = cell?.cases ?? [];
  const own = when === undefined ? cases.at(-1) : cases.find(({ sentence }) => sentence.includes(when));
  assert.ok(own, cases.map(({ sentence }) => sentence).join('\n'));
  return own;
}

describe('ten questions about each preset', () => {
  it('are asked of every one that was taken from public texts', () => {
    assert.deepEqual(Object.keys(questions).sort(), [...policyFiles].sort());
  });

  for (const [name, all] of Object.entries(questions)) {
    it(`are answered by the description of ${name} as the package decides`, async () => {
      assert.equal(all.length, 10);
      const policy = presets[name] as CancelPolicy;
      for (const [asks, expected, question] of all) {
        const { actor = 'buyer', request } = question;
        const order = orderOf(question, name);
        const cancellation = request
          ? ({ id: 'c', kind: 'cancellation', lines: null, requestedAt: ago(hour / 2), ...request } as Cancellation)
          : null;
        const read = caseOf(await describePolicy(policy, { actor }), order, question);
        const decision = decide(policy, order, { actor, now, cancellation });
        const { outcome, ruleId } = decision;
        assert.deepEqual(
          { read: [read.outcome, read.ruleId], decided: outcome },
          { read: [outcome, ruleId], decided: expected },
          `${name}: ${asks} ${read.sentence}`,
        );
      }
    });
  }
});
