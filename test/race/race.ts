import { actionsOn } from '../../src/domain/lifecycle/lifecycle.ts';
import type { Cancellation, Order } from '../../src/domain/records.ts';
import { holdsUnits } from '../../src/domain/units/units.ts';
import { policyHash } from '../../src/domain/values/policy-hash.ts';
import type { OrderView } from '../../src/domain/view.ts';
import { verifyChain } from '../../src/evidence/index.ts';
import type { CancellationStore, ShopConnector } from '../../src/server/index.ts';
import { memoryShop } from '../../src/server/shops/memory-shop.ts';
import { anOrder, hours, start } from '../server/setup.ts';
import { type Answer, createHandler, type Handler, type Sent } from './handlers.ts';
import { type Chance, chanceOf, type Ledger, reached } from './ledger.ts';
import { policy } from './policy.ts';
import { type ProcessHandler, startHandlers } from './processes.ts';
import type { World } from './worlds.ts';

const hash = policyHash(policy);

/** What somebody sends, at once so many times under one key. */
type Asked = Pick<Sent, 'as' | 'path' | 'body'> & { times: number };

type Answered = Answer & { key: string };

function pick<T>(chance: Chance, all: readonly T[]): T {
  return all[Math.floor(chance() * all.length)] as T;
}

function nextOf(chance: Chance, order: Order, cancellations: readonly Cancellation[], now: number): Asked {
  const times = chance() < 0.4 ? 2 : 1;
  if (cancellations.length === 0 || chance() < 0.3) {
    const as = pick(chance, ['buyer', 'seller']);
    const lines = chance() < 0.6 ? { lines: [{ id: 'l2', quantity: 1 + Math.floor(chance() * 3) }] } : {};
    const reason = as === 'seller' ? 'sold-out' : 'other';
    const body = { action: pick(chance, ['cancel', 'request']), reason, policyHash: hash, ...lines };
    return { as, path: `/orders/${order.id}/cancellation`, body, times };
  }
  const all = (['accept', 'decline', 'withdraw', 'refund', 'undo'] as const).flatMap((action) =>
    cancellations.map((of) => ({ of, action, as: action === 'withdraw' ? 'buyer' : 'seller' }) as const),
  );
  // Mostly what is possible, while it is.
  const possible = all.filter(({ of, action, as }) =>
    actionsOn(policy, order, of, { actor: as, now, cancellations }).includes(action),
  );
  const { of, action, as } = pick(chance, possible.length > 0 && chance() < 0.8 ? possible : all);
  const bodies = {
    accept: { reason: 'buyer-asked', restock: true },
    decline: { reason: 'already-packed' },
    withdraw: {},
    refund: chance() < 0.5 ? {} : { refund: { amount: 1 + Math.floor(chance() * 2000) } },
    undo: { acknowledged: ['coupons', 'stock'] },
  };
  return { as, path: `/cancellations/${of.id}/${action}`, body: bodies[action], times };
}

export interface Raced {
  /** What went wrong; empty: nothing. */
  faults: string[];
  /** What the shop was made to do. */
  transitions: number;
  /** How many processes were killed. */
  kills: number;
  /** Of each answer. */
  statuses: number[];
}

/** The handlers of a world, and a shop that reaches whatever order is raced for just now. */
export interface Lane {
  handlers: (Handler & Partial<ProcessHandler>)[];
  store: CancellationStore;
  clock: { now: number };
  shops: Map<string, ShopConnector>;
}

/** `processes`: whether each handler is a process of its own, which is killed now and then. */
export async function createLane(world: World, processes = false): Promise<Lane> {
  const clock = { now: start };
  const shops = new Map<string, ShopConnector>();
  const at = (orderId: string): ShopConnector => {
    const shop = shops.get(orderId);
    if (!shop) throw new Error(`there is no order ${orderId}`);
    return shop;
  };
  const shop: ShopConnector = {
    order: async (id) => at(id).order(id),
    orderByNumber: async () => null,
    commit: async (orderId, ...transition) => at(orderId).commit(orderId, ...transition),
    committed: async (orderId, id) => at(orderId).committed(orderId, id),
    lots: async (orderId) => at(orderId).lots?.(orderId) ?? [],
  };
  const stores = world.stores();
  const now = () => clock.now;
  const handlers =
    processes && world.place
      ? await startHandlers(stores.length, world.place, shop, now)
      : stores.map((store) => createHandler(store, shop, now));
  return { handlers, store: stores[0] as CancellationStore, clock, shops };
}

