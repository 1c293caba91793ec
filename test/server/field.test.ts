import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { CancelPolicy } from '../../src/domain/policy.ts';
import type { Order, OrderLine } from '../../src/domain/records.ts';
import { aLifecyclePolicy, eur } from '../domain/lifecycle-fixtures.ts';
import { type Answered, ago, anOrder, aServer, days, hours } from './setup.ts';

// What people report of their shops, by kind: each is played through the server, and told in a line a step.

const line = (id: string, quantity: number, price: number, more: Partial<OrderLine> = {}): OrderLine => ({
  ...{ id, sku: id.toUpperCase(), title: `Item ${id}`, quantity, unitPrice: eur(price) },
  ...more,
});

/** Two pots for 30.00 and a tray for 40.00, paid by card. */
const order = (changes: Partial<Order> = {}): Order =>
  anOrder({
    status: 'NEW',
    total: eur(10_000),
    payment: { method: 'card', paid: eur(10_000), refunded: eur(0) },
    lines: [line('a', 2, 3000), line('b', 1, 4000)],
    ...changes,
  });
const paid = (amount: number, more: Partial<Order['payment']> = {}): Order['payment'] => ({
  ...{ method: 'card', paid: eur(amount), refunded: eur(0) },
  ...more,
});
const policy = (changes: Partial<CancelPolicy> = {}, lifecycle: Partial<CancelPolicy['lifecycle']> = {}) =>
  aLifecyclePolicy(lifecycle, { consequences: { stock: 'return' }, ...changes });

type Step = string | Partial<Order> | { clock: number };

/** `seller cancel a:1,b:1 {…}`: who does what, to which units, with what else in the body. */
async function play(of: Order, by: CancelPolicy, steps: Step[]): Promise<string[]> {
  const server = aServer({ policies: [by], orders: [of] });
  const told: string[] = [];
  const brief = ({ status, view, problem }: Answered): string => {
    const { cancellation: c } = view;
    const { refund } = c ?? {};
    const sums = refund ? `${refund.refunded.amount}/${refund.due.amount} ${refund.status}` : 'no refund';
    return status < 300 ? `${status} ${view.order.status} ${c?.state} ${sums}` : `${status} ${problem.code}`;
  };
  for (const step of steps) {
    if (typeof step !== 'string') {
      if ('clock' in step) server.clock.now += step.clock;
      else server.shop.change('o1', step);
      await server.server.orderChanged('o1');
      continue;
    }
    const [, as = '', action = '', units = '', more = '{}'] = /^(\w+) (\w+) ?([\w:.,]*) ?(\{.*\})?$/.exec(step) ?? [];
    const lines = units.split(',').flatMap((one) => {
      const [id, quantity] = one.split(':');
      return id ? [{ id, quantity: Number(quantity) }] : [];
    });
    const body = { ...(lines.length > 0 && { lines }), ...JSON.parse(more) };
    const opens = action === 'cancel' || action === 'request';
    const { cancellation } = await server.view(as);
    const answer = opens
      ? await server.cancel({ action, ...body }, { as })
      : await server.post(`/cancellations/${cancellation?.id}/${action}`, body, {
          as,
          match: `"${server.shop.orders()[0]?.revision}"`,
        });
    told.push(brief(answer));
  }
  const { decision, actions = [], cancellation } = await server.view('seller');
  const sent = server.shop
    .ledger()
    .flatMap(({ effects }) =>
      effects.flatMap((one) =>
        one.type === 'refund' ? [`${one.amount.amount} by ${one.method}${one.part ? ` of ${one.part}` : ''}`] : [],
      ),
    );
  const lots = server.shop.lots().map(({ sku, quantity }) => `${sku} ${quantity}`);
  told.push(`sent: ${sent.join(', ') || 'nothing'}; back: ${lots.join(', ') || 'nothing'}`);
  told.push(
    `${cancellation?.state}: ${decision?.outcome}, ${decision?.reason}; may ${actions.join(', ') || 'nothing'}`,
  );
  return told;
}

interface Case {
  title: string;
  order?: Partial<Order>;
  policy?: CancelPolicy;
  steps: Step[];
  told: string[];
}

