import type { Cancellation } from '../../../domain/records.ts';
import { type SealedEntry, sealEntry } from '../../../evidence/chain.ts';
import type {
  Answer,
  Change,
  KeptAnswer,
  Listing,
  ListQuery,
  LogAppend,
  Message,
  Observed,
  Plan,
  TransitionResult,
} from '../store.ts';

// Records as a server writes them, with what a store has been known to mangle: quotes, wildcards, wide characters.

export const orderId = `order "1'%_\\ü👜`;
const at = '2026-03-01T12:00:00.000Z';
export const instant = Date.parse(at);
const eur = (amount: number) => ({ amount, currency: 'EUR' });

export const observed: Observed = { status: 'PLACED', refunded: 0, uncounted: [], scans: [], notices: [], details: '' };

export function aCancellation(given: Partial<Cancellation> = {}): Cancellation {
  return {
    id: 'c1',
    orderId,
    kind: 'cancellation',
    state: 'requested',
    requestedBy: 'buyer',
    requestedAt: at,
    reason: 'other',
    comment: 'Line\none, “two” \u{1f45c}',
    lines: [{ id: 'l1', quantity: 2 }],
    previousStatus: 'PLACED',
    respondBy: null,
    policy: { id: 'p', version: '1', hash: 'a'.repeat(64) },
    refund: { due: eur(2580), refunded: eur(0), method: null, status: 'pending' },
    decision: null,
    revision: 'r1',
    ...given,
  };
}

export function aListing(given: Partial<Listing> = {}): Listing {
  return {
    cancellationId: 'c1',
    orderId,
    buyerId: 'buyer-1',
    sellerId: 'seller-1',
    state: 'requested',
    reason: 'other',
    awaits: 'seller',
    silence: 3,
    requestedAt: instant,
    respondBy: null,
    dueAt: null,
    amount: eur(2580),
    text: 'ada 100% of_it',
    ...given,
  };
}

export function anEntry(id: string, given: Partial<SealedEntry> = {}): SealedEntry {
  const entry = { id, at, by: 'buyer', type: 'message', to: 'seller', text: `Text of ${id}.`, ...given } as const;
  return sealEntry(entry, () => '0f'.repeat(16));
}

/** Right after entry `after`. */
export function anAppend(after: number, entries: SealedEntry[], given: Partial<LogAppend> = {}): LogAppend {
  return { after, entries, policies: ['a'.repeat(64)], observed, ...given };
}

export function aPlan(given: Partial<Plan> = {}): Plan {
  const id = given.id ?? 'plan-1';
  return {
    id,
    orderId,
    revision: 'r1',
    actor: 'buyer',
    effects: [],
    meta: {
      id,
      cancellationId: 'c1',
      state: 'requested',
      actor: 'buyer',
      at,
      afterShipment: false,
    },
    cancellations: [aCancellation()],
    log: [],
    message: null,
    claim: { principalId: 'buyer-1', key: `key-of-${id}`, fingerprint: `print-of-${id}` },
    ...given,
  };
}

export const answer: Answer = { status: 201, headers: { etag: '"r2"' }, body: '{"view":"Zoë"}' };

/** What becomes of the plan, in a log that has `after` entries. */
export function aResult(plan: Plan, after: number, given: Partial<TransitionResult> = {}): TransitionResult {
  const cancellations = given.cancellations ?? plan.cancellations;
  return {
    cancellations,
    answer: plan.claim && answer,
    listings: cancellations.map(({ id, state }) => aListing({ cancellationId: id, orderId: plan.orderId, state })),
    append: anAppend(after, [anEntry(plan.id)]),
    changes: [aChange({ orderId: plan.orderId })],
    ...given,
  };
}

export function aChange(given: Partial<Change> = {}): Change {
  return {
    orderId,
    buyerId: 'buyer-1',
    sellerId: 'seller-1',
    revision: 'r2',
    cancellation: { id: 'c1', state: 'requested' },
    ...given,
  };
}

export function aMessage(given: Partial<Message> = {}): Message {
  return { id: 'm1', orderId, from: 'buyer', to: 'seller', text: 'Hello, “Zoë”', ticket: null, at, ...given };
}

export function keptAnswer(given: Partial<KeptAnswer> = {}): KeptAnswer {
  return { principalId: 'buyer-1', key: 'key', fingerprint: 'print', orderId, answer, at: instant, ...given };
}

export function aQuery(given: Partial<ListQuery> = {}): ListQuery {
  const scope = { buyerId: null, sellerId: null, all: true };
  return { scope, states: null, words: [], sort: 'requestedAt', after: null, limit: 50, ...given };
}
