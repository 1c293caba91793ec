import type { Cancellation, RefundEntry } from '../records.ts';

export type Refund = NonNullable<Cancellation['refund']>;

type Refunded = Pick<Cancellation, 'refund'> & Partial<Pick<Cancellation, 'requestedAt'>>;

/** Everything that went back for a cancellation, or is on its way, oldest first. */
export function entriesOf({ refund, requestedAt: at = '1970-01-01T00:00:00Z' }: Refunded): readonly RefundEntry[] {
  if (!refund || refund.entries || refund.refunded.amount === 0) return refund?.entries ?? [];
  // A record that somebody else has kept says only how much it was.
  return [{ amount: refund.refunded, method: refund.method ?? 'original', at, by: 'us', status: 'settled' }];
}

/** What went back for it, minor units. */
export function settledOf(cancellation: Refunded): number {
  return sumOf(entriesOf(cancellation), 'settled');
}

/** What is on its way for it, minor units. */
export function pendingOf(cancellation: Refunded): number {
  return sumOf(entriesOf(cancellation), 'pending');
}

/** What was given for it and not refused, whether it has arrived or not, minor units. */
export function askedFor(cancellation: Refunded): number {
  return settledOf(cancellation) + pendingOf(cancellation);
}

/** Whether it was agreed to, and not undone since. */
export function isSettled({ state }: Pick<Cancellation, 'state'>): boolean {
  return state === 'cancelled' || state === 'refunding';
}

/** What is due for a settled cancellation, and neither went back nor is on its way, minor units. */
export function owedFor({ state, refund }: Pick<Cancellation, 'state' | 'refund'>): number {
  if (!refund || !isSettled({ state })) return 0;
  return Math.max(0, refund.due.amount - askedFor({ refund }));
}

/**
 * The refund with these entries, and with what they come to. `failed`: one of them failed just now; that it did is said until
 * it is made up for.
 */
export function withEntries(refund: Refund, entries: readonly RefundEntry[], failed = false): Refund {
  const [settled, pending] = [sumOf(entries, 'settled'), sumOf(entries, 'pending')];
  const owed = refund.due.amount > settled + pending;
  const stillFailed = refund.status === 'failed' && settled + pending <= askedFor({ refund });
  const { entries: _, ...rest } = refund;
  return {
    ...rest,
    refunded: { ...refund.refunded, amount: settled },
    status: owed
      ? failed || stillFailed
        ? 'failed'
        : 'pending'
      : pending > 0
        ? 'pending'
        : restingStatus(refund, settled),
    ...(entries.length > 0 && { entries: [...entries] }),
  };
}

/** Of a refund of which nothing is awaited any more. */
function restingStatus({ due }: Refund, settled: number): Refund['status'] {
  return due.amount === 0 && settled === 0 ? 'none' : 'settled';
}

/** What the shop counts as refunded and what none of an order's cancellations was given, minor units, as last looked at. */
export function apartFrom(cancellations: readonly Cancellation[]): number {
  return Math.max(0, ...cancellations.map(({ counted }) => counted?.apart ?? 0));
}

function sumOf(entries: readonly RefundEntry[], wanted: RefundEntry['status']): number {
  return entries.reduce((sum, { status, amount }) => (status === wanted ? sum + amount.amount : sum), 0);
}
