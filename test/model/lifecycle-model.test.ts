import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import type { ActionInput } from '../../src/domain/lifecycle/lifecycle.ts';
import type { NoticeAction } from '../../src/domain/lifecycle/notices.ts';
import { type Actor, type Cancellation, type Order, openStates } from '../../src/domain/records.ts';
import { parseCancellation, parseOrder, parsePolicy } from '../../src/policy/parse.ts';
import { type Driver, domainDriver, type Seen } from './driver.ts';
import {
  act,
  actionNames,
  type Choices,
  currentOf,
  due,
  fileAlert,
  isOpen,
  type Market,
  markets,
  mayDo,
  type Role,
  ship,
  type World,
} from './model.ts';
import { policies, reasons } from './policies.ts';
import { serverDriver } from './server-driver.ts';

// Random lives of orders, in every preset and three policies beside: what the product does after each step must be what the
// model says, and some things must hold whatever happens. MODEL_SEED and MODEL_PATH (as printed) replay one run.

const placedAt = Date.parse('2026-03-09T15:00:00Z');
const hour = 3_600_000;
const day = 24 * hour;
const roles: Role[] = ['buyer', 'seller', 'platform'];
const lineIds = ['cup', 'pot'];
const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);

type StepOf =
  | { kind: 'wait'; by: number }
  | { kind: 'due' }
  | { kind: 'ship'; anyway: boolean }
  | { kind: 'deliver' | 'walk' | 'pay' | 'agree' | 'use-coupon' }
  | { kind: 'terminate'; role: 'buyer' | 'seller' }
  | { kind: 'alert'; role: Role; alert: string; action: NoticeAction }
  /** Something that somebody may do by the model, chosen among all of it. */
  | { kind: 'likely'; pick: number; choices: Raw }
  /** `which`: of the order's cancellations. */
  | { kind: 'act'; role: Role; action: (typeof actionNames)[number]; which: number; choices: Raw };

/** What somebody chooses, before it is fitted to the order. */
interface Raw {
  said: boolean;
  units: number[] | null;
  method: string | undefined;
  amount: 'all' | 'one' | 'half' | 'too-much';
  restock: boolean | undefined;
  restoreCoupon: boolean;
  acknowledged: boolean;
  outcome: 'cancel' | 'decline';
}

const pick = <const T>(...values: T[]) => fc.constantFrom(...values);
const mostly = fc.oneof({ arbitrary: fc.constant(true), weight: 5 }, { arbitrary: fc.constant(false), weight: 1 });
const raw = fc.record<Raw>({
  said: mostly,
  units: fc.option<number[]>(fc.oneof(fc.tuple(fc.nat(3), fc.nat(1)), fc.tuple(fc.nat(1), fc.nat(1))), { freq: 3 }),
  method: fc.oneof(
    { arbitrary: fc.constant<string | undefined>(undefined), weight: 4 },
    { arbitrary: pick('bank_deposit', 'credits', 'cowries'), weight: 1 },
  ),
  amount: fc.oneof(
    { arbitrary: pick<Raw['amount']>('all'), weight: 4 },
    { arbitrary: pick<Raw['amount']>('one', 'half', 'too-much'), weight: 2 },
  ),
  restock: pick(undefined, true, false),
  restoreCoupon: fc.boolean(),
  acknowledged: mostly,
  outcome: pick<Raw['outcome']>('cancel', 'decline'),
});
const moments = [
  1,
  hour,
  3 * hour - 1,
  12 * hour,
  day - 1,
  day,
  2 * day,
  3 * day,
  5 * day,
  7 * day - 1,
  7 * day,
  14 * day,
];
const often = (weight: number, arbitrary: fc.Arbitrary<StepOf>) => ({ arbitrary, weight });
const step = fc.oneof(
  often(10, fc.record({ kind: pick('likely'), pick: fc.nat(40), choices: raw })),
  often(
    3,
    fc.record({
      kind: pick('act'),
      role: pick(...roles),
      action: pick(...actionNames),
      which: fc.nat(5),
      choices: raw,
    }),
  ),
  // So that several are open side by side.
  often(
    4,
    fc.record({
      kind: pick('act'),
      role: pick('buyer', 'seller'),
      action: pick('request', 'cancel'),
      which: fc.nat(5),
      choices: raw,
    }),
  ),
  often(5, fc.record({ kind: pick('wait'), by: pick(...moments) })),
  often(3, fc.record({ kind: pick('due') })),
  often(3, fc.record({ kind: pick('walk') })),
  often(1, fc.record({ kind: pick('ship'), anyway: fc.boolean() })),
  often(1, fc.record({ kind: pick('deliver', 'pay', 'agree', 'use-coupon') })),
  often(1, fc.record({ kind: pick('terminate'), role: pick('buyer', 'seller') })),
  often(
    3,
    fc.record({
      kind: pick('alert'),
      role: pick(...roles),
      alert: pick('NPB', 'NRS', 'NSS'),
      action: pick<NoticeAction>('file', 'file', 'respond', 'accept-penalty', 'lift'),
    }),
  ),
);

