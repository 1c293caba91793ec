import type { Money, Order, PaymentPart } from '../records.ts';

/** Whether it can be said what of a payment is still to be had: sums of one currency, in whole minor units. */
export function readableSums(payment: unknown): payment is Order['payment'] {
  const { paid, refunded } = (payment ?? {}) as Partial<Order['payment']>;
  if (!isMoney(paid) || !isMoney(refunded)) return false;
  return paid.currency === refunded.currency || (paid.amount === 0 && refunded.amount === 0);
}

export function isMoney(value: unknown): value is Money {
  const { amount, currency } = (value ?? {}) as Partial<Money>;
  return Number.isSafeInteger(amount) && (amount as number) >= 0 && typeof currency === 'string';
}

/** By what an effect names a part of a payment. */
export function partName({ id }: PaymentPart, at: number): string {
  return id ?? `${at}`;
}

const credits: readonly unknown[] = ['points', 'credits', 'store_credit', 'gift_card'];

/** Whether what was paid so never becomes money (SB-8). */
export function isCredit({ method, kind }: { method?: unknown; kind?: unknown }): boolean {
  return kind === 'credit' || (kind !== 'money' && credits.includes(method));
}
