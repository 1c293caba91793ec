import { answererOf } from '../../domain/lifecycle/other-party.ts';
import { obstacleTo } from '../../domain/lifecycle/permission.ts';
import { reachOf, type Standing } from '../../domain/lifecycle/reach.ts';
import type { CancelPolicy, OnSilence } from '../../domain/policy.ts';
import type { Actor, Cancellation, CancellationState, Money, Order } from '../../domain/records.ts';
import { amountAbout } from '../../domain/settlement/amount.ts';
import { entriesOf } from '../../domain/settlement/ledger.ts';
import { meantPart } from '../../domain/settlement/partial.ts';
import { readableSums } from '../../domain/settlement/sums.ts';
import { parseInstant } from '../../domain/values/instant.ts';
import type { Context } from '../context.ts';
import type { Principal } from '../options.ts';
import type { Listing, ListScope } from '../stores/store.ts';
import { listedOrder } from './gone.ts';
import { nobody, partiesOf } from './parties.ts';

/** What costs most comes first. */
const silences: readonly OnSilence[] = ['accept', 'escalate', 'decline', 'nothing'];

/**
 * The listing of a cancellation at `now` (epoch ms), by its order and the policy that governs it. `cancellations`: all of the
 * order's.
 */
export function listingOf(
  policy: CancelPolicy,
  order: Order,
  cancellation: Cancellation,
  now = 0,
  cancellations: readonly Cancellation[] = [cancellation],
): Listing {
  const { lifecycle } = policy;
  const { id, state, reason, comment, requestedAt } = cancellation;
  const onSilence = lifecycle?.onSilence ?? 'nothing';
  const respondBy = instantOf(cancellation.respondBy);
  const ends =
    onSilence === 'nothing' || respondBy === null
      ? null
      : endOf({ policy, order, cancellation, cancellations }, respondBy, now);
  // Of a refund only where it has to be there by then: what a request awaited may still stand in its record.
  const reminds = state === 'requested' || (state === 'refunding' && cancellation.refundBy !== undefined);
  const reminded = reminds ? instantOf(cancellation.remindAt) : null;
  const awaited = [reminded, state === 'requested' ? ends : null].filter((at) => at !== null);
  const parties = partiesOf(order, cancellation);
  const own = [...awaited, ...refundsAskedAt(cancellation, now), ...paymentsLookedForAt(order, cancellation, now)];
  return {
    cancellationId: id,
    orderId: order.id,
    ...parties,
    state,
    reason,
    awaits: awaitedOf(cancellation, parties),
    silence: silences.indexOf(respondBy === null ? 'nothing' : onSilence),
    requestedAt: instantOf(requestedAt) ?? 0,
    respondBy,
    dueAt: own.length > 0 ? Math.min(...own) : null,
    amount: dueOf({ policy, order, cancellation, cancellations }),
    text: searchable([order.number ?? '', order.id, order.buyer.name, order.seller.name, reason ?? '', comment ?? '']),
  };
}

/** So long after, what a rule keeps from ending by itself is looked at again, ms: its facts are the shop's to change. */
const heldWait = 86_400_000;

/** When silence ends a request, or is looked at again: after `now`, where it is over and a rule says that nothing settles. */
function endOf(standing: Standing, respondBy: number, now: number): number {
  if (respondBy > now || standing.cancellation.state !== 'requested') return respondBy;
  const obstacle = obstacleTo(standing, { actor: 'nobody', now });
  return obstacle ? Math.min(obstacle.next?.at ?? Number.POSITIVE_INFINITY, now + heldWait) : respondBy;
}

/** The shop is asked what became of a refund so long after it was made, ms, then twice as long, at last once a day. */
const [firstWait, longestWait] = [600_000, 86_400_000];

/** When the shop is next asked, after `now`, what became of each refund that is on its way. */
function refundsAskedAt(cancellation: Cancellation, now: number): number[] {
  return entriesOf(cancellation).flatMap(({ id, status, at }) => {
    const made = instantOf(at);
    return id === undefined || status !== 'pending' || made === null ? [] : [nextLook(made, now)];
  });
}

/** For so long an order that was cancelled before all of it was paid is looked at for money that comes late, ms: most transfers take less. */
const paidWithin = 30 * 86_400_000;

