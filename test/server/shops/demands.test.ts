import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { CancelError } from '../../../src/domain/errors.ts';
import type { CancelPolicy } from '../../../src/domain/policy.ts';
import shopBuilder from '../../../src/policy/presets/shop-builder.ts';
import { memoryShop, type ShopLack } from '../../../src/server/index.ts';
import { aServer } from '../setup.ts';

const lifecycle = shopBuilder.lifecycle as NonNullable<CancelPolicy['lifecycle']>;
const [first, ...others] = shopBuilder.rules;

/** A policy that asks for each thing that a shop may lack, and where. */
const asking: Record<ShopLack, { policy: CancelPolicy; path: (string | number)[] }> = {
  lines: { policy: shopBuilder, path: ['lifecycle', 'scope'] },
  undo: {
    policy: { ...shopBuilder, lifecycle: { ...lifecycle, undo: { from: ['cancelled'], by: ['seller'], guards: [] } } },
    path: ['lifecycle', 'undo'],
  },
  'hold-fulfilment': {
    policy: { ...shopBuilder, lifecycle: { ...lifecycle, holdsFulfilment: true } },
    path: ['lifecycle', 'holdsFulfilment'],
  },
  coupons: {
    policy: { ...shopBuilder, consequences: { ...shopBuilder.consequences, coupons: 'restore' } },
    path: ['consequences', 'coupons'],
  },
  fee: {
    policy: {
      ...shopBuilder,
      rules: [{ ...first!, then: { ...first!.then, consequences: { marketplaceFee: 'reset' } } }, ...others],
    },
    path: ['rules', 0, 'then', 'consequences', 'marketplaceFee'],
  },
  remark: {
    policy: { ...shopBuilder, lifecycle: { ...lifecycle, sellerRemarks: true } },
    path: ['lifecycle', 'sellerRemarks'],
  },
};

describe('a policy that asks for what the shop lacks', () => {
  const start = (policy: CancelPolicy, lacks: ShopLack[]) =>
    aServer({ policies: [policy], shop: { ...memoryShop([]), lacks } });

  for (const [lack, { policy, path }] of Object.entries(asking) as [ShopLack, (typeof asking)[ShopLack]][]) {
    it(`is refused when the server starts: ${lack}`, () => {
      assert.throws(
        () => start(policy, [lack]),
        (error) => {
          assert.ok(error instanceof CancelError);
          assert.equal(error.code, 'invalid-shop');
          assert.deepEqual(error.issues, [{ path: ['policies', 0, ...path], code: 'unsupported' }]);
          return true;
        },
      );
      start(policy, []);
    });
  }

  it('is no other policy: what a shop lacks and nobody asks for keeps nothing from starting', () => {
    const { undo: _, ...final } = lifecycle;
    start({ ...shopBuilder, lifecycle: { ...final, scope: 'order' } }, Object.keys(asking) as ShopLack[]);
  });
});
