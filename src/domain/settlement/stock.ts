import type { Component, LineQuantity, Money, Order, OrderLine } from '../records.ts';
import { inThousandths, inUnits, sumOfQuantities } from '../values/quantity.ts';

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
  /** Of a pack: what of it lies in stock on its own, as many as there are in all its units. */
  components?: Component[];
}

/** The items of `lines` as they go back, after the seller's choices. */
export function stockItems(
  order: Order,
  lines: readonly LineQuantity[],
  choices: readonly InventoryChoice[] = [],
): StockItem[] {
  const known = new Map(order.lines.map((line) => [line.id, line]));
  return lines.flatMap(({ id, quantity }): StockItem[] => {
    const line = known.get(id);
    const choice = choices.find(({ lineId }) => lineId === id);
    if (!line || choice?.action === 'delete') return [];
    const edited = { ...choice?.edits };
    const units = Math.min(quantity, edited.quantity ?? quantity);
    if (units <= 0) return [];
    return [
      {
        lineId: id,
        ...itemOf(line),
        ...edited,
        quantity: units,
        consolidate: choice?.action !== 'new-lot',
        values: choice?.values ?? 'old',
        ...componentsOf(line, units),
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

/** What is in so many units of a pack. */
export function componentsOf({ components = [] }: OrderLine, units: number): { components?: Component[] } {
  if (components.length === 0) return {};
  const all = components.map(({ sku, quantity }) => ({
    sku,
    quantity: inUnits(Math.round((inThousandths(quantity) * inThousandths(units)) / 1000)),
  }));
  return { components: all };
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
  for (const { lineId, consolidate, values, components = [], ...item } of items) {
    const at = consolidate ? after.findIndex(({ sku }) => sku === item.sku) : -1;
    const lot = after[at];
    if (!lot) after.push({ id: newId(lineId), ...item });
    else
      after[at] = {
        ...lot,
        ...(values === 'new' && item),
        quantity: sumOfQuantities(lot.quantity, item.quantity),
      };
    for (const [part, { sku, quantity }] of components.entries()) {
      const found = after.findIndex((one) => one.sku === sku);
      const own = after[found];
      if (own) after[found] = { ...own, quantity: sumOfQuantities(own.quantity, quantity) };
      // Its price is nobody's but the seller's.
      else
        after.push({
          id: newId(`${lineId}-${part}`),
          sku,
          title: sku,
          quantity,
          unitPrice: { ...item.unitPrice, amount: 0 },
        });
    }
  }
  return after;
}

interface TakenItem {
  sku: string;
  quantity: number;
  components?: readonly Component[];
}

/** The inventory after items were taken out again; `null` where not all of them are there any more. */
export function withTaken(lots: readonly Lot[], items: readonly TakenItem[]): Lot[] | null {
  const after = [...lots];
  for (const { sku, quantity } of items.flatMap((item) => [item, ...(item.components ?? [])])) {
    let missing = inThousandths(quantity);
    for (const [at, lot] of after.entries()) {
      if (lot.sku !== sku || missing === 0) continue;
      const taken = Math.min(missing, inThousandths(lot.quantity));
      missing -= taken;
      after[at] = { ...lot, quantity: inUnits(inThousandths(lot.quantity) - taken) };
    }
    if (missing > 0) return null;
  }
  return after;
}
