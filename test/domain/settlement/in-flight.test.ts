import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { type ActionInput, applyAction } from '../../../src/domain/lifecycle/lifecycle.ts';
import type { CancelPolicy, Fee, Lifecycle } from '../../../src/domain/policy.ts';
import type { Cancellation, Order, RefundEntry } from '../../../src/domain/records.ts';
import { balanced } from '../../../src/domain/settlement/balance.ts';
import { reservedOf, withRefundTold } from '../../../src/domain/settlement/in-flight.ts';
import { askedFor, entriesOf, withEntries } from '../../../src/domain/settlement/ledger.ts';
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

/** An order of two units for 45.00, and a shop whose refunds are settled, under way or refused, as a test says, and which gives back money itself. */
function aShop(policy: CancelPolicy, { paid = 4500, refunded = 0, units = 2 } = {}) {
  let order: Order = aPaidOrder({
    shipping: eur(0),
    total: eur(paid),
    payment: { method: 'card', paid: eur(paid), refunded: eur(refunded) },
    lines: [{ id: 'cup', sku: 'CUP', title: 'Cup', quantity: units, unitPrice: eur(paid / units) }],
  });
  const cancellations: Cancellation[] = [];
  /** Asked of the shop and not refused, in minor units; `counted`: it counts it; `told`: and has said so. */
  const sent: { id: string; of: string; amount: number; counted: boolean; told: boolean }[] = [];
  let own = refunded;
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
    /** What went back, or is on its way, by anybody's doing. */
    gone: () => own + sent.reduce((sum, { amount }) => sum + amount, 0),
    /** The shop gives back money of its own accord, if there is any that it has not sent yet. */
    giveBack(amount: number): void {
      if (this.gone() + amount > paid) return;
      own += amount;
      count(amount);
    },
    /** The shop says what became of what it counts, or that something which is under way has failed. */
    say(word: 'settled' | 'failed'): void {
      const one = sent.find(({ told, counted }) => !told && counted === (word === 'settled'));
      const at = cancellations.findIndex(({ id }) => id === one?.of);
      if (!one) return;
      one.told = true;
      if (word === 'failed') sent.splice(sent.indexOf(one), 1);
      const told = withRefundTold(cancellations[at] as Cancellation, one.id, word);
      if (told) cancellations[at] = parseCancellation(told);
    },
    /** The code of a refusal, or `null`. */
    act(input: ActionInput, word: Word = 'settled'): string | null {
      now += 1000;
      const at = new Date(now).toISOString();
      const underWay = new Set(sent.flatMap(({ id, told }) => (told ? [] : [id])));
      cancellations.splice(0, cancellations.length, ...balanced(order, cancellations, { at, underWay }));
      const current = cancellations.at(-1) ?? null;
      const id = `c-${cancellations.length + 1}`;
      const context = {
        actor: 'seller',
        now,
        id,
        policy: referenceTo(policy),
        cancellations: [...cancellations],
        balanced: true,
      } as const;
      const result = applyAction(policy, frozen(order), frozen(current), frozen(input), frozen({ ...context }));
      if (!result.ok) return result.code;
      const { payment } = order;
      order = { ...result.order, payment };
      let { cancellation } = result;
      const { refund } = cancellation;
      const effect = result.effects.find(({ type }) => type === 'refund');
      if (effect?.type === 'refund' && refund) {
        const name = `t-${now}`;
        const entries = entriesOf(cancellation).map((entry, at, all) =>
          at === all.length - 1 ? { id: name, ...entry, status: word } : entry,
        );
        const before = input.action === 'refund' && word === 'failed' ? (current as Cancellation) : cancellation;
        cancellation = { ...before, refund: before.refund && withEntries(before.refund, entries, word === 'failed') };
        const { amount } = effect.amount;
        const done = word === 'settled';
        if (word !== 'failed') sent.push({ id: name, of: cancellation.id, amount, counted: done, told: done });
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
      // What is not there beyond what the rest costs comes with the rest.
      [1250, 2250],
    );
  });

  it('counts as sent no more once the shop has refused it', () => {
    const shop = aShop(atOnce());
    shop.act({ action: 'cancel' }, 'failed');
    assert.equal(shop.act({ action: 'refund' }), null);
    assert.equal(shop.total(), 4500);
  });

  it('counts as sent no more once the shop says later that it failed, and can be sent again', () => {
    const shop = aShop(atOnce({ completes: 'when-refunded' }));
    shop.act({ action: 'cancel' });
    shop.act({ action: 'refund', refund: { amount: 1000 } });
    shop.act({ action: 'refund', refund: { amount: 2000 } }, 'pending');
    shop.say('failed');
    const { refund, state } = shop.cancellations[0] as Cancellation;
    assert.deepEqual([state, refund?.refunded, refund?.status], ['refunding', eur(1000), 'failed']);
    assert.equal(shop.act({ action: 'refund' }), null);
    assert.equal(shop.total(), 4500);
  });

  it('goes back in 200 parts at most, of which the last may be all that is left', () => {
    const shop = aShop(atOnce({ completes: 'when-refunded' }));
    shop.act({ action: 'cancel' });
    const part = { action: 'refund', refund: { amount: 1 } } as const;
    for (let parts = 0; parts < 200; parts++) assert.equal(shop.act(part), null);
    assert.equal(shop.act(part), 'invalid-request');
    assert.equal(shop.act({ action: 'refund' }), null);
    assert.equal(shop.total(), 4500);
  });

  it('is settled when all that was due is, and says so once', () => {
    const shop = aShop(atOnce());
    shop.act({ action: 'cancel' }, 'pending');
    shop.arrive();
    shop.say('settled');
    const cancellation = shop.cancellations[0] as Cancellation;
    const id = cancellation.refund?.entries?.[0]?.id as string;
    assert.deepEqual([cancellation.refund?.refunded, cancellation.refund?.status], [eur(4500), 'settled']);
    assert.equal(withRefundTold(cancellation, id, 'settled'), null);
    assert.equal(withRefundTold(cancellation, 'another', 'failed'), null);
  });

  it('is asked about before an undo, as what has arrived is', () => {
    const policy = atOnce({ undo: { from: ['cancelled'], by: ['seller'], guards: ['recapture'] } });
    const shop = aShop(policy);
    shop.act({ action: 'cancel' }, 'pending');
    assert.equal(shop.act({ action: 'undo' }), 'undo-unsafe');
    assert.equal(shop.act({ action: 'undo', acknowledged: ['recapture'] }), null);
  });

  it('is counted once, whether the shop counts it at once, later, or with money of its own', () => {
    const entry = (amount: number, status: Word = 'pending'): RefundEntry => ({
      ...{ amount: eur(amount), method: 'original', status },
      ...{ at: new Date(placed).toISOString(), by: 'us' },
    });
    const settled = (amount: number) => entry(amount, 'settled');
    const reserved = (refunded: number, entries: RefundEntry[], apart = 0) => {
      const order = aPaidOrder({ payment: { method: 'card', paid: eur(6000), refunded: eur(refunded) } });
      const refund = { due: eur(6000), refunded: eur(0), method: 'original', status: 'pending', entries } as const;
      const cancellation = { state: 'cancelled', refund, counted: { paid: 6000, apart } } as unknown as Cancellation;
      return refunded + reservedOf(order, [cancellation]);
    };
    assert.equal(reserved(0, [entry(2000)]), 2000);
    assert.equal(reserved(2000, [entry(2000)]), 4000, 'the shop may have given back as much itself');
    assert.equal(reserved(2000, [settled(2000)]), 2000, 'it says that it is this');
    assert.equal(reserved(500, [entry(2000)]), 2500, 'the shop gave back something else');
    assert.equal(reserved(500, [settled(2000)]), 2000, 'what settled is counted later');
    assert.equal(reserved(3000, [settled(1000), settled(2000)], 2000), 5000, 'the last of them is');
    assert.equal(reserved(3000, [settled(2000), entry(1000)]), 4000, 'the first had arrived before');
    assert.equal(reserved(1000, [entry(2000), settled(1000)]), 3000, 'the second overtook');
  });
});

