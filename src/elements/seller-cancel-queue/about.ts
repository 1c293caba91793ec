import type { LogEntry } from '../../backend/backend.ts';
import type { DecideFlow } from '../../controllers/decide-flow.ts';
import type { Action } from '../../domain/lifecycle/transitions.ts';
import type { LazyParts } from './lazy-parts.ts';

/** What is read about the row whose details are open. */
export interface About {
  orderId: string;
  /** Read again when the order is another one. */
  revision: string;
  /** `null`: it cannot be read. */
  log: LogEntry[] | null | undefined;
}

/** What can be done from the details of a row. */
export interface PanelSteps {
  readonly flow: DecideFlow | undefined;
  /** The order whose whole record is shown. */
  readonly record: string | null;
  readonly lazy: LazyParts<'record' | 'inventory' | 'chart'>;
  close(): void;
  /** Opens the form of an action, or closes it. */
  choose(action: Action | null): void;
  confirm(): Promise<void>;
  openRecord(orderId: string): Promise<void>;
  openInventory(): void;
}
