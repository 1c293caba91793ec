import type { Kysely } from 'kysely';
import { applyEffects } from '../domain/lifecycle/effects.ts';
import type { Order } from '../domain/records.ts';
import { formatInstant } from '../domain/values/instant.ts';
import { once } from '../server/once.ts';
import { ends } from '../server/shops/memory-shop.ts';
import type { CommitMeta, Committed, NotCommitted, ShopConnector, ShopEffect } from '../server/shops/shop.ts';
import { createDatabase, fromJson, type Run, toJson, undo } from '../server/sql/database.ts';
import { alone } from '../server/sql/migrations.ts';
import { sql } from '../server/sql/statement.ts';

/** A shop to try things out with, in the same database: it does everything in one transaction, as a shop of one's own could. */
export interface SampleShop extends ShopConnector {
  /** Keeps orders that are not there yet, with their items in stock. */
  seed(orders: readonly Order[]): Promise<void>;
  /** Whose orders somebody sees, the latest first. */
  listOf(side: 'buyer' | 'seller', id: string): Promise<Order[]>;
  /** Sends an order on its way; `false`: it cannot be sent any more. `statusOf`: its status then, `null` where it cannot. */
  ship(id: string, at: number, statusOf: (order: Order) => string | null): Promise<boolean>;
  /** How many of an item are there. */
  stock(sku: string): Promise<number>;
}

interface Kept {
  body: string;
}

