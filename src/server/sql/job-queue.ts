import type { CancellationServer } from '../options.ts';
import type { StepJournal } from '../shops/stepwise/journal.ts';
import type { Statement } from './statement.ts';

/**
 * When work is done, and by which process. What there is to do, and whether, the tables say: a job that comes twice changes nothing,
 * and one that is lost is found again by `runDue()`.
 */
export interface JobQueue {
  /** Makes what the queue needs in the database, whose tables of the store are there already, or brings it up to date. */
  migrate(): Promise<void>;
  /**
   * Has this process take jobs, of those that any process has written down, until `stop`: each transition of a stepwise shop at its
   * instant, what a process has begun and not finished, receipts and notices, and `runDue()` again and again.
   */
  start(server: Working): Promise<void>;
  /** Takes no more, and resolves when what is in hand has ended, or was waited for long enough: then it is left as after a crash. */
  stop(): Promise<void>;
  /**
   * An expression of SQL: evaluated by the statement that writes a transition down, it has that worked on at an instant (epoch
   * ms), in place of what was said of it before; `null`: not by itself. Absent: the queue finds it in the table.
   */
  schedule?(id: string, at: number | null): Statement;
  /** The table in which it finds what is due. */
  reads?(journal: StepJournal): void;
}

/** What works on it. What it lacks of the last two waits for `runDue()`. */
export type Working = Pick<CancellationServer, 'runDue' | 'goOn'> &
  Partial<Pick<CancellationServer, 'finish' | 'send'>>;

/** So many transitions are in hand at once. */
export const mostSteps = 32;
/** See `waitsFor`, ms: less than those wait who then kill. */
export const waitsAtEnd = 25_000;

export interface QueueOptions {
  /** So long `stop()` waits for what is in hand, ms. Default 25000. */
  waitsFor?: number;
  /** Told of what failed, and is tried again. */
  onError?: (error: Error) => void;
}
