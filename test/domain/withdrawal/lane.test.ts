import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import type { Json } from '../../../src/domain/decision/conditions.ts';
import { compilePolicy, decide } from '../../../src/domain/decision/decide.ts';
import type { CancelPolicy } from '../../../src/domain/policy.ts';
import type { Order, OrderLine } from '../../../src/domain/records.ts';
import { grounds } from '../../../src/domain/withdrawal/grounds.ts';
import { laneOf, rightOf } from '../../../src/domain/withdrawal/lane.ts';
import { isPublicHoliday } from '../../../src/domain/withdrawal/public-holidays.ts';
import { zonesOfStates } from '../../../src/domain/withdrawal/zones.ts';
import euWithdrawal from '../../../src/policy/presets/eu-withdrawal.ts';
import { cancellationArbitrary, nowArbitrary, policyArbitrary, questionArbitrary } from '../arbitraries.ts';
import { presets } from '../vectors.ts';

const terms = euWithdrawal.withdrawal!;
const eur = (amount: number) => ({ amount, currency: 'EUR' });
const berlin = (local: string) => Temporal.PlainDateTime.from(local).toZonedDateTime('Europe/Berlin').epochMilliseconds;

function aLine(changes: Partial<OrderLine> = {}): OrderLine {
  return { id: 'l-1', sku: 's', title: 'Thing', quantity: 1, unitPrice: eur(1000), ...changes };
}

/** Ordered in Germany on 1 June 2026, delivered on the 19th, which is a Friday. */
function anOrder(changes: Partial<Order> = {}): Order {
  return {
    id: 'o-1',
    status: 'OPEN',
    placedAt: '2026-06-01T10:00:00+02:00',
    deliveredAt: '2026-06-19T15:00:00+02:00',
    total: eur(1000),
    payment: { method: 'card', paid: eur(1000), refunded: eur(0) },
    lines: [aLine()],
    buyer: { id: 'b', name: 'B', status: 'active' },
    seller: { id: 's', name: 'S', status: 'active' },
    facts: { country: 'DE' },
    revision: '1',
    ...changes,
  };
}

const statuses = { SHIPPED: { phase: 'shipped' }, DELIVERED: { phase: 'delivered' } } as const;
const right = (order: unknown, policy: Partial<CancelPolicy> = {}) =>
  rightOf(order as Json, { ...euWithdrawal, statuses, ...policy }, { ...terms, ...policy.withdrawal }, isPublicHoliday);

/** When the period ends, `null` if nobody knows; throws where there is no right. */
function until(changes: Partial<Order> = {}): number | null {
  const found = right(anOrder(changes));
  if (!found.right) throw new Error(found.reason);
  return found.until;
}
const notesOf = (changes: Partial<Order>) => {
  const found = right(anOrder(changes));
  return found.right && found.notes;
};

const parcel = (
  id: string,
  quantity: number,
  deliveredAt?: string,
  status: 'shipped' | 'pending' | 'delivered' = 'delivered',
) => ({
  ...{ id: `p-${id}-${deliveredAt}`, status: deliveredAt ? ('delivered' as const) : status },
  lines: [{ id, quantity }],
  ...(deliveredAt && { deliveredAt }),
});

describe('what is left to be withdrawn from', () => {
  it('is nothing once all is cancelled or back, however the thousandths add up', () => {
    assert.ok(0.7 + 0.1 < 0.8);
    const payment = { method: 'card', paid: eur(1000), refunded: eur(1000) };
    const lines = [aLine({ quantity: 0.8, unit: 'm', cancelledQuantity: 0.7, returnedQuantity: 0.1 })];
    assert.deepEqual(right(anOrder({ lines, payment })), { right: false, reason: 'nothing-left' });
  });

  it('is the price, where all is back that was not paid yet', () => {
    const payment = { method: 'invoice', paid: eur(0), refunded: eur(0) };
    const back = [aLine({ quantity: 2, cancelledQuantity: 1, returnedQuantity: 1 })];
    assert.equal(right(anOrder({ lines: back, payment })).right, true);
    const cancelled = [aLine({ quantity: 2, cancelledQuantity: 2 })];
    assert.equal(right(anOrder({ lines: cancelled, payment })).right, false);
  });
});

