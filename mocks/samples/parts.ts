import type { CancelPolicy } from '../../src/domain/policy.ts';
import type { OrderLine } from '../../src/domain/records.ts';
import { formatInstant } from '../../src/domain/values/instant.ts';
import { days, hours, minutes, type Sample, type Setting, sampler } from './sample.ts';

const open = ['OPEN', 'PARTLY_SHIPPED'];

/** A shop's own policy, for orders of which some can go and some has to stay. */
const policy: CancelPolicy = {
  id: 'parts',
  version: '1',
  language: 1,
  description:
    'Items can be cancelled one by one until they are shipped; what is made to order is asked for, until work begins.',
  statuses: {
    OPEN: { phase: 'open' },
    PARTLY_SHIPPED: { phase: 'open' },
    SHIPPED: { phase: 'shipped' },
    CANCELLED: { phase: 'cancelled' },
  },
  lineFacts: { madeToOrder: { type: 'string', default: 'no' } },
  rules: [
    {
      id: 'cancelled',
      when: { status: 'CANCELLED' },
      then: { outcome: 'none', reason: 'already-cancelled', alternatives: ['reorder'] },
    },
    {
      id: 'shipped',
      when: { status: 'SHIPPED' },
      then: { outcome: 'return', reason: 'already-shipped', alternatives: ['return'] },
    },
    {
      id: 'work-begun',
      when: [{ actor: 'buyer' }, { lineFact: 'madeToOrder', is: 'begun' }],
      then: { outcome: 'none', reason: 'work-begun' },
    },
    {
      id: 'made-to-order',
      when: [{ actor: 'buyer' }, { status: open }, { lineFact: 'madeToOrder', is: 'waiting' }],
      then: { outcome: 'request', reason: 'made-for-you', alternatives: ['contact-seller'] },
    },
    {
      id: 'not-shipped',
      when: { status: open },
      then: { outcome: 'cancel', reason: 'until-shipped', alternatives: ['contact-seller'] },
    },
  ],
  otherwise: { outcome: 'none', reason: 'not-for-role' },
  reasons: {
    buyer: {
      demand: 'optional',
      choices: [{ code: 'changed-mind' }, { code: 'ordered-by-mistake' }, { code: 'too-slow' }, { code: 'other' }],
    },
    seller: { demand: 'required', choices: [{ code: 'sold-out' }, { code: 'defective' }, { code: 'other' }] },
  },
  refund: { method: 'original', tenders: 'money-first', adjustable: true },
  consequences: { stock: 'return' },
  lifecycle: {
    cancelled: 'CANCELLED',
    completes: 'when-refunded',
    scope: 'lines',
    respondWithin: 'P2D',
    declineReasons: { demand: 'required', choices: [{ code: 'already-packed' }, { code: 'made-to-order' }] },
    notifies: ['buyer', 'seller'],
  },
  messages: {
    en: {
      'work-begun': 'We have begun to make it for you, so it stays.',
      'made-for-you':
        'It is made for you. We can still stop as long as work has not begun, and answer within two days.',
      'until-shipped': 'What has not been shipped yet can be cancelled.',
      PARTLY_SHIPPED: 'Partly shipped',
    },
    de: {
      'work-begun': 'Wir haben begonnen, es für Sie anzufertigen, daher bleibt es.',
      'made-for-you':
        'Es wird für Sie angefertigt. Solange die Arbeit nicht begonnen hat, können wir noch anhalten; wir antworten binnen zwei Tagen.',
      'until-shipped': 'Was noch nicht versandt ist, kann storniert werden.',
      PARTLY_SHIPPED: 'Teilweise versandt',
    },
    ar: {
      'work-begun': 'بدأنا تصنيعه خصيصًا لك، لذلك يبقى.',
      'made-for-you': 'يُصنع خصيصًا لك. يمكننا التوقف ما دام العمل لم يبدأ، ونرد خلال يومين.',
      'until-shipped': 'ما لم يُشحن بعد يمكن إلغاؤه.',
      PARTLY_SHIPPED: 'شُحن جزئيًا',
    },
  },
};

/** A workshop that ships in parcels, cuts by the metre and makes to order. */
export const setting: Setting = {
  policy,
  currency: 'EUR',
  goods: [
    ['Brass reading lamp', 8900],
    ['Linen-covered cable', 480, { unit: 'm' }],
    ['Porcelain socket', 1250],
    ['Pendant shade, made to measure', 21_000, { facts: { madeToOrder: 'waiting' } }],
    ['Mirror with engraved name', 16_400, { facts: { madeToOrder: 'begun' } }],
    ['Oak floor lamp', 34_900],
    ['Stoneware mug', 1800],
  ],
  buyer: { name: 'Ada Martins', email: 'ada@example.com' },
  seller: { name: 'Lampwerk', contactUrl: 'https://lampwerk.example/messages', email: 'desk@lampwerk.example' },
  firstNumber: 5001,
};

