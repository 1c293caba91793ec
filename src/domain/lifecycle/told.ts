import type { Lifecycle } from '../policy.ts';
import type { Actor } from '../records.ts';
import type { Effect, NotifyEvent } from './effects.ts';

const forPlatform: readonly NotifyEvent[] = ['escalated', 'disputed', 'mediation', 'complaint', 'arbitration'];

/** Those whom the policy names are told; of what the platform is to decide, it too (PM-14). */
export function notificationsOf(lifecycle: Lifecycle | undefined, event: NotifyEvent): Effect[] {
  const told: Actor[] = [...(lifecycle?.notifies ?? [])];
  if (forPlatform.includes(event) && !told.includes('platform')) told.push('platform');
  return told.map((to) => ({ type: 'notify', to, event }));
}

/** Fulfilment goes on, where it was held. */
export function released(lifecycle: Lifecycle | undefined): Effect[] {
  return lifecycle?.holdsFulfilment ? [{ type: 'release-fulfilment' }] : [];
}
