import { isOpen } from '../../domain/conditions.ts';
import type { CancelPolicy } from '../../domain/policy.ts';
import type { Cancellation } from '../../domain/records.ts';
import type { Answer, CancellationStore, Claim, Message, Plan } from './store.ts';

/** Everything that a memory store holds, as plain JSON. */
export interface StoreSnapshot {
  cancellations: Cancellation[];
  messages: Message[];
  plans: Plan[];
  answers: (Claim & { answer: Answer })[];
  policies: Record<string, CancelPolicy>;
  /** Number of writes so far. */
  version: number;
}

export interface MemoryStore extends CancellationStore {
  /** Number of writes so far. */
  version(): number;
  snapshot(): StoreSnapshot;
  restore(snapshot: StoreSnapshot): void;
}

/** A store in memory, for tests, demos and mocks. `known`: the cancellations and messages that it starts with. */
export function memoryStore(known: { cancellations?: Cancellation[]; messages?: Message[] } = {}): MemoryStore {
  let state: StoreSnapshot = structuredClone({
    cancellations: known.cancellations ?? [],
    messages: known.messages ?? [],
    plans: [],
    answers: [],
    policies: {},
    version: 0,
  });
  const queues = new Map<string, Promise<unknown>>();

  const planOf = (orderId: string): Plan | undefined => state.plans.find((plan) => plan.orderId === orderId);
  const answerTo = (principalId: string, key: string) =>
    state.answers.find((kept) => kept.principalId === principalId && kept.key === key);
  const planFor = (principalId: string, key: string): Plan | undefined =>
    state.plans.find(({ claim }) => claim?.principalId === principalId && claim.key === key);
  const taken = ({ principalId, key }: Claim): boolean => !!(answerTo(principalId, key) ?? planFor(principalId, key));

  /** Takes the plan out; `false` if it is not there any more. */
  const remove = ({ id }: Plan): boolean => {
    const at = state.plans.findIndex((plan) => plan.id === id);
    if (at >= 0) state.plans.splice(at, 1);
    return at >= 0;
  };

  /** Whether the plan's result is kept already. */
  const finished = (plan: Plan): boolean =>
    plan.cancellations.every(({ id, state: planned }) =>
      state.cancellations.some((kept) => kept.id === id && kept.state === planned),
    );

  const keep = (cancellation: Cancellation): void => {
    const at = state.cancellations.findIndex(({ id }) => id === cancellation.id);
    if (at >= 0) state.cancellations[at] = cancellation;
    else state.cancellations.push(cancellation);
  };

  return {
    async exclusively(orderId, work) {
      const previous = queues.get(orderId) ?? Promise.resolve();
      const own = previous.then(work);
      const settled = own.then(
        () => {},
        () => {},
      );
      queues.set(orderId, settled);
      try {
        return await own;
      } finally {
        if (queues.get(orderId) === settled) queues.delete(orderId);
      }
    },
    async records(orderId) {
      const cancellations = state.cancellations.filter((cancellation) => cancellation.orderId === orderId);
      return structuredClone({ cancellations, plan: planOf(orderId) ?? null, version: state.version });
    },
    async begin(plan) {
      if (planOf(plan.orderId) || (plan.claim && taken(plan.claim))) return false;
      state.version++;
      state.plans.push(structuredClone(plan));
      return true;
    },
    async finish(plan, { cancellations, answer }) {
      const after = new Map(state.cancellations.map((cancellation) => [cancellation.id, cancellation]));
      for (const cancellation of cancellations) after.set(cancellation.id, cancellation);
      const open = [...after.values()].filter((one) => one.orderId === plan.orderId && isOpen(one));
      if (open.length > 1) throw new Error(`order ${JSON.stringify(plan.orderId)} would have two open cancellations`);
      const before = finished(plan);
      if (remove(plan) || !before) state.version++;
      if (before) return false;
      structuredClone(cancellations).forEach(keep);
      if (plan.message) state.messages.push(structuredClone(plan.message));
      if (plan.claim && answer) state.answers.push(structuredClone({ ...plan.claim, answer }));
      return true;
    },
    async abandon(plan) {
      if (remove(plan)) state.version++;
    },
    async answered(principalId, key) {
      const kept = answerTo(principalId, key);
      if (kept) return structuredClone({ fingerprint: kept.fingerprint, answer: kept.answer });
      const claim = planFor(principalId, key)?.claim;
      return claim ? { fingerprint: claim.fingerprint, answer: null } : null;
    },
    async keepMessage(message, claim, answer) {
      if (taken(claim)) return false;
      state.version++;
      state.messages.push(structuredClone(message));
      state.answers.push(structuredClone({ ...claim, answer }));
      return true;
    },
    async message(id) {
      return structuredClone(state.messages.find((message) => message.id === id) ?? null);
    },
    async orderOf(cancellationId) {
      return state.cancellations.find(({ id }) => id === cancellationId)?.orderId ?? null;
    },
    async unfinished() {
      return state.plans.map(({ orderId }) => orderId);
    },
    async policy(hash) {
      return Object.hasOwn(state.policies, hash) ? structuredClone(state.policies[hash] as CancelPolicy) : null;
    },
    async keepPolicies(policies) {
      for (const [hash, policy] of policies) state.policies[hash] ??= structuredClone(policy);
    },
    version: () => state.version,
    snapshot: () => structuredClone(state),
    restore(snapshot) {
      state = structuredClone(snapshot);
    },
  };
}
