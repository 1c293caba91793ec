import type { CancelPolicy } from '../../domain/policy.ts';
import { parsePolicy } from '../parse.ts';
import { answerTo, keyOf } from './answers.ts';
import type { Cube } from './cubes.ts';
import { changesOf, type Difference } from './diff-changes.ts';
import { Inquiry, type Wish } from './inquiry.ts';
import type { Goal } from './search.ts';
import { settingChanges } from './setting-changes.ts';
import type { Setting } from './settings.ts';
import type { Space } from './space.ts';
import type { AnalysisOptions, Answer, PolicyDiff } from './types.ts';
import { isTrue, isUnknown } from './variables.ts';

/** How many ways to a difference are told apart, of two rules in one setting. */
const mostWays = 24;

/** What says the same of two policies' orders when it is the same itself. */
const declared = ['facts', 'lineFacts', 'instants', 'calendar', 'timeZone', 'lifecycle'] as const;

/**
 * Every kind of orders to which two policies give different answers, with an order that shows it; and where they differ beside
 * their rules. Looked for as {@link analysePolicy} looks for orders: what was not decided is said in `undecided`.
 *
 * @throws {CancelError} `invalid-policy`
 */
export function diffPolicies(
  a: CancelPolicy,
  b: CancelPolicy,
  options: Pick<AnalysisOptions, 'around' | 'steps'> = {},
): PolicyDiff {
  const { same, changes, settings, table, undecided } = diffWithRegions(a, b, options);
  return { same, changes, settings, table, undecided };
}

/** The same, with the regions that each of the changes stands for, which are said in words only. */
export function diffWithRegions(
  a: CancelPolicy,
  b: CancelPolicy,
  options: Pick<AnalysisOptions, 'around' | 'steps'> = {},
): PolicyDiff & { inquiry: Inquiry; regions: Cube[][] } {
  // What they share as objects would be read by the declarations of one.
  const policies = [parsePolicy(a), parsePolicy(b)].map((policy) => structuredClone(policy)) as [
    CancelPolicy,
    CancelPolicy,
  ];
  const inquiry = new Inquiry(policies, options);
  const undecided = new Set<string>();
  const differences = [...differencesOf(inquiry, undecided)];
  const settings = settingChanges(...policies);
  const { changes, table, regions } = changesOf(inquiry, differences);
  const differs = changes.length + settings.length > 0;
  return {
    same: differs ? false : undecided.size > 0 ? null : true,
    ...{ changes, settings, table, undecided: [...undecided], inquiry, regions },
  };
}

/** What a policy may say in a setting, and what that comes to. */
interface Saying {
  wish: Wish;
  answer: Answer;
  key: string;
  /** What has to hold for it; `null`: it never does. */
  goals: Goal[] | null;
}

/** Where the answers differ: of everyday, and of other orders what is not said by then. */
function* differencesOf(inquiry: Inquiry, undecided: Set<string>): Generator<Difference> {
  const alike = declared.every(
    (name) => JSON.stringify(inquiry.policies[0]?.[name]) === JSON.stringify(inquiry.policies[1]?.[name]),
  );
  const known = new Set<string>();
  const changed = inquiry.settings.flatMap((setting) => {
    if (inquiry.isOver) {
      undecided.add('Not all roles, statuses and requests were looked at: there are more than the bounds allow.');
      return [];
    }
    const sayings = sayingsIn(inquiry, setting);
    return alike && areAlike(inquiry, setting, sayings) ? [] : [{ setting, sayings }];
  });
  for (const space of [inquiry.usual, inquiry.all]) {
    for (const { setting, sayings } of changed) {
      const [first = [], second = []] = sayings;
      const isOpen = setting.fate === 'open';
      for (const one of first) {
        // Of everyday nothing is unknown.
        if (!one.goals || (space.usual && one.wish.unknown)) continue;
        for (const other of second) {
          if (!other.goals || (space.usual && other.wish.unknown) || (isOpen && one.key === other.key)) continue;
          if (inquiry.isOver) continue;
          yield* differencesBetween(inquiry, setting, space, [one, other], known, undecided);
        }
      }
    }
  }
}

