import type { CancelPolicy } from '../../src/domain/policy.ts';
import { combinePolicies } from '../../src/policy/combine-policies.ts';
import euWithdrawal from '../../src/policy/presets/eu-withdrawal.ts';
import { days, hours, type Sample, type Setting, sampler } from './sample.ts';

/** Until it is shipped an order can be cancelled; what it arrives as is the law's. */
const own: CancelPolicy = {
  id: 'eu',
  version: '1',
  language: 1,
  description: 'Orders can be cancelled until they are shipped. Consumers withdraw as the law has it.',
  timeZone: 'Europe/Berlin',
  statuses: { OPEN: { phase: 'open' }, SHIPPED: { phase: 'shipped' }, CANCELLED: { phase: 'cancelled' } },
  rules: [
    {
      id: 'cancelled',
      when: { status: 'CANCELLED' },
      then: { outcome: 'none', reason: 'already-cancelled', alternatives: ['reorder'] },
    },
    { id: 'shipped', when: { status: 'SHIPPED' }, then: { outcome: 'none', reason: 'already-shipped' } },
    {
      id: 'not-shipped',
      when: { status: 'OPEN' },
      then: { outcome: 'cancel', reason: 'until-shipped', alternatives: ['contact-seller'] },
    },
  ],
  otherwise: { outcome: 'none', reason: 'not-for-role' },
  reasons: {
    buyer: { demand: 'none', choices: [] },
    seller: { demand: 'required', choices: [{ code: 'sold-out' }, { code: 'defective' }, { code: 'other' }] },
  },
  refund: { method: 'original' },
  consequences: { stock: 'return' },
  lifecycle: { cancelled: 'CANCELLED', completes: 'when-refunded', notifies: ['buyer', 'seller'] },
  messages: {
    en: { 'until-shipped': 'What has not been shipped yet can be cancelled.' },
    de: { 'until-shipped': 'Was noch nicht versandt ist, kann storniert werden.' },
    ar: { 'until-shipped': 'ما لم يُشحن بعد يمكن إلغاؤه.' },
  },
};

/** A German shop of goods, whose own rules the statutory right of withdrawal stands beside. */
export const setting: Setting = {
  // As `combinePolicies` has it, but for the status of its own that the preset names, which no order has.
  policy: { ...combinePolicies(own, euWithdrawal), statuses: own.statuses },
  currency: 'EUR',
  goods: [
    ['Steingut-Teekanne, 1,2 l', 6400],
    ['Teebecher, sandfarben', 1900],
    ['Teedose mit Gravur „Ada“', 3200, { exempt: 'c' }],
    ['Teeölmischung, versiegelt', 1450, { exempt: 'e' }],
  ],
  buyer: { name: 'Ada Martins', email: 'ada@example.com', locale: 'de' },
  seller: { name: 'Tonhof GmbH', contactUrl: 'mailto:hallo@tonhof.example', email: 'hallo@tonhof.example' },
  address: 'Töpferweg 4\n10115 Berlin',
  firstNumber: 52_001,
};

/** Orders of a consumer in Germany, at `now` (epoch ms). */
export function samples(now: number): Sample[] {
  const make = sampler(setting, now);
  const facts = { country: 'DE' };
  const eur = (amount: number) => ({ amount, currency: 'EUR' });
  const goods: [number, number][] = [
    [0, 1],
    [1, 4],
    [2, 1],
    [3, 1],
  ];
  return [
    make('eu-delivered', 'Delivered four days ago: only withdrawing is left', {
      ...{ status: 'SHIPPED', placed: days(7), shipped: days(6), delivered: days(4), goods },
      order: { facts },
    }),
    make('eu-on-its-way', 'On its way: the period has not begun, withdrawing is possible', {
      ...{ status: 'SHIPPED', placed: days(2), shipped: hours(20), goods: [[1, 2]] },
      order: { facts },
    }),
    make('eu-open', 'Not shipped yet: cancelling and withdrawing are possible', {
      ...{ status: 'OPEN', placed: hours(5), goods: [[0, 1]] },
      order: { facts },
    }),
    make('eu-cancelled', 'Cancelled before it was shipped, and paid back: nothing is left to withdraw from', {
      ...{ status: 'CANCELLED', placed: days(3), goods: [[1, 1]] },
      order: {
        facts,
        payment: { method: 'card', paid: eur(1900), refunded: eur(1900) },
        lines: [
          {
            id: 'eu-cancelled-1',
            sku: 'TH-1001',
            title: 'Teebecher, sandfarben',
            quantity: 1,
            cancelledQuantity: 1,
            unitPrice: eur(1900),
          },
        ],
      },
    }),
    make('eu-over', 'Delivered a month ago: the period is over', {
      ...{ status: 'SHIPPED', placed: days(40), shipped: days(38), delivered: days(35), goods: [[0, 1]] },
      order: { facts },
    }),
  ];
}
