import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { compilePolicy } from '../../../src/domain/decision/decide.ts';
import type { CancelPolicy } from '../../../src/domain/policy.ts';
import type { Actor, Order } from '../../../src/domain/records.ts';
import { type DescribedCase, type DescribedRow, tableOf } from '../../../src/policy/describe/table.ts';
import { create } from '../../../src/policy/presets/shop-builder.ts';
import { policyArbitrary } from '../../domain/arbitraries.ts';
import { evaluate, instantFrom, isReopened, open, type Question } from '../../domain/reference.ts';
import { presets } from '../../domain/vectors.ts';
import { aPolicy } from '../fixtures.ts';
import { ofItsLine, randomFrom, randomQuestion } from './random-question.ts';

const seed = Number(process.env.SEED ?? Math.floor(Math.random() * 2 ** 31));
const runs = Number(process.env.RUNS ?? 1);
const hour = 3_600_000;
const day = 24 * hour;

const tables = new Map<CancelPolicy, Map<string, DescribedRow[]>>();
function tableFor(policy: CancelPolicy, actor: Actor, isOpen: boolean): DescribedRow[] {
  const known = tables.get(policy) ?? new Map<string, DescribedRow[]>();
  tables.set(policy, known);
  const key = `${actor} ${isOpen}`;
  const table = known.get(key) ?? tableOf(policy, actor, isOpen);
  known.set(key, table);
  return table;
}

/** What somebody reads from the table about an order: they look for the status and the time, and go through the cases. */
function readFrom(question: Question): Pick<DescribedCase, 'outcome' | 'reason' | 'ruleId'> {
  const { policy, actor, now, cancellation } = question;
  const order = question.order as Order;
  const isOpen = !!cancellation && open.includes(cancellation.state);
  const row = tableFor(policy, actor as Actor, isOpen).find(({ statuses }) => statuses.includes(order.status));
  assert.ok(row, order.status);
  const instants = { ...order, requestedAt: cancellation?.requestedAt };
  const at = row.axis && instantFrom(instants[row.axis as 'placedAt']);
  const since = at === null ? null : now - at;
  const band = row.bands.find(({ from, until, absent }) =>
    absent || from === null ? since === null : since !== null && since >= from && (until === null || since < until),
  );
  assert.ok(band, `${row.axis} ${since}`);
  for (const { when, outcome, reason, ruleId } of band.cases) {
    const truth = when === null || evaluate(when, ofItsLine(question));
    if (truth === null) return { outcome: 'ask-server', reason: 'unknown-facts', ruleId };
    if (truth) return { outcome, reason, ruleId };
  }
  throw new assert.AssertionError({ message: 'the last case depends on something' });
}

describe(`the described table, seed ${seed}`, () => {
  const policies: [name: string, policy: CancelPolicy][] = [
    ...Object.entries(presets),
    ['shop-builder, contact only', create({ customerRequests: false })],
  ];
  for (const [name, policy] of policies) {
    it(`of ${name} decides random orders as the package does`, () => {
      const random = randomFrom(seed);
      const { decide } = compilePolicy(policy);
      const seen = new Set<string>();
      for (let run = 0; run < 3000 * runs; run++) {
        const question = randomQuestion(policy, random);
        const { order, actor, now, cancellation } = question;
        const { outcome, reason, ruleId } = decide(order as Order, { actor: actor as Actor, now, cancellation });
        assert.deepEqual(
          readFrom(question),
          { outcome, reason, ruleId },
          JSON.stringify({ order, actor, cancellation }),
        );
        seen.add(`${outcome} ${ruleId}`);
      }
      // Else the random orders were of one kind.
      assert.ok(seen.size > Math.min(2, policy.rules.length), [...seen].join());
    });
  }

  it('of random policies decides random orders as the package does', () => {
    const random = randomFrom(seed);
    const sampled = fc.sample(policyArbitrary, { seed, numRuns: 400 * runs });
    assert.ok(sampled.length > 50);
    const outcomes = new Set<string>();
    for (const policy of sampled) {
      const { decide } = compilePolicy(policy);
      for (let run = 0; run < 40; run++) {
        const question = randomQuestion(policy, random);
        if (isReopened(question)) continue;
        const { order, actor, now, cancellation } = question;
        const { outcome, reason, ruleId } = decide(order as Order, { actor: actor as Actor, now, cancellation });
        const said = JSON.stringify({ policy, order, actor, cancellation });
        assert.deepEqual(readFrom(question), { outcome, reason, ruleId }, said);
        outcomes.add(outcome);
      }
    }
    assert.deepEqual([...outcomes].sort(), ['ask-server', 'cancel', 'none', 'request', 'return']);
  });

  it('says as usual what the package says of an order at which nothing is out of the ordinary', () => {
    const cells = (actor: Actor) =>
      tableOf(presets.poshmark as CancelPolicy, actor).flatMap(({ statuses, bands }) =>
        bands.map(({ from, cases, usual }) => [statuses.join(), from, cases[usual]?.ruleId]),
      );
    assert.deepEqual(cells('buyer'), [
      ['PLACED', 0, 'buyer-three-hours'],
      ['PLACED', 3 * hour, 'buyer-request'],
      ['PLACED', 7 * day, 'buyer-seven-days'],
      ['SHIPPED', null, 'buyer-shipped'],
      ['DELIVERED', null, 'buyer-shipped'],
      ['CANCELLED', null, 'cancelled'],
    ]);
    assert.deepEqual(cells('seller'), [
      ['PLACED', null, 'seller-before-shipping'],
      ['SHIPPED', null, 'shipped'],
      ['DELIVERED', null, 'shipped'],
      ['CANCELLED', null, 'cancelled'],
    ]);
  });

  it('counts from the delivery where that decides, and says what applies before it is known', () => {
    const policy = aPolicy({
      rules: [
        { id: 'late', when: { since: 'deliveredAt', from: 'P14D' }, then: { outcome: 'none', reason: 'late' } },
        { id: 'there', when: { since: 'deliveredAt' }, then: { outcome: 'return', reason: 'there' } },
        { id: 'open', when: { status: 'OPEN' }, then: { outcome: 'cancel', reason: 'may' } },
      ],
    });
    const [row] = tableOf(policy, 'buyer');
    assert.deepEqual(
      row?.bands.map(({ absent, from, until, cases }) => [absent, from, until, cases.map(({ ruleId }) => ruleId)]),
      [
        [true, null, null, ['open']],
        [false, 0, 14 * day, ['there']],
        [false, 14 * day, null, ['late']],
      ],
    );
  });
});
