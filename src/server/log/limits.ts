import type { Actor } from '../../domain/records.ts';
import { Refusal } from '../http/problem.ts';
import type { Limits } from '../options.ts';
import type { LogHead, Tally } from '../stores/store.ts';

const day = 86_400_000;

/** What buyer and seller may each do about one order. Support is not bound: it answers both. */
export const usualLimits: Required<Limits> = {
  writtenADay: 200,
  bytesADay: 1024 * 1024,
  files: 100,
  fileBytes: 50 * 1024 * 1024,
  changesADay: 100,
  requests: 100,
};

/** What somebody is about to write: characters of text as UTF-8, and files that none of their entries has yet. */
export interface Writes {
  bytes: number;
  files: number;
  fileBytes: number;
}

const none: Omit<Tally, 'since'> = { entries: 0, bytes: 0, files: 0, fileBytes: 0, changes: 0 };

/** What one side has done of late; a day after the first of it, what counts by the day begins anew, that of files never. */
export function tallyOf(head: Pick<LogHead, 'written'> | null, actor: Actor, now: number): Tally {
  const tally = head?.written?.[actor];
  if (!tally) return { since: now, ...none };
  return now - tally.since < day ? tally : { ...tally, since: now, entries: 0, bytes: 0, changes: 0 };
}

/** The same with one entry more, or with one change (`null`). */
export function tallyWith(tally: Tally, writes: Writes | null): Tally {
  if (!writes) return { ...tally, changes: (tally.changes ?? 0) + 1 };
  const { bytes, files, fileBytes } = writes;
  return {
    ...tally,
    entries: tally.entries + 1,
    bytes: tally.bytes + bytes,
    files: tally.files + files,
    fileBytes: tally.fileBytes + fileBytes,
  };
}

/**
 * Refuses what is beyond the bounds of who writes (429, with when it may be tried again; 413 for files, which stay). They are
 * each side's own: nobody's words keep another's out of the record, or make it too long to be read.
 */
export function demandRoom(limits: Required<Limits>, tally: Tally, actor: Actor, writes: Writes, now: number): void {
  if (actor === 'platform') return;
  const after = tallyWith(tally, writes);
  if (after.entries > limits.writtenADay || after.bytes > limits.bytesADay) {
    throw tooMuch(tally, now);
  }
  const isMore = writes.files > 0;
  if (isMore && (after.files > limits.files || after.fileBytes > limits.fileBytes)) throw new Refusal('too-large');
}

/** The same for a transition or an alert: nobody moves an order to and fro without end (429). */
export function demandChange(limits: Required<Limits>, tally: Tally, actor: Actor, now: number): void {
  if (actor !== 'platform' && (tally.changes ?? 0) >= limits.changesADay) throw tooMuch(tally, now);
}

function tooMuch({ since }: Tally, now: number): Refusal {
  const seconds = Math.max(1, Math.ceil((since + day - now) / 1000));
  return new Refusal('rate-limited', {}, { 'Retry-After': `${seconds}` });
}

/** UTF-8 bytes of an input's texts, as they were sent. */
export function sizeOf(input: unknown): number {
  return new TextEncoder().encode(JSON.stringify(input)).length;
}
