import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import fc from 'fast-check';
import { type Arith, type Bool, init } from 'z3-solver';
import { analysePolicy, type CancelPolicy, type Condition, parsePolicy, type Rule } from '../../../src/policy/index.ts';
import { durationFrom } from '../../domain/reference.ts';
import { presets } from '../../domain/vectors.ts';
import { aPolicy } from '../fixtures.ts';
import { Predictions } from './predictions.ts';

const seed = Number(process.env['SEED'] ?? Math.floor(Math.random() * 2 ** 31));
const runs = Number(process.env['RUNS'] ?? 40);

// biome-ignore lint/suspicious/noExplicitAny: conditions are read as plain JSON here
type Any = any;
type Z3 = Awaited<ReturnType<typeof init>>;

let z3: Z3;
/** One for all, as each takes megabytes of the solver's memory. */
let context: ReturnType<typeof contextOf>;
const contextOf = ({ Context }: Z3) => Context('orders');

/** Placed ≤ paid ≤ shipped ≤ delivered ≤ now. */
const sequence = ['placedAt', 'paidAt', 'shippedAt', 'deliveredAt'] as const;

const list = <T>(value: T | T[]): T[] => (Array.isArray(value) ? value : [value]);

/** Orders of everyday under a policy, as the solver has them: times since their instants, numbers, and what else is named. */
class Orders {
  readonly #z = context;
  readonly #solver = new this.#z.Solver();
  readonly #times = new Map<string, { there: Bool<'orders'>; passed: Arith<'orders'> }>();
  readonly #values = new Map<string, Arith<'orders'>>();
  readonly #policy: CancelPolicy;
  readonly #asked: { actor: string; status: string };

  constructor(policy: CancelPolicy, asked: { actor: string; status: string }) {
    this.#policy = policy;
    this.#asked = asked;
    const { Implies, And } = this.#z;
    const times = sequence.map((instant) => this.#time(instant));
    this.#solver.add((times[0] as (typeof times)[number]).there);
    for (const [index, one] of times.entries()) {
      this.#solver.add(one.passed.ge(0));
      for (const later of times.slice(index + 1))
        this.#solver.add(Implies(And(one.there, later.there), one.passed.ge(later.passed)));
    }
    this.#solver.add(this.#value('amount refunded').le(this.#value('amount paid')));
  }

  #time(instant: string) {
    const known = this.#times.get(instant);
    if (known) return known;
    const time = { there: this.#z.Bool.const(`has ${instant}`), passed: this.#z.Int.const(`since ${instant}`) };
    this.#times.set(instant, time);
    const fact = this.#policy.facts?.[instant.slice('facts.'.length)];
    // What a shop plans is always recorded, unless the policy says what it is otherwise.
    if (fact && fact.default !== null) this.#solver.add(time.there);
    return time;
  }

  #value(key: string, isWhole = true): Arith<'orders'> {
    const known = this.#values.get(key);
    if (known) return known;
    const value = isWhole ? this.#z.Int.const(key) : this.#z.Real.const(key);
    if (isWhole) this.#solver.add(value.ge(0));
    this.#values.set(key, value as Arith<'orders'>);
    return value as Arith<'orders'>;
  }

