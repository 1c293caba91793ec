import { offsetAt } from './calendar.ts';

/** In ms, where days have no clocks. */
export const dayLength = 86_400_000;

/** What the clocks of a zone show at an instant (epoch ms), as epoch ms of the same digits in UTC. */
export function localOf(instant: number, timeZone: string): number {
  return instant + offsetAt(instant, timeZone);
}

/**
 * The instant (epoch ms) at which the clocks of a zone show this, given as {@link localOf} gives it. Where they show it
 * twice, as they are set back, it is the later instant (`last` `false`: the earlier); where they skip it, the end of the gap.
 */
export function instantOfLocal(local: number, timeZone: string, last = true): number {
  // No zone changes its clocks twice within two days.
  const offsets = [offsetAt(local - dayLength, timeZone), offsetAt(local + dayLength, timeZone)];
  const [earlier, later] = offsets.map((offset) => local - offset).sort((one, other) => one - other) as [
    number,
    number,
  ];
  for (const candidate of last ? [later, earlier] : [earlier, later]) {
    if (localOf(candidate, timeZone) === local) return candidate;
  }
  return endOfGap(earlier, later, timeZone);
}

/** The first instant of a day, given as days since 1970-01-01. */
export function startOfDay(day: number, timeZone: string): number {
  return instantOfLocal(day * dayLength, timeZone, false);
}

/** When the clocks change between two instants, epoch ms. */
function endOfGap(from: number, to: number, timeZone: string): number {
  const before = offsetAt(from, timeZone);
  let [low, high] = [from, to];
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (offsetAt(middle, timeZone) === before) low = middle;
    else high = middle;
  }
  return high;
}
