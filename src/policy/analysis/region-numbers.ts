import type { Json } from '../../domain/decision/conditions.ts';
import { type Region, truthsOf, type Variable } from './variables.ts';

/** The numbers at which conditions change: from each on, something else holds. */
function cutsOf(conditions: readonly Json[]): number[] {
  const cuts = conditions.flatMap(({ atLeast, below }) => [atLeast, below]).filter((cut) => typeof cut === 'number');
  return [...new Set(cuts)].sort((one, other) => one - other);
}

/** The least whole number of each range between cuts, from 0 on; a range without any is left out. */
function wholesBetween(cuts: number[]): { from: number; until: number }[] {
  const starts = [0, ...cuts.map(Math.ceil).filter((cut) => cut > 0 && cut <= Number.MAX_SAFE_INTEGER)];
  const each = [...new Set(starts)];
  return each.map((from, index) => ({ from, until: each[index + 1] ?? Number.POSITIVE_INFINITY }));
}

/** How often something happened, as an order or its cancellations tell. */
export function countRegions(variable: Variable): Region[] {
  const { kind, name, atoms } = variable;
  const conditions = atoms.map(({ condition }) => condition);
  const regions = wholesBetween(cutsOf(conditions)).map(({ from, until }): Region => {
    const asked = { requestedBy: name, kind: 'cancellation', state: 'declined' };
    const truths =
      kind === 'count'
        ? truthsOf(variable, { [name]: { recentCancellations: from } })
        : truthsOf(variable, {}, { cancellations: Array.from({ length: Math.min(from, 1e5) }, () => asked as never) });
    return { usual: true, kind: 'value', value: from, from, until, truths };
  });
  if (kind === 'attempts') return regions;
  return [...regions, { usual: true, kind: 'absent', truths: truthsOf(variable, { [name]: {} }) }];
}

/** How much money, in each currency that is named, and in one that is not. */
export function moneyRegions(variable: Variable): Region[] {
  const { name, atoms } = variable;
  const currencies = [...new Set(atoms.map(({ condition }) => condition['currency'] as string))];
  const region = (currency: string, from: number, until: number, usual: boolean): Region => {
    const money = { amount: from, currency };
    const truths = truthsOf(variable, name === 'total' ? { total: money } : { payment: { [name]: money } });
    return { usual, kind: 'value', value: currency, from, until, truths };
  };
  const named = currencies.flatMap((currency) => {
    const own = atoms.filter(({ condition }) => condition['currency'] === currency);
    return wholesBetween(cutsOf(own.map(({ condition }) => condition))).map(({ from, until }) =>
      region(currency, from, until, currency === currencies[0]),
    );
  });
  const other = ['EUR', 'USD', 'XXX', 'XTS'].find((code) => !currencies.includes(code)) ?? 'ZZZ';
  return [...named, region(other, 0, Number.POSITIVE_INFINITY, false)];
}
