import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Ajv2020 } from 'ajv/dist/2020.js';
import fc from 'fast-check';
import { parseOrder, parsePolicy } from '../../../src/policy/parse.ts';
import { create } from '../../../src/policy/presets/shop-builder.ts';
import { orderJsonSchema, policyJsonSchema } from '../../../src/policy/schemas/json-schema.ts';
import { policyArbitrary } from '../../domain/arbitraries.ts';
import { policyFiles, presets, readPolicyVectors, readVectors, vectorFiles } from '../../domain/vectors.ts';
import { pathsOf } from '../../support/paths.ts';
import { altered, anOrder } from '../fixtures.ts';

// An independent reader of JSON schemas.
const ajv = new Ajv2020({ strict: true, allowUnionTypes: true });
const isPolicy = ajv.compile(policyJsonSchema());
const isOrder = ajv.compile(orderJsonSchema());

function parses(parse: (input: unknown) => unknown, input: unknown): boolean {
  try {
    parse(input);
    return true;
  } catch {
    return false;
  }
}

const others = [undefined, null, '', 'x', 'P1M', 0, -1, 1.5, true, [], {}, { x: 1 }, ['x'], 'buyer', '2026-02-30'];
const mutantOf = <T>(value: T, at: number, other: number, adds: boolean): T => {
  const paths = pathsOf(value).slice(1);
  const path = paths[at % paths.length] as (string | number)[];
  return altered(
    value,
    adds && typeof path.at(-1) === 'string' ? [...path.slice(0, -1), 'added'] : path,
    others[other],
  );
};

const seed = Number(process.env.SEED ?? Math.floor(Math.random() * 2 ** 31));

describe(`the JSON schemas, seed ${seed}`, () => {
  it('let every preset and every policy of the vectors through', () => {
    const policies = [
      ...Object.values(presets),
      create({ customerRequests: false }),
      ...vectorFiles.flatMap((name) => readVectors(name).map(({ policy }) => policy)),
      ...policyFiles.flatMap((name) => readPolicyVectors(name).map(({ policy }) => policy)),
    ];
    assert.ok(policies.length > 500);
    for (const policy of policies) {
      if (parses(parsePolicy, policy)) assert.ok(isPolicy(policy), ajv.errorsText(isPolicy.errors));
    }
    for (const policy of Object.values(presets)) assert.ok(isPolicy(policy), ajv.errorsText(isPolicy.errors));
  });

  it('let every order of the vectors through that is read', () => {
    const orders = vectorFiles.flatMap((name) => readVectors(name).map(({ order }) => order));
    const read = orders.filter((order) => parses(parseOrder, order));
    assert.ok(read.length > 500, String(read.length));
    for (const order of read) assert.ok(isOrder(order), ajv.errorsText(isOrder.errors));
    assert.ok(isOrder(anOrder()));
  });

  it('let random policies through', () => {
    fc.assert(
      fc.property(policyArbitrary, (policy) => {
        const json = JSON.parse(JSON.stringify(policy));
        assert.ok(parses(parsePolicy, json));
        assert.ok(isPolicy(json), ajv.errorsText(isPolicy.errors));
      }),
      { seed, numRuns: 500 },
    );
  });

  it('refuse of their mutants nothing that is read, and most of what is not', () => {
    const count = { refused: 0, both: 0 };
    const judge = (read: boolean, passes: boolean, input: unknown) => {
      assert.ok(passes || !read, JSON.stringify(input));
      if (!read) count.refused++;
      if (!read && !passes) count.both++;
    };
    fc.assert(
      fc.property(policyArbitrary, fc.nat(), fc.nat(others.length - 1), fc.boolean(), (policy, at, other, adds) => {
        const mutant = JSON.parse(JSON.stringify(mutantOf(policy, at, other, adds)));
        judge(parses(parsePolicy, mutant), isPolicy(mutant), mutant);
      }),
      { seed, numRuns: 1500 },
    );
    fc.assert(
      fc.property(fc.nat(), fc.nat(others.length - 1), fc.boolean(), (at, other, adds) => {
        const mutant = JSON.parse(JSON.stringify(mutantOf(anOrder(), at, other, adds)));
        judge(parses(parseOrder, mutant), isOrder(mutant), mutant);
      }),
      { seed, numRuns: 1500 },
    );
    assert.ok(count.refused > 500 && count.both > count.refused * 0.7, JSON.stringify(count));
  });
});
