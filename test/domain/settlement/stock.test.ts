import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import type { Order } from '../../../src/domain/records.ts';
import { type SettlingChoices, sideEffectsOf } from '../../../src/domain/settlement/settlement.ts';
import {
  type InventoryChoice,
  type Lot,
  lotFor,
  stockItems,
  withReturned,
  withTaken,
} from '../../../src/domain/settlement/stock.ts';
import b2bSupplier from '../../../src/policy/presets/b2b-supplier.ts';
import bricklink from '../../../src/policy/presets/bricklink.ts';
import poshmark from '../../../src/policy/presets/poshmark.ts';
import shopBuilder from '../../../src/policy/presets/shop-builder.ts';
import { aPaidOrder, applied, apply, eur, placed, refusalOf } from '../lifecycle-fixtures.ts';

const cups: Lot = {
  id: 'lot-1',
  sku: 'CUP',
  title: 'Old cup',
  quantity: 7,
  unitPrice: eur(900),
  description: 'Chipped',
};
const order = aPaidOrder({ status: 'PENDING' });
const whole = [
  { id: 'cup', quantity: 3 },
  { id: 'pot', quantity: 1 },
];
const newId = (lineId: string) => `new-${lineId}`;

function returned(inventory: InventoryChoice[] = [], lots: Lot[] = [cups]): Lot[] {
  return withReturned(lots, stockItems(order, whole, inventory), newId);
}

/** What goes back when the preset's rule cancels the order. */
function goesBack(
  policy: typeof bricklink,
  ruleId: string,
  choices: SettlingChoices = {},
  of: Order = order,
): string[] {
  const subject = { lines: null, ruleId, requestedBy: 'seller' } as const;
  return sideEffectsOf(policy, of, subject, placed, choices).stock.items.map(
    ({ sku, quantity }) => `${quantity} ${sku}`,
  );
}

