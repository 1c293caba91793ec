import type { Setting } from './settings.ts';
import type { Space } from './space.ts';
import type { Node } from './tree.ts';
import { anyTruth, isFalse, isTrue, isUnknown, type Region, type Universe, type Variable } from './variables.ts';

/** A condition that has to have one of some truths, of a line where it asks about one. */
export interface Goal {
  node: Node;
  /** The truths, as bits. */
  wanted: number;
  /** The line item: 0 is the one that is asked, others stand beside it; {@link oneMore}: a further one. */
  slot: number;
}

/** What alerts or scans have to be there, by columns of atoms; `flooded`: more than are read. */
interface Demand {
  yes: readonly number[];
  no: readonly number[];
  flooded: boolean;
}

/** What a search has found out about one variable of one line: which of its regions are left, or what of alerts and scans. */
export interface Restriction {
  /** The variable's key and the line's number, of alerts and scans with the atom's column; a line each. */
  key: string;
  values: string[];
  /** How many values there could be. */
  extent: number;
}

/** How much a search may do; it ends where nothing is left. */
export interface Budget {
  left: number;
}

/** More would have to be done than the budget allows. */
export class Exhausted extends Error {}

/** A line that nobody has thought of yet. */
const oneMore = -1;

const nothing: Demand = { yes: [], no: [], flooded: false };

/** `all` is settled by what is false, `any` by what is true; otherwise they are alike. */
const mirrored = (truths: number): number =>
  (truths & isUnknown) | (truths & isTrue ? isFalse : 0) | (truths & isFalse ? isTrue : 0);

/**
 * Looks for orders of which some conditions have the truths that are wanted, in one setting. What a condition may still be is
 * kept as sets of regions; they are made smaller until every goal is sure, or one cannot be.
 */
export class Search {
  readonly space: Space;
  readonly setting: Setting;
  readonly #universe: Universe;
  readonly #budget: Budget;
  /** By variable and line; absent: whatever the space has. */
  readonly #domains = new Map<number, readonly Region[]>();
  readonly #demands = new Map<number, Demand>();
  #trail: (() => void)[] = [];
  /** What is to hold of every line. */
  #ofLines: { part: Node; wanted: number }[] = [];
  /** How many lines there are. */
  slots = 1;

  constructor(space: Space, setting: Setting, budget: Budget) {
    this.space = space;
    this.setting = setting;
    this.#universe = space.universe;
    this.#budget = budget;
  }

  /** Tells of each way in which all goals hold, until one is taken: `true`. @throws {Exhausted} */
  find(goals: Goal[], take: () => boolean): boolean {
    const mark = this.#trail.length;
    const taken = this.#step(goals, take);
    this.#undo(mark);
    return taken;
  }

  #undo(mark: number): void {
    while (this.#trail.length > mark) (this.#trail.pop() as () => void)();
  }

