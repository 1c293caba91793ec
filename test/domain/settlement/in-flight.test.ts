import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { type ActionInput, applyAction } from '../../../src/domain/lifecycle/lifecycle.ts';
import type { CancelPolicy, Fee, Lifecycle } from '../../../src/domain/policy.ts';
import type { Cancellation, Order } from '../../../src/domain/records.ts';
import { askedFor, withoutArrived, withReserved } from '../../../src/domain/settlement/in-flight.ts';
import { parseCancellation } from '../../../src/policy/parse.ts';
import {
  aLifecyclePolicy,
  aPaidOrder,
  aRequest,
  eur,
  frozen,
  hour,
  placed,
  referenceTo,
} from '../lifecycle-fixtures.ts';

type Word = 'settled' | 'pending' | 'failed';

/** An order of two units for 45.00, and a shop whose refunds are settled, under way or refused, as a test says. */
function aShop(policy: CancelPolicy, { paid = 4500, refunded = 0, units = 2 } = {}) {
  let order: Order = aPaidOrder({
    shipping: eur(0),
    total: eur(paid),
    payment: { method: 'card', paid: eur(paid), refunded: eur(refunded) },
    lines: [{ id: 'cup', sku: 'CUP', title: 'Cup', quantity: units, unitPrice: eur(paid / units) }],
  });
  const cancellations: Cancellation[] = [];
  /** Asked of the shop and not refused, in minor units; `counted`: it says so itself. */
  const sent: { amount: number; counted: boolean }[] = [];
  let now = placed + hour;

  const count = (amount: number): void => {
    const { payment } = order;
    order = { ...order, payment: { ...payment, refunded: eur(payment.refunded.amount + amount) } };
  };

  return {
    cancellations,
    sent,
    get order() {
      return order;
    },
    /** The code of a refusal, or `null`. */
    act(input: ActionInput, word: Word = 'settled'): string | null {
      now += 1000;
      const current = cancellations.at(-1) ?? null;
      const id = `c-${cancellations.length + 1}`;
      const context = {
        actor: 'seller',
        now,
        id,
        policy: referenceTo(policy),
        cancellations: [...cancellations],
      } as const;
      const result = applyAction(policy, frozen(order), frozen(current), frozen(input), frozen({ ...context }));
      if (!result.ok) return result.code;
      const { payment } = order;
      order = { ...result.order, payment };
      let { cancellation } = result;
      const { refund, refundEntries = [] } = cancellation;
      const effect = result.effects.find(({ type }) => type === 'refund');
      if (effect?.type === 'refund' && refund) {
        const entries = refundEntries.map((entry, at) =>
          at === refundEntries.length - 1 ? { ...entry, status: word } : entry,
        );
        const before = input.action === 'refund' && word === 'failed' ? (current as Cancellation) : cancellation;
        const all = input.action === 'refund' ? (before.refund?.refunded ?? eur(0)) : refund.due;
        const money = before.refund && {
          ...before.refund,
          status: word,
          refunded: word === 'settled' || input.action === 'refund' ? all : eur(0),
        };
        cancellation = { ...before, refundEntries: entries, refund: money };
        if (word !== 'failed') sent.push({ amount: effect.amount.amount, counted: word === 'settled' });
        if (word === 'settled') count(effect.amount.amount);
      }
      parseCancellation(cancellation);
      if (input.action === 'cancel') cancellations.push(cancellation);
      else cancellations[cancellations.length - 1] = cancellation;
      return null;
    },
    /** What was under way has arrived: the shop counts it. */
    arrive(): void {
      const one = sent.find(({ counted }) => !counted);
      if (!one) return;
      one.counted = true;
      count(one.amount);
    },
    total: () => sent.reduce((sum, { amount }) => sum + amount, 0),
  };
}

const atOnce = (lifecycle: Partial<Lifecycle> = {}, fee?: Fee): CancelPolicy =>
  aLifecyclePolicy(
    { completes: 'at-once', undo: { from: ['refunding', 'cancelled'], by: ['seller'], guards: [] }, ...lifecycle },
    { refund: { method: 'original', ...(fee && { fee }) } },
  );
const one = { action: 'cancel', lines: [{ id: 'cup', quantity: 1 }] } as const;

