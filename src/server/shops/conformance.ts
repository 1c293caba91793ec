import type { LineQuantity, Money, Order } from '../../domain/records.ts';
import { parseOrder } from '../../policy/index.ts';
import { newId } from '../ids.ts';
import { casesOf, demandSame, type StoreCase } from '../stores/conformance/demands.ts';
import {
  type CommitMeta,
  type Committed,
  isUnderWay,
  type NotCommitted,
  type ShopConnector,
  type ShopEffect,
} from './shop.ts';

/** A shop to try a connector on. What the cases do to its orders stays. */
export interface ShopWorld {
  shop: ShopConnector;
  /**
   * The same shop by a connector that remembers nothing of what the first has sent, as after its journal was lost: what comes again has
   * to be known by the shop itself. Default: the first.
   */
  other?: ShopConnector;
  /**
   * The id of an order that no case has had before: paid in full by one payment, of two units or more in all, nothing of it shipped,
   * cancelled or given back.
   */
  order(): Promise<string> | string;
  /** How long a transition may take, ms. Default 30000. */
  patience?: number;
  dispose?(): unknown;
}

type ShopCases = Record<string, (world: ShopWorld) => Promise<void>>;

/** ms between two looks at what is under way. */
const pause = 50;

const metaOf = (action: string, changes: Partial<CommitMeta> = {}): CommitMeta => ({
  id: newId(),
  cancellationId: newId(),
  state: null,
  action,
  partly: true,
  actor: 'platform',
  at: new Date().toISOString(),
  afterShipment: false,
  ...changes,
});

/** Effects as a plan has them, each with a key of its own. */
const keyed = (id: string, effects: readonly object[]): ShopEffect[] =>
  effects.map((effect, at) => ({ ...effect, key: `${id}:${at}` })) as ShopEffect[];

/** The order as the shop has it; it has to be there. */
async function orderOf({ shop }: ShopWorld, id: string): Promise<Order> {
  const order = await shop.order(id);
  if (!order) throw new Error(`order ${JSON.stringify(id)} is not there`);
  return order;
}

/** Commits, and waits for what is under way. */
async function commit(
  world: ShopWorld,
  orderId: string,
  revision: string,
  effects: readonly object[],
  meta: CommitMeta,
): Promise<Committed | NotCommitted> {
  const answer = await world.shop.commit(orderId, revision, keyed(meta.id, effects), meta);
  return isUnderWay(answer) ? outcome(world, orderId, meta.id) : answer;
}

async function outcome({ shop, patience = 30_000 }: ShopWorld, orderId: string, id: string) {
  for (const end = Date.now() + patience; Date.now() < end; ) {
    await shop.work?.();
    const answer = await shop.committed(orderId, id);
    if (answer === null) return { ok: false } as NotCommitted;
    if (!isUnderWay(answer)) return answer;
    await new Promise((resolve) => setTimeout(resolve, pause));
  }
  throw new Error(`a transition was still under way after ${patience} ms`);
}

function demandDone(answer: Committed | NotCommitted, what: string): asserts answer is Committed {
  demandSame(answer.ok, true, what);
}

const refundOf = ({ payment }: Order): number => payment.refunded.amount;
const refund = ({ payment }: Order, amount: number) => ({
  type: 'refund',
  amount: { amount, currency: payment.paid.currency } satisfies Money,
  method: 'original',
});
const linesOf = ({ lines }: Order, quantityOf: (line: Order['lines'][number]) => number): LineQuantity[] =>
  lines.map((line) => ({ id: line.id, quantity: quantityOf(line) }));

