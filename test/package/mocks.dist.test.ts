import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { after, before, describe, it } from 'node:test';
import { aConsumer, asTheyAre, pack } from './consumer.ts';

/** Answers by the mock's own `fetch`, then by MSW's handlers; prints what came. */
const program = `
import { createHandlers, createMockBackend, sampleOrders } from 'order-cancel-elements/mocks';

const base = 'https://shop.example/api';
const orders = sampleOrders('poshmark');
const url = base + '/orders/' + orders[0].id;
const right = [];
const { fetch: answer } = createMockBackend({ base, orders });
right.push((await (await answer(new Request(url))).json()).order.id === orders[0].id);
try {
  const handlers = createHandlers({ base, orders });
  // What setupServer and setupWorker do with handlers; msw 3 catches requests under Node 22 only.
  const { getResponse } = await import('msw');
  right.push((await (await getResponse(handlers, new Request(url))).json()).order.id === orders[0].id);
} catch (error) {
  right.push(error.message);
}
console.log(JSON.stringify(right));
`;

describe('the mocks', () => {
  let packed: ReturnType<typeof pack>;
  before(() => {
    packed = pack();
  });
  after(() => packed.remove());

  for (const [title, packages, expected] of [
    ['answer by themselves where there is no msw, and say what handlers need', {}, /^\[true,".*need.*msw.*fetch/],
    ['give handlers to msw 2', { msw: 'msw' }, /^\[true,true\]$/],
    ['give handlers to msw 3', { msw: 'msw-3' }, /^\[true,true\]$/],
  ] as [string, Record<string, string>, RegExp][]) {
    it(title, () => {
      const consumer = aConsumer(packed.tarball, { ...asTheyAre('lit', 'zod'), ...packages });
      const { stdout, stderr } = spawnSync(process.execPath, ['--input-type=module', '-e', program], {
        cwd: consumer.folder,
        encoding: 'utf8',
      });
      consumer.remove();
      assert.match(stdout.trim(), expected, stderr);
    });
  }
});
