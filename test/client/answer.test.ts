import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import type { SendResult } from '../../src/backend/backend.ts';
import { type Asked, askedOf, fits, heldAgainst, reached } from '../../src/client/answer.ts';
import { actions } from '../../src/domain/lifecycle/actions.ts';
import { cancellationStates } from '../../src/domain/records.ts';
import type { OrderView } from '../../src/domain/view.ts';
import { aCancellation } from '../policy/fixtures.ts';
import { aView } from './page.ts';

const ids = fc.constantFrom('o-1', 'o-2');
const cancellationIds = fc.constantFrom('c-1', 'c-2');
const states = fc.constantFrom(...cancellationStates);

const asked: fc.Arbitrary<Asked> = fc.oneof(
  fc.record({
    type: fc.constant('cancellation' as const),
    orderId: ids,
    former: fc.option(cancellationIds, { nil: null }),
  }),
  fc.record({
    type: fc.constant('action' as const),
    orderId: ids,
    cancellationId: cancellationIds,
    action: fc.constantFrom(...actions),
    outcome: fc.constantFrom('cancel' as const, 'decline' as const, undefined),
  }),
  fc.record({ type: fc.constant('evidence' as const), orderId: ids, cancellationId: cancellationIds }),
  fc.record({ type: fc.constantFrom('notice' as const, 'message' as const), orderId: ids }),
);

const views: fc.Arbitrary<OrderView> = fc
  .record({ id: ids, of: ids, cancellationId: cancellationIds, state: states, none: fc.boolean() })
  .map(({ id, of, cancellationId, state, none }) => ({
    ...aView(id),
    cancellation: none ? null : aCancellation({ id: cancellationId, orderId: of, state }),
  }));

describe('an answer, held against what was asked', () => {
  it('is never about another order, another cancellation, or in a state that what was asked does not lead to (I9)', () => {
    fc.assert(
      fc.property(asked, views, (one, view) => {
        const held = heldAgainst(one, { ok: true, view });
        const shown = held?.ok ? held.view : undefined;
        if (!shown) return;
        const { order, cancellation } = shown;
        assert.equal(order.id, one.orderId);
        if (cancellation) assert.equal(cancellation.orderId, one.orderId);
        if (one.type === 'cancellation' && cancellation) {
          assert.notEqual(cancellation.id, one.former);
          assert.ok(['requested', 'cancelled', 'refunding'].includes(cancellation.state));
        }
        if (one.cancellationId !== undefined) assert.equal(cancellation?.id, one.cancellationId);
        const allowed = one.action && reached[one.action];
        if (allowed) assert.ok(cancellation && allowed.includes(cancellation.state));
        if (one.action === 'resolve' && one.outcome) {
          assert.equal(cancellation?.state === 'declined', one.outcome === 'decline');
        }
      }),
      { numRuns: 2000 },
    );
  });

  it('is taken where it is right, and a refusal always is: without the view of another order', () => {
    fc.assert(
      fc.property(asked, views, fc.constantFrom('stale-revision', 'not-found'), (one, view, code) => {
        const refusal = heldAgainst(one, { ok: false, problem: { code, view } });
        assert.ok(refusal && !refusal.ok);
        assert.equal(refusal.problem.code, code);
        assert.equal(refusal.problem.view, view.order.id === one.orderId ? view : undefined);
        const answer: SendResult = { ok: true, view };
        if (fits(one, view)) assert.equal(heldAgainst(one, answer), answer);
      }),
    );
  });

  it('tells that a message was sent, whatever view came along', () => {
    const answer = heldAgainst({ type: 'message', orderId: 'o-1' }, { ok: true, messageId: 'm', view: aView('o-2') });
    assert.deepEqual(answer, { ok: true, messageId: 'm' });
  });

  it('is none where it cannot be read, of a backend of the page’s own too', () => {
    const broken = { ...aView('o-1'), order: { id: 'o-1' } } as unknown as OrderView;
    const of: Asked = { type: 'cancellation', orderId: 'o-1', former: null };
    assert.equal(heldAgainst(of, { ok: true, view: broken }), null);
    assert.deepEqual(heldAgainst(of, { ok: false, problem: { code: 'x', view: broken } }), {
      ok: false,
      problem: { code: 'x' },
    });
  });

  it('knows of an intent its order, its cancellation and what was there before', () => {
    const intent = { key: 'k', orderId: 'o-1', revision: 'r1' };
    const before = { cancellation: aCancellation({ id: 'c-0' }) };
    const body = { action: 'cancel' as const, policyHash: 'h' };
    assert.deepEqual(askedOf({ ...intent, type: 'cancellation', body }, before), {
      type: 'cancellation',
      orderId: 'o-1',
      former: 'c-0',
    });
  });
});
