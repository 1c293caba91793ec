import type { LineQuantity, Order } from '../domain/records.ts';
import { cached, tagOf } from './cached.ts';

/** A quantity as people write it: `2`, `2.5 m`. */
export function formatQuantity(language: string, quantity: number, unit = ''): string {
  const format = cached(
    `${language} quantity`,
    () => new Intl.NumberFormat(tagOf(language), { maximumFractionDigits: 3 }),
  );
  const number = format.format(quantity);
  // A unit may run the other way than the text around it.
  return unit ? `\u2068${number}\u00a0${unit}\u2069` : number;
}

/** As many items are named; the others are counted. */
const most = 3;

/**
 * Some items of an order as a sentence names them: `2 × Wool scarf and Linen jacket`. A title may run the other way, and is
 * isolated. `more` words how many others there are.
 */
export function nameItems(
  language: string,
  { lines }: Pick<Order, 'lines'>,
  named: readonly LineQuantity[],
  more: (count: number) => string,
): string {
  const known = new Map(lines.map((line) => [line.id, line]));
  const names = named.map(({ id, quantity }) => {
    const { title = id, unit } = known.get(id) ?? {};
    const short = title.length > 80 ? `${title.slice(0, 79)}…` : title;
    const count = quantity === 1 && !unit ? '' : `${formatQuantity(language, quantity, unit)} × `;
    return `\u2068${count}\u2068${short}\u2069\u2069`;
  });
  const rest = names.length - most;
  const list = cached(`${language} list`, () => new Intl.ListFormat(tagOf(language), { type: 'conjunction' }));
  return list.format(rest > 1 ? [...names.slice(0, most), more(rest)] : names);
}
