import { timeZones } from '../domain/values/calendar.ts';

const shown = 5;

/** The time zones whose names come nearest to one that is none, the nearest first. */
export function nearestZones(name: string): string[] {
  // Without a region it is taken for a city's name.
  const comparable = (zone: string): string =>
    (name.includes('/') ? zone : (zone.split('/').pop() as string)).toLowerCase();
  return timeZones()
    .map((zone) => ({ zone, distance: editDistance(name.toLowerCase(), comparable(zone)) }))
    .sort((one, other) => one.distance - other.distance)
    .slice(0, shown)
    .map(({ zone }) => zone);
}

/** How many letters have to be put in, taken out or exchanged to make one word of another. */
function editDistance(one: string, other: string): number {
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
