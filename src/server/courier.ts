import type { Context } from './context.ts';
import type { Outgoing } from './stores/store.ts';

/** How one kind of what is in the outbox is sent. */
export interface Courier {
  during: string;
  /** Whether this process sends any. */
  sends(context: Context): boolean;
  /** Has the host send it; `null`: this process has no way to; a number: not before then (epoch ms). */
  way(context: Context, one: Outgoing): (() => unknown) | number | null;
  /** How long after an attempt that has failed it is tried again, ms. `attempts`: that were made before. */
  pause(attempts: number): number;
  /** Takes it out, as it was sent. */
  note(context: Context, one: Outgoing): Promise<unknown>;
}
