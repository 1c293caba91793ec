import { CancelError } from '../../../domain/errors.ts';
import type { Order } from '../../../domain/records.ts';
import type { Lot } from '../../../domain/settlement/stock.ts';
import { sha256Hex } from '../../../domain/values/sha256.ts';
import { sideBySide } from '../../side-by-side.ts';
import { within } from '../../within.ts';
import { ends } from '../memory-shop.ts';
import {
  type CommitMeta,
  type Committed,
  isUnderWay,
  type NotCommitted,
  type ShopConnector,
  type ShopEffect,
  type ShopLack,
  type UnderWay,
} from '../shop.ts';
import {
  dueAtOf,
  effectTypes,
  givenUp,
  hasEnded,
  isStuck,
  type Job,
  type JobStep,
  newJob,
  type Refunded,
  refundsOf,
  withoutWords,
} from './job.ts';
import type { StepJournal } from './journal.ts';

type Of<Type extends ShopEffect['type']> = Extract<ShopEffect, { type: Type }>;

/**
 * One call of the shop: an effect with its key, the same however often it is tried, and the transition that it belongs to. Where
 * the order was shipped and `meta.afterShipment` does not say so, a status is refused: it would hide that. It is looked before
 * each, and a shop that compares leaves no gap between the two.
 */
export interface StepCall<Effect extends ShopEffect = ShopEffect> {
  orderId: string;
  effect: Effect;
  key: string;
  meta: CommitMeta;
  /**
   * The order's, as the shop gave it or as `contentRevision` makes it, that was decided on: of a transition's first step alone. A shop
   * that compares it when it does the step, and refuses where the order has another, undoes nothing that its staff has done since.
   */
  revision?: string;
  /** Aborts when it is not waited for any longer. */
  signal: AbortSignal;
}

/** Of a refund: how far the money is (default `settled`). Of all else nothing. */
export type StepResult = { refund: Refunded } | undefined;

/** What became of a call whose answer was lost. `unknown`: the shop cannot tell yet; `stuck`: it never will, a person has to be asked. */
export type StepFound = 'done' | 'not-done' | 'unknown' | 'stuck' | { refund: Refunded };

/**
 * How the shop does one kind of effect. A call that rejects may have been done: it is tried again only where that is safe.
 * `repeatable`: the shop takes the key, and does it once however often it is asked. `check`: the shop can be asked whether it
 * was done. With neither, a person is asked, and nothing is guessed.
 */
export interface Step<Effect extends ShopEffect = ShopEffect> {
  /** @throws {StepRefused} nothing was done, and never will be; anything else: it is not known. */
  // biome-ignore lint/suspicious/noConfusingVoidType: a function that returns nothing is one
  run(call: StepCall<Effect>): Promise<StepResult | void>;
  check?(call: StepCall<Effect>): Promise<StepFound>;
  repeatable?: boolean;
}

/** The shop has refused: nothing was done. `stock`: what was restocked is sold by now (SB-12). */
export class StepRefused extends Error {
  readonly refused: 'stock' | undefined;

  constructor(message: string, { refused }: { refused?: 'stock' } = {}) {
    super(message);
    this.name = 'StepRefused';
    this.refused = refused;
  }
}

/** How each effect is done; `none`: the shop has nothing of the kind. Each has to be named, so that none is forgotten. */
export type Steps = { [Type in ShopEffect['type']]: Step<Of<Type>> | 'none' };

