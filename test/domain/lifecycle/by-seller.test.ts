import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { openBySeller } from '../../../src/domain/lifecycle/by-seller.ts';
import { applyAction } from '../../../src/domain/lifecycle/lifecycle.ts';
import type { CancelPolicy, Fee, Lifecycle } from '../../../src/domain/policy.ts';
import type { Cancellation, LineQuantity, Order } from '../../../src/domain/records.ts';
import { withDueNow } from '../../../src/domain/settlement/due-by-now.ts';
import { dueOf, listingOf } from '../../../src/server/orders/listing.ts';
import { aLifecyclePolicy, aPaidOrder, eur, hour, placed, referenceTo } from '../lifecycle-fixtures.ts';

// What is asked of several sellers in one go costs once.

const names = ['grace', 'hopper', 'lovelace'];

function aPolicy(fee: Fee | undefined, keeps: string[] = [], lifecycle: Partial<Lifecycle> = {}): CancelPolicy {
  return aLifecyclePolicy(lifecycle, {
    otherwise: { outcome: 'cancel', reason: 'by-the-platform' },
    refund: { method: 'original', keeps, ...(fee && { fee }) },
  });
}

/** An order with its cancellations, as one go after another leaves them. */
class Going {
  readonly policy: CancelPolicy;
  order: Order;
  cancellations: readonly Cancellation[] = [];
  #ids = 0;

  constructor(policy: CancelPolicy, order: Order) {
    this.policy = policy;
    this.order = order;
  }

  /** Opens what is asked for in one go: a cancellation for each of its sellers. */
  open(actor: 'buyer' | 'platform', action: 'cancel' | 'request', lines?: readonly LineQuantity[]): Cancellation[] {
    const newId = () => `c-${++this.#ids}`;
    const context = { actor, now: placed + hour, id: newId(), policy: referenceTo(this.policy) };
    const opened = openBySeller(
      this.policy,
      this.order,
      { action, ...(lines && { lines }) },
      { ...context, cancellations: this.cancellations },
      { newId },
    );
    assert.ok(Array.isArray(opened), JSON.stringify(opened));
    this.order = opened.at(-1)?.order ?? this.order;
    const made = opened.map(({ cancellation }) => cancellation);
    this.cancellations = [...this.cancellations, ...made];
    return made;
  }

  act(id: string, action: 'accept' | 'decline' | 'undo', at: number): Cancellation {
    const cancellation = this.cancellations.find((one) => one.id === id) ?? null;
    const context = { actor: 'platform' as const, now: placed + hour + at, cancellations: this.cancellations };
    const applied = applyAction(
      this.policy,
      this.order,
      cancellation,
      { action },
      { ...context, actor: action === 'undo' ? 'platform' : 'seller' },
    );
    assert.ok(applied.ok, JSON.stringify(applied));
    this.order = applied.order;
    this.cancellations = this.cancellations.map((one) => (one.id === id ? applied.cancellation : one));
    return applied.cancellation;
  }

  /** The rest is captured by now. */
  pay(paid: number): void {
    this.order = { ...this.order, payment: { ...this.order.payment, paid: eur(paid) } };
    const before = this.cancellations;
    for (const { id } of before) {
      const one = this.cancellations.find((other) => other.id === id) as Cancellation;
      const due = withDueNow(this.policy, this.order, one, before, this.cancellations) ?? one;
      this.cancellations = this.cancellations.map((other) => (other.id === id ? due : other));
    }
  }

  get due(): number {
    return sum(this.cancellations.map(({ refund }) => refund?.due.amount ?? 0));
  }

  get kept(): number {
    return sum(this.cancellations.map(({ feeKept, state }) => (state === 'undone' ? 0 : (feeKept?.amount ?? 0))));
  }
}

const sum = (amounts: readonly number[]): number => amounts.reduce((one, other) => one + other, 0);
const ofOneSeller = (order: Order): Order => ({ ...order, lines: order.lines.map(({ sellerId: _, ...line }) => line) });
const all = (order: Order, ids: ReadonlySet<string>): LineQuantity[] =>
  order.lines.flatMap(({ id, quantity }) => (ids.has(id) ? [{ id, quantity }] : []));

const amount = fc.option(fc.nat(4000).map(eur), { nil: undefined });
const fee = fc
  .record({
    of: fc.constantFrom('all', 'goods'),
    basisPoints: fc.option(fc.nat(10_000), { nil: undefined }),
    amount,
    atLeast: amount,
    atMost: amount,
  })
  .map((given) => Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)) as Fee);

