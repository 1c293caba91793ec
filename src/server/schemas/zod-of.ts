import * as z from 'zod/mini';
import type { Issue } from '../../domain/errors.ts';
import type { Schema } from '../../policy/schemas/types.ts';

type Payload = z.core.ParsePayload;

interface Def extends z.core.$ZodTypeDef {
  read: (payload: Payload) => Payload;
}

const Base: z.core.$constructor<z.ZodMiniType> = z.ZodMiniType;

/** A type of zod that leaves the reading to the package's own schema. */
const Own = z.core.$constructor<z.ZodMiniType, Def>('OrderCancelType', (inst, def) => {
  Base.init(inst, def);
  inst._zod.parse = def.read;
});

const known = new WeakMap<Schema, z.ZodMiniType>();

/** A policy's, order's or cancellation's schema as one of zod, to be used within those of requests and answers. */
export function zodOf<T>(schema: Schema<T>): z.ZodMiniType<T> {
  let type = known.get(schema);
  if (!type) {
    type = typeOf(schema);
    known.set(schema, type);
  }
  return type as z.ZodMiniType<T>;
}

function typeOf(schema: Schema): z.ZodMiniType {
  const { shape } = schema;
  if (shape.kind === 'optional') return z.exactOptional(zodOf(shape.inner)) as z.ZodMiniType;
  // The members of `def` beside `read` are those of zod's own type of that name, so that a schema generator knows it.
  return new Own(Object.assign(definitionOf(schema), { read: (payload: Payload) => read(schema, payload) }) as Def);
}

function definitionOf({ shape }: Schema): object {
  switch (shape.kind) {
    case 'one-of':
      return shape.values.every((value) => typeof value === 'string')
        ? { type: 'enum', entries: Object.fromEntries(shape.values.map((value) => [value, value])) }
        : { type: 'literal', values: shape.values };
    case 'object':
      return {
        type: 'object',
        // Conditions hold conditions: each is looked at when it is asked for.
        get shape() {
          return Object.fromEntries(Object.entries(shape.members).map(([name, member]) => [name, zodOf(member)]));
        },
        ...(shape.strict && { catchall: z.never() }),
      };
    case 'list':
      return { type: 'array', element: zodOf(shape.item) };
    case 'dictionary':
      return { type: 'record', keyType: zodOf(shape.key), valueType: zodOf(shape.item) };
    case 'choice':
      return { type: 'union', options: shape.options.map((option) => zodOf(option)) };
    case 'nullable':
      return { type: 'nullable', innerType: zodOf(shape.inner) };
    default:
      return { type: shape.kind };
  }
}

function read(schema: Schema, payload: Payload): Payload {
  const issues: Issue[] = [];
  schema.read(payload.value, issues);
  for (const { path, code } of issues) {
    payload.issues.push({ code: 'custom', params: { code }, path, input: payload.value });
  }
  return payload;
}
