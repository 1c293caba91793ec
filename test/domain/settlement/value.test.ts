import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { applyEffects } from '../../../src/domain/lifecycle/effects.ts';
import type { RefundTerms } from '../../../src/domain/policy.ts';
import type { Cancellation, LineQuantity, Money, Order } from '../../../src/domain/records.ts';
import { remainingLines, shareOf } from '../../../src/domain/settlement/partial.ts';
import { settle } from '../../../src/domain/settlement/settlement.ts';
import { partValueOf } from '../../../src/domain/settlement/value.ts';
import { inThousandths, inUnits } from '../../../src/domain/values/quantity.ts';
import { parseOrder } from '../../../src/policy/parse.ts';
import { aLifecyclePolicy, aPaidOrder, eur, placed } from '../lifecycle-fixtures.ts';
import { exactly, minus, more, of, plus, times } from './rational.ts';

const seed = Number(process.env['SEED']) || Math.floor(Math.random() * 2 ** 31);
const runs = { seed, numRuns: Number(process.env['RUNS']) || 100 };
console.log(`# values of parts: SEED=${seed}`);

const policyWith = (refund: Partial<RefundTerms> = {}) =>
  aLifecyclePolicy({ completes: 'at-once' }, { refund: { method: 'original', ...refund } });

/** Cancels parts one after the other, each as the order then stands. */
function cancelAll(start: Order, parts: readonly LineQuantity[][], refund: Partial<RefundTerms> = {}) {
  const policy = policyWith(refund);
  const cancellations: Cancellation[] = [];
  let order = start;
  for (const lines of parts) {
    const last = remainingLines(order).every(({ id, quantity }) =>
      lines.some((line) => line.id === id && line.quantity === quantity),
    );
    const subject = { lines: last ? null : lines, ruleId: null, requestedBy: 'seller', previousStatus: 'NEW' } as const;
    const { effects, consequences, ...record } = settle(policy, order, { ...subject, cancellations }, placed);
    order = applyEffects(order, effects);
    const refunded = record.refund?.due ?? eur(0);
    cancellations.push({ ...record, refund: { ...record.refund, refunded } } as unknown as Cancellation);
  }
  return { order, cancellations };
}

const dueOf = ({ refund, voided }: Cancellation): number => (refund?.due.amount ?? 0) + (voided?.amount ?? 0);

const small = fc.nat(60_000);
const aLine = fc.record({
  /** Thousandths. */
  quantity: fc.oneof(
    fc.integer({ min: 1, max: 6 }).map((pieces) => pieces * 1000),
    fc.integer({ min: 1, max: 9000 }),
  ),
  price: fc.oneof(
    { weight: 6, arbitrary: small },
    { weight: 1, arbitrary: fc.constant(0) },
    { weight: 1, arbitrary: fc.integer({ min: -5000, max: -1 }) },
  ),
  discount: fc.option(fc.nat(4000), { freq: 3 }),
  tax: fc.option(fc.nat(4000), { freq: 2 }),
  total: fc.option(small, { freq: 4 }),
});

