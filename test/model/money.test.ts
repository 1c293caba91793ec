import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import type { CancelPolicy, Lifecycle } from '../../src/domain/policy.ts';
import type { Cancellation, Fulfilment, LineQuantity, Money, Order, OrderLine } from '../../src/domain/records.ts';
import { policyHash } from '../../src/domain/values/policy-hash.ts';
import { parseCancellation, parseOrder, parsePolicy } from '../../src/policy/parse.ts';
import { createCancellationServer, memoryStore, type ServerEvent } from '../../src/server/index.ts';
import { exactly } from '../domain/settlement/rational.ts';
import { aProvider, partName } from './provider.ts';

// Orders as shops have them, cancelled part by part through the real server, while a shop, a provider and a warehouse do what
// they do. After each step the books of the shop (`provider.ts`) and fractions (`rational.ts`) are held against what the
// product says. MONEY_SEED and MONEY_PATH (as printed) replay one run; MONEY_RUNS asks for more of them.

const begins = Date.parse('2026-03-10T12:00:00Z');
const day = 86_400_000;
const at = (instant: number): string => new Date(instant).toISOString();
const sum = (amounts: readonly number[]): number => amounts.reduce((one, other) => one + other, 0);
const thousandths = (quantity: number): number => Math.round(quantity * 1000);

// Orders

const aLine = fc.record({
  quantity: fc.oneof(
    { weight: 5, arbitrary: fc.integer({ min: 1, max: 4 }) },
    { weight: 1, arbitrary: fc.constant(1.25) },
  ),
  price: fc.oneof({ weight: 6, arbitrary: fc.nat(9000) }, { weight: 1, arbitrary: fc.constantFrom(0, -700) }),
  discount: fc.option(fc.nat(900), { freq: 4 }),
  tax: fc.option(fc.nat(900), { freq: 2 }),
  total: fc.option(fc.nat(9000), { freq: 6 }),
  /** In which parcel it goes; of more pieces some in the next one. */
  parcel: fc.nat(3),
});
const amount = fc.option(fc.nat(1500), { freq: 2 });

const anOrder = fc.record({
  currency: fc.constantFrom('JPY', 'EUR', 'KWD'),
  lines: fc.array(aLine, { minLength: 1, maxLength: 8 }),
  parcels: fc.integer({ min: 0, max: 4 }),
  net: fc.boolean(),
  shipping: amount,
  shippingTax: amount,
  discount: amount,
  surcharges: fc.array(
    fc.record({ kind: fc.constantFrom('wrap', 'payment-fee'), amount: fc.nat(500), tax: fc.nat(90) }),
    {
      maxLength: 2,
    },
  ),
  /** How much of it is paid, in percent: a deposit, or all. */
  paid: fc.oneof({ weight: 3, arbitrary: fc.constant(100) }, { weight: 1, arbitrary: fc.nat(99) }),
  /** What is not paid is reserved. */
  reserved: fc.boolean(),
  /** All of it is paid in another currency: so many hundredths of its own. */
  rate: fc.option(fc.constantFrom(1, 87, 109, 15_731), { freq: 4 }),
  tenders: fc.array(fc.record({ method: fc.constantFrom('card', 'gift_card', 'wallet', 'points'), share: fc.nat(9) }), {
    maxLength: 3,
  }),
});
type Drawn = typeof anOrder extends fc.Arbitrary<infer T> ? T : never;

