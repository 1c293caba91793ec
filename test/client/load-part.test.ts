import assert from 'node:assert/strict';
import { test } from 'node:test';
import { submit } from '../../src/client/submit.ts';
import { loadPart, MissingPart } from '../../src/load-part.ts';

const gone = (url: string) => () =>
  Promise.reject(new TypeError(`Failed to fetch dynamically imported module: ${url}`));

test('a part that failed is asked for once more, by an address that no browser has kept a failure of', async () => {
  const asked: string[] = [];
  const again = async (url: string) => asked.push(url);
  await loadPart(gone('https://shop.example/chunks/dialog-1.js'), undefined, again);
  await loadPart(gone('https://shop.example/chunks/dialog-1.js?ver=2'), undefined, again);
  const [first = '', second = ''] = asked;
  assert.match(first, /^https:\/\/shop\.example\/chunks\/dialog-1\.js\?again=\d+$/);
  assert.match(second, /\?ver=2&again=\d+$/);
  assert.notEqual(first.split('again=')[1], second.split('again=')[1]);
});

test('a part is found in a file that a bundler has put it into, with others, under names of its own', async () => {
  const load = gone('https://shop.example/a.js') as () => Promise<{ renderDenied: string }>;
  const file = { t: () => {}, n: { renderTurn: 'other' }, e: { renderDenied: 'this' } };
  assert.equal((await loadPart(load, 'renderDenied', async () => file)).renderDenied, 'this');
  assert.equal((await loadPart(load, 'renderDenied', async () => file.e)).renderDenied, 'this');
  await assert.rejects(
    loadPart(load, 'renderDenied', async () => ({ n: file.n })),
    MissingPart,
  );
});

test('a part that stays away, or whose address nobody names, is a missing part, with its cause', async () => {
  for (const load of [gone('https://shop.example/a.js'), () => Promise.reject(new Error('Importing failed.'))]) {
    await assert.rejects(
      loadPart(load, undefined, () => Promise.reject(new Error('404'))),
      (error) => error instanceof MissingPart && error.cause instanceof Error,
    );
  }
});

test('where what sends is missing, nothing was sent: the outcome is known, and the order is not asked', async () => {
  const store = {
    backend: { send: () => Promise.reject(new MissingPart('gone')) },
    get: () => ({ view: null, problem: null }),
    refresh: () => assert.fail('the order was asked'),
  } as unknown as Parameters<typeof submit>[0];
  const intent = { type: 'message', orderId: 'o1', key: 'k' } as unknown as Parameters<typeof submit>[1];
  const result = await submit(store, intent, () => assert.fail('it was said to be unknown'));
  assert.deepEqual(result, { ok: false, problem: { code: 'unavailable' } });
});
