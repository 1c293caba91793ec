import { type EntryType, type EvidenceEntry, type PersonalMember, personalMembers } from '../../domain/log-entry.ts';
import type { Cancellation, CarrierScan, Order, Party } from '../../domain/records.ts';
import { formatInstant, parseInstant } from '../../domain/values/instant.ts';
import type { OrderView } from '../../domain/view.ts';
import { eraseFrom } from '../../evidence/chain.ts';
import { type Context, exclusively } from '../context.ts';
import { dropNotices } from '../notices.ts';
import { applyDue } from '../orders/order-reader.ts';
import type { OrderState } from '../orders/order-state.ts';
import { sendAllDue } from '../outbox.ts';
import { inRole, isOwner } from '../owners.ts';
import type { CancellationStore, Erasure, KeptAnswer, Message, OwnedFile } from '../stores/store.ts';
import { listingsOf } from '../transitions/carry-out.ts';
import { eraseStatements } from '../withdrawals/erase-statements.ts';
import { referencesIn } from '../withdrawals/known-order.ts';
import { type Erased, erasureEntry, wholeLog } from './kept-log.ts';
import { logAppendOf } from './log-append.ts';
import { tellCheckpoint } from './observe.ts';

/**
 * Erases what one side of an order wrote, and who they are, from everything that is kept here of it, and from what they sent to
 * withdraw from its contract. The chains hold their commitments, and stay valid. Resolves with the number of entries that lost something.
 */
export async function erase(server: Context, orderId: string, party: Erased): Promise<number> {
  // What is under way holds what was written as well, and may tell of it: what cannot be sent by now goes nowhere.
  if (server.deliver) await exclusively(server, orderId, (context) => applyDue(context, orderId));
  await sendAllDue(server);
  const { count, log, state } = await eraseOfOrder(server, orderId, party);
  const more = party === 'buyer' ? await eraseSaid(server, orderId, log, state) : 0;
  // A remark is of who wrote it and of whom it is about, and an error of the shop may quote either.
  await server.shop.erase?.(orderId);
  return count + more;
}

async function eraseSaid(
  server: Context,
  orderId: string,
  log: readonly EvidenceEntry[],
  state: OrderState | null,
): Promise<number> {
  const known = [state?.order.placedAt, log[0]?.at].map(parseInstant).filter((at) => !Number.isNaN(at));
  const since = known.length > 0 ? Math.min(...known) : null;
  // Who has withdrawn has said so to the shop as a whole.
  return eraseStatements(server, orderId, since, referencesIn(log));
}

function eraseOfOrder(
  server: Context,
  orderId: string,
  party: Erased,
): Promise<{ count: number; log: EvidenceEntry[]; state: OrderState | null }> {
  return exclusively(server, orderId, async (context) => {
    const { store, lease } = context;
    // What is under way holds what was written as well: it is finished first.
    const { state } = await applyDue(context, orderId);
    await dropNotices(context, orderId);
    for (;;) {
      const { cancellations, head } = await store.records(orderId);
      const log = await wholeLog(store, orderId);
      const { messages, answers, listings } = await store.written(orderId);
      // The shop may have erased the order itself by now.
      const owner = state?.order[party].id ?? log.find(({ type }) => type === 'order')?.[party]?.id ?? null;
      const without = cancellations.map((cancellation) => withoutWords(cancellation, party));
      const entries = log.flatMap((entry) => {
        const members = ownMembers(entry, party);
        return members.length > 0 ? [eraseFrom(entry, members)] : [];
      });
      const erasure: Erasure = {
        entries,
        messages: messages.map((message) => withoutText(message, party)),
        cancellations: without,
        listings: state
          ? await listingsOf(context, state.order, without)
          : listings.map((listing) => ({ ...listing, text: '' })),
        answers: answers.map((answer) => withoutBody(answer, party)),
        attachments: owner === null ? [] : await filesOf(store, orderId, log, party, owner),
      };
      const at = formatInstant(context.now());
      const told = entries.length > 0 ? [erasureEntry(party, entries, at)] : [];
      const append = head && logAppendOf({ orderId, head, at, entries: told, now: null });
      if (!(await store.erase(orderId, erasure, append, lease))) continue;
      const after = told.length > 0 ? (await store.records(orderId)).head : null;
      if (after) await tellCheckpoint(context, orderId, after);
      return { count: entries.length, log, state };
    }
  });
}