function orderOf(drawn: Drawn): Order {
  const { currency, net } = drawn;
  const money = (of: number): Money => ({ amount: of, currency });
  const given = (name: string, of: number | null) => of !== null && { [name]: money(of) };
  const lines = drawn.lines.map(
    ({ quantity, price, discount, tax, total }, place): OrderLine => ({
      id: `l${place}`,
      sku: `S${place}`,
      title: 'Thing',
      quantity,
      ...(!Number.isInteger(quantity) && { unit: 'm' }),
      unitPrice: money(price),
      ...(price > 0 && given('discount', discount)),
      ...given('tax', tax),
      ...(price > 0 && given('total', total)),
    }),
  );
  const beside = [
    drawn.shipping,
    net ? drawn.shippingTax : 0,
    ...drawn.surcharges.map((one) => one.amount + (net ? one.tax : 0)),
  ];
  const goods = lines.map((line, place) => {
    if (line.total) return line.total.amount;
    const { price, quantity, discount, tax } = drawn.lines[place] as Drawn['lines'][number];
    const worth = Math.round(price * quantity) - (price > 0 ? (discount ?? 0) : 0);
    return price < 0 ? worth : Math.max(0, worth) + (net ? (tax ?? 0) : 0);
  });
  const total = Math.max(0, sum(goods) + sum(beside.map((one) => one ?? 0)) - (drawn.discount ?? 0));
  const { rate } = drawn;
  const paid = Math.floor((total * (rate ?? drawn.paid)) / 100);
  const tender = (of: number): Money => (rate === null ? money(of) : { amount: of, currency: 'USD' });
  const shares = sum(drawn.tenders.map(({ share }) => share + 1));
  let left = paid;
  const parts = drawn.tenders.map(({ method, share }, place) => {
    const own = place === drawn.tenders.length - 1 ? left : Math.floor((paid * (share + 1)) / shares);
    left -= own;
    return { ...(place === 1 && { id: 'second' }), method, paid: tender(own), refunded: tender(0) };
  });
  const parcels = Array.from({ length: drawn.parcels }, (_, parcel): Fulfilment => {
    // What takes off is in none.
    const inIt = lines.filter(
      ({ unitPrice }, place) => unitPrice.amount >= 0 && (drawn.lines[place]?.parcel ?? 0) % drawn.parcels === parcel,
    );
    return { id: `p${parcel}`, status: 'pending', lines: inIt.map(({ id, quantity }) => ({ id, quantity })) };
  });
  return {
    id: 'o1',
    status: 'NEW',
    placedAt: at(begins - day),
    total: money(total),
    ...(net && { pricesIncludeTax: false }),
    ...given('shipping', drawn.shipping),
    ...given('shippingTax', drawn.shippingTax),
    ...given('discount', drawn.discount),
    surcharges: drawn.surcharges.map(({ kind, amount: of, tax }, place) => ({
      id: `s${place}`,
      kind,
      amount: money(of),
      tax: money(tax),
    })),
    payment: {
      ...{ method: 'card', paid: tender(paid), refunded: tender(0) },
      ...(parts.length > 0 ? { parts } : drawn.reserved && rate === null && { authorized: money(total - paid) }),
    },
    lines,
    ...(parcels.length > 0 && { fulfilments: parcels }),
    buyer: { id: 'buyer-1', name: 'Ada', status: 'active' },
    seller: { id: 'seller-1', name: 'Grace', status: 'active' },
    revision: 'r1',
  };
}

// Terms

const terms = fc.record({
  completes: fc.constantFrom('at-once' as const, 'when-refunded' as const),
  tenders: fc.constantFrom(
    'as-listed' as const,
    'money-first' as const,
    'credit-first' as const,
    'proportional' as const,
  ),
  keeps: fc.subarray(['shipping', 'wrap']),
  fee: fc.option(
    fc.record({ of: fc.constantFrom('all' as const, 'goods' as const), basisPoints: fc.constantFrom(250, 3333) }),
    {
      freq: 2,
    },
  ),
});

function policyOf({
  completes,
  tenders,
  keeps,
  fee,
}: typeof terms extends fc.Arbitrary<infer T> ? T : never): CancelPolicy {
  const lifecycle: Lifecycle = {
    cancelled: 'CANCELLED',
    refunding: 'REFUNDING',
    requested: 'ASKED',
    completes,
    scope: 'lines',
    respondWithin: 'P1D',
    onSilence: 'accept',
    undo: { from: ['refunding', 'cancelled'], by: ['seller'], guards: [] },
    notifies: ['buyer', 'seller'],
  };
  return {
    id: 'any',
    version: '1',
    statuses: {
      NEW: { phase: 'open' },
      ASKED: { phase: 'requested' },
      REFUNDING: { phase: 'cancelling' },
      CANCELLED: { phase: 'cancelled' },
    },
    facts: { 'charged-back': { type: 'boolean', default: false } },
    rules: [
      {
        id: 'charged-back',
        when: { fact: 'charged-back', is: true },
        then: { outcome: 'none', reason: 'chargeback' },
        always: true,
      },
      { id: 'seller', when: { actor: 'seller' }, then: { outcome: 'cancel', reason: 'not-yet-shipped' } },
      { id: 'buyer', when: { actor: 'buyer' }, then: { outcome: 'request', reason: 'seller-decides' } },
    ],
    otherwise: { outcome: 'none', reason: 'too-late' },
    reasons: {},
    refund: { method: 'original', choices: ['bank_deposit'], tenders, keeps, ...(fee && { fee }) },
    consequences: { stock: 'return', recentCancellations: { atLeast: 2, withinDays: 30 } },
    lifecycle,
  };
}

