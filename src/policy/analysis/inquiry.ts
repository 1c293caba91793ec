import { permits } from '../../domain/decision/compile.ts';
import type { Decision } from '../../domain/decision/decision.ts';
import type { CancelPolicy } from '../../domain/policy.ts';
import { type CompiledPolicy, compilePolicy } from '../decide.ts';
import { type Model, modelOf } from './model.ts';
import { universeOf } from './regions.ts';
import { type Budget, Exhausted, type Goal, Search } from './search.ts';
import {
  isReopened,
  type Program,
  programsOf,
  type Setting,
  type Standing,
  settingsOf,
  standingsOf,
} from './settings.ts';
import { Space } from './space.ts';
import type { Node } from './tree.ts';
import { defaultSteps, type Witness } from './types.ts';
import { anyTruth, isFalse, isTrue, isUnknown, type Universe } from './variables.ts';
import { askedLine, isOpenIn, witnessOf } from './witness.ts';

/** Midday of a Wednesday in summer, of 2026. */
export const defaultAround = Date.UTC(2026, 5, 17, 10);

/** How much of all that may be done a single question may take: one that is hard leaves the others their share. */
const shareOfOne = 20;

/** An order that shows something, and what `decide` says of it. */
export interface Shown {
  setting: Setting;
  model: Model;
  witness: Witness;
  /** As each policy decides. */
  decisions: LineDecision[];
  usual: boolean;
}

/** What is decided of the line that is asked. */
export type LineDecision = Pick<Decision, 'outcome' | 'reason' | 'ruleId' | 'contact'>;

/** What one policy is to say: that a rule decides, or cannot be evaluated, or that none does (`index` `null`). */
export interface Wish {
  index: number | null;
  unknown?: boolean;
  /** It would merely deny, where an earlier rule is true and does not reach the line: what has become of the line is said instead. */
  denied?: boolean;
  /** Whether nobody can say what it costs; absent: whether or not. */
  unpriced?: boolean;
}

/** `null`: there is no such order. `undecided`: nobody knows. */
export type Reply = Shown | null | 'undecided';

/** What rules there are is asked of one or two policies at a time, by searching for an order that shows it. */
export class Inquiry {
  readonly policies: readonly CancelPolicy[];
  readonly universe: Universe;
  readonly programs: Program[];
  readonly settings: Setting[];
  readonly usual: Space;
  readonly all: Space;
  /** What was not decided, and why; by question. */
  readonly undecided = new Set<'steps' | 'calendar' | 'disagreement'>();
  readonly #compiled: CompiledPolicy[];
  readonly #budget: Budget;
  readonly #share: number;
  readonly #possible: WeakMap<Setting, number[]>[];
  readonly #standings = new WeakMap<Setting, (Standing[] | null)[]>();

  constructor(policies: readonly CancelPolicy[], { around = defaultAround, steps = defaultSteps } = {}) {
    this.policies = policies;
    this.universe = universeOf(policies, around);
    this.programs = programsOf(this.universe);
    this.settings = settingsOf(this.programs);
    this.usual = new Space(this.universe, true, around);
    this.all = new Space(this.universe, false, around, this.usual);
    this.#possible = policies.map(() => new WeakMap());
    this.#compiled = policies.map((policy) => compilePolicy(policy));
    this.#budget = { left: steps };
    this.#share = Math.max(1000, Math.floor(steps / shareOfOne));
  }

  /** Whether anything may still be asked. */
  get isOver(): boolean {
    return this.#budget.left <= 0;
  }

  standingsOf(setting: Setting, program = 0): Standing[] | null {
    let known = this.#standings.get(setting);
    if (!known) {
      known = this.programs.map((one) => standingsOf(one, setting));
      this.#standings.set(setting, known);
    }
    return known[program] ?? null;
  }