describe('a fee that is kept', () => {
  it('on one part is not given back with another where the shop gave something back before', () => {
    const shop = aShop(atOnce({}, { amount: eur(1250) }), { paid: 5000, refunded: 2500 });
    assert.equal(shop.act(one), null);
    assert.equal(shop.act(one), null);
    assert.deepEqual([shop.total(), shop.cancellations.at(-1)?.refund?.due], [1250, eur(1250)]);
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
    fc.record({ do: fc.constantFrom('arrive', 'say-settled', 'say-failed'), word }),
    fc.record({ do: fc.constant('give-back' as const), word, amount: fc.constantFrom(500, 1500, 2250) }),
  );
  const setting = fc.record({
    completes: fc.constantFrom('at-once' as const, 'when-refunded' as const),
    fee: fc.constantFrom<Fee | undefined>(undefined, { basisPoints: 2500 }, { amount: eur(700) }),
    refunded: fc.integer({ min: 0, max: 4500 }),
    units: fc.constantFrom(1, 2, 3, 5, 9),
  });

  it('never exceed what was paid, whatever is cancelled, undone, under way, late, refused or given back by the shop', () => {
    fc.assert(
      fc.property(setting, fc.array(step, { maxLength: 25 }), ({ completes, fee, refunded, units }, steps) => {
        const shop = aShop(atOnce({ completes }, fee), { refunded, units });
        for (const one of steps) {
          if (one.do === 'arrive') shop.arrive();
          else if (one.do === 'say-settled') shop.say('settled');
          else if (one.do === 'say-failed') shop.say('failed');
          else if ('amount' in one) shop.giveBack(one.amount);
          else if ('share' in one) {
            const { due, refunded: given } = shop.cancellations.at(-1)?.refund ?? { due: eur(0), refunded: eur(0) };
            const amount = Math.ceil((due.amount - given.amount) * one.share);
            shop.act({ action: 'refund', refund: { amount } }, one.word);
          } else if (one.do === 'undo') shop.act({ action: 'undo' });
          else {
            const lines = one.do === 'part' ? { lines: [{ id: 'cup', quantity: 1 }] } : {};
            shop.act({ action: 'cancel', ...lines }, one.word);
          }
          assert.ok(shop.gone() <= 4500, `${shop.gone()} of 4500`);
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
            for (let times = 0; times < arriving; times++) {
              shop.arrive();
              shop.say('settled');
            }
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
      const given = entries.map(
        ([amount, status]): RefundEntry => ({
          ...{ amount: eur(amount), status },
          ...{ method: 'original', at, by: 'us' },
        }),
      );
      const known = entries.length > 0 && { entries: given };
      return askedFor({ ...request, refund: { ...refund!, refunded: eur(refunded), ...known } });
    };
    assert.equal(asked(0), 0);
    assert.equal(asked(0, [100, 'failed']), 0);
    assert.equal(asked(0, [100, 'failed'], [50, 'pending']), 50);
    assert.equal(asked(0, [100, 'settled'], [50, 'pending']), 150);
    assert.equal(asked(200), 200, 'of a record that has no ledger');
  });
});
