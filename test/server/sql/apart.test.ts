import assert from 'node:assert/strict';
import { it } from 'node:test';
import { startPostgres } from '../../../scripts/postgres.mjs';
import { policyHash } from '../../../src/domain/values/policy-hash.ts';
import type { OrderView } from '../../../src/domain/view.ts';
import { memoryShop, type StepwiseShop } from '../../../src/server/index.ts';
import { migrate, openDatabase, openQueue, sqlJournal, sqlStore } from '../../../src/server/sql/index.ts';
import { createHandler } from '../../race/handlers.ts';
import { reachedByStep, stepwiseOver } from '../../race/plain-shop.ts';
import { policy } from '../../race/policy.ts';
import { until } from '../../support/until.ts';
import { anOrder, start } from '../setup.ts';

it('what a handler began and its shop did not take is counted, and finished by a worker elsewhere', async () => {
  const server = await startPostgres();
  const url = `postgres://postgres@/postgres?host=${encodeURIComponent(server.connection.host)}`;
  const goods = memoryShop([anOrder({ id: 'o1', status: 'PREPARING' })]);
  const { plain, ledger } = reachedByStep(goods, () => 0.5);
  let isAway = true;
  const run: typeof plain.run = async (call) => {
    if (isAway) throw new Error('the shop is away');
    return plain.run(call);
  };
  const aProcess = async () => {
    const kysely = await openDatabase(url);
    await migrate(kysely);
    const queue = openQueue(url, { look: 20 });
    await queue.migrate();
    const journal = sqlJournal(kysely, { queue });
    const shop: StepwiseShop = stepwiseOver({ ...plain, run }, journal, (id) => handler.changed(id));
    const handler = createHandler(sqlStore(kysely), shop, () => start);
    return { ...{ kysely, queue, shop, handler }, waiting: () => handler.server.waiting() };
  };
  const [answering, working] = [await aProcess(), await aProcess()];
  try {
    const body = { action: 'cancel', reason: 'sold-out', policyHash: policyHash(policy) };
    const revision = (await answering.shop.order('o1'))?.revision;
    const sent = { as: 'seller', path: '/orders/o1/cancellation', match: `"${revision}"`, key: 'k1', body };
    assert.equal((await answering.handler.send(sent)).status, 202);
    assert.deepEqual((await answering.waiting()).transitions, { count: 1, since: start });
    isAway = false;
    assert.equal((await answering.handler.send(sent)).status, 202);
    await working.queue.start(working.handler.server);
    await until(async () => (await answering.waiting()).transitions.count === 0);
    const { status, text } = await answering.handler.send(sent);
    const view: OrderView = JSON.parse(text);
    assert.deepEqual([status, view.cancellation?.state], [201, 'refunding']);
    assert.equal(ledger.applied.length, 1);
    assert.deepEqual(ledger.faults, []);
  } finally {
    for (const { queue, kysely } of [answering, working]) {
      await queue.stop();
      await kysely.destroy();
    }
    await server.stop();
  }
});
