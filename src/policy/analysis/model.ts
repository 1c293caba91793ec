import { parseDuration } from '../../domain/values/duration.ts';
import { dayBegin } from './calendar.ts';
import type { Search } from './search.ts';
import { isDate, type Space, spanOf } from './space.ts';
import { type Gap, type Span, TimeOrder } from './time-order.ts';
import type { Recorded, Region, Variable } from './variables.ts';

/** What one variable is, of one line where it is a line's. */
export interface Choice {
  variable: Variable;
  slot: number;
  region: Region;
  /** Of an instant that is there: epoch ms. */
  at?: number;
}

/** Values for everything that conditions read: an order, as far as they can tell. */
export interface Model {
  /** Epoch ms. */
  now: number;
  choices: Choice[];
  alerts: { recorded: Recorded; at: number }[];
  scans: { recorded: Recorded; at: number }[];
  /** More alerts than are read. */
  flooded: boolean;
  lines: number;
}

/** A time that is to be found. */
interface Time extends Span {
  variable: Variable;
  slot: number;
  region: Region | null;
}

/** How many instants of the calendar are tried for one order. */
const mostTries = 20_000;

/** How far from the middle orders are looked for, where nothing says when: ms. */
const century = 3.16e12;

/**
 * An order within what a search has found; `null`: there is none; `'unsure'`: nobody found one, and nothing says that there is
 * none. Where several times hang together, each possibility of each is tried.
 */
export function modelOf(search: Search): Model | 'unsure' | null {
  const { space, slots } = search;
  const choices: Choice[] = [];
  const timed: { variable: Variable; slot: number }[] = [];
  for (const variable of space.universe.variables) {
    if (variable.kind === 'alerts' || variable.kind === 'scans') continue;
    for (let slot = 0; slot < (variable.ofLine ? slots : 1); slot++) {
      const domain = search.domainOf(variable, slot);
      if (domain.length === 0) return null;
      if (variable.kind === 'time') timed.push({ variable, slot });
      else choices.push({ variable, slot, region: domain[0] as Region });
    }
  }
  if (!setMoney(search, choices)) return null;
  const demands = space.universe.variables.filter(({ kind }) => kind === 'alerts' || kind === 'scans');
  const wanted = demands.flatMap((variable) => {
    const { yes, no } = search.demandOf(variable);
    return yes.map((column) => ({ variable, column, no }));
  });
  const flooded = demands.some((variable) => search.demandOf(variable).flooded);
  let unsure = false;

  /** Chooses what is recorded for one wish after the other, then the times. */
  const withRecorded = (at: number, recorded: { variable: Variable; one: Recorded }[]): Model | null => {
    const wish = wanted[at];
    if (!wish) {
      const found = timesOf(search, timed, recorded);
      unsure ||= found === 'unsure';
      if (!found || found === 'unsure') return null;
      const { now, times, filed } = found;
      const at = (kind: string) =>
        recorded.flatMap(({ variable, one }, index) =>
          variable.kind === kind ? [{ recorded: one, at: now - (filed[index] as number) }] : [],
        );
      return { now, choices: [...choices, ...times], alerts: at('alerts'), scans: at('scans'), flooded, lines: slots };
    }
    const { variable, column, no } = wish;
    if (recorded.some(({ variable: own, one }) => own === variable && one.holds[column]))
      return withRecorded(at + 1, recorded);
    for (const one of variable.recorded) {
      if (!one.holds[column] || no.some((other) => one.holds[other])) continue;
      const found = withRecorded(at + 1, [...recorded, { variable, one }]);
      if (found) return found;
    }
    return null;
  };
  return withRecorded(0, []) ?? (unsure ? 'unsure' : null);
}

/** An order is in one currency, and of everyday nobody gives more back than was paid; `false`: there is none. */
function setMoney(search: Search, choices: Choice[]): boolean {
  const all = choices.filter(({ variable: { kind } }) => kind === 'money' || kind === 'currency');
  if (all.length < 2) return true;
  const domains = all.map(({ variable }) => search.domainOf(variable, 0));
  const [paid, refunded, currency] = ['paid', 'refunded', 'currency'].map((name) =>
    all.findIndex(({ variable }) => variable.name === name),
  ) as [number, number, number];
  const fits = (chosen: readonly Region[]): boolean => {
    const [first] = chosen;
    if (chosen.some(({ value }) => value !== first?.value)) return false;
    const [own, back, asked] = [chosen[paid], chosen[refunded], chosen[currency]];
    if (
      own &&
      asked &&
      ((own.from as number) >= (asked.until as number) || (own.until as number) <= (asked.from as number))
    )
      return false;
    return !search.space.usual || !own || !back || (back.from as number) < (own.until as number);
  };
  const choose = (chosen: Region[]): boolean => {
    const domain = domains[chosen.length];
    if (!domain) {
      for (const [index, choice] of all.entries()) choice.region = chosen[index] as Region;
      return true;
    }
    for (const region of domain) {
      search.spend(1);
      if (fits([...chosen, region]) && choose([...chosen, region])) return true;
    }
    return false;
  };
  return choose([]);
}

