import { permits } from '../../domain/decision/compile.ts';
import { type Json, listOf, namesNobody, speaksOfRequest } from '../../domain/decision/conditions.ts';
import { answererOf } from '../../domain/lifecycle/other-party.ts';
import type { CancelPolicy, Verdict } from '../../domain/policy.ts';
import { type Actor, type CancellationState, cancellationStates, openStates } from '../../domain/records.ts';
import { type Node, never, nodesOf, treeOf } from './tree.ts';
import { bitOf, isFalse, isTrue, readWord, type Universe } from './variables.ts';

export type Role = Actor | 'nobody';
export const roles: readonly Role[] = ['buyer', 'seller', 'platform', 'nobody'];
const people: readonly Actor[] = ['buyer', 'seller', 'platform'];

/** How the order's cancellation stands; `null`: there never was one. */
export interface Asked {
  state: CancellationState;
  by: Actor;
  /** Of the whole order, rather than of its line only. */
  whole: boolean;
}

/** What has become of the line that is asked: nothing; it left; it goes on; it is cancelled. */
export type Fate = 'open' | 'shipped' | 'committed' | 'gone';

/** What is known before an order's details are looked at. Orders of `statuses` are told apart by nothing. */
export interface Setting {
  actor: Role;
  statuses: string[];
  asked: Asked | null;
  fate: Fate;
}

/** A rule of a policy, ready to be searched. */
export interface Ruled {
  index: number;
  id: string;
  then: Verdict;
  node: Node;
  always: boolean;
  speaks: boolean;
  names: boolean;
}

export interface Program {
  policy: CancelPolicy;
  rules: Ruled[];
}

export const isOpenState = (state: CancellationState): boolean => openStates.includes(state);

export function programsOf(universe: Universe): Program[] {
  return universe.policies.map((policy) => ({
    policy,
    rules: policy.rules.map(({ id, when, then, always }, index) => ({
      ...{ index, id, then, always: always === true, node: treeOf(when, universe) },
      speaks: speaksOfRequest(when, policy.instants),
      names: namesNobody(when),
    })),
  }));
}

/** A rule as it is asked in a setting. */
export interface Standing {
  rule: Ruled;
  node: Node;
  /** Whether what it says reaches the line. One that is true and does not leaves the line to the later ones. */
  reaches: boolean;
}

/** Whether an order is back that was cancelled as a whole. */
export function isReopened({ asked, statuses }: Setting, { lifecycle, statuses: known }: CancelPolicy): boolean {
  return (
    lifecycle?.cancelled !== undefined &&
    asked?.state === 'cancelled' &&
    asked.whole &&
    !known[statuses[0] as string]?.phase.startsWith('cancel')
  );
}

/** Whether what a verdict says reaches a line of which that has become. */
export function reaches({ outcome, covers = 'open' }: Verdict, fate: Fate): boolean {
  if (fate === 'open' || outcome === 'none' || outcome === 'ask-server') return true;
  if (outcome === 'return') return fate !== 'gone';
  return covers === 'shipped' && fate === 'shipped';
}

/** The rules as they are asked in a setting; of one that is not, the condition is never true. `null`: the status is unknown to the policy. */
export function standingsOf({ policy, rules }: Program, setting: Setting): Standing[] | null {
  const { actor, asked, fate, statuses } = setting;
  if (!Object.hasOwn(policy.statuses, statuses[0] as string)) return null;
  const reopened = isReopened(setting, policy);
  const open = asked !== null && isOpenState(asked.state);
  return rules.map((rule) => {
    const isAsked = reopened ? rule.always && !permits(rule.then) : !open || rule.always || rule.speaks;
    const closed = !isAsked || (actor === 'nobody' && permits(rule.then) && !rule.names);
    return { rule, node: closed ? never : rule.node, reaches: reaches(rule.then, fate) };
  });
}

/** What a word says that no order is needed for, as a bit. */
export function settledIn(word: Json, { actor, statuses, asked }: Setting, policy: CancelPolicy): number {
  if (word['actor'] !== undefined) return listOf(word['actor']).includes(actor) ? isTrue : isFalse;
  if (word['status'] !== undefined)
    return listOf(word['status'] as string).includes(statuses[0] as string) ? isTrue : isFalse;
  return bitOf(readWord(word as never, policy, {}, 0, undefined, asked ? [cancellationOf(asked)] : []));
}

/** As far as rules read it. */
export function cancellationOf({ state, by, whole }: Asked): never {
  return { kind: 'cancellation', state, requestedBy: by, lines: whole ? null : [] } as never;
}

/** Every setting that the policies tell apart; those of everyday first. */
export function settingsOf(programs: readonly Program[]): Setting[] {
  const words = programs.flatMap(({ policy, rules }) =>
    rules.flatMap(({ node }) =>
      [...nodesOf(node)].flatMap((part) => (part.op === 'setting' ? [{ word: part.word, policy }] : [])),
    ),
  );
  const classes = statusClasses(
    programs,
    words.filter(({ word }) => word['status'] !== undefined).map(({ word }) => word),
  );
  const cases = askedCases(
    programs,
    words.filter(({ word }) => word['request'] !== undefined),
  );
  const fates: Fate[] = ['open', 'shipped', 'committed', 'gone'];
  return fates.flatMap((fate) =>
    cases.flatMap((asked) => roles.flatMap((actor) => classes.map((statuses) => ({ actor, statuses, asked, fate })))),
  );
}

/** Statuses, gathered by what any word and the order's phase say of them. */
function statusClasses(programs: readonly Program[], words: Json[]): string[][] {
  const classes = new Map<string, string[]>();
  const all = new Set(programs.flatMap(({ policy }) => Object.keys(policy.statuses)));
  const named = words.map(({ status }) => new Set(listOf(status)));
  for (const status of all) {
    const phases = programs.map(({ policy }) => policy.statuses[status]?.phase ?? '');
    const key = `${phases} ${named.map((names) => (names.has(status) ? 1 : 0)).join('')}`;
    classes.set(key, [...(classes.get(key) ?? []), status]);
  }
  return [...classes.values()];
}

/** How a cancellation may stand, gathered by what any word says of it. */
function askedCases(programs: readonly Program[], words: { word: Json; policy: CancelPolicy }[]): (Asked | null)[] {
  const counts = programs.some(({ rules }) =>
    rules.some(({ node }) =>
      [...nodesOf(node)].some((part) => part.op === 'atom' && part.atom.variable.kind === 'attempts'),
    ),
  );
  const found = new Map<string, Asked | null>([['', null]]);
  for (const state of cancellationStates) {
    for (const by of people) {
      for (const whole of state === 'cancelled' ? [false, true] : [true]) {
        const asked: Asked = { state, by, whole };
        const says = words.map(({ word, policy }) =>
          readWord(word as never, policy, {}, 0, undefined, [cancellationOf(asked)]),
        );
        const answerer = isOpenState(state) ? answererOf({ requestedBy: by }) : '';
        const key = JSON.stringify([says, answerer, state === 'cancelled' && whole, counts && by]);
        if (!found.has(key)) found.set(key, asked);
      }
    }
  }
  return [...found.values()];
}