/** Of a shop that cancels whole orders alone: a part is refused before anything is done, the whole goes with what was paid. */
async function wholeAlone(world: ShopWorld): Promise<void> {
  const id = await world.order();
  const before = await orderOf(world, id);
  const one = before.lines[0]?.id;
  const part = linesOf(before, (line) => (line.id === one ? 1 : 0)).filter(({ quantity }) => quantity > 0);
  const lines = linesOf(before, ({ quantity }) => quantity);
  const { amount } = before.payment.paid;
  for (const [effects, what] of [
    [[{ type: 'lines', lines: part }, refund(before, amount)], 'a part'],
    [[{ type: 'lines', lines }, refund(before, amount - 1)], 'the whole for less than was paid'],
  ] as const) {
    const refused = await commit(world, id, before.revision, effects, metaOf('cancel'));
    demandSame(refused.ok, false, `whether ${what} was cancelled`);
    demandSame(await orderOf(world, id), before, `the order after ${what} was refused`);
  }
  const all = [{ type: 'lines', lines }, refund(before, amount)];
  demandDone(await commit(world, id, before.revision, all, metaOf('cancel')), 'the whole');
  const after = await orderOf(world, id);
  demandSame(
    after.lines.map(({ cancelledQuantity }) => cancelledQuantity),
    lines.map(({ quantity }) => quantity),
    'what is cancelled',
  );
  demandSame(refundOf(after), amount, 'what was given back');
}

const listing =
  'the orders of a buyer, where the shop lists them, are theirs, the latest first, and no more than were asked for';

