import type { Kysely } from 'kysely';
import { CancelError } from '../../domain/errors.ts';
import { once } from '../once.ts';
import { createDatabase, type Database, isInTheWay, type Run, sleep } from './database.ts';
import { type Statement, sql } from './statement.ts';

/** What is written differently for the databases. */
interface Words {
  isSqlite: boolean;
  /** Compared letter by letter, not as a language sorts. */
  text: Statement;
  bytes: Statement;
  /** Numbers that are given in turn. */
  serial: Statement;
  /** The instant of the migration (epoch ms), for what was there before. */
  now: Statement;
}

/** A step over all rows of `oc_cancellations`, so many at a time that nobody else in the process waits for long. */
interface InBatches {
  /** What is done with the rows that `range` finds. */
  each: (range: Statement) => Statement;
  /** A column that numbers the rows, and has an index. */
  by: Statement;
}

type Migration = (words: Words) => (Statement | InBatches)[];

/** In this order; one that was published is never changed. Integers are instants (epoch ms), minor units or thousandths. */
const migrations: Migration[] = [
  ({ text, bytes, serial }) => [
    sql`create table oc_settings (name ${text} primary key, value ${text} not null)`,

    // Of each order: who holds it, its plan, where its log stands. Each write about an order begins by changing its row.
    sql`create table oc_orders (
      order_id ${text} primary key,
      version bigint not null default 0,
      fence bigint not null default 0,
      leased_until bigint,
      watched_at bigint,
      plan_id ${text},
      plan ${text},
      head_seq bigint not null default 0,
      head_hash ${text},
      head ${text},
      buyer_id ${text},
      seller_id ${text}
    )`,
    sql`create index oc_orders_watched on oc_orders (watched_at) where watched_at is not null`,
    sql`create index oc_orders_planned on oc_orders (order_id) where plan_id is not null`,

    // What people were answered, and what is being carried out (no answer yet): of both a key is used once.
    sql`create table oc_claims (
      principal_id ${text} not null,
      key ${text} not null,
      fingerprint ${text} not null,
      order_id ${text} not null,
      plan_id ${text},
      answer ${text},
      answered_at bigint,
      primary key (principal_id, key)
    )`,
    sql`create index oc_claims_order on oc_claims (order_id)`,
    sql`create index oc_claims_answered on oc_claims (answered_at) where answered_at is not null`,

    // Units that open cancellations hold, in thousandths; without a line the whole order.
    sql`create table oc_slots (
      order_id ${text} not null,
      cancellation_id ${text} not null,
      line_id ${text},
      quantity bigint not null
    )`,
    sql`create unique index oc_slots_whole on oc_slots (order_id) where line_id is null`,
    sql`create unique index oc_slots_line on oc_slots (order_id, line_id, cancellation_id) where line_id is not null`,

    // With its listing, where it has one; the columns are for finding and sorting.
    sql`create table oc_cancellations (
      id ${text} primary key,
      order_id ${text} not null,
      place bigint not null,
      body ${text} not null,
      listing ${text},
      buyer_id ${text},
      seller_id ${text},
      state ${text} not null,
      reason ${text},
      rank_buyer integer,
      rank_seller integer,
      rank_other integer,
      urgency bigint,
      cost bigint,
      requested_at bigint,
      respond_by bigint,
      amount bigint,
      words ${text},
      due_at bigint
    )`,
    sql`create unique index oc_cancellations_order on oc_cancellations (order_id, place)`,
    sql`create index oc_cancellations_due on oc_cancellations (due_at) where due_at is not null`,
    sql`create index oc_cancellations_unlisted on oc_cancellations (id) where listing is null`,
    sql`create index oc_cancellations_buyer on oc_cancellations (buyer_id)`,
    ...(['seller_id, state', 'state'] as const).flatMap((scope) => {
      const [name, rank] = scope === 'state' ? ['all', 'rank_other'] : ['seller', 'rank_seller'];
      const sorts = { cost: `${rank}, urgency, cost`, time: 'requested_at', answer: 'respond_by', amount: 'amount' };
      return Object.entries(sorts).map(
        ([sort, columns]) =>
          sql`create index ${sql.raw(`oc_cancellations_${name}_${sort} on oc_cancellations (${scope}, ${columns}, id)`)} where listing is not null`,
      );
    }),
    sql`create index oc_cancellations_reasons on oc_cancellations (requested_at, seller_id, reason) where listing is not null`,

    // How many listings there are, in parts that are added up: transitions of different orders need not wait for each other.
    sql`create table oc_counts (
      seller_id ${text} not null,
      state ${text} not null,
      part integer not null,
      count bigint not null,
      primary key (seller_id, state, part)
    )`,

    sql`create table oc_log (
      order_id ${text} not null,
      seq bigint not null,
      id ${text} not null,
      hash ${text} not null,
      body ${text} not null,
      primary key (order_id, seq)
    )`,
    sql`create unique index oc_log_id on oc_log (order_id, id)`,
    sql`create table oc_messages (id ${text} primary key, order_id ${text} not null, at bigint not null, body ${text} not null)`,
    sql`create index oc_messages_order on oc_messages (order_id, at, id)`,

    sql`create table oc_policies (hash ${text} primary key, body ${text} not null)`,

    // What is told of a file is read without its bytes.
    sql`create table oc_files (sha256 ${text} primary key, type ${text} not null, size bigint not null)`,
    sql`create table oc_file_bytes (sha256 ${text} primary key, bytes ${bytes} not null)`,
    sql`create table oc_file_owners (
      sha256 ${text} not null,
      owner ${text} not null,
      unused_since bigint,
      primary key (sha256, owner)
    )`,
    sql`create index oc_file_owners_unused on oc_file_owners (owner, unused_since) where unused_since is not null`,
    sql`create index oc_file_owners_since on oc_file_owners (unused_since) where unused_since is not null`,
    sql`create table oc_file_puts (owner ${text} primary key, puts bigint not null)`,
    sql`create table oc_file_uses (sha256 ${text} not null, order_id ${text} not null, seq bigint not null, primary key (sha256, order_id, seq))`,
    sql`create index oc_file_uses_entry on oc_file_uses (order_id, seq)`,

    // A change has no place before it is committed: it is given one when the feed is read.
    sql`create table oc_changes (id ${serial}, place bigint unique, body ${text} not null)`,
    sql`create index oc_changes_new on oc_changes (id) where place is null`,
    sql`create table oc_feed (id integer primary key, latest bigint not null)`,
    sql`insert into oc_feed (id, latest) values (1, 0)`,
  ],

  // What a shop is being asked to do, step by step.
  ({ text }) => [
    sql`create table oc_jobs (
      id ${text} primary key,
      order_id ${text} not null,
      state ${text} not null,
      stuck integer not null,
      due_at bigint,
      held_until bigint not null,
      version bigint not null,
      body ${text} not null
    )`,
    sql`create index oc_jobs_due on oc_jobs (due_at) where due_at is not null`,
    sql`create index oc_jobs_done on oc_jobs (order_id) where state = 'done'`,
    sql`create index oc_jobs_stuck on oc_jobs (id) where stuck = 1`,
  ],

  // What is to be sent, until somebody says that it was.
  ({ text }) => [
    sql`create table oc_outbox (
      id ${text} primary key,
      due_at bigint not null,
      attempts integer not null,
      body ${text} not null
    )`,
    sql`create index oc_outbox_due on oc_outbox (due_at, id)`,
  ],

  // How many requests each has sent in the interval that began `since`.
  ({ text }) => [
    sql`create table oc_rates (name ${text} primary key, since bigint not null, count bigint not null)`,
    sql`create index oc_rates_since on oc_rates (since)`,
  ],

  // What a search looks in, by threes of letters. Who may not create the extension searches as before.
  ({ isSqlite }) =>
    isSqlite
      ? []
      : [
          sql`do $$ begin
            create extension if not exists pg_trgm;
            create index oc_cancellations_words on oc_cancellations using gin (words gin_trgm_ops) where listing is not null;
          exception when insufficient_privilege or feature_not_supported or undefined_file then
            raise notice 'without pg_trgm a search reads all rows that somebody may see';
          end $$`,
        ],
  // Numbers of rows in SQLite, as those that it gives by itself may change. An index by them was made here, which is made anew below.
  ({ isSqlite }) =>
    isSqlite
      ? [
          sql`alter table oc_cancellations add column search_id bigint`,
          {
            each: (range) => sql`update oc_cancellations set search_id = rowid where words is not null and ${range}`,
            by: sql`rowid`,
          },
        ]
      : [],
  // An index was made here too. Nothing is made that the next step drops: both are of one transaction.
  () => [],
  // In SQLite in place of both: an index that finds any letters of a word, and says by its numbers alone in which states the rows are
  // that hold them. At each place of a text it has the three letters from there on, in hex: a word is as many of them as follow
  // each other, one or two letters are how some of them begin. What orders rows is beside their numbers.
  ({ isSqlite, text }) => {
    const row = (name: string) => {
      const of = (column: string) => sql.ref(`${name}.${column}`);
      const state = sql`(select number from oc_search_states where state = ${of('state')})`;
      const letters = sql`(select group_concat(three, ' ') from (
        select hex(substr(${of('words')}, place, 3)) as three from oc_places where place <= length(${of('words')}) order by place))`;
      return sql`(${state} << 40) | ${of('search_id')}, ${letters}, hex(${of('seller_id')})`;
    };
    const drop = sql`insert into oc_search (oc_search, rowid, letters, seller)
      select 'delete', ${row('old')} where old.words is not null`;
    const nextId = sql`(select coalesce(max(search_id), 0) + 1 from oc_cancellations)`;
    const number = sql`update oc_cancellations set search_id = ${nextId}
      where id = new.id and search_id is null and words is not null`;
    const state = sql`insert into oc_search_states (state)
      select new.state where not exists (select 1 from oc_search_states where state = new.state)`;
    const add = sql`insert into oc_search (rowid, letters, seller)
      select ${row('c')} from oc_cancellations as c where id = new.id and words is not null`;
    if (!isSqlite) return [];
    return [
      ...['added', 'changed', 'dropped'].map((name) => sql`drop trigger if exists ${sql.ref(`oc_search_${name}`)}`),
      sql`drop table if exists oc_search`,
      sql`drop index if exists oc_cancellations_short`,
      sql`drop index if exists oc_cancellations_search`,
      sql`create index oc_cancellations_search on oc_cancellations (search_id, id, order_id, state, seller_id, buyer_id,
        rank_buyer, rank_seller, rank_other, urgency, cost, requested_at, respond_by, amount)`,
      // Twice as many as a text that is searched has letters.
      sql`create table oc_places (place integer primary key)`,
      sql`insert into oc_places (place) with recursive places(place) as (
        select 1 union all select place + 1 from places where place < 4000) select place from places`,
      sql`create table oc_search_states (number integer primary key, state ${text} not null unique)`,
      sql`insert into oc_search_states (state) select distinct state from oc_cancellations`,
      sql`create virtual table oc_search using fts5(letters, seller, content = '', tokenize = 'ascii', prefix = '2 4')`,
      {
        each: (range) => sql`insert into oc_search (rowid, letters, seller)
          select ${row('c')} from oc_cancellations as c where words is not null and ${range}`,
        by: sql`search_id`,
      },
      sql`create trigger oc_search_added after insert on oc_cancellations when new.words is not null
        begin ${number}; ${state}; ${add}; end`,
      sql`create trigger oc_search_changed after update of words, state, seller_id on oc_cancellations
        when new.words is not old.words or new.state is not old.state or new.seller_id is not old.seller_id
        begin ${drop}; ${number}; ${state}; ${add}; end`,
      sql`create trigger oc_search_dropped after delete on oc_cancellations when old.words is not null begin ${drop}; end`,
    ];
  },
  // When what a shop was asked to do has ended, so that it can be dropped: of what is there already it is counted from now on. How
  // many were dropped stays, by order. And since when a transition is under way: what was under way before comes first.
  ({ text, now }) => [
    sql`alter table oc_jobs add column ended_at bigint default ${now}`,
    sql`create index oc_jobs_ended on oc_jobs (ended_at, id) where ended_at is not null`,
    sql`create index oc_jobs_order on oc_jobs (order_id)`,
    sql`create table oc_jobs_dropped (order_id ${text} primary key, count bigint not null)`,
    sql`alter table oc_orders add column planned_at bigint not null default 0`,
    sql`drop index oc_orders_planned`,
    sql`create index oc_orders_planned on oc_orders (planned_at, order_id) where plan_id is not null`,
  ],

  // The outbox has notices beside receipts: what one kind waits for is nothing to the other.
  ({ text }) => [
    sql`alter table oc_outbox add column kind ${text} not null default 'receipt'`,
    sql`alter table oc_outbox add column about ${text}`,
    sql`drop index oc_outbox_due`,
    sql`create index oc_outbox_due on oc_outbox (kind, due_at, id)`,
    sql`create index oc_outbox_about on oc_outbox (about) where about is not null`,
  ],
];

