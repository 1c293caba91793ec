import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { decide } from '../../../src/domain/decision/decide.ts';
import type { CancelPolicy, Rule } from '../../../src/domain/policy.ts';
import type { Fulfilment, Order, OrderLine } from '../../../src/domain/records.ts';
import { parseOrder, parsePolicy } from '../../../src/policy/parse.ts';
import { aLifecyclePolicy, aPaidOrder, eur, hour, placed } from '../lifecycle-fixtures.ts';

const seed = Number(process.env['SEED']) || Math.floor(Math.random() * 2 ** 31);
console.log(`# lines alone: SEED=${seed}`);

/** A policy whose rules ask of each line: what it is made for, how long ago it left, how soon it is expected. */
const rule = fc.record({
  word: fc.constantFrom('made', 'weight', 'shippedAt', 'deliveredAt', 'expectedAt'),
  level: fc.nat(4),
  outcome: fc.constantFrom('cancel' as const, 'request' as const, 'return' as const, 'none' as const),
  covers: fc.constantFrom('open' as const, 'shipped' as const),
});
type Drawn = typeof rule extends fc.Arbitrary<infer T> ? T : never;

function ruleOf({ word, level, outcome, covers }: Drawn, at: number): Rule {
  const when: Rule['when'] =
    word === 'made'
      ? { lineFact: 'made', is: level % 2 === 0 }
      : word === 'weight'
        ? { lineFact: 'weight', atLeast: level }
        : word === 'expectedAt'
          ? { before: 'line.expectedAt', from: `PT${level + 1}H` }
          : { since: `line.${word}` as 'line.shippedAt', until: `PT${level + 1}H` };
  return { id: `r${at}`, when, then: { outcome, reason: `reason-${at}`, covers } };
}

const line = fc.record({
  quantity: fc.integer({ min: 1, max: 3 }),
  cancelled: fc.nat(1),
  made: fc.option(fc.boolean()),
  weight: fc.option(fc.nat(5)),
  /** What has become of it, and how many hours ago. */
  status: fc.option(fc.constantFrom('pending' as const, 'shipped' as const, 'delivered' as const, 'returned' as const)),
  sent: fc.nat(3),
  hours: fc.nat(6),
});

const at = (hours: number): string => new Date(placed + 10 * hour - hours * hour).toISOString();

function partOf(drawn: typeof line extends fc.Arbitrary<infer T> ? T : never, place: number) {
  const { quantity, cancelled, made, weight, status, sent, hours } = drawn;
  const id = `l${place}`;
  const own: OrderLine = {
    ...{ id, sku: id, title: id, quantity, unitPrice: eur(1000), cancelledQuantity: Math.min(cancelled, quantity) },
    facts: { ...(made !== null && { made }), ...(weight !== null && { weight }) },
  };
  const parcel: Fulfilment | null = status && {
    ...{ id: `p${place}`, status, lines: [{ id, quantity: Math.min(Math.max(1, sent), quantity) }] },
    ...(status === 'pending' ? { expectedAt: at(-hours) } : { shippedAt: at(hours + 1) }),
    ...(status === 'delivered' && { deliveredAt: at(hours) }),
  };
  return { own, parcel };
}

type Context = Parameters<typeof decide>[2];

/** Of each line the same is said in the order as in one of that line alone, and the first change of any is the order's. */
function holdsOfEach(policy: CancelPolicy, whole: Order, context: Context, alone: [id: string, order: Order][]): void {
  const together = decide(policy, whole, context);
  const turns: number[] = [];
  for (const [id, order] of alone) {
    const { outcome, reason, ruleId, contact, next } = decide(policy, order, context);
    const group = together.lines?.find(({ ids }) => ids.includes(id)) ?? together;
    assert.deepEqual(
      {
        outcome: group.outcome,
        reason: group.reason,
        ruleId: group.ruleId,
        contact: group.contact,
        next: group.next,
      },
      { outcome, reason, ruleId, contact, next },
      id,
    );
    if (next) turns.push(next.at);
  }
  assert.equal(together.validUntil, turns.length > 0 ? Math.min(...turns) : null);
  const ids = (together.lines ?? []).map(({ ids }) => ids.map((id) => whole.lines.findIndex((line) => line.id === id)));
  const inOrder = (places: number[]) => places.every((place, at) => at === 0 || place > (places[at - 1] as number));
  assert.ok(ids.every(inOrder) && inOrder(ids.map(([first]) => first as number)));
}

describe('what is decided of a line', () => {
  it('is what would be of an order of that line alone, where rules ask of lines', () => {
    fc.assert(
      fc.property(
        fc.array(rule, { minLength: 1, maxLength: 5 }),
        fc.array(line, { minLength: 2, maxLength: 6 }),
        fc.constantFrom('buyer' as const, 'seller' as const),
        (rules, lines, actor) => {
          const policy: CancelPolicy = {
            ...aLifecyclePolicy(),
            lineFacts: { made: { type: 'boolean' }, weight: { type: 'number' } },
            rules: rules.map(ruleOf),
          };
          parsePolicy(policy);
          const parts = lines.map(partOf);
          const orderOf = (some: typeof parts): Order =>
            aPaidOrder({
              lines: some.map(({ own }) => own),
              fulfilments: some.flatMap(({ parcel }) => parcel ?? []),
            });
          const whole = orderOf(parts);
          parseOrder(whole);
          const context = { actor, now: placed + 10 * hour };
          holdsOfEach(
            policy,
            whole,
            context,
            parts.map((part) => [part.own.id, orderOf([part])]),
          );
        },
      ),
      { seed, numRuns: Number(process.env['RUNS']) || 200 },
    );
  });

  it('is the same however many lines stand before it, alike or not', () => {
    const policy: CancelPolicy = {
      ...aLifecyclePolicy(),
      lineFacts: { made: { type: 'boolean', default: false } },
      rules: [
        { id: 'made', when: { lineFact: 'made', is: true }, then: { outcome: 'none', reason: 'made-for-you' } },
        {
          id: 'soon',
          when: { before: 'line.expectedAt', from: 'PT5H', until: 'PT1H' },
          then: { outcome: 'request', reason: 'seller-decides' },
        },
        { id: 'open', when: { before: 'line.expectedAt' }, then: { outcome: 'cancel', reason: 'not-yet' } },
      ],
    };
    parsePolicy(policy);
    fc.assert(
      fc.property(
        fc.array(fc.record({ made: fc.boolean(), minutes: fc.nat(600), alike: fc.boolean() }), {
          minLength: 120,
          maxLength: 160,
        }),
        fc.boolean(),
        (drawn, differ) => {
          const parts = drawn.map(({ made, minutes, alike }, place) => {
            const id = `l${place}`;
            const own: OrderLine = { id, sku: id, title: id, quantity: 1, unitPrice: eur(1000), facts: { made } };
            const expectedAt = new Date(placed + (alike && !differ ? 60 : minutes) * 60_000 + (differ ? place : 0));
            const parcel = { id: `p${place}`, status: 'pending' as const, expectedAt: expectedAt.toISOString() };
            return { own, parcel: { ...parcel, lines: [{ id, quantity: 1 }] } };
          });
          const orderOf = (some: typeof parts): Order =>
            aPaidOrder({ lines: some.map(({ own }) => own), fulfilments: some.map(({ parcel }) => parcel) });
          const context = { actor: 'buyer' as const, now: placed };
          holdsOfEach(
            policy,
            orderOf(parts),
            context,
            parts.map((part) => [part.own.id, orderOf([part])]),
          );
        },
      ),
      { seed, numRuns: Number(process.env['RUNS']) || 20 },
    );
  });
});