describe('the period of a withdrawal', () => {
  it('EU-8: runs 14 days from delivery, and is over with the last moment of the last day', () => {
    const end = berlin('2026-07-04T00:00');
    assert.equal(until(), end);
    const at = (now: number) => decide(euWithdrawal, anOrder(), { actor: 'buyer', now }, isPublicHoliday).withdrawal;
    assert.equal(at(end - 1)?.until, end);
    assert.equal(at(end), null);
  });

  it('EU-8: is that of the last item of the order', () => {
    const lines = [aLine(), aLine({ id: 'l-2', quantity: 2 })];
    const fulfilments = [
      parcel('l-1', 1, '2026-06-05T12:00:00+02:00'),
      parcel('l-2', 1, '2026-06-12T12:00:00+02:00'),
      parcel('l-2', 1, '2026-06-19T12:00:00+02:00'),
    ];
    assert.equal(until({ lines, fulfilments }), berlin('2026-07-04T00:00'));
    assert.equal(until({ lines, fulfilments: fulfilments.slice(0, 2) }), null, 'one is still to come');
    assert.equal(until({ lines: [aLine()], fulfilments: fulfilments.slice(0, 1) }), berlin('2026-06-20T00:00'));
  });

  it('runs from the first item of a regular delivery', () => {
    const lines = [aLine({ quantity: 3, facts: { regular: true } })];
    const fulfilments = [
      parcel('l-1', 1, '2026-06-05T12:00:00+02:00'),
      parcel('l-1', 1, '2026-06-12T12:00:00+02:00'),
      parcel('l-1', 1, undefined, 'pending'),
    ];
    assert.equal(until({ lines, fulfilments }), berlin('2026-06-20T00:00'));
  });

  it('EU-8: runs from the conclusion for services and digital content', () => {
    for (const kind of ['services', 'digital']) {
      const lines = [aLine({ facts: { kind } })];
      assert.equal(until({ lines }), berlin('2026-06-16T00:00'), kind);
      const facts = { country: 'DE', concludedAt: '2026-06-02T10:00:00+02:00' };
      assert.equal(until({ lines, facts }), berlin('2026-06-17T00:00'), kind);
    }
    const both = [aLine(), aLine({ id: 'l-2', facts: { kind: 'services' } })];
    assert.equal(until({ lines: both }), berlin('2026-07-04T00:00'), 'one order, one period: the one that ends last');
  });

  it('is open where nobody can read when the contract was concluded, and says so', () => {
    for (const facts of [{}, { kind: 'services' }]) {
      const changes = { lines: [aLine({ facts })], facts: { country: 'DE', concludedAt: '20/06/2026' } };
      assert.equal(until(changes), null);
      assert.ok((notesOf(changes) || []).includes('conclusion-unknown'));
    }
  });

  it('is open before delivery, and where nobody knows of one, and says so', () => {
    const { deliveredAt: _, ...undelivered } = anOrder();
    const open = (changes: Partial<Order>) => right({ ...undelivered, ...changes });
    for (const [changes, note] of [
      [{}, 'not-delivered'],
      [{ status: 'SHIPPED' }, 'delivery-unknown'],
      [{ status: 'DELIVERED' }, 'delivery-unknown'],
      [{ shippedAt: '2026-06-03T10:00:00Z' }, 'delivery-unknown'],
      [{ fulfilments: [parcel('l-1', 1, undefined, 'pending')] }, 'not-delivered'],
      [{ fulfilments: [parcel('l-1', 1, undefined, 'shipped')] }, 'delivery-unknown'],
      [{ fulfilments: [parcel('l-1', 1, undefined, 'delivered')] }, 'delivery-unknown'],
      [{ deliveredAt: 'yesterday' }, 'delivery-unknown'],
      [{ lines: [aLine({ quantity: 2, shippedQuantity: 1 })], deliveredAt: '2026-06-19T15:00:00Z' }, 'not-delivered'],
    ] as const) {
      const found = open(changes as Partial<Order>);
      assert.ok(found.right && found.until === null && found.from === null, JSON.stringify(changes));
      assert.deepEqual(found.notes, [note], JSON.stringify(changes));
    }
  });

  it('is no shorter for a delivery that is said to have been before the order', () => {
    assert.equal(until({ deliveredAt: '2026-05-01T10:00:00+02:00' }), berlin('2026-06-16T00:00'));
  });

  it('counts no item that was cancelled as still to come', () => {
    const lines = [aLine(), aLine({ id: 'l-2', cancelledQuantity: 1 })];
    assert.equal(
      until({ lines, fulfilments: [parcel('l-1', 1, '2026-06-19T12:00:00+02:00')] }),
      berlin('2026-07-04T00:00'),
    );
  });

  it('is 12 months longer where the consumer was not informed, or 14 days from being told', () => {
    const of = (facts: Order['facts']) => until({ facts: { country: 'DE', informed: false, ...facts } });
    const longest = berlin('2027-07-06T00:00');
    assert.equal(of({}), longest);
    assert.deepEqual(notesOf({ facts: { country: 'DE', informed: false } }), ['not-informed']);
    assert.equal(of({ informedAt: '2026-09-01T10:00:00+02:00' }), berlin('2026-09-16T00:00'));
    assert.equal(of({ informedAt: '2026-06-20T10:00:00+02:00' }), berlin('2026-07-07T00:00'), 'the 4th is a Saturday');
    assert.equal(
      of({ informedAt: '2026-06-02T10:00:00+02:00' }),
      berlin('2026-07-04T00:00'),
      'never before the first period',
    );
    assert.equal(of({ informedAt: '2027-07-20T10:00:00+02:00' }), longest, 'too late');
    assert.equal(of({ informedAt: 'once' }), longest);
    assert.equal(until({ facts: { country: 'DE', informed: true } }), berlin('2026-07-04T00:00'));
  });

  it('has the length that the policy gives', () => {
    const found = right(anOrder(), { withdrawal: { ...terms, days: 30 } });
    assert.ok(found.right);
    assert.equal(found.until, berlin('2026-07-21T00:00'), '19 July is a Sunday');
  });

  it('EU-1: goes by the country of the consumer, and is read generously where that is not known', () => {
    assert.deepEqual(right(anOrder({ facts: { country: 'US' } })), { right: false, reason: 'country' });
    assert.deepEqual(right(anOrder({ facts: { country: 'DE', business: true } })), {
      right: false,
      reason: 'business',
    });
    assert.ok(right(anOrder({ facts: { country: 'EL' } })).right, 'Greece');
    assert.ok(right(anOrder({ facts: { country: 'MQ' } })).right, 'Martinique');
    assert.ok(right(anOrder({ facts: { country: 'IC' } })).right, 'the Canary Islands, as post and customs call them');
    for (const country of ['XI', 'XK', 'GB', 'CH']) assert.ok(!right(anOrder({ facts: { country } })).right, country);
    const unknown = ['Deutschland', null, '', 'XX', 'zz', 'EU', 'QQ', 'AA'].map((country) => ({ country }));
    for (const facts of [undefined, {}, ...unknown]) {
      const found = right({ ...anOrder(), facts });
      assert.ok(found.right && found.until! >= until()!, JSON.stringify(facts));
      assert.ok(found.notes.includes('country-unknown'));
    }
    assert.ok(right(anOrder({ facts: { country: 'DE', business: 'yes' } })).right);
  });

  it('is read in the zone of the consumer', () => {
    const at = (timeZone: string) => until({ facts: { country: 'PT', timeZone } })!;
    assert.equal(at('Atlantic/Azores') - at('Europe/Lisbon'), 3_600_000);
    assert.equal(until({ facts: { country: 'PT' } }), at('Atlantic/Azores'));
    assert.equal(at('Mars/Olympus'), at('Atlantic/Azores'));
  });

  it('ends later, and says so, where nobody knows the holidays', () => {
    const found = decide(euWithdrawal, anOrder(), { actor: 'buyer', now: berlin('2026-06-20T00:00') }).withdrawal;
    assert.ok(found && found.until! > until()!);
    assert.deepEqual(found.notes, ['holidays-unknown']);
    const abroad = right(anOrder({ facts: { country: 'NO' } }), { withdrawal: { ...terms, countries: ['NO'] } });
    assert.ok(abroad.right && abroad.notes.includes('holidays-unknown') && abroad.until! > until()!);
  });
});