interface Found {
  now: number;
  times: Choice[];
  /** How long ago each alert and scan, ms. */
  filed: number[];
}

function timesOf(
  search: Search,
  timed: readonly { variable: Variable; slot: number }[],
  recorded: readonly { variable: Variable; one: Recorded }[],
): Found | 'unsure' | null {
  let unsure = false;

  const choose = (at: number, chosen: Time[]): Found | null => {
    const next = timed[at];
    if (!next) {
      const found = settle(search, chosen, recorded);
      unsure ||= found === 'unsure';
      return found === 'unsure' ? null : found;
    }
    const { variable, slot } = next;
    for (const option of optionsOf(search.domainOf(variable, slot))) {
      const time: Time = { variable, slot, ...option };
      const there = [...chosen, time];
      if (!fits(search, there)) continue;
      const found = choose(at + 1, there);
      if (found) return found;
    }
    return null;
  };
  return choose(0, []) ?? (unsure ? 'unsure' : null);
}

/** The possibilities of a time: not there, and each run of regions that lie beside one another. */
function optionsOf(domain: readonly Region[]): (Span & { region: Region | null })[] {
  const free = domain.filter(({ kind, at }) => kind === 'elapsed' && at === undefined);
  const options: (Span & { region: Region | null })[] = domain
    .filter((region) => !free.includes(region))
    .map((region) => ({ region, ...(region.kind === 'elapsed' ? spanOf([region]) : { min: 0, max: 0 }) }));
  const sorted = [...free].sort((one, other) => (one.from as number) - (other.from as number));
  const runs: Region[][] = [];
  for (const region of sorted) {
    const last = runs.at(-1);
    if (last?.at(-1)?.until === region.from) last?.push(region);
    else runs.push([region]);
  }
  // First what has happened.
  const all = runs.map((run) => ({ region: null, ...spanOf(run) }));
  return [...options, ...all.filter(({ max }) => max >= 0), ...all.filter(({ max }) => max < 0)];
}

const isThere = ({ region }: Time): boolean => region === null || region.kind === 'elapsed';

function fits(search: Search, chosen: readonly Time[]): boolean {
  const { space } = search;
  search.spend(1);
  const last = chosen.at(-1) as Time;
  if (space.relativesOf(last.variable).length === 1) return true;
  const there = chosen.filter(isThere);
  search.spend((there.length ** 3) >> 6);
  return !new TimeOrder(there.map(pastOf), space.gapsBetween(there)).contradictory;
}

/** What has passed is not negative, unless a run reaches beyond now. */
const pastOf = ({ min, max }: Time): Span => ({ min, max });

/** Instants that are in their spans, keep their order, and follow from one another as the calendar has it. */
function settle(
  search: Search,
  chosen: readonly Time[],
  recorded: readonly { variable: Variable; one: Recorded }[],
): Found | 'unsure' | null {
  const { space } = search;
  const there = chosen.filter(isThere);
  const absent = chosen.filter((time) => !isThere(time));
  for (const { of, derived } of space.links) {
    const [one, other] = [of, derived].map(
      (variable) => chosen.find((time) => time.variable === variable)?.region?.state,
    );
    if ((one === 'never') !== (other === 'never') || (one === 'unknown' && other !== 'unknown')) return null;
  }
  // Of alerts and scans it is known when they may be filed, and so when the order was placed.
  const spans: Span[] = [
    ...there.map(pastOf),
    ...recorded.map(({ one: { from, until } }) => ({ min: from, max: until - 1 })),
  ];
  const gaps: Gap[] = space.gapsBetween(there);
  const placed = there.findIndex(({ variable }) => variable.name === 'placedAt');
  if (space.usual) {
    recorded.forEach(({ variable, one: { code } }, index) => {
      const notBefore = variable.kind === 'alerts' ? parseDuration(variable.policy.notices?.[code]?.notBefore) : 0;
      const min = Number.isFinite(notBefore) ? notBefore : 0;
      gaps.push({ one: placed, other: there.length + index, min, max: Number.POSITIVE_INFINITY });
    });
  }
  const pinned = there.flatMap(({ region }, index) => (region?.at === undefined ? [] : [{ index, at: region.at }]));
  const groups = calendarGroups(space, there);
  const solved = (pins: readonly { index: number; at: number }[]): number[] | null => {
    const origin = spans.length;
    const all = pins.length > 0 ? [...spans, { min: 0, max: space.around + century }] : spans;
    const own = pins.map(({ index, at }): Gap => ({ one: origin, other: index, min: at, max: at }));
    const order = new TimeOrder(all, [...gaps, ...own]);
    return order.contradictory ? null : order.solve();
  };
  const made = (elapsed: number[]): Found => {
    const now = elapsed[spans.length] ?? space.around;
    const times = there.map(({ variable, slot, region }, index): Choice => {
      const passed = elapsed[index] as number;
      return { variable, slot, region: region ?? regionAt(variable, passed), at: now - passed };
    });
    const others = absent.map(({ variable, slot, region }): Choice => ({ variable, slot, region: region as Region }));
    return { now, times: [...times, ...others], filed: elapsed.slice(there.length, spans.length) };
  };
  const first = solved(pinned);
  if (!first) return null;
  if (groups.length === 0) return made(first);
  let tries = 0;
  const pin = (at: number, pins: readonly { index: number; at: number }[]): Found | null => {
    const group = groups[at];
    if (!group) {
      const elapsed = solved(pins);
      return elapsed && made(elapsed);
    }
    for (const moment of group.moments) {
      if (++tries > mostTries) return null;
      search.spend(group.ties + ((spans.length ** 3) >> 6));
      const own = group.pins(moment);
      if (!own || !solved([...pins, ...own])) continue;
      const found = pin(at + 1, [...pins, ...own]);
      if (found) return found;
    }
    return null;
  };
  return pin(0, pinned) ?? 'unsure';
}

