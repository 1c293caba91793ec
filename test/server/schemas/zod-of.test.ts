import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import * as z from 'zod/mini';
import { conditionWords, policySchema } from '../../../src/policy/schemas/policy.ts';
import { cancellationSchema, orderSchema } from '../../../src/policy/schemas/records.ts';
import type { Schema } from '../../../src/policy/schemas/types.ts';
import { zodOf } from '../../../src/server/schemas/zod-of.ts';

// biome-ignore lint/suspicious/noExplicitAny: a JSON schema is read here, not written
const schemaOf = (schema: Schema): any => z.toJSONSchema(zodOf(schema), { io: 'input' });

describe('the schemas', () => {
  it('generate a JSON schema of a policy, whose conditions are one of every word, within one another', () => {
    const { properties, additionalProperties, $defs } = schemaOf(policySchema);
    assert.equal(additionalProperties, false);
    const [one, list] = properties.rules.items.properties.when.anyOf;
    const when = one.$ref;
    const items = list.$ref ? $defs[list.$ref.replace('#/$defs/', '')] : list;
    assert.deepEqual(items.items, { $ref: when });
    const { anyOf } = $defs[when.replace('#/$defs/', '')];
    assert.deepEqual(
      anyOf.map((option: { required: string[] }) => option.required[0]),
      conditionWords,
    );
    assert.deepEqual(anyOf[2].properties.not, { $ref: when });
    assert.equal(properties.statuses.type, 'object');
    assert.deepEqual(properties.reasons.properties.buyer.properties.choices.type, 'array');
  });

  it('generate JSON schemas of an order and of a cancellation, in which what is unknown is allowed', () => {
    const order = schemaOf(orderSchema);
    assert.equal(order.additionalProperties, undefined);
    assert.ok(order.required.includes('revision') && !order.required.includes('shippedAt'));
    assert.deepEqual(order.properties.lines.items.required, ['id', 'sku', 'title', 'quantity', 'unitPrice']);
    const { state } = schemaOf(cancellationSchema).properties;
    assert.ok(state.enum.includes('superseded'));
  });
});
