import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Effect } from '../../../src/domain/lifecycle/effects.ts';
import { type ActionInput, applyAction } from '../../../src/domain/lifecycle/lifecycle.ts';
import type { CancelPolicy, RefundTerms } from '../../../src/domain/policy.ts';
import type { Actor, Cancellation, Order, PaymentPart } from '../../../src/domain/records.ts';
import { tendersOf } from '../../../src/domain/settlement/tenders.ts';
import { aLifecyclePolicy, aPaidOrder, eur, hour, placed, referenceTo } from '../lifecycle-fixtures.ts';

const part = (method: string, paid: number, more: Partial<PaymentPart> = {}): PaymentPart => ({
  method,
  paid: eur(paid),
  refunded: eur(0),
  ...more,
});
const paidBy = (...parts: PaymentPart[]): Order => {
  const paid = parts.reduce((sum, one) => sum + one.paid.amount, 0);
  return aPaidOrder({ payment: { method: 'mixed', paid: eur(paid), refunded: eur(0), parts } });
};
const policyWith = (refund: Partial<RefundTerms>, lifecycle = {}) =>
  aLifecyclePolicy(lifecycle, { refund: { method: 'original', choices: ['original', 'bank_deposit'], ...refund } });

/** The same order, from one action to the next. */
function live(policy: CancelPolicy, start: Order) {
  let order = start;
  let cancellations: Cancellation[] = [];
  return {
    order: () => order,
    last: () => cancellations.at(-1) as Cancellation,
    act(input: ActionInput, actor: Actor = 'seller'): Effect[] | string {
      const opens = input.action === 'cancel' || input.action === 'request';
      const context = {
        actor,
        now: placed + hour,
        id: `c-${cancellations.length}`,
        policy: referenceTo(policy),
        cancellations,
      };
      const done = applyAction(policy, order, cancellations.at(-1) ?? null, input, context);
      if (!done.ok) return `${done.code} ${done.issues.map(({ path, code }) => `${path.join('.')} ${code}`).join()}`;
      order = done.order;
      cancellations = [...(opens ? cancellations : cancellations.slice(0, -1)), done.cancellation];
      return done.effects.filter(({ type }) => type === 'refund' || type === 'void');
    },
  };
}
const told = (effects: Effect[] | string) =>
  typeof effects === 'string'
    ? effects
    : effects.map((effect) =>
        'part' in effect || 'amount' in effect
          ? `${effect.type} ${(effect as { amount: { amount: number } }).amount.amount}${'method' in effect ? ` ${effect.method}` : ''}${'part' in effect ? ` to ${effect.part}` : ''}`
          : '',
      );