export interface StepwiseOptions {
  read: {
    /** An order, as the shop has it by now. `revision` may be empty: then its content stands for it. */
    order(id: string): Promise<Order | null>;
    orderByNumber(number: string): Promise<Order | null>;
    ordersOf?(buyerId: string, limit: number): Promise<string[]>;
    lots?(orderId: string): Promise<Lot[]>;
  };
  steps: Steps;
  journal: StepJournal;
  /** What the shop cannot do beside the steps that are `none`: `lines`, `undo`. */
  lacks?: readonly ShopLack[];
  /** Called when a transition that was under way has ended: `(orderId) => server.orderChanged(orderId)`. */
  onDone?: (orderId: string) => unknown;
  /** Called when a step waits for a person. */
  onStuck?: (job: Job) => unknown;
  /** How long an answer waits for the shop, ms; what takes longer is under way. Default 2000. */
  patience?: number;
  /** How long one call may take, ms. Default 30000. */
  timeout?: number;
  /**
   * After a lost answer: for so long a call may still arrive at the shop, ms. Only then it is believed that it was not done,
   * unless the step is repeatable. Default 60000.
   */
  quiet?: number;
  /** The longest pause between two tries, ms. Default 600000. */
  longestPause?: number;
  /** Epoch ms. */
  now?: () => number;
  /** From 0 to below 1. */
  random?: () => number;
}

export interface StepwiseShop extends ShopConnector {
  work(): Promise<void>;
  goOn(id: string): Promise<number | null>;
  dropEnded: NonNullable<ShopConnector['dropEnded']>;
  erase(orderId: string): Promise<void>;
  /** What waits for a person. */
  stuck(after?: string | null, limit?: number): Promise<Job[]>;
  /** A person says what became of a step that is stuck: it was done, or has to be done again. `false`: it is not stuck. */
  settle(jobId: string, key: string, found: 'done' | 'not-done'): Promise<boolean>;
}

