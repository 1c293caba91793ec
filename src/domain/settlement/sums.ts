import type { Money, Order } from '../records.ts';

/** Whether it can be said what of a payment is still to be had: sums of one currency, in whole minor units. */
export function readableSums(payment: unknown): payment is Order['payment'] {
  if (typeof payment !== 'object' || payment === null) return false;
  const { paid, refunded } = payment as Partial<Order['payment']>;
  if (!isMoney(paid) || !isMoney(refunded)) return false;
  return paid.currency === refunded.currency || (paid.amount === 0 && refunded.amount === 0);
}

export function isMoney(value: unknown): value is Money {
  if (typeof value !== 'object' || value === null) return false;
  const { amount, currency } = value as Partial<Money>;
  return Number.isSafeInteger(amount) && (amount as number) >= 0 && typeof currency === 'string';
}
