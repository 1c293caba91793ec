import type { Ruled } from '../../domain/decision/compile.ts';
import { termsOf } from '../../domain/lifecycle/permit.ts';
import type { CancelPolicy, Outcome } from '../../domain/policy.ts';
import type { Actor } from '../../domain/records.ts';
import { own } from '../../domain/values/own-member.ts';
import { sumOfQuantities } from '../../domain/values/quantity.ts';
import { type CompiledPolicy, compilePolicy } from '../decide.ts';
import { parsePolicy } from '../parse.ts';
import { type Effects, effectsOf, type Sums } from './effects.ts';
import type { PastOrder, Unread } from './past-orders.ts';

export interface ReplayOptions {
  /** The policy that was in force; absent: nothing is compared. */
  against?: CancelPolicy;
  /** Stops with its reason. */
  signal?: AbortSignal;
  /** After each stretch of work: how many were replayed. */
  onProgress?(orders: number): void;
  /** So many orders are kept as examples of each kind of change. Default 3. */
  examples?: number;
  /**
   * Of which orders money, goods and requests are reckoned, which takes most of the time. Default: where policies are compared
   * of those that they treat differently, since of the others both come to the same; else of all.
   */
  reckon?: 'all' | 'changed' | 'none';
}

/** Everything that is asked alike and answered alike. */
export interface ReplayChange {
  actor: Actor | 'nobody';
  status: string;
  from: Ruled;
  to: Ruled;
  count: number;
  /** `decide` can be run on them. */
  examples: PastOrder[];
}

/** What a policy makes of the orders: its outcomes of all, the rest of those that are reckoned. */
export interface ReplayTotals {
  outcomes: Record<Outcome, number>;
  /** Requests that somebody has to answer, by who that is. */
  toAnswer: Record<string, number>;
  /** Due at once, and due if what is requested is accepted: minor units by currency. */
  refund: Sums;
  refundIfAccepted: Sums;
  /** Units that go back to stock, likewise. */
  restock: number;
  restockIfAccepted: number;
}

export interface Replay {
  orders: number;
  /** What could not be read, and why of the first of them. */
  unreadable: { count: number; first: Unread[] };
  /** By what is in force; `null` where nothing is compared. */
  before: ReplayTotals | null;
  after: ReplayTotals;
  /** Orders about which the two policies say different things. */
  changed: number;
  /** Most frequent first. */
  changes: ReplayChange[];
}

/** So long the page, or the process, is kept at most before others get their turn, ms. */
const stretch = 8;
/** Beyond so many kinds of change the rarest are counted only. */
const mostKinds = 1000;
const mostUnread = 10;

/**
 * Replays past orders by a policy, and by the one that was in force: which decisions change, what money and goods go back,
 * how many requests there are to answer. Streams: nothing is kept of an order but examples. Gives way every few milliseconds.
 *
 * What goes back is reckoned of each order by itself as the policies would have it: of what is requested as if it were
 * accepted, with the first of what may be chosen.
 *
 * @throws {CancelError} `invalid-policy`; the reason of `signal`.
 */
export async function replayPolicy(
  policy: CancelPolicy,
  orders: Replayable,
  { against, signal, onProgress, examples = 3, reckon = against ? 'changed' : 'all' }: ReplayOptions = {},
): Promise<Replay> {
  const after = sideOf(policy);
  const before = against === undefined ? null : sideOf(against);
  const changes = new Map<string, ReplayChange>();
  const unreadable: Replay['unreadable'] = { count: 0, first: [] };
  let done = 0;
  let changed = 0;

  const note = (past: PastOrder, from: Ruled, to: Ruled): void => {
    changed++;
    const { order, context } = past;
    const key = JSON.stringify([context.actor, order.status, from, to]);
    const known = changes.get(key);
    if (known) {
      known.count++;
      if (known.examples.length < examples) known.examples.push(past);
    } else if (changes.size < mostKinds) {
      const kept = examples > 0 ? [past] : [];
      changes.set(key, { actor: context.actor, status: order.status, from, to, count: 1, examples: kept });
    }
  };
  const replay = (past: PastOrder | Unread): void => {
    if ('problem' in past) {
      unreadable.count++;
      if (unreadable.first.length < mostUnread) unreadable.first.push(past);
      return;
    }
    const { order, context } = past;
    done++;
    const now = after.compiled.outcome(order, context);
    after.totals.outcomes[now.outcome]++;
    let differs = false;
    if (before) {
      const then = before.compiled.outcome(order, context);
      before.totals.outcomes[then.outcome]++;
      differs = !saysSame(then, now);
      if (differs) note(past, then, now);
      const isReckoned =
        reckon === 'all' || (reckon === 'changed' && (differs || before.terms(then) !== after.terms(now)));
      if (isReckoned) reckonOf(before, past, then);
      if (isReckoned) reckonOf(after, past, now);
    } else if (reckon === 'all') reckonOf(after, past, now);
  };

  await inStretches(orders, replay, () => {
    signal?.throwIfAborted();
    onProgress?.(done);
  });
  return {
    orders: done,
    unreadable,
    before: before?.totals ?? null,
    after: after.totals,
    changed,
    changes: [...changes.values()].sort((one, other) => other.count - one.count),
  };
}

