import assert from 'node:assert/strict';
import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import type { Order } from '../../src/domain/records.ts';
import type { aServer } from './harness.ts';

/** What a shop's own ledger says of its goods, by their SKU: in the warehouse, and of these for orders that have not left. */
export type Stock = Record<string, { onHand: number; kept: number }>;

/** A shop in which many want something of one order at once, and what its own books say afterwards. */
export interface RacedShop {
  place(): Promise<string>;
  /** Ships an order in the shop's own back office. `false`: it refuses, or fails. */
  ship(id: string): Promise<boolean>;
  stock(): Promise<Stock>;
  /** What was paid for an order, what of it went back, in one unit of money, and how often something did. */
  money(id: string): Promise<{ paid: number; refunded: number; refunds: number }>;
  /** The status of an order that is cancelled. */
  cancelled: string;
  /** Whether a cancellation that it refuses, since the order is packed by then, may have freed what was kept once more all the same. */
  freesTwice?: boolean;
}

/** So many rounds: as RACES says, else `inCI` in CI, and few elsewhere. By SEED, or chance. */
export function raceRounds(name: string, inCI: number) {
  const rounds = Number(process.env['RACES']) || (process.env['CI'] ? inCI : 5);
  const seed = Number(process.env['SEED']) || Math.floor(Math.random() * 2 ** 31);
  console.log(`# ${name}: SEED=${seed} RACES=${rounds}`);
  return { rounds, seed };
}

/**
 * When each of three cancels in each round, ms, and when somebody ships: as a part of how long a cancellation takes there, twice. In the
 * first so late that it is cancelled.
 */
export function delaysOf({ rounds, seed }: { rounds: number; seed: number }) {
  const parts = fc.oneof(fc.nat(5), fc.nat(100)).map((percent) => percent / 100);
  const sampled = fc.sample(fc.tuple(fc.nat(60), fc.nat(60), fc.nat(60), parts), { numRuns: rounds, seed });
  return sampled.map(([one, two, three, part], at): Delays => [one, two, three, at === 0 ? 1.5 : part]);
}

type Delays = [one: number, two: number, three: number, shipping: number];

export const soon = <T>(ms: number, work: () => Promise<T>) =>
  new Promise<T>((resolve, reject) => setTimeout(() => work().then(resolve, reject), ms));

/** How the stock has changed between two looks at it. */
export const movedIn = (before: Stock, after: Stock): Stock =>
  Object.fromEntries(
    Object.entries(after).map(([sku, { onHand, kept }]) => [
      sku,
      { onHand: onHand - (before[sku]?.onHand ?? 0), kept: kept - (before[sku]?.kept ?? 0) },
    ]),
  );

/** How an order has moved the stock: what is in a parcel is gone, what is not cancelled is kept. */
export function impliedBy({ lines, fulfilments = [] }: Order): Stock {
  const parcels = fulfilments.filter(({ status }) => status !== 'cancelled').flatMap((parcel) => parcel.lines);
  return Object.fromEntries(
    lines.map(({ id, sku, quantity, cancelledQuantity = 0 }) => {
      const gone = parcels.reduce((sum, line) => sum + (line.id === id ? line.quantity : 0), 0);
      return [sku, { onHand: 0 - gone, kept: Math.max(0, quantity - cancelledQuantity - gone) }];
    }),
  );
}

/** The same of one that was shipped as a whole, if what it had kept was taken off what is kept twice. */
function freedTwice(order: Order): Stock {
  const implied = Object.entries(impliedBy(order));
  return Object.fromEntries(implied.map(([sku, { onHand, kept }]) => [sku, { onHand, kept: kept + onHand }]));
}

/**
 * Three cancel an order through the cancellation server at the same time, while it is shipped in the shop: again and again. Asserts of
 * each round what must be so whoever is first, by the shop's own books. Gives how many rounds ended how; of what was cancelled and
 * packed or shipped all the same somebody is told (`flagged`), and of these the shop's stock may be wrong (`miscounted`).
 */
export async function raceFor(
  shop: RacedShop,
  { open, server, settled }: ReturnType<typeof aServer>,
  delays: readonly Delays[],
) {
  const tally = { cancelled: 0, shipped: 0, untouched: 0, flagged: 0, miscounted: 0 };
  const window = await cancellingTakes();
  const begin = Date.now();
  for (const [one, two, three, part] of delays) {
    const before = await shop.stock();
    const id = await shop.place();
    const body = { action: 'cancel', reason: 'sold-out' };
    const answers = await Promise.all([
      ...[one, two, three].map((ms) => soon(ms, () => open(id, body))),
      soon(part * window, () => shop.ship(id)).then(() => null),
    ]);
    const told = answers.filter((answer) => answer?.status === 201);
    assert.ok(told.length <= 1, `${id}: one at most is told that it was theirs`);
    await server.orderChanged(id);
    const { order, cancellations = [] } = await settled(id);
    const [cancellation, ...others] = cancellations;
    assert.equal(others.length, 0, id);
    const { paid, refunded, refunds } = await shop.money(id);
    assert.deepEqual([refunded, refunds], cancellation ? [paid, 1] : [0, 0], `${id}: money`);
    const isShipped = order.fulfilments?.some(({ status }) => status === 'shipped') ?? false;
    const isFlagged = cancellation?.reopenedAt !== undefined;
    if (cancellation && (isShipped || order.status !== shop.cancelled))
      assert.ok(isFlagged, `${id} is ${order.status}, and nobody is told`);
    const moved = movedIn(before, await shop.stock());
    const implied = impliedBy(order);
    const isRight = isDeepStrictEqual(moved, implied);
    if (!isRight) tally.miscounted++;
    const isFreedTwice = shop.freesTwice && isShipped && isDeepStrictEqual(moved, freedTwice(order));
    if (!isFlagged && !isFreedTwice) assert.deepEqual(moved, implied, `${id}: stock`);
    const end = isFlagged ? 'flagged' : cancellation ? 'cancelled' : isShipped ? 'shipped' : 'untouched';
    tally[end]++;
  }
  const seconds = (Date.now() - begin) / 1000;
  console.log(`# of ${delays.length}: ${JSON.stringify(tally)}, ${(delays.length / seconds).toFixed(2)} a second`);
  return tally;

  /** Twice as long, ms: how long one cancellation takes, which depends on the machine. */
  async function cancellingTakes(): Promise<number> {
    const id = await shop.place();
    const begin = Date.now();
    await open(id, { action: 'cancel', reason: 'sold-out' });
    await settled(id);
    return 2 * (Date.now() - begin);
  }
}
