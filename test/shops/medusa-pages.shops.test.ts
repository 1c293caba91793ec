import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after } from 'node:test';
import { startPostgres } from '../../scripts/postgres.mjs';
import { restOf } from '../../src/server/shops/medusa/medusa-api.ts';
import { startFront } from './front.ts';
import { medusaAt } from './medusa.ts';
import { walkPages } from './pages.ts';

const postgres = await startPostgres();
const { host, user, database } = postgres.connection;
const folder = mkdtempSync(join(tmpdir(), 'medusa-'));
const front = await startFront('medusa', {
  DATABASE_URL: `postgres://${user}@${encodeURIComponent(host)}/${database}`,
  KEY_FILE: join(folder, 'key.txt'),
  DATABASE: join(folder, 'cancellations.sqlite'),
  NODE_NO_WARNINGS: '1',
});
after(async () => {
  await front?.stop();
  await postgres.stop();
});

walkPages({
  name: 'Medusa',
  front,
  // As staff signs in to the dashboard.
  async staff({ places }) {
    const url = places['Medusa'] ?? '';
    const person = { email: 'admin@example.com', password: 'an example has no secrets' };
    const nobody = restOf({ url, headers: {}, timeout: 20_000 });
    const { token } = await nobody<{ token: string }>('POST', '/auth/user/emailpass', person);
    return medusaAt({ url, publishableKey: '', headers: { Authorization: `Bearer ${token}` } });
  },
  lines: false,
  // Of nobody Medusa says so with a 401.
  harmless: / 401 .*\/(store\/orders|auth\/customer\/emailpass)/,
});