/** Up to eight lines of three sellers; paid in full or in part. */
const orders = fc
  .record({
    lines: fc.array(
      fc.record({
        quantity: fc.integer({ min: 1, max: 4 }),
        price: fc.integer({ min: 1, max: 9999 }),
        of: fc.constantFrom(...names),
      }),
      { minLength: 1, maxLength: 8 },
    ),
    shipping: fc.nat(999),
    discount: fc.nat(5000),
    unpaid: fc.option(fc.nat(20_000)),
  })
  .map(({ lines, shipping, discount, unpaid }) => {
    const goods = sum(lines.map(({ quantity, price }) => quantity * price));
    const total = Math.max(0, goods - discount) + shipping;
    return aPaidOrder({
      total: eur(total),
      shipping: eur(shipping),
      discount: eur(Math.min(goods, discount)),
      payment: { method: 'card', paid: eur(Math.max(0, total - (unpaid ?? 0))), refunded: eur(0) },
      lines: lines.map(({ quantity, price, of }, at) => ({
        ...{ id: `l-${at}`, sku: `S-${at}`, title: 'Thing', quantity, unitPrice: eur(price) },
        sellerId: of,
      })),
      seller: { id: 'grace', name: 'Grace', status: 'active' },
    });
  });
const policies = fc
  .record({ fee, keeps: fc.subarray(['shipping']), completes: fc.constantFrom('at-once', 'when-refunded') })
  .map(({ fee, keeps, completes }) => aPolicy(fee, keeps, { completes }));

describe('the fee of what is asked of several sellers in one go', () => {
  const two = (fee: Fee, lifecycle: Partial<Lifecycle> = {}) =>
    new Going(
      aPolicy(fee, [], lifecycle),
      aPaidOrder({
        lines: aPaidOrder().lines.map((line, at) => ({ ...line, sellerId: names[at] ?? '' })),
        seller: { id: 'grace', name: 'Grace', status: 'active' },
      }),
    );
  const fees = ({ cancellations }: Going) => cancellations.map(({ feeKept }) => feeKept?.amount ?? 0);

  it('is a fixed amount once, of the first that is settled', () => {
    const going = two({ amount: eur(300) });
    const [cups, pot] = going.open('buyer', 'request').map(({ id }) => id) as [string, string];
    going.act(pot, 'accept', 1);
    going.act(cups, 'accept', 2);
    assert.deepEqual([fees(going), going.due], [[0, 300], 5700]);
  });

  it('is once what it is at least, and at most', () => {
    for (const [terms, expected] of [
      [{ basisPoints: 100, atLeast: eur(900) }, [900, 0]],
      [{ basisPoints: 5000, atMost: eur(2000) }, [1500, 500]],
    ] as const) {
      const going = two(terms);
      going.open('platform', 'cancel');
      assert.deepEqual(fees(going), expected);
    }
  });

  it('is of what is agreed to alone: what a seller declines costs nothing', () => {
    const going = two({ amount: eur(300), basisPoints: 1000 });
    const [cups, pot] = going.open('buyer', 'request').map(({ id }) => id) as [string, string];
    going.act(cups, 'decline', 1);
    going.act(pot, 'accept', 2);
    assert.deepEqual(fees(going), [0, 550]);
  });

  it('is of each of what is asked for one after the other', () => {
    const going = two({ amount: eur(300) });
    going.open('platform', 'cancel', [{ id: 'cup', quantity: 3 }]);
    going.open('platform', 'cancel', [{ id: 'pot', quantity: 1 }]);
    assert.deepEqual(fees(going), [300, 300]);
  });

  it('is of what is settled after an undo as if that had not been', () => {
    const going = two({ amount: eur(300) }, { completes: 'when-refunded' });
    const [cups, pot] = going.open('buyer', 'request').map(({ id }) => id) as [string, string];
    going.act(cups, 'accept', 1);
    going.act(cups, 'undo', 2);
    going.act(pot, 'accept', 3);
    assert.deepEqual([fees(going)[1], going.kept], [300, 300]);
  });

  it('is once of what is captured later, too', () => {
    for (const [paid, first] of [
      [0, 0],
      [4500, 300],
    ] as const) {
      const going = two({ amount: eur(300) });
      going.order = { ...going.order, payment: { ...going.order.payment, paid: eur(paid) } };
      const [cups, pot] = going.open('buyer', 'request').map(({ id }) => id) as [string, string];
      going.act(pot, 'accept', 1);
      going.act(cups, 'accept', 2);
      assert.equal(going.kept, first);
      going.pay(6000);
      assert.deepEqual([going.kept, going.due], [300, 5700]);
    }
  });

  it('comes to what it is of one seller’s order, whoever answers in whatever order; the parts add up to what was paid', () => {
    fc.assert(
      fc.property(
        orders,
        policies,
        fc.array(fc.record({ pick: fc.nat(), agrees: fc.boolean() }), { minLength: 3, maxLength: 3 }),
        (order, policy, answers) => {
          const going = new Going(policy, order);
          let asked = going.open('buyer', 'request');
          const agreed = new Set<string>();
          for (const [at, { pick, agrees }] of answers.entries()) {
            const one = asked[pick % Math.max(1, asked.length)];
            if (!one) break;
            asked = asked.filter(({ id }) => id !== one.id);
            const standing = { policy, order: going.order, cancellation: one, cancellations: going.cancellations };
            const told = dueOf(standing).amount;
            const { refund, voided } = going.act(one.id, agrees ? 'accept' : 'decline', at);
            if (!agrees) continue;
            for (const { id } of one.lines ?? order.lines) agreed.add(id);
            if (refund && refund.due.amount > 0 && !voided) assert.equal(refund.due.amount, told, 'as the queue says');
          }
          const single = new Going(policy, ofOneSeller(order));
          if (agreed.size > 0) single.open('platform', 'cancel', all(order, agreed));
          assert.deepEqual([going.due, going.kept], [single.due, single.kept]);
          const { paid } = order.payment;
          assert.ok(going.due + going.kept <= paid.amount);
          if (agreed.size === order.lines.length) assert.equal(going.due + going.kept, paid.amount);
          for (const one of going.cancellations) listingOf(policy, going.order, one, placed, going.cancellations);
        },
      ),
      { numRuns: 1000 },
    );
  });

  it('comes to the same where the money comes late, whoever answered first', () => {
    fc.assert(
      fc.property(orders, fee, fc.nat(3), fc.nat(40_000), (order, fee, first, paid) => {
        const { total, payment } = order;
        const known = { ...order, payment: { ...payment, paid: eur(Math.min(paid, total.amount)) } };
        const going = new Going(aPolicy(fee, [], { completes: 'when-refunded' }), known);
        const asked = going.open('buyer', 'request').map(({ id }) => id);
        for (const [at] of asked.entries()) going.act(asked[(at + first) % asked.length] as string, 'accept', at);
        going.pay(total.amount);
        const single = new Going(going.policy, ofOneSeller({ ...order, payment: { ...payment, paid: total } }));
        single.open('platform', 'cancel');
        assert.equal(going.due + going.kept, total.amount);
        if (fee.of !== 'goods') assert.equal(going.kept, single.kept);
      }),
      { numRuns: 500 },
    );
  });

  it('is the same where all of it is cancelled at once', () => {
    fc.assert(
      fc.property(orders, policies, (order, policy) => {
        const [going, single] = [new Going(policy, order), new Going(policy, ofOneSeller(order))];
        going.open('platform', 'cancel');
        single.open('platform', 'cancel');
        assert.deepEqual([going.due, going.kept], [single.due, single.kept]);
        assert.equal(going.due + going.kept, order.payment.paid.amount);
      }),
      { numRuns: 500 },
    );
  });
});

