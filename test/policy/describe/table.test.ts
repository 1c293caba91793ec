import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { compilePolicy } from '../../../src/domain/decision/decide.ts';
import type { CancelPolicy, Condition } from '../../../src/domain/policy.ts';
import type { Actor, Cancellation, Order } from '../../../src/domain/records.ts';
import { type DescribedCase, type DescribedRow, tableOf } from '../../../src/policy/describe/table.ts';
import { create } from '../../../src/policy/presets/shop-builder.ts';
import { policyArbitrary } from '../../domain/arbitraries.ts';
import { evaluate, instantFrom, isReopened, open, type Question } from '../../domain/reference.ts';
import { policyFiles, presets, readPolicyVectors } from '../../domain/vectors.ts';
import { aPolicy } from '../fixtures.ts';

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
    const truth = when === null || evaluate(when, question);
    if (truth === null) return { outcome: 'ask-server', reason: 'unknown-facts', ruleId };
    if (truth) return { outcome, reason, ruleId };
  }
  throw new assert.AssertionError({ message: 'the last case depends on something' });
}

/** What the policy names, and a little beside it. */
const chance = (random: () => number) => ({
  of: <T>(...values: readonly T[]) => values[Math.floor(random() * values.length)] as T,
  within: (most: number) => Math.floor(random() * most),
});

function leaves(policy: CancelPolicy): Condition[] {
  const found: Condition[] = [];
  const visit = (value: unknown): void => {
    if (typeof value !== 'object' || value === null) return;
    found.push(value as Condition);
    Object.values(value).forEach(visit);
  };
  visit(policy.rules.map(({ when }) => when));
  return found;
}

/** A random order under a policy, near whatever its rules name. */
function randomQuestion(policy: CancelPolicy, random: () => number): Question {
  const { of, within } = chance(random);
  const now = Date.parse('2026-03-20T12:00:00Z');
  const near = [0, hour, 3 * hour, 5 * hour, day, 2 * day, 7 * day, 14 * day, 20 * day];
  const ago = () => new Date(now - of(...near) - of(-1, 0, 1, within(day))).toISOString();
  const past = (text: string) => (Date.parse(text) > now ? new Date(now).toISOString() : text);
  const all = leaves(policy);
  const facts: Record<string, unknown> = {};
  for (const [name, { type, default: value }] of Object.entries(policy.facts ?? {})) {
    const named = all.flatMap((leaf) => ('fact' in leaf && leaf.fact === name ? [leaf] : []));
    const values = named
      .flatMap(({ is, atLeast, below }) => [is, atLeast, below].flat())
      .filter((one) => one !== undefined);
    const instant = type === 'instant' ? ago() : type === 'date' ? ago().slice(0, 10) : undefined;
    const choice = of(undefined, value, instant, ...values, ...(type === 'boolean' ? [true, false] : []));
    if (choice !== undefined) facts[name] = choice;
  }
  const kinds = all.flatMap((leaf) => ('notice' in leaf ? [leaf.notice].flat() : []));
  const notices = kinds.length
    ? Array.from({ length: within(3) }, () => ({
        kind: of(...kinds),
        filedAt: ago(),
        ...(random() < 0.4 && { respondedAt: ago() }),
        ...(random() < 0.3 && { penaltyAcceptedAt: ago() }),
        ...(random() < 0.2 && { liftedAt: ago() }),
      }))
    : undefined;
  const order = {
    id: 'o',
    status: of(...Object.keys(policy.statuses)),
    placedAt: past(ago()),
    ...(random() < 0.6 && { paidAt: past(ago()) }),
    ...(random() < 0.3 && { shippedAt: past(ago()) }),
    ...(random() < 0.2 && { deliveredAt: past(ago()) }),
    total: { amount: of(500, 1999, 10_000, 50_000), currency: of('EUR', 'USD') },
    payment: { method: 'card', paid: { amount: 1999, currency: 'EUR' }, refunded: { amount: 0, currency: 'EUR' } },
    lines: [{ id: 'l', sku: '', title: '', quantity: 1, unitPrice: { amount: 1999, currency: 'EUR' } }],
    buyer: { id: 'b', name: '', status: of('active', 'active', 'terminated'), recentCancellations: within(5) },
    seller: { id: 's', name: '', status: of('active', 'active', 'terminated'), recentCancellations: within(5) },
    ...(notices && { notices }),
    ...(random() < 0.4 && { scans: [{ at: ago(), code: of('label-created', 'picked-up', 'delivered') }] }),
    facts,
    revision: '1',
  };
  const states = ['requested', 'declined', 'withdrawn', 'expired', 'escalated', 'refunding', 'superseded', 'disputed'];
  const cancellation =
    random() < 0.5
      ? ({
          id: 'c',
          state: of(...states),
          requestedBy: of('buyer', 'seller'),
          requestedAt: past(ago()),
          lines: null,
        } as unknown as Cancellation)
      : null;
  return { policy, order, actor: of('buyer', 'seller', 'platform'), now, cancellation } as unknown as Question;
}

/** The same numbers for the same seed. */
function randomFrom(from: number): () => number {
  let state = from >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

const asksOfLines = (policy: CancelPolicy) => /"(line\.|lineFact|someLine)/.test(JSON.stringify(policy.rules));

describe(`the described table, seed ${seed}`, () => {
  const policies: [name: string, policy: CancelPolicy][] = [
    ...Object.entries(presets),
    ['shop-builder, contact only', create({ customerRequests: false })],
    ...policyFiles.flatMap((name): [string, CancelPolicy][] => {
      const policy = readPolicyVectors(name)[0]?.policy;
      return policy && !asksOfLines(policy) ? [[name, policy]] : [];
    }),
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
    const sampled = fc.sample(policyArbitrary, { seed, numRuns: 400 * runs }).filter((policy) => !asksOfLines(policy));
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
