import assert from 'node:assert/strict';
import { it } from 'node:test';
import { startPostgres } from '../../scripts/postgres.mjs';
import { sampleOrders } from '../../src/serve/orders.ts';
import { sampleShop } from '../../src/serve/sample-shop.ts';
import { openDatabase } from '../../src/server/sql/index.ts';

it('several processes that begin at once on an empty PostgreSQL make the sample shop once', async () => {
  const { connection, stop } = await startPostgres();
  const url = `postgres://postgres@/postgres?host=${encodeURIComponent(connection.host)}`;
  const opened = await Promise.all(Array.from({ length: 6 }, () => openDatabase(url)));
  const now = Date.now();
  await Promise.all(opened.map((kysely) => sampleShop(kysely).seed(sampleOrders(now))));
  const [first] = opened as [(typeof opened)[0]];
  const [order] = sampleOrders(now);
  assert.equal(await sampleShop(first).stock(order?.lines[0]?.sku ?? ''), 10);
  await Promise.all(opened.map((kysely) => kysely.destroy()));
  await stop();
});