const cases: ShopCases = {
  'an order can be read, is what the package understands, and has the same revision while nothing changes': async (
    world,
  ) => {
    const id = await world.order();
    const order = await orderOf(world, id);
    demandSame(order.id, id, 'its id');
    parseOrder(order);
    demandSame((await orderOf(world, id)).revision, order.revision, 'its revision when read again');
    if (order.number) demandSame((await world.shop.orderByNumber(order.number))?.id, id, 'the order of its number');
  },
  [listing]: async (world) => {
    const { shop } = world;
    if (!shop.ordersOf) return;
    const made = [await world.order(), await world.order()];
    const { id } = (await orderOf(world, made[0] as string)).buyer;
    const listed = await shop.ordersOf(id, 50);
    demandSame(new Set(listed).size, listed.length, 'how many different ones are listed');
    const placed: number[] = [];
    for (const one of listed) {
      const { buyer, placedAt } = await orderOf(world, one);
      demandSame(buyer.id, id, `the buyer of order ${one}`);
      placed.push(Date.parse(placedAt));
    }
    demandSame(
      placed,
      [...placed].sort((one, other) => other - one),
      'when they were placed',
    );
    for (const one of made) {
      const theirs = (await orderOf(world, one)).buyer.id;
      demandSame((await shop.ordersOf(theirs, 50)).includes(one), true, `whether order ${one} is listed`);
    }
    demandSame(await shop.ordersOf(id, 1), listed.slice(0, 1), 'the latest one');
    demandSame(await shop.ordersOf('no-such-buyer', 50), [], 'the orders of nobody');
  },
  'an order and a number that nobody has are not there': async ({ shop }) => {
    for (const name of ['no-such-order', '..', 'a/b', '%2e', '\u{1f9e6}', "' or 1=1 --"]) {
      demandSame(await shop.order(name), null, `order ${JSON.stringify(name)}`);
      demandSame(await shop.orderByNumber(name), null, `number ${JSON.stringify(name)}`);
    }
  },
  'what was decided on another revision is not done': async (world) => {
    const id = await world.order();
    const before = await orderOf(world, id);
    const answer = await commit(world, id, `${before.revision}x`, [refund(before, 1)], metaOf('refund'));
    demandSame(answer.ok, false, 'whether it was done');
    demandSame(await orderOf(world, id), before, 'the order');
  },
  'units are cancelled as asked, and no others': async (world) => {
    if (world.shop.lacks?.includes('lines')) return wholeAlone(world);
    const id = await world.order();
    const before = await orderOf(world, id);
    const one = before.lines[0]?.id;
    const lines = linesOf(before, (line) => (line.id === one ? 1 : 0));
    demandDone(
      await commit(world, id, before.revision, [{ type: 'lines', lines }], metaOf('cancel')),
      'the transition',
    );
    const after = await orderOf(world, id);
    const cancelled = ({ id, cancelledQuantity = 0 }: Order['lines'][number]) => [id, cancelledQuantity];
    demandSame(
      after.lines.map(cancelled),
      lines.map(({ id, quantity }) => [id, quantity]),
      'what is cancelled',
    );
    demandSame(refundOf(after), 0, 'what was given back');
    demandSame(after.revision === before.revision, false, 'whether the order has its former revision');
  },
  'money goes back to the minor unit, part by part, until all of it is back': async (world) => {
    const id = await world.order();
    let order = await orderOf(world, id);
    const all = order.payment.paid.amount;
    for (const amount of [1, Math.floor(all / 3), all - 1 - Math.floor(all / 3)]) {
      const before = refundOf(order);
      const answer = await commit(world, id, order.revision, [refund(order, amount)], metaOf('refund'));
      demandDone(answer, `a refund of ${amount}`);
      demandSame(answer.refund === 'failed', false, `whether a refund of ${amount} failed`);
      order = await orderOf(world, id);
      if (answer.refund === 'settled')
        demandSame(refundOf(order), before + amount, `what is back after ${amount} more`);
    }
  },
  'a transition that comes again is done once, and answers as it did': async (world) => {
    const id = await world.order();
    const { revision, ...rest } = await orderOf(world, id);
    const before = { ...rest, revision };
    const meta = metaOf('refund');
    demandDone(await commit(world, id, revision, [refund(before, 2)], meta), 'the first time');
    const after = await orderOf(world, id);
    demandDone(await commit(world, id, revision, [refund(before, 2)], meta), 'the second time');
    demandSame(refundOf(await orderOf(world, id)), refundOf(after), 'what is back after the second time');
  },
  'a transition that comes many times at once is done once': async (world) => {
    const id = await world.order();
    const before = await orderOf(world, id);
    const meta = metaOf('refund');
    const { shop, other = shop } = world;
    const sides = [shop, other, shop, other, other].map((one) => ({ ...world, shop: one }));
    const tried = sides.map((side) => commit(side, id, before.revision, [refund(before, 3)], meta));
    await Promise.all(tried.map((one) => one.catch(() => {})));
    const answer = await outcome(world, id, meta.id);
    demandDone(answer, 'what became of it');
    const expected = answer.refund === 'settled' ? 3 : 0;
    demandSame(refundOf(await orderOf(world, id)), expected, 'what is back');
  },
  'never is more given back than was paid': async (world) => {
    const id = await world.order();
    let order = await orderOf(world, id);
    const all = order.payment.paid.amount;
    demandDone(
      await commit(world, id, order.revision, [refund(order, all)], metaOf('refund')),
      'a refund of everything',
    );
    order = await orderOf(world, id);
    const meta = metaOf('refund');
    const again = await commit(world, id, order.revision, [refund(order, 1)], meta).catch(
      (): NotCommitted => ({ ok: false }),
    );
    demandSame(again.ok && again.refund !== 'failed', false, 'whether one more was given back');
    demandSame(refundOf(await orderOf(world, id)) <= all, true, 'whether no more is back than was paid');
  },
  'what was asked about before it came is never done': async (world) => {
    const id = await world.order();
    const before = await orderOf(world, id);
    const meta = metaOf('refund');
    demandSame(await world.shop.committed(id, meta.id), null, 'what became of it before it came');
    const answer = await commit(world, id, before.revision, [refund(before, 1)], meta);
    demandSame(answer.ok, false, 'whether it was done when it came late');
    demandSame(refundOf(await orderOf(world, id)), 0, 'what is back');
  },
};

/**
 * The cases that every `ShopConnector` passes, for any test runner, and `order-cancel-elements check-shop` for a shop that is
 * running:
 *
 *     for (const { name, run } of shopConformance(() => ({ shop: myShop(), order: placeOrder }))) test(name, run);
 *
 * `setup` makes a world for each, or gives the same one each time; `lists: false`: the shop has no lists of what a buyer ordered. A case rejects with a sentence that says what was found.
 */
export function shopConformance(
  setup: () => ShopWorld | Promise<ShopWorld>,
  { lists = true }: { lists?: boolean } = {},
): StoreCase[] {
  return casesOf(cases, setup, (check, world) => check(world)).filter(({ name }) => lists || name !== listing);
}
