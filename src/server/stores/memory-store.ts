import type { Attachment, EvidenceEntry } from '../../domain/log-entry.ts';
import type { CancelPolicy } from '../../domain/policy.ts';
import type { Cancellation } from '../../domain/records.ts';
import { parseInstant } from '../../domain/values/instant.ts';
import { linkEntry } from '../../evidence/chain.ts';
import { copy } from '../copy.ts';
import { newId } from '../ids.ts';
import { fromBase64, toBase64 } from './base64.ts';
import { leaseLost } from './lease-lost.ts';
import { ownDue } from './own-due.ts';
import { createListings, type Listings } from './projection.ts';
import { isVisible, wasVisible } from './ranking.ts';
import { isFree, slotsOf } from './slots.ts';
import type {
  AppendResult,
  Begun,
  CancellationStore,
  Change,
  KeptAnswer,
  KeyClaim,
  Lease,
  Listing,
  LogAppend,
  LogHead,
  Message,
  OrderRecords,
  Outgoing,
  Plan,
} from './store.ts';

/** Everything that a memory store holds, as plain JSON. */
export interface StoreSnapshot {
  cancellations: Cancellation[];
  messages: Message[];
  plans: Plan[];
  answers: KeptAnswer[];
  policies: Record<string, CancelPolicy>;
  listings?: Listing[];
  log?: { orderId: string; head: LogHead; entries: EvidenceEntry[] }[];
  /** `bytes`: base64. */
  attachments?: (Attachment & { bytes: string; owners: string[] })[];
  /** Files that were put, and to which no entry of the owner refers yet. `at`: epoch ms. */
  unused?: { sha256: string; owner: string; at: number }[];
  /** The latest changes. */
  changes?: (Change & { id: number })[];
  /** The orders that are looked at again, and when, epoch ms. */
  watched?: [orderId: string, at: number][];
  /** What is to be sent. */
  outbox?: Outgoing[];
  /** What only servers know. */
  secret?: string;
  /** Number of writes so far. */
  version: number;
}

/** What a memory store may start with. */
export interface KnownRecords {
  cancellations?: readonly Cancellation[];
  messages?: readonly Message[];
  /** Of the cancellations; those that lack one get it from the shop when the queue is first read. */
  listings?: readonly Listing[];
}

export interface MemoryStore extends CancellationStore {
  /** Takes an order from who holds it, as if they did not come back: the next one goes on. */
  lapse(orderId: string): void;
  /** Number of writes so far. */
  version(): number;
  snapshot(): StoreSnapshot;
  restore(snapshot: StoreSnapshot): void;
}

/** So many changes are kept at most for listeners that come back. */
const maxChanges = 1000;

/** What the store holds, found by what it is asked for. */
interface Holding {
  cancellations: Map<string, Cancellation>;
  /** Ids of an order's cancellations, oldest first. */
  ofOrder: Map<string, string[]>;
  messages: Map<string, Message>;
  plans: Map<string, Plan>;
  answers: Map<string, KeptAnswer>;
  policies: Record<string, CancelPolicy>;
  listings: Listings;
  /** Ids of the cancellations that lack one. */
  unlisted: Set<string>;
  log: Map<string, { head: LogHead; entries: EvidenceEntry[] }>;
  /** Ids of all that was logged. */
  logged: Set<string>;
  attachments: Map<string, Attachment & { bytes: Uint8Array<ArrayBuffer>; owners: string[] }>;
  /** By owner and file. */
  unused: Map<string, NonNullable<StoreSnapshot['unused']>[number]>;
  /** The entries that refer to a file: their orders and numbers. */
  references: Map<string, { orderId: string; seq: number }[]>;
  changes: (Change & { id: number })[];
  /** When something is due, epoch ms, by cancellation. */
  due: Map<string, number>;
  /** When an order is looked at again, epoch ms. */
  watched: Map<string, number>;
  outbox: Map<string, Outgoing>;
  /** Number of writes so far. */
  version: number;
  /** The same at the last write about each order; of others, when all this was taken over. */
  versions: Map<string, number>;
  since: number;
  secret: string | undefined;
}