  /** What a rule's condition may be in a setting, as bits, whatever the order: the same for many questions. */
  possibleIn(setting: Setting, index: number, program = 0): number {
    const standings = this.standingsOf(setting, program) ?? [];
    let known = this.#possible[program]?.get(setting);
    if (!known) {
      if (this.isOver) return anyTruth;
      const budget: Budget = { left: Number.POSITIVE_INFINITY };
      const search = new Search(this.all, setting, budget);
      known = standings.map(({ node }) => {
        const found = search.possible(node, 0);
        this.#budget.left--;
        return found;
      });
      this.#possible[program]?.set(setting, known);
    }
    return known[index] ?? isFalse;
  }

  /** What has to hold so that a policy says it; `null`: it never does in this setting. */
  goalsFor(setting: Setting, wish: Wish, program = 0): Goal[] | null {
    const { index, unknown = false, unpriced } = wish;
    const own = index === null ? null : this.standingsOf(setting, program)?.[index];
    const wanted = unknown ? isUnknown : isTrue;
    if (index !== null && !(own && this.possibleIn(setting, index, program) & wanted)) return null;
    const earlier = this.goalsBefore(setting, wish, program);
    if (!earlier) return null;
    const fee = unpriced === undefined ? null : this.feeNode(setting, wish, program);
    return [
      ...(own ? [{ node: own.node, slot: 0, wanted }] : []),
      ...(fee ? [{ node: fee, slot: 0, wanted: unpriced ? isTrue : isFalse }] : []),
      ...earlier,
    ];
  }

  /** That nobody can say what it costs; `null`: anybody always can. */
  feeNode(setting: Setting, { index, unknown, denied }: Wish, program = 0): Node | null {
    const policy = this.policies[program] as CancelPolicy;
    const own = index === null ? null : (this.standingsOf(setting, program)?.[index] ?? null);
    if (unknown || denied || this.#isDenial(own, setting, program)) return null;
    const terms = (own ? own.rule.then.refund : policy.otherwise.refund) ?? policy.refund;
    const atom = terms && this.universe.atoms.get(terms);
    return atom && permits(own ? own.rule.then : policy.otherwise) ? { op: 'atom', atom, path: [] } : null;
  }

  /** What has to hold of the earlier rules, so that one is asked and says it; `null`: one of them always decides, or it says nothing here. */
  goalsBefore(setting: Setting, { index, unknown = false, denied = false }: Wish, program = 0): Goal[] | null {
    const standings = this.standingsOf(setting, program);
    if (!standings) return null;
    const own = index === null ? null : (standings[index] as Standing);
    if (own && !own.reaches && !unknown) return null;
    // What a rule that reaches nothing leaves to the later ones, none of them may merely deny.
    const denies = !unknown && !denied && this.#isDenial(own, setting, program);
    const goals: Goal[] = [];
    const passed: Node[] = [];
    // To gather them takes time, too.
    this.#budget.left -= (index ?? standings.length) >> 2;
    for (const { rule, node, reaches } of standings) {
      if (index !== null && rule.index >= index) break;
      const wanted = reaches || denies ? isFalse : isFalse | isTrue;
      const possible = this.possibleIn(setting, rule.index, program);
      if (!(possible & wanted)) return null;
      if (possible & ~wanted) goals.push({ node, slot: 0, wanted });
      if (denied && !reaches && possible & isTrue) passed.push(node);
    }
    if (!denied) return goals;
    return passed.length > 0
      ? [...goals, { node: { op: 'any', parts: passed, path: [] }, slot: 0, wanted: isTrue }]
      : null;
  }

  /** Whether what a rule says, or what is said where none decides (`null`), is a mere denial. */
  #isDenial(own: Standing | null, setting: Setting, program: number): boolean {
    const policy = this.policies[program] as CancelPolicy;
    if (own) return own.rule.then.outcome === 'none';
    const { outcome } = policy.otherwise;
    const isWaiting = isOpenIn(setting) || isReopened(setting, policy);
    return isWaiting || outcome === 'none' || (setting.actor === 'nobody' && permits({ outcome }));
  }