const words = (isSqlite: boolean): Words => {
  const now = sql.lit(Date.now());
  return isSqlite
    ? { isSqlite, now, text: sql`text`, bytes: sql`blob`, serial: sql`integer primary key autoincrement` }
    : {
        ...{ isSqlite, now, text: sql`text collate "C"`, bytes: sql`bytea` },
        serial: sql`bigint generated always as identity primary key`,
      };
};

/** Of the lock under which PostgreSQL is migrated. */
const lock = 7_062_019;
/** So many rows are read or written at a time. */
const batch = 200;
/** Who finds a SQLite file taken by somebody who migrates it says so again after so long, ms, */
const pause = 1000;
/** and gives up after so long, ms: a million cancellations take a few minutes. */
const longest = 1_800_000;

/** How far a migration is. */
export type MigrationProgress =
  /** The database is somebody else's just now, who migrates it perhaps; told again and again, with the ms that were waited. */
  | { type: 'waiting'; waited: number }
  /** `done` of `of` rows of a step, the so-manieth of `steps`. */
  | { type: 'step'; step: number; steps: number; done: number; of: number };

export interface MigrateOptions {
  /** Told how far it is. */
  onProgress?: (progress: MigrationProgress) => void;
}

/**
 * Makes the tables that the store needs, or brings them up to date. However many call it at once, each step is done once and
 * all of it or nothing; who comes second waits, for half an hour at most. Resolves with the number of steps that were made.
 *
 * @throws {CancelError} `database-newer`: the database was brought up to date by a later version of this package; nothing is done.
 */
