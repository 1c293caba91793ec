import { combinePolicies } from '../../src/policy/combine-policies.ts';
import euWithdrawal from '../../src/policy/presets/eu-withdrawal.ts';
import * as parts from './parts.ts';
import { days, hours, type Sample, type Setting, sampler } from './sample.ts';

/** A German shop of goods, whose own rules the statutory right of withdrawal stands beside. */
export const setting: Setting = {
  policy: { ...combinePolicies({ ...parts.setting.policy, id: 'eu' }, euWithdrawal), timeZone: 'Europe/Berlin' },
  currency: 'EUR',
  goods: [
    ['Steingut-Teekanne, 1,2 l', 6400],
    ['Teebecher, sandfarben', 1900],
    ['Teedose mit Gravur „Ada“', 3200, { exempt: 'c' }],
    ['Teeölmischung, versiegelt', 1450, { exempt: 'e' }],
  ],
  buyer: { name: 'Ada Martins', email: 'ada@example.com', locale: 'de' },
  seller: { name: 'Tonhof GmbH', contactUrl: 'mailto:hallo@tonhof.example', email: 'hallo@tonhof.example' },
  firstNumber: 52_001,
};

/** Orders of a consumer in Germany, at `now` (epoch ms). */
export function samples(now: number): Sample[] {
  const make = sampler(setting, now);
  const facts = { country: 'DE' };
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
    make('eu-over', 'Delivered a month ago: the period is over', {
      ...{ status: 'SHIPPED', placed: days(40), shipped: days(38), delivered: days(35), goods: [[0, 1]] },
      order: { facts },
    }),
  ];
}
