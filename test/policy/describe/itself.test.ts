import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { compilePolicy } from '../../../src/domain/decision/decide.ts';
import type { CancelPolicy, Condition } from '../../../src/domain/policy.ts';
import type { Order } from '../../../src/domain/records.ts';
import { describePolicy } from '../../../src/policy/describe/index.ts';
import { itselfConditions } from '../../../src/policy/describe/itself.ts';
import { tableOf } from '../../../src/policy/describe/table.ts';
import { policyArbitrary } from '../../domain/arbitraries.ts';
import { evaluate, isReopened } from '../../domain/reference.ts';
import { presets } from '../../domain/vectors.ts';
import { aPolicy, policyWhen } from '../fixtures.ts';
import { ofItsLine, randomFrom, randomQuestion } from './random-question.ts';

const seed = Number(process.env.SEED ?? Math.floor(Math.random() * 2 ** 31));
const runs = Number(process.env.RUNS ?? 1);

async function saidOf(policy: CancelPolicy, language = 'en'): Promise<readonly string[]> {
  const { sections } = await describePolicy(policy, { language, actor: 'buyer' });
  return sections.find(({ id }) => id === 'itself')?.sentences ?? [];
}

const cancels = { outcome: 'cancel', reason: 'late' } as const;
const denies = { outcome: 'none', reason: 'no' } as const;
const late: Condition = { all: [{ actor: 'nobody' }, { since: 'placedAt', from: 'P3D' }] };

/** The same policy with rules for nobody alone, which cancel or do not in turn. */
function ofNobody(policy: CancelPolicy): CancelPolicy {
  const rules = policy.rules.map((rule, at) => ({
    ...rule,
    when: { all: [{ actor: 'nobody' } as const, ...[rule.when].flat()] },
    then: at % 2 === 0 ? rule.then : at % 4 === 1 ? cancels : denies,
  }));
  return { ...policy, rules };
}

describe(`what happens by itself, seed ${seed}`, () => {
  it('is what the package decides for nobody', () => {
    const random = randomFrom(seed);
    const sampled = fc.sample(policyArbitrary, { seed, numRuns: 600 * runs });
    const seen = { cancel: 0, other: 0 };
    for (const policy of [...Object.values(presets), ...sampled, ...sampled.map(ofNobody)]) {
      const { decide } = compilePolicy(policy);
      const ways = itselfConditions(policy);
      for (let run = 0; run < 40; run++) {
        const question = { ...randomQuestion(policy, random), actor: 'nobody' as const };
        if (isReopened(question)) continue;
        const { order, now, cancellation } = question;
        const { outcome, reason } = decide(order as Order, { actor: 'nobody', now, cancellation });
        // What is not known the server looks into, as the notes say.
        if (reason === 'unknown-facts') continue;
        const said = ways.some((parts) => parts.every((part) => evaluate(part, ofItsLine(question)) === true));
        assert.equal(said, outcome === 'cancel', JSON.stringify({ policy, order, cancellation, ways }));
        seen[said ? 'cancel' : 'other']++;
      }
    }
    assert.ok(seen.cancel > 200 && seen.other > 50, JSON.stringify(seen));
  });

  it('is nothing where an earlier rule answers all of it', async () => {
    const second = { id: 'late', when: late, then: cancels };
    const of = (when: Condition) => saidOf(aPolicy({ rules: [{ id: 'first', when, then: denies }, second] }));
    assert.deepEqual(await of({ actor: 'nobody' }), []);
    assert.deepEqual(await of({ since: 'placedAt', from: 'P1D' }), []);
    assert.equal((await of({ actor: 'buyer' })).length, 1);
  });

  it('needs a rule that names nobody, not a value of that name', async () => {
    const facts: CancelPolicy['facts'] = { owner: { type: 'string', default: 'nobody' } };
    const policy = policyWhen({ fact: 'owner', is: 'nobody' }, { facts });
    assert.deepEqual(await saidOf(policy), []);
    const outcomes = tableOf(policy, 'nobody').flatMap(({ bands }) => bands.flatMap(({ cases }) => cases));
    assert.deepEqual([...new Set(outcomes.map(({ outcome }) => outcome))], ['none']);
  });

  it('is not what is left over when no rule answers', async () => {
    for (const outcome of ['cancel', 'request'] as const) {
      const policy = aPolicy({ otherwise: { outcome, reason: 'may', contact: 'required' } });
      const [row] = tableOf(policy, 'nobody');
      const { decide } = compilePolicy(policy);
      const decided = decide({ status: 'OPEN' } as Order, { actor: 'nobody', now: 0, cancellation: null });
      const [one] = row?.bands[0]?.cases ?? [];
      assert.deepEqual([one?.outcome, one?.reason, one?.contact], [decided.outcome, decided.reason, decided.contact]);
      assert.deepEqual(await saidOf(policy), []);
    }
  });

  it('is said as a sentence where nothing has to hold', async () => {
    const when: Condition = { any: [{ actor: 'nobody' }, { status: 'OPEN' }] };
    for (const [language, always, rest] of [
      ['en', 'The order is cancelled by itself, whatever its status.', 'the latest request is not open'],
      ['de', 'Die Bestellung wird von selbst storniert, unabhängig von ihrem Status.', 'die letzte Anfrage'],
      ['ar', 'يُلغى الطلب تلقائيًا مهما كانت حالته.', 'كان آخر طلب إلغاء'],
    ] as const) {
      const [first, ...others] = await saidOf(policyWhen(when), language);
      assert.ok(first?.includes(rest) && others.length === 0, first);
      const rules: CancelPolicy['rules'] = [{ id: 'rule', when, then: cancels, always: true }];
      assert.deepEqual(await saidOf(aPolicy({ rules }), language), [always]);
    }
  });

  it('writes each condition out once, however many rules there are', () => {
    let written = 0;
    const counted = (is: number): Condition => {
      const toJSON = () => {
        written++;
        return { fact: 'weight', is };
      };
      return Object.defineProperty({ fact: 'weight', is }, 'toJSON', { value: toJSON });
    };
    const rules = Array.from({ length: 60 }, (_, at) => ({ id: `r-${at}`, when: counted(at), then: denies }));
    tableOf(aPolicy({ statuses: { OPEN: { phase: 'open' } }, rules }), 'buyer');
    assert.ok(written > 0 && written < 60 * 12, String(written));
  });
});
