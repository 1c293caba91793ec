import { isObject, type Json } from '../../domain/decision/conditions.ts';
import type { CancelPolicy } from '../../domain/policy.ts';
import { type Derive, dayBegin, deriverOf, momentsOf, shiftOf } from './calendar.ts';
import { type Setting, settledIn } from './settings.ts';
import { type Gap, type Span, TimeOrder } from './time-order.ts';
import type { Region, Universe, Variable } from './variables.ts';

/** How much more time has passed since one instant than since another. */
interface Order extends Span {
  one: Variable;
  other: Variable;
}

/** What is still possible while an order is looked for. */
export interface Domains {
  domainOf(variable: Variable, slot: number): readonly Region[];
  /** `false`: nothing is left. */
  narrow(variable: Variable, slot: number, keeps: (region: Region) => boolean): boolean;
}

/** An instant that follows from another by the calendar, so much later. */
export interface Link extends Span {
  of: Variable;
  derived: Variable;
  derive: Derive;
  /** Of some instants nobody knows it. */
  unknown: boolean;
}

/** What comes after what, where an order is as everyday has it. */
const sequence: [earlier: string, later: string][] = [
  ['placedAt', 'paidAt'],
  ['placedAt', 'shippedAt'],
  ['placedAt', 'deliveredAt'],
  ['placedAt', 'requestedAt'],
  ['paidAt', 'shippedAt'],
  ['paidAt', 'deliveredAt'],
  ['shippedAt', 'deliveredAt'],
  ['placedAt', 'line.shippedAt'],
  ['placedAt', 'line.deliveredAt'],
  ['line.shippedAt', 'line.deliveredAt'],
];

const isKnown = ({ state }: Region): boolean => state === 'known';

/** More derived instants than are looked at through the year. */
const mostLinks = 8;

/** What a calendar says takes long to find out, and policies are looked at again and again while they are written. */
const known = new Map<string, unknown>();
const mostKnown = 64;

function kept<T>(about: unknown, find: () => T): T {
  const key = JSON.stringify(about);
  const found = (known.get(key) as T | undefined) ?? find();
  if (known.size >= mostKnown) known.clear();
  known.set(key, found);
  return found;
}

const calendarOf = ({ timeZone, calendar, instants }: CancelPolicy) => [timeZone, calendar, instants];

/** What orders there are at all: of everyday (`usual`), or any that can be written down. */
export class Space {
  readonly universe: Universe;
  readonly usual: boolean;
  /** Epoch ms. */
  readonly around: number;
  readonly links: Link[];
  readonly #orders: Order[] = [];
  readonly #domains: (readonly Region[])[];
  readonly #settled = new WeakMap<Setting, Map<Json, number>>();
  /** Whether items go on their own. */
  readonly #byLine: boolean;
  /** Variables that have to do with one another by time. */
  readonly #relatives = new Map<Variable, Variable[]>();

