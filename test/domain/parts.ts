import fc from 'fast-check';
import type { LineQuantity, Order } from '../../src/domain/records.ts';
import { aPaidOrder } from './lifecycle-fixtures.ts';

const currency = fc.constantFrom('JPY', 'EUR', 'KWD');
const lineArbitrary = fc.record({
  quantity: fc.integer({ min: 1, max: 6 }),
  price: fc.nat(99_999),
  discount: fc.nat(20_000),
});

/** An order, and its units in random groups: each is cancelled on its own. */
export const partsArbitrary = fc
  .record({
    currency,
    lines: fc.array(lineArbitrary, { minLength: 1, maxLength: 5 }),
    shipping: fc.nat(2_000),
    // What was captured need not be what the lines add up to: coupons, taxes, points.
    paid: fc.option(fc.nat(500_000)),
    groups: fc.array(fc.nat(4), { minLength: 30, maxLength: 30 }),
    shuffle: fc.array(fc.nat(), { minLength: 30, maxLength: 30 }),
  })
  .map(({ currency, lines, shipping, paid, groups, shuffle }) => {
    const money = (amount: number) => ({ amount, currency });
    const net = lines.reduce((sum, { quantity, price, discount }) => sum + Math.max(0, quantity * price - discount), 0);
    const order: Order = {
      ...aPaidOrder(),
      total: money(net + shipping),
      shipping: money(shipping),
      payment: { method: 'card', paid: money(paid ?? net + shipping), refunded: money(0) },
      lines: lines.map(({ quantity, price, discount }, at) => ({
        id: `line-${at}`,
        sku: `SKU-${at}`,
        title: 'Thing',
        quantity,
        unitPrice: money(price),
        ...(discount > 0 && { discount: money(discount) }),
      })),
    };
    const units = order.lines.flatMap(({ id, quantity }) => Array<string>(quantity).fill(id));
    const inOrder = units
      .map((id, at) => ({ id, group: groups[at] as number, at: shuffle[at] as number }))
      .sort((one, other) => one.at - other.at);
    const named = [...new Set(inOrder.map(({ group }) => group))];
    const parts = named.map((group) => {
      const counts = new Map<string, number>();
      for (const unit of inOrder) if (unit.group === group) counts.set(unit.id, (counts.get(unit.id) ?? 0) + 1);
      return [...counts].map(([id, quantity]): LineQuantity => ({ id, quantity }));
    });
    return { order, parts };
  });
