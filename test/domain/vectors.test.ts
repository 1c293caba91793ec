import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { compilePolicy, decide } from '../../src/domain/decision/decide.ts';
import type { Decision } from '../../src/domain/decision/decision.ts';
import { isPublicHoliday } from '../../src/domain/withdrawal/public-holidays.ts';
import { parseCancellation, parseOrder, parsePolicy } from '../../src/policy/parse.ts';
import { issuesOf } from '../policy/fixtures.ts';
import { readVectors, type Vector, vectorFiles } from './vectors.ts';

const tenYears = 10 * 365 * 86_400_000;

function comparable({ outcome, reason, ruleId, contact, alternatives, validUntil }: Decision): Vector['decision'] {
  return { outcome, reason, ruleId, contact, validUntil, alternatives };
}

/** What a turn of time changes. */
function ruling({ outcome, reason, ruleId, contact }: Decision): string {
  return JSON.stringify({ outcome, reason, ruleId, contact });
}

for (const file of vectorFiles) {
  describe(`vectors of ${file}`, () => {
    const vectors = readVectors(file);

    it('each has its own title', () => {
      assert.equal(new Set(vectors.map(({ title }) => title)).size, vectors.length);
    });

    for (const { title, policy, order, actor, now, cancellation, malformed, withdrawal, decision } of vectors) {
      it(title, () => {
        parsePolicy(policy);
        if (cancellation) parseCancellation(cancellation);
        if (malformed) issuesOf('invalid-order', () => parseOrder(order));
        else parseOrder(order);

        const at = (instant: number) => decide(policy, order, { actor, now: instant, cancellation });
        const found = at(now);
        assert.deepEqual(comparable(found), decision);
        const compiled = compilePolicy(policy).decide(order, { actor, now, cancellation });
        assert.equal(JSON.stringify(compiled), JSON.stringify(found));

        if (withdrawal !== undefined) {
          const lane = decide(policy, order, { actor, now, cancellation }, isPublicHoliday).withdrawal;
          assert.deepEqual(lane, withdrawal);
        }

        const { validUntil } = decision;
        if (validUntil === null) {
          assert.equal(ruling(at(now + tenYears)), ruling(found));
          return;
        }
        assert.ok(validUntil > now);
        assert.deepEqual(comparable(at(validUntil - 1)), decision);
        const then = at(validUntil);
        assert.notEqual(ruling(then), ruling(found));
        assert.deepEqual(found.next, {
          at: validUntil,
          outcome: then.outcome,
          reason: then.reason,
          ruleId: then.ruleId,
        });
      });
    }
  });
}
