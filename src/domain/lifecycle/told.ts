import type { Lifecycle } from '../policy.ts';
import type { Actor } from '../records.ts';
import type { Effect, NotifyEvent } from './effects.ts';

/** What people are told of, and whether the platform is always told: of what it is to decide (PM-14). */
const tellsPlatform: Record<NotifyEvent, boolean> = {
  requested: false,
  withdrawn: false,
  declined: false,
  expired: false,
  superseded: false,
  accepted: false,
  refunded: false,
  cancelled: false,
  undone: false,
  reminder: false,
  escalated: true,
  disputed: true,
  mediation: true,
  complaint: true,
  arbitration: true,
  abandoned: false,
  'notice-filed': false,
  'notice-responded': false,
  'notice-penalty-accepted': false,
  'notice-lifted': false,
};

/** Those whom the policy names are told, and the platform where it has to decide. */
export function notificationsOf(lifecycle: Lifecycle | undefined, event: NotifyEvent): Effect[] {
  const told: Actor[] = [...(lifecycle?.notifies ?? [])];
  if (tellsPlatform[event] && !told.includes('platform')) told.push('platform');
  return told.map((to) => ({ type: 'notify', to, event }));
}

/** Fulfilment goes on, where it was held. */
export function released(lifecycle: Lifecycle | undefined): Effect[] {
  return lifecycle?.holdsFulfilment ? [{ type: 'release-fulfilment' }] : [];
}
