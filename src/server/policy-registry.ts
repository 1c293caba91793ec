import { askServer } from '../domain/ask-server.ts';
import { isOpen, type Json } from '../domain/decision/conditions.ts';
import { type CompiledRules, compileRules } from '../domain/decision/decide.ts';
import { CancelError } from '../domain/errors.ts';
import type { CancelPolicy } from '../domain/policy.ts';
import type { Cancellation, Order, PolicyReference } from '../domain/records.ts';
import { policyHash } from '../domain/values/policy-hash.ts';
import { type Lane, laneOf, type Right, rightOf } from '../domain/withdrawal/lane.ts';
import { isPublicHoliday } from '../domain/withdrawal/public-holidays.ts';
import { parsePolicy } from '../policy/parse.ts';
import { once } from './once.ts';
import type { ServerEvent, ServerOptions } from './options.ts';

/** A policy in force for an order. */
export interface Governing extends CompiledRules {
  policy: CancelPolicy;
  reference: PolicyReference;
}

/** The one that decides whether a cancellation may be opened, with the statutory lane, which goes by the current policy too. */
export interface Ruling extends Governing {
  lane: Lane;
  /** The same however late it is, with why there is none; `null`: no policy gives any. */
  right(order: Json): Right | null;
}

export interface PolicyRegistry {
  /** Whether any of them gives the statutory lane. */
  givesWithdrawal: boolean;
  /** What governs an order: while a cancellation is open, the policy that it was made under; else the current one. */
  governing(order: Order, cancellation: Cancellation | null): Promise<Ruling>;
  /** The current version. */
  current(id: string): Governing | null;
  /** Any version that was ever current here. */
  version(hash: string): Promise<Governing | null>;
}

/** @throws {CancelError} `invalid-policy`; {@link Error} without a policy. */
export function createPolicyRegistry({
  policies,
  policyFor,
  store,
  emit,
}: Pick<ServerOptions, 'policies' | 'policyFor' | 'store'> & {
  emit(event: ServerEvent): void;
}): PolicyRegistry {
  const known = new Map<string, Governing>();
  const learn = (policy: CancelPolicy, hash = policyHash(policy)): Governing => {
    const { id, version } = policy;
    const governing = {
      policy,
      reference: { id, version, hash },
      decide: compileRules(policy).decide,
    };
    known.set(hash, governing);
    return governing;
  };

  const currents = new Map<string, Governing>();
  for (const policy of policies) {
    const governing = learn(parsePolicy(policy));
    if (!currents.has(policy.id)) currents.set(policy.id, governing);
  }
  const usual = policies[0]?.id;
  if (usual === undefined) throw new Error('a server needs at least one policy');

  // Kept before anything can refer to them; a failure is tried again with the next request.
  const keep = once(() => store.keepPolicies(new Map([...known].map(([hash, { policy }]) => [hash, policy]))));

  const version = async (hash: string): Promise<Governing | null> => {
    await keep();
    const found = known.get(hash);
    if (found) return found;
    const stored = await store.policy(hash);
    if (!stored) return null;
    // Altered where it is kept, it says what nobody agreed to: it is as if it were not there, and somebody is told.
    if (hashOf(stored) === hash) return learn(stored, hash);
    const error = new CancelError('policy-altered', `the kept policy ${hash} is not what its hash says`);
    emit({ type: 'error', during: 'reading a policy', error });
    return null;
  };

  return {
    givesWithdrawal: policies.some(({ withdrawal }) => withdrawal),
    current: (id) => currents.get(id) ?? null,
    version,
    async governing(order, cancellation) {
      const current = currents.get(policyFor ? policyFor(order) : usual);
      if (isOpen(cancellation)) {
        const made = await version(cancellation.policy.hash);
        const statutory = statutoryBy(current?.policy, made?.policy);
        if (made) return { ...made, ...statutory };
        // By another policy nothing can be decided of it; what is not sure is the server's staff to settle.
        const usualOne = current ?? currents.get(usual);
        if (!usualOne) throw new Error('a server needs at least one policy');
        return {
          ...usualOne,
          ...statutory,
          reference: cancellation.policy,
          decide: () => ({ ...askServer, reason: 'unknown-request' }),
        };
      }
      await keep();
      if (!current) {
        const id = policyFor ? policyFor(order) : usual;
        throw new Error(`policyFor names the policy ${JSON.stringify(id)}, which the server lacks`);
      }
      return { ...current, ...statutoryBy(current.policy) };
    },
  };
}

/** The lane that the first of these policies has that has one: an open request takes none away, nor does an older policy. */
function statutoryBy(...policies: (CancelPolicy | undefined)[]): Pick<Ruling, 'lane' | 'right'> {
  const policy = policies.find((one) => one?.withdrawal);
  return {
    lane: (policy && laneOf(policy, isPublicHoliday)) ?? (() => null),
    right: (order) => (policy?.withdrawal ? rightOf(order, policy, policy.withdrawal, isPublicHoliday) : null),
  };
}

/** Of what was kept, which may be anything by now. */
function hashOf(stored: CancelPolicy): string | null {
  try {
    return policyHash(parsePolicy(stored));
  } catch {
    return null;
  }
}