// What happens

const which = fc.nat(30);
const step = fc.oneof(
  { weight: 8, arbitrary: fc.record({ do: fc.constantFrom('cancel', 'request', 'request'), which, more: fc.nat(30) }) },
  {
    weight: 5,
    arbitrary: fc.record({ do: fc.constantFrom('accept', 'accept', 'decline', 'withdraw'), which, more: fc.nat(9) }),
  },
  { weight: 4, arbitrary: fc.record({ do: fc.constantFrom('refund', 'refund', 'by-hand'), which, more: fc.nat(9) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constantFrom('undo', 'wait'), which, more: fc.nat(9) }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constantFrom('ship', 'ship', 'return'), which, more: fc.nat(9) }) },
  {
    weight: 4,
    arbitrary: fc.record({ do: fc.constantFrom('next', 'next', 'die', 'capture'), which, more: fc.nat(100) }),
  },
  {
    weight: 5,
    arbitrary: fc.record({ do: fc.constantFrom('arrive', 'settle', 'fail', 'bounce'), which, more: fc.nat(9) }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ do: fc.constantFrom('give-back', 'take-back', 'told'), which, more: fc.nat(100) }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ do: fc.constantFrom('charge-back', 'charge-back', 'win'), which, more: fc.nat(9) }),
  },
);
type StepOf = typeof step extends fc.Arbitrary<infer T> ? T : never;

const people = {
  buyer: { id: 'buyer-1', roles: ['buyer' as const] },
  seller: { id: 'seller-1', roles: ['seller' as const] },
};

