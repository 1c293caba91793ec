import type { Order } from '../../src/domain/records.ts';
import type { Lot } from '../../src/domain/settlement/stock.ts';
import { formatInstant } from '../../src/domain/values/instant.ts';
import bricklink from '../../src/policy/presets/bricklink.ts';
import { days, hours, type Sample, type Setting, sampler } from './sample.ts';

/** The parts marketplace. */
export const setting: Setting = {
  policy: bricklink,
  currency: 'EUR',
  goods: [
    ['Brick 2 × 4, light bluish gray', 14, { condition: 'New' }],
    ['Plate 1 × 8, dark red', 9, { condition: 'Used' }],
    ['Technic axle 5, black', 21, { condition: 'New' }],
    ['Minifigure, astronaut with visor', 785, { condition: 'Used', description: 'Print slightly worn on the torso.' }],
    ['Set 6086, castle, without instructions', 11_900, { condition: 'Used' }],
  ],
  buyer: { name: 'studlover_88' },
  seller: { name: 'Baseplate & Sons', contactUrl: 'mailto:shop@example.com' },
  firstNumber: 24_700_310,
};

/** What the seller has in stock: of some goods, as they were listed or under other values (BL-15 to BL-17). */
export function lots(): Lot[] {
  const of = (index: number, quantity: number, changes: Partial<Lot> = {}): Lot => {
    const [title, amount, details] = setting.goods[index] ?? ['', 0];
    return {
      id: `lot-${4100 + index}`,
      sku: `BR-${1000 + index}`,
      title,
      quantity,
      unitPrice: { amount, currency: setting.currency },
      ...(details?.condition !== undefined && { condition: details.condition }),
      ...(details?.description !== undefined && { description: details.description }),
      ...changes,
    };
  };
  // The goods of the third and the fifth are sold out: they would come back as new lots.
  return [
    of(0, 2400, { unitPrice: { amount: 15, currency: setting.currency } }),
    of(1, 310),
    of(3, 1, { description: 'Torso without wear.', unitPrice: { amount: 820, currency: setting.currency } }),
  ];
}

