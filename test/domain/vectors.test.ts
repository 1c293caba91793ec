import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { decide as decideByRules } from '../../src/domain/decision/decide.ts';
import type { Decision } from '../../src/domain/decision/decision.ts';
import { policyHash } from '../../src/domain/values/policy-hash.ts';
import { isPublicHoliday } from '../../src/domain/withdrawal/public-holidays.ts';
import { compilePolicy, decide } from '../../src/policy/decide.ts';
import { parseCancellation, parseOrder, parsePolicy } from '../../src/policy/parse.ts';
import { issuesOf } from '../policy/fixtures.ts';
import { nulled } from '../support/nulled.ts';
import { comparable, readVectors, vectorFiles } from './vectors.ts';

const tenYears = 10 * 365 * 86_400_000;

/** What a turn of time changes. */
function ruling({ outcome, reason, ruleId, contact, lines }: Decision): string {
  const groups = lines?.map(({ next, ...group }) => group);
  return JSON.stringify({ outcome, reason, ruleId, contact, groups });
}

for (const file of vectorFiles) {
  describe(`vectors of ${file}`, () => {
    const vectors = readVectors(file);

    it('each has its own title', () => {
      assert.equal(new Set(vectors.map(({ title }) => title)).size, vectors.length);
    });

    for (const { title, policy, hash, order, actor, now, cancellation, cancellations, malformed, ...rest } of vectors) {
      it(title, () => {
        parsePolicy(policy);
        if (hash) assert.equal(policyHash(policy), hash);
        for (const one of cancellations ?? (cancellation ? [cancellation] : [])) parseCancellation(one);
        if (malformed) issuesOf('invalid-order', () => parseOrder(order));
        else parseOrder(order);

        const context = { actor, cancellation, ...(cancellations && { cancellations, cancellation: null }) };
        const whole = decide(policy, order, { ...context, now });
        assert.deepEqual(comparable(whole, rest.decision), rest.decision);
        const compiled = compilePolicy(policy).decide(order, { ...context, now });
        assert.equal(JSON.stringify(compiled), JSON.stringify(whole));
        const written = decide(policy, nulled(order), { ...context, now });
        assert.equal(JSON.stringify(written), JSON.stringify(whole), 'null is absent');

        if (rest.withdrawal !== undefined) {
          const lane = decide(policy, order, { ...context, now }, isPublicHoliday).withdrawal;
          assert.deepEqual(lane, rest.withdrawal);
        }

        // What is malformed is decided of by nobody; what the words say of it holds all the same.
        const at = (instant: number) => decideByRules(policy, order, { ...context, now: instant });
        const found = at(now);
        const expected = rest.ruled ?? rest.decision;
        if (malformed) assert.ok(rest.ruled);
        else assert.equal(JSON.stringify(found), JSON.stringify(whole));
        assert.deepEqual(comparable(found, expected), expected);

        const { validUntil } = expected;
        if (validUntil === null) {
          assert.equal(ruling(at(now + tenYears)), ruling(found));
          return;
        }
        assert.ok(validUntil > now);
        assert.deepEqual(comparable(at(validUntil - 1), expected), expected);
        const then = at(validUntil);
        assert.notEqual(ruling(then), ruling(found));
        if (found.lines || then.lines) return;
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
