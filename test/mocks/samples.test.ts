import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  createMockBackend,
  hostileOrders,
  manyOrders,
  type PresetName,
  pastOrders,
  presetNames,
  presetPolicy,
  sampleOrders,
  samplesOf,
  shopNames,
} from '../../mocks/index.ts';
import { decide } from '../../src/domain/decision/decide.ts';
import { policyHash } from '../../src/domain/values/policy-hash.ts';
import { parseCancellation, parseOrder } from '../../src/policy/parse.ts';

const now = Date.parse('2026-03-10T12:00:00Z');

for (const preset of shopNames) {
  describe(`the samples of ${preset}`, () => {
    const samples = samplesOf(preset, now);
    const policy = presetPolicy(preset);

    it('are orders and cancellations as the schemas have them', () => {
      for (const { order, cancellation } of samples) {
        parseOrder(order);
        if (cancellation) parseCancellation(cancellation);
      }
    });

    it('have an id and a number each', () => {
      assert.equal(new Set(samples.map(({ order }) => order.id)).size, samples.length);
      assert.equal(new Set(samples.map(({ order }) => order.number)).size, samples.length);
    });

    it('show every status of the preset', () => {
      const shown = new Set(samples.map(({ order }) => order.status));
      assert.deepEqual(
        Object.keys(policy.statuses).filter((status) => !shown.has(status)),
        [],
      );
    });

    it('show every rule of the preset', () => {
      const shown = new Set(
        samples.flatMap(({ order, cancellation }) =>
          (['buyer', 'seller'] as const).flatMap((actor) => {
            const { ruleId, lines } = decide(policy, order, { actor, now, cancellation });
            return [ruleId, ...(lines ?? []).map((group) => group.ruleId)];
          }),
        ),
      );
      assert.deepEqual(
        policy.rules.map(({ id }) => id).filter((id) => !shown.has(id)),
        [],
      );
    });

    it('leave nothing to the server to find out', () => {
      for (const { order, cancellation } of samples) {
        for (const actor of ['buyer', 'seller'] as const) {
          assert.notEqual(decide(policy, order, { actor, now, cancellation }).outcome, 'ask-server', order.id);
        }
      }
    });

    it('were refunded what their cancellations say, and never more than was paid', () => {
      for (const { order, cancellation } of samples) {
        const { paid, refunded } = order.payment;
        assert.ok(refunded.amount <= paid.amount, order.id);
        if (cancellation?.refund) assert.equal(refunded.amount, cancellation.refund.refunded.amount, order.id);
        if (cancellation) assert.equal(cancellation.policy.hash, policyHash(policy));
      }
    });
  });
}

describe('a sample', () => {
  const outcomes = (preset: PresetName, actor: 'buyer' | 'seller') =>
    Object.fromEntries(
      samplesOf(preset, now).map(({ order, cancellation }) => {
        return [order.id, decide(presetPolicy(preset), order, { actor, now, cancellation })];
      }),
    );

  for (const [id, outcome, reason] of [
    ['pm-just-placed', 'cancel', 'within-window'],
    ['pm-window-closing', 'cancel', 'within-window'],
    ['pm-window-closed', 'request', 'window-closed'],
    ['pm-offer', 'request', 'offer-is-final'],
    ['pm-almost-seven-days', 'request', 'window-closed'],
    ['pm-seven-days', 'cancel', 'not-shipped-in-time'],
    ['pm-offer-seven-days', 'cancel', 'not-shipped-in-time'],
    ['pm-request-open', 'none', 'request-open'],
    ['pm-request-unanswered', 'none', 'request-unanswered'],
    ['pm-request-declined', 'request', 'request-declined'],
    ['pm-shipped', 'return', 'already-shipped'],
    ['pm-agreed', 'cancel', 'agreed-by-both'],
    ['pm-cancelled', 'none', 'already-cancelled'],
  ] as const) {
    it(`PM-3 ${id} gives the buyer ${outcome}: ${reason}`, () => {
      const decision = outcomes('poshmark', 'buyer')[id];
      assert.deepEqual([decision?.outcome, decision?.reason], [outcome, reason]);
    });
  }

  for (const [id, outcome, reason] of [
    ['bl-npb-3-days', 'none', 'alert-standing'],
    ['bl-npb-closing', 'none', 'alert-standing'],
    ['bl-npb-silent', 'cancel', 'unpaid-no-response'],
    ['bl-npb-answered', 'none', 'alert-standing'],
    ['bl-npb-answered-late', 'none', 'alert-standing'],
    ['bl-npb-two-weeks', 'cancel', 'unpaid-two-weeks'],
    ['bl-npx', 'cancel', 'penalty-accepted'],
    ['bl-npb-lifted', 'cancel', 'seller-may-cancel'],
    ['bl-buyer-terminated', 'cancel', 'buyer-terminated'],
  ] as const) {
    it(`BL-7 ${id} gives the seller ${outcome}: ${reason}`, () => {
      const decision = outcomes('bricklink', 'seller')[id];
      assert.deepEqual([decision?.outcome, decision?.reason], [outcome, reason]);
    });
  }

  for (const [id, outcome, reason] of [
    ['bl-nrs-5-days', 'none', 'alert-standing'],
    ['bl-nrs-two-weeks', 'cancel', 'seller-silent-two-weeks'],
    ['bl-nss-10-days', 'none', 'alert-standing'],
    ['bl-nss-two-weeks', 'cancel', 'not-received-two-weeks'],
    ['bl-nss-shipped', 'cancel', 'not-received-two-weeks'],
    ['bl-seller-terminated', 'cancel', 'seller-terminated'],
    ['bl-pending', 'request', 'seller-decides'],
  ] as const) {
    it(`BL-10 ${id} gives the buyer ${outcome}: ${reason}`, () => {
      const decision = outcomes('bricklink', 'buyer')[id];
      assert.deepEqual([decision?.outcome, decision?.reason], [outcome, reason]);
    });
  }

  it('whose window is closing closes in two minutes', () => {
    assert.equal(outcomes('poshmark', 'buyer')['pm-window-closing']?.validUntil, now + 120_000);
  });
});

