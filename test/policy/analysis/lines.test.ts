import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { analysePolicy, type CancelPolicy, decide, diffPolicies } from '../../../src/policy/index.ts';
import { aPolicy } from '../fixtures.ts';

const made = { lineFact: 'made', is: true } as const;
const gift = { lineFact: 'gift', is: true } as const;

const policyOf = (...rules: CancelPolicy['rules']): CancelPolicy =>
  aPolicy({ rules, lineFacts: { made: { type: 'boolean' }, gift: { type: 'boolean', default: false } } });

describe('analysePolicy, of lines', () => {
  it('comes to an end where nobody can tell what some line has', () => {
    const policy = aPolicy({
      facts: { promisedAt: { type: 'instant' } },
      rules: [
        {
          id: 'some',
          when: { someLine: { since: 'facts.promisedAt', until: 'PT3H' } },
          then: { outcome: 'return', reason: 'already-shipped' },
        },
      ],
    });
    const { changes, undecided } = diffPolicies(policy, { ...policy, rules: [] });
    assert.deepEqual(undecided, []);
    assert.ok(changes.some(({ from }) => from.reason === 'unknown-facts'));
  });

  it('thinks of two lines where one cannot have it all', () => {
    const when = [{ someLine: { all: [made, { not: gift }] } }, { someLine: { all: [gift, { not: made }] } }];
    const then = { outcome: 'cancel', reason: 'within-window' } as const;
    const contrary = { someLine: { all: [made, { not: made }] } };
    const policy = policyOf({ id: 'two', when, then }, { id: 'none', when: contrary, then });
    const found = analysePolicy(policy).filter(({ severity }) => severity === 'error');
    assert.deepEqual(
      found.map(({ code, ruleId }) => [code, ruleId]),
      [['contradiction', 'none']],
    );
  });

  it('shows a line of which something has become, where no other is left to a rule', () => {
    const policy = policyOf(
      { id: 'cancels', when: { actor: 'buyer' }, then: { outcome: 'cancel', reason: 'within-window' } },
      { id: 'returns', when: { actor: 'buyer' }, then: { outcome: 'return', reason: 'already-shipped' } },
      { id: 'never', when: { actor: 'buyer' }, then: { outcome: 'return', reason: 'already-shipped' } },
    );
    const found = analysePolicy(policy).filter(({ severity }) => severity === 'error');
    assert.deepEqual(
      found.map(({ code, ruleId, related }) => [code, ruleId, related]),
      [['shadowed', 'never', ['returns']]],
    );
    const { witness } = found[0] as (typeof found)[number];
    assert.ok(witness && decide(policy, witness.order, witness.context).ruleId !== 'never');
  });

  it('counts what was asked for of other items', () => {
    const policy = policyOf(
      {
        id: 'second',
        when: [{ actor: 'buyer' }, { request: 'none' }, { attempts: 'buyer', atLeast: 1 }],
        then: { outcome: 'none', reason: 'window-closed' },
      },
      { id: 'first', when: { actor: 'buyer' }, then: { outcome: 'request', reason: 'seller-decides' } },
    );
    const lifecycle = { cancelled: 'CANCELLED', completes: 'at-once', scope: 'lines', notifies: ['seller'] } as const;
    const statuses = { ...policy.statuses, CANCELLED: { phase: 'cancelled' } };
    const byLine = { ...policy, statuses, lifecycle } as unknown as CancelPolicy;
    const { changes } = diffPolicies(byLine, { ...byLine, rules: byLine.rules.slice(1) });
    const beside = changes.find(({ witness }) =>
      witness.context.cancellations?.every(({ state }) => state === 'requested'),
    );
    assert.ok(beside, 'of an item beside one that is asked for');
    const { order, context } = beside.witness;
    const { lines } = decide(byLine, order, context);
    assert.equal(lines?.find(({ ids }) => ids.includes('line-1'))?.ruleId, 'second');
  });
});