describe('a payment in several parts', () => {
  const gift = part('gift_card', 2000);
  const card = part('card', 4000, { id: 'ch_1' });
  const cups = { action: 'cancel', lines: [{ id: 'cup', quantity: 3 }] } as const;

  for (const [tenders, expected] of [
    ['as-listed', ['refund 2000 original to 0', 'refund 1000 original to ch_1']],
    ['credit-first', ['refund 2000 original to 0', 'refund 1000 original to ch_1']],
    ['money-first', ['refund 3000 original to ch_1']],
    ['proportional', ['refund 1000 original to 0', 'refund 2000 original to ch_1']],
  ] as const) {
    it(`gets back ${tenders}, each part what was paid of it in the end`, () => {
      const shop = live(policyWith({ tenders }), paidBy(gift, card));
      assert.deepEqual(told(shop.act(cups)), expected);
      shop.act({ action: 'cancel' });
      assert.deepEqual(
        shop.order().payment.parts?.map(({ refunded }) => refunded.amount),
        [2000, 4000],
      );
    });
  }

  it('is told what it is for', () => {
    const [effect] = live(policyWith({}), paidBy(gift, card)).act(cups);
    assert.deepEqual(effect, {
      type: 'refund',
      amount: eur(2000),
      method: 'original',
      part: '0',
      lines: [{ id: 'cup', quantity: 3 }],
    });
  });

  it('SB-8 gets credit back as credit, whatever is chosen for the money', () => {
    for (const credit of ['points', 'credits', 'store_credit', 'gift_card']) {
      const shop = live(policyWith({}), paidBy(part(credit, 2000), card));
      const chosen = { ...cups, refund: { method: 'bank_deposit' } };
      assert.deepEqual(told(shop.act(chosen)), [`refund 2000 ${credit} to 0`, 'refund 1000 bank_deposit to ch_1']);
      assert.deepEqual(shop.last().refund?.methods, [credit, 'bank_deposit']);
      assert.deepEqual(
        shop.last().refund?.entries?.map(({ part, amount }) => [part, amount.amount]),
        [
          ['0', 2000],
          ['ch_1', 1000],
        ],
      );
    }
  });

  it('SB-8 is credit or money as the shop says, before what its method is called', () => {
    const shop = live(
      policyWith({}),
      paidBy(part('voucher', 2000, { kind: 'credit' }), part('gift_card', 4000, { kind: 'money' })),
    );
    assert.deepEqual(told(shop.act({ action: 'cancel', refund: { method: 'bank_deposit' } })), [
      'refund 2000 voucher to 0',
      'refund 4000 bank_deposit to 1',
    ]);
  });

  it('gets back in parts what is refunded in parts', () => {
    const shop = live(policyWith({ tenders: 'money-first' }, { completes: 'when-refunded' }), paidBy(gift, card));
    assert.deepEqual(told(shop.act({ action: 'cancel' })), []);
    assert.deepEqual(told(shop.act({ action: 'refund', refund: { amount: 3500 } })), ['refund 3500 original to ch_1']);
    assert.deepEqual(told(shop.act({ action: 'refund' })), [
      'refund 2000 original to 0',
      'refund 500 original to ch_1',
    ]);
    assert.equal(shop.last().state, 'cancelled');
  });

  it('gets no more to a part than is left of it: what is on its way, and what the shop counts of no part, is gone', () => {
    const order = paidBy(gift, card);
    const entry = { amount: eur(1500), method: 'original', part: 'ch_1', at: '2026-03-02T13:00:00Z', by: 'us' };
    const underWay = (status: 'pending' | 'settled' | 'failed') => [
      { refund: { due: eur(1500), entries: [{ ...entry, status }] } } as unknown as Cancellation,
    ];
    const amounts = (of: Order, cancellations: Cancellation[]) =>
      tendersOf(of, cancellations, eur(4500), 'original', 'money-first').map(({ amount }) => amount.amount);
    assert.deepEqual(amounts(order, underWay('pending')), [2000, 2500]);
    assert.deepEqual(amounts(order, underWay('settled')), [2000, 2500], 'the shop does not count it yet');
    assert.deepEqual(amounts(order, underWay('failed')), [500, 4000]);
    const { payment } = order;
    const counted = { ...order, payment: { ...payment, refunded: eur(1500) } };
    assert.deepEqual(amounts(counted, []), [500, 4000], 'as they are listed');
    assert.deepEqual(amounts(counted, underWay('settled')), [2000, 2500], 'it is known which part it went to');
    const parts = [gift, { ...card, refunded: eur(1500) }];
    assert.deepEqual(
      amounts({ ...order, payment: { ...payment, refunded: eur(1500), parts } }, underWay('settled')),
      [2000, 2500],
    );
  });

  it('is refused by name where its parts do not say what it says', () => {
    const { payment, ...order } = paidBy(gift, card);
    const refused = 'payment-unreadable payment.parts value';
    const usd = { amount: 4000, currency: 'USD' };
    for (const parts of [[gift], [gift, card, card], [gift, { ...card, paid: usd }], [{ ...gift, id: 'ch_1' }, card]]) {
      const shop = live(policyWith({}), { ...order, payment: { ...payment, parts } });
      assert.equal(shop.act({ action: 'cancel' }), refused);
    }
  });
});

describe('money that is reserved', () => {
  const reserved = (authorized: number, paid = 0): Order =>
    aPaidOrder({ payment: { method: 'card', paid: eur(paid), refunded: eur(0), authorized: eur(authorized) } });

  it('is released: of a part its share, with the last all that is there', () => {
    const shop = live(policyWith({}), reserved(6000));
    assert.deepEqual(told(shop.act({ action: 'cancel', lines: [{ id: 'pot', quantity: 1 }] })), ['void 2500']);
    assert.equal(shop.order().payment.authorized?.amount, 3500);
    assert.deepEqual(
      [shop.last().voided, shop.last().refund?.status, shop.last().state],
      [eur(2500), 'none', 'cancelled'],
    );
    assert.deepEqual(told(shop.act({ action: 'cancel' })), ['void 3500']);
  });

  it('goes before what was captured, as nothing has to be sent back for it', () => {
    const shop = live(policyWith({}), reserved(4000, 2000));
    assert.deepEqual(told(shop.act({ action: 'cancel', lines: [{ id: 'pot', quantity: 1 }] })), ['void 2500']);
    assert.deepEqual(told(shop.act({ action: 'cancel' })), ['void 1500', 'refund 2000 original']);
  });

  it('is released whole where more was reserved than the order costs', () => {
    const shop = live(policyWith({}), reserved(9000));
    assert.deepEqual(told(shop.act({ action: 'cancel', lines: [{ id: 'pot', quantity: 1 }] })), ['void 2500']);
    assert.deepEqual(told(shop.act({ action: 'cancel' })), ['void 6500']);
  });

  it('is released part by part, and completes at once where nothing was captured', () => {
    const parts = [part('card', 0, { authorized: eur(2000) }), part('wallet', 0, { id: 'w', authorized: eur(4000) })];
    const { payment, ...order } = paidBy(...parts);
    const shop = live(policyWith({}, { completes: 'when-refunded' }), {
      ...order,
      payment: { ...payment, authorized: eur(6000) },
    });
    assert.deepEqual(told(shop.act({ action: 'cancel', lines: [{ id: 'pot', quantity: 1 }] })), [
      'void 2000 to 0',
      'void 500 to w',
    ]);
    assert.deepEqual(
      shop.order().payment.parts?.map(({ authorized }) => authorized?.amount),
      [0, 3500],
    );
    assert.equal(shop.order().payment.authorized?.amount, 3500);
    assert.equal(shop.last().state, 'cancelled');
  });

  it('has to be reserved anew after an undo, which is asked first', () => {
    const undo = { from: ['cancelled' as const], by: ['seller' as const], guards: ['recapture' as const] };
    const shop = live(policyWith({}, { undo }), reserved(6000));
    shop.act({ action: 'cancel' });
    assert.equal(shop.act({ action: 'undo' }), 'undo-unsafe acknowledged.recapture acknowledge');
    assert.deepEqual(shop.act({ action: 'undo', acknowledged: ['recapture'] }), []);
  });
});

