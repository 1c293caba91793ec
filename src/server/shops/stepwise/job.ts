import type { CommitMeta, Committed, NotCommitted, ShopEffect } from '../shop.ts';

/** How far one effect of a transition is. */
export interface JobStep {
  effect: ShopEffect;
  /** `trying`: it was begun, and nobody knows whether it was done. `stuck`: only a person can tell, or decide. */
  state: 'waiting' | 'trying' | 'done' | 'stuck';
  /** How often it was begun. */
  tries: number;
  /** When it was begun last, epoch ms. */
  triedAt: number | null;
  /** Of a refund: how far the money is. */
  refund?: Refunded;
  /** Why it did not succeed. */
  problem?: string;
}

export type Refunded = Exclude<Committed['refund'], 'none'>;

/** A transition that a shop carries out step by step, as it is kept: plain JSON. */
export interface Job {
  /** The transition's (`CommitMeta.id`). */
  id: string;
  orderId: string;
  /** The order's, that was decided on. */
  revision: string;
  meta: CommitMeta | null;
  /** In the order in which they are done. */
  steps: JobStep[];
  /** `refused`: nothing of it was done. `given-up`: somebody asked what became of it before it was begun; it never will be. */
  state: 'running' | 'done' | 'refused' | 'given-up';
  refused?: NonNullable<NotCommitted['refused']>;
  /** When it is to be worked on, epoch ms; `null`: not by itself. */
  dueAt: number | null;
  /** Until when somebody works on it, epoch ms. */
  heldUntil: number;
  /** When it ended, epoch ms; `null` or absent: it has not, or by an earlier version. */
  endedAt?: number | null;
  /** What people wrote was erased: what of it is still needed goes as soon as it is done. */
  erased?: true;
  /** Counts every change: what a holder writes whose time is over is refused. */
  version: number;
}

/** What may still be refused comes before what cannot be taken back, and money before what depends on it. */
const order: Record<ShopEffect['type'], number> = {
  unstock: 0,
  'hold-fulfilment': 1,
  lines: 2,
  status: 2,
  'release-fulfilment': 3,
  void: 4,
  refund: 5,
  stock: 6,
  coupons: 7,
  fee: 8,
  'removal-requests': 9,
  strike: 9,
  penalty: 9,
  notices: 9,
  remark: 9,
};

export const effectTypes = Object.keys(order) as ShopEffect['type'][];

export function newJob(orderId: string, revision: string, effects: readonly ShopEffect[], meta: CommitMeta): Job {
  const steps = effects.map((effect): JobStep => ({ effect, state: 'waiting', tries: 0, triedAt: null }));
  steps.sort((one, other) => order[one.effect.type] - order[other.effect.type]);
  return { ...emptyJob(meta.id, orderId), revision, meta, steps, state: 'running', dueAt: 0 };
}

/** In place of a transition that never comes to be. */
export function givenUp(id: string, orderId: string, now: number): Job {
  return { ...emptyJob(id, orderId), state: 'given-up', endedAt: now };
}

/** Whether nothing of it is to be done or asked about any more. */
export function hasEnded({ state, steps }: Job): boolean {
  return state !== 'running' && !steps.some(({ refund }) => refund === 'pending');
}

/** Without what people wrote, as far as it is not needed any more, and, where `all`, without what the shop said of it. */
export function withoutWords(job: Job, all = true): Job {
  const steps = job.steps.map(({ problem, ...step }): JobStep => {
    const isOver = job.state !== 'running' || step.state === 'done';
    return {
      ...step,
      ...(!all && !isOver && problem !== undefined && { problem }),
      effect: isOver ? wordless(step.effect) : step.effect,
    };
  });
  return { ...job, steps, erased: true };
}

function wordless(effect: ShopEffect): ShopEffect {
  return effect.type === 'remark' ? { ...effect, text: '' } : effect;
}

function emptyJob(id: string, orderId: string): Job {
  const never = { meta: null, steps: [], state: 'given-up', dueAt: null } as const;
  return { id, orderId, revision: '', ...never, steps: [], heldUntil: 0, version: 1 };
}

/** When somebody is to work on it, epoch ms: who holds it may have died by then. `null`: nobody, by itself. */
export function dueAtOf({ dueAt, heldUntil }: Job): number | null {
  return dueAt === null ? null : Math.max(dueAt, heldUntil);
}

export function isStuck({ state, steps }: Job): boolean {
  return state === 'running' && steps.some((step) => step.state === 'stuck');
}

/** What the shop has to say of its refunds: one word for all, and of each by its key. */
export function refundsOf({ steps }: Job): Pick<Committed, 'refund' | 'refunds'> {
  const all = steps.flatMap(({ effect, refund = 'settled' }) =>
    effect.type === 'refund' ? [[effect.key, refund] as const] : [],
  );
  const words = new Set(all.map(([, word]) => word));
  const [word = 'none'] = words;
  return words.size > 1 ? { refund: 'pending', refunds: Object.fromEntries(all) } : { refund: word };
}
