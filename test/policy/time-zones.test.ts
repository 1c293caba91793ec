import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { CancelError } from '../../src/domain/errors.ts';
import type { DerivedInstant } from '../../src/domain/policy.ts';
import { parsePolicy } from '../../src/policy/parse.ts';
import { aPolicy, issuesOf } from './fixtures.ts';

const refusal = (timeZone: string) => issuesOf('invalid-policy', () => parsePolicy(aPolicy({ timeZone })));

describe('the zone of a policy', () => {
  for (const timeZone of ['UTC', 'Europe/Vienna', 'Asia/Calcutta', 'Etc/GMT+5', 'America/Argentina/Buenos_Aires']) {
    it(`may be ${timeZone}`, () => {
      const policy = aPolicy({ timeZone });
      assert.equal(parsePolicy(policy), policy);
    });
  }

  const meant: [written: string, name: string][] = [
    ['Europe/Wien', 'Europe/Vienna'],
    ['Europe/Berlim', 'Europe/Berlin'],
    ['Amerika/New_York', 'America/New_York'],
    ['Asia/Singapur', 'Asia/Singapore'],
    ['Tokio', 'Asia/Tokyo'],
    ['Lisbon', 'Europe/Lisbon'],
  ];
  for (const [written, name] of meant) {
    it(`is not ${written}; ${name} is among the nearest names`, () => {
      const [issue, ...others] = refusal(written);
      assert.deepEqual([issue?.path, issue?.code, others], [['timeZone'], 'unknown-zone', []]);
      assert.equal(issue?.nearest?.length, 5);
      assert.ok(issue?.nearest?.includes(name), issue?.nearest?.join());
    });
  }

  it('is named in the message with them', () => {
    assert.throws(
      () => parsePolicy(aPolicy({ timeZone: 'Europe/Wien' })),
      (error) => error instanceof CancelError && /timeZone is no time zone .*Europe\/Vienna/.test(error.message),
    );
  });
});

describe('the instants of a policy', () => {
  const many = (count: number): Record<string, DerivedInstant> =>
    Object.fromEntries(
      Array.from({ length: count }, (_, at) => [`i${at}`, { of: at ? `instants.i${at - 1}` : 'placedAt', days: 1 }]),
    );

  it('are at most 64, each perhaps of the one before', () => {
    const policy = aPolicy({ timeZone: 'UTC', instants: many(64) });
    assert.equal(parsePolicy(policy), policy);
    const issues = issuesOf('invalid-policy', () => parsePolicy(aPolicy({ timeZone: 'UTC', instants: many(65) })));
    assert.deepEqual(issues[0], { path: ['instants'], code: 'too-many' });
  });

  it('need a zone, and so do dates', () => {
    const issue = { path: ['timeZone'], code: 'required' };
    const refused = (changes: object) => issuesOf('invalid-policy', () => parsePolicy(aPolicy(changes)));
    assert.deepEqual(refused({ instants: many(1) }), [issue]);
    assert.deepEqual(refused({ facts: { day: { type: 'date' } } }), [issue]);
    assert.deepEqual(refused({ lineFacts: { day: { type: 'date' } } }), [issue]);
  });
});
