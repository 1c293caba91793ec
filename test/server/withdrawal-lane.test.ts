import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { CancelPolicy } from '../../src/domain/policy.ts';
import euWithdrawal from '../../src/policy/presets/eu-withdrawal.ts';
import shopBuilder from '../../src/policy/presets/shop-builder.ts';
import { memoryStore } from '../../src/server/index.ts';
import { ago, anOrder, aServer, days } from './setup.ts';

const german = { facts: { country: 'DE' }, status: 'PREPARING' };
const policy: CancelPolicy = { ...shopBuilder, withdrawal: euWithdrawal.withdrawal! };

describe('EU-11: the lane in what the server answers', () => {
  it('is there, reckoned with the holidays', async () => {
    const order = anOrder({ ...german, status: 'DELIVERED', deliveredAt: '2026-03-20T12:00:00+01:00' });
    const server = aServer({ policies: [policy], orders: [order] });
    server.clock.now = Date.parse('2026-04-07T23:00:00+02:00');
    const { withdrawal } = (await server.view()).decision!;
    assert.equal(withdrawal?.until, Date.parse('2026-04-08T00:00:00+02:00'));
    assert.deepEqual(withdrawal?.notes, []);
    server.clock.now = Date.parse('2026-04-08T00:00:00+02:00');
    assert.equal((await server.view()).decision?.withdrawal, null);
  });

  it('stays while a request is open, and when its policy had none', async () => {
    const store = memoryStore();
    const before = aServer({ policies: [shopBuilder], orders: [anOrder(german)], store });
    assert.equal((await before.cancel({ action: 'request', reason: 'changed-mind' })).status, 201);
    const orders = before.shop.orders();
    const now = aServer({ policies: [policy, shopBuilder], orders, store });
    const view = await now.view();
    assert.equal(view.cancellation?.state, 'requested');
    assert.equal(view.decision?.reason, 'request-open');
    assert.deepEqual(view.decision?.withdrawal?.notes, ['not-delivered']);
  });

  it('is there of an order that nobody can read, and of a status that nobody knows', async () => {
    for (const changes of [{ total: 'much' }, { status: 'LOST' }, { lines: 'none' }]) {
      const server = aServer({ policies: [policy], orders: [anOrder({ ...german, ...changes } as never)] });
      const { decision } = await server.view();
      assert.equal(decision?.outcome, 'ask-server', JSON.stringify(changes));
      assert.ok(decision?.withdrawal, JSON.stringify(changes));
    }
  });

  it('is there, with the holidays, in the refusal of an answer that a rule forbids by now', async () => {
    const frozen: CancelPolicy = {
      ...policy,
      facts: { ...policy.facts, frozen: { type: 'boolean', default: false } },
      rules: [
        {
          id: 'frozen',
          when: { fact: 'frozen', is: true },
          then: { outcome: 'none', reason: 'dispute-open' },
          always: true,
        },
        ...policy.rules,
      ],
    };
    const server = aServer({ policies: [frozen], orders: [anOrder(german)] });
    const { view } = await server.cancel({ action: 'request', reason: 'changed-mind' });
    server.shop.change('o1', { facts: { ...german.facts, frozen: true } });
    const { revision } = (await server.view('seller')).order;
    const path = `/cancellations/${view.cancellation?.id}/accept`;
    const { problem } = await server.post(path, {}, { as: 'seller', match: `"${revision}"` });
    assert.deepEqual([problem.code, problem.decision?.reason], ['decision-changed', 'dispute-open']);
    assert.deepEqual(problem.decision?.withdrawal?.notes, ['not-delivered']);
  });

  it('is there where cancelling is denied', async () => {
    const order = anOrder({ ...german, status: 'IN_TRANSIT', shippedAt: ago(days(1)) });
    const { decision } = await aServer({ policies: [policy], orders: [order] }).view();
    assert.equal(decision?.outcome, 'return');
    assert.deepEqual(decision?.withdrawal?.notes, ['delivery-unknown']);
  });

  it('is none where no policy has it', async () => {
    const { decision } = await aServer({ policies: [shopBuilder], orders: [anOrder(german)] }).view();
    assert.equal(decision?.withdrawal, null);
  });
});
