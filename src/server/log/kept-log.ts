import type { EvidenceEntry, LogEntry } from '../../domain/log-entry.ts';
import type { Context } from '../context.ts';
import { newId } from '../ids.ts';
import type { CancellationStore, LogAppend, OrderRecords } from '../stores/store.ts';
import { tellCheckpoint } from './observe.ts';

/** So many entries are read at once. */
const pageSize = 1000;

/** All that a log has, oldest first. */
export async function wholeLog({ log }: Pick<CancellationStore, 'log'>, orderId: string): Promise<EvidenceEntry[]> {
  const all: EvidenceEntry[] = [];
  for (;;) {
    const { entries, more } = await log(orderId, all.length, pageSize);
    all.push(...entries);
    if (!more) return all;
  }
}

/**
 * Appends what `compose` makes of the records: anew, where somebody wrote meanwhile; `null`: there is nothing to be noted. Only
 * inside `store.exclusively`.
 */
export async function appendToLog(
  context: Context,
  orderId: string,
  compose: (records: OrderRecords) => LogAppend | null | Promise<LogAppend | null>,
): Promise<void> {
  const { store, lease } = context;
  for (;;) {
    const append = await compose(await store.records(orderId));
    if (!append) return;
    const appended = await store.append(orderId, append, lease);
    if (appended.code === 'appended') await tellCheckpoint(context, orderId, appended.head);
    if (appended.code !== 'moved') return;
  }
}

export type Erased = 'buyer' | 'seller';

/** What a log says of entries of its own that lost what one side wrote. `at`: RFC 3339. */
export function erasureEntry(party: Erased, entries: readonly EvidenceEntry[], at: string): LogEntry {
  return { id: newId(), at, by: 'platform', type: 'erasure', party, erased: entries.map(({ seq }) => seq) };
}