interface Start {
  market: string;
  offer: boolean;
  paidLater: boolean;
  method: string;
  discount: number;
  walked: number;
}
const start: fc.Arbitrary<Start> = fc.record({
  // Where less can happen, fewer runs; where most can, more.
  market: fc.oneof(
    ...markets.map(({ name }) => {
      const weight = name === 'b2b-supplier' ? 1 : ['six-ways', 'silence-declines'].includes(name) ? 8 : 4;
      return { arbitrary: fc.constant(name), weight };
    }),
  ),
  offer: fc.boolean(),
  paidLater: fc.boolean(),
  method: pick('card', 'card', 'bank_deposit', 'credits'),
  discount: pick(0, 1, 333, 5_500),
  walked: fc.nat(5),
});

function worldOf({ walk }: Market, { offer, paidLater, method, discount, walked }: Start): World {
  return {
    now: placedAt,
    placedAt,
    paidAt: paidLater ? null : placedAt,
    shippedAt: null,
    deliveredAt: null,
    status: walk[walked % walk.length] as string,
    quantities: [3, 1],
    prices: [1000, 2500],
    cancelled: [0, 0],
    shipping: 500,
    paid: 6000 - discount,
    refunded: 0,
    method,
    offer,
    agreed: false,
    terminated: [],
    alerts: [],
    requests: [],
    held: false,
    stock: [0, 0],
    couponRestored: false,
    couponUsed: false,
    strikes: 0,
    remarks: 0,
    marketFee: 75,
    credited: 0,
    removalPending: true,
  };
}

const usd = (amount: number) => ({ amount, currency: 'USD' });
const at = (instant: number) => new Date(instant).toISOString();

function orderOf(world: World): Order {
  return {
    id: 'o-1',
    number: '1001',
    status: world.status,
    placedAt: at(placedAt),
    ...(world.paidAt !== null && { paidAt: at(world.paidAt) }),
    total: usd(world.paid),
    shipping: usd(world.shipping),
    coupons: [{ code: 'SPRING' }],
    payment: { method: world.method, paid: usd(world.paid), refunded: usd(0) },
    lines: lineIds.map((id, index) => ({
      id,
      sku: id.toUpperCase(),
      title: id,
      quantity: world.quantities[index] as number,
      unitPrice: usd(world.prices[index] as number),
    })),
    buyer: { id: 'buyer-1', name: 'Ada', status: 'active' },
    seller: { id: 'seller-1', name: 'Grace', status: 'active' },
    itemRemovalRequests: [{ id: 'r-1', status: 'pending' }],
    fee: { amount: usd(75), billedMonth: '2026-03' },
    facts: { fromOffer: world.offer, mutualAgreement: false },
    revision: 'r1',
  };
}