/** A store in memory, for tests, demos and mocks. `known`: what it starts with. */
export function memoryStore(known: KnownRecords = {}): MemoryStore {
  let held = holdingOf({
    cancellations: copy([...(known.cancellations ?? [])]),
    messages: copy([...(known.messages ?? [])]),
    listings: copy([...(known.listings ?? [])]),
    plans: [],
    answers: [],
    policies: {},
    version: 0,
  });
  const queues = new Map<string, Promise<unknown>>();
  /** Who holds an order: the token, and how it is taken from them. */
  const holders = new Map<string, { token: number; lapse(): void }>();
  let tokens = 0;

  const demandLease = (lease: Lease | null | undefined): void => {
    if (lease && holders.get(lease.orderId)?.token !== lease.token) throw leaseLost(lease);
  };

  const planFor = (principalId: string, key: string): Plan | undefined => {
    for (const plan of held.plans.values()) {
      if (plan.claim?.principalId === principalId && plan.claim.key === key) return plan;
    }
    return undefined;
  };
  const taken = ({ principalId, key }: KeyClaim): boolean =>
    held.answers.has(nameOf(principalId, key)) || !!planFor(principalId, key);

  /** Takes the plan out; `false` if it is not there any more. */
  const remove = ({ id, orderId }: Plan): boolean => held.plans.get(orderId)?.id === id && held.plans.delete(orderId);

  const ofOrder = (orderId: string): Cancellation[] =>
    (held.ofOrder.get(orderId) ?? []).map((id) => held.cancellations.get(id) as Cancellation);

  const recordsOf = (orderId: string): OrderRecords => {
    const plan = held.plans.get(orderId) ?? null;
    const head = held.log.get(orderId)?.head ?? null;
    const watchedAt = held.watched.get(orderId);
    const version = versionOf(held, orderId);
    const cancellations = ofOrder(orderId);
    return copy({ cancellations, plan, head, version, ...(watchedAt !== undefined && { watchedAt }) });
  };

  const addChange = (change: Change): void => {
    const id = (held.changes.at(-1)?.id ?? 0) + 1;
    held.changes.push({ ...copy(change), id });
    if (held.changes.length > maxChanges) held.changes.splice(0, held.changes.length - maxChanges);
  };

  const begin = (plan: Plan): Begun => {
    if (held.plans.has(plan.orderId)) return { code: 'planned' };
    if (plan.claim && taken(plan.claim)) return { code: 'taken' };
    if (!isFree(plan, ofOrder(plan.orderId).flatMap(slotsOf))) return { code: 'held' };
    touch(held, plan.orderId);
    held.plans.set(plan.orderId, copy(plan));
    return { code: 'begun' };
  };

  /** Leases that end with the first transition that is written under them. */
  const brief = new WeakSet<Lease>();
  const end = (lease: Lease | null | undefined): void => {
    if (lease && brief.has(lease)) holders.delete(lease.orderId);
  };

  const store: MemoryStore = {
    async exclusively(orderId, work) {
      const previous = queues.get(orderId) ?? Promise.resolve();
      let lapse = (): void => {};
      const lapsed = new Promise<void>((resolve) => {
        lapse = resolve;
      });
      const token = ++tokens;
      const own = previous.then(() => {
        holders.set(orderId, { token, lapse });
        return work({ orderId, token });
      });
      const ended = own.then(
        () => {},
        () => {},
      );
      const settled = Promise.race([ended, lapsed]);
      queues.set(orderId, settled);
      try {
        return await own;
      } finally {
        if (holders.get(orderId)?.token === token) holders.delete(orderId);
        if (queues.get(orderId) === settled) queues.delete(orderId);
      }
    },
    lapse(orderId) {
      holders.get(orderId)?.lapse();
    },
    records: async (orderId) => recordsOf(orderId),
    recordsFor: async (orderId, { principalId, key }) => ({
      ...recordsOf(orderId),
      answered: await store.answered(principalId, key),
    }),
    recordsOf: async (orderIds) => orderIds.map(recordsOf),
    recordsVersion: async (orderId) => versionOf(held, orderId),
    versionsOf: async (orderIds) => orderIds.map((orderId) => versionOf(held, orderId)),
    async begin(plan, lease) {
      demandLease(lease);
      return begin(plan);
    },
    async beginHeld(plan, seen, work) {
      const { orderId } = plan;
      if (queues.has(orderId) || held.plans.has(orderId) || versionOf(held, orderId) !== seen.version)
        return { code: 'moved' };
      const { code } = begin(plan);
      if (code !== 'begun') return { code: code === 'planned' ? 'moved' : code };
      const result = await store.exclusively(orderId, (lease) => {
        if (lease) brief.add(lease);
        return work(lease);
      });
      return { code: 'begun', result };
    },
    async finish(plan, { cancellations, answer, listings, append, changes }, lease) {
      demandLease(lease);
      if (held.logged.has(plan.id)) {
        if (remove(plan)) {
          touch(held, plan.orderId);
          end(lease);
        }
        return { code: 'known' };
      }
      const appended = appendTo(held, plan.orderId, append);
      if (appended.code === 'moved') return appended;
      remove(plan);
      for (const cancellation of copy(cancellations)) keep(held, cancellation);
      for (const listing of copy(listings)) list(held, listing);
      if (plan.message) held.messages.set(plan.message.id, copy(plan.message));
      const at = parseInstant(plan.meta.at);
      if (plan.claim && answer) keepAnswer(held, { ...plan.claim, orderId: plan.orderId, answer, at });
      changes.forEach(addChange);
      end(lease);
      return appended;
    },
    async abandon(plan, lease) {
      demandLease(lease);
      if (!remove(plan)) return;
      touch(held, plan.orderId);
      end(lease);
    },
    async answered(principalId, key) {
      const kept = held.answers.get(nameOf(principalId, key));
      if (kept) return copy({ fingerprint: kept.fingerprint, answer: kept.answer });
      const claim = planFor(principalId, key)?.claim;
      return claim ? { fingerprint: claim.fingerprint, answer: null } : null;
    },
    async keep(answer, message, append, uses = [], lease = null) {
      demandLease(lease);
      if (taken(answer)) return { code: 'known' };
      const appended = appendTo(held, answer.orderId, append);
      if (appended.code === 'moved') return appended;
      if (message) held.messages.set(message.id, copy(message));
      keepAnswer(held, answer);
      for (const { sha256, owner } of uses) held.unused.delete(nameOf(owner, sha256));
      return appended;
    },
    async dropAnswers(by) {
      for (const [name, { at }] of held.answers) if (at <= by) held.answers.delete(name);
    },
    async append(orderId, append, lease) {
      demandLease(lease);
      return appendTo(held, orderId, append);
    },
    async outgoing(now, limit, only = {}) {
      const asked = Object.entries(only) as [keyof typeof only, string][];
      const due = [...held.outbox.values()].filter(
        (one) => one.dueAt <= now && asked.every(([member, value]) => one[member] === value),
      );
      const inTurn = due.sort((one, other) => one.dueAt - other.dueAt || (one.id < other.id ? -1 : 1));
      return copy(inTurn.slice(0, limit));
    },
    async postpone({ id, dueAt, attempts }, next) {
      const kept = held.outbox.get(id);
      if (kept?.dueAt !== dueAt || kept.attempts !== attempts) return false;
      held.version++;
      Object.assign(kept, copy(next));
      return true;
    },
    async takeOut(id) {
      const isThere = held.outbox.delete(id);
      if (isThere) held.version++;
      return isThere;
    },
    async message(id) {
      return copy(held.messages.get(id) ?? null);
    },
    async orderOf(cancellationId) {
      return held.cancellations.get(cancellationId)?.orderId ?? null;
    },
    async unfinished() {
      const since = ({ meta }: Plan): number => parseInstant(meta.at) || 0;
      return [...held.plans].sort(([, one], [, other]) => since(one) - since(other)).map(([orderId]) => orderId);
    },
    async watch(orderId, at, lease) {
      demandLease(lease);
      if ((held.watched.get(orderId) ?? null) === at) return;
      held.version++;
      if (at === null) held.watched.delete(orderId);
      else held.watched.set(orderId, at);
    },
    async due(now) {
      const due = [...held.due].map(([id, at]): [string, number] => [
        held.cancellations.get(id)?.orderId as string,
        at,
      ]);
      const found = [...due, ...held.watched].filter(([, at]) => at <= now);
      return [...new Set(found.sort(([, one], [, other]) => one - other).map(([orderId]) => orderId))];
    },
    async list(query) {
      const { rows, more, counts } = held.listings.find(query);
      return {
        rows: rows.map(({ id, key }) => {
          const cancellation = held.cancellations.get(id) as Cancellation;
          return copy({ cancellation, cancellations: ofOrder(cancellation.orderId), key });
        }),
        more,
        counts,
      };
    },
    async unlisted(after, limit) {
      return copy(
        [...held.unlisted]
          .filter((id) => after === null || id > after)
          .sort()
          .slice(0, limit)
          .map((id) => held.cancellations.get(id) as Cancellation),
      );
    },
    async keepListings(listings, lease) {
      demandLease(lease);
      for (const listing of copy(listings)) list(held, listing);
    },
    async countReasons(scope, sellerId, edges) {
      const counts = edges.slice(1).map((): Record<string, number> => ({}));
      for (const listing of held.listings.all()) {
        if (!isVisible(listing, scope) || (sellerId !== null && listing.sellerId !== sellerId)) continue;
        const place = edges.findLastIndex((edge) => edge <= listing.requestedAt);
        const bucket = counts[place];
        const reason = listing.reason ?? '';
        if (bucket) bucket[reason] = (Object.hasOwn(bucket, reason) ? (bucket[reason] ?? 0) : 0) + 1;
      }
      return counts;
    },
    async log(orderId, after, limit) {
      const entries = held.log.get(orderId)?.entries ?? [];
      return {
        entries: copy(entries.slice(after, after + limit)),
        more: entries.length > after + limit,
      };
    },
    async written(orderId) {
      const isOf = (one: { orderId: string }): boolean => one.orderId === orderId;
      return copy({
        messages: [...held.messages.values()].filter(isOf),
        answers: [...held.answers.values()].filter(isOf),
        listings: held.listings.all().filter(isOf),
      });
    },
    async erase(orderId, { entries, messages, cancellations, listings, answers, attachments }, append, lease) {
      demandLease(lease);
      const log = held.log.get(orderId)?.entries ?? [];
      if (entries.some(({ seq, hash }) => log[seq - 1]?.hash !== hash)) {
        throw new Error('an erased entry keeps its number and its hash');
      }
      if (append ? appendTo(held, orderId, append).code === 'moved' : log.length > 0) return false;
      touch(held, orderId);
      for (const entry of copy(entries)) {
        log[entry.seq - 1] = entry;
        if (!entry.attachments) forget(held, orderId, entry.seq);
      }
      for (const message of copy(messages)) held.messages.set(message.id, message);
      for (const cancellation of copy(cancellations)) keep(held, cancellation);
      for (const listing of copy(listings)) list(held, listing);
      for (const answer of answers) keepAnswer(held, answer);
      for (const { sha256, owner } of attachments) disown(held, sha256, owner);
      return true;
    },
    async keepAttachment({ sha256, type, size }, bytes, { owner, at, most }) {
      const kept = held.attachments.get(sha256);
      const name = nameOf(owner, sha256);
      const isKnown = kept?.owners.includes(owner) ?? false;
      if (isKnown && !held.unused.has(name)) return { code: 'known' };
      const theirs = [...held.unused.values()].filter((one) => one.owner === owner);
      const sum = theirs.reduce((before, one) => before + (held.attachments.get(one.sha256)?.size ?? 0), size);
      if (!isKnown && (theirs.length >= most.files || (theirs.length > 0 && sum > most.bytes))) {
        return { code: 'full', since: Math.min(...theirs.map((one) => one.at)) };
      }
      held.version++;
      held.unused.set(name, { sha256, owner, at });
      if (isKnown) return { code: 'known' };
      if (kept) kept.owners.push(owner);
      else held.attachments.set(sha256, { sha256, type, size, bytes: bytes.slice(), owners: [owner] });
      return { code: 'new' };
    },
    async dropUnused(by) {
      for (const { sha256, owner, at } of [...held.unused.values()]) {
        if (at > by) continue;
        held.version++;
        disown(held, sha256, owner);
      }
    },
    async attachment(sha256) {
      const kept = held.attachments.get(sha256);
      if (!kept) return null;
      const { bytes: _, ...file } = kept;
      return copy(file);
    },
    async attachmentBytes(sha256) {
      return held.attachments.get(sha256)?.bytes.slice() ?? null;
    },
    async references(sha256, scope) {
      return (held.references.get(sha256) ?? []).flatMap(({ orderId, seq }) => {
        const log = held.log.get(orderId);
        if (scope && !wasVisible(log?.head.observed, scope)) return [];
        return [{ orderId, entry: copy(log?.entries[seq - 1] as EvidenceEntry) }];
      });
    },
    async changes(after, limit) {
      const latest = held.changes.at(-1)?.id ?? 0;
      const oldest = held.changes[0]?.id ?? 1;
      const gap = after > latest || after < oldest - 1;
      const first = gap ? held.changes.length : after - oldest + 1;
      return { changes: copy(held.changes.slice(first, first + limit)), latest, gap };
    },
    async keepChange(change) {
      held.version++;
      addChange(change);
    },
    async dropChanges(most) {
      const dropped = held.changes.splice(0, Math.max(0, held.changes.length - Math.max(1, most)));
      if (dropped.length > 0) held.version++;
    },
    async secret() {
      held.secret ??= newId();
      return held.secret;
    },
    async policy(hash) {
      return Object.hasOwn(held.policies, hash) ? copy(held.policies[hash] as CancelPolicy) : null;
    },
    async keepPolicies(policies) {
      for (const [hash, policy] of policies) held.policies[hash] ??= copy(policy);
    },
    version: () => held.version,
    snapshot: () =>
      copy({
        cancellations: [...held.cancellations.values()],
        messages: [...held.messages.values()],
        plans: [...held.plans.values()],
        answers: [...held.answers.values()],
        policies: held.policies,
        listings: held.listings.all(),
        log: [...held.log].map(([orderId, log]) => ({ orderId, ...log })),
        attachments: [...held.attachments.values()].map(({ bytes, ...file }) => ({ ...file, bytes: toBase64(bytes) })),
        unused: [...held.unused.values()],
        changes: held.changes,
        ...(held.watched.size > 0 && { watched: [...held.watched] }),
        ...(held.outbox.size > 0 && { outbox: [...held.outbox.values()] }),
        ...(held.secret !== undefined && { secret: held.secret }),
        version: held.version,
      }),
    restore(snapshot) {
      held = holdingOf(copy(snapshot));
    },
  };
  return store;
}

