/** Longer names are compared by nobody: none was meant to be another. */
const longest = 64;

/** How many letters have to be put in, taken out or exchanged to make one word of another. */
export function editDistance(one: string, other: string): number {
  let row = Array.from({ length: other.length + 1 }, (_, at) => at);
  for (const [index, letter] of [...one].entries()) {
    const next = [index + 1];
    for (let at = 1; at <= other.length; at++) {
      const [above, left, corner] = [row[at], next[at - 1], row[at - 1]] as [number, number, number];
      next.push(Math.min(above + 1, left + 1, corner + (letter === other[at - 1] ? 0 : 1)));
    }
    row = next;
  }
  return row[other.length] as number;
}

/** Of some names those that a misspelt one may have been meant to be, the nearest first; none where none is near. */
export function nearestOf(written: string, names: readonly string[]): string[] {
  const bare = bareOf(written);
  if (bare.length > longest) return [];
  const most = Math.max(1, Math.ceil(bare.length / 3));
  return names
    .map((name) => ({ name, distance: distanceOf(bare, bareOf(name), most) }))
    .filter(({ distance }) => distance <= most)
    .sort((one, other) => one.distance - other.distance)
    .slice(0, 3)
    .map(({ name }) => name);
}

function distanceOf(one: string, other: string, most: number): number {
  if (Math.abs(one.length - other.length) > most) return Number.POSITIVE_INFINITY;
  return one === other ? 0 : editDistance(one, other);
}

/** Hands differ in capitals, hyphens and underscores before they differ in letters. */
function bareOf(name: string): string {
  return name.toLowerCase().replace(/[\s_-]/g, '');
}
