import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { decide } from '../../src/domain/decision/decide.ts';
import { parseOrder, parsePolicy } from '../../src/policy/parse.ts';
import { policyFiles, readPolicyVectors } from './vectors.ts';

for (const file of policyFiles) {
  describe(`the policy ${file}`, () => {
    const vectors = readPolicyVectors(file);

    it('shows what each of its rules about time, scans and attempts decides', () => {
      const { rules } = parsePolicy(vectors[0]?.policy);
      const decided = new Set(vectors.map(({ decision }) => decision.ruleId));
      const timed = rules.filter(({ when }) => /"(before|since|scan|attempts)"/.test(JSON.stringify(when)));
      assert.deepEqual(
        timed.map(({ id }) => id).filter((id) => !decided.has(id)),
        [],
      );
    });

    for (const { title, policy, order, actor, now, cancellation, decision } of vectors) {
      it(title, () => {
        parseOrder(order);
        const at = (now: number) => decide(policy, order, { actor, now, cancellation });
        const { outcome, reason, ruleId, contact, validUntil, alternatives, next } = at(now);
        assert.deepEqual({ outcome, reason, ruleId, contact, validUntil, alternatives }, decision);
        if (validUntil === null) return;
        assert.equal(at(validUntil - 1).ruleId, ruleId);
        const then = at(validUntil);
        assert.deepEqual(next, { at: validUntil, outcome: then.outcome, reason: then.reason, ruleId: then.ruleId });
        assert.notDeepEqual([then.outcome, then.reason, then.ruleId], [outcome, reason, ruleId]);
      });
    }
  });
}