describe('an amount that a seller names', () => {
  const policy: CancelPolicy = aLifecyclePolicy({}, { refund: { method: 'original', adjustable: true } });
  const order = aPaidOrder({
    lines: aPaidOrder().lines.map((line, at) => ({ ...line, sellerId: names[at] ?? '' })),
    seller: { id: 'grace', name: 'Grace', status: 'active' },
  });

  it('is up to what is left of the order, less what the others’ items cost, on accepting and on deciding', () => {
    // 60.00 were paid, 25.00 of it for what is another’s.
    for (const [action, actor] of [
      ['accept', 'seller'],
      ['resolve', 'platform'],
    ] as const) {
      const going = new Going(policy, order);
      const [cups] = going.open('buyer', 'request') as [Cancellation, Cancellation];
      const asked = action === 'resolve' ? { ...cups, state: 'escalated' as const } : cups;
      const cancellations = going.cancellations.map((one) => (one.id === cups.id ? asked : one));
      const name = (amount: number) =>
        applyAction(
          policy,
          going.order,
          asked,
          { action, refund: { amount }, ...(action === 'resolve' && { outcome: 'cancel' as const }) },
          { actor, now: placed + hour, cancellations },
        );
      for (const amount of [3501, -1, 0.5, Number.NaN]) {
        const refused = name(amount);
        assert.deepEqual([refused.ok, !refused.ok && refused.issues[0]?.path], [false, ['refund', 'amount']]);
      }
      for (const amount of [0, 3500]) {
        const done = name(amount);
        assert.ok(done.ok, JSON.stringify(done));
        assert.equal(done.cancellation.refund?.due.amount, amount);
      }
    }
  });
});