export function sampleShop(kysely: Kysely<unknown>): SampleShop {
  const database = createDatabase(
    kysely,
    once(() => create(kysely)),
  );

  const read = async (run: Run, id: string): Promise<Order | null> => {
    const row = await run.row<Kept>(sql`select body from sample_orders where id = ${id}`);
    return orderIn(row);
  };

  /** Replaces an order that still has the revision; `false`: it has another one. */
  const replace = async (run: Run, order: Order, changes: Partial<Order>): Promise<Order | null> => {
    const number = Number(order.revision.slice(1)) + 1;
    const after = { ...order, ...changes, revision: `s${number}` };
    const changed = await run.changed(
      sql`update sample_orders set body = ${toJson(after)}, revision = ${after.revision}
        where id = ${order.id} and revision = ${order.revision}`,
    );
    return changed > 0 ? after : null;
  };

  const committed = async (run: Run, id: string): Promise<Committed | NotCommitted | null> => {
    const row = await run.row<{ order_id: string; refund: string }>(
      sql`select order_id, refund from sample_commits where id = ${id}`,
    );
    if (!row) return null;
    if (row.refund === 'given-up') return { ok: false, refused: 'given-up' };
    const order = await read(run, row.order_id);
    return order && { ok: true, order, refund: row.refund as Committed['refund'] };
  };

  /** Takes items out of the stock, or puts them back; `false`: there are not as many. */
  const move = async (run: Run, effect: ShopEffect): Promise<boolean> => {
    if (effect.type !== 'stock' && effect.type !== 'unstock') return true;
    const sign = effect.type === 'stock' ? 1 : -1;
    for (const { sku, quantity, components } of effect.items) {
      const parts = components?.length ? components : [{ sku, quantity: 1 }];
      for (const part of parts) {
        const count = sign * quantity * part.quantity;
        const changed = await run.changed(
          sql`update sample_stock set quantity = quantity + ${count} where sku = ${part.sku} and quantity + ${count} >= 0`,
        );
        if (changed === 0) return false;
      }
    }
    return true;
  };

  const commit = (orderId: string, revision: string, effects: ShopEffect[], meta: CommitMeta) =>
    database.transact<Committed | NotCommitted>(async (run) => {
      const refund = effects.some(({ type }) => type === 'refund') ? 'settled' : 'none';
      const isNew = await run.changed(
        sql`insert into sample_commits (id, order_id, refund, effects)
          values (${meta.id}, ${orderId}, ${refund}, ${toJson(effects)}) on conflict do nothing`,
      );
      if (isNew === 0) return (await committed(run, meta.id)) ?? { ok: false };
      const order = await read(run, orderId);
      const shipped = order?.shippedAt && ends(meta) && !meta.afterShipment;
      if (order?.revision !== revision || shipped) return undo<NotCommitted>({ ok: false });
      const after = await replace(run, order, applyEffects(order, effects));
      if (!after) return undo<NotCommitted>({ ok: false });
      for (const effect of effects) {
        if (!(await move(run, effect))) return undo<NotCommitted>({ ok: false, refused: 'stock' });
      }
      return { ok: true, order: after, refund };
    });

  return {
    order: (id) => read(database, id),
    async orderByNumber(number) {
      const row = await database.row<Kept>(sql`select body from sample_orders where number = ${number}`);
      return orderIn(row);
    },
    async ordersOf(buyerId, limit) {
      const rows = await database.rows<{ id: string }>(
        sql`select id from sample_orders where buyer_id = ${buyerId} order by placed_at desc, id limit ${limit}`,
      );
      return rows.map(({ id }) => id);
    },
    commit,
    committed: (orderId, id) =>
      database.transact(async (run) => {
        await run.changed(
          sql`insert into sample_commits (id, order_id, refund, effects) values (${id}, ${orderId}, 'given-up', '[]')
            on conflict do nothing`,
        );
        const found = await committed(run, id);
        return found?.ok ? found : null;
      }),
    async seed(orders) {
      await database.transact(async (run) => {
        for (const order of orders) {
          const { id, number = id, buyer, seller, placedAt, lines } = order;
          const body = toJson({ ...order, revision: 's1' });
          const isNew = await run.changed(
            sql`insert into sample_orders (id, number, buyer_id, seller_id, placed_at, revision, body)
              values (${id}, ${number}, ${buyer.id}, ${seller.id}, ${Date.parse(placedAt)}, 's1', ${body})
              on conflict do nothing`,
          );
          if (isNew === 0) continue;
          for (const { sku, components = [] } of lines) {
            for (const one of [sku, ...components.map((part) => part.sku)]) {
              await run.changed(
                sql`insert into sample_stock (sku, quantity) values (${one}, 10) on conflict do nothing`,
              );
            }
          }
        }
      });
    },
    async listOf(side, id) {
      const whose = side === 'buyer' ? sql.ref('buyer_id') : sql.ref('seller_id');
      const rows = await database.rows<Kept>(
        sql`select body from sample_orders where ${whose} = ${id} order by placed_at desc, id`,
      );
      return rows.map(({ body }) => fromJson<Order>(body));
    },
    ship: (id, at, statusOf) =>
      database.transact(async (run) => {
        // Begins by writing, so that it is alone with the order from here on.
        await run.changed(sql`update sample_orders set revision = revision where id = ${id}`);
        const order = await read(run, id);
        const status = order && !order.shippedAt ? statusOf(order) : null;
        return !!order && !!status && !!(await replace(run, order, { status, shippedAt: formatInstant(at) }));
      }),
    async stock(sku) {
      const row = await database.row<{ quantity: number | string }>(
        sql`select quantity from sample_stock where sku = ${sku}`,
      );
      return Number(row?.quantity ?? 0);
    },
  };
}

function orderIn(row: Kept | undefined): Order | null {
  return row ? fromJson<Order>(row.body) : null;
}

async function create(kysely: Kysely<unknown>): Promise<void> {
  const tables = [
    sql`create table if not exists sample_orders (id text primary key, number text not null unique, buyer_id text not null,
      seller_id text not null, placed_at bigint not null, revision text not null, body text not null)`,
    sql`create index if not exists sample_orders_buyer on sample_orders (buyer_id, placed_at)`,
    sql`create index if not exists sample_orders_seller on sample_orders (seller_id, placed_at)`,
    sql`create table if not exists sample_commits (id text primary key, order_id text not null, refund text not null,
      effects text not null)`,
    sql`create table if not exists sample_stock (sku text primary key, quantity bigint not null)`,
  ];
  const database = createDatabase(kysely);
  await database.transact(async (run) => {
    await alone(database, run);
    for (const table of tables) await run.rows(table);
  });
}
