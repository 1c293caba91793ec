import { conditionSchema, policySchema } from './policy.ts';
import { money, orderSchema } from './records.ts';
import type { Schema } from './types.ts';
import { written } from './written.ts';

/** A JSON schema, draft 2020-12. */
export type JsonSchema = { readonly [Keyword in string]?: unknown };

/**
 * What a policy may look like, for editors and for checks in other languages. It refuses nothing that `parsePolicy` reads;
 * what only the parser sees (names that nothing declares, empty ranges, what there is too much of) passes it.
 */
export function policyJsonSchema(): JsonSchema {
  return documentOf(policySchema, 'Policy of cancellation', new Map([[conditionSchema as Schema, 'condition']]));
}

/** The same of an order, as `parseOrder` reads it. Members beside the known ones are the shop's own. */
export function orderJsonSchema(): JsonSchema {
  return documentOf(orderSchema, 'Order', new Map([[money as Schema, 'money']]));
}

function documentOf(schema: Schema, title: string, names: ReadonlyMap<Schema, string>): JsonSchema {
  const definitions: Record<string, JsonSchema> = {};
  const known = new Map<Schema, string>();
  const shared = sharedIn(schema);

  const refer = (part: Schema, name: string): JsonSchema => {
    let own = known.get(part);
    if (own === undefined) {
      own = names.get(part) ?? name;
      for (let count = 2; own in definitions; count++) own = `${names.get(part) ?? name}${count}`;
      known.set(part, own);
      // The place is taken before it is filled: a condition holds conditions.
      definitions[own] = {};
      definitions[own] = write(part, own);
    }
    return { $ref: `#/$defs/${own}` };
  };
  const give = (part: Schema, name: string): JsonSchema => (shared.has(part) ? refer(part, name) : write(part, name));

  const write = ({ shape }: Schema, name: string): JsonSchema => {
    switch (shape.kind) {
      case 'string': {
        if (shape.format) {
          const { pattern, is, example } = written[shape.format];
          return { type: 'string', pattern, description: is, examples: [example] };
        }
        // A text is as long as its UTF-16 units, a schema counts characters, of which there are never more.
        return { type: 'string', ...bounds(shape, 'minLength', 'maxLength', 1) };
      }
      case 'number':
        return {
          type: shape.whole ? 'integer' : 'number',
          ...bounds(shape, 'minimum', 'maximum', Number.MIN_SAFE_INTEGER + 1),
        };
      case 'boolean':
        return { type: 'boolean' };
      case 'one-of':
        return shape.values.length === 1 ? { const: shape.values[0] } : { enum: [...shape.values] };
      case 'list':
        return {
          type: 'array',
          items: give(shape.item, singular(name)),
          ...(shape.min > 0 && { minItems: shape.min }),
          maxItems: shape.max,
        };
      case 'dictionary':
        return {
          type: 'object',
          propertyNames: give(shape.key, 'name'),
          additionalProperties: give(shape.item, singular(name)),
        };
      case 'choice':
        return { anyOf: shape.options.map((option) => give(option, singular(name))) };
      case 'nullable':
        return { anyOf: [give(shape.inner, name), { type: 'null' }] };
      case 'optional':
        return give(shape.inner, name);
      case 'object': {
        const members = Object.entries(shape.members);
        const required = members.filter(([, { shape }]) => shape.kind !== 'optional').map(([member]) => member);
        return {
          type: 'object',
          properties: Object.fromEntries(members.map(([member, part]) => [member, give(part, member)])),
          ...(required.length > 0 && { required }),
          ...(shape.strict && { additionalProperties: false }),
        };
      }
    }
  };

  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title,
    ...write(schema, 'root'),
    $defs: definitions,
  };
}

function bounds({ min, max }: { min?: number; max?: number }, least: string, most: string, from: number): JsonSchema {
  return {
    ...(min !== undefined && min >= from && { [least]: min }),
    ...(max !== undefined && max < Number.MAX_SAFE_INTEGER && { [most]: max }),
  };
}

function singular(name: string): string {
  return name.replace(/(s|ies)$/, (end) => (end === 'ies' ? 'y' : ''));
}

/** What stands in more than one place and is more than a primitive, or within itself: it is written once. */
function sharedIn(schema: Schema): Set<Schema> {
  const seen = new Set<Schema>();
  const shared = new Set<Schema>();
  const visit = (part: Schema): void => {
    if (seen.has(part)) {
      if (['object', 'list', 'dictionary', 'choice'].includes(part.shape.kind)) shared.add(part);
      return;
    }
    seen.add(part);
    partsOf(part).forEach(visit);
  };
  visit(schema);
  return shared;
}

function partsOf({ shape }: Schema): Schema[] {
  if (shape.kind === 'object') return Object.values(shape.members);
  if (shape.kind === 'choice') return [...shape.options];
  if (shape.kind === 'list') return [shape.item];
  if (shape.kind === 'dictionary') return [shape.key, shape.item];
  return 'inner' in shape ? [shape.inner] : [];
}
