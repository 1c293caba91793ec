import { copy } from '../../copy.ts';
import type { Job } from './job.ts';

/**
 * Where transitions that are carried out step by step are kept: as durable as the money that they move. Each method is one
 * transaction.
 */
export interface StepJournal {
  /** Keeps a new one; `false`: its id is taken. */
  open(job: Job): Promise<boolean>;
  job(id: string): Promise<Job | null>;
  /** Replaces one that still has `version`, and gives it the next; `false`: somebody else was there first. */
  save(job: Job, version: number): Promise<boolean>;
  /** Those to be worked on by `now` (epoch ms), the longest overdue first. */
  due(now: number, limit: number): Promise<Job[]>;
  /** How many of an order were done, those among them that were dropped since. */
  finished(orderId: string): Promise<number>;
  /** Those that wait for a person, by id; `after`: the last one of the page before. */
  stuck(after: string | null, limit: number): Promise<Job[]>;
  /** Those that ended by `by` (epoch ms), the longest ago first; `after`: the last one of the page before. */
  ended(by: number, after: Pick<Job, 'id' | 'endedAt'> | null, limit: number): Promise<Job[]>;
  /**
   * Drops some, never one that is `running`; resolves with how many it has dropped. Each goes on to count as finished, of whatever
   * it came to: a revision of its order that was decided on before never comes again.
   */
  drop(ids: readonly string[]): Promise<number>;
  /** All of an order. */
  of(orderId: string): Promise<Job[]>;
  /** Whether a queue is told by each write when the transition is to be worked on: then nobody here waits for that. */
  queued?: boolean;
}

/** A journal in memory: for tests and demos. */
export function memoryJournal(): StepJournal {
  const jobs = new Map<string, Job>();
  /** How many were dropped, by order. */
  const dropped = new Map<string, number>();
  const all = (): Job[] => [...jobs.values()];
  return {
    async open(job) {
      if (jobs.has(job.id)) return false;
      jobs.set(job.id, copy(job));
      return true;
    },
    async job(id) {
      const job = jobs.get(id);
      return job ? copy(job) : null;
    },
    async save(job, version) {
      if (jobs.get(job.id)?.version !== version) return false;
      jobs.set(job.id, copy({ ...job, version: version + 1 }));
      return true;
    },
    async due(now, limit) {
      const due = all().filter(({ dueAt, heldUntil }) => dueAt !== null && dueAt <= now && heldUntil <= now);
      return copy(due.sort((one, other) => (one.dueAt ?? 0) - (other.dueAt ?? 0)).slice(0, limit));
    },
    finished: async (orderId) =>
      all().filter((job) => job.orderId === orderId && job.state === 'done').length + (dropped.get(orderId) ?? 0),
    async stuck(after, limit) {
      const found = all().filter(
        ({ id, state, steps }) =>
          (after === null || id > after) && state === 'running' && steps.some((step) => step.state === 'stuck'),
      );
      return copy(found.sort((one, other) => (one.id < other.id ? -1 : 1)).slice(0, limit));
    },
    async ended(by, after, limit) {
      const place = ({ id, endedAt }: Pick<Job, 'id' | 'endedAt'>) => [endedAt ?? 0, id] as const;
      const isBefore = (one: Pick<Job, 'id' | 'endedAt'>, other: Pick<Job, 'id' | 'endedAt'>): boolean => {
        const [[at, id], [otherAt, otherId]] = [place(one), place(other)];
        return at < otherAt || (at === otherAt && id < otherId);
      };
      const found = all().filter(
        (job) => job.state !== 'running' && (job.endedAt ?? 0) <= by && (after === null || isBefore(after, job)),
      );
      return copy(found.sort((one, other) => (isBefore(one, other) ? -1 : 1)).slice(0, limit));
    },
    async drop(ids) {
      const found = ids.flatMap((id) => jobs.get(id) ?? []).filter(({ state }) => state !== 'running');
      for (const { id, orderId } of found) {
        jobs.delete(id);
        dropped.set(orderId, (dropped.get(orderId) ?? 0) + 1);
      }
      return found.length;
    },
    of: async (orderId) => copy(all().filter((job) => job.orderId === orderId)),
  };
}
