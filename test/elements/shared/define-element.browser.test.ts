import { expect } from '@open-wc/testing';
import type { CancellationBackend } from 'order-cancel-elements/backend';
import { define } from '../../../src/elements/shared/define-element.ts';
import { OrderElement } from '../../../src/elements/shared/order-element.ts';
import { until } from '../../support/elements/page.ts';

describe('define', () => {
  it('has an element that was given its backend before it was defined ask that one alone', async () => {
    const asked: string[] = [];
    const elsewhere: string[] = [];
    const { fetch } = globalThis;
    globalThis.fetch = async (input) => {
      elsewhere.push(String(input));
      return new Response('{}', { status: 404 });
    };
    const backend = {
      loadOrders: async (ids: string[]) => {
        asked.push(...ids);
        return { views: [], missing: ids };
      },
    } as unknown as CancellationBackend;
    const early = document.createElement('test-early-order');
    early.setAttribute('order-id', 'o-1');
    early.setAttribute('backend', '/elsewhere');
    Object.assign(early, { backend });
    document.body.append(early);
    try {
      define('test-early-order', class extends OrderElement {});
      await until(() => asked.length > 0, 'the order is asked for');
      expect(asked.join()).to.equal('o-1');
      expect(elsewhere.join()).to.equal('');
    } finally {
      early.remove();
      globalThis.fetch = fetch;
    }
  });
});
