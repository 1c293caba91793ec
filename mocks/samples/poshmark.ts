import { formatInstant } from '../../src/domain/values/instant.ts';
import poshmark from '../../src/policy/presets/poshmark.ts';
import { type Details, days, hours, minutes, type Sample, type Setting, sampler } from './sample.ts';

const used = { condition: 'Good used condition' };

/** The peer-to-peer marketplace. */
export const setting: Setting = {
  policy: poshmark,
  currency: 'USD',
  goods: [
    [
      'Denim trucker jacket, stonewashed',
      5400,
      { ...used, size: 'M', description: 'Worn a dozen times; small mark on the left cuff, see the fourth photo.' },
    ],
    ['Leather ankle boots', 7900, { ...used, size: '38', description: 'Resoled last winter. No box.' }],
    ['Silk scarf with painted cranes', 3200, { condition: 'New with tags', size: 'One size' }],
    ['Wool overcoat, charcoal', 14_500, { ...used, size: 'L' }],
    ['Linen summer dress', 2800, { condition: 'New without tags', size: 'S' }],
    ['Canvas tote, hand-printed', 1900, { condition: 'New with tags' }],
    ['Cashmere jumper, moss green', 6600, { ...used, size: 'M' }],
  ],
  buyer: { locale: 'en-US', recentCancellations: 0 },
  seller: { name: 'gracesclosetfinds', rating: 4.8, contactUrl: 'mailto:grace@example.com' },
  firstNumber: 200_101,
};

/** Every status and every rule of the preset, at `now` (epoch ms). */
export function samples(now: number): Sample[] {
  const make = sampler(setting, now);
  const usd = (amount: number) => ({ amount, currency: 'USD' });
  const inHours = (count: number) => formatInstant(now + hours(count));
  return [
    make('pm-just-placed', 'Placed 20 minutes ago: the buyer may cancel for another 2 h 40 min', {
      status: 'PLACED',
      placed: minutes(20),
      goods: [[0], [2]],
    }),
    make('pm-window-closing', 'The three hours end in two minutes', {
      status: 'PLACED',
      placed: hours(3) - minutes(2),
    }),
    make('pm-window-closed', 'Placed five hours ago: the buyer may only ask', { status: 'PLACED', placed: hours(5) }),
    make('pm-offer', 'From an accepted offer: final from the start', {
      status: 'PLACED',
      placed: minutes(30),
      order: { facts: { fromOffer: true } },
    }),
    make('pm-almost-seven-days', 'Not shipped for nearly seven days: in an hour the buyer may cancel', {
      status: 'PLACED',
      placed: days(7) - hours(1),
    }),
    make('pm-seven-days', 'Not shipped for more than seven days', { status: 'PLACED', placed: days(7) + hours(1) }),
    make('pm-offer-seven-days', 'An offer that was not shipped for eight days', {
      status: 'PLACED',
      placed: days(8),
      order: { facts: { fromOffer: true } },
    }),
    make('pm-frequent', 'A buyer who has cancelled four times this month', {
      status: 'PLACED',
      placed: minutes(45),
      buyer: { recentCancellations: 4 },
    }),
    make('pm-request-open', 'Asked two hours ago: the seller has not answered yet', {
      status: 'PLACED',
      placed: hours(10),
      cancellation: {
        requested: hours(2),
        comment: 'Sorry, I found the same one in my size nearby.',
        respondBy: inHours(46),
      },
    }),
    make('pm-request-unanswered', 'Asked 50 hours ago: the seller is silent', {
      status: 'PLACED',
      placed: hours(54),
      cancellation: { requested: hours(50), respondBy: inHours(-2) },
    }),
    make('pm-request-closing', 'Asked 46 hours ago: two hours are left to answer', {
      status: 'PLACED',
      placed: hours(60),
      goods: [[3]],
      buyer: { name: 'Noor Haddad', locale: 'ar' },
      cancellation: { requested: hours(46), reason: 'wrong-item-or-size', respondBy: inHours(2) },
    }),
    make('pm-escalated', 'Nobody answered, so support was asked', {
      status: 'PLACED',
      placed: days(4),
      goods: [[1]],
      cancellation: {
        requested: hours(70),
        state: 'escalated',
        reason: 'too-slow',
        comment: 'No answer to three messages.',
        respondBy: inHours(-22),
      },
    }),
    make('pm-disputed', 'Declined, and disputed since', {
      status: 'PLACED',
      placed: days(5),
      goods: [[4]],
      cancellation: {
        requested: days(4),
        state: 'disputed',
        reason: 'changed-mind',
        comment: 'I asked ten minutes after buying.',
        respondBy: inHours(-48),
        decision: { by: 'seller', at: inHours(-60), reason: 'already-packed' },
      },
    }),
    make('pm-withdrawn', 'The buyer has changed their mind again', {
      status: 'PLACED',
      placed: days(2),
      goods: [[2]],
      cancellation: {
        requested: hours(30),
        state: 'withdrawn',
        respondBy: inHours(18),
        decision: { by: 'buyer', at: inHours(-26), reason: null },
      },
    }),
    make('pm-request-declined', 'The seller has declined', {
      status: 'PLACED',
      placed: hours(30),
      cancellation: {
        requested: hours(20),
        state: 'declined',
        decision: { by: 'seller', at: inHours(-3), reason: 'other' },
      },
    }),
    make('pm-shipped', 'Shipped yesterday: a return is the way', {
      status: 'SHIPPED',
      placed: days(3),
      shipped: days(1),
    }),
    make('pm-superseded', 'Shipped while a request was open', {
      status: 'SHIPPED',
      placed: days(2),
      shipped: hours(5),
      cancellation: { requested: hours(20), state: 'superseded', previousStatus: 'PLACED' },
    }),
    make('pm-agreed', 'Shipped, but both have agreed to cancel', {
      status: 'SHIPPED',
      placed: days(3),
      shipped: days(1),
      order: { facts: { mutualAgreement: true } },
    }),
    make('pm-delivered', 'Delivered two days ago', {
      status: 'DELIVERED',
      placed: days(6),
      shipped: days(4),
      delivered: days(2),
    }),
    make('pm-cancelled', 'Cancelled, refunded as credits', {
      status: 'CANCELLED',
      placed: days(9),
      goods: [[5]],
      order: { payment: { method: 'card', paid: usd(1900), refunded: usd(1900) } },
      cancellation: {
        requested: days(9) - hours(1),
        state: 'cancelled',
        previousStatus: 'PLACED',
        refund: { due: usd(1900), refunded: usd(1900), method: 'credits', status: 'settled' },
        decision: { by: 'buyer', at: formatInstant(now - days(9) + hours(1)), reason: 'changed-mind' },
      },
    }),
  ];
}

/** A buyer's past: `count` orders, `pm-past-1` the latest. The same orders every time. */
export function history(now: number, count: number): Sample[] {
  const make = sampler({ ...setting, firstNumber: 100_101 }, now);
  return Array.from({ length: count }, (_, index) => {
    const placed = hours(2) + index * hours(31);
    const details: Details = {
      status: 'PLACED',
      placed,
      goods: [[(index * 3) % 7], ...(index % 4 ? [] : [[5, 2] as [number, number]])],
    };
    if (placed > days(9))
      Object.assign(details, { status: 'DELIVERED', shipped: placed - days(2), delivered: placed - days(5) });
    else if (placed > days(4)) Object.assign(details, { status: 'SHIPPED', shipped: placed - days(2) });
    return make(`pm-past-${index + 1}`, `Order ${index + 1} of the past`, details);
  });
}
