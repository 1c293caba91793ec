import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { applyEffects } from '../../../src/domain/lifecycle/effects.ts';
import { transitions } from '../../../src/domain/lifecycle/transitions.ts';
import { applyAction, applyNotice } from '../../../src/policy/lifecycle.ts';
import { parseCancellation, parseOrder, parsePolicy } from '../../../src/policy/parse.ts';
import { nulled } from '../../support/nulled.ts';
import { frozen, referenceTo } from '../lifecycle-fixtures.ts';
import { type LifecycleVector, presets, readLifecycleVectors } from '../vectors.ts';

const vectors = readLifecycleVectors();

function outcomeOf({ policy, order, cancellation, actor, now, action, notice }: LifecycleVector): object {
  if (notice) {
    assert.ok(actor !== 'nobody', 'somebody files an alert');
    const result = applyNotice(policy, order, notice, { actor, now });
    if (!result.ok) return { refused: { code: result.code } };
    const { status } = parseOrder(applyEffects(order, result.effects));
    return { result: { status, effects: result.effects } };
  }
  assert.ok(action, 'a vector has an action or an alert');
  const context = { actor, now, id: 'cancellation-2', policy: referenceTo(policy) };
  const result = applyAction(policy, order, cancellation, action, context);
  if (!result.ok) return { refused: { code: result.code, issues: result.issues } };
  const { state, respondBy, refund, routes, refundBy, penalty } = parseCancellation({
    ...result.cancellation,
    revision: 'c2',
  });
  const { status } = parseOrder(result.order);
  const [before] = result.replaced ?? [];
  const replaced = before && { replaced: before.state };
  return {
    result: {
      ...{ state, status, respondBy, refund, ...replaced, ...(routes && { routes }) },
      ...{ ...(refundBy && { refundBy }), ...(penalty && { penalty }), effects: result.effects },
    },
  };
}

describe('vectors of lives', () => {
  it('each have their own title', () => {
    assert.equal(new Set(vectors.map(({ title }) => title)).size, vectors.length);
  });

  it('show every way from one state to another, and every preset', () => {
    const done = vectors.filter(({ result }) => result);
    for (const { from, action, outcome, by } of transitions) {
      for (const state of from) {
        const shown = done.some(
          (vector) =>
            vector.cancellation?.state === state &&
            vector.action?.action === action &&
            vector.action.outcome === outcome,
        );
        assert.ok(shown, `${action} ${outcome ?? ''} of what is ${state}, by ${by}`);
      }
    }
    for (const preset of Object.values(presets).filter(({ lifecycle }) => lifecycle)) {
      assert.ok(
        done.some(({ policy }) => policy === preset),
        preset.id,
      );
    }
  });

  for (const vector of vectors) {
    it(vector.title, () => {
      parsePolicy(vector.policy);
      parseOrder(vector.order);
      if (vector.cancellation) parseCancellation(vector.cancellation);
      const { result, refused } = vector;
      for (const order of [vector.order, nulled(vector.order)])
        assert.deepEqual(outcomeOf(frozen({ ...vector, order })), result ? { result } : { refused });
    });
  }
});