describe('Art. 16', () => {
  const order = (...lines: OrderLine[]) => right(anOrder({ lines }));

  it('EU-9: exempt lines are told by their ground, and the rest of a mixed order can be withdrawn from', () => {
    const found = order(aLine({ exempt: 'c' }), aLine({ id: 'l-2' }));
    assert.ok(found.right);
    assert.deepEqual(found.lines, [
      { id: 'l-1', state: 'exempt', ground: 'c', dependsOn: null },
      { id: 'l-2', state: 'open', ground: null, dependsOn: null },
    ]);
    const whole = order(aLine({ exempt: 'c' }), aLine({ id: 'l-2', exempt: 'd' }));
    assert.ok(!whole.right && whole.reason === 'exempt');
    assert.deepEqual(
      [whole.until, whole.lines.map(({ id, state, ground }) => [id, state, ground])],
      [
        found.until,
        [
          ['l-1', 'exempt', 'c'],
          ['l-2', 'exempt', 'd'],
        ],
      ],
    );
  });

  for (const [ground, { lines, dependsOn }] of Object.entries(grounds)) {
    const kind = lines === 'any' ? 'goods' : lines;
    if (!dependsOn) {
      it(`(${ground}) exempts ${kind}`, () => {
        const found = order(aLine({ exempt: ground, facts: { kind } }));
        assert.ok(!found.right && found.reason === 'exempt');
        assert.deepEqual(found.lines, [{ id: 'l-1', state: 'exempt', ground, dependsOn: null }]);
      });
    } else {
      it(`EU-9: (${ground}) exempts only where it is known to be ${dependsOn}: unknown is not exempt`, () => {
        const state = (value?: boolean | string) => {
          const facts = { kind, ...(value !== undefined && { [dependsOn]: value }) };
          const found = order(aLine({ exempt: ground, facts }), aLine({ id: 'l-2' }));
          return found.right && found.lines[0];
        };
        assert.deepEqual(state(true), { id: 'l-1', state: 'exempt', ground, dependsOn });
        assert.deepEqual(state(false), { id: 'l-1', state: 'open', ground, dependsOn });
        for (const value of [undefined, 'maybe']) {
          assert.deepEqual(state(value), { id: 'l-1', state: 'judged', ground, dependsOn });
        }
      });
    }
    if (lines === 'any') continue;
    it(`(${ground}) exempts nothing but ${lines}`, () => {
      const other = lines === 'goods' ? 'services' : 'goods';
      const found = order(aLine({ exempt: ground, facts: { kind: other, ...(dependsOn && { [dependsOn]: true }) } }));
      assert.ok(found.right && found.lines[0]!.state === 'open');
    });
  }

  it('knows 13 letters; the n and o of national acts, and codes of a shop, exempt nothing', () => {
    assert.equal(Object.keys(grounds).join(''), 'abcdefghijklm');
    for (const exempt of ['n', 'o', 'sale', 'constructor', '']) assert.ok(order(aLine({ exempt })).right, exempt);
  });
});

