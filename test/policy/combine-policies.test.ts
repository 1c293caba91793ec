import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { decide } from '../../src/domain/decision/decide.ts';
import type { CancelPolicy, Rule } from '../../src/domain/policy.ts';
import type { Order } from '../../src/domain/records.ts';
import { policyHash } from '../../src/domain/values/policy-hash.ts';
import { combinePolicies, parsePolicy } from '../../src/policy/index.ts';
import euWithdrawal from '../../src/policy/presets/eu-withdrawal.ts';
import { policyArbitrary, questionArbitrary } from '../domain/arbitraries.ts';
import { isByLine } from '../domain/reference-lines.ts';
import { presets } from '../domain/vectors.ts';
import { aPolicy, issuesOf } from './fixtures.ts';

const open = { OPEN: { phase: 'open' } } as const;
const permitting = (id: string, then: Partial<Rule['then']> = {}): Rule => ({
  id,
  when: { actor: 'buyer' },
  then: { outcome: 'cancel', reason: 'may', ...then },
});
const conflictsOf = (one: Partial<CancelPolicy>, other: Partial<CancelPolicy>) =>
  issuesOf('invalid-policy', () => combinePolicies(aPolicy(one), aPolicy({ id: 'other', ...other })));

describe('combinePolicies', () => {
  it('asks the rules of the first policy, then those of the second, and then says what the first says otherwise', () => {
    const question = fc.tuple(questionArbitrary, policyArbitrary).map(([asked, { rules, otherwise }]) => ({
      asked,
      other: { ...asked.policy, id: 'other', rules, otherwise },
    }));
    const seen = { first: 0, second: 0, otherwise: 0 };
    fc.assert(
      fc.property(question, ({ asked: { policy, order, ...context }, other }) => {
        const parts = { policy, order, ...context } as never;
        const both = combinePolicies(policy, other);
        if (isByLine(parts) || isByLine({ ...(parts as object), policy: other } as never)) return;
        const [one, next, found] = [policy, other, both].map((policy) => decide(policy, order as Order, context));
        assert.ok(one && next && found);
        const by = one.ruleId !== null ? 'first' : next.ruleId !== null ? 'second' : 'otherwise';
        seen[by]++;
        const { outcome, reason, ruleId, contact } = by === 'second' ? next : one;
        const renamed = by === 'second' && policy.rules.some(({ id }) => id === ruleId) ? `other.${ruleId}` : ruleId;
        assert.deepEqual(
          [found.outcome, found.reason, found.ruleId, found.contact],
          [outcome, reason, renamed, contact],
        );
      }),
      { numRuns: 400 },
    );
    assert.ok(Math.min(seen.first, seen.second, seen.otherwise) > 5, JSON.stringify(seen));
  });

  it('gives plain data that parses, whose hash is that of its parts alone', () => {
    // Those that read days do so in one zone, as else they are in conflict.
    const all = Object.values(presets).map((policy) => ({ ...policy, timeZone: 'UTC' }));
    for (const one of all) {
      for (const other of all.filter((policy) => policy !== one)) {
        const both = combinePolicies(one, other);
        assert.deepEqual(parsePolicy(JSON.parse(JSON.stringify(both))), both);
        assert.equal(policyHash(both), policyHash(combinePolicies(structuredClone(one), structuredClone(other))));
        assert.notEqual(policyHash(both), policyHash(combinePolicies(other, one)));
      }
    }
  });

  it('gives one policy alone back, and leaves its parts as they are', () => {
    const [one, other] = [presets.poshmark, presets['b2b-supplier']] as [CancelPolicy, CancelPolicy];
    const before = [policyHash(one), policyHash(other)];
    assert.equal(combinePolicies(one), one);
    combinePolicies(one, other);
    assert.deepEqual([policyHash(one), policyHash(other)], before);
  });

  it('takes three as two and one more', () => {
    const [one, two, three] = ['one', 'two', 'three'].map((id) => aPolicy({ id, rules: [permitting('same')] }));
    assert.ok(one && two && three);
    const all = combinePolicies(one, two, three);
    assert.deepEqual(all, combinePolicies(combinePolicies(one, two), three));
    assert.deepEqual([all.id, all.version], ['one+two+three', '1+1+1']);
    assert.deepEqual(
      all.rules.map(({ id }) => id),
      ['same', 'two.same', 'three.same'],
    );
  });

  it('leaves to each rule the refund and the consequences of the policy that it comes from', () => {
    const one = aPolicy({
      statuses: open,
      refund: { method: 'credits', fee: { basisPoints: 100 } },
      consequences: { stock: 'lots' },
    });
    const rules = [
      permitting('plain'),
      permitting('kept', { refund: { method: 'points' }, consequences: { coupons: 'keep' } }),
      permitting('no', { outcome: 'none' }),
    ];
    const other = aPolicy({ id: 'other', statuses: open, rules, consequences: { marketplaceFee: 'reset' } });
    const [plain, kept, no] = combinePolicies(one, other).rules.map(({ then }) => then);
    const effects = { stock: 'keep', marketplaceFee: 'reset' };
    assert.deepEqual(plain?.refund, { method: 'original' });
    assert.deepEqual(plain?.consequences, { ...effects, coupons: 'choose' });
    assert.deepEqual(kept?.refund, { method: 'points' });
    assert.deepEqual(kept?.consequences, { ...effects, coupons: 'keep' });
    assert.deepEqual([no?.refund, no?.consequences], [undefined, undefined]);
    // Without any of its own, the first still means none.
    const turned = combinePolicies(other, one);
    assert.equal(turned.refund, undefined);
    assert.deepEqual(turned.consequences, { marketplaceFee: 'reset' });
  });

  it('puts together what is declared by name, and takes of the rest what the first says', () => {
    const both = combinePolicies(
      aPolicy({
        statuses: open,
        facts: { gift: { type: 'boolean' } },
        messages: { en: { may: 'First.' } },
        reasons: { buyer: { demand: 'required', choices: [{ code: 'other' }] } },
        links: { return: '/first' },
        description: 'A shop.',
      }),
      aPolicy({
        id: 'other',
        statuses: { ...open, GONE: { phase: 'cancelled' } },
        facts: { gift: { type: 'boolean' }, weight: { type: 'number' } },
        timeZone: 'Europe/Berlin',
        messages: { en: { may: 'Second.', not: 'No.' }, de: { may: 'Zweite.' } },
        reasons: { buyer: { demand: 'none', choices: [] }, seller: { demand: 'none', choices: [] } },
        links: { return: '/second', reorder: '/again' },
        comments: { buyer: 'required' },
        denied: { buyer: 'hide' },
        lifecycle: { cancelled: 'GONE', completes: 'at-once', notifies: [] },
      }),
    );
    assert.deepEqual(Object.keys(both.statuses).sort(), ['GONE', 'OPEN']);
    assert.deepEqual(Object.keys(both.facts ?? {}).sort(), ['gift', 'weight']);
    assert.deepEqual(both.messages, { en: { may: 'First.', not: 'No.' }, de: { may: 'Zweite.' } });
    assert.deepEqual([both.reasons.buyer?.demand, both.reasons.seller?.demand], ['required', 'none']);
    assert.deepEqual(both.links, { return: '/first', reorder: '/again' });
    assert.deepEqual([both.comments, both.denied], [{ buyer: 'required' }, { buyer: 'hide' }]);
    assert.deepEqual(
      [both.timeZone, both.lifecycle?.cancelled, both.description],
      ['Europe/Berlin', 'GONE', 'A shop.'],
    );
    assert.ok(!('lineFacts' in both) && !('notices' in both) && !('instants' in both));
  });

  it('guesses nothing where two say different things under one name', () => {
    const zoned = { timeZone: 'Europe/Berlin' };
    const soon = (days: number) => ({ ...zoned, instants: { soon: { of: 'placedAt', days } } }) as const;
    const working = { ...zoned, instants: { then: { of: 'placedAt', days: 2, count: 'working' } } } as const;
    const cases: [Partial<CancelPolicy>, Partial<CancelPolicy>, string[]][] = [
      [{ statuses: open }, { statuses: { OPEN: { phase: 'shipped' } } }, ['statuses', 'OPEN']],
      [{ facts: { a: { type: 'boolean' } } }, { facts: { a: { type: 'number' } } }, ['facts', 'a']],
      [{ facts: { a: { type: 'boolean' } } }, { facts: { a: { type: 'boolean', default: true } } }, ['facts', 'a']],
      [{ lineFacts: { a: { type: 'boolean' } } }, { lineFacts: { a: { type: 'number' } } }, ['lineFacts', 'a']],
      [{ notices: { a: { filedBy: 'buyer' } } }, { notices: { a: { filedBy: 'seller' } } }, ['notices', 'a']],
      [soon(1), soon(2), ['instants', 'soon']],
      [soon(1), { timeZone: 'Europe/Vienna', facts: { day: { type: 'date' } } }, ['timeZone']],
      [soon(1), { consequences: { marketplaceFee: 'reset' } }, ['timeZone']],
      [working, { calendar: { workingDays: [1, 2, 3, 4, 5, 6] } }, ['calendar']],
    ];
    for (const [one, other, path] of cases) {
      assert.deepEqual(conflictsOf(one, other), [{ path, code: 'conflict' }]);
      assert.deepEqual(conflictsOf(other, one), [{ path, code: 'conflict' }]);
    }
  });

  it('reads days in the zone of the policy that has any', () => {
    const days = aPolicy({ timeZone: 'Europe/Berlin', facts: { day: { type: 'date' } } });
    const none = aPolicy({ id: 'none', timeZone: 'Asia/Tokyo' });
    assert.equal(combinePolicies(days, none).timeZone, 'Europe/Berlin');
    assert.equal(combinePolicies(none, days).timeZone, 'Europe/Berlin');
    assert.equal(combinePolicies(none, { ...none, id: 'neither', timeZone: 'UTC' }).timeZone, 'Asia/Tokyo');
  });

  it('refuses what is no policy, first or later', () => {
    const broken = { ...aPolicy(), id: 5 } as never;
    assert.deepEqual(issuesOf('invalid-policy', () => combinePolicies(broken, aPolicy()))[0]?.path, ['id']);
    assert.deepEqual(issuesOf('invalid-policy', () => combinePolicies(aPolicy(), broken))[0]?.path, ['id']);
  });

  it('EU-11: adds the right of withdrawal to any policy, and changes nothing that it decides', () => {
    fc.assert(
      fc.property(questionArbitrary, ({ policy, order, ...context }) => {
        const both = combinePolicies(policy, euWithdrawal);
        const { withdrawal, ...found } = decide(both, order as Order, context);
        const { withdrawal: _, ...alone } = decide(policy, order as Order, context);
        assert.deepEqual(found, alone);
        const { timeZone, statuses } = both;
        const lane = { ...euWithdrawal, statuses, ...(timeZone !== undefined && { timeZone }) };
        assert.deepEqual(withdrawal, decide(lane, order as Order, context).withdrawal);
      }),
      { numRuns: 400 },
    );
  });

  it('EU-11: narrows no right of withdrawal that one of the policies has', () => {
    const one = aPolicy({ withdrawal: { countries: ['DE', 'NO'], days: 30, uninformedMonths: 12 } });
    const other = aPolicy({ id: 'other', withdrawal: { countries: ['AT', 'DE'], days: 14, uninformedMonths: 24 } });
    const widest = { countries: ['AT', 'DE', 'NO'], days: 30, uninformedMonths: 24 };
    assert.deepEqual(combinePolicies(one, other).withdrawal, widest);
    assert.deepEqual(combinePolicies(other, one).withdrawal, widest);
    assert.deepEqual(combinePolicies(aPolicy(), one).withdrawal, one.withdrawal);
    assert.ok(!('withdrawal' in combinePolicies(aPolicy(), aPolicy({ id: 'other' }))));
  });
});
