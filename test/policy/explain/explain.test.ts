import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { CancelError } from '../../../src/domain/errors.ts';
import type { CancelPolicy, Condition } from '../../../src/domain/policy.ts';
import { durationMeant, meantBy } from '../../../src/policy/explain/meant.ts';
import { parseOrder, parsePolicy } from '../../../src/policy/parse.ts';
import { type ExplainedIssue, explainIssues } from '../../../src/policy/report.ts';
import { altered, anOrder, aPolicy, policyWhen } from '../fixtures.ts';

function explained(parse: (input: unknown) => unknown, input: unknown): ExplainedIssue[] {
  try {
    parse(input);
  } catch (error) {
    assert.ok(error instanceof CancelError);
    return explainIssues(error, input);
  }
  throw new assert.AssertionError({ message: 'nothing was refused' });
}
const of = (policy: unknown) => explained(parsePolicy, policy)[0] as ExplainedIssue;
const ofCondition = (when: unknown, changes: Partial<CancelPolicy> = {}) => of(policyWhen(when as Condition, changes));

const facts: CancelPolicy['facts'] = {
  promisedAt: { type: 'instant' },
  day: { type: 'date' },
  flag: { type: 'boolean' },
  weight: { type: 'number' },
};

describe('an error of a policy', () => {
  const meant: [written: unknown, nearest: string, says: RegExp][] = [
    [{ since: 'placedAt', until: 'P1M' }, 'P30D', /months and years have no exact length/],
    [{ since: 'placedAt', until: '3h' }, 'PT3H', /"3h" was found/],
    [{ since: 'placedAt', until: 'P3H' }, 'PT3H', /weeks, days, hours/],
    [{ since: 'placedAt', until: '1 day and 2 hours' }, 'P1DT2H', /did you mean/],
    [{ actor: 'customer' }, 'buyer', /"buyer", "seller", "platform" or "nobody"/],
    [{ actor: ['seller', 'Buyer'] }, 'buyer', /rules\[0\]\.when\.actor\[1\]/],
    [{ statuss: 'OPEN' }, 'status', /for example \{"status":"NEW"\}/],
    [{ and: [] }, 'all', /holds no word/],
    [{ status: 'OPNE' }, 'OPEN', /allowed: "OPEN" or "SHIPPED"/],
    [{ since: 'orderedAt' }, 'placedAt', /"placedAt", "paidAt"/],
    [{ since: 'facts.promised_at' }, 'facts.promisedAt', /no fact of this policy/],
    [{ fact: 'flagg', is: true }, 'flag', /"flag"/],
    [{ since: 'placedAt', untill: 'PT1H' }, 'until', /"since", "from" or "until"/],
    [{ amount: 'total', currency: 'eur', atLeast: 1 }, 'EUR', /ISO 4217/],
    [{ request: 'denied' }, 'declined', /"open", "none"/],
    [{ before: 'promisedAt' }, 'facts.promisedAt', /name of an instant/],
  ];
  for (const [when, nearest, says] of meant) {
    it(`of ${JSON.stringify(when)} asks whether ${nearest} was meant`, () => {
      const found = ofCondition(when, { facts, timeZone: 'UTC' });
      assert.equal(found.nearest[0], nearest, found.message);
      assert.match(found.message, says);
      assert.equal(found.ruleId, 'rule');
      assert.match(found.message, /in rule "rule"/);
    });
  }

  it('of an outcome names the five, and what allowing is', () => {
    const rules = [{ id: 'r-1', when: { actor: 'buyer' }, then: { outcome: 'allow', reason: 'x' } }];
    const found = of(aPolicy({ rules: rules as never }));
    assert.deepEqual(found.allowed, ['cancel', 'request', 'return', 'none', 'ask-server']);
    assert.deepEqual([found.nearest[0], found.ruleId], ['cancel', 'r-1']);
  });

  it('of a zone puts the city first that it means', () => {
    for (const [written, zone] of [
      ['Europe/Wien', 'Europe/Vienna'],
      ['Europe/Roma', 'Europe/Rome'],
      ['Asia/Peking', 'Asia/Shanghai'],
    ] as const) {
      assert.equal(of(aPolicy({ timeZone: written })).nearest[0], zone);
    }
  });

  const ofFacts: [when: unknown, says: RegExp, example: unknown][] = [
    [
      { fact: 'promisedAt', is: '2026-03-01T12:00:00Z' },
      /declared as "instant": ask about it with `since` or `before`/,
      { since: 'facts.promisedAt', from: 'PT0S' },
    ],
    [{ fact: 'day', is: true }, /declared as "date": ask about it with/, { since: 'facts.day', from: 'PT0S' }],
    [{ fact: 'promisedAt', is: [null, true] }, /with `since`/, { since: 'facts.promisedAt', from: 'PT0S' }],
    [{ fact: 'flag', is: 'no' }, /declared as "boolean"/, { fact: 'flag', is: false }],
    [{ fact: 'weight', is: '12' }, /declared as "number"/, { fact: 'weight', is: 12 }],
    [{ fact: 'flag', atLeast: 1 }, /need a number/, { fact: 'flag', is: true }],
    [{ since: 'facts.flag' }, /need an instant or a date/, { flag: { type: 'instant' } }],
  ];
  for (const [when, says, example] of ofFacts) {
    it(`of ${JSON.stringify(when)} says how such a fact is asked about`, () => {
      const found = ofCondition(when, { facts, timeZone: 'UTC' });
      assert.equal(found.code, 'fact-type');
      assert.match(found.message, says);
      assert.deepEqual(JSON.parse(String(found.example)), example);
    });
  }

  it('takes an instant that is recorded nowhere as a fact, and no text of one', () => {
    parsePolicy(policyWhen({ fact: 'promisedAt', is: null }, { facts, timeZone: 'UTC' }));
    parsePolicy(policyWhen({ fact: 'day', is: '2026-12-24' }, { facts, timeZone: 'UTC' }));
  });

  it('gives an example that is right where it stands', () => {
    const broken: [path: (string | number)[], replacement: unknown][] = [
      [['rules', 0, 'when'], undefined],
      [['rules', 0, 'when'], {}],
      [['rules', 0, 'when'], { status: 'OPEN', actor: 'buyer' }],
      [['rules', 0, 'then'], undefined],
      [['otherwise'], undefined],
      [['statuses'], {}],
      [['reasons'], undefined],
      [['lifecycle'], { cancelled: 'SHIPPED', completes: 'at-once' }],
    ];
    for (const [path, replacement] of broken) {
      const base = policyWhen(
        { status: 'OPEN' },
        { statuses: { NEW: { phase: 'open' }, OPEN: { phase: 'open' }, SHIPPED: { phase: 'shipped' } } },
      );
      const policy = altered(base, path, replacement);
      const found = of(policy);
      assert.ok(found.example, found.message);
      const example = JSON.parse(found.example) as Record<string, unknown>;
      const name = String(found.path.at(-1));
      const value = found.code === 'required' ? example[name] : example;
      const mended = altered(policy, found.path, value);
      const before = explained(parsePolicy, policy).filter(({ place }) => place === found.place).length;
      let after: ExplainedIssue[] = [];
      try {
        parsePolicy(mended);
      } catch (error) {
        after = explainIssues(error as CancelError, mended).filter(({ place }) => place === found.place);
      }
      assert.ok(before > 0 && after.length === 0, `${found.message} -> ${after[0]?.message}`);
    }
  });

  it('says each of several on a line of its own', () => {
    const policy = altered(aPolicy(), ['id'], 5);
    assert.throws(
      () => parsePolicy({ ...policy, version: '', rulez: [] }),
      (error) => error instanceof CancelError && error.message.split('\n').length === 4,
    );
  });

  it('of an order and its lines is said as well', () => {
    const order = { ...anOrder(), placedAt: '2026-03-01' };
    const [found] = explained(parseOrder, order);
    assert.deepEqual([found?.nearest, found?.ruleId], [['2026-03-01T00:00:00Z'], null]);
    assert.match(String(found?.message), /^placedAt is malformed/);
  });

  it('of hostile data is said without reading it again', () => {
    let reads = 0;
    const policy = aPolicy();
    const trap = new Proxy(policy, {
      get: (target, name, self) => {
        if (name === 'rules' && ++reads > 0) throw new Error('trap');
        return Reflect.get(target, name, self);
      },
    });
    assert.throws(
      () => parsePolicy(trap),
      (error) => error instanceof CancelError && /type/.test(error.message),
    );
    const long = policyWhen({ status: 'x'.repeat(400_000) });
    assert.throws(
      () => parsePolicy(long),
      (error) => error instanceof CancelError && error.message.length < 1000,
    );
  });
});

describe('what was meant', () => {
  it('is a duration of the same length', () => {
    for (const [written, iso] of [
      ['3h', 'PT3H'],
      ['90 minutes', 'PT1H30M'],
      ['P1M', 'P30D'],
      ['P1Y', 'P365D'],
      ['PT1.5H', 'PT1H30M'],
      ['p7d', 'P7D'],
      ['2 Wochen', 'P14D'],
      ['0s', 'PT0S'],
    ] as const) {
      assert.equal(durationMeant(written), iso, written);
    }
    for (const written of ['soon', '', 'P', '3 fortnights', '3', 'PT1M30', 'P1D2', 'P1DT2H3', 'PT1HT5M', 'P1DT3H,'])
      assert.equal(durationMeant(written), undefined, written);
  });

  it('is never what is not allowed, nor a member of every object', () => {
    assert.deepEqual(meantBy('constructor', ['buyer']), []);
    assert.deepEqual(meantBy('customer', ['seller']), []);
    assert.deepEqual(meantBy('xyz', ['buyer', 'seller']), []);
  });
});
