import { formatInstant } from '../domain/instant.ts';
import { type EvidenceEntry, type LogEntry, type PersonalMember, personalMembers } from '../domain/log-entry.ts';
import type { Actor, Cancellation, Order, Party } from '../domain/records.ts';
import type { OrderView } from '../domain/view.ts';
import { eraseFrom } from '../evidence/chain.ts';
import { notesOf } from './chronicle.ts';
import { newId } from './ids.ts';
import type { Kernel } from './kernel.ts';
import { tellCheckpoint } from './observe.ts';
import { catchUp } from './order-reader.ts';
import type { CancellationStore, Erasure, KeptAnswer, Message } from './stores/store.ts';
import { listingsOf } from './transition.ts';

export type Erased = 'buyer' | 'seller';

/**
 * Erases what one side of an order wrote, and who they are, from everything that is kept here of it. The chain holds their
 * commitments, and stays valid. Resolves with the number of entries that lost something.
 */
export async function erase(kernel: Kernel, orderId: string, party: Erased): Promise<number> {
  const { store } = kernel;
  return store.exclusively(orderId, async () => {
    // What is under way holds what was written as well: it is finished first.
    const { state } = await catchUp(kernel, orderId);
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
          ? await listingsOf(kernel, state.order, without)
          : listings.map((listing) => ({ ...listing, text: '' })),
        answers: answers.map((answer) => withoutBody(answer, party, owner)),
        attachments: { owner, sha256: await filesOf(store, orderId, log, party) },
      };
      const at = formatInstant(kernel.now());
      const told = entries.length > 0 ? [erasureEntry(party, entries, at)] : [];
      const notes = head && notesOf({ orderId, head, at, entries: told, now: null });
      if (!(await store.erase(orderId, erasure, notes))) continue;
      const after = told.length > 0 ? (await store.records(orderId)).head : null;
      if (after) await tellCheckpoint(kernel, orderId, after);
      return entries.length;
    }
  });
}

function erasureEntry(party: Erased, entries: EvidenceEntry[], at: string): LogEntry {
  return { id: newId(), at, by: 'platform', type: 'erasure', party, erased: entries.map(({ seq }) => seq) };
}

async function wholeLog(store: CancellationStore, orderId: string): Promise<EvidenceEntry[]> {
  const all: EvidenceEntry[] = [];
  for (;;) {
    const { entries, more } = await store.log(orderId, all.length, 1000);
    all.push(...entries);
    if (!more) return all;
  }
}

/** What is left in an entry of one side's data. What was ordered is of both. */
function ownMembers(entry: EvidenceEntry, party: Erased): PersonalMember[] {
  const own: readonly PersonalMember[] =
    entry.by === party ? personalMembers : entry.type === 'order' ? ['items', party] : [];
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
 * An answer as it may be given again: without what the person wrote, and who they are. Nor is it known any more to which
 * request of theirs exactly it was given: of a short text, that could be found out by guessing.
 */
function withoutBody({ answer, ...claim }: KeptAnswer, party: Erased, owner: string | null): KeptAnswer {
  const said = JSON.parse(answer.body) as OrderView | { message: Message; view: OrderView };
  const kept =
    'message' in said
      ? { message: withoutText(said.message, party), view: viewWithout(said.view, party) }
      : viewWithout(said, party);
  const fingerprint = claim.principalId === owner ? '' : claim.fingerprint;
  return { ...claim, fingerprint, answer: { ...answer, body: JSON.stringify(kept) } };
}

function viewWithout(view: OrderView, party: Erased): OrderView {
  const { order, cancellation } = view;
  return {
    ...view,
    order: orderWithout(order, party),
    cancellation: cancellation && withoutWords(cancellation, party),
  };
}

function orderWithout(order: Order, party: Erased): Order {
  const { remarks: _, ...buyer } = order.buyer;
  const { id, status } = order[party];
  const nobody: Party = { id, name: '', status };
  // What the seller remarked about the buyer is of both.
  return { ...order, buyer, [party]: nobody };
}

/** The files that nobody needs any more: of this side's entries, and of no other order's. */
async function filesOf(
  store: CancellationStore,
  orderId: string,
  log: readonly EvidenceEntry[],
  party: Actor,
): Promise<string[]> {
  const own = log.filter(({ by }) => by === party).flatMap(({ attachments = [] }) => attachments);
  const found: string[] = [];
  for (const sha256 of new Set(own.map((file) => file.sha256))) {
    const references = await store.references(sha256);
    if (references.every((reference) => reference.orderId === orderId)) found.push(sha256);
  }
  return found;
}
