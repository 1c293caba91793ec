import type { LineQuantity, Order } from '../domain/records.ts';
import { cached, tagOf } from './cached.ts';
import { formatQuantity } from './format-quantity.ts';

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
