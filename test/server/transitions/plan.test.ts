import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { CancelPolicy } from '../../../src/domain/policy.ts';
import poshmark from '../../../src/policy/presets/poshmark.ts';
import { type CommitMeta, memoryShop, type ShopConnector } from '../../../src/server/index.ts';
import type { OrderState } from '../../../src/server/orders/order-state.ts';
import { planOf } from '../../../src/server/transitions/plan.ts';
import { aLifecyclePolicy, aPaidOrder, aRequest, placed } from '../../domain/lifecycle-fixtures.ts';
import { ago, anOrder, aServer, minutes } from '../setup.ts';

/** A server that hears what its shop is told of each transition. */
function listening(order = anOrder(), policy: CancelPolicy = poshmark) {
  const shop = memoryShop([order]);
  const told: CommitMeta[] = [];
  const connector: ShopConnector = {
    ...shop,
    commit(orderId, revision, effects, meta) {
      told.push(meta);
      return shop.commit(orderId, revision, effects, meta);
    },
  };
  return { told, ...aServer({ policies: [policy], shop: connector }) };
}

const always: CancelPolicy = {
  ...poshmark,
  rules: [{ id: 'always', when: { all: [] }, then: { outcome: 'cancel', reason: 'seller-may-cancel' } }],
};

describe('what the shop is told of a transition', () => {
  for (const [what, changes, afterShipment] of [
    ['was not shipped', {}, false],
    ['was shipped, which the policy permits', { shippedAt: ago(minutes(1)) }, true],
  ] as const) {
    it(`PM-4 says whether the policy was asked about a shipped order: one that ${what}`, async () => {
      const { cancel, told } = listening(anOrder(changes), always);
      const { status, text } = await cancel({ action: 'cancel' }, { match: '"r1"' });
      assert.equal(status, 201, text);
      assert.deepEqual(
        told.map((meta) => [meta.action, meta.state, meta.actor, meta.afterShipment]),
        [['cancel', 'cancelled', 'buyer', afterShipment]],
      );
    });
  }

  it('SB-12 says that something is left by the policy that governs the cancellation, not by a later one', () => {
    const governingBy = (scope: 'order' | 'lines') =>
      ({ policy: aLifecyclePolicy({ scope }) }) as OrderState['governing'];
    const order = aPaidOrder();
    const cancellation = aRequest(aLifecyclePolicy(), 'cancelled', { lines: [{ id: 'pot', quantity: 1 }] });
    const partly = (made: 'order' | 'lines', now: 'order' | 'lines', action: string) => {
      const governing = governingBy(now);
      const state = {
        order,
        cancellation,
        cancellations: [cancellation],
        shown: [],
        governing,
        binding: governingBy(made),
      };
      const applied = { ok: true, order, cancellation, effects: [] } as const;
      const plan = planOf(state, {
        id: 't1',
        actor: 'seller',
        now: placed,
        action,
        opened: [{ ...applied, effects: [] }],
      });
      return plan.meta.partly === true;
    };
    assert.deepEqual([partly('lines', 'order', 'refund'), partly('order', 'lines', 'refund')], [true, false]);
    assert.deepEqual(
      [partly('lines', 'order', 'cancel'), partly('order', 'lines', 'cancel')],
      [false, true],
      'a new one',
    );
  });
});
