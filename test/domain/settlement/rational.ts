// What the parts of an order come to, worked out a second time: in fractions, from what the records are said to mean, and with
// nothing of the product's.
import type { LineQuantity, Money, Order, OrderLine } from '../../../src/domain/records.ts';

/** A fraction; its denominator is more than 0. */
export interface Rational {
  n: bigint;
  d: bigint;
}

export const of = (n: number | bigint, d: number | bigint = 1): Rational => ({ n: BigInt(n), d: BigInt(d) });
export const plus = (a: Rational, b: Rational): Rational => ({ n: a.n * b.d + b.n * a.d, d: a.d * b.d });
export const times = (a: Rational, b: Rational): Rational => ({ n: a.n * b.n, d: a.d * b.d });
export const over = (a: Rational, b: Rational): Rational =>
  b.n > 0n ? { n: a.n * b.d, d: a.d * b.n } : times(a, of(0));
export const minus = (a: Rational, b: Rational): Rational => plus(a, { n: -b.n, d: b.d });
export const more = (a: Rational, b: Rational): boolean => a.n * b.d > b.n * a.d;
const positive = (a: Rational): Rational => (a.n > 0n ? a : of(0));
const sum = (all: Rational[]): Rational => all.reduce(plus, of(0));
const money = (amount: Money | undefined): Rational => of(amount?.amount ?? 0);
/** Quantities have three decimals. */
const units = (quantity: number): Rational => of(Math.round(quantity * 1000), 1000);

/** What an order charges beside its lines. */
function charges(order: Order): Rational {
  const net = order.pricesIncludeTax === false;
  const { shipping, shippingTax, surcharges = [] } = order;
  const all = [shipping, ...surcharges.map(({ amount }) => amount)];
  const taxes = net ? [shippingTax, ...surcharges.map(({ tax }) => tax)] : [];
  return sum([...all, ...taxes].map(money));
}

/** What each line was charged for, in the order's currency: all of them together come to the goods. */
export function lineValues(order: Order): Rational[] {
  const { lines, discount } = order;
  const net = order.pricesIncludeTax === false;
  const price = ({ unitPrice, quantity, discount: own }: OrderLine) =>
    positive(minus(times(money(unitPrice), units(quantity)), money(own)));
  const prices = lines.map((line) => (line.total ? of(0) : price(line)));
  const priced = sum(prices);
  // The order's discount is shared by price, among the lines of which it is not said what they came to.
  const kept = over(positive(minus(priced, money(discount))), priced);
  const charged = lines.map((line, at) => {
    if (line.total) return positive(money(line.total));
    if (line.unitPrice.amount < 0) return of(0);
    return positive(plus(times(prices[at] as Rational, kept), net ? money(line.tax) : of(0)));
  });
  // What the total holds or lacks beside them is shared by what they were charged for.
  const goods = positive(minus(money(order.total), charges(order)));
  const all = sum(charged);
  return charged.map((value) => over(times(value, goods), all));
}

/** What these units come to in the order's currency, exactly: shipping and surcharges belong to nobody. */
export function exactly(order: Order, lines: readonly LineQuantity[]): Rational {
  const values = lineValues(order);
  return sum(
    lines.map(({ id, quantity }) => {
      const at = order.lines.findIndex((line) => line.id === id);
      return times(values[at] as Rational, over(units(quantity), units((order.lines[at] as OrderLine).quantity)));
    }),
  );
}
