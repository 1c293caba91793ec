import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { OnSilence } from '../../../src/domain/policy.ts';
import { cancellationStates } from '../../../src/domain/records.ts';
import { listingOf } from '../../../src/server/index.ts';
import { aLifecyclePolicy, aPaidOrder, aRequest, day, placed } from '../../domain/lifecycle-fixtures.ts';

const silent = (onSilence: OnSilence) => aLifecyclePolicy({ onSilence });

describe('when something happens to a cancellation by itself', () => {
  for (const state of cancellationStates) {
    it(`it is ${state === 'requested' ? 'due while it is' : 'never due when it is'} ${state}`, () => {
      const policy = silent('decline');
      // What a request awaited may still stand in its record.
      const { remindAt } = aRequest(policy);
      const cancellation = aRequest(policy, state, remindAt === undefined ? {} : { remindAt });
      const { dueAt } = listingOf(policy, aPaidOrder(), cancellation);
      assert.equal(dueAt, state === 'requested' ? placed + day : null);
    });
  }

  it('it is due at the reminder, then at the end of the time to answer where silence does something', () => {
    const dueAt = (onSilence: OnSilence, remindAt?: string): number | null => {
      const { remindAt: _, ...request } = aRequest(silent(onSilence));
      const cancellation = { ...request, ...(remindAt !== undefined && { remindAt }) };
      return listingOf(silent(onSilence), aPaidOrder(), cancellation).dueAt;
    };
    const { remindAt } = aRequest(silent('nothing'));
    for (const onSilence of ['accept', 'decline', 'escalate'] as const) {
      assert.equal(dueAt(onSilence, remindAt), placed + day);
      assert.equal(dueAt(onSilence), placed + 2 * day);
      assert.equal(dueAt(onSilence, new Date(placed + 3 * day).toISOString()), placed + 2 * day);
    }
    assert.equal(dueAt('nothing', remindAt), placed + day);
    assert.equal(dueAt('nothing'), null);
  });
});

describe('whose answer a cancellation awaits', () => {
  it('is the other side, then the platform, then nobody', () => {
    const policy = aLifecyclePolicy();
    const awaits = (requestedBy: 'buyer' | 'seller') =>
      cancellationStates.flatMap((state) => {
        const { awaits } = listingOf(policy, aPaidOrder(), aRequest(policy, state, { requestedBy }));
        return awaits === null ? [] : [[state, awaits]];
      });
    const platform = [
      ['escalated', 'platform'],
      ['disputed', 'platform'],
    ];
    assert.deepEqual(awaits('buyer'), [['requested', 'seller'], ...platform]);
    assert.deepEqual(awaits('seller'), [['requested', 'buyer'], ...platform]);
  });
});