/**
 * One order, and all who want something of it at the same time. The seed says what is tried; what comes first, the database
 * decides.
 */
export async function race(world: World, { handlers, store, clock, shops }: Lane, seed: string): Promise<Raced> {
  const chance = chanceOf(seed);
  const orderId = `race-${seed}`;
  const goods = memoryShop([anOrder({ id: orderId, number: orderId, status: 'PREPARING' })]);
  const { shop, ledger } = reached(goods, chance);
  shops.set(orderId, shop);
  clock.now = start;
  const answers: Answered[] = [];
  let keys = 0;
  let kills = 0;

  /** Of those that nobody answered, or that could not be answered then: what they asked. */
  const unknown: Sent[] = [];
  const ask = async (sent: Sent): Promise<void> => {
    const answer = await pick(chance, handlers).send(sent);
    if (answer.status === 0 || answer.status === 503) unknown.push(sent);
    answers.push({ key: sent.key, ...answer });
  };
  const send = async ({ times, ...asked }: Asked, match: string): Promise<void> => {
    const key = `${seed}-${++keys}`;
    await Promise.all(Array.from({ length: times }, () => ask({ ...asked, match, key })));
  };
  /** As a person pulls the plug: after some turns, whatever is under way. */
  const kill = async (): Promise<void> => {
    for (let turns = Math.floor(chance() * 30); turns > 0; turns--)
      await new Promise((resolve) => setTimeout(resolve, 1));
    if (pick(chance, handlers).kill?.()) kills++;
  };
  /** The shop's own doing. */
  const ship = async (): Promise<void> => {
    try {
      goods.ship(orderId, clock.now, 'IN_TRANSIT');
    } catch {
      // Held, or cancelled.
    }
    await pick(chance, handlers).changed(orderId);
  };

  const rounds = 3 + Math.floor(chance() * 3);
  // A new process takes its time: one a race, in half of them.
  const killed = Math.floor(chance() * rounds * 2);
  for (let round = 0; round < rounds; round++) {
    const [order] = goods.orders() as [Order];
    const { cancellations } = await store.records(orderId);
    const match = `"${order.revision}"`;
    const work = Array.from({ length: 2 + Math.floor(chance() * 3) }, async (): Promise<void> => {
      const what = chance();
      if (what < 0.06) return ship();
      if (what < 0.14) {
        clock.now += Math.floor(chance() * 6) * hours(1);
        return pick(chance, handlers).changed(orderId);
      }
      if (what < 0.24) return world.lapse?.(orderId);
      return send(nextOf(chance, order, cancellations, clock.now), match);
    });
    if (round === killed) work.push(kill());
    await Promise.all(work);
  }
  // What was not answered is asked again, once, under its key.
  for (const sent of unknown.splice(0)) await ask(sent);
  // What was cut off is finished by whoever comes next.
  for (let attempts = 20; attempts > 0; attempts--) {
    await handlers[0]?.changed(orderId);
    if (!(await store.records(orderId)).plan) break;
  }
  shops.delete(orderId);
  return {
    faults: await faultsOf(goods.orders()[0] as Order, store, ledger, answers),
    transitions: ledger.applied.length,
    kills,
    statuses: answers.map(({ status }) => status),
  };
}

