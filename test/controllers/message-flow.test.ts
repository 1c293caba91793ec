import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it, mock } from 'node:test';
import type { Intent, SendResult } from '../../src/backend/backend.ts';
import { MessageFlow } from '../../src/controllers/message-flow.ts';
import type { OrderController } from '../../src/controllers/order-controller.ts';

describe('a message of which nobody knows whether it arrived', () => {
  beforeEach(() => mock.timers.enable({ apis: ['setTimeout'] }));
  afterEach(() => {
    mock.timers.reset();
    mock.restoreAll();
  });

  /** Runs what waits, until it is over. */
  const over = async (work: Promise<void>): Promise<void> => {
    let done = false;
    work.finally(() => {
      done = true;
    });
    while (!done) {
      await new Promise((resolve) => setImmediate(resolve));
      mock.timers.tick(10_000);
    }
  };

  const cut = (): never => {
    throw new TypeError('cut off');
  };
  const refused = (code: string) => (): SendResult => ({ ok: false, problem: { code } });

  for (const [what, between] of [
    ['a session that has ended', refused('sign-in-required')],
    ['an order that is not there for who asks', refused('not-found')],
    ['answers that go on failing', cut],
  ] as const) {
    it(`is sent under its first key after ${what}, also where a word has changed`, async () => {
      const sent: Intent[] = [];
      let answer: () => SendResult = cut;
      const store = {
        get: () => ({ view: null, problem: null }),
        refresh: async () => {},
        backend: {
          send: async (intent: Intent) => {
            sent.push(intent);
            return answer();
          },
        },
      };
      const order = {
        store,
        order: { id: 'o1', revision: 'r1' },
        actor: 'buyer',
        now: 0,
      } as unknown as OrderController;
      const flow = new MessageFlow({ requestUpdate: () => {} }, order, 'Hello');
      await over(flow.send());
      assert.equal(flow.phase, 'unknown');
      answer = between;
      await over(flow.send());
      assert.equal(flow.phase, 'unknown');
      answer = () => ({ ok: true, messageId: 'm1' }) as SendResult;
      flow.write('Hello!');
      await over(flow.send());
      assert.equal(flow.phase, 'earlier');
      assert.equal(new Set(sent.map(({ key }) => key)).size, 1);
    });
  }
});
