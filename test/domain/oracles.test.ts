import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { compilePolicy } from '../../src/domain/decision/decide.ts';
import type { CancelPolicy } from '../../src/domain/policy.ts';
import { type Cancellation, cancellationStates, type Notice, type Order } from '../../src/domain/records.ts';
import { parseCancellation, parseOrder } from '../../src/policy/parse.ts';
import { create as createShopBuilder } from '../../src/policy/presets/shop-builder.ts';
import { aCancellation, anOrder } from '../policy/fixtures.ts';
import { b2bSupplier, bricklink, type Case, poshmark, shopBuilder, type Verdict } from './oracles.ts';
import { presets } from './vectors.ts';

const placed = Date.parse('2026-03-01T12:00:00Z');
const hour = 3_600_000;
const day = 24 * hour;
// Where the requirements draw their lines, and a little around them; sums of two meet the lines of what came later.
const lengths = [0, hour, 3 * hour, 48 * hour, 7 * day, 8 * day, 13 * day, 14 * day];
const nearby = [-1, 0, 1, -hour, hour];

const pick = <T>(...values: T[]) => fc.constantFrom(...values);
const moment = fc
  .tuple(pick(...lengths), pick(...lengths), pick(...nearby))
  .map(([one, other, off]) => placed + one + other + off);
const instant = moment.map((at) => new Date(at).toISOString());
const maybe = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined });

/** Only the members that are there. */
function present<T extends object>(record: T): { [K in keyof T]: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(record).filter(([, value]) => value !== undefined)) as never;
}

const notice: fc.Arbitrary<Notice> = fc
  .record({
    kind: pick('NPB', 'NRS', 'NSS'),
    filedAt: instant,
    respondedAt: maybe(instant),
    penaltyAcceptedAt: maybe(instant),
    liftedAt: maybe(instant),
  })
  .map(present);

/** A whole order that was cancelled and is open again waits for somebody to settle that, whatever the requirements say. */
const states = cancellationStates.filter((state) => state !== 'cancelled');

const cancellation: fc.Arbitrary<Cancellation> = fc
  .record({ state: pick(...states), requestedBy: pick('buyer', 'seller'), requestedAt: instant })
  .map((changes) => aCancellation({ ...(changes as Partial<Cancellation>), lines: null }));

/** Random cases of a preset's statuses. */
function caseOf(policy: CancelPolicy): fc.Arbitrary<Case> {
  const account = fc.record({ status: pick('active', 'active', 'active', 'terminated') });
  const order = fc
    .record({
      status: pick(...Object.keys(policy.statuses)),
      shippedAt: maybe(instant),
      deliveredAt: maybe(instant),
      notices: maybe(fc.array(notice, { maxLength: 3 })),
      facts: maybe(fc.record({ fromOffer: fc.boolean(), mutualAgreement: fc.boolean() }, { requiredKeys: [] })),
      buyer: account,
      seller: account,
    })
    .map(({ buyer, seller, ...changes }): Order => {
      // The requirements speak of whole orders: what has left of it only its instants say.
      const { shippedAt, deliveredAt, notices, facts, fulfilments, ...order } = anOrder();
      const lines = order.lines.map(
        ({ cancelledQuantity, shippedQuantity, returnedQuantity, committedQuantity, ...line }) => line,
      );
      return {
        ...order,
        lines,
        ...present(changes),
        placedAt: new Date(placed).toISOString(),
        buyer: { ...order.buyer, ...(buyer as { status: 'active' }) },
        seller: { ...order.seller, ...(seller as { status: 'active' }) },
      } as Order;
    });
  return fc.record({
    order,
    actor: pick('buyer', 'seller', 'platform'),
    now: moment,
    cancellation: fc.option(cancellation),
  });
}

const oracles: [string, CancelPolicy, (question: Case) => Verdict][] = [
  ['poshmark', presets['poshmark'] as CancelPolicy, poshmark],
  ['bricklink', presets['bricklink'] as CancelPolicy, bricklink],
  ['b2b-supplier', presets['b2b-supplier'] as CancelPolicy, b2bSupplier],
  ['shop-builder', presets['shop-builder'] as CancelPolicy, (question) => shopBuilder(question)],
  [
    'shop-builder, contact only',
    createShopBuilder({ customerRequests: false }),
    (question) => shopBuilder(question, false),
  ],
];

describe('the presets and the requirements, written twice', () => {
  for (const [name, policy, oracle] of oracles) {
    it(`agree on ${name}`, () => {
      const { decide } = compilePolicy(policy);
      fc.assert(
        fc.property(caseOf(policy), (question) => {
          const { order, ...context } = question;
          parseOrder(order);
          if (context.cancellation) parseCancellation(context.cancellation);
          const { outcome, contact, alternatives } = decide(order, context);
          const expected = oracle(question);
          assert.equal(outcome, expected.outcome);
          assert.equal(contact, expected.contact ?? 'none');
          for (const offer of expected.offers ?? []) assert.ok(alternatives.includes(offer), offer);
          if (name === 'poshmark')
            assert.equal(alternatives.includes('escalate'), !!expected.offers?.includes('escalate'));
        }),
        { numRuns: 1500 },
      );
    });

    it(`change together in time on ${name}`, () => {
      const { decide } = compilePolicy(policy);
      fc.assert(
        fc.property(caseOf(policy), moment, (question, later) => {
          const { order, ...context } = question;
          const { outcome, contact, validUntil } = decide(order, context);
          // Until the instant that is named nothing changes, so that the requirements cannot either.
          if (later < question.now || (validUntil !== null && later >= validUntil)) return;
          const expected = oracle({ ...question, now: later });
          assert.equal(expected.outcome, outcome);
          assert.equal(expected.contact ?? 'none', contact);
        }),
        { numRuns: 500 },
      );
    });
  }
});