/** Of a claim, or of a file and who put it. */
function nameOf(principalId: string, key: string): string {
  return JSON.stringify([principalId, key]);
}

function holdingOf(snapshot: StoreSnapshot): Holding {
  const held: Holding = {
    cancellations: new Map(),
    ofOrder: new Map(),
    messages: new Map(snapshot.messages.map((message) => [message.id, message])),
    plans: new Map(snapshot.plans.map((plan) => [plan.orderId, plan])),
    answers: new Map(snapshot.answers.map((kept) => [nameOf(kept.principalId, kept.key), kept])),
    policies: snapshot.policies,
    listings: createListings(snapshot.listings ?? []),
    unlisted: new Set(),
    log: new Map(),
    logged: new Set(),
    attachments: new Map(
      (snapshot.attachments ?? []).map((kept) => [kept.sha256, { ...kept, bytes: fromBase64(kept.bytes) }]),
    ),
    unused: new Map((snapshot.unused ?? []).map((one) => [nameOf(one.owner, one.sha256), one])),
    references: new Map(),
    changes: snapshot.changes ?? [],
    due: new Map(),
    watched: new Map(snapshot.watched),
    // Those that were kept before there were others are receipts.
    outbox: new Map((snapshot.outbox ?? []).map((one) => [one.id, { ...{ kind: 'receipt', about: null }, ...one }])),
    version: snapshot.version,
    versions: new Map(),
    since: snapshot.version,
    secret: snapshot.secret,
  };
  for (const cancellation of snapshot.cancellations) keep(held, cancellation);
  for (const { orderId, ...log } of snapshot.log ?? []) {
    held.log.set(orderId, log);
    for (const entry of log.entries) register(held, orderId, entry);
  }
  return held;
}

