import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { decide, parseOrder, parsePolicy } from '../../src/policy/index.ts';
import { comparable, type Expected, policyFiles, readPolicyVectors } from './vectors.ts';

for (const file of policyFiles) {
  describe(`the policy ${file}`, () => {
    const vectors = readPolicyVectors(file);

    it('shows what each of its rules decides', () => {
      const { rules } = parsePolicy(vectors[0]?.policy);
      const decided = new Set(vectors.flatMap(({ decision: { ruleId, lines } }) => [ruleId, ...idsIn(lines)]));
      assert.deepEqual(
        rules.map(({ id }) => id).filter((id) => !decided.has(id)),
        [],
      );
    });

    for (const { title, policy, order, actor, now, cancellation, decision } of vectors) {
      it(title, () => {
        parseOrder(order);
        const at = (now: number) => decide(policy, order, { actor, now, cancellation });
        const found = at(now);
        assert.deepEqual(comparable(found, decision), decision);
        const { validUntil, next } = found;
        if (validUntil === null) return;
        assert.deepEqual(comparable(at(validUntil - 1), decision), decision);
        const then = at(validUntil);
        assert.notDeepEqual(comparable(then, decision), decision);
        if (found.lines || then.lines) return;
        assert.deepEqual(next, { at: validUntil, outcome: then.outcome, reason: then.reason, ruleId: then.ruleId });
      });
    }
  });
}

function idsIn(lines: Expected['lines']): (string | null)[] {
  return (lines ?? []).map(({ ruleId }) => ruleId);
}
