import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { type CommitMeta, memoryShop } from '../../../src/server/index.ts';
import { ago, anOrder, hours } from '../setup.ts';

const meta = (more: Partial<CommitMeta>): CommitMeta => ({
  id: 't1',
  cancellationId: 'c1',
  state: 'cancelled',
  actor: 'seller',
  at: ago(0),
  afterShipment: false,
  ...more,
});

describe('an order that was shipped before anybody knew', () => {
  const commit = async (more: Partial<CommitMeta>) => {
    const shop = memoryShop([anOrder({ shippedAt: ago(hours(1)) })]);
    return (await shop.commit('o1', 'r1', [], meta(more))).ok;
  };

  it('is not cancelled any more, unless the policy was asked about a shipped one', async () => {
    for (const state of ['cancelled', 'refunding'] as const) {
      assert.equal(await commit({ state }), false, state);
      assert.equal(await commit({ state, afterShipment: true }), true, state);
    }
  });

  it('goes on all the same where nothing ends it: a refusal, a part of it, an alert', async () => {
    for (const state of ['declined', 'withdrawn', 'superseded', 'undone'] as const) {
      assert.equal(await commit({ state }), true, state);
    }
    assert.equal(await commit({ partly: true }), true, 'a part');
    assert.equal(await commit({ state: null, cancellationId: null }), true, 'an alert');
  });
});