/** What each policy may say at all in a setting. */
function sayingsIn(inquiry: Inquiry, setting: Setting): Saying[][] {
  return inquiry.programs.map((program, index) =>
    wishesIn(inquiry, setting, index).map((wish): Saying => {
      const answer = answerTo(program, wish, setting);
      const goals = inquiry.standingsOf(setting, index) ? inquiry.goalsFor(setting, wish, index) : [];
      return { wish, answer, key: keyOf(answer), goals };
    }),
  );
}

function wishesIn(inquiry: Inquiry, setting: Setting, program: number): Wish[] {
  /** Twice, where nobody may be able to say what it costs. */
  const asPriced = (wish: Wish): Wish[] =>
    inquiry.feeNode(setting, wish, program)
      ? [
          { ...wish, unpriced: false },
          { ...wish, unpriced: true },
        ]
      : [wish];
  const standings = inquiry.standingsOf(setting, program);
  // It does not know the status.
  if (!standings) return [{ index: null }];
  const wishes: Wish[] = [];
  for (const { rule, reaches } of standings) {
    const possible = inquiry.possibleIn(setting, rule.index, program);
    if (possible & isTrue && reaches) wishes.push(...asPriced({ index: rule.index }));
    if (possible & isTrue && rule.then.outcome === 'none' && setting.fate !== 'open')
      wishes.push({ index: rule.index, denied: true });
    if (possible & isUnknown) wishes.push({ index: rule.index, unknown: true });
    // What always holds leaves nothing to the later ones.
    if (possible === isTrue && reaches) return wishes;
  }
  if (setting.fate !== 'open') wishes.push({ index: null, denied: true });
  return [...wishes, ...asPriced({ index: null })];
}

/** Whether two policies have the same rules for a setting, one after the other. */
function areAlike(inquiry: Inquiry, setting: Setting, sayings: Saying[][]): boolean {
  const [one, other] = sayings.map((own, program) => {
    const rules = inquiry.policies[program]?.rules ?? [];
    // What reaches nothing of a line decides all the same how the later ones deny.
    const asked = (inquiry.standingsOf(setting, program) ?? []).flatMap(({ rule: { index }, reaches }) =>
      inquiry.possibleIn(setting, index, program) & isTrue ? [[rules[index]?.when, reaches]] : [],
    );
    const said = own.map(({ wish: { index, unknown, denied, unpriced }, key }) => {
      const when = index === null ? null : rules[index]?.when;
      return [when, unknown, denied, unpriced, key];
    });
    return JSON.stringify([setting.fate === 'open' || asked, said]);
  });
  return one === other;
}

function differencesBetween(
  inquiry: Inquiry,
  setting: Setting,
  space: Space,
  sayings: [Saying, Saying],
  known: Set<string>,
  undecided: Set<string>,
): Difference[] {
  const isEveryday = space.usual && setting.fate === 'open';
  const knownAs = (keys: string[]): string => JSON.stringify([setting.actor, ...keys]);
  if (!isEveryday && known.has(knownAs(sayings.map(({ key }) => key)))) return [];
  const wishes = sayings.map(({ wish }) => wish);
  const goals = sayings.flatMap((saying) => saying.goals ?? []);
  const found: Difference[] = [];
  const whole = inquiry.each(setting, goals, wishes, space, (shown, search) => {
    const [from, to] = wishes.map((wish, program) =>
      answerTo(inquiry.programs[program] as never, wish, setting, shown.decisions[program]),
    ) as [Answer, Answer];
    const keys = [from, to].map(keyOf);
    if (keys[0] === keys[1]) return false;
    if (!isEveryday && known.has(knownAs(keys))) return true;
    known.add(knownAs(keys));
    found.push({ setting, from, to, shown, cube: search.cube() });
    // Of what is not of everyday, one shows it.
    return !isEveryday || found.length >= mostWays;
  });
  if (!whole) undecided.add(undecidedText(setting));
  if (found.length >= mostWays) {
    undecided.add(
      `Of orders in \`${setting.statuses[0]}\` there are more kinds that get another answer than are told apart here.`,
    );
  }
  return found;
}

function undecidedText({ statuses }: Setting): string {
  return `Of orders in \`${statuses[0]}\` it was not decided whether all get the same answer: there is more to look at than the bounds allow.`;
}
