import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { actionsOn, applyAction, currentOf } from '../../../src/domain/lifecycle/lifecycle.ts';
import type { Cancellation, Order } from '../../../src/domain/records.ts';
import { aLifecyclePolicy, aPaidOrder, aRequest, placed } from '../lifecycle-fixtures.ts';

// Requests of different units of one order, each with a life of its own.

const policy = aLifecyclePolicy();
const of = (id: string, line: string, quantity: number, changes: Partial<Cancellation> = {}) =>
  aRequest(policy, 'requested', { id, lines: [{ id: line, quantity }], ...changes });
const both = [of('c-1', 'cup', 2), of('c-2', 'pot', 1)];
const act = (action: 'accept' | 'decline' | 'withdraw' | 'supersede', at: number, all = both, order = aPaidOrder()) => {
  const actor = action === 'withdraw' ? 'buyer' : action === 'supersede' ? 'nobody' : 'seller';
  const context = { actor, now: placed, cancellations: all } as const;
  return applyAction(policy, order, all[at] as Cancellation, { action }, context);
};

describe('requests of different lines', () => {
  it('are each answered by id, whichever came first; the newest open one is the current', () => {
    assert.equal(currentOf(both)?.id, 'c-2');
    for (const [at, cancelled] of [
      [0, [2, 0]],
      [1, [0, 1]],
    ] as const) {
      const done = act('accept', at);
      assert.ok(done.ok);
      const counts = done.order.lines.map(({ cancelledQuantity = 0 }) => cancelledQuantity);
      assert.deepEqual([counts, done.order.status, done.cancellation.id], [cancelled, 'NEW', both[at]?.id]);
    }
  });

  it('hold fulfilment until the last of them has ended', () => {
    const released = (done: ReturnType<typeof act>) => done.ok && done.effects.some(({ type }) => /release/.test(type));
    assert.equal(released(act('withdraw', 0)), false);
    assert.equal(released(act('withdraw', 0, [both[0] as Cancellation])), true);
  });

  it('share a line: where it has fewer units left than both ask for, who asked first has them', () => {
    const all = [of('c-1', 'cup', 2), of('c-2', 'cup', 1)];
    const [cup, pot] = aPaidOrder().lines as [Order['lines'][number], Order['lines'][number]];
    const sent = aPaidOrder({ lines: [{ ...cup, shippedQuantity: 1 }, pot] });
    const first = act('accept', 0, all, sent);
    assert.deepEqual(first.ok && first.cancellation.lines, [{ id: 'cup', quantity: 2 }]);
    assert.equal(act('accept', 1, all, sent).ok, false);
    const ended = act('supersede', 1, all, sent);
    assert.equal(ended.ok && ended.cancellation.state, 'superseded');
  });

  it('that have ended can be gone on with while no other is about their line', () => {
    const declined = of('c-1', 'cup', 2, { state: 'declined' });
    const actions = (other: Cancellation) =>
      actionsOn(policy, aPaidOrder(), declined, { actor: 'buyer', now: placed, cancellations: [declined, other] });
    assert.ok(actions(of('c-2', 'pot', 1)).includes('escalate'));
    assert.deepEqual(actions(of('c-2', 'cup', 1)), []);
  });
});
