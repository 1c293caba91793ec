import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { it } from 'node:test';
import { createApp } from '../../src/serve/app.ts';
import { people } from '../../src/serve/orders.ts';
import { sqliteFile } from '../../src/server/sql/index.ts';
import { start } from '../server/setup.ts';

const shop = 'https://shop.example';
const [first, second] = Object.keys(people) as [string, string];

it('the sample shop answers one person so many requests a minute, whichever process they reach; pages and others go on', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'rate-'));
  const opened = await Promise.all([1, 2, 3].map(() => sqliteFile(join(folder, 'shop.db'))));
  try {
    const options = { elements: folder, log: () => {}, now: () => start };
    const [one, other, free] = await Promise.all(
      opened.map((kysely, at) => createApp({ ...options, kysely, requestsAMinute: at === 2 ? 0 : 3 })),
    );
    const cookieOf = async (person: string) => {
      const init = { method: 'POST', body: new URLSearchParams({ person }), headers: { Origin: shop } };
      const response = await one?.fetch(new Request(`${shop}/sign-in`, init));
      return response?.headers.getSetCookie()[0]?.split(';')[0] ?? '';
    };
    const ask = async (app: typeof one, cookie: string, path = '/api/orders/none') =>
      (await app?.fetch(new Request(shop + path, { headers: { Cookie: cookie } })))?.status;
    const cookie = await cookieOf(first);
    const statuses = [];
    for (const app of [one, other, one, other, one]) statuses.push(await ask(app, cookie));
    assert.deepEqual(statuses, [404, 404, 404, 429, 429]);
    assert.equal(await ask(one, cookie, '/'), 200);
    assert.equal(await ask(one, await cookieOf(second)), 404);
    assert.equal(await ask(free, cookie), 404, 'without a limit');
  } finally {
    await Promise.all(opened.map((kysely) => kysely.destroy()));
    rmSync(folder, { recursive: true });
  }
});
