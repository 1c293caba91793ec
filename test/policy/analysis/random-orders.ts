import { instantOf } from '../../../src/domain/decision/calendar-words.ts';
import type { DecisionContext } from '../../../src/domain/decision/decision.ts';
import type { CancelPolicy, FactDeclaration, InstantName } from '../../../src/domain/policy.ts';
import { type Actor, type Cancellation, cancellationStates, type Order } from '../../../src/domain/records.ts';
import { durationFrom, open } from '../../domain/reference.ts';

// biome-ignore lint/suspicious/noExplicitAny: conditions are read as plain JSON here
type Any = any;

const hour = 3_600_000;
const day = 24 * hour;
/** About when all orders are, epoch ms: what the analysis takes for the middle too. */
const middle = Date.UTC(2026, 5, 17, 10);

/** What has become of a line, all of it. */
export type LineFate = 'open' | 'shipped' | 'committed' | 'gone';

export interface RandomOrder {
  order: Order;
  context: DecisionContext & { cancellations: Cancellation[] };
  /** By line. */
  fates: LineFate[];
  /** As shops have it every day: instants in order, facts of their type, what is always recorded is there. */
  everyday: boolean;
}

/** Whatever policies name, to be hit or missed by one. */
interface Aims {
  policies: readonly CancelPolicy[];
  statuses: string[];
  /** By instant: how long after it something begins or ends, ms. */
  cuts: Map<string, number[]>;
  kinds: Map<string, number[]>;
  codes: Map<string, number[]>;
  facts: Map<string, { declared: FactDeclaration; named: Any[]; ofLine: boolean }>;
  amounts: Map<string, { bounds: number[]; currencies: string[] }>;
  counts: Map<string, number[]>;
  attempts: Map<string, number[]>;
  readsParcels: boolean;
  currencies: string[];
  /** The first that conditions name; else those that fees name; else any. */
  everydayCurrencies: string[];
}

const list = <T>(value: T | T[]): T[] => (Array.isArray(value) ? value : [value]);
const add = <K, V>(map: Map<K, V[]>, key: K, ...values: V[]): void => {
  map.set(key, [...(map.get(key) ?? []), ...values]);
};

/** What the rules of some policies turn on. */
export function aimsOf(...policies: CancelPolicy[]): Aims {
  const aims: Aims = {
    policies,
    statuses: [...new Set(policies.flatMap(({ statuses }) => Object.keys(statuses)))],
    ...{ cuts: new Map(), kinds: new Map(), codes: new Map(), facts: new Map() },
    ...{ amounts: new Map(), counts: new Map(), attempts: new Map() },
    ...{ readsParcels: false, currencies: [], everydayCurrencies: [] },
  };
  for (const policy of policies) {
    for (const ofLine of [false, true]) {
      for (const [name, declared] of Object.entries((ofLine ? policy.lineFacts : policy.facts) ?? {}))
        aims.facts.set(`${ofLine ? 'line.' : ''}${name}`, { declared, named: [], ofLine });
    }
  }
  const visit = (word: Any): void => {
    if (typeof word !== 'object' || word === null) return;
    const bounds = [word.from, word.until].filter((bound) => bound !== undefined).map((bound) => durationFrom(bound));
    const numbers = [word.atLeast, word.below].filter((bound) => bound !== undefined);
    if (word.since) add(aims.cuts, word.since, 0, ...bounds);
    if (word.before) add(aims.cuts, word.before, 0, ...bounds.map((bound) => -bound));
    if (word.notice) for (const kind of list(word.notice)) add(aims.kinds, kind, 0, ...bounds);
    if (word.scan) add(aims.codes, typeof word.scan === 'string' ? word.scan : word.scan.not, 0, ...bounds);
    if (word.fact) aims.facts.get(word.fact)?.named.push(...list(word.is ?? []), ...numbers);
    if (word.lineFact) aims.facts.get(`line.${word.lineFact}`)?.named.push(...list(word.is ?? []), ...numbers);
    if (word.recentCancellations) add(aims.counts, word.recentCancellations, ...numbers);
    if (word.attempts) add(aims.attempts, word.attempts, ...numbers);
    if (word.amount) {
      const known = aims.amounts.get(word.amount) ?? { bounds: [], currencies: [] };
      known.bounds.push(...numbers);
      known.currencies.push(word.currency);
      aims.amounts.set(word.amount, known);
    }
    Object.values(word).forEach(visit);
  };
  for (const { rules } of policies) visit(rules.map(({ when }) => when));
  const named = [...aims.amounts.values()].flatMap((one) => one.currencies);
  const ofFees = policies.flatMap(({ refund, rules }) =>
    [refund, ...rules.map(({ then }) => then.refund)].flatMap((terms) => {
      const { amount = [], atLeast = [], atMost = [] } = terms?.fee ?? {};
      return [amount, atLeast, atMost].flat().map((money) => money.currency);
    }),
  );
  aims.currencies = [...new Set([...named, ...ofFees])];
  aims.everydayCurrencies = named.length > 0 ? named.slice(0, 1) : ofFees.length > 0 ? [...new Set(ofFees)] : ['EUR'];
  aims.readsParcels = [...aims.cuts.keys()].some((name) => /^line\.\w+$/.test(name));
  return aims;
}

