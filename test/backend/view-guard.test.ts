import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { isOrderView } from '../../src/backend/view-guard.ts';
import { cancellationStates } from '../../src/domain/records.ts';
import { parseInstant } from '../../src/domain/values/instant.ts';
import type { OrderView } from '../../src/domain/view.ts';
import { parseCancellation, parseOrder } from '../../src/policy/parse.ts';
import { aCancellation, altered, anOrder } from '../policy/fixtures.ts';

type Path = (string | number)[];

function aView(changes: Partial<OrderView> = {}): OrderView {
  return {
    order: anOrder(),
    cancellation: aCancellation(),
    policy: { id: 'test', version: '1', hash: '0'.repeat(64) },
    now: '2026-03-01T12:00:00Z',
    decision: {
      outcome: 'cancel',
      reason: 'may',
      ruleId: 'rule',
      contact: 'none',
      validUntil: 1_772_380_800_000,
      next: { at: 1_772_380_800_000, outcome: 'request', reason: 'later', ruleId: null },
      alternatives: ['return'],
      withdrawal: null,
      lines: null,
      trace: [],
    },
    ...changes,
  };
}

/** The full check: the strict parsers for the records, and for the rest what the contract says. */
function conforms(value: unknown): boolean {
  const { order, cancellation, cancellations, policy, now, decision } = (value ?? {}) as Record<string, unknown>;
  const passes = (parse: (input: unknown) => unknown, input: unknown): boolean => {
    try {
      parse(input);
      return true;
    } catch {
      return false;
    }
  };
  const member = (owner: unknown, name: string): unknown =>
    (owner as Record<string, unknown> | null | undefined)?.[name];
  const isNothing = (part: unknown): boolean => part === undefined || part === null;
  const isText = (text: unknown): boolean => typeof text === 'string';
  const isTime = (value: unknown): boolean => Number.isSafeInteger(value) && (value as number) >= 0;
  const alternatives = member(decision, 'alternatives');
  const next = member(decision, 'next');
  const turns = next === null || (isTime(member(next, 'at')) && isText(member(next, 'outcome')));
  return (
    passes(parseOrder, order) &&
    (cancellation === null || passes(parseCancellation, cancellation)) &&
    (isNothing(cancellations) ||
      (Array.isArray(cancellations) && cancellations.every((one) => passes(parseCancellation, one)))) &&
    ['id', 'hash'].every((name) => isText(member(policy, name))) &&
    !Number.isNaN(parseInstant(now)) &&
    (isNothing(decision) ||
      (['outcome', 'reason', 'contact'].every((name) => isText(member(decision, name))) &&
        (member(decision, 'validUntil') === null || isTime(member(decision, 'validUntil'))) &&
        turns &&
        Array.isArray(alternatives) &&
        alternatives.every(isText)))
  );
}

/** What the page reads, by what it has to be. */
const read: Record<string, Path[]> = {
  object: [
    ['order'],
    ['order', 'total'],
    ['order', 'payment'],
    ['order', 'payment', 'paid'],
    ['order', 'payment', 'refunded'],
    ['order', 'lines', 0],
    ['order', 'lines', 0, 'unitPrice'],
    ['order', 'buyer'],
    ['order', 'seller'],
    ['cancellation', 'refund', 'due'],
    ['cancellation', 'refund', 'refunded'],
    ['policy'],
  ],
  text: [
    ['order', 'id'],
    ['order', 'status'],
    ['order', 'payment', 'method'],
    ['order', 'lines', 0, 'id'],
    ['order', 'lines', 0, 'title'],
    ['order', 'buyer', 'id'],
    ['order', 'buyer', 'name'],
    ['order', 'seller', 'id'],
    ['order', 'seller', 'name'],
    ['cancellation', 'id'],
    ['cancellation', 'refund', 'status'],
    ['policy', 'id'],
    ['policy', 'hash'],
    ['decision', 'outcome'],
    ['decision', 'reason'],
    ['decision', 'contact'],
    ['decision', 'alternatives', 0],
    ['decision', 'next', 'outcome'],
  ],
  word: [
    ['order', 'buyer', 'status'],
    ['order', 'seller', 'status'],
    ['order', 'revision'],
    ['order', 'total', 'currency'],
    ['order', 'lines', 0, 'unitPrice', 'currency'],
    ['order', 'payment', 'paid', 'currency'],
    ['cancellation', 'state'],
    ['cancellation', 'requestedBy'],
    ['cancellation', 'refund', 'due', 'currency'],
  ],
  whole: [
    ['order', 'total', 'amount'],
    ['order', 'payment', 'paid', 'amount'],
    ['order', 'payment', 'refunded', 'amount'],
    ['cancellation', 'refund', 'due', 'amount'],
    ['cancellation', 'refund', 'refunded', 'amount'],
    ['decision', 'next', 'at'],
  ],
  signed: [['order', 'lines', 0, 'unitPrice', 'amount']],
  quantity: [['order', 'lines', 0, 'quantity']],
  instant: [['order', 'placedAt'], ['cancellation', 'requestedAt'], ['now']],
  list: [
    ['order', 'lines'],
    ['decision', 'alternatives'],
  ],
};
const optional: Path[] = [['order', 'number'], ['decision'], ['cancellations']];
const nullable: Path[] = [
  ['cancellation'],
  ['cancellation', 'respondBy'],
  ['cancellation', 'refund'],
  ['cancellation', 'refund', 'method'],
  ['decision', 'validUntil'],
  ['decision', 'next'],
];