/** An order's life: what people, shop, provider and warehouse do to it, through the server. */
function aLife(first: Order, policy: CancelPolicy, habits: Parameters<typeof aProvider>[1]) {
  const provider = aProvider(first, habits);
  const store = memoryStore();
  const errors: unknown[] = [];
  let clock = begins;
  let keys = 0;
  const server = createCancellationServer({
    policies: [policy],
    store,
    shop: provider.connector,
    now: () => clock,
    authenticate: async (request) => people[request.headers.get('X-Role') as keyof typeof people],
    onEvent: (event: ServerEvent) => event.type === 'error' && errors.push(event.error),
  });
  /** Units that have left, and of them those that came back. */
  const shipped = new Map<string, number>();
  const records = async (): Promise<Cancellation[]> => (await store.records('o1')).cancellations;
  // A webhook that fails is sent again.
  const told = () => server.orderChanged('o1').catch(() => server.orderChanged('o1'));

  const post = async (
    as: keyof typeof people,
    path: string,
    body: object,
  ): Promise<{ status: number; text: string }> => {
    const headers = {
      'Content-Type': 'application/json',
      'X-Role': as,
      'If-Match': `"${provider.order().revision}"`,
      'Idempotency-Key': `key-${++keys}`,
    };
    const send = () =>
      server.fetch(new Request(`https://shop.example${path}`, { method: 'POST', headers, body: JSON.stringify(body) }));
    let answer = await send();
    // Whoever gets no answer asks again, under the same key.
    if (answer.status === 503) answer = await send();
    const text = await answer.text();
    assert.ok(answer.status < 500, text);
    return { status: answer.status, text };
  };
  const actOn = async (place: number, action: string, as: keyof typeof people = 'seller', body: object = {}) => {
    const all = await records();
    const id = all[place % Math.max(1, all.length)]?.id;
    return id === undefined ? null : post(as, `/cancellations/${id}/${action}`, body);
  };
  /** Some of what is left of the order, or `null` for all of it. */
  const some = (place: number, more: number): LineQuantity[] | null => {
    if (more % 5 === 0) return null;
    const { lines } = provider.order();
    const chosen = lines.filter((_, index) => index === place % lines.length || (more >> (index % 5)) % 3 === 1);
    return chosen.flatMap(({ id, quantity, cancelledQuantity = 0 }) => {
      const left = (thousandths(quantity) - thousandths(cancelledQuantity) - (shipped.get(id) ?? 0)) / 1000;
      const piece = more % 2 === 1 ? Math.min(1, left) : left;
      return left > 0 ? [{ id, quantity: piece }] : [];
    });
  };
  const open = async (action: string, as: keyof typeof people, place: number, more: number) => {
    const lines = some(place, more);
    if (lines?.length === 0) return;
    await post(as, '/orders/o1/cancellation', { action, policyHash: policyHash(policy), ...(lines && { lines }) });
  };
  /** The warehouse sends what is in a parcel and not cancelled. */
  const ship = async (place: number): Promise<void> => {
    const { fulfilments = [], lines } = provider.order();
    const parcel = fulfilments[place % Math.max(1, fulfilments.length)];
    if (parcel?.status !== 'pending') return;
    const sent = parcel.lines.flatMap(({ id, quantity }): LineQuantity[] => {
      const line = lines.find((one) => one.id === id) as OrderLine;
      const there = thousandths(line.quantity) - thousandths(line.cancelledQuantity ?? 0) - (shipped.get(id) ?? 0);
      const units = Math.min(there, thousandths(quantity));
      shipped.set(id, (shipped.get(id) ?? 0) + Math.max(0, units));
      return units > 0 ? [{ id, quantity: units / 1000 }] : [];
    });
    const status = sent.length > 0 ? ('shipped' as const) : ('cancelled' as const);
    const after = { ...parcel, status, ...(sent.length > 0 && { lines: sent, shippedAt: at(clock) }) };
    provider.change({ fulfilments: fulfilments.map((one) => (one === parcel ? after : one)) });
    await told();
  };

  const acts: Record<string, (place: number, more: number) => unknown> = {
    cancel: (place, more) => open('cancel', 'seller', place, more),
    request: (place, more) => open('request', 'buyer', place, more),
    async accept(place, more) {
      const all = await records();
      const { lines } = all[place % Math.max(1, all.length)] ?? {};
      const fewer = more === 0 && lines ? { lines: lines.slice(0, 1), reason: 'fewer' } : {};
      return actOn(place, 'accept', 'seller', fewer);
    },
    decline: (place) => actOn(place, 'decline'),
    withdraw: (place) => actOn(place, 'withdraw', 'buyer'),
    refund: (place, more) => actOn(place, 'refund', 'seller', more === 0 ? { refund: { amount: 37 } } : {}),
    async 'by-hand'(place, more) {
      await actOn(place, 'refund', 'seller', { refund: { elsewhere: true, ...(more < 5 && { amount: 53 }) } });
      provider.record(await records(), true);
    },
    undo: (place) => actOn(place, 'undo'),
    async wait() {
      clock += day;
      await server.runDue();
    },
    ship,
    async return(place) {
      const { fulfilments = [] } = provider.order();
      const back = fulfilments[place % Math.max(1, fulfilments.length)];
      if (back?.status !== 'shipped') return;
      provider.change({ fulfilments: fulfilments.map((one) => (one === back ? { ...one, status: 'returned' } : one)) });
    },
    next: (place) => provider.next((['settled', 'pending', 'pending', 'failed'] as const)[place % 4] ?? 'settled'),
    die: (place) => provider.die(place % 2 ? 'before' : 'after'),
    capture: (place, share) => provider.capture(place, share % 3 ? 100 : share),
    arrive: provider.arrive,
    settle: provider.settle,
    fail: provider.fail,
    // What comes and goes between two looks, nobody sees.
    bounce: (place) => told().then(() => provider.bounce(place)),
    'give-back': (place, share) => told().then(() => provider.giveBack(place, share)),
    'take-back': (place) => told().then(() => provider.takeBack(place)),
    'charge-back': (place) => told().then(() => provider.chargeBack(place)),
    win: () => told().then(() => provider.win()),
    told,
  };
  return {
    provider,
    records,
    shipped,
    errors,
    act: async (one: StepOf) => {
      // No two things happen at the same instant.
      clock += 1000;
      return acts[one.do]?.(one.which, one.more);
    },
    told,
    actOn,
    async runDue() {
      clock += 40 * day;
      await server.runDue();
    },
  };
}

