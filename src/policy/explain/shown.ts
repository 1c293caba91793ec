import { isObject } from '../schemas/types.ts';

const longest = 64;

/** A value as it stands in JSON, cut short where it is long. */
export function shown(value: unknown): string {
  if (value === undefined) return 'nothing';
  if (Array.isArray(value)) return value.length === 0 ? 'an empty list' : `a list of ${value.length}`;
  if (isObject(value)) {
    const names = Object.keys(value);
    const some = names.slice(0, 4).map((name) => `\`${name.slice(0, longest)}\``);
    return names.length === 0 ? '`{}`' : `an object with ${some.join(', ')}${names.length > 4 ? ', …' : ''}`;
  }
  if (typeof value === 'string') return JSON.stringify(value.length > longest ? `${value.slice(0, longest)}…` : value);
  return typeof value === 'number' || typeof value === 'boolean' || value === null ? String(value) : typeof value;
}

/** `"a", "b" or "c"`; of many the first. */
export function listed(values: readonly (string | number | boolean)[], most = 20): string {
  const all = values.slice(0, most).map((value) => shown(value));
  if (values.length > most) return `${all.join(', ')}, … (${values.length})`;
  return all.length < 2 ? all.join('') : `${all.slice(0, -1).join(', ')} or ${all.at(-1)}`;
}
