import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import type * as z from 'zod/mini';
import { compilePolicy } from '../../src/domain/decide.ts';
import type { CancelPolicy, Condition } from '../../src/domain/policy.ts';
import { cancellationStates } from '../../src/domain/records.ts';
import { parsePolicy } from '../../src/policy/parse.ts';
import { issueCodes } from '../../src/policy/report.ts';
import { conditionWords, policySchema } from '../../src/policy/schemas/policy.ts';
import { anOrder, policyWhen } from './fixtures.ts';

const text = readFileSync(new URL('../../docs/policy-language.md', import.meta.url), 'utf8');
const blocks = (kind: string) =>
  [...text.matchAll(new RegExp(`\`\`\`json ${kind}\n(.*?)\`\`\``, 'gs'))].map(([, json]) => JSON.parse(json ?? ''));
const named = new Set([...text.matchAll(/`([^`\s]+)`/g)].map(([, code]) => code));

/** Every name and every word of a closed list that stands in a schema. */
function namesIn(schema: z.core.$ZodType, seen = new Set<unknown>(), names = new Set<string>()): Set<string> {
  if (seen.has(schema)) return names;
  seen.add(schema);
  const def = schema._zod.def as unknown as Record<string, unknown>;
  for (const [name, inner] of Object.entries((def.shape ?? {}) as Record<string, z.core.$ZodType>)) {
    names.add(name);
    namesIn(inner, seen, names);
  }
  for (const value of Object.values((def.entries ?? {}) as Record<string, string>)) names.add(value);
  const parts = [def.element, def.innerType, def.valueType, ...((def.options as unknown[]) ?? [])];
  for (const part of parts) if (part) namesIn(part as z.core.$ZodType, seen, names);
  return names;
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
    const { shippedAt, deliveredAt, ...order } = anOrder({ status: 'NEW' });
    const outcomeFor = (actor: 'buyer' | 'seller', minutes: number, changes = {}) =>
      decide({ ...order, ...changes }, { actor, now: placed + minutes * 60_000 }).outcome;
    assert.equal(outcomeFor('buyer', 59), 'cancel');
    assert.equal(outcomeFor('buyer', 90), 'request');
    assert.equal(outcomeFor('seller', 90), 'cancel');
    assert.equal(outcomeFor('buyer', 90, { facts: { personalised: true } }), 'none');
    for (const actor of ['buyer', 'seller'] as const) assert.equal(outcomeFor(actor, 90, { status: 'SENT' }), 'return');
  });

  const conditions = blocks('condition') as Condition[];
  for (const condition of conditions) {
    it(`shows a condition that parses: ${JSON.stringify(condition)}`, () => {
      const statuses = { NEW: { phase: 'open' }, ASKED: { phase: 'requested' } } as const;
      const facts = { lane: { type: 'string' }, weight: { type: 'number' }, promisedAt: { type: 'instant' } } as const;
      parsePolicy(policyWhen(condition, { statuses, facts }));
    });
  }

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
});