describe('money that is under way', () => {
  it('BL-11 counts as sent: cancelled, undone and cancelled again, an order gives back what was paid once', () => {
    for (const arrives of [false, true]) {
      const shop = aShop(atOnce());
      assert.equal(shop.act({ action: 'cancel' }, 'pending'), null);
      assert.equal(shop.total(), 4500);
      if (arrives) shop.arrive();
      assert.equal(shop.act({ action: 'undo' }), null);
      assert.equal(shop.act({ action: 'cancel' }, 'pending'), null);
      assert.equal(shop.total(), 4500);
    }
  });

  it('SB-12 counts as sent when the other part is cancelled and the shop gave something back before', () => {
    const shop = aShop(atOnce(), { refunded: 1000 });
    for (let parts = 0; parts < 2; parts++) assert.equal(shop.act(one, 'pending'), null);
    assert.deepEqual(
      shop.sent.map(({ amount }) => amount),
      [2250, 1250],
    );
  });

  it('counts as sent no more once the shop has refused it', () => {
    const shop = aShop(atOnce());
    shop.act({ action: 'cancel' }, 'failed');
    assert.equal(shop.act({ action: 'refund' }), null);
    assert.equal(shop.total(), 4500);
  });

  it('is asked about before an undo, as what has arrived is', () => {
    const policy = atOnce({ undo: { from: ['cancelled'], by: ['seller'], guards: ['recapture'] } });
    const shop = aShop(policy);
    shop.act({ action: 'cancel' }, 'pending');
    assert.equal(shop.act({ action: 'undo' }), 'undo-unsafe');
    assert.equal(shop.act({ action: 'undo', acknowledged: ['recapture'] }), null);
  });

  it('is counted once, whether the shop counts it at once, later, or with money of its own', () => {
    const entry = (amount: number, before: number, minute: number) => ({
      amount: eur(amount),
      method: 'original',
      at: new Date(placed + minute * 60_000).toISOString(),
      status: 'pending' as const,
      before,
    });
    const reserved = (refunded: number, ...refundEntries: ReturnType<typeof entry>[]) => {
      const order = aPaidOrder({ payment: { method: 'card', paid: eur(6000), refunded: eur(refunded) } });
      const cancellation = { state: 'cancelled', refund: null, refundEntries } as unknown as Cancellation;
      return withReserved(order, [cancellation]).payment.refunded.amount;
    };
    assert.equal(reserved(0, entry(2000, 0, 1)), 2000);
    assert.equal(reserved(2000, entry(2000, 0, 1)), 2000);
    assert.equal(reserved(500, entry(2000, 0, 1)), 2500, 'the shop gave back something else');
    assert.equal(reserved(2500, entry(2000, 0, 1)), 2500, 'both came');
    assert.equal(reserved(2000, entry(2000, 0, 1), entry(1000, 2000, 2)), 3000, 'the first had arrived before');
    assert.equal(reserved(1000, entry(2000, 0, 1), entry(1000, 0, 2)), 3000, 'the second overtook');
  });

  it('is what no combination of what arrived explains', () => {
    assert.deepEqual(withoutArrived([10, 20, 40], 60), [10]);
    assert.deepEqual(withoutArrived([10, 20, 40], 15), [10, 20, 40]);
    assert.deepEqual(withoutArrived([10, 20, 40], 70), []);
    assert.deepEqual(withoutArrived([10, 20], -5), [10, 20]);
    const many = Array.from({ length: 1000 }, (_, at) => at + 2);
    assert.deepEqual(withoutArrived(many, 1), many);
    assert.deepEqual(withoutArrived(many, 500).length, 999);
  });
});

describe('a fee that is kept', () => {
  it('on one part is not given back with another where the shop gave something back before', () => {
    const shop = aShop(atOnce({}, { amount: eur(1250) }), { paid: 5000, refunded: 2500 });
    assert.equal(shop.act(one), null);
    assert.equal(shop.act(one), null);
    assert.deepEqual([shop.total(), shop.cancellations.at(-1)?.refund?.due], [1250, eur(0)]);
  });

  it('is not given back where the shop itself refunds what is due', () => {
    const policy = atOnce({ completes: 'when-refunded' }, { amount: eur(500) });
    const shop = aShop(policy);
    shop.act({ action: 'cancel' });
    const [cancellation] = shop.cancellations;
    const order = { ...shop.order, payment: { ...shop.order.payment, refunded: eur(4000) } };
    const context = { actor: 'seller', now: placed + 2 * hour } as const;
    const done = applyAction(policy, order, cancellation as Cancellation, { action: 'refund' }, context);
    assert.ok(done.ok);
    assert.deepEqual(
      [done.cancellation.state, done.effects.filter(({ type }) => type === 'refund')],
      ['cancelled', []],
    );
  });

  it('is there again when the cancellation was undone', () => {
    const shop = aShop(atOnce({ completes: 'when-refunded' }, { amount: eur(500) }));
    shop.act({ action: 'cancel' });
    shop.act({ action: 'undo' });
    shop.act({ action: 'cancel' });
    assert.deepEqual(shop.cancellations.at(-1)?.refund?.due, eur(4000));
  });
});

