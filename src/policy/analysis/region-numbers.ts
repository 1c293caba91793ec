import type { Json } from '../../domain/decision/conditions.ts';
import { isUnpriced } from '../../domain/settlement/fee.ts';
import { isFalse, isTrue, type Region, truthsOf, type Variable } from './variables.ts';

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

/** The currencies that orders are told apart by; each order is in one. */
export interface Currencies {
  all: readonly string[];
  /** Those of everyday: of others neither conditions nor fees say anything. */
  everyday: readonly string[];
}

/** What is named where, first by conditions, and one that is not named anywhere. */
export function currenciesOf(named: readonly string[], ofFees: readonly string[]): Currencies {
  const known = [...new Set([...named, ...ofFees])];
  const other = ['EUR', 'USD', 'XXX', 'XTS'].find((code) => !known.includes(code)) ?? 'ZZZ';
  return {
    all: [...known, other],
    everyday: named.length > 0 ? named.slice(0, 1) : ofFees.length > 0 ? ofFees : [other],
  };
}

/** How much money, in each currency. */
export function moneyRegions(variable: Variable, { all, everyday }: Currencies): Region[] {
  const { name, atoms } = variable;
  return all.flatMap((currency) => {
    const own = atoms.filter(({ condition }) => condition['currency'] === currency);
    return wholesBetween(cutsOf(own.map(({ condition }) => condition))).map(({ from, until }): Region => {
      const money = { amount: from, currency };
      const truths = truthsOf(variable, name === 'total' ? { total: money } : { payment: { [name]: money } });
      return { usual: everyday.includes(currency), kind: 'value', value: currency, from, until, truths };
    });
  });
}

/** In which currency an order is, and whether anything was paid, as far as fees can tell: `from` is the least that was. */
export function currencyRegions({ atoms }: Variable, { all, everyday }: Currencies): Region[] {
  return [1, 0].flatMap((paid) =>
    all.map((currency): Region => {
      const order = { payment: { paid: { amount: paid, currency } } };
      const truths = atoms.map(({ condition }) => (isUnpriced(condition, order) ? isTrue : isFalse));
      const until = paid === 0 ? 1 : Number.POSITIVE_INFINITY;
      return { usual: everyday.includes(currency), kind: 'value', value: currency, from: paid, until, truths };
    }),
  );
}