describe('items that go back', () => {
  it('BL-2 are all of the order, and the order is cancelled', () => {
    assert.deepEqual(goesBack(bricklink, 'seller-cancel'), ['3 CUP', '1 POT']);
    const { order: after, effects } = applied(
      bricklink,
      order,
      null,
      { action: 'cancel', reason: 'unpaid', comment: 'No answer.' },
      'seller',
    );
    assert.equal(after.status, 'CANCELLED');
    const stock = effects.find((effect) => effect.type === 'stock');
    assert.deepEqual(
      stock?.items.map(({ lineId, quantity }) => [lineId, quantity]),
      [
        ['cup', 3],
        ['pot', 1],
      ],
    );
  });

  it('BL-15 join the lot of the same item, or become a lot of their own', () => {
    const [one, other, ...more] = returned();
    assert.deepEqual([one?.id, one?.quantity], ['lot-1', 10]);
    assert.deepEqual(other, { id: 'new-pot', sku: 'POT', title: 'Pot', quantity: 1, unitPrice: eur(2500) });
    assert.deepEqual(more, []);
    assert.equal(lotFor([cups], { sku: 'CUP' })?.id, 'lot-1');
    assert.equal(lotFor([cups], { sku: 'POT' }), undefined);
  });

  it('BL-15 become a lot of their own where the seller wants it', () => {
    const lots = returned([{ lineId: 'cup', action: 'new-lot' }]);
    assert.deepEqual(
      lots.map(({ id, quantity }) => [id, quantity]),
      [
        ['lot-1', 7],
        ['new-cup', 3],
        ['new-pot', 1],
      ],
    );
  });

  it('BL-16 may be edited before', () => {
    const [, cup] = returned([
      {
        lineId: 'cup',
        action: 'new-lot',
        edits: { quantity: 2, unitPrice: eur(800), description: 'Used', condition: 'used' },
      },
    ]);
    assert.deepEqual(cup, {
      id: 'new-cup',
      sku: 'CUP',
      title: 'Cup',
      quantity: 2,
      unitPrice: eur(800),
      description: 'Used',
      condition: 'used',
    });
  });

  it('BL-16 may be deleted before: then they do not go back', () => {
    assert.deepEqual(returned([{ lineId: 'pot', action: 'delete' }]).length, 1);
    assert.deepEqual(returned([{ lineId: 'pot', action: 'consolidate', edits: { quantity: 0 } }]).length, 1);
  });

  it('BL-17 leave the lot its own values, or give it theirs, as the seller chooses', () => {
    const lotWith = (values: 'old' | 'new') =>
      returned([{ lineId: 'cup', action: 'consolidate', values, edits: { unitPrice: eur(1100) } }])[0];
    assert.deepEqual(lotWith('old'), { ...cups, quantity: 10 });
    // What the item does not say of itself, the lot keeps.
    assert.deepEqual(lotWith('new'), { ...cups, title: 'Cup', quantity: 10, unitPrice: eur(1100) });
  });

  it('BL-19 are consolidated with old values where the seller edits nothing', () => {
    for (const { consolidate, values } of stockItems(order, whole)) {
      assert.deepEqual([consolidate, values], [true, 'old']);
    }
    assert.deepEqual(returned()[0], { ...cups, quantity: 10 });
  });

  it('BL-20 are none where the buyer cancels by an alert, or the account of the seller is terminated', () => {
    for (const ruleId of ['buyer-seller-silent', 'buyer-not-received', 'buyer-seller-terminated']) {
      assert.deepEqual(goesBack(bricklink, ruleId), [], ruleId);
    }
    for (const ruleId of [
      'seller-buyer-terminated',
      'seller-penalty-accepted',
      'seller-unpaid-two-weeks',
      'buyer-request',
    ]) {
      assert.deepEqual(goesBack(bricklink, ruleId), ['3 CUP', '1 POT'], ruleId);
    }
  });

  it('SB-12 are those that the merchant wants back, by default all', () => {
    assert.deepEqual(goesBack(shopBuilder, 'merchant-cancel'), ['3 CUP', '1 POT']);
    assert.deepEqual(goesBack(shopBuilder, 'merchant-cancel', { restock: true }), ['3 CUP', '1 POT']);
    assert.deepEqual(goesBack(shopBuilder, 'merchant-cancel', { restock: false }), []);
  });

  it('are not a choice where the policy leaves none', () => {
    assert.deepEqual(goesBack(b2bSupplier, 'buyer-pending', { restock: false }), ['3 CUP', '1 POT']);
    assert.deepEqual(goesBack(poshmark, 'buyer-three-hours', { restock: true }), []);
  });

  it('are only what is not cancelled yet', () => {
    const [cup, pot] = order.lines;
    assert.ok(cup && pot);
    const left = aPaidOrder({
      lines: [
        { ...cup, cancelledQuantity: 1 },
        { ...pot, cancelledQuantity: 1 },
      ],
    });
    assert.deepEqual(goesBack(shopBuilder, 'merchant-cancel', {}, left), ['2 CUP']);
  });

  it('are as many as before, wherever they go', () => {
    const choice = fc.record({
      action: fc.constantFrom('consolidate' as const, 'new-lot' as const, 'delete' as const),
      values: fc.constantFrom('old' as const, 'new' as const),
      units: fc.option(fc.nat(6)),
    });
    const lot = fc.record({ sku: fc.constantFrom('CUP', 'POT', 'JAR'), quantity: fc.nat(9) });
    fc.assert(
      fc.property(fc.array(lot, { maxLength: 4 }), choice, choice, (found, forCup, forPot) => {
        const lots = found.map((one, at): Lot => ({ id: `lot-${at}`, title: 'Lot', unitPrice: eur(1), ...one }));
        const inventory = (
          [
            ['cup', forCup],
            ['pot', forPot],
          ] as const
        ).map(([lineId, { units, ...chosen }]) => ({
          lineId,
          ...chosen,
          ...(units !== null && { edits: { quantity: units } }),
        }));
        const items = stockItems(order, whole, inventory);
        const units = (of: readonly { sku: string; quantity: number }[], wanted: string) =>
          of.filter(({ sku }) => sku === wanted).reduce((sum, { quantity }) => sum + quantity, 0);
        const after = withReturned(lots, items, newId);
        for (const [sku, cancelled, { action, units: edited }] of [
          ['CUP', 3, forCup],
          ['POT', 1, forPot],
        ] as const) {
          const expected = action === 'delete' ? 0 : Math.min(cancelled, edited ?? cancelled);
          assert.equal(units(after, sku) - units(lots, sku), expected, sku);
        }
        assert.equal(units(after, 'JAR'), units(lots, 'JAR'));
        assert.equal(new Set(after.map(({ id }) => id)).size, after.length);
        assert.ok(
          after.every(({ quantity }) => quantity >= 0),
          'no lot holds less than nothing',
        );
        // Undone, they are taken out again.
        const undone = withTaken(after, items);
        assert.ok(undone, 'what went in can be taken out');
        for (const sku of ['CUP', 'POT', 'JAR']) assert.equal(units(undone, sku), units(lots, sku));
      }),
      { numRuns: 500 },
    );
  });

  it('can be taken out again only while they are there', () => {
    const [item] = stockItems(order, [{ id: 'cup', quantity: 3 }]);
    assert.ok(item);
    assert.equal(withTaken([{ ...cups, quantity: 2 }], [item]), null);
    assert.deepEqual(
      withTaken(
        [
          { ...cups, quantity: 2 },
          { ...cups, id: 'lot-2', quantity: 2 },
        ],
        [item],
      )?.map(({ quantity }) => quantity),
      [0, 1],
    );
  });
});

