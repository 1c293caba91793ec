import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { disputeDeadline, routeDeadline } from '../../../src/domain/lifecycle/dispute-deadlines.ts';
import type { DisputeDeadline } from '../../../src/domain/policy.ts';
import type { RouteTaken } from '../../../src/domain/records.ts';
import { aDisputePolicy, aLifecyclePolicy, aPaidOrder, aRequest, day, hour, placed } from '../lifecycle-fixtures.ts';

const instant = (at: number) => new Date(at).toISOString();
const policy = aDisputePolicy();
const order = aPaidOrder({ shippedAt: instant(placed + 4 * hour), deliveredAt: instant(placed + 5 * hour) });
const disputedAt = (at: number): RouteTaken => ({ route: 'dispute', by: 'buyer', at: instant(at) });
const cancellation = aRequest(policy, 'declined', {
  requestedAt: instant(placed + hour),
  decision: { by: 'seller', at: instant(placed + 2 * hour), reason: null },
  routes: [{ route: 'support', by: 'buyer', at: instant(placed + 9 * hour) }, disputedAt(placed + 3 * hour)],
});
const since = (since: DisputeDeadline['since']): DisputeDeadline => ({ within: 'P1D', since });

describe('a deadline of a dispute', () => {
  for (const [start, after] of [
    ['placedAt', 0],
    ['requestedAt', hour],
    ['decided', 2 * hour],
    ['disputed', 3 * hour],
    ['shippedAt', 4 * hour],
    ['deliveredAt', 5 * hour],
  ] as const) {
    it(`is counted since ${start}`, () => {
      assert.equal(disputeDeadline(since(start), order, cancellation), placed + after + day);
    });
  }

  it('is counted since the last dispute, where there were several', () => {
    const routes = [disputedAt(placed + hour), disputedAt(placed + 7 * hour)];
    assert.equal(disputeDeadline(since('disputed'), order, { ...cancellation, routes }), placed + 7 * hour + day);
  });

  it('is none while its start has not happened', () => {
    const { shippedAt, deliveredAt, ...unsent } = order;
    const { routes, ...fresh } = { ...cancellation, decision: null };
    for (const start of ['decided', 'disputed', 'shippedAt', 'deliveredAt'] as const) {
      assert.equal(disputeDeadline(since(start), unsent, fresh), null, start);
    }
    for (const start of ['requestedAt', 'decided', 'disputed'] as const) {
      assert.equal(disputeDeadline(since(start), order, null), null, start);
    }
    assert.equal(disputeDeadline(since('placedAt'), order, null), placed + day);
  });

  it('is none where its start cannot be read', () => {
    assert.equal(disputeDeadline(since('shippedAt'), aPaidOrder({ shippedAt: 'soon' }), cancellation), null);
  });

  it('DP-10 of a way is unknown where the policy gives none, which is not the same as not begun', () => {
    const timed = aDisputePolicy('P2D');
    assert.equal(routeDeadline(timed, 'dispute', order, cancellation), placed + hour + 2 * day);
    assert.equal(routeDeadline(timed, 'dispute', order, null), null);
    assert.equal(routeDeadline(policy, 'dispute', order, cancellation), undefined);
    assert.equal(routeDeadline(aLifecyclePolicy(), 'dispute', order, cancellation), undefined);
  });
});
