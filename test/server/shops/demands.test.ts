import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { CancelError } from '../../../src/domain/errors.ts';
import type { CancelPolicy } from '../../../src/domain/policy.ts';
import shopBuilder from '../../../src/policy/presets/shop-builder.ts';
import { memoryJournal, memoryShop, type ShopLack } from '../../../src/server/index.ts';
import { medusaShop } from '../../../src/server/shops/medusa/index.ts';
import { vendureShop } from '../../../src/server/shops/vendure/index.ts';
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
  'refund-terms': { policy: shopBuilder, path: ['lifecycle', 'completes'] },
  statuses: { policy: shopBuilder, path: ['lifecycle', 'requested'] },
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
  penalty: {
    policy: { ...shopBuilder, consequences: { ...shopBuilder.consequences, penalty: { counts: true } } },
    path: ['consequences', 'penalty'],
  },
  remark: {
    policy: { ...shopBuilder, lifecycle: { ...lifecycle, sellerRemarks: true } },
    path: ['lifecycle', 'sellerRemarks'],
  },
};

describe('what a connector says that its shop lacks', () => {
  const given = { seller: { id: 'shop', name: 'Shop' }, journal: memoryJournal() };

  it('is what Vendure and Medusa have no call for', () => {
    const vendure = vendureShop({ ...given, adminUrl: 'https://shop.example/admin-api', headers: {} });
    const medusa = medusaShop({ ...given, url: 'https://shop.example', secretKey: 'sk_1' });
    const both = ['coupons', 'fee', 'hold-fulfilment', 'penalty', 'remark', 'statuses', 'undo'];
    assert.deepEqual([...(vendure.lacks ?? [])].sort(), both);
    assert.deepEqual([...(medusa.lacks ?? [])].sort(), [...both, 'lines', 'refund-terms'].sort());
  });
});

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

  /** Whole orders, with all that was paid. */
  const { undo: _, requested: __, refunding: ___, ...final } = lifecycle;
  const plain: CancelPolicy = {
    ...shopBuilder,
    refund: { method: 'original' },
    lifecycle: { ...final, scope: 'order', completes: 'at-once' },
  };
  const lacks = Object.keys(asking) as ShopLack[];
  const fee = { basisPoints: 250 };
  const notice = { filedBy: 'seller', status: 'ALERT' } as const;
  for (const [name, changes, path] of [
    ['a fee', { refund: { method: 'original', fee } }, ['refund', 'fee']],
    ['what is kept', { refund: { method: 'original', keeps: ['shipping'] } }, ['refund', 'keeps']],
    ['an amount of one’s own', { refund: { method: 'original', adjustable: true } }, ['refund', 'adjustable']],
    ['credits', { refund: { method: 'credits' } }, ['refund', 'method']],
    ['a choice', { refund: { method: 'original', choices: ['original', 'points'] } }, ['refund', 'choices']],
    [
      'a fee of the rest',
      { otherwise: { ...shopBuilder.otherwise, refund: { method: 'original', fee } } },
      ['otherwise', 'refund', 'fee'],
    ],
    ['a status of what runs', { lifecycle: { ...plain.lifecycle!, refunding: 'RUNNING' } }, ['lifecycle', 'refunding']],
    ['a status of what was not paid', { lifecycle: { ...plain.lifecycle!, unpaid: 'VOID' } }, ['lifecycle', 'unpaid']],
    ['a status of an alert', { notices: { unpaid: notice } }, ['notices', 'unpaid', 'status']],
  ] as [string, Partial<CancelPolicy>, string[]][]) {
    it(`is told where: ${name}`, () => {
      const statuses = {
        ...plain.statuses,
        ALERT: { phase: 'open' },
        RUNNING: { phase: 'cancelling' },
        VOID: { phase: 'cancelled' },
      };
      const asks = { ...plain, statuses, ...changes } as CancelPolicy;
      assert.throws(
        () => start(asks, lacks),
        (error) => {
          assert.ok(error instanceof CancelError);
          assert.equal(error.code, 'invalid-shop');
          assert.deepEqual(
            error.issues?.map((issue) => issue.path),
            [['policies', 0, ...path]],
          );
          return true;
        },
      );
    });
  }

  it('is no other policy: what a shop lacks and nobody asks for keeps nothing from starting', () => {
    start(plain, lacks);
  });
});