describe('choices about the inventory', () => {
  const cancelling = (inventory: InventoryChoice[], policy = bricklink) =>
    refusalOf(policy, order, null, { action: 'cancel', reason: 'unpaid', comment: 'No answer.', inventory }, 'seller');

  it('BL-16 name lines that are cancelled, each once, and no more units than there are', () => {
    assert.equal(cancelling([{ lineId: 'cup', action: 'delete' }]), null);
    assert.equal(cancelling([{ lineId: 'jar', action: 'delete' }]), 'invalid-request inventory.0.lineId:value');
    assert.equal(
      cancelling([
        { lineId: 'cup', action: 'delete' },
        { lineId: 'cup', action: 'new-lot' },
      ]),
      'invalid-request inventory.1.lineId:duplicate-id',
    );
    assert.equal(cancelling([{ lineId: 'cup', action: 'new-lot', edits: { quantity: 3 } }]), null);
    assert.equal(
      cancelling([{ lineId: 'cup', action: 'new-lot', edits: { quantity: 4 } }]),
      'invalid-request inventory.0.edits.quantity:too-large',
    );
  });

  it('are made only where the policy leaves them', () => {
    const order = aPaidOrder({ status: 'PREPARING' });
    const inventory: InventoryChoice[] = [{ lineId: 'cup', action: 'delete' }];
    const input = { action: 'cancel', reason: 'sold-out', inventory } as const;
    assert.equal(refusalOf(shopBuilder, order, null, input, 'seller'), 'invalid-request inventory:value');
  });

  it('are nothing that the buyer makes', () => {
    const asked = { action: 'request', reason: 'mutual-agreement', comment: 'Agreed.', inventory: [] } as const;
    assert.equal(refusalOf(bricklink, order, null, asked, 'buyer'), 'invalid-request inventory:not-for-role');
  });

  it('count on accepting as on cancelling', () => {
    const asked = apply(
      bricklink,
      order,
      null,
      { action: 'request', reason: 'mutual-agreement', comment: 'Agreed.' },
      'buyer',
    );
    assert.ok(asked.ok, 'the request is made');
    const accept = { action: 'accept', inventory: [{ lineId: 'pot', action: 'delete' }] } as const;
    const { cancellation } = applied(bricklink, asked.order, asked.cancellation, accept, 'seller');
    assert.deepEqual(cancellation.restocked, [{ id: 'cup', quantity: 3 }]);
  });
});