/** The model's choices and the product's input, both fitted to the order as it stands. */
function fitted(
  market: Market,
  world: World,
  role: Role,
  action: string,
  raw: Raw,
  which: number,
): { choices: Choices; input: ActionInput } {
  const opens = action === 'cancel' || action === 'request';
  const settles = action === 'accept' || (action === 'resolve' && raw.outcome === 'cancel');
  const sellers = role !== 'buyer' && (settles || action === 'cancel');
  const units = opens && raw.units && sum(raw.units) > 0 ? raw.units : null;
  const asked = world.requests[which];
  const rest = asked ? asked.due - asked.given : 0;
  const amounts = { all: undefined, one: 1, half: Math.ceil(rest / 2), 'too-much': rest + 1 };
  const amount = action === 'refund' ? amounts[raw.amount] : undefined;
  const pays = sellers || (action === 'refund' && role !== 'buyer');
  const method = pays && raw.method !== undefined ? raw.method : undefined;
  const restock = sellers && market.choosesStock ? raw.restock : undefined;
  const restoreCoupon = sellers && raw.restoreCoupon && !world.couponUsed;
  const declines = action === 'decline' || (action === 'resolve' && raw.outcome === 'decline');
  const own = reasons[market.name]?.[declines ? 'decline' : role];
  const choices: Choices = {
    said: raw.said,
    units,
    restoreCoupon,
    acknowledged: raw.acknowledged,
    ...(method !== undefined && { method }),
    ...(amount !== undefined && { amount }),
    ...(restock !== undefined && { restock }),
    ...(action === 'resolve' && { outcome: raw.outcome }),
  };
  const lines = units?.flatMap((quantity, index) => (quantity > 0 ? [{ id: lineIds[index] as string, quantity }] : []));
  const input: ActionInput = {
    action: action as ActionInput['action'],
    ...(raw.said && { comment: 'said' }),
    ...(raw.said && own !== undefined && { reason: own }),
    ...(lines && { lines }),
    ...((method !== undefined || amount !== undefined) && {
      refund: { ...(method !== undefined && { method }), ...(amount !== undefined && { amount }) },
    }),
    ...(restock !== undefined && { restock }),
    ...(restoreCoupon && { restoreCoupons: true }),
    ...(action === 'undo' && raw.acknowledged && { acknowledged: ['repayment', 'recapture'] }),
    ...(action === 'resolve' && { outcome: raw.outcome }),
  };
  return { choices, input };
}

/** What must be the same in the model and in the product. */
function ofModel(world: World): object {
  return {
    status: world.status,
    cancelled: world.cancelled,
    refunded: world.refunded,
    fee: world.marketFee,
    credited: world.credited,
    removal: world.removalPending ? 'pending' : 'cancelled',
    strikes: world.strikes,
    remarks: world.remarks,
    held: world.held,
    stock: world.stock,
    couponRestored: world.couponRestored,
    alerts: world.alerts.map(({ kind, respondedAt, acceptedAt, liftedAt }) => ({
      kind,
      respondedAt,
      acceptedAt,
      liftedAt,
    })),
    requests: world.requests.map(
      ({ state, by, previous, respondBy, remindAt, due, given, method, units, decidedAt, routes }) => ({
        ...{ state, by, previous, respondBy, remindAt, due, given, method, units, decidedAt, routes },
      }),
    ),
  };
}

const instant = (text: string | null | undefined) => (text ? Date.parse(text) : null);

function ofProduct({ order, cancellations, held, stock, couponRestored, credited }: Seen): object {
  return {
    status: order.status,
    cancelled: order.lines.map(({ cancelledQuantity = 0 }) => cancelledQuantity),
    refunded: order.payment.refunded.amount,
    fee: order.fee?.amount.amount,
    credited,
    removal: order.itemRemovalRequests?.[0]?.status,
    strikes: order.buyer.recentCancellations ?? 0,
    remarks: order.buyer.remarks?.length ?? 0,
    held,
    stock: lineIds.map((id) => stock[id] ?? 0),
    couponRestored,
    alerts: (order.notices ?? []).map(({ kind, respondedAt, penaltyAcceptedAt, liftedAt }) => ({
      kind,
      respondedAt: instant(respondedAt),
      acceptedAt: instant(penaltyAcceptedAt),
      liftedAt: instant(liftedAt),
    })),
    requests: cancellations.map(
      ({ state, requestedBy, previousStatus, respondBy, remindAt, refund, lines, ...more }) => ({
        state,
        by: requestedBy,
        previous: previousStatus,
        respondBy: instant(respondBy),
        remindAt: instant(remindAt),
        due: refund?.due.amount ?? 0,
        given: refund?.refunded.amount ?? 0,
        method: refund?.method ?? null,
        // Of a settled one, `null` is the whole order.
        units: lines || refund ? order.lines.map((line) => unitsOf(line, lines)) : null,
        decidedAt: instant(more.decision?.at),
        routes: (more.routes ?? []).map(({ route, by, at, endedAt, outcome = null }) => ({
          ...{ way: route, by, at: instant(at), endedAt: instant(endedAt), outcome },
        })),
      }),
    ),
  };
}

