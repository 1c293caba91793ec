import { actionsOn } from '../../src/domain/lifecycle/lifecycle.ts';
import type { Cancellation, Order } from '../../src/domain/records.ts';
import { holdsUnits } from '../../src/domain/units/units.ts';
import { policyHash } from '../../src/domain/values/policy-hash.ts';
import type { OrderView } from '../../src/domain/view.ts';
import { verifyChain } from '../../src/evidence/index.ts';
import {
  type CancellationStore,
  type MemoryShop,
  memoryShop,
  type ShopConnector,
  type StepJournal,
  type StepwiseShop,
} from '../../src/server/index.ts';
import { anOrder, hours, start } from '../server/setup.ts';
import { type Answer, createHandler, type Handler, type Sent } from './handlers.ts';
import { type Chance, chanceOf, type Ledger, reached } from './ledger.ts';
import { type PlainCall, type PlainShop, reachedByStep, stepwiseOver } from './plain-shop.ts';
import { policy } from './policy.ts';
import { type Place, type ProcessHandler, startHandlers } from './processes.ts';
import type { World } from './worlds.ts';

const hash = policyHash(policy);
/** How the name of an order begins that nobody has. */
const none = 'none-';

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
  /** How many calls the shop did when nobody waited for them any more. */
  late: number;
}

/** How the shop acts: all at once, or one thing after the other; `unkeyed`: and a refund again whenever it is asked. */
export type ShopKind = 'atomic' | 'stepwise' | 'unkeyed';

/** How a race goes. */
export interface Course {
  /** The database fails in the middle. */
  troubled?: boolean;
  /** A process is killed in each race, else in half of them. */
  kills?: boolean;
  /** So many times, at least and at most, several ask at once who have seen what came before. */
  rounds?: readonly [least: number, most: number];
  /** Of the calls that take their key so many, from 0 to 1, come late. */
  late?: number;
}

/** The shops of all orders that are raced for just now. */
export interface Shops {
  kind: ShopKind;
  atomic: Map<string, ShopConnector>;
  plain: Map<string, PlainShop>;
}

/** The handlers of a world, and a shop that reaches whatever order is raced for just now. */
export interface Lane {
  handlers: (Handler & Partial<ProcessHandler>)[];
  /** Processes that take jobs of the queue, and answer nobody. None: each handler goes on with what it began. */
  workers: ProcessHandler[];
  store: CancellationStore;
  clock: { now: number };
  shops: Shops;
  /** Of a shop that acts step by step: who works on what is left, and where it is kept. */
  steps: { shop: StepwiseShop; journal: StepJournal } | null;
}

/**
 * `processes`: whether each handler is a process of its own, which is killed now and then. `workers`: so many more take jobs of
 * the queue, and are killed in their place.
 */
export async function createLane(
  world: World,
  shops: Shops,
  { processes = false, workers = 0 }: { processes?: boolean; workers?: number } = {},
): Promise<Lane> {
  if (workers > 0) await world.queues?.();
  const clock = { now: start };
  // There is none of that name, at any time.
  const isNone = (id: string): boolean => id.startsWith(none);
  const at = <T>(all: Map<string, T>, orderId: string): T => {
    const shop = all.get(orderId);
    if (!shop) throw new Error(`there is no order ${orderId}`);
    return shop;
  };
  const atomic: ShopConnector = {
    order: async (id) => (isNone(id) ? null : at(shops.atomic, id).order(id)),
    orderByNumber: async () => null,
    commit: async (orderId, ...transition) => at(shops.atomic, orderId).commit(orderId, ...transition),
    committed: async (orderId, id) => at(shops.atomic, orderId).committed(orderId, id),
    lots: async (orderId) => at(shops.atomic, orderId).lots?.(orderId) ?? [],
  };
  const plain: PlainShop = {
    order: async (id) => (isNone(id) ? null : at(shops.plain, id).order(id)),
    run: async (call) => at(shops.plain, call.orderId).run(call),
    check: async (call) => at(shops.plain, call.orderId).check(call),
  };
  const isStepwise = shops.kind !== 'atomic';
  const stores = world.stores();
  const journals = isStepwise ? (world.journals?.() ?? []) : [];
  const now = () => clock.now;
  const started = async (count: number, changes: Partial<Place>): Promise<ProcessHandler[]> =>
    world.place
      ? startHandlers(count, { ...world.place, stepwise: isStepwise, ...changes }, isStepwise ? plain : atomic, now)
      : [];
  const handlers: Lane['handlers'] =
    processes && world.place
      ? await started(stores.length, {})
      : stores.map((store, index) => {
          const journal = journals[index];
          const shop = journal ? stepwiseOver(plain, journal, (orderId) => handlers[index]?.changed(orderId)) : atomic;
          return createHandler(store, shop, now);
        });
  const [journal] = journals;
  return {
    handlers,
    workers: workers > 0 ? await started(workers, { works: true }) : [],
    store: stores[0] as CancellationStore,
    clock,
    shops,
    steps: journal ? { shop: stepwiseOver(plain, journal, (orderId) => handlers[0]?.changed(orderId)), journal } : null,
  };
}

