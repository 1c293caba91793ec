import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { definePolicy, parsePolicy } from '../../src/policy/index.ts';

const statuses = { NEW: { phase: 'open' }, SENT: { phase: 'shipped' }, GONE: { phase: 'cancelled' } } as const;
const otherwise = { outcome: 'none', reason: 'too-late' } as const;
const base = { id: 'mine', version: '1', statuses, rules: [], otherwise, reasons: {} } as const;

describe('definePolicy', () => {
  it('gives back the very policy, with the types of its literals', () => {
    const policy = definePolicy({
      id: 'my-shop',
      version: '1',
      statuses: { NEW: { phase: 'open' }, SENT: { phase: 'shipped' }, GONE: { phase: 'cancelled' } },
      facts: { gift: { type: 'boolean', default: false }, promisedAt: { type: 'instant' } },
      notices: { lost: { filedBy: 'buyer', when: { status: 'SENT' }, status: 'SENT' } },
      rules: [
        { id: 'sent', when: { status: ['SENT'] }, then: { outcome: 'return', reason: 'already-shipped' } },
        {
          id: 'hour',
          when: {
            all: [
              { status: 'NEW' },
              {
                not: {
                  any: [
                    { fact: 'gift', is: true },
                    { notice: 'lost', responded: true },
                  ],
                },
              },
              { since: 'placedAt', until: 'PT1H' },
              { since: 'facts.promisedAt' },
              { actor: ['buyer', 'seller'] },
            ],
          },
          then: { outcome: 'cancel', reason: 'within-window', advice: ['safe-to-cancel'] },
        },
      ],
      otherwise: { outcome: 'none', reason: 'too-late', alternatives: ['contact-seller'] },
      reasons: { buyer: { demand: 'optional', choices: [{ code: 'other' }] } },
      lifecycle: { cancelled: 'GONE', completes: 'at-once', notifies: ['buyer', 'seller'] },
      messages: { en: { 'too-late': 'Orders can be cancelled within an hour.' } },
    });
    const first: 'sent' = policy.rules[0].id;
    const reason: 'within-window' = policy.rules[1].then.reason;
    assert.deepEqual([first, reason], ['sent', 'within-window']);
    assert.equal(parsePolicy(policy), policy);
  });

  it('refuses, at compile time, what the policy does not declare', () => {
    // @ts-expect-error a rule's status
    definePolicy({ ...base, rules: [{ id: 'a', when: { status: 'SNET' }, then: otherwise }] });
    // @ts-expect-error one of several, within another condition
    definePolicy({ ...base, rules: [{ id: 'a', when: { not: { status: ['NEW', 'SNET'] } }, then: otherwise }] });
    // @ts-expect-error a fact
    definePolicy({ ...base, rules: [{ id: 'a', when: { fact: 'gift', is: true }, then: otherwise }] });
    // @ts-expect-error an instant of the shop's own
    definePolicy({ ...base, rules: [{ id: 'a', when: { since: 'facts.gone' }, then: otherwise }] });
    // @ts-expect-error a recorded instant
    definePolicy({ ...base, rules: [{ id: 'a', when: { since: 'paid' }, then: otherwise }] });
    const notices = { lost: { filedBy: 'buyer' } } as const;
    // @ts-expect-error an alert
    definePolicy({ ...base, notices, rules: [{ id: 'a', when: { notice: 'lots' }, then: otherwise }] });
    // @ts-expect-error an alert's status
    definePolicy({ ...base, notices: { lost: { filedBy: 'buyer', status: 'LOST' } } });
    // @ts-expect-error the lifecycle's status
    definePolicy({ ...base, lifecycle: { cancelled: 'CANCELLED', completes: 'at-once', notifies: [] } });
    // @ts-expect-error an outcome
    definePolicy({ ...base, otherwise: { outcome: 'nothing', reason: 'too-late' } });
    // @ts-expect-error a word of the language
    definePolicy({ ...base, rules: [{ id: 'a', when: { state: 'NEW' }, then: otherwise }] });
    // Without alerts of its own a policy leaves their kinds to the shop.
    definePolicy({ ...base, rules: [{ id: 'a', when: { notice: 'anything' }, then: otherwise }] });
  });
});