describe('hostile orders', () => {
  it('pass the schema, go through the server, and come back as they were', async () => {
    const orders = hostileOrders(now);
    const backend = createMockBackend({ base: '/api', orders, now: () => now });
    for (const order of orders) {
      parseOrder(order);
      const response = await backend.fetch(new Request(`http://localhost/api/orders/${order.id}`));
      assert.deepEqual((await response.json()).order, order);
    }
  });
});

describe('past orders', () => {
  it('are the same every time, newest first, each with its own id', () => {
    const orders = pastOrders(50, now);
    assert.deepEqual(orders, pastOrders(50, now));
    assert.equal(new Set(orders.map(({ id }) => id)).size, 50);
    const placed = orders.map(({ placedAt }) => placedAt);
    assert.deepEqual(placed, [...placed].sort().reverse());
    orders.forEach(parseOrder);
  });

  it('share no id with the samples', () => {
    const ids = [...sampleOrders('poshmark', now), ...pastOrders(50, now), ...hostileOrders(now)].map(({ id }) => id);
    assert.equal(new Set(ids).size, ids.length);
  });
});

describe('many orders', () => {
  for (const preset of presetNames) {
    it(`are what ${preset} may have, and the same for the same seed`, () => {
      const many = manyOrders(400, 5, { preset, now });
      assert.deepEqual(many, manyOrders(400, 5, { preset, now }));
      assert.notDeepEqual(many, manyOrders(400, 6, { preset, now }));
      for (const { order, cancellation } of many) {
        parseOrder(order);
        parseCancellation(cancellation);
        assert.ok(order.payment.refunded.amount <= order.payment.paid.amount, order.id);
        const decision = decide(presetPolicy(preset), order, { actor: 'seller', now, cancellation });
        assert.notEqual(decision.outcome, 'ask-server', order.id);
      }
      const states = new Set(many.map(({ cancellation }) => cancellation?.state));
      assert.ok(states.has('requested') && states.has('cancelled') && states.size > 4, [...states].join());
    });
  }

  it('fill a queue', async () => {
    const many = manyOrders(250, 1, { now });
    const backend = createMockBackend({
      base: '/api',
      preset: 'poshmark',
      orders: many.map(({ order }) => order),
      cancellations: many.flatMap(({ cancellation }) => cancellation ?? []),
      now: () => now,
    });
    const response = await backend.fetch(new Request('http://localhost/api/as/seller/cancellations?limit=40'));
    const { items, nextCursor, counts } = await response.json();
    assert.equal(items.length, 40);
    assert.ok(nextCursor, 'there are more');
    assert.equal(
      Object.values<number>(counts).reduce((sum, count) => sum + count, 0),
      250,
    );
  });
});

describe("a preset's queue", () => {
  for (const [preset, states] of [
    ['poshmark', ['requested', 'escalated', 'disputed', 'declined', 'withdrawn', 'superseded', 'cancelled']],
    ['bricklink', ['requested', 'declined', 'cancelled']],
    ['shop-builder', ['requested', 'refunding', 'undone', 'cancelled']],
  ] as const) {
    it(`of ${preset} shows each state to its seller`, async () => {
      const backend = createMockBackend({ base: '/api', preset, now: () => now });
      const response = await backend.fetch(new Request('http://localhost/api/as/seller/cancellations?limit=500'));
      const { counts } = await response.json();
      for (const state of states) assert.ok(counts[state] > 0, state);
    });
  }

  it('sees its deadlines happen when the clock is moved', async () => {
    const backend = createMockBackend({ base: '/api', preset: 'poshmark', now: () => now });
    const stateOf = async (id: string) => {
      const response = await backend.fetch(new Request(`http://localhost/api/orders/${id}`));
      return (await response.json()).cancellation.state;
    };
    assert.equal(await stateOf('pm-request-unanswered'), 'requested');
    backend.clock.advance(3 * 3_600_000);
    assert.deepEqual(
      [await stateOf('pm-request-unanswered'), await stateOf('pm-request-closing'), await stateOf('pm-request-open')],
      ['escalated', 'escalated', 'requested'],
    );
  });

  it('answers live events with what there is', async () => {
    const backend = createMockBackend({ base: '/api', now: () => now });
    const response = await backend.fetch(new Request('http://localhost/api/events'));
    assert.match(await response.text(), /^retry: 2000\nid: [0-9a-f]{44}\n\n$/);
    assert.equal(response.headers.get('Content-Type'), 'text/event-stream');
  });
});