function unitsOf({ id, quantity }: Order['lines'][number], lines: Cancellation['lines']): number {
  return lines ? (lines.find((line) => line.id === id)?.quantity ?? 0) : quantity;
}

/** What holds whatever happens, whoever is right about the rest. */
function checkInvariants({ name }: Market, { order, cancellations, stock }: Seen, before: Seen): void {
  const { paid, refunded } = order.payment;
  assert.ok(refunded.amount <= paid.amount, 'I1: no more is refunded than was captured');
  const lasting = cancellations.filter(({ state }) => state === 'cancelled' || state === 'refunding');
  const last = cancellations.at(-1);
  const policy = policies[name];
  const phase = policy?.statuses[order.status]?.phase;
  const permitted = ['agreed-after-shipping', 'buyer-not-received'];
  if (order.shippedAt !== undefined && phase === 'cancelled') {
    assert.ok(permitted.includes(last?.ruleId ?? ''), 'I2: never both shipped and cancelled');
  }
  const open = cancellations.filter(({ state }) => openStates.includes(state));
  if (policy?.lifecycle?.scope !== 'lines') assert.ok(open.length <= 1, 'I3: at most one is open');
  const asking = open.filter(({ state }) => state !== 'refunding');
  for (const { id, quantity, cancelledQuantity = 0 } of order.lines) {
    assert.ok(cancelledQuantity >= 0 && cancelledQuantity <= quantity, 'no more units are cancelled than there are');
    const cancelled = sum(
      lasting.map(({ lines }) => (lines ? (lines.find((line) => line.id === id)?.quantity ?? 0) : quantity)),
    );
    const asked = sum(asking.map((one) => (one.lines ? (one.lines.find((line) => line.id === id)?.quantity ?? 0) : 0)));
    assert.ok(cancelledQuantity + asked <= quantity, 'I3: nobody asks for what another has');
    const back = stock[id] ?? 0;
    assert.ok(back >= 0 && back <= cancelled && back <= quantity, 'I5: no more goes back than is cancelled');
    if (policy?.lifecycle?.scope === 'lines')
      assert.equal(cancelledQuantity, cancelled, 'units cancelled are on record');
  }
  const final = ['withdrawn', 'undone', 'cancelled'];
  for (const [index, { state }] of before.cancellations.entries()) {
    const now = cancellations[index]?.state;
    if (final.includes(state) && now !== state) {
      assert.ok(state === 'cancelled' && now === 'undone' && policy?.lifecycle?.undo, `I6: ${state} became ${now}`);
    }
  }
  assert.ok(
    sum(cancellations.map(({ refund }) => refund?.refunded.amount ?? 0)) === refunded.amount,
    'every refund is on record, once',
  );
  for (const { refund, state } of cancellations) {
    if (refund) assert.ok(refund.refunded.amount <= refund.due.amount, 'no more is refunded than was due');
    if (state === 'cancelled') assert.deepEqual(refund?.refunded, refund?.due, 'what is cancelled is refunded');
  }
  for (const { state, routes = [] } of cancellations) {
    const running = routes.filter(({ route, endedAt }) => endedAt === undefined && route !== 'return');
    const closed = ['withdrawn', 'superseded', 'refunding', 'cancelled', 'undone'];
    const kept = state === 'superseded' ? running.filter(({ route }) => route !== 'complaint') : running;
    if (closed.includes(state)) assert.deepEqual(kept, [], `nobody decides on what is ${state}`);
    for (const once of ['complaint', 'dispute', 'arbitration', 'return']) {
      assert.ok(routes.filter(({ route }) => route === once).length <= 1, `${once} is taken once`);
    }
    const [dispute, arbitration] = ['dispute', 'arbitration'].map((name) => routes.find(({ route }) => route === name));
    if (arbitration) assert.equal(dispute?.outcome, 'decline', 'DP-11: arbitration only of a dispute that failed');
    if (!policy?.disputes) assert.deepEqual(routes, [], 'no ways on are told apart without disputes');
  }
  const marked = policy?.lifecycle?.requested;
  if (marked !== undefined && order.status === marked) {
    assert.ok(open.length > 0, 'no status of a request without one');
  }
  for (const cancellation of cancellations) parseCancellation(cancellation);
  parseOrder(order);
}