const kinds: Record<string, Case[]> = {
  'money that moves elsewhere': [
    {
      title: 'a payment that comes after the cancellation is owed, and given back once',
      order: { payment: paid(0) },
      steps: ['seller cancel', { payment: paid(10_000) }, 'seller refund', 'seller refund'],
      told: [
        '201 CANCELLED cancelled 0/0 none',
        '200 CANCELLED cancelled 10000/10000 settled',
        '409 illegal-transition',
        'sent: 10000 by original; back: A 2, B 1',
        'cancelled: none, already-cancelled; may undo',
      ],
    },
    {
      title: 'one that comes in two parts is given back as it comes',
      order: { payment: paid(0) },
      steps: [
        'seller cancel',
        { payment: paid(4000) },
        'seller refund  {"refund":{"amount":1000}}',
        { payment: paid(10_000, { refunded: eur(1000) }) },
        'seller refund',
      ],
      told: [
        '201 CANCELLED cancelled 0/0 none',
        '200 CANCELLED cancelled 1000/4000 pending',
        '200 CANCELLED cancelled 10000/10000 settled',
        'sent: 1000 by original, 9000 by original; back: A 2, B 1',
        'cancelled: none, already-cancelled; may undo',
      ],
    },
    {
      title: 'what staff gave back in the dashboard is counted, and not paid again',
      policy: policy({}, { completes: 'when-refunded' }),
      steps: [
        'seller cancel b:1',
        { payment: paid(10_000, { refunded: eur(4000) }) },
        'seller refund',
        'seller cancel',
      ],
      told: [
        '201 NEW refunding 0/4000 pending',
        '200 NEW cancelled 4000/4000 settled',
        '201 REFUNDING refunding 0/6000 pending',
        'sent: nothing; back: B 1, A 2',
        'refunding: none, request-open; may refund, undo',
      ],
    },
    {
      title: 'what was given back elsewhere is recorded in part, and the rest is paid here',
      policy: policy({}, { completes: 'when-refunded' }),
      steps: [
        'seller cancel',
        'seller refund  {"refund":{"elsewhere":true,"amount":3000}}',
        'seller refund  {"refund":{"amount":8000}}',
        'seller refund',
      ],
      told: [
        '201 REFUNDING refunding 0/10000 pending',
        '200 REFUNDING refunding 3000/10000 pending',
        '400 invalid-request',
        '200 CANCELLED cancelled 10000/10000 settled',
        'sent: 7000 by original; back: A 2, B 1',
        'cancelled: none, already-cancelled; may undo',
      ],
    },
    {
      title: 'money given back before comes off what is due',
      order: { payment: paid(10_000, { refunded: eur(8000) }) },
      steps: ['seller cancel b:1', 'seller cancel'],
      told: [
        '201 NEW cancelled 0/0 none',
        '201 CANCELLED cancelled 2000/2000 settled',
        'sent: 2000 by original; back: B 1, A 2',
        'cancelled: none, already-cancelled; may undo',
      ],
    },
  ],
  'a cancelled order that moves again': [
    {
      title: 'set back to open it is a conflict, and lives again by one click',
      steps: ['seller cancel', { status: 'NEW' }, 'seller cancel', 'seller reopen', 'seller cancel'],
      told: [
        '201 CANCELLED cancelled 10000/10000 settled',
        '409 decision-changed',
        '200 NEW undone 10000/10000 settled',
        '201 CANCELLED cancelled 0/0 none',
        'sent: 10000 by original; back: A 2, B 1',
        'cancelled: none, already-cancelled; may undo',
      ],
    },
    {
      title: 'it is upheld by one click, with nothing paid or restocked twice',
      steps: ['seller cancel', { status: 'NEW' }, 'seller uphold'],
      told: [
        '201 CANCELLED cancelled 10000/10000 settled',
        '200 CANCELLED cancelled 10000/10000 settled',
        'sent: 10000 by original; back: A 2, B 1',
        'cancelled: none, already-cancelled; may undo',
      ],
    },
    {
      title: 'shipped all the same it can only be let go',
      steps: ['seller cancel', { status: 'SENT', shippedAt: ago(0) }, 'seller uphold', 'seller reopen'],
      told: [
        '201 CANCELLED cancelled 10000/10000 settled',
        '409 illegal-transition',
        '200 SENT undone 10000/10000 settled',
        'sent: 10000 by original; back: A 0, B 0',
        'undone: return, already-shipped; may nothing',
      ],
    },
  ],
  'units that are shipped, returned or kept': [
    {
      title: 'of twenty, ten have left: ten go back, and no more',
      order: { lines: [line('a', 20, 500, { shippedQuantity: 10 })] },
      steps: ['seller cancel a:11', 'seller cancel a:10', 'seller cancel a:1'],
      told: [
        '400 invalid-request',
        '201 NEW cancelled 5000/5000 settled',
        '409 decision-changed',
        'sent: 5000 by original; back: A 10',
        'cancelled: none, already-shipped; may undo',
      ],
    },
    {
      title: 'a shipment ends a request for what it carries, and the rest is accepted',
      steps: [
        'buyer request a:1,b:1',
        { fulfilments: [{ id: 'f', status: 'shipped', lines: [{ id: 'a', quantity: 2 }], shippedAt: ago(0) }] },
        'seller accept',
      ],
      told: [
        '201 NEW requested no refund',
        '200 NEW cancelled 4000/4000 settled',
        'sent: 4000 by original; back: B 1',
        'cancelled: none, already-shipped; may undo, remark',
      ],
    },
    {
      title: 'requests for different lines stand side by side, and for one unit but one',
      steps: ['buyer request a:1', 'buyer request a:2', 'buyer request b:1', 'seller accept'],
      told: [
        '201 NEW requested no refund',
        '400 invalid-request',
        '201 NEW requested no refund',
        '200 NEW cancelled 4000/4000 settled',
        'sent: 4000 by original; back: B 1',
        'requested: cancel, not-yet-shipped; may cancel, accept, decline, escalate',
      ],
    },
    {
      title: 'what is in production already goes on',
      order: { lines: [line('a', 2, 3000, { committedQuantity: 1 }), line('b', 1, 4000)] },
      steps: ['buyer request a:2', 'buyer request a:1', 'seller accept'],
      told: [
        '400 invalid-request',
        '201 NEW requested no refund',
        '200 NEW cancelled 3000/3000 settled',
        'sent: 3000 by original; back: A 1',
        'cancelled: cancel, not-yet-shipped; may cancel, undo, remark',
      ],
    },
    {
      title: 'the seller accepts fewer than asked, and the rest is declined',
      steps: ['buyer request a:2', 'seller accept a:1', 'buyer request a:1'],
      told: [
        '201 NEW requested no refund',
        '200 NEW cancelled 3000/3000 settled',
        '201 NEW requested no refund',
        'sent: 3000 by original; back: A 1',
        'requested: cancel, not-yet-shipped; may cancel, accept, decline, escalate',
      ],
    },
  ],
  'what a part is worth': [
    {
      title: 'a tenth off the order comes off each part',
      order: { discount: eur(1000), total: eur(9000), payment: paid(9000) },
      steps: ['seller cancel a:1', 'seller cancel b:1', 'seller cancel a:1'],
      told: [
        '201 NEW cancelled 2700/2700 settled',
        '201 NEW cancelled 3600/3600 settled',
        '201 CANCELLED cancelled 2700/2700 settled',
        'sent: 2700 by original, 3600 by original, 2700 by original; back: A 2, B 1',
        'cancelled: none, already-cancelled; may undo',
      ],
    },
    {
      title: 'net prices come back with the tax of their own line',
      order: {
        pricesIncludeTax: false,
        total: eur(22_550),
        lines: [line('a', 1, 10_000, { tax: eur(2000) }), line('b', 1, 10_000, { tax: eur(550) })],
        payment: paid(22_550),
      },
      steps: ['seller cancel a:1', 'seller cancel b:1'],
      told: [
        '201 NEW cancelled 12000/12000 settled',
        '201 CANCELLED cancelled 10550/10550 settled',
        'sent: 12000 by original, 10550 by original; back: A 1, B 1',
        'cancelled: none, already-cancelled; may undo',
      ],
    },
    {
      title: 'a fee for the way of payment comes back with the last item, as shipping does',
      order: {
        total: eur(11_500),
        shipping: eur(1000),
        surcharges: [{ id: 's', kind: 'payment', amount: eur(500) }],
        payment: paid(11_500),
      },
      steps: ['seller cancel a:2', 'seller cancel b:1'],
      told: [
        '201 NEW cancelled 6000/6000 settled',
        '201 CANCELLED cancelled 5500/5500 settled',
        'sent: 6000 by original, 5500 by original; back: A 2, B 1',
        'cancelled: none, already-cancelled; may undo',
      ],
    },
    {
      title: 'of a deposit nothing comes back while the rest costs as much',
      order: { payment: paid(5000) },
      steps: ['seller cancel b:1', 'seller cancel a:1', 'seller cancel a:1'],
      told: [
        '201 NEW cancelled 0/0 none',
        '201 NEW cancelled 2000/2000 settled',
        '201 CANCELLED cancelled 3000/3000 settled',
        'sent: 2000 by original, 3000 by original; back: B 1, A 2',
        'cancelled: none, already-cancelled; may undo',
      ],
    },
    {
      title: 'two and a half metres are cancelled in pieces',
      order: { total: eur(1000), payment: paid(1000), lines: [line('r', 2.5, 400, { unit: 'm' })] },
      steps: ['seller cancel r:0.1', 'seller cancel r:1.2', 'seller cancel r:1.2'],
      told: [
        '201 NEW cancelled 40/40 settled',
        '201 NEW cancelled 480/480 settled',
        '201 CANCELLED cancelled 480/480 settled',
        'sent: 40 by original, 480 by original, 480 by original; back: R 2.5',
        'cancelled: none, already-cancelled; may undo',
      ],
    },
    {
      title: 'free and negative lines add up with the others',
      order: {
        total: eur(8000),
        payment: paid(8000),
        lines: [line('a', 2, 5000), line('g', 1, 0), line('r', 1, -2000)],
      },
      steps: ['seller cancel g:1', 'seller cancel a:1', 'seller cancel a:1'],
      told: [
        '201 NEW cancelled 0/0 none',
        '201 NEW cancelled 4000/4000 settled',
        '201 CANCELLED cancelled 4000/4000 settled',
        'sent: 4000 by original, 4000 by original; back: G 1, A 2, R 1',
        'cancelled: none, already-cancelled; may undo',
      ],
    },
    {
      title: 'the seller gives the shipping with the first part, and the rest is what is left',
      policy: policy({ refund: { method: 'original', adjustable: true } }),
      order: { total: eur(10_590), shipping: eur(590), payment: paid(10_590) },
      steps: ['buyer request b:1', 'seller accept  {"refund":{"amount":4590}}', 'seller cancel'],
      told: [
        '201 NEW requested no refund',
        '200 NEW cancelled 4590/4590 settled',
        '201 CANCELLED cancelled 6000/6000 settled',
        'sent: 4590 by original, 6000 by original; back: B 1, A 2',
        'cancelled: none, already-cancelled; may undo',
      ],
    },
  ],
  'several tenders': [
    {
      title: 'credit goes back as credit, the money as the seller chose',
      policy: policy({ refund: { method: 'original', choices: ['original', 'bank_deposit'] } }),
      order: {
        payment: paid(10_000, {
          parts: [
            { id: 'voucher', method: 'store_credit', paid: eur(4000), refunded: eur(0) },
            { id: 'visa', method: 'card', paid: eur(6000), refunded: eur(0) },
          ],
        }),
      },
      steps: ['buyer request', 'seller accept  {"refund":{"method":"bank_deposit"}}'],
      told: [
        '201 ASKED requested no refund',
        '200 CANCELLED cancelled 10000/10000 settled',
        'sent: 4000 by store_credit of voucher, 6000 by bank_deposit of visa; back: A 2, B 1',
        'cancelled: none, already-cancelled; may undo, remark',
      ],
    },
    {
      title: 'money first, where the policy says so',
      policy: policy({ refund: { method: 'original', tenders: 'money-first' } }),
      order: {
        payment: paid(10_000, {
          parts: [
            { id: 'voucher', method: 'gift_card', paid: eur(4000), refunded: eur(0) },
            { id: 'visa', method: 'card', paid: eur(6000), refunded: eur(0) },
          ],
        }),
      },
      steps: ['seller cancel b:1', 'seller cancel'],
      told: [
        '201 NEW cancelled 4000/4000 settled',
        '201 CANCELLED cancelled 6000/6000 settled',
        'sent: 4000 by original of visa, 4000 by original of voucher, 2000 by original of visa; back: B 1, A 2',
        'cancelled: none, already-cancelled; may undo',
      ],
    },
    {
      title: 'what is only reserved is released, and nothing is sent',
      order: { payment: paid(0, { authorized: eur(10_000) }) },
      steps: ['seller cancel'],
      told: [
        '201 CANCELLED cancelled 0/0 none',
        'sent: nothing; back: A 2, B 1',
        'cancelled: none, already-cancelled; may undo',
      ],
    },
  ],
  'the whole is not said of a part': [
    {
      title: 'a coupon comes back with the last item, once',
      policy: policy({ refund: { method: 'original' } }),
      order: { coupons: [{ code: 'TEN' }], discount: eur(1000), total: eur(9000), payment: paid(9000) },
      steps: ['seller cancel a:1', 'seller cancel'],
      told: [
        '201 NEW cancelled 2700/2700 settled',
        '201 CANCELLED cancelled 6300/6300 settled',
        'sent: 2700 by original, 6300 by original; back: A 2, B 1',
        'cancelled: none, already-cancelled; may undo',
      ],
    },
    {
      title: 'the order keeps its status until the last item',
      steps: ['seller cancel a:2', 'seller cancel b:1'],
      told: [
        '201 NEW cancelled 6000/6000 settled',
        '201 CANCELLED cancelled 4000/4000 settled',
        'sent: 6000 by original, 4000 by original; back: A 2, B 1',
        'cancelled: none, already-cancelled; may undo',
      ],
    },
    {
      title: 'packs bring back what was in them',
      order: { lines: [line('a', 2, 3000, { components: [{ sku: 'CUP', quantity: 6 }] }), line('b', 1, 4000)] },
      steps: ['seller cancel a:2'],
      told: [
        '201 NEW cancelled 6000/6000 settled',
        'sent: 6000 by original; back: A 2, CUP 12',
        'cancelled: cancel, not-yet-shipped; may cancel, undo',
      ],
    },
  ],
  'settled only by the rules of the moment': [
    {
      title: 'silence pays nothing after a chargeback, and the seller cannot accept',
      policy: policy(
        {
          facts: { charged: { type: 'boolean', default: false } },
          rules: [
            {
              id: 'bank',
              when: { fact: 'charged', is: true },
              then: { outcome: 'none', reason: 'chargeback' },
              always: true,
            },
            ...aLifecyclePolicy().rules,
          ],
        },
        { onSilence: 'accept' },
      ),
      steps: ['buyer request', { facts: { charged: true } }, 'seller accept', { clock: days(3) }, 'seller decline'],
      told: [
        '201 ASKED requested no refund',
        '409 decision-changed',
        '200 NEW declined no refund',
        'sent: nothing; back: nothing',
        'declined: none, chargeback; may nothing',
      ],
    },
    {
      title: 'a late shipment cancels by itself, once',
      policy: policy({
        rules: [
          {
            id: 'late',
            when: [{ actor: 'nobody' }, { status: 'NEW' }, { since: 'placedAt', from: 'P2D' }],
            then: { outcome: 'cancel', reason: 'late' },
          },
          ...aLifecyclePolicy().rules,
        ],
      }),
      steps: [{ clock: hours(40) }, { clock: days(2) }, { clock: days(2) }],
      told: ['sent: 10000 by original; back: A 2, B 1', 'cancelled: none, already-cancelled; may undo'],
    },
    {
      title: 'a buyer asks once, where the policy says so',
      policy: policy({
        rules: [
          { id: 'once', when: { attempts: 'buyer', below: 1 }, then: { outcome: 'request', reason: 'once' } },
          { id: 'seller', when: { actor: 'seller' }, then: { outcome: 'cancel', reason: 'any-time' } },
        ],
      }),
      steps: ['buyer request a:1', 'seller decline', 'buyer request'],
      told: [
        '201 NEW requested no refund',
        '200 NEW declined no refund',
        '409 decision-changed',
        'sent: nothing; back: nothing',
        'declined: cancel, any-time; may cancel',
      ],
    },
  ],
};

for (const [kind, cases] of Object.entries(kinds)) {
  describe(kind, () => {
    for (const { title, order: changes, policy: by = policy(), steps, told } of cases) {
      it(title, async () => {
        const found = await play(order(changes), by, steps);
        assert.deepEqual(found, told);
      });
    }
  });
}