/** I1 to I5 and I7, I8 of the order, by books of their own. */
async function faultsOf(
  order: Order,
  store: CancellationStore,
  ledger: Ledger,
  answers: readonly Answered[],
): Promise<string[]> {
  const faults = [...ledger.faults];
  const demand = (holds: boolean, what: string): void => {
    if (!holds) faults.push(what);
  };
  const { cancellations, plan } = await store.records(order.id);
  const { entries } = await store.log(order.id, 0, 10_000);
  demand(plan === null, 'a plan is left');

  const { paid, refunded } = order.payment;
  demand(ledger.refunded <= paid.amount, `I1 ${ledger.refunded} refunded of ${paid.amount}`);
  demand(ledger.refunded === refunded.amount, `I1 the shop counts ${refunded.amount}, ${ledger.refunded} went back`);
  const recorded = cancellations.reduce((sum, { refund }) => sum + (refund?.refunded.amount ?? 0), 0);
  demand(recorded === ledger.refunded, `I1 the records say ${recorded}, ${ledger.refunded} went back`);

  const whole = cancellations.some(({ state, lines }) => (state === 'cancelled' || state === 'refunding') && !lines);
  demand(!(order.shippedAt && whole), 'I2 shipped and cancelled');

  const holding = cancellations.filter(holdsUnits);
  demand(!holding.some(({ lines }) => !lines) || holding.length === 1, 'I3 another one beside one of the whole order');
  for (const { id, quantity, cancelledQuantity = 0 } of order.lines) {
    const asked = holding.flatMap(({ lines }) => lines ?? []).filter((line) => line.id === id);
    const sum = asked.reduce((all, line) => all + line.quantity, cancelledQuantity);
    demand(sum <= quantity, `I3 ${sum} of ${quantity} of ${id} are asked for or cancelled`);
    const back = ledger.stocked.get(id) ?? 0;
    demand(
      back >= 0 && back <= cancelledQuantity,
      `I5 ${back} of ${id} are back in stock, ${cancelledQuantity} cancelled`,
    );
  }

  for (const key of new Set(answers.map((one) => one.key))) {
    const own = answers.filter((one) => one.key === key);
    const given = own.filter(({ status }) => status === 200 || status === 201);
    demand(new Set(given.map(({ text }) => text)).size <= 1, `I4 two answers under ${key}`);
    demand(given.length === 0 || own.every(({ status }) => status !== 412), `I4 ${key} was done, and refused as late`);
    for (const { text } of given.slice(0, 1)) {
      const said: OrderView = JSON.parse(text);
      const { id, state } = said.cancellation as Cancellation;
      const isKept = entries.some((entry) => entry.cancellationId === id && entry.state === state);
      demand(isKept, `I7 ${key} was answered with ${state}, of which the log says nothing`);
      demand(
        cancellations.some((one) => one.id === id),
        `I7 ${key} was answered with a cancellation that is not kept`,
      );
    }
  }
  for (const { status, text } of answers) demand(status !== 500, `an answer of 500: ${text.slice(0, 200)}`);

  const final: readonly string[] = ['withdrawn', 'declined', 'expired', 'superseded', 'undone'];
  for (const { id, state } of cancellations) {
    const states = entries.filter((entry) => entry.cancellationId === id && entry.state).map((entry) => entry.state);
    const ended = states.findIndex((one) => final.includes(one as string));
    demand(
      ended < 0 || states.slice(ended).every((one) => one === states[ended]),
      `I6 ${id} went on: ${states.join()}`,
    );
    demand(states.at(-1) === state, `I8 ${id} is ${state}, the log says ${states.at(-1)}`);
  }

  const own = entries.filter(({ id, type }) => type === 'cancellation' && !/-replaced$/.test(id));
  demand(
    own.map(({ id }) => id).join() === ledger.applied.join(),
    `I8 ${own.length} entries of ${ledger.applied.length} transitions: ${own.map(({ id, action }) => `${id} ${action}`)}; ${ledger.applied}`,
  );
  demand(verifyChain(order.id, entries).faults.length === 0, 'I8 the chain is broken');
  demand(new Set(entries.map(({ id }) => id)).size === entries.length, 'I8 an entry is there twice');
  return faults;
}
