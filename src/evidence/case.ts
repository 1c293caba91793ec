import type { EvidenceEntry, LogEntry, WithheldEntry } from '../domain/log-entry.ts';
import type { CancelPolicy } from '../domain/policy.ts';
import type { Actor, Cancellation, Order } from '../domain/records.ts';

/** What is known of one order's case, for whoever looks at it. `now`: epoch ms. */
export interface CaseInput {
  /** The policy that governs the cancellation; without one, the order's. */
  policy: CancelPolicy;
  order: Order;
  cancellation: Cancellation | null;
  log: readonly (LogEntry | EvidenceEntry | WithheldEntry)[];
  now: number;
  actor: Actor;
}