/**
 * One order, and all who want something of it at the same time. The seed says what is tried; what comes first, the database
 * decides.
 */
export async function race(
  world: World,
  lane: Lane,
  seed: string,
  { troubled = false, kills: isDeadly = false, rounds: [least, most] = [3, 5], late }: Course = {},
): Promise<Raced> {
  const { handlers, workers, store, clock, shops, steps } = lane;
  const chance = chanceOf(seed);
  const orderId = `race-${seed}`;
  const goods = memoryShop([anOrder({ id: orderId, number: orderId, status: 'PREPARING' })]);
  const { ledger, wasDone, arrived } = open(shops, goods, orderId, chance, late);
  clock.now = start;
  const answers: Answered[] = [];
  let keys = 0;
  let kills = 0;

  /** Of those that nobody answered, or that could not be answered then: what they asked. */
  const unknown: Sent[] = [];
  const ask = async (sent: Sent): Promise<void> => {
    const answer = await pick(chance, handlers).send(sent);
    if ([0, 202, 503].includes(answer.status)) unknown.push(sent);
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
    const all: Lane['handlers'] = workers.length > 0 ? workers : handlers;
    const busy = all.filter((one) => one.isBusy?.());
    if (pick(chance, busy.length > 0 ? busy : all).kill?.()) kills++;
  };
  /** The database fails, after some turns and for some. */
  const trouble = async (): Promise<void> => {
    const turns = async (most: number): Promise<void> => {
      for (let left = Math.floor(chance() * most); left > 0; left--)
        await new Promise((resolve) => setTimeout(resolve, 1));
    };
    await turns(40);
    const end = await world.trouble?.();
    await turns(40);
    await end?.();
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

  /** What was cut off is finished by whoever comes next; where nobody can tell what was done, a person looks. */
  const settle = async (): Promise<void> => {
    // Where money goes back again and again, the shop refuses more in the end, and nothing ever ends.
    const patience = shops.kind === 'unkeyed' ? 400 : 2000;
    for (let attempts = steps ? patience * (1 + workers.length) : 20; attempts > 0; attempts--) {
      // Where others work, what is looked at here is what the clock makes due.
      const looks = workers.length === 0 || attempts % 50 === 0;
      if (looks) await handlers[0]?.changed(orderId);
      const { plan } = await store.records(orderId);
      if (!plan) return;
      if (!steps) continue;
      // As a worker that has its turn every few ms.
      await new Promise((resolve) => setTimeout(resolve, 3));
      if (looks) await steps.shop.work().catch(() => {});
      const job = await steps.journal.job(plan.id);
      const step = job?.steps.find((one) => one.state === 'stuck');
      if (!job?.meta || !step) continue;
      const { effect } = step;
      const call = { orderId, effect, key: effect.key, meta: job.meta };
      // Of an order that was shipped meanwhile nobody sets the status any more.
      const isOver = wasDone(call) || effect.type === 'status';
      await steps.shop.settle(job.id, effect.key, isOver ? 'done' : 'not-done');
    }
  };

  const matching = async (): Promise<string> => {
    const revision = steps ? (await steps.shop.order(orderId))?.revision : goods.orders()[0]?.revision;
    return `"${revision}"`;
  };
  /** Money that may still go back is asked for by two at once. */
  const refund = async (): Promise<void> => {
    const { cancellations } = await store.records(orderId);
    const of = cancellations.find((one) =>
      actionsOn(policy, goods.orders()[0] as Order, one, { actor: 'seller', now: clock.now, cancellations }).includes(
        'refund',
      ),
    );
    if (!of) return;
    const asked: Asked = { as: 'seller', path: `/cancellations/${of.id}/refund`, body: {}, times: 1 };
    const match = await matching();
    await Promise.all([send(asked, match), send(asked, match)]);
    await settle();
  };

  const told: string[] = [];
  /** I10: somebody whom the order does not concern is answered as if there were none, whatever happens to it meanwhile. */
  const stranger = async (): Promise<void> => {
    const handler = pick(chance, handlers);
    const path = pick(chance, ['', '/cancellation', '/log'] as const);
    const body = path === '/cancellation' ? { action: 'cancel', reason: 'other', policyHash: hash } : null;
    const [own, other] = await Promise.all(
      [orderId, none + seed].map((id) =>
        handler.send({ as: 'stranger', path: `/orders/${id}${path}`, body, match: '"r1"', key: `${seed}-s${++keys}` }),
      ),
    );
    // Nobody is answered by a database that is away, or by a process that was killed.
    if ([own, other].some((one) => !one || one.status === 0 || one.status === 503)) return;
    if (own?.status !== other?.status || own?.text !== other?.text)
      told.push(`I10 a stranger got ${own?.status} ${own?.text} where ${other?.status} ${other?.text} is of no order`);
    if (own && own.status < 400) told.push(`I10 a stranger was answered with ${own.status}`);
  };

  const rounds = least + Math.floor(chance() * (most - least + 1));
  // A new process takes its time: one a race, in half of them.
  const killed = Math.floor(chance() * rounds * (isDeadly ? 1 : 2));
  for (let round = 0; round < rounds; round++) {
    const [order] = goods.orders() as [Order];
    const { cancellations } = await store.records(orderId);
    const match = await matching();
    const work = Array.from({ length: 2 + Math.floor(chance() * 3) }, async (): Promise<void> => {
      const what = chance();
      if (what < 0.06) return ship();
      if (what < 0.14) {
        // Now and then somebody sets it back.
        clock.now += Math.floor(chance() * 8 - 2) * hours(1);
        return pick(chance, handlers).changed(orderId);
      }
      if (what < 0.2) return stranger();
      if (what < 0.28) return world.lapse?.(orderId).catch(() => {});
      return send(nextOf(chance, order, cancellations, clock.now), match);
    });
    if (round === killed) work.push(kill());
    if (troubled && round < 2) work.push(trouble());
    await Promise.all(work);
  }
  await settle();
  await refund();
  // What was not answered is asked again, once, under its key.
  for (const sent of unknown.splice(0)) await ask(sent);
  const came = await arrived();
  await settle();
  shops.atomic.delete(orderId);
  shops.plain.delete(orderId);
  return {
    late: came,
    faults: [...(await faultsOf(goods.orders()[0] as Order, lane, ledger, answers)), ...told],
    transitions: ledger.applied.length,
    kills,
    statuses: answers.map(({ status }) => status),
  };
}

/** The shop of an order, and books about it. */
function open(
  { kind, atomic, plain }: Shops,
  goods: MemoryShop,
  orderId: string,
  chance: Chance,
  late?: number,
): { ledger: Ledger; wasDone(call: PlainCall): boolean; arrived(): Promise<number> } {
  if (kind === 'atomic') {
    const { shop, ledger } = reached(goods, chance);
    atomic.set(orderId, shop);
    return { ledger, wasDone: () => false, arrived: async () => 0 };
  }
  const how = { unkeyed: kind === 'unkeyed', ...(late !== undefined && { late }) };
  const { plain: shop, ledger, wasDone, arrived } = reachedByStep(goods, chance, how);
  plain.set(orderId, shop);
  return { ledger, wasDone, arrived };
}

/** I1 to I5 and I7, I8 of the order, by books of their own. */
async function faultsOf(
  order: Order,
  { store, steps }: Lane,
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

  const own = entries.filter(({ id, type }) => type === 'cancellation' && !/-replaced$|:mismatch-/.test(id));
  const ids = own.map(({ id }) => id);
  // Step by step, what has no effect on the shop never gets there, and each is as many steps.
  const finished = steps && (await steps.journal.finished(order.id));
  demand(
    steps
      ? finished === ids.length && ledger.applied.every((id) => ids.includes(id))
      : ids.join() === ledger.applied.join(),
    `I8 ${own.length} entries of ${ledger.applied.length} transitions: ${own.map(({ id, action }) => `${id} ${action}`)}; ${ledger.applied}`,
  );
  demand(verifyChain(order.id, entries).faults.length === 0, 'I8 the chain is broken');
  demand(new Set(entries.map(({ id }) => id)).size === entries.length, 'I8 an entry is there twice');
  return faults;
}
