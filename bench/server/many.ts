import { type Kysely, sql } from 'kysely';

/** A table of so many cancellations with their listings, as transitions would have left them, by one statement. */
export async function fill(kysely: Kysely<unknown>, isSqlite: boolean, count: number): Promise<void> {
  // Numbers that look like chance and are the same each time.
  const mixed = (by: number, most: number, of = sql`n`) => sql`((${of} * ${sql.lit(by)}) % ${sql.lit(most)})`;
  const oneOf = (values: readonly string[], by: number, of = sql`n`) =>
    sql`case ${mixed(by, values.length, of)} ${sql.join(
      values.map((value, at) => sql`when ${sql.lit(at)} then ${sql.lit(value)}`),
      sql` `,
    )} end`;
  const numbers = isSqlite
    ? sql`(with recursive s(n) as (select 1 union all select n + 1 from s where n < ${sql.lit(count)}) select n from s)`
    : sql`generate_series(1::bigint, ${sql.lit(count)})`;
  const first = oneOf(['ada', 'aiko', 'camille', 'daniela', 'elif', 'farid', 'grace', 'hana', 'ibrahim', 'noor'], 7919);
  const last = oneOf(
    ['berg', 'costa', 'dubois', 'garcía', 'jansen', 'martins', 'rossi', 'sato', 'tanaka', 'weber'],
    104_729,
    // Of another digit than the first name.
    sql`(n / 10)`,
  );
  const state = oneOf(
    ['requested', 'refunding', 'escalated', 'cancelled', 'cancelled', 'declined', 'withdrawn', 'expired'],
    31,
  );
  const id = sql`'c' || n`;
  const order = sql`'o' || n`;
  const seller = sql`'s' || ${mixed(13, 1000)}`;
  for (const table of ['oc_counts', 'oc_cancellations']) await sql`delete from ${sql.ref(table)}`.execute(kysely);
  await sql`insert into oc_cancellations (id, order_id, place, body, listing, buyer_id, seller_id, state, reason, rank_buyer,
      rank_seller, rank_other, urgency, cost, requested_at, respond_by, amount, words)
    select ${id}, ${order}, 1, '{"id":"c' || n || '","orderId":"o' || n || '"}', '{}', 'b' || ${mixed(17, 100_000)}, ${seller},
      ${state}, 'changed-mind', 4, ${mixed(3, 6)}, ${mixed(5, 6)}, 1700000000000 + ${mixed(7, 100_000)} * 1000, -${mixed(11, 20_000)},
      1700000000000 + ${mixed(19, 1_000_000)} * 1000, 1700000000000 + ${mixed(23, 1_000_000)} * 1000, ${mixed(11, 20_000)},
      (1000000 + n) || ' o' || n || ' ' || ${first} || ' ' || ${last} || ' shop ' || ${mixed(13, 1000)} || ' changed-mind'
    from ${numbers} ${isSqlite ? sql`` : sql`as g(n)`}`.execute(kysely);
  await sql`insert into oc_counts (seller_id, state, part, count)
    select seller_id, state, 0, count(*) from oc_cancellations group by seller_id, state
    union all select ${'\u{10ffff}*'}, state, 0, count(*) from oc_cancellations group by state`.execute(kysely);
  await sql`analyze`.execute(kysely);
}