/** Every status of the preset, and every alert at the ages that matter, at `now` (epoch ms). */
export function samples(now: number): Sample[] {
  const make = sampler(setting, now);
  const placed = days(12);
  const eur = (amount: number) => ({ amount, currency: 'EUR' });
  // The fee of the month in which the order was initiated.
  const fee = (age: number): Partial<Order> => ({
    fee: { amount: eur(42), billedMonth: formatInstant(now - age).slice(0, 7) },
  });
  const plain = (status: string, age = days(2), paid: number | null = age) =>
    make(`bl-${status.toLowerCase()}`, `An order that is ${status}`, {
      status,
      placed: age,
      paid,
      goods: [
        [0, 120],
        [1, 60],
      ],
      order: fee(age),
    });
  /** An order with one alert, so many days old, and no other change. */
  const alert = (
    id: string,
    about: string,
    kind: string,
    filed: number,
    more: { responded?: number; penaltyAccepted?: number; lifted?: number } = {},
    status = kind,
  ) =>
    make(id, about, {
      status,
      placed: filed + days(8),
      paid: kind === 'NSS' ? filed + days(7) : null,
      goods: [
        [3, 2],
        [2, 40],
      ],
      notices: [{ kind, filed, ...more }],
      order: fee(filed + days(8)),
    });

  return [
    plain('PENDING', hours(4), null),
    plain('UPDATED', days(1), null),
    plain('PROCESSING', days(1), null),
    plain('READY'),
    plain('PAID'),
    plain('PACKED', days(3)),
    make('bl-removal-requested', 'The seller was asked to remove an item', {
      status: 'PENDING',
      placed: days(1),
      paid: null,
      goods: [
        [3, 1],
        [0, 200],
      ],
      order: { ...fee(days(1)), itemRemovalRequests: [{ id: 'removal-1', status: 'pending' }] },
    }),
    make('bl-last-month', 'Initiated in an earlier month: its fee is on a bill', {
      status: 'PAID',
      placed: days(40),
      goods: [[4]],
      order: fee(days(40)),
    }),
    make('bl-shipped', 'Shipped', { status: 'SHIPPED', placed, shipped: days(5), goods: [[4]] }),
    make('bl-received', 'Received', { status: 'RECEIVED', placed, shipped: days(8), delivered: days(3) }),
    make('bl-completed', 'Completed', {
      status: 'COMPLETED',
      placed: days(30),
      shipped: days(27),
      delivered: days(22),
    }),
    make('bl-ocr', 'The buyer has asked: strictly up to the seller', {
      status: 'OCR',
      placed: days(3),
      cancellation: {
        requested: days(1),
        reason: 'mutual-agreement',
        comment: 'We agreed in our messages of yesterday.',
        previousStatus: 'PAID',
        remindAt: formatInstant(now + days(2)),
      },
    }),
    make('bl-ocr-reminded', 'Asked four days ago: the seller was reminded', {
      status: 'OCR',
      placed: days(6),
      goods: [
        [0, 80],
        [2, 25],
        [3, 1],
      ],
      buyer: { name: 'brick_by_brick' },
      order: fee(days(6)),
      cancellation: {
        requested: days(4),
        reason: 'shipping-fee-excessive',
        comment: 'Your terms say 6 EUR, the invoice says 14.',
        previousStatus: 'UPDATED',
      },
    }),
    make('bl-ocr-declined', 'The seller has declined: the order is as it was', {
      status: 'PACKED',
      placed: days(5),
      goods: [[1, 200]],
      order: fee(days(5)),
      cancellation: {
        requested: days(2),
        state: 'declined',
        reason: 'listing-error',
        comment: 'The photo shows another red.',
        previousStatus: 'PACKED',
        decision: { by: 'seller', at: formatInstant(now - days(1)), reason: 'already-packed' },
      },
    }),
    make('bl-ocr-elsewhere', 'A request that was filed elsewhere, of which only the status is known', {
      status: 'OCR',
      placed: days(4),
    }),
    make('bl-cancelled', 'Cancelled by the seller', {
      status: 'CANCELLED',
      placed,
      paid: null,
      cancellation: {
        requested: days(4),
        requestedBy: 'seller',
        state: 'cancelled',
        reason: 'unpaid',
        comment: 'No payment and no answer.',
        previousStatus: 'NPB',
        refund: { due: eur(0), refunded: eur(0), method: null, status: 'none' },
        decision: { by: 'seller', at: formatInstant(now - days(4)), reason: 'unpaid' },
      },
    }),
    alert('bl-npb-3-days', 'Unpaid, alert three days old', 'NPB', days(3)),
    alert('bl-npb-closing', 'Unpaid and silent: in an hour the seller may cancel', 'NPB', days(7) - hours(1)),
    alert('bl-npb-silent', 'Unpaid and silent for a week', 'NPB', days(8)),
    alert('bl-npb-answered', 'Unpaid, answered on day 6: two weeks have to pass', 'NPB', days(8), {
      responded: days(2),
    }),
    alert('bl-npb-answered-late', 'Unpaid, answered on day 9: the option has closed until day 14', 'NPB', days(10), {
      responded: days(1),
    }),
    alert('bl-npb-two-weeks', 'Unpaid, answered, two weeks have passed', 'NPB', days(15), { responded: days(12) }),
    alert(
      'bl-npx',
      'The buyer has accepted the penalty',
      'NPB',
      days(4),
      { responded: days(2), penaltyAccepted: days(2) },
      'NPX',
    ),
    alert('bl-npb-lifted', 'An alert that was lifted', 'NPB', days(6), { lifted: days(1) }, 'PENDING'),
    alert('bl-nrs-5-days', 'The seller is silent, alert five days old', 'NRS', days(5)),
    alert('bl-nrs-two-weeks', 'The seller has been silent for two weeks', 'NRS', days(15)),
    alert('bl-nss-10-days', 'Paid and not received, alert ten days old', 'NSS', days(10)),
    alert('bl-nss-two-weeks', 'Paid and not received for two weeks', 'NSS', days(15)),
    make('bl-nss-shipped', 'Shipped and never received', {
      status: 'SHIPPED',
      placed: days(30),
      shipped: days(28),
      notices: [{ kind: 'NSS', filed: days(16) }],
    }),
    make('bl-buyer-terminated', "The buyer's account was terminated", {
      status: 'PENDING',
      placed: days(2),
      paid: null,
      buyer: { status: 'terminated' },
    }),
    make('bl-seller-terminated', "The seller's account was terminated", {
      status: 'PAID',
      placed: days(2),
      seller: { status: 'terminated' },
    }),
  ];
}
