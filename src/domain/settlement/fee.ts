import type { Fee, OneOrMore, RefundTerms } from '../policy.ts';
import type { Money, Order } from '../records.ts';
import { isMoney } from './sums.ts';

/** Whether a fee can be said in a currency: every amount that it names is given in it. */
function isPriced({ amount, atLeast, atMost }: Fee, currency: string): boolean {
  return [amount, atLeast, atMost].every((money) => !money || amountIn(money, currency) !== undefined);
}

/** Whether what a cancellation costs cannot be said: of what was paid or reserved, in a currency that the terms do not name. */
export function isUnpriced({ fee }: Pick<RefundTerms, 'fee'>, { payment }: { payment?: unknown }): boolean {
  const { paid } = (payment ?? {}) as Partial<Order['payment']>;
  return !!fee && isMoney(paid) && paid.amount > 0 && !isPriced(fee, paid.currency);
}

/**
 * The fee on `refundable` minor units, `goods` of which are for the goods: never more than there is. Integers throughout,
 * rounded half up.
 */
export function feeOf(fee: Fee | undefined, refundable: number, goods: number, currency: string): number {
  if (!fee) return 0;
  const base = fee.of === 'goods' ? Math.min(goods, refundable) : refundable;
  // The share is taken of whole units and of the rest apart, so that no product leaves the safe integers.
  const points = fee.basisPoints ?? 0;
  const share = Math.floor(base / 10_000) * points + Math.floor(((base % 10_000) * points + 5_000) / 10_000);
  const charged = share + (amountIn(fee.amount, currency) ?? 0);
  const most = amountIn(fee.atMost, currency) ?? Number.POSITIVE_INFINITY;
  return Math.min(refundable, most, Math.max(charged, amountIn(fee.atLeast, currency) ?? 0));
}

function amountIn(amounts: OneOrMore<Money> | undefined, currency: string): number | undefined {
  return [amounts ?? []].flat().find((money) => money.currency === currency)?.amount;
}