  /** @throws {Exhausted} */
  spend(count: number): void {
    this.#budget.left -= count;
    if (this.#budget.left < 0) throw new Exhausted();
  }

  #step(goals: Goal[], take: () => boolean): boolean {
    let pending = this.#withLine(goals);
    let branching: { goal: Goal; ways: Goal[][] } | null = null;
    for (let changed = true; changed; ) {
      changed = false;
      branching = null;
      const rest: Goal[] = [];
      for (const goal of pending) {
        const possible = this.possible(goal.node, goal.slot);
        const left = possible & goal.wanted;
        if (left === 0) return false;
        if (left === possible && (goal.node.op !== 'some' || goal.wanted === anyTruth)) continue;
        // Of lines, what is wanted is kept as it is: which of them has it is still open.
        const ways = this.#waysOf({ ...goal, wanted: goal.node.op === 'some' ? goal.wanted : left });
        if (ways === null) {
          changed = true;
          if (!this.#assume({ ...goal, wanted: left })) return false;
        } else if (ways.length === 1) {
          changed = true;
          rest.push(...(ways[0] as Goal[]));
        } else {
          rest.push(goal);
          if (!branching || ways.length < branching.ways.length) branching = { goal, ways };
        }
      }
      pending = rest;
    }
    if (!branching) return take();
    const { goal, ways } = branching;
    const others = pending.filter((one) => one !== goal);
    for (const way of ways) {
      const mark = this.#trail.length;
      if (this.#step([...way, ...others], take)) return true;
      this.#undo(mark);
    }
    return false;
  }

  /** Which truths a condition may still have, as bits; more rather than fewer. */
  possible(node: Node, slot: number): number {
    this.spend(1);
    switch (node.op) {
      case 'constant':
        return node.value;
      case 'setting':
        return this.space.settled(node.word, this.setting);
      case 'not':
        return mirrored(this.possible(node.part, slot));
      case 'some':
        return this.possible(node.part, Number.NaN) | this.possible(node.part, 0);
      case 'all':
      case 'any': {
        const isAny = node.op === 'any';
        // Of an `all` none may be false, and each unknown may be outweighed.
        let [everyTrue, noneFalse, someFalse, someUnknown] = [true, true, false, false];
        for (const part of node.parts) {
          const found = this.possible(part, slot);
          const truths = isAny ? mirrored(found) : found;
          everyTrue &&= (truths & isTrue) !== 0;
          noneFalse &&= (truths & (isTrue | isUnknown)) !== 0;
          someFalse ||= (truths & isFalse) !== 0;
          someUnknown ||= (truths & isUnknown) !== 0;
          if (truths === isFalse) break;
        }
        const truths =
          (everyTrue && noneFalse ? isTrue : 0) |
          (someFalse ? isFalse : 0) |
          (noneFalse && someUnknown ? isUnknown : 0);
        return isAny ? mirrored(truths) : truths;
      }
      case 'atom': {
        const { variable, column } = node.atom;
        if (variable.kind === 'alerts' || variable.kind === 'scans') return this.#possibleOfSet(variable, column);
        const domain = this.domainOf(variable, slot);
        this.spend(domain.length >> 3);
        let truths = 0;
        for (const region of domain) truths |= region.truths[column] as number;
        return truths;
      }
    }
  }

  /** The regions that a variable may still be in. */
  domainOf(variable: Variable, slot: number): readonly Region[] {
    const key = variable.index + (variable.ofLine ? slot : 0) * this.#universe.variables.length;
    return this.#domains.get(key) ?? this.space.domainOf(variable, this.setting);
  }

  /** Everything that was found out. */
  cube(): Restriction[] {
    const { variables } = this.#universe;
    const restrictions: Restriction[] = [];
    for (const [at, domain] of this.#domains) {
      const variable = variables[at % variables.length] as Variable;
      const whole = this.space.domainOf(variable, this.setting);
      if (domain.length === whole.length) continue;
      const values = domain.map((region) => String(variable.regions.indexOf(region)));
      const key = `${variable.key}\n${Math.floor(at / variables.length)}`;
      restrictions.push({ key, values, extent: whole.length });
    }
    for (const [index, { yes, no }] of this.#demands) {
      const { key } = variables[index] as Variable;
      for (const column of yes) restrictions.push({ key: `${key}\n0\n${column}`, values: ['true'], extent: 2 });
      for (const column of no) restrictions.push({ key: `${key}\n0\n${column}`, values: ['false'], extent: 2 });
    }
    return restrictions;
  }

  demandOf(variable: Variable): Demand {
    return this.#demands.get(variable.index) ?? nothing;
  }

  #possibleOfSet(variable: Variable, column: number): number {
    const { yes, no, flooded } = this.demandOf(variable);
    this.spend(variable.recorded.length);
    if (flooded) return isUnknown;
    if (yes.includes(column)) return isTrue;
    if (no.includes(column)) return isFalse;
    const untouched = yes.length + no.length === 0;
    return (
      (this.space.canHold(variable, [...yes, column], no) ? isTrue : 0) |
      (this.space.canHold(variable, yes, [...no, column]) ? isFalse : 0) |
      (untouched && this.space.floods(variable) ? isUnknown : 0)
    );
  }

  /**
   * The ways in which a goal can be reached, each by other goals, no two of which the same order takes; `null`: it is one of a
   * single variable, and can be assumed.
   */
  #waysOf({ node, wanted, slot }: Goal): Goal[][] | null {
    const of = (part: Node, truths: number): Goal => ({ node: part, wanted: truths, slot });
    switch (node.op) {
      case 'not':
        return [[of(node.part, mirrored(wanted))]];
      case 'all':
        return this.#waysOfAll(node.parts, wanted, of);
      case 'any':
        return this.#waysOfAll(node.parts, mirrored(wanted), (part, truths) => of(part, mirrored(truths)));
      case 'some':
        return this.#waysOfSome(node, wanted);
      case 'atom': {
        const isSet = node.atom.variable.kind === 'alerts' || node.atom.variable.kind === 'scans';
        if (!isSet || [isFalse, isUnknown, isTrue].includes(wanted)) return null;
        return [isTrue, isFalse, isUnknown].filter((truth) => wanted & truth).map((truth) => [of(node, truth)]);
      }
      default:
        return [[]];
    }
  }

