import type { Lifecycle } from '../policy.ts';
import type { Cancellation, Money } from '../records.ts';
import { entriesOf, owedFor, settledOf } from '../settlement/ledger.ts';
import type { Effect, NotifyEvent } from './effects.ts';
import { notificationsOf } from './told.ts';

/** What became of a cancellation's money without anybody asking for it, as the log has it. */
export interface MoneyMoved {
  /**
   * `owed`: more can go back, as what kept it failed, or is known by now. `counted`: it is for nothing that was cancelled, or makes
   * no difference to it.
   */
  action: 'refund' | 'captured' | 'owed' | 'reversed' | 'counted';
  refund?: 'settled' | 'failed';
}

/** What moved between two states of a cancellation's money. */
export function moneyMoved(before: Cancellation, after: Cancellation): MoneyMoved {
  const raised = (after.refund?.due.amount ?? 0) - (before.refund?.due.amount ?? 0);
  const captured = before.counted?.paid !== after.counted?.paid;
  if (raised > 0) return { action: captured ? 'captured' : 'owed' };
  if (raised < 0) return { action: 'reversed' };
  if (failedOf(after) > failedOf(before)) return { action: 'refund', refund: 'failed' };
  return settledOf(after) > settledOf(before) ? { action: 'refund', refund: 'settled' } : { action: 'counted' };
}

/** Whom to tell of it: the buyer what has arrived, the seller what is owed. */
export function moneyTold(lifecycle: Lifecycle | undefined, before: Cancellation, after: Cancellation): Effect[] {
  const { due } = after.refund ?? {};
  if (!due) return [];
  const tell = (event: NotifyEvent, amount: number): Effect[] => {
    const money: Money = { amount, currency: due.currency };
    return amount > 0 ? notificationsOf(lifecycle, event, money) : [];
  };
  const raised = due.amount > (before.refund?.due.amount ?? 0);
  return [
    ...tell('refund-settled', settledOf(after) - settledOf(before)),
    ...tell('refund-failed', failedOf(after) - failedOf(before)),
    ...tell('refund-due', raised ? owedFor(after) : 0),
  ];
}

function failedOf(cancellation: Cancellation): number {
  return entriesOf(cancellation).reduce(
    (sum, { status, amount }) => (status === 'failed' ? sum + amount.amount : sum),
    0,
  );
}
