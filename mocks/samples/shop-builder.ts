import type { Order } from '../../src/domain/records.ts';
import { formatInstant } from '../../src/domain/values/instant.ts';
import shopBuilder from '../../src/policy/presets/shop-builder.ts';
import { days, hours, minutes, type Sample, type Setting, sampler } from './sample.ts';

/** The shop builder's store; yen, which have no minor unit. */
export const setting: Setting = {
  policy: shopBuilder,
  currency: 'JPY',
  goods: [
    ['Hand-thrown tea bowl', 6800],
    ['Indigo-dyed table runner', 4500],
    ['Cedar incense, box of 40', 1600],
    ['Cast-iron kettle, 0.8 l', 18_900],
  ],
  buyer: { name: 'Ada Martins', email: 'ada@example.com', locale: 'ja' },
  seller: { name: 'Kawabe Crafts', contactUrl: 'tel:+81-3-0000-0000', email: 'hello@kawabe.example' },
  firstNumber: 20_260_001,
};

/** Every status of the preset, and the ways to pay that matter, at `now` (epoch ms). */
export function samples(now: number): Sample[] {
  const make = sampler(setting, now);
  const yen = (amount: number) => ({ amount, currency: 'JPY' });
  const payment = (method: string, paid: number, refunded = 0): Partial<Order> => ({
    payment: { method, paid: yen(paid), refunded: yen(refunded) },
  });
  const ago = (age: number) => formatInstant(now - age);
  return [
    make('sb-awaiting-payment', 'Not paid yet', {
      status: 'AWAITING_PAYMENT',
      placed: minutes(50),
      paid: null,
      order: { payment: { method: 'bank_deposit', paid: yen(0), refunded: yen(0) } },
    }),
    make('sb-preparing', 'Being prepared', { status: 'PREPARING', placed: hours(6), goods: [[0, 2], [1]] }),
    make('sb-awaiting-shipment', 'Ready to be shipped', { status: 'AWAITING_SHIPMENT', placed: days(1) }),
    make('sb-on-hold', 'On hold', { status: 'ON_HOLD', placed: days(2) }),
    make('sb-in-transit', 'In transit: a return is the way', {
      status: 'IN_TRANSIT',
      placed: days(3),
      shipped: days(1),
    }),
    make('sb-delivered', 'Delivered: a return is the way', {
      status: 'DELIVERED',
      placed: days(7),
      shipped: days(5),
      delivered: days(3),
    }),
    make('sb-bank-deposit', 'Paid by bank deposit', {
      status: 'PREPARING',
      placed: hours(9),
      goods: [[3]],
      order: payment('bank_deposit', 18_900),
    }),
    make('sb-cash-on-delivery', 'To be paid in cash on delivery', {
      status: 'PREPARING',
      placed: hours(8),
      paid: null,
      goods: [[1]],
      order: payment('cash_on_delivery', 0),
    }),
    make('sb-points', 'Paid wholly in points', {
      status: 'PREPARING',
      placed: hours(3),
      goods: [[2]],
      order: payment('points', 1600),
    }),
    make('sb-points-and-card', 'Paid in points and by card', {
      status: 'PREPARING',
      placed: hours(4),
      goods: [[0]],
      order: {
        payment: {
          method: 'mixed',
          paid: yen(6800),
          refunded: yen(0),
          parts: [
            { method: 'points', paid: yen(800), refunded: yen(0) },
            { method: 'card', paid: yen(6000), refunded: yen(0), recapturable: false },
          ],
        },
        coupons: [{ code: 'SPRING', usedSince: false }],
      },
    }),
    make('sb-free', 'A sample that cost nothing', {
      status: 'PREPARING',
      placed: hours(2),
      goods: [[2]],
      order: { total: yen(0), discount: yen(1600), ...payment('card', 0) },
    }),
    make('sb-requested', 'The customer has asked to cancel', {
      status: 'CANCELLATION_REQUESTED',
      placed: days(1),
      cancellation: { requested: hours(5), reason: 'too-slow', previousStatus: 'PREPARING' },
    }),
    make('sb-in-progress', 'Cancelled, the refund still runs', {
      status: 'CANCELLATION_IN_PROGRESS',
      placed: days(4),
      goods: [[3]],
      order: payment('card', 18_900, 8900),
      cancellation: {
        requested: days(1),
        requestedBy: 'seller',
        state: 'refunding',
        reason: 'sold-out',
        previousStatus: 'PREPARING',
        refund: { due: yen(18_900), refunded: yen(8900), method: 'original', status: 'pending' },
        decision: { by: 'seller', at: ago(days(1)), reason: 'sold-out' },
      },
    }),
    make('sb-requested-part', 'The customer has asked to cancel two of three', {
      status: 'CANCELLATION_REQUESTED',
      placed: hours(20),
      goods: [
        [0, 3],
        [2, 1],
      ],
      buyer: { name: 'Haruka Mori' },
      order: { coupons: [{ code: 'AUTUMN', usedSince: false }] },
      cancellation: {
        requested: hours(2),
        reason: 'ordered-by-mistake',
        comment: 'One bowl is enough.',
        lines: [{ id: 'sb-requested-part-1', quantity: 2 }],
        previousStatus: 'PREPARING',
      },
    }),
    make('sb-undone', 'Cancelled by the merchant, and undone', {
      status: 'PREPARING',
      placed: days(3),
      goods: [[3]],
      cancellation: {
        requested: days(2),
        requestedBy: 'seller',
        state: 'undone',
        reason: 'sold-out',
        previousStatus: 'PREPARING',
        refund: { due: yen(18_900), refunded: yen(0), method: 'original', status: 'pending' },
        decision: { by: 'seller', at: ago(days(1)), reason: null, comment: 'Found one more in the store room.' },
      },
    }),
    make('sb-in-progress-bank', 'Cancelled, to be refunded by bank deposit', {
      status: 'CANCELLATION_IN_PROGRESS',
      placed: days(6),
      goods: [[0, 2]],
      order: payment('bank_deposit', 13_600, 5000),
      cancellation: {
        requested: days(3),
        state: 'refunding',
        reason: 'too-slow',
        previousStatus: 'AWAITING_SHIPMENT',
        refund: { due: yen(13_600), refunded: yen(5000), method: 'bank_deposit', status: 'pending' },
        decision: { by: 'seller', at: ago(days(2)), reason: 'buyer-asked' },
      },
    }),
    make('sb-requested-elsewhere', 'A request of which only the status is known', {
      status: 'CANCELLATION_REQUESTED',
      placed: days(2),
    }),
    make('sb-in-progress-elsewhere', 'A cancellation of which only the status is known', {
      status: 'CANCELLATION_IN_PROGRESS',
      placed: days(5),
    }),
    make('sb-cancelled', 'Cancelled and fully refunded', {
      status: 'CANCELLED',
      placed: days(9),
      goods: [[1]],
      order: payment('card', 4500, 4500),
      cancellation: {
        requested: days(8),
        requestedBy: 'seller',
        state: 'cancelled',
        reason: 'area-not-available',
        previousStatus: 'AWAITING_SHIPMENT',
        refund: { due: yen(4500), refunded: yen(4500), method: 'original', status: 'settled' },
        decision: { by: 'seller', at: ago(days(8)), reason: 'area-not-available' },
      },
    }),
    make('sb-contact-only', 'A customer who has to write: the shop takes no requests for it', {
      status: 'PREPARING',
      placed: hours(5),
      order: { facts: { requestsUntil: 'NEVER' } },
    }),
  ];
}
