import type { LogEntry } from '../../domain/log-entry.ts';
import type { Actor, Order, PolicyReference } from '../../domain/records.ts';
import { parseInstant } from '../../domain/values/instant.ts';
import { type SealedEntry, sealEntry } from '../../evidence/chain.ts';
import { newId } from '../ids.ts';
import type { LogAppend, LogHead, LogOpening } from '../stores/store.ts';
import {
  changesOf,
  detailsOf,
  itemsOf,
  nothing,
  observedOf,
  type TransitionEffects,
  withTransitionEffects,
} from './changes.ts';
import { tallyOf, tallyWith, type Writes } from './limits.ts';

/** No entry needs more; what a shop nests deeper is left out. */
const deepest = 16;

/** What there is to be noted about an order. */
interface LogNews {
  orderId: string;
  /** Where the log stands; `null`: it begins. */
  head: LogHead | null;
  /** How the order was before all of it: what a log begins with. Absent: it has begun. */
  opening?(): LogOpening;
  /** When it is recorded, RFC 3339. */
  at: string;
  /** What happened. */
  entries?: LogEntry[];
  /** What a transition itself did to the order. */
  effects?: TransitionEffects;
  /** What whose request is kept adds to what they did: an entry, its size, and files that are new; `null`: a change. */
  writes?: { actor: Actor; what: Writes | null };
  /** Whether it was looked at while no transition was under way: it is not to be kept if there is one by now. */
  observes?: boolean;
  /** The order as it is now, and what governs it, where that is looked at; `null`: what it is is not sure. */
  now: { order: Order; policy?: PolicyReference } | null;
}

/**
 * What is appended to a log: how the log begins, what happened, what else the shop changed, and the policy if that is
 * another one now.
 */
export function logAppendOf({
  orderId,
  head,
  opening: beginning,
  at,
  entries = [],
  effects: own,
  writes,
  observes = false,
  now,
}: LogNews): LogAppend {
  const first = head ? null : beginning?.();
  const before = head?.observed ?? first?.observed ?? nothing;
  const news = now ? changesOf(before, now.order, own) : { changes: [], observed: withTransitionEffects(before, own) };
  const policies = head?.policies ?? (first ? [first.policy.hash] : []);
  const next = now?.policy && policies.at(-1) !== now.policy.hash ? now.policy : null;
  const all = [
    ...(first ? openingEntries(orderId, first, at) : []),
    ...entries,
    ...news.changes.map((change) => ({ id: '', at, by: 'platform', ...change }) as const),
    ...(next ? [policyEntry(orderId, next, policies, at)] : []),
  ];
  const after = head?.seq ?? 0;
  const { sellerIds } = news.observed;
  return {
    after,
    ...(head && { afterHash: head.hash }),
    ...(observes && { observes }),
    // What the shop changes has no id of its own: its place in the log names it.
    entries: all.map((entry, index) =>
      seal({
        ...entry,
        ...(sellerIds && { shared: true }),
        id: entry.id || `${orderId}:${entry.type}:${after + index + 1}`,
      }),
    ),
    policies: next ? [...policies.filter((hash) => hash !== next.hash), next.hash] : policies,
    observed: news.observed,
    ...writtenWith(head, writes, parseInstant(at)),
  };
}

function writtenWith(head: LogHead | null, writes: LogNews['writes'], now: number): Pick<LogAppend, 'written'> {
  const before = head?.written;
  if (!writes) return { ...(before && { written: before }) };
  return { written: { ...before, [writes.actor]: tallyWith(tallyOf(head, writes.actor, now), writes.what) } };
}

/** Whether it holds anything that the log lacks. */
export function isNews({ entries, observed }: LogAppend, head: LogHead | null): boolean {
  return entries.length > 0 || JSON.stringify(observed) !== JSON.stringify(head?.observed);
}

/** How an order is when its log begins. */
export function logOpeningOf(order: Order, policy: PolicyReference): LogOpening {
  const { buyer, seller } = order;
  return {
    order: detailsOf(order),
    items: itemsOf(order),
    buyer: { id: buyer.id, name: buyer.name },
    seller: { id: seller.id, name: seller.name },
    policy,
    observed: observedOf(order),
  };
}

function openingEntries(orderId: string, { order, items, buyer, seller, policy }: LogOpening, at: string): LogEntry[] {
  return [
    { id: `${orderId}:order`, at, by: 'platform', type: 'order', order, items, buyer, seller },
    policyEntry(orderId, policy, [], at),
  ];
}

function policyEntry(orderId: string, policy: PolicyReference, before: string[], at: string): LogEntry {
  const { id, version, hash } = policy;
  // One that comes to apply again has another entry.
  const again = before.includes(hash) ? `:${newId()}` : '';
  return { id: `${orderId}:policy:${hash}${again}`, at, by: 'platform', type: 'policy', policy: { id, version, hash } };
}

function seal(entry: LogEntry): SealedEntry {
  return sealEntry(hashable(entry) as LogEntry, newId);
}

/** As JSON that has a canonical form: half a character, which a text may hold, has none. */
function hashable(value: unknown, depth = 0): unknown {
  if (typeof value === 'string') return value.replace(/[\ud800-\udfff]/gu, '\ufffd');
  if (typeof value === 'number') return Number.isFinite(value) ? value : null;
  if (typeof value !== 'object' || value === null) return value;
  if (depth > deepest) return null;
  if (Array.isArray(value)) return value.map((member) => hashable(member, depth + 1));
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => [hashable(name), hashable(member, depth + 1)]),
  );
}
