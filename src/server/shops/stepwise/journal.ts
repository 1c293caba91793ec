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
  /** How many of an order were done. */
  finished(orderId: string): Promise<number>;
  /** Those that wait for a person, by id; `after`: the last one of the page before. */
  stuck(after: string | null, limit: number): Promise<Job[]>;
  /** Whether a queue is told by each write when the transition is to be worked on: then nobody here waits for that. */
  queued?: boolean;
}

/** A journal in memory: for tests and demos. */
export function memoryJournal(): StepJournal {
  const jobs = new Map<string, Job>();
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
    finished: async (orderId) => all().filter((job) => job.orderId === orderId && job.state === 'done').length,
    async stuck(after, limit) {
      const found = all().filter(
        ({ id, state, steps }) =>
          (after === null || id > after) && state === 'running' && steps.some((step) => step.state === 'stuck'),
      );
      return copy(found.sort((one, other) => (one.id < other.id ? -1 : 1)).slice(0, limit));
    },
  };
}
