import { demandSame, type StoreCases } from './demands.ts';
import { aCancellation, aListing, aPlan, aQuery, aResult } from './records.ts';

/** Scripts, marks that combine, letters that fold into others, and what query languages take for their own. */
const pieces = [
  ...[
    'a',
    'A',
    'ab',
    'aba',
    'zoë',
    'zoe',
    'straße',
    'STRASSE',
    'ı',
    'İ',
    'ñ',
    'n\u0303',
    '日本',
    '日本語',
    'заказ',
    'طلب',
    'हिन्दी',
  ],
  ...[
    '👜',
    '👩‍👧',
    '𝒳',
    '\u200f',
    '\ufffd',
    '%',
    '_',
    '%_%',
    '\\',
    "'",
    "''",
    '"',
    '""',
    '*',
    '^',
    '(',
    ')',
    '-',
    '+',
    ':',
    '{',
    '.',
  ],
  ...['NOT', 'AND ', ' OR ', 'NEAR(', 'rowid', 'threes:', '4711', '12', '1', ' ', '\n', '?', '$1', '--', '/*', ';'],
];

/** Below 1; the same for a seed. */
function chanceOf(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

export const searchCases: StoreCases = {
  async 'list: a search finds the rows that hold its words, letter by letter, whatever these are made of'({
    store,
    other,
  }) {
    for (const seed of [1, 2, 3]) {
      const chance = chanceOf(seed);
      const below = (most: number): number => Math.floor(chance() * most);
      const aText = (): string =>
        Array.from({ length: 1 + below(12) }, () => pieces[below(pieces.length)] as string).join('');
      const texts = new Map<string, string>();
      const listingOf = (id: string) => {
        texts.set(id, aText());
        return aListing({ cancellationId: id, orderId: `order-of-${id}`, text: texts.get(id) as string });
      };
      for (let at = 0; at < 25; at++) {
        const id = `${seed}-${at}`;
        const orderId = `order-of-${id}`;
        const plan = aPlan({ id: `plan-${id}`, orderId, cancellations: [aCancellation({ id, orderId })] });
        await store.begin(plan);
        await store.finish(plan, aResult(plan, 0, { listings: [listingOf(id)], changes: [] }));
      }
      // What stood there before is found no more.
      for (const id of [...texts.keys()].slice(0, 8)) await store.keepListings([listingOf(id)]);
      for (let asked = 0; asked < 60; asked++) {
        const letters = [...([...texts.values()][below(texts.size)] as string)];
        const from = below(letters.length);
        const cut = letters.slice(from, from + 1 + below(below(3) === 0 ? 40 : 5)).join('');
        const asIs = [
          below(4) === 0 ? aText() : cut,
          ...(below(4) === 0 ? [pieces[below(pieces.length)] as string] : []),
        ];
        const words = asIs.flatMap((word) => word.split(/\s+/)).filter((word) => word !== '');
        const wanted = [...texts].filter(([, text]) => words.every((word) => text.includes(word))).map(([id]) => id);
        const { rows, counts } = await other.list(aQuery({ words, limit: 200 }));
        const own = rows.map(({ cancellation }) => cancellation.id).filter((id) => id.startsWith(`${seed}-`));
        const what = `rows with ${JSON.stringify(words)}, seed ${seed}`;
        demandSame(own.sort(), wanted.sort(), what);
        if (seed === 1)
          demandSame(counts, wanted.length > 0 ? { requested: wanted.length } : {}, `the count of ${what}`);
      }
    }
  },
};