/** Orders at hand, or as they come, one by one or many at once. */
export type Replayable =
  | Iterable<PastOrder | Unread>
  | AsyncIterable<PastOrder | Unread | readonly (PastOrder | Unread)[]>;

interface Side {
  compiled: CompiledPolicy;
  totals: ReplayTotals;
  effects: Effects;
  /** What the rule that decided says of money and goods, to be compared. */
  terms(ruled: Ruled): string;
}

function sideOf(input: CancelPolicy): Side {
  const policy = parsePolicy(input);
  const compiled = compilePolicy(policy);
  const known = new Map<string | null, string>();
  return {
    compiled,
    effects: effectsOf(policy, compiled),
    totals: {
      outcomes: { cancel: 0, request: 0, return: 0, none: 0, 'ask-server': 0 },
      ...{ toAnswer: {}, refund: {}, refundIfAccepted: {}, restock: 0, restockIfAccepted: 0 },
    },
    terms({ ruleId }) {
      const terms = known.get(ruleId) ?? JSON.stringify([termsOf(policy, ruleId), policy.refund, policy.consequences]);
      known.set(ruleId, terms);
      return terms;
    },
  };
}

function reckonOf({ totals, effects }: Side, { order, context }: PastOrder, ruled: Ruled): void {
  const { outcome, ruleId } = ruled;
  if (outcome !== 'cancel' && outcome !== 'request') return;
  const { due, units, answerer } = effects(order, context, { outcome, ruleId });
  if (outcome === 'request') {
    add(totals.toAnswer, answerer, 1);
    if (due) add(totals.refundIfAccepted, due.currency, due.amount);
    totals.restockIfAccepted = sumOfQuantities(totals.restockIfAccepted, units);
  } else {
    if (due) add(totals.refund, due.currency, due.amount);
    totals.restock = sumOfQuantities(totals.restock, units);
  }
}

function add(sums: Sums, name: string, value: number): void {
  sums[name] = (own(sums, name) ?? 0) + value;
}

/** Which rule says it is the policy's own affair. */
function saysSame(one: Ruled, other: Ruled): boolean {
  return one.outcome === other.outcome && one.reason === other.reason && one.contact === other.contact;
}

/** Does something with each, and gives way whenever a stretch is over. */
async function inStretches(orders: Replayable, each: (past: PastOrder | Unread) => void, pause: () => void) {
  let since = performance.now();
  const many = async (some: Iterable<PastOrder | Unread>): Promise<void> => {
    let sinceLooked = 0;
    for (const past of some) {
      each(past);
      // Orders differ: thousands of lines take as long as thousands of orders.
      if (++sinceLooked < 16) continue;
      sinceLooked = 0;
      if (performance.now() - since < stretch) continue;
      pause();
      await othersTurn();
      since = performance.now();
    }
  };
  pause();
  if (Symbol.asyncIterator in orders) {
    for await (const some of orders) await many(Array.isArray(some) ? some : [some as PastOrder | Unread]);
  } else await many(orders);
  pause();
}

/** A task of its own, which waits for nothing but its turn; timers are held back where many follow each other. */
function othersTurn(): Promise<void> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(null);
  });
}