function keep(held: Holding, cancellation: Cancellation): void {
  const { id, orderId } = cancellation;
  if (!held.cancellations.has(id)) {
    const ids = held.ofOrder.get(orderId);
    if (ids) ids.push(id);
    else held.ofOrder.set(orderId, [id]);
  }
  held.cancellations.set(id, cancellation);
  if (!held.listings.get(id)) held.unlisted.add(id);
  schedule(held, cancellation);
}

function list(held: Holding, listing: Listing): void {
  held.listings.put(listing);
  held.unlisted.delete(listing.cancellationId);
  const cancellation = held.cancellations.get(listing.cancellationId);
  if (cancellation) schedule(held, cancellation);
}

/** Notes when a cancellation is due: its listing knows. */
function schedule(held: Holding, cancellation: Cancellation): void {
  const { id } = cancellation;
  const listing = held.listings.get(id);
  const at = listing ? listing.dueAt : ownDue(cancellation);
  if (at !== null) held.due.set(id, at);
  else held.due.delete(id);
}

/** Counts a write about an order. */
function touch(held: Holding, orderId: string): void {
  held.version++;
  held.versions.set(orderId, held.version);
}

function versionOf({ versions, since }: Holding, orderId: string): number {
  return versions.get(orderId) ?? since;
}

