import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { decide } from '../../../src/domain/decision/decide.ts';
import { turnOfFreedom } from '../../../src/domain/decision/turns.ts';
import { offersOf } from '../../../src/domain/lifecycle/offers.ts';
import type { CancelPolicy } from '../../../src/domain/policy.ts';
import { deadlinesUnder } from '../../../src/evidence/deadlines.ts';
import { parseOrder, parsePolicy } from '../../../src/policy/parse.ts';
import { aLifecyclePolicy, aPaidOrder, eur, hour, placed } from '../lifecycle-fixtures.ts';

/** Lines with an event each: what is far off is cancelled, what is near is asked for, what has begun is not. */
const policy: CancelPolicy = {
  ...aLifecyclePolicy(),
  lineFacts: { startsAt: { type: 'instant', default: null }, made: { type: 'boolean', default: false } },
  rules: [
    { id: 'made', when: { lineFact: 'made', is: true }, then: { outcome: 'none', reason: 'made-for-you' } },
    { id: 'far', when: { before: 'line.facts.startsAt', until: 'PT10H' }, then: { outcome: 'cancel', reason: 'far' } },
    { id: 'near', when: { before: 'line.facts.startsAt' }, then: { outcome: 'request', reason: 'near' } },
    {
      id: 'over',
      when: { since: 'line.facts.startsAt', from: 'PT2H' },
      then: { outcome: 'none', reason: 'over' },
    },
    { id: 'plain', when: { since: 'line.facts.startsAt' }, then: { outcome: 'none', reason: 'begun' } },
    { id: 'any', when: { actor: 'buyer' }, then: { outcome: 'cancel', reason: 'plain' } },
  ],
};
parsePolicy(policy);

/** Each line's event starts so many hours from now; `null`: it has none. */
function decided(...starts: (number | null)[]) {
  const order = aPaidOrder({
    lines: starts.map((hours, at) => ({
      ...{ id: `l${at}`, sku: `l${at}`, title: `l${at}`, quantity: 1, unitPrice: eur(1000) },
      facts: { startsAt: hours === null ? null : new Date(placed + hours * hour).toISOString() },
    })),
  });
  parseOrder(order);
  return { order, decision: decide(policy, order, { actor: 'buyer', now: placed }) };
}

const inHours = (turn: { at: number } | null): number | null => turn && (turn.at - placed) / hour;

describe('where lines differ, the first change', () => {
  it('of any line is the decision’s; what a person is told is that of what they are told it of', () => {
    for (const [starts, next, freedom] of [
      // Cancelled for 20 hours; what is asked for until 3 is another line's.
      [[30, 3], 3, 20],
      // Two that are cancelled: the first that ends.
      [[30, 15, 3], 3, 5],
      // Nothing ends what is cancelled without an event, but an event's own time ends another's.
      [[null, 12], 2, 2],
      // Of what has begun nothing is to come but other words.
      [[-1, 4], 1, 4],
      [[-1, -2], 1, null],
      [[null, null], null, null],
    ] as const) {
      const { decision } = decided(...starts);
      assert.deepEqual([inHours(decision.next), inHours(turnOfFreedom(decision))], [next, freedom], String(starts));
      assert.equal(decision.validUntil, decision.next?.at ?? null);
    }
  });

  it('of a denial is the first that gives something', () => {
    const opening: CancelPolicy = {
      ...policy,
      rules: [
        {
          id: 'late',
          when: { since: 'line.facts.startsAt', from: 'PT4H' },
          then: { outcome: 'cancel', reason: 'late' },
        },
        {
          id: 'back',
          when: { since: 'line.facts.startsAt', from: 'PT1H' },
          then: { outcome: 'return', reason: 'back' },
        },
        { id: 'no', when: { actor: 'buyer' }, then: { outcome: 'none', reason: 'begun' } },
      ],
    };
    const { order } = decided(-3.5, 0);
    const decision = decide(opening, order, { actor: 'buyer', now: placed });
    assert.deepEqual(
      [decision.outcome, inHours(decision.next), inHours(turnOfFreedom(decision))],
      ['return', 0.5, 0.5],
    );
    // That one may be returned in an hour is nothing that a person can do here.
    const far = decide(opening, decided(2, 0).order, { actor: 'buyer', now: placed });
    assert.deepEqual([inHours(far.next), inHours(turnOfFreedom(far))], [1, null]);
  });

  it('of what is offered together is that of its lines, not of the others', () => {
    const { order, decision } = decided(30, 3, 15, null);
    const offers = offersOf(policy, order, [], decision);
    assert.deepEqual(
      offers.map(({ decision: { next, validUntil }, available }) => [
        available.map(({ id }) => id),
        inHours(next),
        validUntil === (next?.at ?? null),
      ]),
      [
        [['l0', 'l2', 'l3'], 5, true],
        [['l1'], 3, true],
      ],
    );
  });

  it('DP-10 of what may be cancelled is the deadline to do it', () => {
    for (const [starts, window] of [
      [[30, 15], 5],
      // The one that may only be asked for ends first.
      [[30, 3], 3],
      // What is denied for another reason an hour from now is not what ends.
      [[30, -1], 20],
      [[null, -1], null],
    ] as const) {
      const { order, decision } = decided(...starts);
      const input = { policy, order, cancellation: null, log: [], actor: 'buyer', now: placed } as const;
      const deadlines = deadlinesUnder(decision, input).filter(({ code }) => code === 'window');
      assert.deepEqual(
        deadlines.map(({ at }) => inHours(at === null ? null : { at })),
        window === null ? [] : [window],
        String(starts),
      );
    }
  });
});