/** Any order of up to eight lines: taxes, discounts, charges, and what was paid, reserved, or is still to be paid of it. */
const anyOrder = fc
  .record({
    currency: fc.constantFrom('JPY', 'EUR', 'KWD'),
    other: fc.option(fc.constantFrom('USD', 'ISK', 'BHD'), { freq: 4 }),
    lines: fc.array(aLine, { minLength: 1, maxLength: 8 }),
    net: fc.boolean(),
    shipping: fc.option(fc.nat(2000)),
    shippingTax: fc.option(fc.nat(400)),
    discount: fc.option(fc.nat(20_000)),
    surcharges: fc.array(
      fc.record({
        kind: fc.constantFrom('payment-fee', 'gift-wrap'),
        amount: fc.integer({ min: -300, max: 900 }),
        tax: fc.nat(100),
      }),
      { maxLength: 3 },
    ),
    /** What the shop forgot, or added, in what it says of its total. */
    off: fc.oneof(fc.constant(0), fc.integer({ min: -500, max: 500 })),
    paid: fc.oneof(
      { weight: 3, arbitrary: fc.constant(1) },
      { weight: 1, arbitrary: fc.double({ min: 0, max: 1.2, noNaN: true }) },
    ),
    reserved: fc.oneof({ weight: 3, arbitrary: fc.constant(0) }, { weight: 1, arbitrary: fc.constant(1) }),
    parts: fc.integer({ min: 1, max: 3 }),
    groups: fc.array(fc.nat(3), { minLength: 24, maxLength: 24 }),
    cuts: fc.array(fc.nat(1000), { minLength: 24, maxLength: 24 }),
  })
  .map((made) => {
    const { currency, other, net, groups, cuts } = made;
    const money = (amount: number): Money => ({ amount, currency });
    const lines = made.lines.map(({ quantity, price, discount, tax, total }, at) => ({
      id: `l${at}`,
      sku: `S${at}`,
      title: 'Thing',
      quantity: inUnits(quantity),
      unitPrice: money(price),
      ...(discount !== null && price > 0 && { discount: money(discount) }),
      ...(tax !== null && { tax: money(tax) }),
      ...(total !== null && price > 0 && { total: money(total) }),
    }));
    const order = {
      ...aPaidOrder(),
      lines,
      ...(net && { pricesIncludeTax: false }),
      ...(made.discount !== null && { discount: money(made.discount) }),
      ...(made.shipping !== null ? { shipping: money(made.shipping) } : { shipping: money(0) }),
      ...(made.shippingTax !== null && { shippingTax: money(made.shippingTax) }),
      surcharges: made.surcharges.map(({ kind, amount, tax }, at) => ({
        id: `s${at}`,
        kind,
        amount: money(amount),
        tax: money(tax),
      })),
    };
    const charged = lines.reduce((sum, { quantity, unitPrice, discount, tax, total }) => {
      if (total) return sum + total.amount;
      const price = Math.round((unitPrice.amount * inThousandths(quantity)) / 1000) - (discount?.amount ?? 0);
      return (
        sum +
        (unitPrice.amount < 0 ? price : Math.max(0, price)) +
        (net && unitPrice.amount >= 0 ? (tax?.amount ?? 0) : 0)
      );
    }, 0);
    const beside = [order.shipping, ...(net ? [order.shippingTax] : [])].reduce(
      (sum, one) => sum + (one?.amount ?? 0),
      0,
    );
    const fees = order.surcharges.reduce((sum, { amount, tax }) => sum + amount.amount + (net ? tax.amount : 0), 0);
    const total = Math.max(0, charged - (made.discount ?? 0) + beside + fees + made.off);
    const inPayment = other ? Math.round(total * 1.1) : total;
    const captured = Math.round(inPayment * made.paid * (1 - made.reserved));
    const paid = { amount: captured, currency: other ?? currency };
    const authorized = made.reserved ? { ...paid, amount: inPayment } : null;
    const share = Math.floor(captured / made.parts);
    const tenders = ['gift_card', 'card', 'points'].slice(0, made.parts).map((method, at) => ({
      method,
      paid: { ...paid, amount: at === made.parts - 1 ? captured - share * (made.parts - 1) : share },
      refunded: { ...paid, amount: 0 },
    }));
    const whole: Order = {
      ...order,
      total: money(total),
      payment: {
        method: 'card',
        paid,
        refunded: { ...paid, amount: 0 },
        ...(authorized && { authorized }),
        ...(made.parts > 1 && { parts: tenders }),
      },
    };
    // Each line is cut in up to three pieces, which go in random groups.
    const pieces = whole.lines.flatMap(({ id, quantity }, at) => {
      const all = inThousandths(quantity);
      const cut = Math.floor((all * (cuts[at] as number)) / 1000);
      return [cut, all - cut].map((size, piece) => ({ id, size, group: groups[at * 3 + piece] as number }));
    });
    const parts = [...new Set(pieces.map(({ group }) => group))]
      .map((group) => {
        const sizes = new Map<string, number>();
        for (const one of pieces)
          if (one.group === group && one.size > 0) sizes.set(one.id, (sizes.get(one.id) ?? 0) + one.size);
        return [...sizes].map(([id, size]): LineQuantity => ({ id, quantity: inUnits(size) }));
      })
      .filter((part) => part.length > 0);
    return { order: whole, parts };
  });

/** Every order in which up to four parts can go. */
function permutations<T>(items: readonly T[]): T[][] {
  if (items.length < 2) return [[...items]];
  return items.flatMap((item, at) => permutations(items.toSpliced(at, 1)).map((rest) => [item, ...rest]));
}

