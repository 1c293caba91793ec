import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import poshmark from '../../src/policy/presets/poshmark.ts';
import { type CancellationStore, memoryStore } from '../../src/server/index.ts';
import { anOrder, aServer } from './setup.ts';

describe('the feed that all listeners share', () => {
  it('keeps nobody waiting who asks while another asks what was before', async () => {
    const store = memoryStore();
    let hold: ((release: () => void) => void) | null = null;
    const slow: CancellationStore = {
      ...store,
      async changes(...asked) {
        const found = await store.changes(...asked);
        const held = hold;
        hold = null;
        if (held) await new Promise<void>(held);
        return found;
      },
    };
    // Nobody looks of their own accord: the clock never comes round.
    const never = (_: number, signal: AbortSignal) =>
      new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve()));
    const orders = [anOrder({ facts: { fromOffer: true } })];
    const { server, post } = aServer({ policies: [poshmark], orders, store: slow, live: { wait: never } });
    const listen = async (signal: AbortSignal) => {
      const headers = { 'X-Person': 'buyer' };
      const { body } = await server.fetch(new Request('https://shop.example/events', { headers, signal }));
      const reader = body?.getReader();
      return async () => new TextDecoder().decode((await reader?.read())?.value);
    };
    const ended = new AbortController();
    const [one, other] = [await listen(ended.signal), await listen(ended.signal)];
    await Promise.all([one(), other()]);

    let release = (): void => {};
    const isHeld = new Promise<void>((resolve) => {
      hold = (released) => {
        release = released;
        resolve();
      };
    });
    const first = one();
    await isHeld;
    // What the first one has asked is answered as it was before this.
    await post('/orders/o1/messages', { to: 'seller', text: 'Hello' }, { match: null });
    assert.match(await other(), /event: order/);
    release();
    assert.match(await first, /event: order/);
    ended.abort();
  });
});
