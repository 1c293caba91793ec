import { formatInstant } from '../../src/domain/values/instant.ts';
import b2b from '../../src/policy/presets/b2b-supplier.ts';
import { days, hours, minutes, type Sample, type Setting, sampler } from './sample.ts';

/** The supplier's wholesale orders. */
export const setting: Setting = {
  policy: b2b,
  currency: 'EUR',
  goods: [
    ['Arabica green coffee, 60 kg sack', 41_800],
    ['Paper cup 250 ml, case of 1,000', 6450],
    ['Oat drink, barista, pallet of 720', 98_600],
    ['Espresso machine gasket set', 1290],
  ],
  buyer: { name: 'Café Lindenhof', email: 'orders@lindenhof.example' },
  seller: { name: 'Nordhafen Supply', contactUrl: 'https://supplier.example/messages', email: 'desk@supplier.example' },
  firstNumber: 88_010,
};

/** Every status of the preset, at `now` (epoch ms). */
export function samples(now: number): Sample[] {
  const make = sampler(setting, now);
  const eur = (amount: number) => ({ amount, currency: 'EUR' });
  return [
    make('b2b-pending', 'Not confirmed yet: cancelling is safe', {
      status: 'PENDING',
      placed: minutes(40),
      goods: [
        [0, 2],
        [1, 3],
      ],
    }),
    make('b2b-confirmed', 'Confirmed: contacting the supplier first is recommended', {
      status: 'CONFIRMED',
      placed: hours(20),
      goods: [[2]],
    }),
    make('b2b-processing', 'Being prepared: the supplier has to be contacted first', {
      status: 'PROCESSING',
      placed: days(1),
      goods: [[0, 4]],
    }),
    make('b2b-out-for-delivery', 'On its way: too late', {
      status: 'OUT_FOR_DELIVERY',
      placed: days(3),
      shipped: hours(6),
    }),
    make('b2b-delivered', 'Delivered: completed', {
      status: 'DELIVERED',
      placed: days(8),
      shipped: days(5),
      delivered: days(4),
    }),
    make('b2b-cancelled', 'Cancelled by the buyer', {
      status: 'CANCELLED',
      placed: days(5),
      goods: [[3, 2]],
      order: { payment: { method: 'card', paid: eur(2580), refunded: eur(2580) } },
      cancellation: {
        requested: days(5) - hours(2),
        state: 'cancelled',
        reason: 'ordered-by-mistake',
        previousStatus: 'PENDING',
        refund: { due: eur(2580), refunded: eur(2580), method: 'original', status: 'settled' },
        decision: { by: 'buyer', at: formatInstant(now - days(5) + hours(2)), reason: 'ordered-by-mistake' },
      },
    }),
  ];
}