/** What a role is offered about each of the cancellations that are shown is what it can do, and nothing else changes anything. */
async function checkOffers(market: Market, world: World, driver: Driver, role: Role): Promise<void> {
  const shown = world.requests.flatMap((one, at) => (isOpen(one) ? [at] : []));
  const ended = world.requests.findLastIndex((one) => !isOpen(one));
  for (const which of [...shown, ...(ended < 0 && shown.length > 0 ? [] : [ended])])
    await checkOffersOf(market, world, driver, role, which);
}

async function checkOffersOf(market: Market, world: World, driver: Driver, role: Role, which: number): Promise<void> {
  const offered = new Set(await driver.actions(role, world.now, which));
  for (const action of actionNames) {
    const outcomes = action === 'resolve' ? (['cancel', 'decline'] as const) : (['cancel'] as const);
    const may = outcomes.some((outcome) => mayDo(market, world, role, action, outcome, which));
    assert.equal(offered.has(action), may, `${role} is ${may ? 'not ' : ''}offered ${action}`);
    const unsafe = action === 'undo' && world.couponUsed && world.requests.some(({ coupon }) => coupon);
    if (!driver.would || unsafe) continue;
    for (const outcome of outcomes) {
      const most: Raw = {
        ...{ said: true, units: null, method: undefined, amount: 'all', restock: undefined },
        ...{ restoreCoupon: false, acknowledged: true, outcome },
      };
      const can = driver.would(role, fitted(market, world, role, action, most, which).input, world.now, which);
      assert.equal(can, mayDo(market, world, role, action, outcome, which), `${role}, ${action}, ${outcome}, ${which}`);
    }
  }
}

/** Refusals of what somebody in a role never has: to them, a server knows nothing of it. */
const neverTheirs = ['illegal-transition', 'not-for-role', 'unknown-notice'];

/** Carries out one step in both; `null`: there is nothing to do. */
async function carryOut(market: Market, world: World, driver: Driver, one: StepOf): Promise<World | null> {
  const { walk, delivered, shipped } = market;
  const changed = async (next: World, changes: Partial<Order>): Promise<World> => {
    await driver.change(changes, world.now);
    return caughtUp(next);
  };
  const caughtUp = (next: World): World => (driver.catchesUp && due(market, next)) || next;
  /** What the model expects, and what was answered. A server first does what is due, and answers that things have changed. */
  const answered = (expected: World | string, code: string | null, told: string): World => {
    if (driver.catchesUp && code === 'stale-revision') {
      const next = due(market, world);
      assert.ok(next, `something was due before ${told}`);
      return next;
    }
    if (driver.catchesUp && code === 'not-found') {
      assert.ok(
        typeof expected === 'string' && neverTheirs.includes(expected),
        `${told} is not found in place of ${expected}`,
      );
      return world;
    }
    assert.equal(code, typeof expected === 'string' ? expected : null, told);
    return typeof expected === 'string' ? world : expected;
  };
  switch (one.kind) {
    case 'wait':
      return { ...world, now: world.now + one.by };
    case 'due': {
      await driver.due(world.now);
      return due(market, world) ?? world;
    }
    case 'ship': {
      const next = ship(market, world, one.anyway);
      if (next) await driver.ship(next.status, world.now, one.anyway);
      return next && caughtUp(next);
    }
    case 'deliver': {
      if (world.status !== shipped) return null;
      return changed(
        { ...world, status: delivered, deliveredAt: world.now },
        { status: delivered, deliveredAt: at(world.now) },
      );
    }
    case 'walk': {
      const next = walk[walk.indexOf(world.status) + 1];
      if (!walk.includes(world.status) || next === undefined) return null;
      return changed({ ...world, status: next }, { status: next });
    }
    case 'pay':
      if (world.paidAt !== null) return null;
      return changed({ ...world, paidAt: world.now }, { paidAt: at(world.now) });
    case 'agree':
      return changed({ ...world, agreed: true }, { facts: { fromOffer: world.offer, mutualAgreement: true } });
    case 'use-coupon':
      if (!world.couponRestored) return null;
      return changed({ ...world, couponUsed: true }, { coupons: [{ code: 'SPRING', usedSince: true }] });
    case 'terminate': {
      const { order } = await driver.seen();
      const party = { ...order[one.role], status: 'terminated' as const };
      return changed({ ...world, terminated: [...world.terminated, one.role] }, { [one.role]: party });
    }
    case 'alert': {
      const expected = fileAlert(market, world, one.role, one.alert, one.action);
      const code = await driver.notice(one.role, { kind: one.alert, action: one.action }, world.now);
      return answered(expected, code, JSON.stringify(one));
    }
    default: {
      let { role, action } = one.kind === 'act' ? one : { role: 'buyer' as Actor, action: 'cancel' as string };
      let which = one.kind === 'act' ? one.which % Math.max(1, world.requests.length) : 0;
      const { choices: raw } = one;
      if (one.kind === 'likely') {
        const places = world.requests.length > 0 ? [...world.requests.keys()] : [0];
        const open = roles.flatMap((role) =>
          places.flatMap((which) =>
            actionNames
              .filter((action) => mayDo(market, world, role, action, raw.outcome, which))
              .map((action) => ({ role, action, which })),
          ),
        );
        const chosen = open[one.pick % Math.max(1, open.length)];
        if (!chosen) return null;
        ({ role, action, which } = chosen);
      }
      const { choices, input } = fitted(market, world, role, action, raw, which);
      const expected = act(market, world, role, action, choices, which);
      const code = await driver.act(role, input, world.now, which);
      return answered(expected, code, `${role} ${JSON.stringify(input)} of ${which}`);
    }
  }
}