type Life = ReturnType<typeof aLife>;

const settled = ({ state }: Cancellation): boolean => state === 'cancelled' || state === 'refunding';
const entriesOf = ({ refund }: Cancellation) => refund?.entries ?? [];
const unitsOf = (lines: readonly LineQuantity[] | null, line: OrderLine): number =>
  lines ? thousandths(lines.find(({ id }) => id === line.id)?.quantity ?? 0) : thousandths(line.quantity);

/** What holds whatever happens, after each step. */
async function check({ provider, records, shipped, errors }: Life): Promise<void> {
  for (const error of errors) if (error instanceof assert.AssertionError) throw error;
  const order = provider.order();
  const cancellations = await records();
  const { payment, lines } = order;
  parseOrder(order);
  for (const one of cancellations) parseCancellation(one);

  // Money: no part gives back more than it was paid, and credit goes back as credit.
  assert.ok(provider.gone() <= payment.paid.amount, `I1: ${provider.gone()} of ${payment.paid.amount}`);
  payment.parts?.forEach((part, place) => {
    const own = provider.transfers.filter((one) => one.part === partName(part, place));
    const gone = provider.gone((one) => own.includes(one));
    assert.ok(gone <= part.paid.amount, `${gone} of ${part.paid.amount} by ${part.method}`);
    if (!['gift_card', 'points'].includes(part.method)) return;
    assert.ok(
      own.every(({ method }) => method === 'original' || method === part.method),
      'SB-8: credit never becomes money',
    );
  });
  for (const one of cancellations) {
    const sent = provider.gone(({ of }) => of === one.id);
    assert.ok(sent <= (one.refund?.due.amount ?? 0), `${sent} was sent of ${one.refund?.due.amount}`);
  }

  // Units: what is cancelled is on record once, and none of it has left; nobody asks for what another has.
  for (const line of lines) {
    const cancelled = thousandths(line.cancelledQuantity ?? 0);
    const own = cancellations.filter(settled).map((one) => unitsOf(one.lines, line));
    assert.equal(cancelled, sum(own), `${line.id}: units cancelled are on record`);
    assert.ok(
      cancelled + (shipped.get(line.id) ?? 0) <= thousandths(line.quantity),
      'I2: never both shipped and cancelled',
    );
    const asked = cancellations.filter(({ state }) => ['requested', 'escalated', 'disputed'].includes(state));
    const whole = asked.filter((one) => one.lines === null);
    if (whole.length > 0) assert.equal(asked.length, 1, 'I3: who asks for all asks alone');
    else {
      const claimed = sum(asked.map((one) => unitsOf(one.lines, line)));
      // What left since is not there any more: the next look shrinks it.
      if (!shipped.has(line.id))
        assert.ok(cancelled + claimed <= thousandths(line.quantity), 'I3: one open request a unit');
    }
  }
  const strikes = cancellations.some((one) => settled(one) && one.requestedBy === 'buyer') ? 1 : 0;
  assert.equal(order.buyer.recentCancellations ?? 0, strikes, 'an order counts once on the record of its buyer');
}

/** Which were settled, where the buyer disputes the charge by now; `null`: nobody does. */
async function settledUnderCharge({ provider, records }: Life): Promise<string[] | null> {
  if (!provider.order().facts?.['charged-back']) return null;
  return (await records()).filter(settled).map(({ id }) => id);
}