  #within(value: Arith<'orders'>, { atLeast, below }: { atLeast?: number; below?: number }): Bool<'orders'> {
    return this.#z.And(
      ...[atLeast === undefined ? [] : value.ge(atLeast), below === undefined ? [] : value.lt(below)].flat(),
    );
  }

  /** A condition, as a formula. */
  say(condition: Condition | Condition[]): Bool<'orders'> {
    const { And, Or, Not, Bool } = this.#z;
    const word: Any = condition;
    if (Array.isArray(word)) return And(...word.map((part) => this.say(part)));
    if (word.all) return And(Bool.val(true), ...word.all.map((part: Condition) => this.say(part)));
    if (word.any) return Or(Bool.val(false), ...word.any.map((part: Condition) => this.say(part)));
    if (word.not) return Not(this.say(word.not));
    if (word.actor) return Bool.val(list(word.actor).includes(this.#asked.actor));
    if (word.status) return Bool.val(list(word.status).includes(this.#asked.status));
    // Nothing was ever asked for.
    if (word.request) return Bool.val(list(word.request).includes('none'));
    if (word.since) {
      const { there, passed } = this.#time(word.since);
      const [from, until] = [word.from, word.until].map((bound) => bound && durationFrom(bound));
      return And(there, this.#within(passed, { atLeast: from, below: until }));
    }
    if (word.before) {
      const { there, passed } = this.#time(word.before);
      const [from, until] = [word.from, word.until ?? 'PT0S'].map((bound) => bound && -durationFrom(bound));
      return And(there, this.#within(passed, { atLeast: from, below: until }));
    }
    if (word.amount) return this.#within(this.#value(`amount ${word.amount}`), word);
    if (word.account) return this.#value(`account ${word.account}`).eq(word.is === 'active' ? 1 : 0);
    if (word.recentCancellations) {
      const times = this.#value(`recent ${word.recentCancellations}`);
      // As far as the order says.
      return And(Bool.const(`says recent ${word.recentCancellations}`), this.#within(times, word));
    }
    if (this.#policy.facts?.[word.fact]?.type === 'number' && word.is === undefined)
      return this.#within(this.#value(`fact ${word.fact}`, false), word);
    const value = this.#value(`fact ${word.fact}`, this.#policy.facts?.[word.fact]?.type !== 'number');
    return Or(
      ...list(word.is).map((one: Any) => value.eq(typeof one === 'number' ? one : this.#number(word.fact, one))),
    );
  }

  /** A value that is no number, as one. */
  #number(fact: string, value: unknown): number {
    const texts: unknown[] = this.#policy.facts?.[fact]?.type === 'boolean' ? [false, true] : this.#texts(fact);
    const at = texts.indexOf(value);
    if (texts.length === 2 && typeof value === 'boolean') this.#solver.add(this.#value(`fact ${fact}`).le(1));
    return at < 0 ? 1e6 : at;
  }

  #texts(fact: string): unknown[] {
    const found = new Set<unknown>();
    const visit = (word: Any): void => {
      if (typeof word !== 'object' || word === null) return;
      if (word.fact === fact) for (const one of list(word.is)) found.add(one);
      Object.values(word).forEach(visit);
    };
    visit(this.#policy.rules.map(({ when }) => when));
    return [...found];
  }

  /** Whether an order has all of it. */
  async has(...formulas: Bool<'orders'>[]): Promise<boolean> {
    const answer = await this.#solver.check(...formulas);
    assert.notEqual(answer, 'unknown');
    return answer === 'sat';
  }

  not(formula: Bool<'orders'>): Bool<'orders'> {
    return this.#z.Not(formula);
  }
}

/** Which rules the solver lets decide, and at last whether none may; of whom nothing was asked before. */
async function decidable(policy: CancelPolicy, asked: { actor: string; status: string }): Promise<boolean[]> {
  const orders = new Orders(policy, asked);
  const { rules } = policy;
  const found: boolean[] = [];
  const earlier: Bool<'orders'>[] = [];
  for (const { when } of rules) {
    const own = orders.say(when);
    found.push(await orders.has(own, ...earlier));
    earlier.push(orders.not(own));
  }
  return [...found, await orders.has(...earlier)];
}

function foreseen(predictions: Predictions, policy: CancelPolicy, asked: { actor: string; status: string }): boolean[] {
  const asking = { ...asked, cancellation: null, fate: 'open' } as Parameters<Predictions['foresees']>[0];
  return [...policy.rules.keys(), null].map((index) => predictions.foresees(asking, [{ index }], true) === true);
}

const wordsOf = (condition: unknown): string[] => {
  if (typeof condition !== 'object' || condition === null) return [];
  const own = Object.keys(condition);
  return Array.isArray(condition) || own.some((key) => ['all', 'any', 'not', 'someLine'].includes(key))
    ? [...(own.includes('someLine') ? ['someLine'] : []), ...Object.values(condition).flatMap(wordsOf)]
    : own;
};

/** Whether a policy reads nothing but what is said to the solver. */
const isSayable = (policy: CancelPolicy): boolean => {
  const text = JSON.stringify(policy.rules.map(({ when }) => when));
  const words = new Set(policy.rules.flatMap(({ when }) => wordsOf(when)));
  const others = ['scan', 'notice', 'attempts', 'lineFact', 'someLine'];
  return !others.some((word) => words.has(word)) && !/"(instants|line)\.|requestedAt|null/.test(text);
};

const pick = <T>(...values: T[]) => fc.constantFrom(...values);
const range = fc
  .tuple(fc.option(fc.integer({ min: 0, max: 6 })), fc.option(fc.integer({ min: 1, max: 6 })))
  .filter(([low, high]) => (low !== null || high !== null) && (low === null || high === null || low < high));
const windowOf = range.map(([from, until]) => ({
  ...(from !== null && { from: `PT${from}H` }),
  ...(until !== null && { until: `PT${until}H` }),
}));
const numbers = range.map(([low, high]) => ({
  ...(low !== null && { atLeast: low }),
  ...(high !== null && { below: high }),
}));
const leaf: fc.Arbitrary<Any> = fc.oneof(
  { weight: 5, arbitrary: fc.tuple(pick(...sequence), windowOf).map(([since, bounds]) => ({ since, ...bounds })) },
  fc
    .tuple(pick('total', 'paid', 'refunded'), numbers)
    .map(([amount, bounds]) => ({ amount, currency: 'EUR', ...bounds })),
  numbers.map((bounds) => ({ fact: 'weight', ...bounds })),
  pick({ fact: 'gift', is: true }, { fact: 'gift', is: false }),
  numbers.map((bounds) => ({ recentCancellations: 'buyer', ...bounds })),
);
const { condition } = fc.letrec<{ condition: Any; parts: Any[] }>((tie) => ({
  parts: fc.array(tie('condition'), { minLength: 1, maxLength: 3 }),
  condition: fc.oneof(
    { depthSize: 'small' },
    { weight: 3, arbitrary: leaf },
    { weight: 2, arbitrary: tie('parts').map((all) => ({ all })) },
    { weight: 2, arbitrary: tie('parts').map((any) => ({ any })) },
    { weight: 2, arbitrary: tie('condition').map((not) => ({ not })) },
  ),
}));
const policies = fc
  .array(fc.tuple(condition, pick('cancel', 'request', 'none')), { minLength: 2, maxLength: 6 })
  .map((all) =>
    parsePolicy(
      aPolicy({
        facts: { weight: { type: 'number' }, gift: { type: 'boolean' } },
        rules: all.map(([when, outcome], at) => ({ id: `rule-${at}`, when, then: { outcome, reason: 'ask' } }) as Rule),
      }),
    ),
  );

describe(`analysePolicy, against a solver (SEED=${seed})`, () => {
  before(async () => {
    z3 = await init();
    context = contextOf(z3);
  });
  after(() => {
    // Its threads keep the process.
    z3.em.PThread.terminateAllThreads();
  });

  it('lets the same rules decide, by the order of instants and numbers', async () => {
    await fc.assert(
      fc.asyncProperty(policies, async (policy) => {
        const asked = { actor: 'buyer', status: Object.keys(policy.statuses)[0] as string };
        const known = await decidable(policy, asked);
        assert.deepEqual(foreseen(new Predictions([policy]), policy, asked), known);
        // A rule of which it says that it never decides, or only what no shop has.
        const never = analysePolicy(policy, { steps: 1e8 })
          .filter(({ code }) =>
            /^(contradiction|window-never-opens|shadowed|never-asked|only-out-of-order)$/.test(code),
          )
          .map(({ ruleId }) => ruleId);
        const none = policy.rules.filter((_, index) => !known[index]).map(({ id }) => id);
        assert.deepEqual([...new Set(never)].sort(), none.sort());
      }),
      { seed, numRuns: runs },
    );
  });

  for (const [id, policy] of Object.entries(presets).filter(([, one]) => isSayable(one))) {
    it(`lets the same rules of ${id} decide`, async () => {
      const predictions = new Predictions([policy]);
      for (const actor of ['buyer', 'seller', 'platform']) {
        for (const status of Object.keys(policy.statuses)) {
          const asked = { actor, status };
          assert.deepEqual(foreseen(predictions, policy, asked), await decidable(policy, asked), JSON.stringify(asked));
        }
      }
    });
  }
});