  #waysOfAll(parts: readonly Node[], wanted: number, of: (part: Node, truths: number) => Goal): Goal[][] {
    const notFalse = isTrue | isUnknown;
    // The first part that is not true, or false: no order has two of them.
    const firsts = (before: number, there: number, after = anyTruth): Goal[][] =>
      parts.map((_, at) =>
        parts.flatMap((part, index) => {
          const truths = index < at ? before : index === at ? there : after;
          return truths === anyTruth ? [] : [of(part, truths)];
        }),
      );
    const possible = (ways: Goal[][]): Goal[][] =>
      ways.filter((way) => way.every(({ node, wanted: truths, slot }) => this.possible(node, slot) & truths));
    if (wanted === isTrue || wanted === notFalse) return [parts.map((part) => of(part, wanted))];
    if (wanted === isFalse) return possible(firsts(notFalse, isFalse));
    if (wanted === (isFalse | isUnknown)) return possible(firsts(isTrue, wanted));
    if (wanted === isUnknown) return possible(firsts(isTrue, isUnknown, notFalse));
    return possible([parts.map((part) => of(part, isTrue)), ...firsts(notFalse, isFalse)]);
  }

  /** Of some line: the one that is asked, one that was thought of already, or one more. */
  #waysOfSome(some: Node & { op: 'some' }, wanted: number): Goal[][] {
    const notTrue = isFalse | isUnknown;
    const { part } = some;
    if (wanted === (isFalse | isTrue))
      return [isTrue, isFalse].map((truth) => [{ node: some, wanted: truth, slot: 0 }]);
    const slots = Array.from({ length: this.slots }, (_, slot) => slot);
    if (wanted === isFalse || wanted === notTrue) {
      const before = this.#ofLines;
      this.#ofLines = [...before, { part, wanted }];
      this.#trail.push(() => {
        this.#ofLines = before;
      });
      return [slots.map((slot) => ({ node: part, wanted, slot }))];
    }
    const ways = [...slots, oneMore].map((slot): Goal[] => [{ node: part, wanted, slot }]);
    return wanted === isUnknown ? ways.map((way) => [...way, { node: some, wanted: notTrue, slot: 0 }]) : ways;
  }

  /** Goals about one more line, which has to be as all are. */
  #withLine(goals: Goal[]): Goal[] {
    if (!goals.some(({ slot }) => slot === oneMore)) return goals;
    const slot = this.slots;
    this.slots++;
    this.#trail.push(() => {
      this.slots = slot;
    });
    const own = goals.map((goal) => (goal.slot === oneMore ? { ...goal, slot } : goal));
    return [...own, ...this.#ofLines.map((one) => ({ node: one.part, wanted: one.wanted, slot }))];
  }

  /** Takes it that a word of one variable has one of some truths; `false`: no order has that with all else. */
  #assume({ node, wanted, slot }: Goal): boolean {
    if (node.op !== 'atom') return true;
    const { variable, column } = node.atom;
    if (variable.kind === 'alerts' || variable.kind === 'scans') {
      const { yes, no, flooded } = this.demandOf(variable);
      const next: Demand =
        wanted === isUnknown
          ? { yes, no, flooded: true }
          : wanted === isTrue
            ? { yes: [...yes, column], no, flooded }
            : { yes, no: [...no, column], flooded };
      this.#keep(this.#demands, variable.index, next);
      return true;
    }
    const before = this.domainOf(variable, slot);
    const domain = before.filter(({ truths }) => (truths[column] as number) & wanted);
    if (domain.length === before.length) return true;
    if (domain.length === 0) return false;
    this.#keep(this.#domains, variable.index + (variable.ofLine ? slot : 0) * this.#universe.variables.length, domain);
    return variable.kind !== 'time' || this.space.mayBe(this, variable, slot, (count) => this.spend(count));
  }

  /** Makes a domain smaller for what another says of it; `false`: nothing is left. */
  narrow(variable: Variable, slot: number, keeps: (region: Region) => boolean): boolean {
    const before = this.domainOf(variable, slot);
    const domain = before.filter(keeps);
    if (domain.length === before.length) return true;
    this.#keep(this.#domains, variable.index + (variable.ofLine ? slot : 0) * this.#universe.variables.length, domain);
    return domain.length > 0;
  }

  #keep<T>(kept: Map<number, T>, key: number, value: T): void {
    const before = kept.get(key);
    this.#trail.push(() => {
      if (before === undefined) kept.delete(key);
      else kept.set(key, before);
    });
    kept.set(key, value);
  }
}