describe('what is left of a contract', () => {
  const gone = [aLine({ cancelledQuantity: 1 })];
  const refunded = (amount: number) => ({ method: 'card', paid: eur(1000), refunded: eur(amount) });

  it('has no lane once all of it is cancelled or back, and all of the money too', () => {
    const over = { lines: gone, payment: refunded(1000), status: 'CANCELLED' };
    assert.deepEqual(right(anOrder(over)), { right: false, reason: 'nothing-left' });
    const back = {
      lines: [aLine({ quantity: 2, cancelledQuantity: 1, returnedQuantity: 1 })],
      payment: refunded(1000),
    };
    assert.deepEqual(right(anOrder(back)), { right: false, reason: 'nothing-left' });
  });

  it('EU-11: keeps it where a cancellation kept some of the money', () => {
    assert.ok(right(anOrder({ lines: gone, payment: refunded(999), status: 'CANCELLED' })).right);
    const { deliveredAt: _, ...undelivered } = anOrder({ lines: gone, payment: refunded(0), status: 'CANCELLED' });
    const found = right(undelivered);
    assert.ok(found.right && found.until === null);
  });
});

/** Orders of consumers of the Union with an instant that is in their period, by what was agreed and delivered. */
const inPeriod = fc
  .record({
    state: fc.constantFrom(...Object.keys(zonesOfStates)),
    placed: fc.integer({ min: Date.UTC(2024, 0, 1), max: Date.UTC(2034, 0, 1) }),
    kinds: fc.array(fc.constantFrom('goods', 'services', 'digital', undefined), { minLength: 1, maxLength: 4 }),
    delivery: fc.option(fc.integer({ min: 0, max: 60 * 86_400_000 })),
    status: fc.constantFrom('OPEN', 'PACKED', 'SENT', 'CANCELLED', 'LOST'),
    share: fc.double({ min: 0, max: 1, noNaN: true }),
    cancelled: fc.integer({ min: 0, max: 2 }),
    region: fc.constantFrom(undefined, null, 'XX'),
  })
  .map(({ state, placed, kinds, delivery, status, share, cancelled, region }) => {
    const delivered = delivery === null ? null : placed + delivery;
    const { deliveredAt: _, ...undelivered } = anOrder();
    const order: Order = {
      ...undelivered,
      status,
      placedAt: new Date(placed).toISOString(),
      ...(delivered !== null && { deliveredAt: new Date(delivered).toISOString() }),
      facts: { country: state, ...(region !== undefined && { region }) },
      lines: kinds.map((kind, at) =>
        aLine({
          id: `l-${at}`,
          quantity: 2,
          cancelledQuantity: at === 0 ? cancelled : 0,
          ...(kind && { facts: { kind } }),
        }),
      ),
    };
    const [zone] = Object.keys(zonesOfStates[state]!);
    const living = kinds.filter((_, at) => at > 0 || cancelled < 2);
    const event = living.some((kind) => kind === undefined || kind === 'goods') ? delivered : placed;
    const last = Temporal.Instant.fromEpochMilliseconds(event ?? placed)
      .toZonedDateTimeISO(zone!)
      .toPlainDate()
      .add({ days: 15 })
      .toZonedDateTime(zone!).epochMilliseconds;
    return { order, now: Math.floor(placed + share * (last - 1 - placed)) };
  });

