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
      lineFacts: { made: { type: 'boolean', default: false }, startsAt: { type: 'instant', default: null } },
      timeZone: 'Europe/Berlin',
      instants: { evening: { of: 'line.facts.startsAt', at: '18:00' }, day: { of: 'instants.evening', days: 1 } },
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
        {
          id: 'made',
          when: [
            { someLine: { all: [{ lineFact: 'made', is: true }, { since: 'line.facts.startsAt' }] } },
            { before: 'instants.day' },
            { before: 'line.expectedAt' },
            { since: 'line.shippedAt', from: 'PT0S' },
          ],
          then: { outcome: 'request', reason: 'seller-decides' },
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
    const lineFacts = { made: { type: 'boolean' } } as const;
    // @ts-expect-error a line's fact
    definePolicy({ ...base, lineFacts, rules: [{ id: 'a', when: { lineFact: 'maid', is: true }, then: otherwise }] });
    // @ts-expect-error a line's fact where none is declared
    definePolicy({ ...base, rules: [{ id: 'a', when: { lineFact: 'made', is: true }, then: otherwise }] });
    // @ts-expect-error within someLine
    definePolicy({ ...base, lineFacts, rules: [{ id: 'a', when: { someLine: { lineFact: 'x' } }, then: otherwise }] });
    // @ts-expect-error an instant of a line
    definePolicy({ ...base, lineFacts, rules: [{ id: 'a', when: { before: 'line.facts.maid' }, then: otherwise }] });
    // @ts-expect-error one of a list
    definePolicy({ ...base, rules: [{ id: 'a', when: [{ status: 'NEW' }, { status: 'SNET' }], then: otherwise }] });
    // @ts-expect-error a fact of a list
    definePolicy({ ...base, rules: [{ id: 'a', when: [{ fact: 'gift', is: true }], then: otherwise }] });
    const instants = { evening: { of: 'placedAt', at: '18:00' } } as const;
    // @ts-expect-error a derived instant
    definePolicy({ ...base, instants, rules: [{ id: 'a', when: { before: 'instants.night' }, then: otherwise }] });
    // @ts-expect-error one that is derived of another
    definePolicy({ ...base, instants: { evening: { of: 'instants.night', at: '18:00' } } });
    // @ts-expect-error a planned instant
    definePolicy({ ...base, rules: [{ id: 'a', when: { before: 'facts.gone' }, then: otherwise }] });
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