/** The end: the provider says what became of everything, and whoever is owed something gets it. */
async function checkEnd({ provider, records, told, actOn, errors, runDue }: Life, undone: boolean): Promise<void> {
  // What comes and goes between two looks, nobody sees.
  await told();
  provider.end();
  await told();
  for (let round = 0; round < 3; round++) {
    for (let place = 0; place < (await records()).length; place++) await actOn(place, 'refund');
    await told();
  }
  const cancellations = await records();
  const lasting = cancellations.filter(settled);
  const order = provider.order();
  const { paid } = order.payment;

  // The books of product and provider are the same, one by one, and nothing that moved is in neither.
  for (const one of cancellations) {
    const given = sum(
      entriesOf(one)
        .filter(({ by, status }) => by === 'us' && status === 'settled')
        .map((entry) => entry.amount.amount),
    );
    assert.equal(
      given,
      provider.gone(({ of, byHand }) => of === one.id && !byHand),
      'what was sent is on record, once',
    );
    assert.ok(
      entriesOf(one).every(({ status }) => status !== 'pending'),
      `nothing is awaited: ${JSON.stringify(cancellations)}`,
    );
  }
  const all = cancellations.flatMap(entriesOf).filter(({ status }) => status === 'settled');
  const apart = Math.max(0, ...cancellations.map(({ counted }) => counted?.apart ?? 0));
  if (lasting.length > 0) {
    assert.equal(
      sum(all.map((one) => one.amount.amount)) + apart,
      provider.gone(),
      'what moved is known, and whose it is',
    );
  }
  // Nothing that is due is left unpaid.
  for (const { refund, state } of lasting) {
    // The shop itself may have given more.
    const left = (refund?.due.amount ?? 0) - (refund?.refunded.amount ?? 0);
    assert.deepEqual([state, Math.max(0, left)], ['cancelled', 0], 'what is owed can be paid');
  }

  // What is due and kept for what is cancelled comes to what it is worth, as far as it was paid beyond what the rest costs.
  const gone = order.lines.flatMap(({ id, cancelledQuantity = 0 }) =>
    cancelledQuantity > 0 ? [{ id, quantity: cancelledQuantity }] : [],
  );
  const items = order.lines.filter(({ unitPrice, total }) => (total ?? unitPrice).amount >= 0);
  const over = (items.length > 0 ? items : order.lines).every((one) => one.cancelledQuantity === one.quantity);
  const exact = exactly(order, gone);
  // What is paid in another currency counts by its share.
  const isForeign = paid.currency !== order.total.currency;
  const whole = isForeign ? paid.amount : order.total.amount;
  const [rate, under] = isForeign ? [BigInt(paid.amount), BigInt(Math.max(1, order.total.amount))] : [1n, 1n];
  const worth = over ? whole : Number((exact.n * rate) / (exact.d * under));
  const forOthers = provider.gone(({ of }) => cancellations.some((one) => one.id === of && !settled(one)));
  const ownOfOthers = sum(
    cancellations
      .filter((one) => !settled(one))
      .flatMap((one) =>
        entriesOf(one)
          .filter(({ by, status, elsewhere }) => by === 'shop' && status === 'settled' && !elsewhere)
          .map((entry) => entry.amount.amount),
      ),
  );
  const released = sum(lasting.map(({ voided }) => voided?.amount ?? 0));
  const reserved = (order.payment.authorized?.amount ?? 0) + released;
  const there = paid.amount + reserved - forOthers - ownOfOthers - apart - (whole - worth);
  const least = Math.max(0, Math.min(worth, there));
  const captured = sum(lasting.map(({ refund, feeKept }) => (refund?.due.amount ?? 0) + (feeKept?.amount ?? 0)));
  const comesTo = captured + released;
  // Each undone part may leave a minor unit of rounding behind, and one that was the last has given back the charges.
  const slack = undone ? cancellations.length : 0;
  const told_ = `${comesTo} for ${worth}, of which ${there} there`;
  assert.ok(comesTo >= least - slack, told_);
  if (!undone) {
    assert.ok(captured <= Math.max(0, worth), `${captured} of what was captured for ${worth}`);
    // What was released has not moved: only what was captured without a reserve can have been paid anew in its place.
    const anew = Math.min(released, provider.unreserved());
    assert.ok(comesTo <= Math.max(0, worth) + anew, `${told_}, ${anew} paid anew`);
  }
  await runDue();
  assert.deepEqual(
    errors.filter((error) => !/the shop died/.test(String(error))),
    [],
  );
}