describe('who chooses', () => {
  const request = { action: 'request' } as const;
  it('is the buyer where the policy says so, and the seller accepts what the buyer chose', () => {
    const shop = live(policyWith({ chosenBy: 'buyer' }), aPaidOrder());
    shop.act({ ...request, refund: { method: 'bank_deposit' } }, 'buyer');
    assert.equal(shop.act({ action: 'accept', refund: { method: 'original' } }), 'invalid-request refund.method value');
    assert.deepEqual(told(shop.act({ action: 'accept' })), ['refund 6000 bank_deposit']);
  });

  it('is the seller otherwise, among the policy’s methods', () => {
    const shop = live(policyWith({}), aPaidOrder());
    const chosen = { ...request, refund: { method: 'bank_deposit' } };
    assert.equal(shop.act(chosen, 'buyer'), 'invalid-request refund.method value');
    shop.act(request, 'buyer');
    assert.deepEqual(told(shop.act({ action: 'accept', refund: { method: 'bank_deposit' } })), [
      'refund 6000 bank_deposit',
    ]);
  });
});

describe('another amount than the terms give', () => {
  const pot = { action: 'cancel', lines: [{ id: 'pot', quantity: 1 }] } as const;
  const named = (amount: number) => ({ ...pot, refund: { method: 'original', amount } });

  it('may be named where the policy lets it, up to what is left, by who settles', () => {
    const policy = policyWith({ adjustable: true });
    assert.equal(live(policyWith({}), aPaidOrder()).act(named(3000)), 'invalid-request refund.amount value');
    assert.equal(live(policy, aPaidOrder()).act(named(6001)), 'invalid-request refund.amount too-large');
    assert.equal(live(policy, aPaidOrder()).act(named(-1)), 'invalid-request refund.amount value');
    assert.equal(
      live(policy, aPaidOrder()).act({ ...named(3000), action: 'request' }, 'buyer'),
      'invalid-request refund.amount value',
    );
    assert.deepEqual(told(live(policy, aPaidOrder()).act(named(6000))), ['refund 6000 original']);
  });

  it('leaves each other part its value, and the last what is left', () => {
    const shop = live(policyWith({ adjustable: true }), aPaidOrder());
    assert.deepEqual(told(shop.act(named(3000))), ['refund 3000 original']);
    assert.deepEqual(told(shop.act({ action: 'cancel', lines: [{ id: 'cup', quantity: 1 }] })), [
      'refund 1000 original',
    ]);
    assert.deepEqual(told(shop.act({ action: 'cancel' })), ['refund 2000 original']);
  });

  it('is kept where it is less: it does not come back with the rest', () => {
    const shop = live(policyWith({ adjustable: true }), aPaidOrder());
    assert.deepEqual(told(shop.act(named(2000))), ['refund 2000 original']);
    assert.deepEqual([shop.last().feeKept, shop.last().refund?.value], [eur(500), eur(2500)]);
    assert.deepEqual(told(shop.act({ action: 'cancel' })), ['refund 3500 original']);
  });

  it('may be nothing', () => {
    const shop = live(policyWith({ adjustable: true }), aPaidOrder());
    assert.deepEqual(told(shop.act(named(0))), []);
    assert.deepEqual([shop.last().feeKept, shop.last().refund?.status], [eur(2500), 'none']);
  });
});
