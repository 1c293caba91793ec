import type { CancelPolicy } from '../../src/domain/policy.ts';
import type { Cancellation, Order } from '../../src/domain/records.ts';
import type { Lot } from '../../src/domain/settlement/stock.ts';
import * as b2b from './b2b-supplier.ts';
import * as bricklink from './bricklink.ts';
import * as eu from './eu.ts';
import * as hostile from './hostile.ts';
import * as parts from './parts.ts';
import * as poshmark from './poshmark.ts';
import type { Sample } from './sample.ts';
import * as shopBuilder from './shop-builder.ts';
import * as story from './story.ts';

export { type ManyOptions, manyOrders } from './many.ts';
export type { Sample } from './sample.ts';

/** The marketplaces that have samples. */
export const presetNames = ['poshmark', 'bricklink', 'b2b-supplier', 'shop-builder'] as const;

export type PresetName = (typeof presetNames)[number];

/** The shops that have samples: those of the presets, one with a policy of its own, of orders in parts, and a German one. */
export const shopNames = [...presetNames, 'parts', 'eu'] as const;

export type ShopName = (typeof shopNames)[number];

const marketplaces = { poshmark, bricklink, 'b2b-supplier': b2b, 'shop-builder': shopBuilder, parts, eu };

/** The policy of a preset, or of a shop. */
export function presetPolicy(preset: ShopName): CancelPolicy {
  return marketplaces[preset].setting.policy;
}

/** Who receives statements of withdrawal from the orders of a preset. */
export function presetTrader(preset: ShopName): { name: string; address: string } {
  const { seller, address } = marketplaces[preset].setting;
  const { name = '', email } = seller;
  return { name, address: [address, email].filter(Boolean).join('\n') };
}

/** The seller's inventory that goes with the samples of a preset. */
export function presetLots(preset: ShopName): Lot[] {
  return preset === 'bricklink' ? bricklink.lots() : [];
}

/**
 * Orders that show every status and every rule of a preset, each with what it shows. Times count back from `now`
 * (epoch ms), so that a window that should be open is. Buyer `buyer-1`, seller `seller-1`.
 */
export function samplesOf(preset: ShopName, now: number = Date.now()): Sample[] {
  return marketplaces[preset].samples(now);
}

/** The orders of {@link samplesOf}. */
export function sampleOrders(preset: ShopName, now: number = Date.now()): Order[] {
  return samplesOf(preset, now).map(({ order }) => order);
}

/** The cancellations of {@link samplesOf}. */
export function sampleCancellations(preset: ShopName, now: number = Date.now()): Cancellation[] {
  return samplesOf(preset, now).flatMap(({ cancellation }) => cancellation ?? []);
}

/** Orders whose texts are hostile to a page: markup, bidirectional controls, 10,000 characters. Policy: `poshmark`. */
export function hostileOrders(now: number = Date.now()): Order[] {
  return hostile.samples(now).map(({ order }) => order);
}

/** A buyer's past orders, newest first, `pm-past-1` to `pm-past-<count>`. Policy: `poshmark`. */
export function pastOrders(count = 50, now: number = Date.now()): Order[] {
  return poshmark.history(now, count).map(({ order }) => order);
}

/** The orders that the stories are about. Policy: `poshmark`. */
export function storyOrders(now: number = Date.now()): Order[] {
  return story.samples(now).map(({ order }) => order);
}
