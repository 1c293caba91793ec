import { isObject } from './schemas/types.ts';

/** The members of a record whose values nobody has looked at yet. */
export type Json = Record<string, unknown>;

/** The members of a value; none, where it is no record. */
export function membersOf(value: unknown): Json {
  return isObject(value) ? value : {};
}
