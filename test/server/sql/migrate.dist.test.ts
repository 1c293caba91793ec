import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { it } from 'node:test';
import { root } from '../../../scripts/entries.mjs';
import { startPostgres } from '../../../scripts/postgres.mjs';

const run = (database: string, env: NodeJS.ProcessEnv = {}) => {
  const args = [join(root, 'bin/order-cancel-elements.mjs'), 'migrate', ...(database ? ['--database', database] : [])];
  const { status, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8', env: { ...process.env, ...env } });
  return { status, steps: Number(/made: (\d+)/.exec(stderr)?.[1]), stderr };
};

it('`order-cancel-elements migrate` makes the tables of both databases, once, and says so where it cannot', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'migrate-'));
  const postgres = await startPostgres();
  try {
    const url = `postgres://postgres@/postgres?host=${encodeURIComponent(postgres.connection.host)}`;
    for (const database of [join(folder, 'a.sqlite'), url]) {
      const first = run(database);
      assert.ok(first.status === 0 && first.steps > 0, first.stderr);
      const again = run('', { DATABASE_URL: database });
      assert.deepEqual([again.status, again.steps], [0, 0], again.stderr);
    }
    const nobody = run(url.replace('postgres@', 'nobody@'));
    assert.equal(nobody.status, 2);
    assert.match(nobody.stderr, /tables cannot be made/);
  } finally {
    await postgres.stop();
    rmSync(folder, { recursive: true });
  }
});