const wrong: Record<string, unknown[]> = {
  object: [undefined, null, 7, 'text', true, []],
  text: [undefined, null, 7, true, {}, []],
  word: [undefined, null, 7, {}, '', 'no such word', '\u00e9'],
  whole: [undefined, null, '7', -1, 0.5, 2 ** 53, Number.NaN, Number.POSITIVE_INFINITY, {}],
  signed: [undefined, null, '7', 0.5, 2 ** 53, Number.NaN, Number.POSITIVE_INFINITY, {}],
  quantity: [undefined, null, '7', -1, 0.0005, 2 ** 53, Number.NaN, Number.POSITIVE_INFINITY, {}],
  instant: [
    undefined,
    null,
    1_772_000_000_000,
    '',
    'today',
    '2026-03-01',
    '2026-03-01T12:00:00',
    '2026-02-30T00:00:00Z',
  ],
  list: [undefined, null, {}, 'text', 7, [null], [7]],
};

describe('isOrderView', () => {
  it('takes a view with every member, with the least, and with members that it does not know', () => {
    const order = anOrder();
    const least = aView({ cancellation: null });
    delete least.decision;
    for (const path of ['number', 'paidAt', 'shippedAt', 'deliveredAt', 'notices', 'facts', 'fee', 'coupons']) {
      delete (least.order as unknown as Record<string, unknown>)[path];
    }
    const more = { ...aView(), etag: 1, order: { ...order, vip: true, buyer: { ...order.buyer, tier: [] } } };
    for (const view of [aView(), least, more]) {
      assert.equal(isOrderView(view), true);
      assert.equal(conforms(view), true);
    }
  });

  for (const state of cancellationStates) {
    it(`takes a cancellation that is ${state}`, () => {
      assert.equal(isOrderView(aView({ cancellation: aCancellation({ state, refund: null, respondBy: null }) })), true);
    });
  }

  for (const [kind, paths] of Object.entries(read)) {
    for (const path of paths) {
      it(`refuses a view whose ${path.join('.')} is no ${kind}, as the parsers do`, () => {
        for (const value of wrong[kind] as unknown[]) {
          const view = altered(aView(), path, value);
          assert.equal(isOrderView(view), false, `${path.join('.')} = ${String(value)}`);
          assert.equal(conforms(view), false, `the parsers take ${path.join('.')} = ${String(value)}`);
        }
      });
    }
  }

  for (const path of optional) {
    it(`lets ${path.join('.')} be absent, or null, which says the same`, () => {
      assert.equal(isOrderView(altered(aView(), path, undefined)), true);
      assert.equal(isOrderView(altered(aView(), path, null)), true);
      assert.equal(isOrderView(altered(aView(), path, 7)), false);
    });
  }

  for (const path of nullable) {
    it(`lets ${path.join('.')} be null, not absent`, () => {
      assert.equal(isOrderView(altered(aView(), path, null)), true);
      assert.equal(isOrderView(altered(aView(), path, undefined)), false);
      assert.equal(isOrderView(altered(aView(), path, -7)), false);
    });
  }

  it('refuses every value that is no view, and throws for none', () => {
    fc.assert(
      fc.property(
        fc.anything({ withBigInt: true, withDate: true, withMap: true, withNullPrototype: true }),
        (value) => {
          assert.equal(isOrderView(value), false);
        },
      ),
    );
  });

  const paths = [...Object.values(read).flat(), ...optional, ...nullable];
  const value = fc.oneof(
    fc.constantFrom(...Object.values(wrong).flat()),
    fc.jsonValue({ maxDepth: 2 }),
    fc.constantFrom('2026-03-01T12:00:00.123+05:30', 'USD', 'buyer', 'terminated', 'cancelled', 'r:1', 0, 1, []),
  );

  it('takes all that the parsers take, whatever stands in any one place', () => {
    fc.assert(
      fc.property(fc.constantFrom(...paths), value, (path, replacement) => {
        const view = altered(aView(), path, replacement);
        if (conforms(view)) assert.equal(isOrderView(view), true, JSON.stringify([path, replacement]));
      }),
      { numRuns: 3000 },
    );
  });

  it('takes nothing that the parsers refuse, but names of any length and members that do not fit each other', () => {
    // What is shown as text, or compared, harms in no length; the parsers bound it. Currencies that differ, and more units
    // in parcels than were ordered, the decision sees.
    const harmless = (path: Path, replacement: unknown): boolean =>
      (typeof replacement === 'string' &&
        [...(read.text as Path[]), ...optional, ...nullable].some((one) => one.join() === path.join())) ||
      path.at(-1) === 'quantity' ||
      (path[0] === 'order' && path.at(-1) === 'currency');
    fc.assert(
      fc.property(fc.constantFrom(...paths), value, (path, replacement) => {
        const view = altered(aView(), path, replacement);
        if (!isOrderView(view) || harmless(path, replacement)) return;
        assert.equal(conforms(view), true, JSON.stringify([path, replacement]));
      }),
      { numRuns: 3000 },
    );
  });

  it('takes several faults no better than one', () => {
    const fault = fc.tuple(
      fc.constantFrom(...Object.entries(read).flatMap(([kind, all]) => all.map((path) => ({ kind, path })))),
      fc.nat(),
    );
    fc.assert(
      fc.property(fc.array(fault, { minLength: 1, maxLength: 4 }), (faults) => {
        let view: unknown = aView();
        for (const [{ kind, path }, seed] of faults) {
          const values = wrong[kind] as unknown[];
          const reachable = path
            .slice(0, -1)
            .reduce<unknown>((at, step) => (at as Record<string, unknown> | null)?.[step as string], view);
          if (typeof reachable === 'object' && reachable !== null)
            view = altered(view, path, values[seed % values.length]);
        }
        assert.equal(isOrderView(view), false);
      }),
    );
  });
});
