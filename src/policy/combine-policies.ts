import { permits } from '../domain/decision/compile.ts';
import { CancelError, type Issue } from '../domain/errors.ts';
import type { CancelPolicy, Rule, WithdrawalTerms } from '../domain/policy.ts';
import { canonicalJson } from '../domain/values/canonical-json.ts';
import { parsePolicy } from './parse.ts';
import { reportIssues } from './report.ts';

/**
 * One plain policy of several: the rules of the first are asked first, then those of the next, and where none decides, the
 * `otherwise` of the first. What they declare by name is put together; of every setting that there can be only one of, the
 * first policy that says it counts. What a rule permits keeps the refund and the consequences of the policy it comes from.
 *
 * @throws {CancelError} `invalid-policy`: one of them is malformed, or two declare the same name in different ways (`conflict`).
 */
export function combinePolicies(first: CancelPolicy, ...others: CancelPolicy[]): CancelPolicy {
  return others.map(parsePolicy).reduce(combined, parsePolicy(first));
}

function combined(first: CancelPolicy, second: CancelPolicy): CancelPolicy {
  const issues: Issue[] = [];
  const agreed = <T>(one: T | undefined, other: T | undefined, ...path: string[]): T | undefined => {
    if (one !== undefined && other !== undefined && canonicalJson(one) !== canonicalJson(other)) {
      issues.push({ path, code: 'conflict' });
    }
    return one ?? other;
  };
  const declared = <T>(name: keyof CancelPolicy, one: Record<string, T> = {}, other: Record<string, T> = {}) => {
    for (const own of Object.keys(one)) if (Object.hasOwn(other, own)) agreed(one[own], other[own], name, own);
    return { ...other, ...one };
  };
  const { calendar, statuses, facts, lineFacts, notices, instants } = first;
  // Who counts working days and says no more, counts from Monday to Friday.
  agreed(calendar ?? weekdaysIn(first), second.calendar ?? weekdaysIn(second), 'calendar');

  const policy: CancelPolicy = {
    ...second,
    ...first,
    id: `${first.id}+${second.id}`,
    version: `${first.version}+${second.version}`,
    ...given({
      description: [first.description, second.description].filter(Boolean).join(' '),
      timeZone: agreed(zoneIn(first), zoneIn(second), 'timeZone') ?? first.timeZone ?? second.timeZone,
      instants: declared('instants', instants, second.instants),
      facts: declared('facts', facts, second.facts),
      lineFacts: declared('lineFacts', lineFacts, second.lineFacts),
      notices: declared('notices', notices, second.notices),
      links: { ...second.links, ...first.links },
      comments: { ...second.comments, ...first.comments },
      denied: { ...second.denied, ...first.denied },
      messages: wordsOf(first, second),
      withdrawal: widest(first.withdrawal, second.withdrawal),
    }),
    statuses: declared('statuses', statuses, second.statuses),
    reasons: { ...second.reasons, ...first.reasons },
    rules: [...first.rules, ...rulesOf(second, first)],
  };
  // Where the first says nothing of these, it means the default; ways on go with the life that they begin in.
  if (!first.refund) delete policy.refund;
  if (!first.consequences) delete policy.consequences;
  if (first.lifecycle && !first.disputes) delete policy.disputes;
  if (issues.length > 0) throw new CancelError('invalid-policy', reportIssues('policies', issues), issues);
  return parsePolicy(policy);
}

/** Without what neither of the policies has. */
function given(members: { [Name in keyof CancelPolicy]?: CancelPolicy[Name] | undefined }): Partial<CancelPolicy> {
  return Object.fromEntries(Object.entries(members).filter(([, value]) => value && Object.keys(value).length > 0));
}

/** The zone that something of a policy is read in. */
function zoneIn(policy: CancelPolicy): string | undefined {
  const { instants, facts, lineFacts, timeZone = 'UTC' } = policy;
  const dates = [facts, lineFacts].some((all) => Object.values(all ?? {}).some(({ type }) => type === 'date'));
  return instants || dates || resetsFee(policy) ? timeZone : undefined;
}

/** Whether it asks in which month it is. */
function resetsFee({ consequences, rules, otherwise, reasons }: CancelPolicy): boolean {
  const choices = Object.values(reasons).flatMap(({ choices }) => choices);
  const said = [...rules.map(({ then }) => then), otherwise, ...choices].map(({ consequences }) => consequences);
  return [consequences, ...said].some((one) => one?.marketplaceFee === 'reset');
}

function weekdaysIn({ instants = {} }: CancelPolicy): CancelPolicy['calendar'] {
  return Object.values(instants).some(({ count }) => count === 'working') ? {} : undefined;
}

/** What the law gives no policy takes away. */
function widest(one: WithdrawalTerms | undefined, other = one): WithdrawalTerms | undefined {
  if (!one || !other) return one ?? other;
  return {
    countries: [...new Set([...one.countries, ...other.countries])].sort(),
    days: Math.max(one.days, other.days),
    uninformedMonths: Math.max(one.uninformedMonths, other.uninformedMonths),
  };
}

function wordsOf(first: CancelPolicy, second: CancelPolicy): CancelPolicy['messages'] {
  const messages: NonNullable<CancelPolicy['messages']> = { ...second.messages };
  for (const [language, words] of Object.entries(first.messages ?? {})) {
    messages[language] = { ...messages[language], ...words };
  }
  return messages;
}

/** The rules of a policy as another has to write them: with terms of their own where those would be others, and ids of their own. */
function rulesOf(policy: CancelPolicy, { rules, refund, consequences = {} }: CancelPolicy): Rule[] {
  const ids = new Set(rules.map(({ id }) => id));
  const { recentCancellations: _, ...other } = consequences;
  const { recentCancellations: __, ...own } = policy.consequences ?? {};
  const terms = { refund: policy.refund ?? { method: 'original' } };
  const effects = {
    ...({ stock: 'keep', marketplaceFee: 'keep', coupons: 'choose' } as const),
    ...(other.penalty && { penalty: {} }),
  };
  return policy.rules.map((rule) => {
    const { then } = rule;
    return {
      ...rule,
      id: ids.has(rule.id) ? `${policy.id}.${rule.id}` : rule.id,
      then: {
        ...(permits(then) && !same(terms.refund, refund ?? { method: 'original' }) && terms),
        ...then,
        ...(permits(then) &&
          !same({ ...effects, ...own }, { ...effects, ...other }) && {
            consequences: { ...effects, ...own, ...then.consequences },
          }),
      },
    };
  });
}

function same(one: object, other: object): boolean {
  return canonicalJson(one) === canonicalJson(other);
}
