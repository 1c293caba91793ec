/**
 * A record of a shop in which `null` stands for what is absent, without it. The shop's own facts keep theirs, for there it is a
 * value. Gives the very same record where there is nothing to leave out.
 */
export function withoutNulls<T>(record: T): T {
  return strip(record, false, 0) as T;
}

/** No record is deeper; what is, its parser refuses. */
const maxDepth = 32;

function strip(value: unknown, isFacts: boolean, depth: number): unknown {
  if (depth > maxDepth) return value;
  if (Array.isArray(value)) {
    const items = value.map((item) => strip(item, false, depth + 1));
    return items.every((item, at) => item === value[at]) ? value : items;
  }
  if (typeof value !== 'object' || value === null) return value;
  const members = Object.entries(value);
  const kept: [string, unknown][] = [];
  let changed = false;
  for (const [name, member] of members) {
    if (member === null && !isFacts) {
      changed = true;
      continue;
    }
    const inner = strip(member, name === 'facts', depth + 1);
    changed ||= inner !== member;
    kept.push([name, inner]);
  }
  return changed ? Object.fromEntries(kept) : value;
}
