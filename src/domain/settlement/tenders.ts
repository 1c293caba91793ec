import type { TenderOrder } from '../policy.ts';
import type { Cancellation, Money, Order, PaymentPart } from '../records.ts';
import { onItsWay, sumOf } from './in-flight.ts';
import { entriesOf } from './ledger.ts';
import { isCredit, isMoney, partName } from './sums.ts';

/** Money that goes back to one part of a payment; without `part`, to the payment as a whole. */
export interface Tender {
  amount: Money;
  method: string;
  part?: string;
}

/**
 * How an amount goes back to the parts of a payment, by the method that was chosen: what was paid in credit goes back as
 * credit, and never as money (SB-8). No part gets more than was paid of it and has not gone back, as the shop counts it or is
 * to count it for `cancellations`.
 */
export function tendersOf(
  { payment }: Order,
  cancellations: readonly Cancellation[],
  amount: Money,
  method: string,
  order: TenderOrder = 'as-listed',
): Tender[] {
  if (amount.amount <= 0) return [];
  const { parts } = payment;
  if (!parts || parts.length === 0) return [{ amount, method: methodFor(payment, method) }];
  const left = leftOfParts(payment, cancellations);
  const shares =
    order === 'proportional' ? proportional(left, amount.amount) : inTurn(parts, left, amount.amount, order);
  return parts.flatMap((part, at): Tender[] => {
    const share = shares[at] as number;
    return share > 0
      ? [{ amount: { ...amount, amount: share }, method: methodFor(part, method), part: partName(part, at) }]
      : [];
  });
}

/** What of each part of a payment can still go back, minor units: what is on its way to it counts as gone. */
function leftOfParts({ refunded, parts = [] }: Order['payment'], cancellations: readonly Cancellation[]): number[] {
  const entries = cancellations.flatMap(entriesOf);
  const given = (name: string, status: string): number =>
    sumOf(entries.map((one) => (one.status === status && one.part === name ? one.amount.amount : 0)));
  const goneOf = (part: PaymentPart, at: number): number => {
    const name = partName(part, at);
    return Math.min(part.paid.amount, Math.max(part.refunded.amount, given(name, 'settled')) + given(name, 'pending'));
  };
  const gone = parts.map(goneOf);
  // What went back for the payment and for none of its parts is taken to have gone as they are listed.
  let rest = refunded.amount + onItsWay(refunded.amount, cancellations) - sumOf(gone);
  return parts.map(({ paid }, at) => {
    const left = paid.amount - (gone[at] as number);
    const taken = Math.max(0, Math.min(left, rest));
    rest -= taken;
    return left - taken;
  });
}

/** How so much of what is reserved is released, part by part. */
export function releasesOf({ payment }: Order, amount: Money): Pick<Tender, 'amount' | 'part'>[] {
  const parts = payment.parts ?? [];
  if (!parts.some(({ authorized }) => authorized)) return [{ amount }];
  let rest = amount.amount;
  return parts.flatMap((part, at) => {
    const share = part.authorized?.currency === amount.currency ? Math.min(rest, part.authorized.amount) : 0;
    rest -= share;
    return share > 0 ? [{ amount: { ...amount, amount: share }, part: partName(part, at) }] : [];
  });
}

/** Whether the parts of a payment say what the payment says; one without parts has nothing to differ. */
export function partsAgree({ paid, parts }: Order['payment']): boolean {
  if (!parts || parts.length === 0) return true;
  const names = new Set(parts.map(partName));
  const sum = parts.reduce(
    (before, part) => before + (isPaidIn(part, paid.currency) ? part.paid.amount : Number.NaN),
    0,
  );
  return names.size === parts.length && sum === paid.amount;
}

function isPaidIn({ paid, refunded }: PaymentPart, currency: string): boolean {
  return [paid, refunded].every((money) => isMoney(money) && (money.currency === currency || money.amount === 0));
}

/** `original` is the same means of payment; credit has no other way back. */
function methodFor(payment: { method: string; kind?: 'money' | 'credit' }, method: string): string {
  return isCredit(payment) && method !== 'original' ? payment.method : method;
}

/** From one part after the other, as far as each goes. */
function inTurn(parts: readonly PaymentPart[], left: readonly number[], amount: number, order: TenderOrder): number[] {
  const first = order === 'credit-first';
  const ranks = parts.map((part) => (order === 'as-listed' || isCredit(part) === first ? 0 : 1));
  const shares = parts.map(() => 0);
  let rest = amount;
  for (const rank of [0, 1]) {
    left.forEach((most, at) => {
      if (ranks[at] !== rank) return;
      shares[at] = Math.min(rest, most);
      rest -= shares[at] as number;
    });
  }
  return shares;
}

/** From each by its share of what is left: running totals are rounded, so that the shares add up. */
function proportional(left: readonly number[], amount: number): number[] {
  const all = left.reduce((sum, most) => sum + BigInt(most), 0n);
  if (all === 0n) return left.map(() => 0);
  let before = 0n;
  let given = 0;
  return left.map((most) => {
    before += BigInt(most);
    const soFar = Number((BigInt(Math.min(amount, Number(all))) * before) / all);
    const share = soFar - given;
    given = soFar;
    return share;
  });
}