export function migrate(kysely: Kysely<unknown>, options: MigrateOptions = {}): Promise<number> {
  return migrateTo(kysely, migrations.length, options);
}

/** The first so many steps alone: for tests of what comes after them. */
export async function migrateTo(
  kysely: Kysely<unknown>,
  most: number,
  { onProgress = () => {} }: MigrateOptions = {},
): Promise<number> {
  const database = createDatabase(kysely, undefined, pause);
  // Nobody is waited for who only reads what is there already.
  if ((await stepsIn(database)) === most) return 0;
  const begin = performance.now();
  for (;;) {
    try {
      return await database.transact((run) => migrated(database, run, most, onProgress));
    } catch (error) {
      const waited = performance.now() - begin;
      if (!database.isSqlite || !isInTheWay(error) || waited > longest) throw error;
      onProgress({ type: 'waiting', waited });
    }
  }
}

/** Until the transaction ends nobody else makes tables: PostgreSQL's `if not exists` fails where two make one at the same time. */
export async function alone({ isSqlite }: Database, run: Run): Promise<void> {
  if (!isSqlite) await run.rows(sql`select pg_advisory_xact_lock(${sql.lit(lock)})`);
}

async function migrated(
  database: Database,
  run: Run,
  most: number,
  onProgress: (progress: MigrationProgress) => void,
): Promise<number> {
  await alone(database, run);
  await run.rows(sql`create table if not exists oc_migrations (id integer primary key)`);
  demandKnown((await run.row<{ latest: number | null }>(latestStep))?.latest ?? 0);
  let made = 0;
  for (const [at, migration] of migrations.slice(0, most).entries()) {
    const id = at + 1;
    if ((await run.changed(sql`insert into oc_migrations (id) values (${id}) on conflict do nothing`)) === 0) continue;
    for (const part of migration(words(database.isSqlite))) {
      if (!('each' in part)) await run.rows(part);
      else await inBatches(run, part, (done, of) => onProgress({ type: 'step', step: id, steps: most, done, of }));
    }
    made++;
  }
  return made;
}

