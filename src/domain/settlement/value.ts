import type { LineQuantity, Money, Order } from '../records.ts';
import { itemsOf, takesOff } from '../units/items.ts';
import { inThousandths } from '../values/quantity.ts';

/** What some lines of an order come to, minor units of the currency of its payment. */
export interface PartValue {
  /** With what is charged once an order, where they are the last of it. */
  value: number;
  /** Of `value`, for the lines themselves. */
  goods: number;
  /** What is left before and after costs. */
  before: number;
  after: number;
  /** Whether nothing is left that costs or is sent. */
  last: boolean;
}

/**
 * The value of some lines: as much of the order's total as is theirs. Lines count with what was charged for them, their tax and
 * their share of the order's discount; what else the total holds or lacks, lines that take off among it, is shared among them.
 * Shipping and surcharges, with their taxes, come with the last. Each value is the difference of two running totals, and only
 * those are rounded: parts add up to the whole, in whatever order they go. What is paid in another currency than the order's
 * counts by its share.
 */
export function partValueOf(order: Order, lines: readonly LineQuantity[]): PartValue {
  const { total } = order;
  const { paid } = order.payment;
  const foreign = paid.currency !== total.currency;
  /** Of the order's currency into that of the payment. */
  const rate: Ratio =
    foreign && total.amount > 0 ? { over: BigInt(paid.amount), under: BigInt(total.amount) } : { over: 1n, under: 1n };
  const whole = foreign && total.amount > 0 ? paid.amount : total.amount;
  const shares = sharesOf(order);
  const gone = order.lines.map(({ cancelledQuantity = 0 }) => inThousandths(cancelledQuantity));
  const asked = new Map(lines.map(({ id, quantity }) => [id, inThousandths(quantity)]));
  const going = order.lines.map(({ id }, at) => (gone[at] as number) + (asked.get(id) ?? 0));
  const goodsBefore = upTo(shares, gone, rate);
  const goodsAfter = upTo(shares, going, rate);
  const last = isAll(order, going);
  const soFar = isAll(order, gone) ? whole : goodsBefore;
  const thenSoFar = last ? whole : goodsAfter;
  return {
    value: thenSoFar - soFar,
    goods: goodsAfter - goodsBefore,
    before: whole - soFar,
    after: whole - thenSoFar,
    last,
  };
}

/** What is charged once an order, with its tax, minor units of the payment's currency. */
export function chargesOf(order: Order): Charge[] {
  const { total } = order;
  const { paid } = order.payment;
  const charges = chargesIn(order);
  if (paid.currency === total.currency || total.amount <= 0) return charges;
  const [over, under] = [BigInt(paid.amount), BigInt(total.amount)];
  return charges.map(({ kind, amount }) => ({ kind, amount: Number(floor(BigInt(amount) * over, under)) }));
}

/** Something charged once an order: `shipping`, or the kind of a surcharge. */
export interface Charge {
  kind: string | undefined;
  amount: number;
}

interface Ratio {
  over: bigint;
  under: bigint;
}

/** What lines weigh beside each other, and what they come to together. */
interface Shares {
  weights: bigint[];
  quantities: number[];
  goods: bigint;
}

function sharesOf(order: Order): Shares {
  const { lines, total, discount } = order;
  const net = order.pricesIncludeTax === false;
  // Prices in thousandths of a minor unit, as quantities have three decimals.
  const prices = lines.map(({ unitPrice, quantity, discount, total }) =>
    total || unitPrice.amount <= 0
      ? 0n
      : atLeastNothing(BigInt(unitPrice.amount) * BigInt(inThousandths(quantity)) - thousandths(discount)),
  );
  const all = prices.reduce((sum, price) => sum + price, 0n);
  const discounted = atLeastNothing(all - thousandths(discount));
  const scale = all === 0n ? 1n : all;
  const weights = lines.map((line, at) => {
    // Charged for the line: with its share of everything.
    if (line.total) return atLeastNothing(thousandths(line.total) * scale);
    const price = all === 0n ? 0n : (prices[at] as bigint) * discounted;
    return atLeastNothing(price + (net && !takesOff(line) ? thousandths(line.tax) * scale : 0n));
  });
  const charges = chargesIn(order).reduce((sum, { amount }) => sum + amount, 0);
  const quantities = lines.map(({ quantity }) => inThousandths(quantity));
  return { weights, quantities, goods: BigInt(Math.max(0, total.amount - charges)) };
}

/** What is charged once an order, with its tax, in the order's currency. */
function chargesIn(order: Order): Charge[] {
  const net = order.pricesIncludeTax === false;
  const { currency } = order.total;
  const withTax = (amount: Money | undefined, tax: Money | undefined): number =>
    [amount, net ? tax : undefined].reduce((sum, money) => sum + (money?.currency === currency ? money.amount : 0), 0);
  const { shipping, shippingTax, surcharges = [] } = order;
  return [
    { kind: 'shipping', amount: withTax(shipping, shippingTax) },
    ...surcharges.map(({ kind, amount, tax }) => ({ kind, amount: withTax(amount, tax) })),
  ];
}

/** What the first thousandths of each line come to together, minor units, rounded down once. */
function upTo({ weights, quantities, goods }: Shares, units: readonly number[], rate: Ratio): number {
  let all = 0n;
  let part: Ratio = { over: 0n, under: 1n };
  weights.forEach((weight, at) => {
    all += weight;
    const [some, ordered] = [units[at] as number, quantities[at] as number];
    if (some === 0 || weight === 0n) return;
    const [over, under] = some >= ordered ? [weight, 1n] : [weight * BigInt(some), BigInt(ordered)];
    part =
      under === part.under
        ? { over: part.over + over, under }
        : { over: part.over * under + over * part.under, under: part.under * under };
  });
  return all === 0n ? 0 : Number(floor(goods * part.over * rate.over, part.under * all * rate.under));
}

/** Whether every item is gone. */
function isAll(order: Order, units: readonly number[]): boolean {
  const gone = new Set(order.lines.filter(({ quantity }, at) => (units[at] as number) >= inThousandths(quantity)));
  return itemsOf(order).every((line) => gone.has(line));
}

function floor(over: bigint, under: bigint): bigint {
  const quotient = over / under;
  return over < 0n && quotient * under !== over ? quotient - 1n : quotient;
}

function thousandths(money: Money | undefined): bigint {
  return 1000n * BigInt(money?.amount ?? 0);
}

function atLeastNothing(amount: bigint): bigint {
  return amount > 0n ? amount : 0n;
}
