import type { CancelPolicy } from '../../domain/policy.ts';
import { parsePolicy } from '../parse.ts';
import { answerTo, keyOf } from './answers.ts';
import { changesOf, type Difference } from './diff-changes.ts';
import { Inquiry, type Shown, type Wish } from './inquiry.ts';
import { settingChanges } from './setting-changes.ts';
import type { Setting } from './settings.ts';
import type { Space } from './space.ts';
import type { AnalysisOptions, PolicyDiff } from './types.ts';
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
  // What they share as objects would be read by the declarations of one.
  const policies = [parsePolicy(a), parsePolicy(b)].map((policy) => structuredClone(policy)) as [
    CancelPolicy,
    CancelPolicy,
  ];
  const inquiry = new Inquiry(policies, options);
  const undecided = new Set<string>();
  const differences = [...differencesOf(inquiry, undecided)];
  const settings = settingChanges(...policies);
  const { changes, table } = changesOf(inquiry, differences);
  const differs = changes.length + settings.length > 0;
  return {
    same: differs ? false : undecided.size > 0 ? null : true,
    ...{ changes, settings, table, undecided: [...undecided] },
  };
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
    const wishes = wishesIn(inquiry, setting);
    return alike && areAlike(inquiry, setting, wishes) ? [] : [{ setting, wishes }];
  });
  for (const space of [inquiry.usual, inquiry.all]) {
    for (const { setting, wishes } of changed) {
      const [first = [], second = []] = wishes;
      for (const one of first) {
        for (const other of second) {
          // Of everyday nothing is unknown.
          if (space.usual && (one.unknown || other.unknown)) continue;
          if (inquiry.isOver) continue;
          const found = differencesBetween(inquiry, setting, space, [one, other], known, undecided);
          for (const difference of found) yield difference;
        }
      }
    }
  }
}

/** What each policy may say at all in a setting. */
function wishesIn(inquiry: Inquiry, setting: Setting): Wish[][] {
  return inquiry.programs.map((_, program): Wish[] => {
    const standings = inquiry.standingsOf(setting, program) ?? [];
    const wishes: Wish[] = [];
    for (const { rule, reaches } of standings) {
      const possible = inquiry.possibleIn(setting, rule.index, program);
      if (possible & isTrue && reaches) wishes.push({ index: rule.index });
      if (possible & isUnknown) wishes.push({ index: rule.index, unknown: true });
      // What always holds leaves nothing to the later ones.
      if (possible === isTrue && reaches) return wishes;
    }
    return [...wishes, { index: null }];
  });
}

/** Whether two policies have the same rules for a setting, one after the other. */
function areAlike(inquiry: Inquiry, setting: Setting, wishes: Wish[][]): boolean {
  const [one, other] = wishes.map((own, program) =>
    JSON.stringify(
      own.map((wish) => {
        const rules = inquiry.policies[program]?.rules ?? [];
        const when = wish.index === null ? null : rules[wish.index]?.when;
        return [when, wish.unknown, keyOf(answerTo(inquiry.programs[program] as never, wish, setting))];
      }),
    ),
  );
  return one === other;
}

function differencesBetween(
  inquiry: Inquiry,
  setting: Setting,
  space: Space,
  wishes: [Wish, Wish],
  known: Set<string>,
  undecided: Set<string>,
): Difference[] {
  const answers = (shown?: Shown) =>
    wishes.map((wish, program) =>
      answerTo(inquiry.programs[program] as never, wish, setting, shown?.decisions[program]),
    );
  const [from, to] = answers();
  if (!from || !to || (setting.fate === 'open' && keyOf(from) === keyOf(to))) return [];
  const isEveryday = space.usual && setting.fate === 'open';
  const keyFor = (shown?: Shown): string => JSON.stringify([setting.actor, ...answers(shown).map(keyOf)]);
  if (!isEveryday && known.has(keyFor())) return [];
  const goals = wishes.flatMap((wish, program) => {
    if (!inquiry.standingsOf(setting, program)) return [[]];
    const own = inquiry.goalsFor(setting, wish, program);
    return own ? [own] : [];
  });
  if (goals.length < wishes.length) return [];
  const found: Difference[] = [];
  const whole = inquiry.each(setting, goals.flat(), wishes, space, (shown, search) => {
    const [own, others] = answers(shown);
    if (!own || !others || keyOf(own) === keyOf(others)) return false;
    if (!isEveryday && known.has(keyFor(shown))) return true;
    found.push({ setting, from: own, to: others, shown, cube: search.cube() });
    // Of what is not of everyday, one shows it.
    return !isEveryday || found.length >= mostWays;
  });
  for (const { shown } of found) known.add(keyFor(shown));
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
