import type { LineQuantity, Money, Order, OrderLine } from '../records.ts';

/** A lot of the seller's inventory. */
export interface Lot {
  id: string;
  sku: string;
  title: string;
  quantity: number;
  unitPrice: Money;
  description?: string;
  condition?: string;
}

/** What the seller may change of an item before it goes back (BL-16). */
export interface ItemEdits {
  /** Units that go back, at most those cancelled. */
  quantity?: number;
  unitPrice?: Money;
  description?: string;
  condition?: string;
}

/** What becomes of one cancelled line (BL-15 to BL-17). A line without a choice is consolidated with old values (BL-19). */
export interface InventoryChoice {
  lineId: string;
  /** `consolidate`: with the lot of the same item, else a new lot; `new-lot`: a lot of its own; `delete`: does not go back. */
  action: 'consolidate' | 'new-lot' | 'delete';
  /** Of a consolidated lot: its own values stay (`old`, the default), or it takes the item's (`new`). */
  values?: 'old' | 'new';
  edits?: ItemEdits;
}

/** An item that goes back to stock. */
export interface StockItem extends Pick<Lot, 'sku' | 'title' | 'quantity' | 'unitPrice' | 'description' | 'condition'> {
  lineId: string;
  consolidate: boolean;
  values: 'old' | 'new';
}

/** The items of `lines` as they go back, after the seller's choices. */
export function stockItems(
  order: Order,
  lines: readonly LineQuantity[],
  choices: readonly InventoryChoice[] = [],
): StockItem[] {
  return lines.flatMap(({ id, quantity }): StockItem[] => {
    const line = order.lines.find((one) => one.id === id);
    const choice = choices.find(({ lineId }) => lineId === id);
    if (!line || choice?.action === 'delete') return [];
    const edited = { ...choice?.edits };
    const units = Math.min(quantity, edited.quantity ?? quantity);
    if (units < 1) return [];
    return [
      {
        lineId: id,
        ...itemOf(line),
        ...edited,
        quantity: units,
        consolidate: choice?.action !== 'new-lot',
        values: choice?.values ?? 'old',
      },
    ];
  });
}

function itemOf({ sku, title, unitPrice, description, condition }: OrderLine): Omit<Lot, 'id' | 'quantity'> {
  return {
    sku,
    title,
    unitPrice,
    ...(description !== undefined && { description }),
    ...(condition !== undefined && { condition }),
  };
}

/** The lot with which an item would be consolidated. */
export function lotFor(lots: readonly Lot[], { sku }: Pick<StockItem, 'sku'>): Lot | undefined {
  return lots.find((lot) => lot.sku === sku);
}

/** The inventory after items came back. `newId` names a new lot, by the line it stems from. */
export function withReturned(
  lots: readonly Lot[],
  items: readonly StockItem[],
  newId: (lineId: string) => string,
): Lot[] {
  const after = [...lots];
  for (const { lineId, consolidate, values, ...item } of items) {
    const at = consolidate ? after.findIndex(({ sku }) => sku === item.sku) : -1;
    const lot = after[at];
    if (!lot) after.push({ id: newId(lineId), ...item });
    else after[at] = { ...lot, ...(values === 'new' && item), quantity: lot.quantity + item.quantity };
  }
  return after;
}

/** The inventory after items were taken out again; `null` where not all of them are there any more. */
export function withTaken(lots: readonly Lot[], items: readonly { sku: string; quantity: number }[]): Lot[] | null {
  const after = [...lots];
  for (const { sku, quantity } of items) {
    let missing = quantity;
    for (const [at, lot] of after.entries()) {
      if (lot.sku !== sku || missing === 0) continue;
      const taken = Math.min(missing, lot.quantity);
      missing -= taken;
      after[at] = { ...lot, quantity: lot.quantity - taken };
    }
    if (missing > 0) return null;
  }
  return after;
}
