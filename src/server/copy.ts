/** A copy of plain JSON: several times faster than `structuredClone`, which counts where a shop or a store is held in memory. */
export function copy<T>(value: T): T {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(copy) as T;
  const made: Record<string, unknown> = {};
  for (const [name, member] of Object.entries(value)) {
    // JSON has none: what a shop in memory leaves undefined is absent.
    if (member === undefined) continue;
    // Assigned, this name would set the prototype instead.
    if (name === '__proto__')
      Object.defineProperty(made, name, { value: copy(member), enumerable: true, writable: true, configurable: true });
    else made[name] = copy(member);
  }
  return made as T;
}