describe('the parts of an order', () => {
  it('can be what a shop sends', () => {
    fc.assert(
      fc.property(anyOrder, ({ order }) => void parseOrder(order)),
      runs,
    );
  });

  it('are worth what fractions say, to the minor unit, in whatever order they go', () => {
    fc.assert(
      fc.property(anyOrder, ({ order, parts }) => {
        const { total, payment } = order;
        const foreign = payment.paid.currency !== total.currency && total.amount > 0;
        const rate = foreign ? of(payment.paid.amount, total.amount) : of(1);
        for (const way of permutations(parts)) {
          let left = order;
          let before = of(0);
          let sum = 0;
          for (const part of way) {
            const { value, last } = partValueOf(left, part);
            before = plus(before, times(exactly(order, part), rate));
            sum += value;
            // The running total is the exact one, rounded down: nothing is rounded twice.
            if (!last) {
              assert.ok(!more(of(sum), before), `${sum} is more than ${before.n}/${before.d}`);
              assert.ok(more(of(1), minus(before, of(sum))), `${sum} is too little for ${before.n}/${before.d}`);
            }
            left = applyEffects(left, [{ type: 'lines', lines: goneAfter(left, part) }]);
          }
          assert.equal(sum, foreign ? payment.paid.amount : total.amount);
        }
      }),
      runs,
    );
  });

  it('give back, and release, all that there is once, whatever was paid of the order, and never more than it is worth', () => {
    fc.assert(
      fc.property(anyOrder, ({ order, parts }) => {
        const { payment, total } = order;
        const there = payment.paid.amount + (payment.authorized?.amount ?? 0);
        for (const way of permutations(parts)) {
          const { order: after, cancellations } = cancelAll(order, way);
          const dues = cancellations.map(dueOf);
          assert.equal(
            dues.reduce((sum, due) => sum + due, 0),
            there,
            JSON.stringify(dues),
          );
          assert.equal(after.payment.refunded.amount, payment.paid.amount);
          assert.equal(after.payment.authorized?.amount ?? 0, 0);
          for (const part of after.payment.parts ?? []) assert.deepEqual(part.refunded, part.paid);
          if (total.currency !== payment.paid.currency) continue;
          // Never more than its value, and never so much that what is left would not pay for the rest.
          let left = order;
          let money = there;
          way.forEach((part, at) => {
            const { value, after: rest, last } = partValueOf(left, part);
            const due = dues[at] as number;
            if (!last) assert.ok(due <= Math.max(0, value), `${due} for what is worth ${value}`);
            money -= due;
            if (due > 0) assert.ok(money >= rest, `${money} is left for ${rest}`);
            left = applyEffects(left, [{ type: 'lines', lines: goneAfter(left, part) }]);
          });
        }
      }),
      runs,
    );
  });

  it('come to paid = refunded + kept, whatever the terms keep', () => {
    const terms = fc.record({
      keeps: fc.subarray(['shipping', 'payment-fee', 'gift-wrap']),
      fee: fc.record({ of: fc.constantFrom('goods', 'all'), basisPoints: fc.nat(10_000) }),
      tenders: fc.constantFrom('as-listed', 'money-first', 'credit-first', 'proportional'),
    }) as fc.Arbitrary<Partial<RefundTerms>>;
    fc.assert(
      fc.property(anyOrder, terms, ({ order, parts }, refund) => {
        const { order: after, cancellations } = cancelAll(order, parts, refund);
        const kept = cancellations.reduce((sum, { feeKept }) => sum + (feeKept?.amount ?? 0), 0);
        assert.equal(after.payment.refunded.amount + kept, order.payment.paid.amount);
        for (const { refund } of cancellations) {
          for (const { part, method } of refund?.entries ?? []) {
            const tender = order.payment.parts?.[Number(part)];
            if (tender && tender.method !== 'card') assert.ok(['original', tender.method].includes(method));
          }
        }
        const sum = (after.payment.parts ?? []).reduce((before, part) => before + part.refunded.amount, 0);
        if (after.payment.parts) assert.equal(sum, after.payment.refunded.amount);
      }),
      runs,
    );
  });
});

function goneAfter(order: Order, part: readonly LineQuantity[]): LineQuantity[] {
  return order.lines.flatMap(({ id, cancelledQuantity = 0 }) => {
    const more = part.find((line) => line.id === id)?.quantity ?? 0;
    return more > 0 ? [{ id, quantity: inUnits(inThousandths(cancelledQuantity) + inThousandths(more)) }] : [];
  });
}