/** Links entries to the order's log, if it stands where they were written for. */
function appendTo(held: Holding, orderId: string, append: LogAppend): AppendResult {
  const { after, observes = false, entries, policies, observed, written, sends = [], sent = [] } = append;
  const log = held.log.get(orderId);
  if (sent.some((id) => !held.outbox.has(id))) return { code: 'known' };
  if ((log?.head.seq ?? 0) !== after || (observes && held.plans.has(orderId))) return { code: 'moved' };
  const linked: EvidenceEntry[] = [];
  for (const entry of entries) linked.push(linkEntry(orderId, linked.at(-1) ?? log?.head ?? null, copy(entry)));
  const last = linked.at(-1) ?? log?.head;
  if (!last) return { code: 'moved' };
  touch(held, orderId);
  const head = copy({ seq: last.seq, hash: last.hash, policies, observed, ...(written && { written }) });
  if (log) {
    log.head = head;
    log.entries.push(...linked);
  } else held.log.set(orderId, { head, entries: linked });
  for (const entry of linked) register(held, orderId, entry);
  for (const one of copy(sends)) held.outbox.set(one.id, one);
  for (const id of sent) held.outbox.delete(id);
  return copy({ code: 'appended', head });
}

/** Notes what an entry is found by. */
function register(held: Holding, orderId: string, { id, seq, attachments = [] }: EvidenceEntry): void {
  held.logged.add(id);
  for (const sha256 of new Set(attachments.map((file) => file.sha256))) {
    const known = held.references.get(sha256);
    if (known) known.push({ orderId, seq });
    else held.references.set(sha256, [{ orderId, seq }]);
  }
}

/** A file without an owner goes. */
function disown(held: Holding, sha256: string, owner: string): void {
  held.unused.delete(nameOf(owner, sha256));
  const kept = held.attachments.get(sha256);
  if (kept) kept.owners = kept.owners.filter((one) => one !== owner);
  if (kept?.owners.length === 0) held.attachments.delete(sha256);
}

/** An entry that lost its files is found by none of them any more. */
function forget(held: Holding, orderId: string, seq: number): void {
  for (const [sha256, places] of held.references) {
    const left = places.filter((place) => place.orderId !== orderId || place.seq !== seq);
    if (left.length > 0) held.references.set(sha256, left);
    else held.references.delete(sha256);
  }
}

function keepAnswer(held: Holding, answer: KeptAnswer): void {
  held.answers.set(nameOf(answer.principalId, answer.key), copy(answer));
}
