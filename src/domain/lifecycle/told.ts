import type { Lifecycle } from '../policy.ts';
import type { Actor, Money } from '../records.ts';
import type { Effect, NotifyEvent } from './effects.ts';

/**
 * What people are told of, and who is told whatever the policy says: the platform of what it is to decide (PM-14), and who
 * has to do something about it.
 */
const always: Record<NotifyEvent, readonly Actor[]> = {
  requested: [],
  withdrawn: [],
  declined: [],
  expired: [],
  superseded: [],
  accepted: [],
  refunded: [],
  'refund-due': ['seller'],
  'refund-overdue': ['seller', 'platform'],
  'refund-settled': [],
  'refund-failed': ['seller'],
  reopened: ['seller', 'platform'],
  cancelled: [],
  undone: [],
  reminder: [],
  escalated: ['platform'],
  disputed: ['platform'],
  mediation: ['platform'],
  complaint: ['platform'],
  arbitration: ['platform'],
  abandoned: [],
  'notice-filed': [],
  'notice-responded': [],
  'notice-penalty-accepted': [],
  'notice-lifted': [],
};

/** What is no other's business: the buyer hears of money when it has gone through. */
const only: Partial<Record<NotifyEvent, readonly Actor[]>> = {
  'refund-due': ['seller', 'platform'],
  'refund-overdue': ['seller', 'platform'],
  'refund-settled': ['buyer'],
  'refund-failed': ['seller', 'platform'],
  reopened: ['seller', 'platform'],
};

/** Those whom the policy names are told, and who has to decide or to do something. */
export function notificationsOf(lifecycle: Lifecycle | undefined, event: NotifyEvent, amount?: Money): Effect[] {
  const named = (lifecycle?.notifies ?? []).filter((to) => only[event]?.includes(to) ?? true);
  return [...new Set([...named, ...always[event]])].map((to) => ({
    type: 'notify',
    to,
    event,
    ...(amount && { amount }),
  }));
}

/** Fulfilment goes on, where it was held. */
export function released(lifecycle: Lifecycle | undefined): Effect[] {
  return lifecycle?.holdsFulfilment ? [{ type: 'release-fulfilment' }] : [];
}
