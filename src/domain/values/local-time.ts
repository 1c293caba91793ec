import { offsetAt } from './calendar.ts';

/** In ms, where days have no clocks. */
export const dayLength = 86_400_000;

/** By zone, how far its clocks are ahead at the beginning of a day of UTC: the system takes long to say. */
const known = new Map<string, Map<number, number>>();
const mostKnown = 4096;

function offsetOnDay(day: number, timeZone: string): number {
  let offsets = known.get(timeZone);
  if (!offsets || offsets.size > mostKnown) {
    offsets = new Map();
    known.set(timeZone, offsets);
  }
  let offset = offsets.get(day);
  if (offset === undefined) {
    offset = offsetAt(day * dayLength, timeZone);
    offsets.set(day, offset);
  }
  return offset;
}

/** The same as {@link offsetAt}; between two days that are alike it is known, as no zone changes its clocks twice within two days. */
function offsetIn(instant: number, timeZone: string): number {
  const day = Math.floor(instant / dayLength);
  const offset = offsetOnDay(day, timeZone);
  return offset === offsetOnDay(day + 1, timeZone) ? offset : offsetAt(instant, timeZone);
}

/** What the clocks of a zone show at an instant (epoch ms), as epoch ms of the same digits in UTC. */
export function localOf(instant: number, timeZone: string): number {
  return instant + offsetIn(instant, timeZone);
}

/**
 * The instant (epoch ms) at which the clocks of a zone show this, given as {@link localOf} gives it. Where they show it
 * twice, as they are set back, it is the later instant (`last` `false`: the earlier); where they skip it, the end of the gap.
 */
export function instantOfLocal(local: number, timeZone: string, last = true): number {
  const offsets = [offsetIn(local - dayLength, timeZone), offsetIn(local + dayLength, timeZone)];
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
  const before = offsetIn(from, timeZone);
  let [low, high] = [from, to];
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (offsetIn(middle, timeZone) === before) low = middle;
    else high = middle;
  }
  return high;
}
