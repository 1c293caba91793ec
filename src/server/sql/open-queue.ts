import type { JobQueue } from './job-queue.ts';
import { isPostgres } from './open-database.ts';
import { type PostgresQueueOptions, postgresQueue } from './postgres-queue.ts';
import { type TableQueueOptions, tableQueue } from './table-queue.ts';

/** The queue of a database, named as for `openDatabase`: graphile-worker in PostgreSQL, else the table itself. */
export function openQueue(database: string, options: PostgresQueueOptions & TableQueueOptions = {}): JobQueue {
  return isPostgres(database) ? postgresQueue(database, options) : tableQueue(options);
}
