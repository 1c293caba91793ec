import { CancelError } from '../../domain/errors.ts';
import type { CancellationStore, Lease } from '../stores/store.ts';
import { type Database, sleep, toText } from './database.ts';
import { type Statement, sql } from './statement.ts';

/** Durations in ms. */
export interface LeaseOptions {
  /** So long after a process has died its orders are anybody's. Who lives renews in time. Default 10,000. */
  leaseFor?: number;
  /** So long an order is waited for that somebody else holds; then it is refused (`order-busy`). Default 30,000. */
  waitFor?: number;
}

/** What is waited at most before it is looked again whether an order is free, ms. */
const longestPause = 25;

/** Leases that end with the first transition that is written under them, and those that have. */
const brief = new WeakSet<Lease>();
const ended = new WeakSet<Lease>();

/** What of an order's row changes with a transition that is written under a lease. */
export function endOf(lease: Lease | null | undefined): Statement {
  return lease && brief.has(lease) ? sql`leased_until = null` : sql`watched_at = watched_at`;
}

/** A transition was written under the lease. */
export function noteEnd(lease: Lease | null | undefined): void {
  if (lease && brief.has(lease)) ended.add(lease);
}

export interface Leases extends Pick<CancellationStore, 'exclusively'> {
  /**
   * Runs `work` under a lease that `take` gives, once, by the fence that it finds; it ends with the first transition that is
   * written under it. `null`: the order was not taken.
   */
  briefly<T>(
    orderId: string,
    take: (until: number) => Promise<number | null>,
    work: (lease: Lease) => Promise<T>,
  ): Promise<{ result: T } | null>;
}

/** Who holds an order, for as long as the work takes: within the process in turn, between processes by a row. */
export function createLeases(database: Database, { leaseFor = 10_000, waitFor = 30_000 }: LeaseOptions): Leases {
  const queues = new Map<string, Promise<unknown>>();

  /** Takes an order that is free, or whose holder did not renew in time; `null`: it is held. */
  const take = async (orderId: string, seen: Seen | null): Promise<Lease | null> => {
    const now = Date.now();
    const abandoned = seen
      ? sql`(oc_orders.fence = ${seen.fence} and oc_orders.leased_until = ${seen.until})`
      : sql`1 = 0`;
    const taking = sql`insert into oc_orders (order_id, fence, leased_until)
      values (${toText(orderId)}, 1, ${now + leaseFor})
      on conflict (order_id) do update set fence = oc_orders.fence + 1, leased_until = excluded.leased_until
      where oc_orders.leased_until is null or oc_orders.leased_until <= ${now} or ${abandoned}
      returning fence`;
    const row = await database.written<{ fence: number | string }>(taking);
    return row ? { orderId, token: Number(row.fence) } : null;
  };

  const acquire = async (orderId: string): Promise<Lease> => {
    const begin = performance.now();
    /** As the row was last seen, and since when it is so: whoever lives changes it in time, whatever the clocks say. */
    let last: (Seen & { since: number }) | null = null;
    for (let pause = 1; ; pause = Math.min(pause * 2, longestPause)) {
      const isOver = last !== null && performance.now() - last.since > leaseFor;
      const lease = await take(orderId, isOver ? last : null);
      if (lease) return lease;
      const seen = await look(database, orderId);
      if (seen.fence !== last?.fence || seen.until !== last.until) last = { ...seen, since: performance.now() };
      if (performance.now() - begin > waitFor) {
        throw new CancelError('order-busy', `somebody else has held the order ${JSON.stringify(orderId)} for too long`);
      }
      await sleep(Math.random() * pause);
    }
  };

  const whileHeld = async <T>(lease: Lease, work: (lease: Lease) => Promise<T>): Promise<T> => {
    const own = sql`order_id = ${toText(lease.orderId)} and fence = ${lease.token} and leased_until is not null`;
    const renewal = setInterval(() => {
      // Where it fails, it is tried again in time, or the lease is lost, which its writes are told.
      database.changed(sql`update oc_orders set leased_until = ${Date.now() + leaseFor} where ${own}`).catch(() => {});
    }, leaseFor / 3);
    try {
      return await work(lease);
    } finally {
      clearInterval(renewal);
      // Where it fails, it runs out.
      if (!ended.has(lease))
        await database.changed(sql`update oc_orders set leased_until = null where ${own}`).catch(() => {});
    }
  };

  /** Within the process one after the other. */
  const inTurn = async <T>(orderId: string, work: () => Promise<T>): Promise<T> => {
    const own = (queues.get(orderId) ?? Promise.resolve()).then(work);
    const settled = own.then(
      () => {},
      () => {},
    );
    queues.set(orderId, settled);
    try {
      return await own;
    } finally {
      if (queues.get(orderId) === settled) queues.delete(orderId);
    }
  };

  return {
    exclusively: (orderId, work) => inTurn(orderId, async () => whileHeld(await acquire(orderId), work)),
    async briefly(orderId, take, work) {
      if (queues.has(orderId)) return null;
      return inTurn(orderId, async () => {
        const fence = await take(Date.now() + leaseFor);
        if (fence === null) return null;
        const lease = { orderId, token: fence };
        brief.add(lease);
        return { result: await whileHeld(lease, work) };
      });
    },
  };
}

interface Seen {
  fence: number;
  until: number;
}

/** How a row stands that somebody holds. */
async function look(database: Database, orderId: string): Promise<Seen> {
  const row = await database.row<{ fence: number | string; leased_until: number | string | null }>(
    sql`select fence, leased_until from oc_orders where order_id = ${toText(orderId)}`,
  );
  return { fence: Number(row?.fence), until: Number(row?.leased_until) };
}