// Lives in which something was lost or counted twice

const one: Drawn['lines'][number] = { quantity: 1, price: 1, discount: null, tax: null, total: null, parcel: 0 };
const bare: Drawn = {
  ...{ currency: 'JPY', lines: [one], parcels: 0, net: false, shipping: null, shippingTax: null, discount: null },
  ...{ surcharges: [], paid: 0, reserved: false, rate: null, tenders: [] },
};
const free = { ...one, price: 0 };
const wrapped = { surcharges: [{ kind: 'wrap' as const, amount: 1, tax: 0 }] };
type Terms = typeof terms extends fc.Arbitrary<infer T> ? T : never;
const plain: Terms = { completes: 'at-once', tenders: 'as-listed', keeps: [], fee: null };
const lives: [Drawn, Terms, Parameters<typeof aProvider>[1], StepOf[]][] = [
  // What was released is captured all the same.
  [
    { ...bare, ...wrapped, lines: [free], reserved: true },
    plain,
    { tells: false, countsParts: false },
    [
      { do: 'cancel', which: 0, more: 0 },
      { do: 'capture', which: 0, more: 1 },
      { do: 'accept', which: 0, more: 0 },
    ],
  ],
  // A refund fails, of which the shop gives a part itself.
  [
    { ...bare, lines: [one, free], rate: 15_731 },
    { ...plain, fee: { of: 'all', basisPoints: 250 } },
    { tells: true, countsParts: false },
    [
      { do: 'request', which: 3, more: 2 },
      { do: 'cancel', which: 0, more: 0 },
      { do: 'give-back', which: 0, more: 1 },
      { do: 'bounce', which: 0, more: 0 },
    ],
  ],
  // Who asked first is the last to get it, and with it what is kept of the whole.
  [
    { ...bare, ...wrapped, lines: [{ ...one, quantity: 2, total: 2 }, free] },
    { ...plain, keeps: ['wrap'] },
    { tells: false, countsParts: false },
    [
      { do: 'request', which: 0, more: 1 },
      { do: 'capture', which: 0, more: 1 },
      { do: 'cancel', which: 0, more: 0 },
      { do: 'wait', which: 0, more: 0 },
      { do: 'give-back', which: 0, more: 1 },
      { do: 'accept', which: 0, more: 0 },
    ],
  ],
];

describe('the money and the units of an order', () => {
  const { MONEY_SEED, MONEY_PATH: path, MONEY_RUNS } = process.env;
  const seed = Number(MONEY_SEED ?? Math.trunc(Math.random() * 2 ** 31));
  const habits = fc.record({ tells: fc.boolean(), countsParts: fc.boolean() });
  const steps = fc.array(step, { minLength: 1, maxLength: 16, size: 'max' });

  it('SB-12 are conserved and add up, whatever is cancelled, shipped, refused, late, lost or given back elsewhere', async (context) => {
    context.diagnostic(`MONEY_SEED=${seed}`);
    await fc.assert(
      fc.asyncProperty(anOrder, terms, habits, steps, async (drawn, by, habits, all) => {
        const policy = policyOf(by);
        parsePolicy(policy);
        const first = orderOf(drawn);
        const life = aLife(first, policy, habits);
        for (const one of all) {
          const before = await settledUnderCharge(life);
          await life.act(one);
          await check(life);
          const { facts } = life.provider.order();
          if (before && facts?.['charged-back'])
            assert.deepEqual(
              (await life.records()).filter((one) => settled(one) && !before.includes(one.id)),
              [],
              'nothing is settled while the bank has the money back, not by silence either',
            );
        }
        const undone = (await life.records()).some(({ state }) => state === 'undone');
        await checkEnd(life, undone);
      }),
      {
        numRuns: Number(MONEY_RUNS ?? 60),
        seed,
        examples: lives,
        ...(path !== undefined && { path }),
      },
    );
  });
});
