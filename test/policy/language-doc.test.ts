import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { compilePolicy } from '../../src/domain/decision/decide.ts';
import { type CancelPolicy, type Condition, type Disputes, type Rule, routeNames } from '../../src/domain/policy.ts';
import { type Cancellation, cancellationStates } from '../../src/domain/records.ts';
import { parsePolicy } from '../../src/policy/parse.ts';
import { issueCodes } from '../../src/policy/report.ts';
import { conditionSchema, conditionWords, policySchema } from '../../src/policy/schemas/policy.ts';
import type { Schema } from '../../src/policy/schemas/types.ts';
import { readVectors } from '../domain/vectors.ts';
import { anOrder, aPolicy, policyWhen } from './fixtures.ts';

const text = readFileSync(new URL('../../docs/policy-language.md', import.meta.url), 'utf8');
const blocks = (kind: string) =>
  [...text.matchAll(new RegExp(`\`\`\`json ${kind}\n(.*?)\`\`\``, 'gs'))].map(([, json]) => JSON.parse(json ?? ''));
const named = new Set([...text.matchAll(/`([^`\s]+)`/g)].map(([, code]) => code));

/** Every name and every word of a closed list that stands in a schema. */
function namesIn(schema: Schema, seen = new Set<unknown>(), names = new Set<string>()): Set<string> {
  if (seen.has(schema)) return names;
  seen.add(schema);
  for (const name of Object.keys(membersOf(schema))) names.add(name);
  const { shape } = schema;
  if (shape.kind === 'one-of') for (const value of shape.values) names.add(String(value));
  for (const part of partsOf(schema)) namesIn(part, seen, names);
  return names;
}

function membersOf({ shape }: Schema): Readonly<Record<string, Schema>> {
  return shape.kind === 'object' ? shape.members : {};
}

function partsOf(schema: Schema): Schema[] {
  const { shape } = schema;
  if (shape.kind === 'object') return Object.values(shape.members);
  if (shape.kind === 'choice') return [...shape.options];
  if (shape.kind === 'list' || shape.kind === 'dictionary') return [shape.item];
  return 'inner' in shape ? [shape.inner] : [];
}

describe('the reference of the language', () => {
  const names = [...namesIn(policySchema)];

  it('is compared with the whole schema', () => {
    for (const name of ['penaltyAccepted', 'basisPoints', 'notBefore', 'withinDays', 'superseded', 'deliveredAt']) {
      assert.ok(names.includes(name), name);
    }
  });

  it('names every member and every word of the schema', () => {
    assert.deepEqual(
      names.filter((name) => !named.has(name)),
      [],
    );
  });

  it('names every state of a cancellation and every code of an issue', () => {
    const all = [...cancellationStates, ...issueCodes];
    assert.deepEqual(
      all.filter((name) => !named.has(name)),
      [],
    );
  });

  it('shows a complete policy that parses and does what is said of it', () => {
    const [policy, ...others] = blocks('policy') as CancelPolicy[];
    assert.ok(policy && others.length === 0);
    parsePolicy(policy);
    const { decide } = compilePolicy(policy);
    const placed = Date.parse(anOrder().placedAt);
    // Of a whole order that nothing has become of.
    const lines = anOrder().lines.map(({ id, sku, title, unitPrice }) => ({ id, sku, title, unitPrice, quantity: 1 }));
    const { shippedAt, deliveredAt, fulfilments, ...order } = anOrder({ status: 'NEW', lines });
    const outcomeFor = (actor: 'buyer' | 'seller', minutes: number, changes = {}) =>
      decide({ ...order, ...changes }, { actor, now: placed + minutes * 60_000 }).outcome;
    assert.equal(outcomeFor('buyer', 59), 'cancel');
    assert.equal(outcomeFor('buyer', 90), 'request');
    assert.equal(outcomeFor('seller', 90), 'cancel');
    assert.equal(outcomeFor('buyer', 90, { facts: { personalised: true } }), 'none');
    for (const actor of ['buyer', 'seller'] as const) assert.equal(outcomeFor(actor, 90, { status: 'SENT' }), 'return');
  });

  it('shows a rule that is asked in every state, and parses', () => {
    const rules = blocks('rule') as Rule[];
    assert.ok(rules.some(({ always }) => always));
    parsePolicy(aPolicy({ rules, facts: { lane: { type: 'string' } } }));
  });

  const conditions = blocks('condition') as Condition[];
  for (const condition of conditions) {
    it(`shows a condition that parses: ${JSON.stringify(condition)}`, () => {
      const statuses = { NEW: { phase: 'open' }, ASKED: { phase: 'requested' } } as const;
      const instant = { type: 'instant' } as const;
      const facts: CancelPolicy['facts'] = {
        ...{ lane: { type: 'string' }, weight: { type: 'number' }, deliveryDay: { type: 'date' } },
        ...{ promisedAt: instant, startsAt: instant },
      };
      const [instants] = blocks('instants');
      const lineFacts = { madeToOrder: { type: 'boolean' }, startedAt: { type: 'instant' } } as const;
      parsePolicy(policyWhen(condition, { statuses, facts, timeZone: 'Europe/Berlin', instants, lineFacts }));
    });
  }

  it('shows alerts, consequences, a life of an order and ways on that parse, with every member', () => {
    const statuses: CancelPolicy['statuses'] = {
      NEW: { phase: 'open' },
      UNPAID: { phase: 'open' },
      PENALISED: { phase: 'open' },
      ASKED: { phase: 'requested' },
      REFUNDING: { phase: 'cancelling' },
      CANCELLED: { phase: 'cancelled' },
      VOID: { phase: 'cancelled' },
    };
    const [lifecycle] = blocks('lifecycle');
    const facts: CancelPolicy['facts'] = { deliveryDay: { type: 'date' } };
    const base = { statuses, facts, timeZone: 'Europe/Berlin' };
    for (const member of [
      'notices',
      'refund',
      'consequences',
      'lifecycle',
      'disputes',
      'instants',
      'calendar',
    ] as const) {
      const [shown, ...others] = blocks(member);
      assert.ok(shown && others.length === 0, member);
      const [instants] = blocks('instants');
      parsePolicy(aPolicy({ ...base, instants, ...(member === 'disputes' && { lifecycle }), [member]: shown }));
      const { inner } = policySchema.shape.members[member].shape;
      const named = inner.shape.kind === 'dictionary' ? inner.shape.item : inner;
      const entry = named === inner ? shown : Object.values(shown)[0];
      assert.deepEqual(Object.keys(entry as object).sort(), Object.keys(membersOf(named)).sort(), member);
    }
  });

  it('counts working days as it says', () => {
    const policy = policyWhen({ before: 'instants.twoWorkingDays' } as Condition, {
      facts: { deliveryDay: { type: 'date' } },
      timeZone: 'Europe/Berlin',
      instants: blocks('instants')[0],
      calendar: blocks('calendar')[0],
    });
    const endOf = (requestedAt: string) => {
      const cancellation = { state: 'requested', requestedBy: 'buyer', requestedAt } as Cancellation;
      const now = Date.parse(requestedAt);
      const { outcome, validUntil } = compilePolicy(policy).decide(anOrder(), { actor: 'buyer', now, cancellation });
      return [outcome, validUntil && new Date(validUntil).toISOString()];
    };
    assert.deepEqual(endOf('2026-12-24T10:00:00+01:00'), ['cancel', '2026-12-29T09:00:00.000Z']);
    assert.deepEqual(endOf('2026-12-31T10:00:00+01:00'), ['ask-server', null]);
  });

  it('shows every way on, and of each what can be said of it', () => {
    const [{ routes }] = blocks('disputes') as [Disputes];
    assert.deepEqual(Object.keys(routes), [...routeNames]);
    const said = Object.values(routes).flatMap((route) => Object.keys(route));
    assert.deepEqual([...new Set(said)].sort(), ['cost', 'deadline', 'evidence', 'provider', 'risk', 'time']);
  });

  it('shows every word of a condition, under its own heading', () => {
    const headings = text.split('\n').filter((line) => line.startsWith('### '));
    for (const word of conditionWords) {
      assert.ok(
        headings.some((heading) => heading.includes(`\`${word}\``)),
        word,
      );
      assert.ok(JSON.stringify(conditions).includes(`"${word}":`), word);
    }
  });

  it('has every word of a condition, with each of its details, in a vector of the language', () => {
    const vectors = readVectors('language').map(({ policy }) => JSON.stringify(policy.rules));
    const members = partsOf(conditionSchema).map((schema) => Object.keys(membersOf(schema)));
    assert.deepEqual(members.map(([word]) => word).sort(), [...conditionWords].sort());
    for (const [word, ...details] of members) {
      const used = vectors.filter((rules) => rules.includes(`"${word}":`)).join();
      assert.ok(used, word);
      assert.deepEqual(
        details.filter((detail) => !used.includes(`"${detail}":`)),
        [],
        word,
      );
    }
  });
});
