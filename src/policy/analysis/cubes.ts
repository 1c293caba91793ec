/** A set of orders: of each dimension that matters, which of its values they have; of one that is not named, any. */
export type Cube = ReadonlyMap<string, ReadonlySet<string>>;

/** Cubes that stand for the same orders, as few as joining two at a time gives: those that differ in one dimension are one. */
export function mergeCubes(cubes: readonly Cube[], extents: ReadonlyMap<string, number>): Cube[] {
  let all = cubes.map((cube) => withoutFull(cube, extents));
  for (let merged = true; merged; ) {
    merged = false;
    const byRest = new Map<string, Cube>();
    for (const dimension of extents.keys()) {
      byRest.clear();
      const kept: Cube[] = [];
      for (const cube of all) {
        const own = cube.get(dimension);
        if (!own) {
          kept.push(cube);
          continue;
        }
        const rest = keyOf(cube, dimension);
        const like = byRest.get(rest);
        if (like) {
          merged = true;
          byRest.set(rest, new Map([...like, [dimension, new Set([...(like.get(dimension) ?? []), ...own])]]));
        } else byRest.set(rest, cube);
      }
      all = [...kept, ...[...byRest.values()].map((cube) => withoutFull(cube, extents))];
    }
    const before = all.length;
    all = all.filter(
      (cube, index) =>
        !all.some((other, at) => at !== index && covers(other, cube) && (at < index || !covers(cube, other))),
    );
    merged ||= all.length < before;
  }
  return all;
}

function withoutFull(cube: Cube, extents: ReadonlyMap<string, number>): Cube {
  return new Map(
    [...cube].filter(([dimension, values]) => values.size < (extents.get(dimension) ?? Number.POSITIVE_INFINITY)),
  );
}

function keyOf(cube: Cube, without: string): string {
  const parts = [...cube].filter(([dimension]) => dimension !== without);
  return JSON.stringify(parts.map(([dimension, values]) => [dimension, [...values].sort()]).sort());
}

/** Whether each order of one is of another. */
function covers(one: Cube, other: Cube): boolean {
  return [...one].every(([dimension, values]) => {
    const own = other.get(dimension);
    return own !== undefined && [...own].every((value) => values.has(value));
  });
}