/** One order, who asks, and when; near whatever the rules turn on. `single`: of one line. */
export function randomOrder(aims: Aims, random: () => number, single = false): RandomOrder {
  const chance = (probability: number): boolean => random() < probability;
  const within = (most: number): number => Math.floor(random() * most);
  const of = <T>(values: readonly T[]): T => values[within(values.length)] as T;
  const { policies } = aims;
  const everyday = chance(0.6);
  const shift = (): number => of([-1, 0, 0, 1]);
  const common = [0, hour, day, 3 * day, 10 * day, 40 * day];
  /** How long ago, ms: about where a window of it opens or closes. */
  const ago = (cuts: readonly number[] = []): number =>
    (chance(0.75) && cuts.length > 0 ? of(cuts) : chance(0.3) ? of(common) : within(of([hour, day, 30 * day]))) +
    shift();
  let now = middle + within(300 * day) - 150 * day;
  const iso = (at: number): string => new Date(at).toISOString();

  // First how long ago what is recorded happened.
  const elapsed: Record<string, number> = {};
  const happened = (name: string, probability: number, key = name): void => {
    if (chance(probability)) elapsed[key] = ago([...(aims.cuts.get(name) ?? []), ...cutsThrough(aims, name)]);
  };
  happened('placedAt', 1);
  happened('paidAt', 0.65);
  happened('shippedAt', 0.3);
  happened('deliveredAt', 0.2);
  happened('requestedAt', 1);
  const count = single ? 1 : of([1, 1, 1, 2, 3]);
  for (let at = 0; at < count; at++) {
    happened('line.shippedAt', 0.4, `${at}.shippedAt`);
    happened('line.deliveredAt', 0.3, `${at}.deliveredAt`);
  }
  const lineNames = Array.from({ length: count }, (_, at) => [`${at}.shippedAt`, `${at}.deliveredAt`]);
  if (everyday) {
    const after = (later: string, ...earlier: string[]): void => {
      if (elapsed[later] === undefined) return;
      elapsed[later] = Math.max(0, Math.min(elapsed[later], ...earlier.map((name) => elapsed[name] ?? Infinity)));
    };
    after('placedAt');
    after('paidAt', 'placedAt');
    after('shippedAt', 'placedAt', 'paidAt');
    after('deliveredAt', 'placedAt', 'paidAt', 'shippedAt');
    after('requestedAt', 'placedAt');
    for (const [shipped = '', delivered = ''] of lineNames) {
      after(shipped, 'placedAt');
      after(delivered, 'placedAt', shipped);
    }
  } else if (chance(0.2)) elapsed[of(Object.keys(elapsed))] = -ago();
  const at = (name: string): string | undefined => {
    const passed = elapsed[name];
    return passed === undefined ? undefined : iso(now - passed);
  };

  const status = of(aims.statuses);
  const { currencies, everydayCurrencies } = aims;
  const currency = of(everyday ? everydayCurrencies : [...currencies, 'EUR', 'USD', 'JPY']);
  const money = (name: string): number => {
    const bounds = aims.amounts.get(name)?.bounds ?? [];
    return Math.max(0, bounds.length > 0 && chance(0.7) ? of(bounds) + shift() : within(20_000));
  };
  // An order in two currencies cannot be read.
  const amountOf = (amount: number) => ({ amount, currency });
  const paid = chance(0.1) ? 0 : money('paid');
  const factsFor = (ofLine: boolean): Record<string, Any> => {
    const facts: Record<string, Any> = {};
    for (const [key, { declared, named, ofLine: own }] of aims.facts) {
      if (own !== ofLine) continue;
      const name = ofLine ? key.slice('line.'.length) : key;
      if (chance(0.2) && (!everyday || isDefaultEverywhere(policies, name, ofLine))) continue;
      if (!everyday && chance(0.1)) facts[name] = of([null, 'x', 5, true]);
      else facts[name] = valueFor(declared, named, ofLine ? `line.facts.${name}` : `facts.${name}`);
    }
    return facts;
  };
  const valueFor = ({ type, default: byDefault }: FactDeclaration, named: Any[], name: string): Any => {
    const values = named.filter((value) => typeof value === type);
    if (type === 'boolean') return chance(0.5);
    if (type === 'string') return chance(0.2) || values.length === 0 ? 'something-else' : of(values);
    if (type === 'number')
      return values.length > 0 && chance(0.8) ? of(values) + of([-1, -0.5, 0, 0, 0.5, 1]) : within(50);
    if (byDefault === null && chance(0.1)) return null;
    const written = named.filter((value) => typeof value === 'string');
    if (written.length > 0 && chance(0.3)) return of(written);
    const cuts = [...(aims.cuts.get(name) ?? []), ...cutsThrough(aims, name)];
    const instant = iso(now - (chance(0.5) ? ago(cuts) : -ago()));
    return type === 'date' ? instant.slice(0, 10) : instant;
  };

  const fates: LineFate[] = [];
  const lines = Array.from({ length: count }, (_, index) => {
    const fate: LineFate = chance(0.75) ? 'open' : of(['shipped', 'committed', 'gone']);
    fates.push(fate);
    const quantity = of([1, 1, 2, 3]);
    const byLine = { ...factsFor(true) };
    return {
      ...{ id: `line-${index + 1}`, sku: `sku-${index + 1}`, title: 'Item', quantity, unitPrice: amountOf(1000) },
      ...(fate === 'shipped' && { shippedQuantity: quantity }),
      ...(fate === 'committed' && { committedQuantity: quantity }),
      ...(fate === 'gone' && { cancelledQuantity: quantity }),
      ...(Object.keys(byLine).length > 0 && { facts: byLine }),
    };
  });
  const parcels = lines.flatMap(({ id, quantity }, index) => {
    if (!aims.readsParcels || !chance(0.8)) return [];
    const expectedAt = chance(0.5)
      ? iso(now - (chance(0.5) ? ago(aims.cuts.get('line.expectedAt')) : -ago()))
      : undefined;
    const [shippedAt, deliveredAt] = [at(`${index}.shippedAt`), at(`${index}.deliveredAt`)];
    return [
      {
        ...{ id: `parcel-${index + 1}`, status: fates[index] === 'shipped' ? 'shipped' : 'pending' },
        lines: [{ id, quantity }],
        ...(shippedAt && { shippedAt }),
        ...(deliveredAt && { deliveredAt }),
        ...(expectedAt && { expectedAt }),
      },
    ];
  });
  const party = (id: string): Any => {
    const bounds = aims.counts.get(id) ?? [];
    return {
      ...{ id, name: id, status: chance(0.15) ? 'terminated' : 'active' },
      ...(chance(0.7) && {
        recentCancellations: Math.max(0, bounds.length > 0 && chance(0.8) ? of(bounds) + shift() : within(9)),
      }),
    };
  };
  const facts = factsFor(false);
  const notices = recorded([...aims.kinds.keys()], 3).map((kind) => {
    const notBefore = Math.max(
      0,
      ...policies.map(({ notices: all }) => durationFrom(all?.[kind]?.notBefore ?? 'PT0S')),
    );
    const latest = (elapsed['placedAt'] as number) - notBefore;
    let filed = ago(aims.kinds.get(kind));
    if (everyday) filed = Math.max(0, Math.min(filed, latest));
    if (everyday && latest < 0) return null;
    const later = (): string => iso(now - (everyday ? within(filed + 1) : ago()));
    return {
      ...{ kind, filedAt: iso(now - filed) },
      ...(chance(0.4) && { respondedAt: later() }),
      ...(chance(0.3) && { penaltyAcceptedAt: later() }),
      ...(chance(0.2) && { liftedAt: later() }),
    };
  });
  const scans = recorded([...aims.codes.keys(), 'sorted'], aims.codes.size > 0 ? 4 : 0).map((code) => {
    const passed = ago(aims.codes.get(code));
    const seen = everyday ? Math.max(0, Math.min(passed, elapsed['placedAt'] as number)) : passed;
    return { code, at: iso(now - seen) };
  });
  function recorded(names: string[], most: number): string[] {
    return names.length > 0 && chance(0.6) ? Array.from({ length: within(most + 1) }, () => of(names)) : [];
  }
  const order: Any = {
    ...{ id: 'random', status, placedAt: at('placedAt') },
    ...Object.fromEntries(
      ['paidAt', 'shippedAt', 'deliveredAt'].flatMap((name) => (at(name) ? [[name, at(name)]] : [])),
    ),
    total: amountOf(money('total')),
    payment: {
      ...{ method: 'card', paid: amountOf(paid) },
      refunded: amountOf(chance(0.6) ? 0 : everyday ? Math.min(paid, money('refunded')) : money('refunded')),
    },
    ...{ lines, buyer: party('buyer'), seller: party('seller'), revision: '1' },
    ...(parcels.length > 0 && { fulfilments: parcels }),
    ...(Object.keys(facts).length > 0 && { facts }),
    ...(notices.length > 0 && { notices: notices.filter((one) => one !== null) }),
    ...(scans.length > 0 && { scans }),
  };
  const cancellations = randomCancellations();
  const actor = of<DecisionContext['actor']>(['buyer', 'buyer', 'buyer', 'seller', 'seller', 'platform', 'nobody']);
  if (chance(0.3)) now = about() ?? now;
  return { order, context: { actor, now, cancellations }, fates, everyday };

  /** What was asked for, the last of it open or not. */
  function randomCancellations(): Cancellation[] {
    const asked = (id: number, state: Cancellation['state'], by: Actor, ofLines: boolean): Any => ({
      ...{ id: `c-${id}`, orderId: 'random', kind: !everyday && chance(0.1) ? 'withdrawal' : 'cancellation', state },
      ...{ requestedBy: by, requestedAt: at('requestedAt'), reason: null, comment: null },
      lines: ofLines ? there.slice(0, 1 + within(there.length)).map(({ id, quantity }) => ({ id, quantity })) : null,
      ...{ previousStatus: status, respondBy: null, refund: null, decision: null, revision: '1' },
      policy: { id: policies[0]?.id, version: '1', hash: '0'.repeat(64) },
    });
    // Nobody can ask for what has left or is gone.
    const there = lines.filter((_, index) => fates[index] === 'open');
    const people: Actor[] = ['buyer', 'buyer', 'seller', 'platform'];
    const most = Math.max(1, ...[...aims.attempts.values()].flat()) + 1;
    const earlier = Array.from({ length: chance(0.25) ? 1 + within(most) : 0 }, (_, id) =>
      asked(id, of(['withdrawn', 'declined', 'expired']), of(people), there.length > 0 && chance(0.2)),
    );
    if (chance(0.5)) return earlier;
    const state = of(cancellationStates);
    // What is asked for of items is open for these alone.
    const ofLines =
      there.length > 0 && chance(0.3) && (state === 'requested' || state === 'cancelled' || !open.includes(state));
    return [...earlier, asked(99, state, of(people), ofLines)];
  }

  /** An instant at which a window opens or closes, not before anything that has happened. */
  function about(): number | null {
    const names = [...aims.cuts.keys()].filter((name) => !name.startsWith('line.'));
    if (names.length === 0) return null;
    const name = of(names);
    const policy = policies.find(
      ({ instants }) => !name.startsWith('instants.') || instants?.[name.slice('instants.'.length)],
    ) as CancelPolicy;
    const known = readInstant(name, policy, order, cancellations.at(-1));
    if (!Number.isFinite(known)) return null;
    const found = known + of(aims.cuts.get(name) as number[]) + shift();
    const past = [order, ...parcels, ...cancellations, ...(order.notices ?? []), ...(order.scans ?? [])].flatMap(
      (part) =>
        Object.entries(part).flatMap(([key, value]) =>
          /^(\w+At|at)$/.test(key) && key !== 'expectedAt' ? [Date.parse(value as string)] : [],
        ),
    );
    return !everyday || found >= Math.max(...past) ? found : null;
  }
}

function readInstant(name: string, policy: CancelPolicy, order: Any, cancellation: Cancellation | undefined): number {
  try {
    return instantOf(name as InstantName, policy, order, (cancellation ?? null) as Cancellation);
  } catch {
    return Number.NaN;
  }
}

/** The cuts of what policies derive from an instant, as far as days are 24 hours long. */
function cutsThrough({ policies, cuts }: Aims, name: string): number[] {
  return policies.flatMap(({ instants }) =>
    Object.entries(instants ?? {}).flatMap(([own, { of, days = 0 }]) =>
      of === name ? (cuts.get(`instants.${own}`) ?? []).map((cut) => cut + days * day) : [],
    ),
  );
}

function isDefaultEverywhere(policies: readonly CancelPolicy[], name: string, ofLine: boolean): boolean {
  return policies.every(({ facts, lineFacts }) => {
    const declared = (ofLine ? lineFacts : facts)?.[name];
    return !declared || declared.default !== undefined;
  });
}