  constructor(universe: Universe, usual: boolean, around: number, like?: Space) {
    this.universe = universe;
    this.usual = usual;
    this.around = around;
    this.#byLine = universe.policies.every(({ lifecycle }) => !lifecycle || lifecycle.scope === 'lines');
    this.#domains = universe.variables.map(({ regions }) => {
      const everyday = regions.filter((region) => region.usual);
      return usual && everyday.length > 0 ? everyday : regions;
    });
    const named = new Map(universe.variables.map((variable) => [variable.key, variable]));
    const timed = universe.variables.filter(({ kind }) => kind === 'time');
    // What the calendar says takes long, and is the same of all orders.
    const derived = timed.filter(({ name }) => name.startsWith('instants.'));
    this.links = like?.links ?? derived.map((one) => this.#linkOf(one, timed, derived.length));
    // What is derived lies so much later, so that less has passed since.
    for (const { of: one, derived: other, min, max } of this.links) this.#orders.push({ one, other, min, max });
    if (usual) {
      for (const [earlier, later] of sequence) {
        const [one, other] = [timed.find(({ name }) => name === earlier), timed.find(({ name }) => name === later)];
        if (one && other) this.#orders.push({ one, other, min: 0, max: Number.POSITIVE_INFINITY });
      }
    }
    for (const variable of named.values()) this.#relatives.set(variable, [...this.#relativesOf(variable)]);
  }

  #linkOf(derived: Variable, timed: Variable[], links: number): Link {
    const { name, policy } = derived;
    const of = policy.instants?.[name.slice('instants.'.length)]?.of;
    const source = timed.find(
      (variable) => variable.name === of && (!variable.name.startsWith('instants.') || variable.policy === policy),
    ) as Variable;
    const derive = deriverOf(name, policy);
    return {
      of: source,
      derived,
      derive,
      // Of many nobody has the time to look at all: nothing is excluded then.
      ...(links > mostLinks
        ? { min: Number.NEGATIVE_INFINITY, max: Number.POSITIVE_INFINITY, unknown: true }
        : kept(['shift', calendarOf(policy), name, this.around], () => shiftOf(derive, this.momentsOf(derived)))),
    };
  }

  /** Instants that the calendar of a policy is looked at for, epoch ms. */
  momentsOf({ policy }: Variable): number[] {
    return kept(['moments', calendarOf(policy), this.around], () => momentsOf(policy, this.around));
  }

  /** Where the days of these begin, epoch ms. */
  daysOf(variable: Variable): number[] {
    const { policy } = variable;
    return kept(['days', calendarOf(policy), this.around], () => [
      ...new Set(this.momentsOf(variable).map((moment) => dayBegin(moment, policy))),
    ]);
  }

  #relativesOf(variable: Variable, found = new Set<Variable>([variable])): Set<Variable> {
    for (const { one, other } of this.#orders) {
      const next = one === variable ? other : other === variable ? one : null;
      if (!next || found.has(next)) continue;
      found.add(next);
      this.#relativesOf(next, found);
    }
    return found;
  }

  /** Time variables that a variable has to do with, itself included. */
  relativesOf(variable: Variable): readonly Variable[] {
    return this.#relatives.get(variable) ?? [variable];
  }

  /** What a variable may be in a setting, before anything else is known. */
  domainOf(variable: Variable, { asked }: Setting): readonly Region[] {
    const domain = this.#domains[variable.index] as readonly Region[];
    if (variable.name === 'requestedAt') return domain.filter((region) => isKnown(region) === (asked !== null));
    if (variable.kind !== 'attempts') return domain;
    // Where nothing was asked for of a line, it may have been of others that go on their own.
    if (!asked) return this.#byLine ? domain : domain.filter(({ from }) => from === 0);
    // Who asked has asked once at least, unless it was a withdrawal from the contract.
    return this.usual && asked.by === variable.name ? domain.filter(({ until }) => (until as number) > 1) : domain;
  }

  settled(word: Json, setting: Setting): number {
    const known = this.#settled.get(setting) ?? new Map<Json, number>();
    this.#settled.set(setting, known);
    const found = known.get(word) ?? settledIn(word, setting, this.universe.policies[0] as never);
    known.set(word, found);
    return found;
  }

  /** Whether alerts or scans can make the one atoms true and none of the others. */
  canHold({ recorded }: Variable, yes: readonly number[], no: readonly number[]): boolean {
    const fitting = recorded.filter(({ holds }) => !no.some((column) => holds[column]));
    return yes.every((column) => fitting.some(({ holds }) => holds[column]));
  }

  /** Whether there may be more of it than is read. */
  floods({ kind }: Variable): boolean {
    return kind === 'alerts' && !this.usual;
  }

  /** How much more has passed since one of some times than since another, by their indexes. */
  gapsBetween(times: readonly { variable: Variable; slot: number }[]): Gap[] {
    return this.#orders.flatMap(({ one, other, min, max }) => {
      const gaps: Gap[] = [];
      times.forEach((first, at) => {
        if (first.variable !== one) return;
        times.forEach((second, index) => {
          const sameLine = !one.ofLine || !other.ofLine || first.slot === second.slot;
          if (second.variable === other && sameLine) gaps.push({ one: at, other: index, min, max });
        });
      });
      return gaps;
    });
  }

  /** Whether a time that was made smaller still fits the others; theirs are made smaller for it. */
  mayBe(search: Domains, variable: Variable, slot: number, spend: (steps: number) => void): boolean {
    const relatives = this.relativesOf(variable);
    if (relatives.length === 1) return true;
    if (this.links.length > 0 && !this.#agree(search, relatives, slot)) return false;
    const times = relatives.flatMap((relative) => {
      const domain = search.domainOf(relative, slot);
      return domain.every(({ kind }) => kind === 'elapsed') ? [{ variable: relative, slot, ...spanOf(domain) }] : [];
    });
    spend((times.length ** 3) >> 5);
    return times.length < 2 || !new TimeOrder(times, this.gapsBetween(times)).contradictory;
  }

  /** What follows from an instant is there where that is. */
  #agree(search: Domains, relatives: readonly Variable[], slot: number): boolean {
    const statesOf = (variable: Variable): Set<Region['state']> =>
      new Set(search.domainOf(variable, slot).map(({ state }) => state));
    // As often as chains of them are long.
    for (let round = 0; round < 2; round++) {
      for (const { of, derived, unknown } of this.links) {
        if (!relatives.includes(derived)) continue;
        const [source, result] = [statesOf(of), statesOf(derived)];
        const fits =
          search.narrow(of, slot, ({ state }) =>
            state === 'known' ? result.has('known') || (unknown && result.has('unknown')) : result.has(state),
          ) &&
          search.narrow(derived, slot, ({ state }) =>
            state === 'unknown' ? source.has('unknown') || (unknown && source.has('known')) : source.has(state),
          );
        if (!fits) return false;
      }
    }
    return true;
  }
}

/** The least and the most time that has passed in some regions, ms. */
export function spanOf(regions: readonly Region[]): Span {
  let [min, max] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const { from, until } of regions) {
    min = Math.min(min, from as number);
    max = Math.max(max, (until as number) - 1);
  }
  return { min, max };
}

/** Whether a fact holds a day rather than an instant. */
export function isDate({ name, policy }: Variable): boolean {
  const fact = name.slice(name.lastIndexOf('.') + 1);
  const declared = name.startsWith('line.facts.') ? policy.lineFacts : name.startsWith('facts.') ? policy.facts : {};
  return isObject(declared?.[fact]) && declared[fact].type === 'date';
}
