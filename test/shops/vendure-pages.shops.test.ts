import assert from 'node:assert/strict';
import { after } from 'node:test';
import { startFront } from './front.ts';
import { walkPages } from './pages.ts';
import { vendureAt } from './vendure.ts';

const front = await startFront('vendure');
after(() => front?.stop());

walkPages({
  name: 'Vendure',
  front,
  async staff({ places }) {
    const { ship, cancel, payment } = await vendureAt(places['Vendure'] ?? '');
    return {
      ship,
      cancel: async (id) => assert.equal((await cancel(id)).errorCode, undefined),
      async money(id) {
        const { payment: made, refunded } = await payment(id);
        return { paid: made.amount, refunded };
      },
    };
  },
  lines: true,
});