/** Orders as they really are, at `now` (epoch ms). */
export function samples(now: number): Sample[] {
  const make = sampler(setting, now);
  const eur = (amount: number) => ({ amount, currency: 'EUR' });
  const ago = (age: number) => formatInstant(now - age);
  return [
    make('parts-parcels', 'Two parcels, one is shipped; paid by card and gift card', {
      status: 'PARTLY_SHIPPED',
      placed: days(2),
      goods: [
        [0, 2],
        [1, 2.5],
        [2, 3],
      ],
      order: {
        shippedAt: ago(hours(20)),
        fulfilments: [
          {
            id: 'parcel-1',
            status: 'shipped',
            shippedAt: ago(hours(20)),
            carrier: 'DHL',
            trackingNumber: '00340434161094015902',
            lines: [
              { id: 'parts-parcels-1', quantity: 1 },
              { id: 'parts-parcels-3', quantity: 3 },
            ],
          },
          {
            id: 'parcel-2',
            status: 'pending',
            lines: [
              { id: 'parts-parcels-1', quantity: 1 },
              { id: 'parts-parcels-2', quantity: 2.5 },
            ],
          },
        ],
        payment: {
          method: 'mixed',
          paid: eur(22_750),
          refunded: eur(0),
          parts: [
            { id: 'card', method: 'card', paid: eur(9750), refunded: eur(0) },
            { id: 'gift', method: 'gift_card', paid: eur(13_000), refunded: eur(0) },
          ],
        },
      },
    }),
    make('parts-long', 'Two hundred lines', { status: 'OPEN', placed: hours(3), ...long(eur) }),
    make('parts-made', 'Something made to order, something already begun', {
      status: 'OPEN',
      placed: days(1),
      goods: [[2, 4], [3], [4]],
    }),
    make('parts-sellers', 'From two sellers', {
      status: 'OPEN',
      placed: hours(8),
      goods: [[0], [6, 2]],
      order: { lines: twoSellers(eur) },
    }),
    make('parts-deposit', 'A deposit was paid, the rest is due before shipping', {
      status: 'OPEN',
      placed: days(3),
      goods: [[5], [2, 2]],
      order: { payment: { method: 'card', paid: eur(11_000), refunded: eur(0) } },
    }),
    make('parts-reserved', 'The money is reserved, not charged', {
      status: 'OPEN',
      placed: minutes(50),
      paid: null,
      goods: [[0], [2, 2]],
      order: { payment: { method: 'card', paid: eur(0), refunded: eur(0), authorized: eur(11_400) } },
    }),
    make('parts-partly', 'Part of it is cancelled, the rest goes on', {
      status: 'OPEN',
      placed: days(4),
      goods: [
        [0, 2],
        [2, 2],
      ],
      order: {
        payment: { method: 'card', paid: eur(20_300), refunded: eur(8900) },
        lines: [{ ...line(eur, 'parts-partly-1', 0, 2), cancelledQuantity: 1 }, line(eur, 'parts-partly-2', 2, 2)],
      },
      cancellation: {
        requested: days(3),
        state: 'cancelled',
        reason: 'ordered-by-mistake',
        lines: [{ id: 'parts-partly-1', quantity: 1 }],
        ruleId: 'not-shipped',
        refund: { due: eur(8900), refunded: eur(8900), method: 'original', status: 'settled' },
        decision: { by: 'buyer', at: ago(days(3)), reason: 'ordered-by-mistake' },
      },
    }),
    make('parts-asked', 'Asked to stop what is made to order', {
      status: 'OPEN',
      placed: days(1),
      goods: [[3, 3], [2]],
      buyer: { name: 'Haruka Mori' },
      cancellation: {
        requested: hours(5),
        reason: 'changed-mind',
        comment: 'Two of three would do, too.',
        lines: [{ id: 'parts-asked-1', quantity: 3 }],
        ruleId: 'made-to-order',
        respondBy: formatInstant(now + days(2) - hours(5)),
      },
    }),
    make('parts-shipped', 'Shipped: a return is the way', {
      status: 'SHIPPED',
      placed: days(6),
      shipped: days(4),
      goods: [[5]],
    }),
    make('parts-cancelled', 'Cancelled as a whole', {
      status: 'CANCELLED',
      placed: days(9),
      goods: [[6, 4]],
      order: { payment: { method: 'card', paid: eur(7200), refunded: eur(7200) } },
      cancellation: {
        requested: days(8),
        state: 'cancelled',
        reason: 'changed-mind',
        previousStatus: 'OPEN',
        refund: { due: eur(7200), refunded: eur(7200), method: 'original', status: 'settled' },
        decision: { by: 'buyer', at: ago(days(8)), reason: 'changed-mind' },
      },
    }),
  ];
}

type Euro = (amount: number) => { amount: number; currency: string };

function line(eur: Euro, id: string, index: number, quantity: number): OrderLine {
  const [title = '', price = 0, more] = setting.goods[index] ?? [];
  return { id, sku: `PA-${1000 + index}`, title, quantity, unitPrice: eur(price), ...more };
}

/** One order of a marketplace's two sellers, who each see to their own. */
function twoSellers(eur: Euro): OrderLine[] {
  return [
    { ...line(eur, 'parts-sellers-1', 0, 1), sellerId: 'seller-1' },
    { ...line(eur, 'parts-sellers-2', 6, 2), sellerId: 'Töpferei Brandt' },
  ];
}

/** A refit of a hotel: two hundred positions. */
function long(eur: Euro) {
  const lines = Array.from({ length: 200 }, (_, at): OrderLine => {
    const one = line(eur, `parts-long-${at + 1}`, [0, 1, 2, 5, 6][at % 5] as number, 1 + (at % 4));
    return { ...one, title: `${one.title}, room ${101 + at}` };
  });
  const sum = lines.reduce((total, { quantity, unitPrice }) => total + quantity * unitPrice.amount, 0);
  return {
    goods: [] as [number, number?][],
    order: { lines, total: eur(sum), payment: { method: 'invoice', paid: eur(sum), refunded: eur(0) } },
  };
}