function regionAt({ regions }: Variable, passed: number): Region {
  return regions.find(
    ({ kind, at, from, until }) =>
      kind === 'elapsed' && at === undefined && passed >= (from as number) && passed < (until as number),
  ) as Region;
}

/** Instants that the calendar ties to one another: tried together, at the moments at which it changes. */
interface Group {
  /** How many follow from the first. */
  ties: number;
  moments: readonly number[];
  /** Where each of them is if the first is then; `null`: one of them is unknown then, or is to be. */
  pins(moment: number): { index: number; at: number }[] | null;
}

function calendarGroups(space: Space, there: readonly Time[]): Group[] {
  const groups: Group[] = [];
  const roots = there.filter(({ variable }) => !variable.name.startsWith('instants.'));
  for (const root of roots) {
    const index = there.indexOf(root);
    const tied = space.links.filter(({ derived }) => space.relativesOf(root.variable).includes(derived));
    const follows = tied.filter(({ derived }) => rootsIn(space, derived) === root.variable);
    if (follows.length === 0 && !isDate(root.variable)) continue;
    groups.push({
      ties: follows.length,
      moments: momentsFor(space, root, follows),
      pins(moment) {
        const values = new Map<Variable, number>([[root.variable, moment]]);
        const pins = [{ index, at: moment }];
        // A chain is followed from its beginning.
        for (let left = [...follows]; left.length > 0; ) {
          const link = left.find(({ of }) => values.has(of));
          if (!link) return null;
          left = left.filter((one) => one !== link);
          const at = link.derive(values.get(link.of) as number);
          values.set(link.derived, at);
          const place = there.findIndex(({ variable }) => variable === link.derived);
          if (Number.isNaN(at) !== place < 0) return null;
          if (place >= 0) pins.push({ index: place, at });
        }
        return pins;
      },
    });
  }
  return groups;
}

function rootsIn(space: Space, variable: Variable): Variable {
  const link = space.links.find(({ derived }) => derived === variable);
  return link ? rootsIn(space, link.of) : variable;
}

/** Moments at which the calendar changes, and some at which what follows is just as far away as windows say. */
function momentsFor(space: Space, { variable: root, region }: Time, follows: Space['links']): readonly number[] {
  const at = region?.at;
  // A date is no other instant than the beginning of its day.
  if (at !== undefined) return isDate(root) && dayBegin(at, root.policy) !== at ? [] : [at];
  if (isDate(root)) return space.daysOf(root);
  const moments = space.momentsOf(follows[0]?.derived ?? root);
  const cutsOf = ({ regions }: Variable) =>
    [...new Set(regions.flatMap(({ from }) => (from === undefined || !Number.isFinite(from) ? [] : [from])))].slice(
      0,
      12,
    );
  const near = new Set<number>();
  for (const { derived, derive, of } of follows) {
    if (of !== root) continue;
    for (const moment of moments.slice(0, 40)) {
      const at = derive(moment);
      if (!Number.isFinite(at)) continue;
      for (const one of cutsOf(root)) {
        for (const other of cutsOf(derived)) for (const by of [-1, 0, 1]) near.add(at - (one - other) + by);
      }
    }
  }
  return [...moments, ...near];
}