describe('sums that cannot be held against each other', () => {
  it('are refused by name wherever an order would be cancelled without a refund', () => {
    const usd = { amount: 0, currency: 'USD' };
    const policy = atOnce({ onSilence: 'accept' });
    const order = aPaidOrder({ payment: { method: 'card', paid: eur(6000), refunded: usd } });
    const context = { now: placed + hour, id: 'c-1', policy: referenceTo(policy) };
    const opened = applyAction(policy, order, null, { action: 'cancel' }, { ...context, actor: 'seller' });
    assert.deepEqual(opened, {
      ok: false,
      code: 'payment-unreadable',
      issues: [{ path: ['payment', 'refunded'], code: 'value' }],
    });
    const asked = applyAction(policy, order, null, { action: 'request' }, { ...context, actor: 'buyer' });
    assert.ok(asked.ok, 'it may be asked for');
    for (const [actor, action, now] of [
      ['seller', 'accept', placed + hour],
      ['nobody', 'lapse', placed + 1000 * hour],
    ] as const) {
      const settled = applyAction(policy, asked.order, asked.cancellation, { action }, { actor, now });
      assert.equal(settled.ok || settled.code, 'payment-unreadable', action);
    }
    const unpaid = { ...order, payment: { ...order.payment, paid: eur(0) } };
    assert.ok(applyAction(policy, unpaid, null, { action: 'cancel' }, { ...context, actor: 'seller' }).ok);
  });
});

describe('the refunds of an order', () => {
  const word = fc.constantFrom<Word>('settled', 'pending', 'failed');
  const step = fc.oneof(
    fc.record({ do: fc.constantFrom('part', 'all', 'undo'), word }),
    fc.record({ do: fc.constant('refund' as const), word, share: fc.constantFrom(0.3, 0.5, 1) }),
    fc.record({ do: fc.constant('arrive' as const), word }),
  );
  const setting = fc.record({
    completes: fc.constantFrom('at-once' as const, 'when-refunded' as const),
    fee: fc.constantFrom<Fee | undefined>(undefined, { basisPoints: 2500 }, { amount: eur(700) }),
    refunded: fc.integer({ min: 0, max: 4500 }),
    units: fc.constantFrom(1, 2, 3, 5, 9),
  });

  it('never exceed what was paid, whatever is cancelled, undone, under way, late or refused', () => {
    fc.assert(
      fc.property(setting, fc.array(step, { maxLength: 25 }), ({ completes, fee, refunded, units }, steps) => {
        const shop = aShop(atOnce({ completes }, fee), { refunded, units });
        for (const one of steps) {
          if (one.do === 'arrive') shop.arrive();
          else if (one.do === 'refund') {
            const { due, refunded: given } = shop.cancellations.at(-1)?.refund ?? { due: eur(0), refunded: eur(0) };
            const amount = Math.ceil((due.amount - given.amount) * one.share);
            shop.act({ action: 'refund', refund: { amount } }, one.word);
          } else if (one.do === 'undo') shop.act({ action: 'undo' });
          else {
            const lines = one.do === 'part' ? { lines: [{ id: 'cup', quantity: 1 }] } : {};
            shop.act({ action: 'cancel', ...lines }, one.word);
          }
          assert.ok(refunded + shop.total() <= 4500, `${shop.total()} and ${refunded} of 4500`);
          assert.ok(shop.order.payment.refunded.amount <= 4500);
        }
      }),
      { numRuns: 500 },
    );
  });

  it('come to all that was paid, whenever they arrive, where every part is cancelled and nothing kept', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.constantFrom<Word>('settled', 'pending'), fc.nat(3)), { minLength: 9, maxLength: 9 }),
        (parts) => {
          const shop = aShop(atOnce(), { units: 9 });
          for (const [said, arriving] of parts) {
            assert.equal(shop.act({ action: 'cancel', lines: [{ id: 'cup', quantity: 1 }] }, said), null);
            for (let times = 0; times < arriving; times++) shop.arrive();
          }
          assert.equal(shop.total(), 4500);
        },
      ),
    );
  });
});

describe('what was asked of the shop for a cancellation', () => {
  it('is what it did not refuse, and what is counted of it at least', () => {
    const policy = aLifecyclePolicy();
    const at = new Date(placed).toISOString();
    const asked = (refunded: number, ...entries: [amount: number, status: Word][]): number => {
      const { refund, ...request } = aRequest(policy, 'refunding');
      const refundEntries = entries.map(([amount, status]) => ({
        ...{ amount: eur(amount), status },
        ...{ method: 'original', at, before: 0 },
      }));
      return askedFor({ ...request, refund: { ...refund!, refunded: eur(refunded) }, refundEntries });
    };
    assert.equal(asked(0), 0);
    assert.equal(asked(0, [100, 'failed']), 0);
    assert.equal(asked(0, [100, 'failed'], [50, 'pending']), 50);
    assert.equal(asked(0, [100, 'settled'], [50, 'pending']), 150);
    assert.equal(asked(200, [100, 'settled']), 200);
  });
});
