import type { LineQuantity, Order, OrderLine } from '../../../domain/records.ts';
import { quantityOf, remainingLines } from '../../../domain/settlement/partial.ts';
import type { InventoryChoice, ItemEdits } from '../../../domain/settlement/stock.ts';
import { parseMoney, typedMoney } from '../../../i18n/parse-money.ts';

/** What a person has entered about one line, as it was typed. */
export interface ItemDraft {
  line: OrderLine;
  /** Units that are cancelled: no more than these go back. */
  going: number;
  action: InventoryChoice['action'];
  values: 'old' | 'new';
  quantity: string;
  price: string;
  description: string;
  condition: string;
}

/** A field whose entry cannot be taken. */
type Wrong = 'quantity' | 'price';

/** One draft for every line of which something is cancelled (`null`: all that is left of the order). */
export function draftsOf(
  lines: readonly OrderLine[],
  going: readonly LineQuantity[] | null,
  language: string,
): ItemDraft[] {
  const left = going ?? remainingLines({ lines } as Order);
  return lines.flatMap((line): ItemDraft[] => {
    const units = quantityOf(left, line.id);
    if (units < 1) return [];
    return [
      {
        line,
        going: units,
        action: 'consolidate',
        values: 'old',
        quantity: String(units),
        price: typedMoney(language, line.unitPrice),
        description: line.description ?? '',
        condition: line.condition ?? '',
      },
    ];
  });
}

/** What is wrong with a draft; nothing of an item that does not go back. */
export function wrongIn({ action, quantity, price, going, line }: ItemDraft, language: string): Wrong[] {
  if (action === 'delete') return [];
  const units = /^\p{Nd}{1,9}$/u.test(quantity.trim()) ? parseUnits(quantity, language) : Number.NaN;
  return [
    ...(units >= 1 && units <= going ? [] : ['quantity' as const]),
    ...(parseMoney(language, line.unitPrice.currency, price) === null ? ['price' as const] : []),
  ];
}

/** What is chosen, with the edits that differ from the item's own values. Only of drafts in which nothing is wrong. */
export function choicesOf(drafts: readonly ItemDraft[], language: string): InventoryChoice[] {
  return drafts.map((draft): InventoryChoice => {
    const { line, action, values } = draft;
    if (action === 'delete') return { lineId: line.id, action };
    const edits = editsOf(draft, language);
    return {
      lineId: line.id,
      action,
      ...(action === 'consolidate' && { values }),
      ...(Object.keys(edits).length > 0 && { edits }),
    };
  });
}

function editsOf({ line, going, quantity, price, description, condition }: ItemDraft, language: string): ItemEdits {
  const units = parseUnits(quantity, language);
  const amount = parseMoney(language, line.unitPrice.currency, price) ?? line.unitPrice.amount;
  return {
    ...(units !== going && { quantity: units }),
    ...(amount !== line.unitPrice.amount && { unitPrice: { ...line.unitPrice, amount } }),
    ...(description.trim() !== (line.description ?? '') && { description: description.trim() }),
    ...(condition.trim() !== (line.condition ?? '') && { condition: condition.trim() }),
  };
}

/** Whole units; of a currency without minor units they read as its amounts do. */
function parseUnits(text: string, language: string): number {
  return parseMoney(language, 'JPY', text) ?? Number.NaN;
}
