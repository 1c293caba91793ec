import { type Json, listOf } from '../../domain/decision/conditions.ts';
import { digitsOf } from '../../domain/values/minor-digits.ts';
import { joined, listed, spell } from './sentences.ts';
import { type Asked, type Fate, isOpenState } from './settings.ts';
import type { Region, Variable } from './variables.ts';

const events: Record<string, { after: string; not: string; is: string }> = {
  placedAt: { after: 'the order was placed', not: 'not placed', is: 'placed' },
  paidAt: { after: 'it was paid', not: 'not paid', is: 'paid' },
  shippedAt: { after: 'it was shipped', not: 'not shipped', is: 'shipped' },
  deliveredAt: { after: 'it was delivered', not: 'not delivered', is: 'delivered' },
  requestedAt: { after: 'the cancellation was asked for', not: 'never asked for', is: 'asked for' },
};

/** Which orders a set of a variable's regions stands for, as a clause in English. */
export function clauseOf(variable: Variable, regions: readonly Region[]): string {
  switch (variable.kind) {
    case 'time':
      return timeClause(variable, regions);
    case 'fact':
      return factClause(variable, regions);
    case 'money':
      return `${nameOfMoney(variable.name)} is ${ranges(regions, moneyText)}`;
    case 'currency':
      return currencyClause(variable, regions);
    case 'count':
      return `the ${variable.name} has cancelled ${ranges(regions, countText)} of late`;
    case 'attempts':
      return `the ${variable.name} has asked ${ranges(regions, countText)}`;
    case 'account':
      return `the account of the ${variable.name} is ${regions.map(({ value }) => `\`${value}\``).join(' or ')}`;
    default:
      return '';
  }
}

const nameOfMoney = (name: string): string => (name === 'total' ? 'the total' : `what was ${name}`);

/** Regions that lie beside one another, as one. */
function runsOf(regions: readonly Region[]): { from: number; until: number; value: unknown }[] {
  const sorted = [...regions].sort((one, other) => (one.from as number) - (other.from as number));
  const runs: { from: number; until: number; value: unknown }[] = [];
  for (const { from, until, value } of sorted) {
    const last = runs.at(-1);
    if (last && last.until === from && last.value === value) last.until = until as number;
    else runs.push({ from: from as number, until: until as number, value });
  }
  return runs;
}

function timeClause({ name }: Variable, regions: readonly Region[]): string {
  const known = runsOf(
    regions.filter(({ kind, at }) => kind === 'elapsed' && at === undefined).map(({ value: _, ...region }) => region),
  );
  const event = events[name];
  const what = event?.after ?? `\`${name}\``;
  const parts = known.map(({ from, until }) => {
    if (from === Number.NEGATIVE_INFINITY && until === Number.POSITIVE_INFINITY)
      return event ? event.is : `with ${what}`;
    if (from === 0 && until === Number.POSITIVE_INFINITY)
      return event && name !== 'placedAt' ? event.is : `from ${what} on`;
    if (from === Number.NEGATIVE_INFINITY)
      return until <= 0 ? `until ${before(until)}${what}` : `until ${spell(until)} after ${what}`;
    if (until === Number.POSITIVE_INFINITY)
      return from < 0 ? `from ${before(from)}${what} on` : `from ${spell(from)} after ${what} on`;
    if (from === 0) return `within ${spell(until)} after ${what}`;
    if (until <= 0)
      return `from ${spell(-from)} until ${until === 0 ? '' : `${spell(-until)} before `}${what}`.replace(
        /^from (\S+ \S+) until(?= `| [a-z])/,
        'from $1 before until',
      );
    return from < 0
      ? `from ${spell(-from)} before until ${spell(until)} after ${what}`
      : `from ${spell(from)} until ${spell(until)} after ${what}`;
  });
  if (regions.some(({ state }) => state === 'never')) parts.push(event?.not ?? `without ${what}`);
  if (regions.some(({ state }) => state === 'unknown')) parts.push(`where nobody knows ${what}`);
  for (const { at, value } of regions)
    if (at !== undefined) parts.push(value === undefined ? `with ${what} by default` : `with ${what} \`${value}\``);
  return [...new Set(parts)].join(', or ');
}

const before = (bound: number): string => (bound === 0 ? '' : `${spell(-bound)} before `);

function factClause({ name, ofLine, regions: all, policy }: Variable, regions: readonly Region[]): string {
  const what = `\`${name}\`${ofLine ? ' of the item' : ''}`;
  const textOf = ({ kind, value }: Region): string => (kind === 'absent' ? 'not recorded' : `\`${value}\``);
  const byDefault = (ofLine ? policy.lineFacts : policy.facts)?.[name]?.default;
  // What is absent counts as the default.
  const told = (some: readonly Region[]): string[] => {
    const isDefault =
      byDefault !== undefined && some.some(({ kind, value }) => kind === 'value' && value === byDefault);
    return [...new Set(some.filter(({ kind }) => kind !== 'absent' || !isDefault).map(textOf))];
  };
  const usual = all.filter((region) => region.usual);
  const others = usual.filter((region) => !regions.includes(region));
  const type = (ofLine ? policy.lineFacts : policy.facts)?.[name]?.type;
  if (type === 'string' && others.length > 0 && others.length < regions.length)
    return `${what} is not ${told(others).join(' or ')}`;
  return `${what} is ${told(regions).join(' or ')}`;
}

function ranges(regions: readonly Region[], textOf: (from: number, until: number, value: unknown) => string): string {
  const parts = runsOf(
    regions
      .filter(({ from }) => from !== undefined)
      .map((region) =>
        region.kind === 'value' && typeof region.value === 'number' ? { ...region, value: null } : region,
      ),
  );
  const texts = parts.map(({ from, until, value }) => textOf(from, until, value));
  if (regions.some(({ kind }) => kind === 'absent')) texts.push('never, as far as is known');
  return texts.join(' or ');
}

const moneyText = (from: number, until: number, value: unknown): string => {
  const [low, high] = [from, until].map((amount) => amount / 10 ** digitsOf(String(value)));
  if (until === Number.POSITIVE_INFINITY) return from === 0 ? `in ${value}` : `${low} ${value} or more`;
  return from === 0 ? `below ${high} ${value}` : `from ${low} to below ${high} ${value}`;
};

const countText = (from: number, until: number): string => {
  if (until === Number.POSITIVE_INFINITY) return `${from} times or more`;
  if (until === from + 1) return `${from} times`;
  return `${from} to ${until - 1} times`;
};

/** In what it was paid, where fees tell currencies apart; the last is the one that none of them names. */
function currencyClause({ regions: all }: Variable, regions: readonly Region[]): string {
  const other = all.at(-1)?.value;
  const named = (some: readonly Region[]): string[] => [...new Set(some.map(({ value }) => `${value}`))];
  const paid = regions.filter(({ from }) => from !== 0);
  if (paid.length === 0)
    return `nothing was paid, in ${named(regions)
      .map((code) => `\`${code}\``)
      .join(' or ')}`;
  if (!paid.some(({ value }) => value === other))
    return `paid in ${named(paid)
      .map((code) => `\`${code}\``)
      .join(' or ')}`;
  const others = named(all.filter(({ value }) => !paid.some((one) => one.value === value)));
  return others.length > 0 ? `paid in another currency than ${others.map((code) => `\`${code}\``).join(' or ')}` : '';
}

/** What is asked of alerts or scans, as a clause. */
export function recordedClause(condition: Json, holds: boolean): string {
  const { from, until, responded, penaltyAccepted, scan } = condition;
  const isNot = typeof scan === 'object' && scan !== null;
  const codes = listOf((condition['notice'] ?? (isNot ? (scan as Json)['not'] : scan)) as string);
  const what =
    condition['notice'] === undefined
      ? `a scan ${isNot ? 'other than' : ''} ${listed(codes, 'or')}`.replace('  ', ' ')
      : `an alert ${listed(codes, 'or')}`;
  const details = [
    ...(typeof from === 'string' && from !== 'PT0S' ? [`for ${from}`] : []),
    ...(typeof until === 'string' ? [`for less than ${until}`] : []),
    ...(responded === undefined ? [] : [responded ? 'answered' : 'not answered']),
    ...(penaltyAccepted === undefined
      ? []
      : [penaltyAccepted ? 'with the penalty accepted' : 'with no penalty accepted']),
  ];
  const told = `${what}${details.length > 0 ? ` (${details.join(', ')})` : ''}`;
  return holds ? `${told} stands` : `no ${told.replace(/^an? /, '')} stands`;
}

/** How a cancellation stands, as a clause, out of the cases that are told apart; empty: none is open. */
export function askedClause(cases: readonly (Asked | null)[], all: readonly (Asked | null)[]): string {
  const told = (some: readonly Asked[]): string =>
    joined([...new Set(some.map(({ state, by }) => `\`${state}\` as the ${by} asked`))], 'or');
  if (!cases.includes(null)) return `where a cancellation is ${told(cases as Asked[])}`;
  const has = (asked: Asked): boolean => cases.some((one) => JSON.stringify(one) === JSON.stringify(asked));
  // Of what is back after it was cancelled there is nothing to tell apart: that waits for somebody.
  const isThere = (asked: Asked | null): asked is Asked => asked !== null;
  const ended = all.filter(isThere).filter(({ state }) => !isOpenState(state) && state !== 'cancelled');
  const missing = ended.filter((asked) => !has(asked));
  const open = cases.filter(isThere).filter(({ state }) => isOpenState(state));
  const parts = [
    ...(missing.length > 0 ? [`unless a cancellation was ${told(missing)}`] : []),
    ...(open.length > 0 ? [`also while one is ${told(open)}`] : []),
  ];
  return parts.join(', ');
}

const fates: Record<Fate, string> = {
  open: '',
  shipped: 'of items that have left',
  committed: 'of items that go on, as they are made or packed',
  gone: 'of items that are cancelled',
};

/** What has become of the line, as a clause. */
export function fateClause(all: readonly Fate[]): string {
  return all.map((fate) => fates[fate] || 'of items that are there').join(', or ');
}
