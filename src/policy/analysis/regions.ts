import { permits } from '../../domain/decision/compile.ts';
import { isObject, type Json, listOf, type OrderWord } from '../../domain/decision/conditions.ts';
import { isOfLine } from '../../domain/decision/line-instants.ts';
import type { CancelPolicy, RefundTerms } from '../../domain/policy.ts';
import { type Currencies, countRegions, currenciesOf, currencyRegions, moneyRegions } from './region-numbers.ts';
import { alertTypes, scanTypes } from './region-sets.ts';
import { factRegions, timeRegions } from './region-values.ts';
import { type Atom, type Region, truthsOf, type Universe, type Variable, type VariableKind } from './variables.ts';

type Made = Omit<Variable, 'index' | 'atoms' | 'regions' | 'recorded'>;

/** A variable of a policy, the `index`th of those that are looked at. */
function made(kind: VariableKind, name: string, policy: CancelPolicy, index: number, ofLine = false): Made {
  // What one policy derives is not what another derives under the same name.
  const own = name.startsWith('instants.') ? `:${index}` : '';
  return { kind, name, ofLine, policy, key: `${kind}:${ofLine ? 'line:' : ''}${name}${own}` };
}

type Find = (condition: Json, policy: CancelPolicy, index: number) => Made | null;

const holdsInstant = (declared: CancelPolicy['facts'], name: string): boolean =>
  ['instant', 'date'].includes(declared?.[name]?.type ?? '');

const byTime: (word: string) => Find = (word) => (condition, policy, index) =>
  made('time', condition[word] as string, policy, index, isOfLine(condition[word], policy));

/** Which part of an order each word reads; `null`: none of an order's, or whatever the conditions within it read. */
const readBy: Record<OrderWord, Find | null> = {
  since: byTime('since'),
  before: byTime('before'),
  fact: ({ fact }, policy, index) =>
    holdsInstant(policy.facts, fact as string)
      ? made('time', `facts.${fact}`, policy, index)
      : made('fact', fact as string, policy, index),
  lineFact: ({ lineFact }, policy, index) =>
    holdsInstant(policy.lineFacts, lineFact as string)
      ? made('time', `line.facts.${lineFact}`, policy, index, true)
      : made('fact', lineFact as string, policy, index, true),
  notice: (_, policy, index) => made('alerts', 'notices', policy, index),
  scan: (_, policy, index) => made('scans', 'scans', policy, index),
  amount: ({ amount }, policy, index) => made('money', amount as string, policy, index),
  recentCancellations: (word, policy, index) => made('count', word.recentCancellations as string, policy, index),
  attempts: ({ attempts }, policy, index) => made('attempts', attempts as string, policy, index),
  account: ({ account }, policy, index) => made('account', account as string, policy, index),
  request: null,
  someLine: null,
};

function variableOf(condition: Json, policy: CancelPolicy, index: number): Made | null {
  const word = (Object.keys(readBy) as OrderWord[]).find((name) => name in condition);
  return (word && readBy[word]?.(condition, policy, index)) ?? null;
}

/** Visits every condition of one word, at any depth. */
export function eachWord(condition: unknown, visit: (word: Json) => void): void {
  if (Array.isArray(condition)) for (const part of condition) eachWord(part, visit);
  if (!isObject(condition)) return;
  const inner = condition['all'] ?? condition['any'] ?? condition['not'] ?? condition['someLine'];
  if (inner !== undefined) eachWord(inner, visit);
  else visit(condition);
}

/** What the rules of some policies read, cut into regions. `around`: epoch ms, where instants are recorded as such. */
export function universeOf(policies: readonly CancelPolicy[], around: number): Universe {
  const byKey = new Map<string, Variable>();
  const atoms = new Map<object, Atom>();
  const variableFor = (found: Made): Variable => {
    const variable = byKey.get(found.key) ?? { ...found, index: byKey.size, atoms: [], regions: [], recorded: [] };
    byKey.set(found.key, variable);
    return variable;
  };
  policies.forEach((policy, index) => {
    const note = (word: Json): void => {
      const found = variableOf(word, policy, index);
      if (!found || atoms.has(word)) return;
      const variable = variableFor(found);
      const atom = { policy, condition: word, variable, column: variable.atoms.length };
      variable.atoms.push(atom);
      atoms.set(word, atom);
      if (found.kind !== 'time') return;
      // What an instant follows from, up to what is recorded.
      for (let name = found.name; name.startsWith('instants.'); ) {
        name = policy.instants?.[name.slice('instants.'.length)]?.of as string;
        const since = variableOf({ since: name }, policy, index);
        if (since) variableFor(since);
      }
    };
    for (const { when } of policy.rules) eachWord(when, note);
    for (const terms of pricedIn(policy)) {
      const variable = variableFor(made('currency', 'currency', policy, index));
      const atom = { policy, condition: terms as unknown as Json, variable, column: variable.atoms.length };
      if (atoms.has(terms)) continue;
      variable.atoms.push(atom);
      atoms.set(terms, atom);
    }
  });
  // Every order was placed.
  variableFor(made('time', 'placedAt', policies[0] as CancelPolicy, 0));
  const variables = [...byKey.values()];
  const named = variables.flatMap(({ kind, atoms: own }) =>
    kind === 'money' ? own.map(({ condition }) => condition['currency'] as string) : [],
  );
  const currencies = currenciesOf(named, policies.flatMap(pricedIn).flatMap(currenciesNamed));
  for (const variable of variables) cut(variable, around, currencies);
  return { policies, variables, atoms };
}

/** The terms of what a policy permits by which a fee may be one that nobody can say: amounts are named in some currencies only. */
function pricedIn({ rules, otherwise, refund }: CancelPolicy): RefundTerms[] {
  return [...rules.map(({ then }) => then), otherwise].flatMap((verdict) => {
    const terms = verdict.refund ?? refund;
    return terms && permits(verdict) && currenciesNamed(terms).length > 0 ? [terms] : [];
  });
}

function currenciesNamed({ fee }: RefundTerms): string[] {
  return [fee?.amount, fee?.atLeast, fee?.atMost].flatMap((money) => listOf(money ?? [])).map((one) => one.currency);
}

function cut(variable: Variable, around: number, currencies: Currencies): void {
  const { kind } = variable;
  if (kind === 'alerts') variable.recorded = alertTypes(variable, around);
  else if (kind === 'scans') variable.recorded = scanTypes(variable, around);
  else if (kind === 'time') variable.regions = timeRegions(variable);
  else if (kind === 'fact') variable.regions = factRegions(variable);
  else if (kind === 'money') variable.regions = moneyRegions(variable, currencies);
  else if (kind === 'currency') variable.regions = currencyRegions(variable, currencies);
  else if (kind === 'count' || kind === 'attempts') variable.regions = countRegions(variable);
  else variable.regions = accountRegions(variable);
}

function accountRegions(variable: Variable): Region[] {
  return ['active', 'terminated'].map((value) => ({
    ...{ usual: true, kind: 'value', value },
    truths: truthsOf(variable, { [variable.name]: { status: value } }),
  }));
}
