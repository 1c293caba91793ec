import { isObject, type Schema } from '../schemas/types.ts';

/** What an input holds at a path, and the schema that it was read by there; `undefined` where there is none. */
export interface Place {
  value: unknown;
  schema: Schema | undefined;
}

/** Every place on the way to a path, the input itself first, the path's own last. */
export function placesOn(path: readonly (string | number)[], input: unknown, root: Schema | undefined): Place[] {
  const places: Place[] = [{ value: input, schema: plain(root, input) }];
  for (const step of path) {
    const { value, schema } = places.at(-1) as Place;
    const next =
      isObject(value) || Array.isArray(value) ? (value as Record<string | number, unknown>)[step] : undefined;
    places.push({ value: next, schema: plain(stepInto(schema, step), next) });
  }
  return places;
}

function stepInto(schema: Schema | undefined, step: string | number): Schema | undefined {
  if (schema?.shape.kind === 'object') {
    const { members } = schema.shape;
    return Object.hasOwn(members, step) ? members[step] : undefined;
  }
  return schema?.shape.kind === 'list' || schema?.shape.kind === 'dictionary' ? schema.shape.item : undefined;
}

/** Of a choice the option that a value means; of what may be absent or `null` what it is otherwise. */
function plain(schema: Schema | undefined, value: unknown): Schema | undefined {
  if (schema === undefined) return undefined;
  const { shape } = schema;
  if (shape.kind === 'optional' || shape.kind === 'nullable') return plain(shape.inner, value);
  if (shape.kind !== 'choice') return schema;
  const option = shape.choose(value);
  return typeof option === 'string' ? schema : plain(option, value);
}
