import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { it } from 'node:test';
import shopBuilder from '../../../src/policy/presets/shop-builder.ts';
import { sqliteFile, sqlStore } from '../../../src/server/sql/index.ts';
import { aServer } from '../setup.ts';

it('Statements to two processes are kept once each in a SQLite file, and are there when it is opened again', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'statements-'));
  const path = join(folder, 'cancellations.db');
  const open = async () => {
    const database = await sqliteFile(path);
    return { database, shop: aServer({ policies: [shopBuilder], store: sqlStore(database) }) };
  };
  try {
    const servers = [await open(), await open()];
    const send = (at: number) => {
      const { shop } = servers[at < 20 ? 0 : 1]!;
      return shop.post('/withdrawals', { name: `Ada ${at % 20}` }, { as: null, match: null, key: `k${at % 20}` });
    };
    // Each to either process.
    const answers = await Promise.all(Array.from({ length: 40 }, (_, at) => send(at)));
    assert.deepEqual(new Set(answers.map(({ status }) => status)), new Set([201]));
    assert.equal(new Set(answers.map(({ json }) => json.reference)).size, 20);
    for (const { database } of servers) await database.destroy();
    const again = await open();
    const { items } = (await again.shop.fetch('/cancellations?kind=withdrawal&state=all', { as: 'support' })).json;
    const references = new Set(answers.map(({ json }) => json.reference));
    assert.deepEqual(new Set(items.map((item: { reference: string }) => item.reference)), references);
    assert.equal(items.length, 20);
    await again.database.destroy();
  } finally {
    rmSync(folder, { recursive: true });
  }
});
