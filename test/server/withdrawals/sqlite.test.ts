import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { it } from 'node:test';
import Database from 'libsql';
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

it('A statement that was sent before its name was under a secret, and again after that, is the same one', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'statements-'));
  const path = join(folder, 'cancellations.db');
  const old = new Database(path);
  old.exec(readFileSync(new URL('./statements-before-secret.sql', import.meta.url), 'utf8'));
  old.close();
  const database = await sqliteFile(path);
  try {
    const { post, fetch } = aServer({ policies: [shopBuilder], store: sqlStore(database) });
    const said = { name: 'Ada Martins', orderNumber: '1001' };
    const send = async (body: object, key: string | null, as: string | null): Promise<string> =>
      (await post('/withdrawals', body, { as, match: null, key })).json.reference;
    const listed = async (): Promise<string[]> =>
      (await fetch('/cancellations?kind=withdrawal&state=all', { as: 'support' })).json.items
        .map(({ reference }: { reference: string }) => reference)
        .sort();
    const before = await listed();
    assert.equal(before.length, 3);
    for (let times = 0; times < 2; times++) {
      assert.equal(await send(said, 'its-key', null), 'W-2026-03-P2H5123NTL');
      assert.equal(await send({ ...said, text: 'All of it.' }, null, null), 'W-2026-03-ITIBOL4LMB');
      assert.equal(await send(said, 'buyers-key', 'buyer'), 'W-2026-03-NBA5HN91Q4');
    }
    assert.deepEqual(await listed(), before);
    // Another person, another key, other words.
    for (const [body, key, as] of [
      [said, 'its-key', 'stranger'],
      [said, 'another-key', null],
      [{ ...said, text: 'Half of it.' }, null, null],
    ] as const) {
      const reference = await send(body, key, as);
      assert.ok(!before.includes(reference));
      assert.equal(await send(body, key, as), reference);
    }
    assert.equal((await listed()).length, 6);
  } finally {
    await database.destroy();
    rmSync(folder, { recursive: true });
  }
});