describe('EU-11: the lane', () => {
  it('is there for any policy, any order and any instant in its period', () => {
    fc.assert(
      fc.property(
        fc.oneof(policyArbitrary, fc.constantFrom(...Object.values(presets))),
        inPeriod,
        cancellationArbitrary,
        fc.constantFrom('buyer', 'seller', 'platform'),
        (policy, { order, now }, cancellation, actor) => {
          const found = compilePolicy({ ...policy, withdrawal: terms }, isPublicHoliday).decide(order, {
            ...{ actor, now, cancellation },
          });
          assert.ok(found.withdrawal && (found.withdrawal.until === null || found.withdrawal.until > now));
        },
      ),
      { numRuns: 3000 },
    );
  });

  it('is the same whatever the rules, who asks, and what was asked for; and touches nothing else of a decision', () => {
    fc.assert(
      fc.property(questionArbitrary, ({ policy, order, ...context }) => {
        const { withdrawal, ...rest } = decide(
          { ...policy, withdrawal: terms },
          order as Order,
          context,
          isPublicHoliday,
        );
        const { withdrawal: none, ...bare } = decide(policy, order as Order, context);
        assert.equal(none, null);
        assert.deepEqual(rest, bare);
        const { timeZone, statuses } = policy;
        const alone = { ...euWithdrawal, statuses, ...(timeZone !== undefined && { timeZone }) };
        assert.deepEqual(withdrawal, laneOf(alone, isPublicHoliday)!(order as Json, context.now));
      }),
      { numRuns: 1500 },
    );
  });

  it('is there of any JSON value that says nothing against it', () => {
    fc.assert(
      fc.property(fc.jsonValue(), policyArbitrary, nowArbitrary, (order, policy, now) => {
        const found = decide({ ...policy, withdrawal: terms }, order as never, { actor: 'buyer', now });
        assert.ok(found.withdrawal);
      }),
    );
  });

  it('is none of a policy that has none', () => {
    assert.equal(laneOf({ ...euWithdrawal, withdrawal: undefined } as never), undefined);
    assert.throws(() => compilePolicy({ ...euWithdrawal, withdrawal: {} as never }), TypeError);
  });
});
