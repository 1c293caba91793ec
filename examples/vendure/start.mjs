// A Vendure in memory, the cancellation server beside it, and the pages of buyer and seller. Ctrl+C stops all of them.
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { install, readyIn, started } from '../front/children.mjs';
import { openExample } from '../front/example.mjs';

const here = fileURLToPath(new URL('.', import.meta.url));
const place = join(here, 'shop');
const { PORT = '8081', SHOP_PORT = '3000', CANCELLATION_PORT = '5174' } = process.env;

install(place, '@vendure/core', ['optional']);
const { ready: vendure } = await started(place, 'vendure.cjs', { PORT: SHOP_PORT }, readyIn);
await openExample({
  name: 'Vendure',
  here,
  port: PORT,
  cancellationPort: CANCELLATION_PORT,
  shop: vendure,
  paths: ['/shop-api'],
  staff: 'superadmin / superadmin',
  env: {
    VENDURE_URL: vendure,
    VENDURE_KEY: await apiKey(),
    // Its Vendure begins anew each time, and so does what is known of its orders.
    DATABASE: join(mkdtempSync(join(tmpdir(), 'cancellations-')), 'cancellations.sqlite'),
  },
});

/** A key with the rights that the cancellation server needs, as you make one in your dashboard. */
async function apiKey() {
  let session = '';
  const ask = async (query, variables) => {
    const answer = await fetch(`${vendure}/admin-api`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', ...(session && { Authorization: `Bearer ${session}` }) },
      body: JSON.stringify({ query, variables }),
    });
    session ||= answer.headers.get('vendure-auth-token') ?? '';
    const { data, errors } = await answer.json();
    if (errors) throw new Error(errors[0].message);
    return data;
  };
  await ask('mutation { login(username: "superadmin", password: "superadmin") { __typename } }');
  const { createRole } = await ask('mutation ($input: CreateRoleInput!) { createRole(input: $input) { id } }', {
    input: {
      code: 'cancellations',
      description: 'Cancellations',
      permissions: ['ReadOrder', 'UpdateOrder', 'ReadCustomer'],
    },
  });
  const { createApiKey } = await ask(
    'mutation ($input: CreateApiKeyInput!) { createApiKey(input: $input) { apiKey } }',
    {
      input: { roleIds: [createRole.id], translations: [{ languageCode: 'en', name: 'Cancellations' }] },
    },
  );
  return createApiKey.apiKey;
}
