import { randomOf } from '../../mocks/samples/many.ts';
import { sumOfQuantities } from '../../src/domain/values/quantity.ts';
import type { CommitMeta, MemoryShop, ShopConnector, ShopEffect } from '../../src/server/index.ts';

/** Books of their own about what a shop was made to do: nothing of them comes from the store or from the shop's own. */
export interface Ledger {
  /** Minor units that went back. */
  refunded: number;
  /** Units that are back in stock, by line. */
  stocked: Map<string, number>;
  /** The transitions that were applied, oldest first. */
  applied: string[];
  /** The names of the effects that were done. */
  done: Set<string>;
  /** What should never have happened. */
  faults: string[];
}

/** Chance, which a seed repeats: below 1. */
export type Chance = () => number;

/** @param seed any text */
export function chanceOf(seed: string): Chance {
  let hash = 0x811c9dc5;
  for (let at = 0; at < seed.length; at++) hash = Math.imul(hash ^ seed.charCodeAt(at), 0x01000193);
  return randomOf(hash);
}

/** Enters what an effect moves. `name`: the effect's, or that of a part of it, which is never done twice. */
export function book(ledger: Ledger, effect: ShopEffect, name = effect.key): void {
  if (ledger.done.has(name)) ledger.faults.push(`${effect.type} ${name} was done again`);
  ledger.done.add(name);
  if (effect.type === 'refund') ledger.refunded += effect.amount.amount;
  if (effect.type !== 'stock' && effect.type !== 'unstock') return;
  for (const { lineId, quantity } of effect.items) {
    const change = effect.type === 'stock' ? quantity : -quantity;
    ledger.stocked.set(lineId, sumOfQuantities(ledger.stocked.get(lineId) ?? 0, change));
  }
}

/** Lets others go first, some turns. */
export async function pause(chance: Chance): Promise<void> {
  for (let turns = Math.floor(chance() * 4); turns > 0; turns--) await new Promise((resolve) => setImmediate(resolve));
}

export function emptyLedger(): Ledger {
  return { refunded: 0, stocked: new Map(), applied: [], done: new Set(), faults: [] };
}

/** The shop as it is reached over a network: slow, now and then cut off before or after it acted; and books about it. */
export function reached(shop: MemoryShop, chance: Chance, faulty = 0.08): { shop: ShopConnector; ledger: Ledger } {
  const ledger = emptyLedger();
  const given = new Set<string>();
  const enter = (effects: readonly ShopEffect[], { id }: CommitMeta): void => {
    if (ledger.applied.includes(id)) return;
    if (given.has(id)) ledger.faults.push(`${id} was applied after it was said that it never would be`);
    ledger.applied.push(id);
    for (const effect of effects) book(ledger, effect);
  };
  return {
    ledger,
    shop: {
      async order(id) {
        await pause(chance);
        return shop.order(id);
      },
      orderByNumber: (number) => shop.orderByNumber(number),
      async commit(orderId, revision, effects, meta) {
        await pause(chance);
        const fate = chance();
        if (fate < faulty) throw new Error('cut off before the shop acted');
        const answer = await shop.commit(orderId, revision, effects, meta);
        if (answer.ok) enter(effects, meta);
        await pause(chance);
        if (fate > 1 - faulty) throw new Error('cut off after the shop acted');
        return answer;
      },
      async committed(orderId, id) {
        await pause(chance);
        const answer = await shop.committed(orderId, id);
        if (answer === null) given.add(id);
        return answer;
      },
      lots: (orderId) => shop.lots(orderId),
    },
  };
}