/** In between others of this process have their turn: a file is read and written without leaving it free. */
async function inBatches(run: Run, { each, by }: InBatches, tell: (done: number, of: number) => void): Promise<void> {
  const table = sql`oc_cancellations where words is not null`;
  // By their numbers: to count them takes long itself.
  const last = await run.row<{ number: number | null }>(sql`select max(${by}) as number from oc_cancellations`);
  for (let done = 0; ; ) {
    const next = await run.row<{ number: number | null }>(
      sql`select max(number) as number from (
        select ${by} as number from ${table} and ${by} > ${done} order by ${by} limit ${batch}) as some`,
    );
    if (!next || next.number === null) return;
    await run.changed(each(sql`${by} > ${done} and ${by} <= ${Number(next.number)}`));
    done = Number(next.number);
    tell(done, Number(last?.number));
    await sleep(0);
  }
}

const latestStep = sql`select max(id) as latest from oc_migrations`;

/** How many steps a database has; 0 where nobody has migrated it, or this role may not know. */
async function stepsIn(database: Database): Promise<number> {
  try {
    return Number((await database.row<{ latest: number | null }>(latestStep))?.latest ?? 0);
  } catch (error) {
    const { code, message } = error as { code?: unknown; message?: string };
    if (code === '42P01' || code === '42501' || /no such table/.test(message ?? '')) return 0;
    throw error;
  }
}

/** Older code would find nothing where newer code has written, and would write what that does not find. */
function demandKnown(latest: number): void {
  if (Number(latest) <= migrations.length) return;
  throw new CancelError(
    'database-newer',
    `the database has ${latest} steps, and this version of order-cancel-elements knows ${migrations.length}: run a version that knows them`,
  );
}

/** Of each, what has to be done before its first statement. */
const readied = new WeakMap<Kysely<unknown>, () => Promise<unknown>>();

/** The database with its tables: SQLite gets them by itself, before the first statement; of PostgreSQL it is looked whether they are newer. */
export function migratedDatabase(kysely: Kysely<unknown>): Database {
  const ready =
    readied.get(kysely) ??
    once(async () => {
      const plain = createDatabase(kysely);
      if (plain.isSqlite) await migrate(kysely);
      else demandKnown(await stepsIn(plain));
    });
  readied.set(kysely, ready);
  return createDatabase(kysely, async () => void (await ready()));
}