/** What is left in an entry of one side's data. What was ordered is of both; where it went, of the buyer. */
function ownMembers(entry: EvidenceEntry, party: Erased): PersonalMember[] {
  const told: Record<EntryType, PersonalMember[]> = {
    order: ['items', party],
    scan: party === 'buyer' ? ['place'] : [],
    policy: [],
    cancellation: [],
    withdrawal: [],
    message: [],
    notice: [],
    status: [],
    shipment: [],
    delivery: [],
    refund: [],
    evidence: [],
    verification: [],
    erasure: [],
  };
  const own = entry.by === party ? personalMembers : told[entry.type];
  return own.filter((member) => entry.salts && Object.hasOwn(entry.salts, member));
}

function withoutText(message: Message, party: Erased): Message {
  if (message.from !== party) return message;
  const { id, orderId, from, to, at } = message;
  return { id, orderId, from, to, text: '', ticket: null, at };
}

function withoutWords(cancellation: Cancellation, party: Erased): Cancellation {
  const { requestedBy, decision } = cancellation;
  return {
    ...cancellation,
    ...(requestedBy === party && { comment: null }),
    ...(decision?.by === party && 'comment' in decision && { decision: { ...decision, comment: null } }),
  };
}

/**
 * An answer as it may be given again to others: without what the person wrote, and who they are. Of the person's own nothing
 * is left but that the key was used: to which request exactly could be found out by guessing, where its text was short.
 */
function withoutBody(kept: KeptAnswer, party: Erased): KeptAnswer {
  const { answer, ...claim } = kept;
  // Erased before.
  if (answer.body === '') return kept;
  if (claim.principalId.startsWith(inRole(party, ''))) {
    return { ...claim, fingerprint: '', answer: { status: answer.status, headers: {}, body: '' } };
  }
  const said = JSON.parse(answer.body) as OrderView | { message: Message; view: OrderView } | { again: string | null };
  // Of a long one nothing is kept but that it was given.
  if ('again' in said) return kept;
  const body = 'message' in said ? { ...said, view: viewWithout(said.view, party) } : viewWithout(said, party);
  return { ...claim, answer: { ...answer, body: JSON.stringify(body) } };
}

function viewWithout(view: OrderView, party: Erased): OrderView {
  const { order, cancellation, cancellations } = view;
  return {
    ...view,
    order: orderWithout(order, party),
    cancellation: cancellation && withoutWords(cancellation, party),
    ...(cancellations && { cancellations: cancellations.map((one) => withoutWords(one, party)) }),
  };
}

function orderWithout(order: Order, party: Erased): Order {
  const { remarks: _, ...buyer } = order.buyer;
  const unnamed = ({ id, status }: Party): Party => ({ id, name: '', status });
  const sellers = order.sellers?.map((one) => (party === 'seller' ? unnamed(one) : one));
  const lines = order.lines.map(({ description: _, condition: __, ...line }) => ({ ...line, title: '' }));
  const scans = order.scans?.map((scan) => (party === 'buyer' ? withoutPlace(scan) : scan));
  // What the seller remarked about the buyer is of both.
  return {
    ...order,
    lines,
    ...(scans && { scans }),
    ...(sellers && { sellers }),
    buyer,
    [party]: unnamed(order[party]),
  };
}

function withoutPlace({ place: _, ...scan }: CarrierScan): CarrierScan {
  return scan;
}

/** The files that nobody needs any more: of this side's entries, and of no other order's. */
async function filesOf(
  store: CancellationStore,
  orderId: string,
  log: readonly EvidenceEntry[],
  party: Erased,
  id: string,
): Promise<OwnedFile[]> {
  const own = log.filter(({ by }) => by === party).flatMap(({ attachments = [] }) => attachments);
  const found: OwnedFile[] = [];
  for (const sha256 of new Set(own.map((file) => file.sha256))) {
    const references = await store.references(sha256);
    if (references.some((reference) => reference.orderId !== orderId)) continue;
    const owners = (await store.attachment(sha256))?.owners ?? [];
    for (const owner of owners) if (isOwner(owner, { id, roles: [party] })) found.push({ sha256, owner });
  }
  return found;
}
