// A Medusa in the PostgreSQL of DATABASE_URL, the cancellation server beside it, and the pages of buyer and seller. Ctrl+C stops all of them.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { install, readyIn, started } from '../front/children.mjs';
import { openExample } from '../front/example.mjs';

const here = fileURLToPath(new URL('.', import.meta.url));
const place = join(here, 'shop');
const { DATABASE_URL, PORT = '8082', SHOP_PORT = '9000', CANCELLATION_PORT = '5175' } = process.env;
// What Medusa shows once.
const { KEY_FILE = join(here, 'secret-key.txt') } = process.env;

if (!DATABASE_URL) {
  console.error(
    'DATABASE_URL: a PostgreSQL database of its own, with nothing in it, as in postgres://user:password@127.0.0.1/medusa',
  );
  process.exit(1);
}
install(place, '@medusajs/medusa', ['optional', 'peer']);

const { ready: medusa, publishableKey, secretKey } = await started(place, 'medusa.js', { PORT: SHOP_PORT }, readyIn);
if (secretKey) writeFileSync(KEY_FILE, secretKey, { mode: 0o600 });
if (!existsSync(KEY_FILE)) {
  console.error(`${KEY_FILE} is gone: make a secret key in Medusa’s settings, and put it there`);
  process.exit(1);
}
await openExample({
  name: 'Medusa',
  here,
  port: PORT,
  cancellationPort: CANCELLATION_PORT,
  shop: medusa,
  paths: ['/store', '/auth'],
  staff: 'admin@example.com / an example has no secrets',
  env: {
    MEDUSA_URL: medusa,
    MEDUSA_KEY: readFileSync(KEY_FILE, 'utf8'),
    MEDUSA_PUBLISHABLE_KEY: publishableKey,
  },
  settings: { publishableKey },
});
