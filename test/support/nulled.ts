import { orderSchema } from '../../src/policy/schemas/records.ts';
import type { Schema } from '../../src/policy/schemas/types.ts';

/** Every member that the record may lack and lacks, in which a shop's own API often writes `null`, as paths. */
export function absentIn(value: unknown, schema: Schema = orderSchema): (string | number)[][] {
  const { shape } = schema;
  if (shape.kind === 'optional') return absentIn(value, shape.inner);
  if (shape.kind === 'list' && Array.isArray(value))
    return value.flatMap((item, at) => absentIn(item, shape.item).map((path) => [at, ...path]));
  if (shape.kind !== 'object' || typeof value !== 'object' || value === null) return [];
  return Object.entries(shape.members).flatMap(([name, member]) => {
    const found = (value as Record<string, unknown>)[name];
    if (found === undefined) return member.shape.kind === 'optional' ? [[name]] : [];
    return absentIn(found, member).map((path) => [name, ...path]);
  });
}

/** The record with `null` at paths that it lacks. */
export function nulled<T>(record: T, paths = absentIn(record)): T {
  const changed = structuredClone(record);
  for (const path of paths) {
    let place = changed as Record<string | number, unknown>;
    for (const name of path.slice(0, -1)) place = place[name] as typeof place;
    place[path.at(-1) as string] = null;
  }
  return changed;
}