/** How often each state was reached, so that a run that reaches little is seen. */
const reached = new Map<string, number>();

async function live(
  begin: Start,
  steps: readonly StepOf[],
  driverOf: (...args: Parameters<typeof domainDriver>) => Driver,
): Promise<void> {
  const market = markets.find(({ name }) => name === begin.market)!;
  let world = worldOf(market, begin);
  const driver = driverOf(policies[market.name]!, orderOf(world));
  let before = await driver.seen();
  for (const [index, one] of steps.entries()) {
    const next = await carryOut(market, world, driver, one);
    if (!next) continue;
    world = next;
    const seen = await driver.seen();
    const told = `${market.name}, step ${index}: ${JSON.stringify(one)}`;
    assert.deepEqual(ofProduct(seen), ofModel(world), told);
    checkInvariants(market, seen, before);
    await checkOffers(market, world, driver, roles[index % 3] as Role);
    before = seen;
    const state = currentOf(world)?.state;
    const ways = currentOf(world)?.routes.map(({ way, outcome }) => `${way} ${outcome ?? ''}`) ?? [];
    const beside = world.requests.filter(isOpen).length;
    for (const one of state ? [state, ...ways, ...(beside > 1 ? [`${beside} side by side`] : [])] : []) {
      reached.set(`${market.name} ${one}`, (reached.get(`${market.name} ${one}`) ?? 0) + 1);
    }
  }
}

describe('the life of an order', () => {
  const { MODEL_SEED, MODEL_PATH: path, MODEL_RUNS, MODEL_REACHED } = process.env;
  const seed = Number(MODEL_SEED ?? Math.floor(Math.random() * 2 ** 31));
  const steps = fc.array(step, { minLength: 1, maxLength: 30, size: 'max' });

  for (const policy of Object.values(policies)) parsePolicy(policy);

  const drivers = { 'by the rules alone': [domainDriver, 350], 'through the server': [serverDriver, 100] } as const;
  for (const [name, [driverOf, usual]] of Object.entries(drivers)) {
    it(`goes as the model says, and keeps what must always hold, ${name}`, async (context) => {
      context.diagnostic(`MODEL_SEED=${seed}`);
      await fc.assert(
        fc.asyncProperty(start, steps, (begin, steps) => live(begin, steps, driverOf)),
        { numRuns: Number(MODEL_RUNS ?? usual), seed, ...(path !== undefined && { path }), endOnFailure: false },
      );
      if (MODEL_REACHED) context.diagnostic(JSON.stringify(Object.fromEntries([...reached].sort())));
    });
  }
});