/** The order's revision, as the shop has it, or else of its content. */
export function contentRevision(order: Order): string {
  return /^[!#-~]{1,100}$/.test(order.revision) ? order.revision : sha256Hex(JSON.stringify(order)).slice(0, 32);
}

/** ms: the first pause, which doubles with each try. */
const firstPause = 500;
/** So many transitions are looked for at a time. */
const chunk = 100;

/**
 * A connector to a shop that cannot do everything in one transaction, made out of plain calls. Each effect is a durable step:
 * written down before it is tried, tried again with full jitter, and asked about before, so that none is done twice or skipped.
 *
 * @throws {CancelError} `invalid-shop` where an effect is not named in `steps`.
 */
export function stepwiseShop(options: StepwiseOptions): StepwiseShop {
  const { read, steps, journal, onDone, onStuck, now = Date.now, random = Math.random } = options;
  const { patience = 2000, timeout = 30_000, quiet = 60_000, longestPause = 600_000 } = options;
  const missing = effectTypes.filter((type) => !steps[type]);
  if (missing.length > 0) {
    const issues = missing.map((type) => ({ path: ['steps', type], code: 'required' }));
    throw new CancelError('invalid-shop', `no step for ${missing.join(', ')}`, issues);
  }

  /** With a revision that every finished transition changes, whatever the shop itself has of that kind. */
  const revised = async (order: Order | null): Promise<Order | null> =>
    order && { ...order, revision: `${contentRevision(order)}.${await journal.finished(order.id)}` };

  const answerOf = async (job: Job): Promise<Committed | NotCommitted | UnderWay> => {
    if (job.state === 'running') return { ok: false, underWay: true };
    if (job.state === 'given-up') return { ok: false, refused: 'given-up' };
    if (job.state === 'refused') return { ok: false, ...(job.refused && { refused: job.refused }) };
    const order = await revised(await read.order(job.orderId));
    // It was there when this was done: deleted since, nobody has to hear of it any more.
    if (!order) throw new Error(`order ${JSON.stringify(job.orderId)} is gone`);
    return { ok: true, order, ...refundsOf(job) };
  };

  const callOf = (job: Job, { effect }: JobStep): StepCall => ({
    orderId: job.orderId,
    effect,
    key: effect.key,
    meta: job.meta as CommitMeta,
    signal: AbortSignal.timeout(timeout),
  });

  const stepFor = ({ effect }: JobStep) => steps[effect.type] as Step | 'none';

  /** The revision that was decided on, as long as nothing was done that changes it: else it is somebody else who has. */
  const decidedOn = ({ revision, steps }: Job, step: JobStep): Pick<StepCall, 'revision'> => {
    const isFirst = steps.every((one) => one === step || stepFor(one) === 'none' || one.tries === 0);
    const isUndone = step.tries === 0 || (stepFor(step) as Step).repeatable;
    return isFirst && isUndone ? { revision: revision.slice(0, revision.lastIndexOf('.')) } : {};
  };

  /** What became of a step that was begun; `unknown`: it has to be asked again later, `stuck`: a person has to be asked. */
  const find = async (job: Job, step: JobStep): Promise<StepFound> => {
    const how = stepFor(step) as Step;
    if (how.check) {
      const found = await within(timeout, how.check(callOf(job, step)));
      const early = now() - (step.triedAt ?? 0) < quiet + slow;
      return found === 'not-done' && early && !how.repeatable ? 'unknown' : found;
    }
    return how.repeatable ? 'not-done' : 'stuck';
  };

  /** Whether a status would hide that the order was shipped since. */
  const isOvertaken = async ({ orderId, meta }: Job, { effect, tries }: JobStep): Promise<boolean> => {
    if (effect.type !== 'status' || meta?.afterShipment || tries > 0) return false;
    const order = await within(timeout, read.order(orderId));
    return Boolean(order?.shippedAt);
  };

  /** For so long a transition is held, ms: nothing that is done in between takes longer. */
  const held = 2 * timeout;
  /**
   * Between writing down that a step is begun and beginning it there may be so much, ms: of a journal that answers later, or a process
   * that stood still, another one may hold the transition by now.
   */
  const slow = timeout / 4;
  const hold = (): number => now() + held;
  /** Whether it would be waited for longer than anything is: the clock was set back since. */
  const isFarOff = ({ dueAt, heldUntil }: Job): boolean =>
    heldUntil > hold() || (dueAt !== null && dueAt > now() + longestPause);

  /** Of who commits not waited for: who is told reads the order, and waits for whoever waits for the commit. */
  const tell = ({ orderId }: Job): Promise<unknown> =>
    Promise.resolve(orderId)
      .then(onDone)
      .catch(() => {});

  /**
   * Works on one transition until it is done, refused, or has to wait. Only who holds it writes. `isHeld`: it is held for this
   * already. Resolves with whether it has ended.
   */
  const carryOn = async (given: Job, isHeld = false): Promise<boolean> => {
    let job = given;
    /** `false`: somebody else holds it by now. */
    const save = async (changed: Partial<Job>): Promise<boolean> => {
      const next = { ...job, ...changed };
      const saved = await journal.save(next.erased ? withoutWords(next, false) : next, job.version);
      if (saved) job = { ...next, version: job.version + 1 };
      return saved;
    };
    const set = (at: number, changed: Partial<JobStep>): JobStep[] =>
      job.steps.map((step, index) => (index === at ? { ...step, ...changed } : step));
    const wait = async (at: number, error: unknown): Promise<false> => {
      const { tries, triedAt } = job.steps[at] as JobStep;
      // Full jitter: what failed together is not tried again together.
      const pause = Math.max(1, random() * Math.min(longestPause, firstPause * 2 ** Math.min(tries, 30)));
      const problem = error instanceof Error ? error.message : String(error);
      const dueAt = now() + pause;
      // By a clock that was set back it would be in the future, and never long enough ago.
      const changed = { problem, ...(triedAt !== null && { triedAt: Math.min(triedAt, now()) }) };
      if ((await save({ steps: set(at, changed), dueAt, heldUntil: 0 })) && !journal.queued) wake(pause);
      return false;
    };
    const end = (changed: Partial<Job>): Promise<boolean> =>
      save({ ...changed, dueAt: null, heldUntil: 0, endedAt: now() });
    const stop = async (at: number, problem: string): Promise<false> => {
      if (await save({ steps: set(at, { state: 'stuck', problem }), dueAt: null, heldUntil: 0 })) await onStuck?.(job);
      return false;
    };

    if (!isHeld) {
      if (job.state !== 'running' || isStuck(job) || (job.heldUntil > now() && job.heldUntil <= hold())) return false;
      if (!(await save({ heldUntil: hold() }))) return false;
    }
    for (const [at, { state }] of job.steps.entries()) {
      if (state === 'done') continue;
      const step = job.steps[at] as JobStep;
      const how = stepFor(step);
      if (how === 'none') {
        if (!(await save({ steps: set(at, { state: 'done' }) }))) return false;
        continue;
      }
      try {
        const found = state === 'trying' ? await find(job, step) : 'not-done';
        if (found === 'stuck') return stop(at, 'nobody can tell whether it was done');
        if (found === 'unknown') return wait(at, 'it is not known yet whether it was done');
        let result: StepResult = typeof found === 'object' ? found : undefined;
        if (found === 'not-done') {
          if (await isOvertaken(job, step)) throw new StepRefused('the order was shipped meanwhile');
          const known = decidedOn(job, step);
          const before = job.steps;
          // Neither clock alone: one is set, the other stands still in a machine that sleeps.
          const [wall, steady] = [now(), performance.now()];
          const tried = set(at, { state: 'trying', tries: step.tries + 1, triedAt: wall });
          if (!(await save({ steps: tried, heldUntil: hold() }))) return false;
          if (Math.max(now() - wall, performance.now() - steady) > slow) {
            // Not begun, which nobody but this knows: written down again as it was, unless another one has gone on.
            const isOwn = await save({ steps: before, dueAt: now(), heldUntil: 0 });
            if (isOwn && !journal.queued) wake(firstPause);
            return false;
          }
          result = (await within(timeout, how.run({ ...callOf(job, step), ...known }))) ?? undefined;
        }
        const { problem: _, ...done } = { ...(job.steps[at] as JobStep), state: 'done' as const, ...result };
        if (!(await save({ steps: job.steps.map((one, index) => (index === at ? done : one)) }))) return false;
      } catch (error) {
        if (!(error instanceof StepRefused)) return wait(at, error);
        // Where the shop has done something already, the rest is not simply left out.
        if (job.steps.some((one) => one.state === 'done' && stepFor(one) !== 'none')) return stop(at, error.message);
        const refused = error.refused && { refused: error.refused };
        return end({ steps: set(at, { state: 'waiting', problem: error.message }), state: 'refused', ...refused });
      }
    }
    return end({ state: 'done' });
  };

  const work = async (job: Job, isHeld = false): Promise<void> => {
    if (await carryOn(job, isHeld)) void tell(job);
  };

  /**
   * Works on what is due; what one of them throws keeps none of the others back. Of what a queue is told, that is what it has
   * lost: nobody has come to it for as long as a holder is waited for.
   */
  const workOnDue = async (): Promise<void> => {
    const jobs = await journal.due(journal.queued ? now() - held : now(), chunk);
    const problems: unknown[] = [];
    await sideBySide(jobs, async (job) => {
      try {
        if (await carryOn(job)) await tell(job);
      } catch (error) {
        problems.push(error);
      }
    });
    if (problems.length > 0) throw problems[0];
  };

  /** Goes on by itself while this process lives; after it, `work` does. */
  const wake = (pause: number): void => {
    const timer = setTimeout(() => void workOnDue().catch(() => {}), pause);
    // No process is kept alive by it.
    (timer as { unref?: () => void }).unref?.();
  };

  /** A transition as it is kept; `make`: where there is none yet. `isOwn`: it is the one that was made. */
  const opened = async (id: string, make: () => Promise<Job | null>): Promise<{ job: Job | null; isOwn: boolean }> => {
    const known = await journal.job(id);
    const made = known ? null : await make();
    if (!made) return { job: known, isOwn: false };
    // Whoever was first, it is theirs that is kept.
    return (await journal.open(made)) ? { job: made, isOwn: true } : { job: await journal.job(id), isOwn: false };
  };

  const without = (['hold-fulfilment', 'coupons', 'fee', 'penalty', 'remark'] as const).filter(
    (type) => steps[type] === 'none',
  );
  const shop: StepwiseShop = {
    lacks: [...new Set([...(options.lacks ?? []), ...without])],
    order: async (id) => revised(await read.order(id)),
    orderByNumber: async (number) => revised(await read.orderByNumber(number)),
    ...(read.ordersOf && { ordersOf: (buyerId, limit) => read.ordersOf?.(buyerId, limit) ?? Promise.resolve([]) }),
    async commit(orderId, revision, effects, meta) {
      const { job, isOwn } = await opened(meta.id, async () => {
        const order = await shop.order(orderId);
        if (order?.revision !== revision) return null;
        if (order.shippedAt && ends(meta) && !meta.afterShipment) return null;
        // Held from the beginning, so that nobody else begins before this does.
        return { ...newJob(orderId, revision, effects, meta), heldUntil: hold() };
      });
      if (!job) return { ok: false };
      const working = work(job, isOwn);
      // What it throws later is tried again by then; nobody waits for it any more.
      working.catch(() => {});
      await within(patience, working).catch(() => {});
      return answerOf((await journal.job(meta.id)) as Job);
    },
    async committed(orderId, id) {
      const job = (await opened(id, async () => givenUp(id, orderId, now()))).job as Job;
      if (isFarOff(job)) void work(job).catch(() => {});
      const answer = await answerOf(job.state === 'done' ? await asked(job) : job);
      return answer.ok || isUnderWay(answer) ? answer : null;
    },
    work: workOnDue,
    async goOn(id) {
      const job = await journal.job(id);
      if (!job || job.dueAt === null) return null;
      const at = dueAtOf(job) as number;
      if (at > now() && !isFarOff(job)) return at;
      if (await carryOn(job)) {
        await tell(job);
        return null;
      }
      const left = await journal.job(id);
      return left && dueAtOf(left);
    },
    async dropEnded(by, needed) {
      for (let last: Job | undefined; ; ) {
        const page: Job[] = await journal.ended(by, last ?? null, chunk);
        const ended = page.filter(hasEnded);
        const kept = ended.length > 0 ? await needed(ended) : new Set<string>();
        await journal.drop(ended.flatMap(({ id }) => (kept.has(id) ? [] : [id])));
        last = page.at(-1);
        if (page.length < chunk) return;
      }
    },
    async erase(orderId) {
      let isHeld = false;
      for (const { id } of await journal.of(orderId)) {
        for (;;) {
          const job = await journal.job(id);
          if (!job) break;
          // Whoever holds it would not be able to say what became of its call.
          isHeld ||= job.state === 'running' && job.heldUntil > now();
          if (job.state === 'running' && job.heldUntil > now()) break;
          if (await journal.save(withoutWords(job), job.version)) break;
        }
      }
      if (isHeld)
        throw new CancelError('order-busy', `a step of order ${JSON.stringify(orderId)} is being done: erase it again`);
    },
    stuck: (after = null, limit = chunk) => journal.stuck(after, limit),
    async settle(jobId, key, found) {
      const job = await journal.job(jobId);
      const step = job?.steps.find(({ effect, state }) => effect.key === key && state === 'stuck');
      if (!job || !step) return false;
      const state = found === 'done' ? 'done' : 'waiting';
      const settled = job.steps.map((one) => (one === step ? { ...one, state } : one)) as JobStep[];
      if (!(await journal.save({ ...job, steps: settled, dueAt: now() }, job.version))) return false;
      await work((await journal.job(jobId)) as Job);
      return true;
    },
  };
  if (read.lots) shop.lots = (orderId) => read.lots?.(orderId) ?? Promise.resolve([]);

  /** A finished transition with what became by now of the refunds that were on their way. */
  async function asked(job: Job): Promise<Job> {
    let known = job;
    for (const [at, step] of job.steps.entries()) {
      const how = stepFor(step);
      if (step.refund !== 'pending' || how === 'none' || !how.check) continue;
      const found = await within(timeout, how.check(callOf(job, step)));
      const refund = found === 'done' ? 'settled' : typeof found === 'object' ? found.refund : 'pending';
      if (refund === 'pending') continue;
      const changed = known.steps.map((one, index) => (index === at ? { ...one, refund } : one));
      // What became of it is known from now on, and kept as long as if it had ended just now.
      if (await journal.save({ ...known, steps: changed, endedAt: now() }, known.version)) {
        known = { ...known, steps: changed, version: known.version + 1 };
      }
    }
    return known;
  }

  return shop;
}