/** When an order of which more may be captured though it is cancelled is next looked at, after `now`: nobody else may read it. */
function paymentsLookedForAt(order: Order, cancellation: Cancellation, now: number): number[] {
  const settled = instantOf(cancellation.decision?.at);
  if (settled === null || !mayBePaidLate(order, cancellation)) return [];
  const at = nextLook(settled, now);
  return at <= settled + paidWithin ? [at] : [];
}

/** Whether money may still come for what is cancelled: not all of the order was paid, or it was only reserved. */
export function mayBePaidLate({ payment, total }: Order, { state, counted, voided }: Cancellation): boolean {
  if ((state !== 'cancelled' && state !== 'refunding') || !counted || !readableSums(payment)) return false;
  const { paid } = payment;
  // What was paid in another currency than the order's says only whether anything was.
  const lacks = paid.currency === total.currency ? paid.amount < total.amount : paid.amount === 0 && total.amount > 0;
  return lacks || voided !== undefined;
}

/** After `now`: a while after `made`, then ever more rarely, at last once a day. */
function nextLook(made: number, now: number): number {
  let wait = firstWait;
  while (made + wait <= now && wait < longestWait) wait *= 2;
  const past = Math.floor(Math.max(0, now - made) / longestWait) + 1;
  return made + (wait < longestWait ? wait : past * longestWait);
}

function instantOf(text: string | null | undefined): number | null {
  const at = parseInstant(text);
  return Number.isNaN(at) ? null : at;
}

/** Whose answer a cancellation awaits. */
function awaitedOf({ state, requestedBy }: Cancellation, { sellerId }: Pick<Listing, 'sellerId'>): Actor | null {
  const by = awaits[state];
  const asked = by === 'answerer' ? answererOf({ requestedBy }) : by;
  return asked === 'seller' && sellerId === nobody ? 'platform' : asked;
}

const awaits: Record<CancellationState, 'answerer' | 'platform' | null> = {
  requested: 'answerer',
  escalated: 'platform',
  disputed: 'platform',
  refunding: null,
  cancelled: null,
  withdrawn: null,
  declined: null,
  expired: null,
  superseded: null,
  undone: null,
};

/** What is due for it, or would be: of what can be settled still. */
export function dueOf({ policy, order, cancellation, cancellations }: Standing): Money {
  const { refund, lines } = cancellation;
  const reach = refund ? [] : reachOf({ policy, order, cancellation, cancellations });
  const part = reach.length > 0 ? meantPart(order, null, reach) : lines;
  return amountAbout(policy, order, { ...cancellation, lines: part && [...part] }, cancellations);
}

function searchable(texts: string[]): string {
  return texts.join('\n').normalize('NFKC').toLowerCase().slice(0, 2000);
}

/** The words of a search, as listings have them. */
export function wordsOf(q: string): string[] {
  const words = q
    .normalize('NFKC')
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '');
  return [...new Set(words)];
}

export function scopeOf({ id, roles }: Principal): ListScope {
  return {
    buyerId: roles.includes('buyer') ? id : null,
    sellerId: roles.includes('seller') ? id : null,
    all: roles.includes('platform'),
  };
}

/** As many listings as are made at once. */
const chunk = 500;

/** Makes the listings that cancellations lack: those that came into the store by another way than a transition. */
export async function fillListings(context: Context): Promise<void> {
  const { store, policies, emit } = context;
  for (let after: string | null = null; ; ) {
    const lacking: Cancellation[] = await store.unlisted(after, chunk);
    const made = await Promise.all(
      lacking.map(async (cancellation) => {
        try {
          const order = await listedOrder(context, cancellation.orderId);
          if (!order) return null;
          const { policy } = await policies.governing(order, cancellation);
          const bound = await policies.version(cancellation.policy.hash);
          return listingOf(bound?.policy ?? policy, order, cancellation, context.now());
        } catch (error) {
          // One order that cannot be read leaves the others to be found.
          emit({ type: 'error', during: 'listing a cancellation', error });
          return null;
        }
      }),
    );
    await store.keepListings(made.filter((listing) => listing !== null));
    if (lacking.length < chunk) return;
    after = lacking.at(-1)?.id ?? null;
  }
}