  /** Looks for an order that reaches goals, in the settings that are given, of everyday first. */
  ask(
    settings: Iterable<Setting>,
    goalsIn: (setting: Setting) => Goal[] | null,
    wishes: Wish[],
    spaces = [this.usual, this.all],
  ): Reply {
    let undecided = false;
    const budget: Budget = { left: Math.min(this.#share, this.#budget.left) };
    const before = budget.left;
    try {
      for (const space of spaces) {
        for (const setting of settings) {
          if (this.isOver) throw new Exhausted();
          const goals = goalsIn(setting);
          if (!goals) continue;
          const search = new Search(space, setting, budget);
          let shown: Shown | null = null;
          search.find(goals, () => {
            const found = this.#show(search, setting, wishes);
            if (found === 'undecided') undecided = true;
            else shown = found;
            return shown !== null;
          });
          if (shown) return shown;
        }
      }
    } catch (error) {
      if (!(error instanceof Exhausted)) throw error;
      this.undecided.add('steps');
      return 'undecided';
    } finally {
      this.#budget.left -= before - Math.max(budget.left, 0);
    }
    return undecided ? 'undecided' : null;
  }

  /** Every way in which goals can be reached in a setting, as far as `take` wants them; `false`: not all were looked at. */
  each(
    setting: Setting,
    goals: Goal[],
    wishes: Wish[],
    space: Space,
    take: (shown: Shown, search: Search) => boolean,
  ): boolean {
    if (this.isOver) {
      this.undecided.add('steps');
      return false;
    }
    const budget: Budget = { left: Math.min(this.#share, this.#budget.left) };
    const before = budget.left;
    const search = new Search(space, setting, budget);
    let whole = true;
    try {
      search.find(goals, () => {
        const found = this.#show(search, setting, wishes);
        if (found === 'undecided') whole = false;
        return found !== null && found !== 'undecided' && take(found, search);
      });
      return whole;
    } catch (error) {
      if (!(error instanceof Exhausted)) throw error;
      this.undecided.add('steps');
      return false;
    } finally {
      this.#budget.left -= before - Math.max(budget.left, 0);
    }
  }

  /** The order of what a search has found, as `decide` sees it. */
  #show(search: Search, setting: Setting, wishes: Wish[]): Reply {
    const model = modelOf(search);
    if (model === 'unsure') {
      this.undecided.add('calendar');
      return 'undecided';
    }
    if (!model) return null;
    for (const others of ['open', 'cancelled'] as const) {
      const witness = witnessOf(this.policies[0] as CancelPolicy, setting, model, others);
      const decisions = this.#compiled.map((policy) => lineIn(policy, witness));
      const agrees = wishes.every((wish, program) =>
        this.#isAs(wish, decisions[program] as LineDecision, setting, program),
      );
      if (agrees) return { setting, model, witness, decisions, usual: search.space.usual };
      if (model.lines === 1) break;
    }
    this.undecided.add('disagreement');
    return 'undecided';
  }

  #isAs(
    { index, unknown = false, denied = false, unpriced }: Wish,
    decision: LineDecision,
    setting: Setting,
    program: number,
  ): boolean {
    if (denied) return decision.ruleId === null && decision.outcome === 'none';
    const rule = index === null ? null : this.programs[program]?.rules[index];
    const isUnpriced = decision.reason === 'fee-unknown';
    if (unpriced !== undefined && unpriced !== isUnpriced) return false;
    if (decision.ruleId !== (rule?.id ?? null)) return false;
    if (!rule) return this.standingsOf(setting, program) !== null || decision.reason === 'unknown-status';
    const { outcome } = decision;
    if (unknown) return outcome === 'ask-server';
    return outcome === rule.then.outcome || (permits(rule.then) && isUnpriced);
  }

  /** Whether nothing decides in a setting but `otherwise`, as far as its rules go. */
  isOrdinary(setting: Setting, program = 0): boolean {
    const policy = this.policies[program] as CancelPolicy;
    return !isOpenIn(setting) && !isReopened(setting, policy) && setting.fate === 'open';
  }
}

/** What is decided of the first line; of one that is alone it takes no trace. */
function lineIn({ decide, outcome }: CompiledPolicy, { order, context }: Witness): LineDecision {
  if (order.lines.length === 1) return outcome(order, context);
  const decision = decide(order, context);
  return decision.lines?.find(({ ids }) => ids.includes(askedLine)) ?? decision;
}
