import type { Attachment } from '../../domain/log-entry.ts';
import type { CancellationStore, OwnedFile, Put } from '../stores/store.ts';
import { type Database, fromText, type Run, toText } from './database.ts';
import { sql } from './statement.ts';

interface FileRow {
  sha256: string;
  type: Attachment['type'];
  size: number | string;
}

/** Notes that an entry of their owners refers to files. */
export async function markUsed(run: Run, uses: readonly OwnedFile[]): Promise<void> {
  for (const { sha256, owner } of uses) {
    await run.changed(
      sql`update oc_file_owners set unused_since = null where sha256 = ${toText(sha256)} and owner = ${toText(owner)}`,
    );
  }
}

/** Takes files from owners of theirs; what nobody owns any more goes. */
export async function disown(run: Run, files: readonly OwnedFile[]): Promise<void> {
  for (const { sha256, owner } of [...files].sort((one, other) => (one.sha256 < other.sha256 ? -1 : 1))) {
    // Who puts the same file meanwhile waits for this row.
    const file = toText(sha256);
    await run.changed(sql`update oc_files set size = size where sha256 = ${file}`);
    await run.changed(sql`delete from oc_file_owners where sha256 = ${file} and owner = ${toText(owner)}`);
    const isLeft = sql`exists (select 1 from oc_file_owners where sha256 = ${file})`;
    await run.changed(sql`delete from oc_file_bytes where sha256 = ${file} and not ${isLeft}`);
    await run.changed(sql`delete from oc_files where sha256 = ${file} and not ${isLeft}`);
  }
}

/** So many files are dropped at once, that nobody waits for long. */
const part = 100;

export function createFiles(
  database: Database,
): Pick<CancellationStore, 'keepAttachment' | 'dropUnused' | 'attachment' | 'attachmentBytes'> {
  return {
    keepAttachment({ sha256, type, size }, bytes, { owner, at, most }) {
      const [file, who] = [toText(sha256), toText(owner)];
      return database.transact(async (run): Promise<Put> => {
        // What one person puts is counted one after the other.
        await run.changed(
          sql`insert into oc_file_puts (owner, puts) values (${who}, 1)
            on conflict (owner) do update set puts = oc_file_puts.puts + 1`,
        );
        const own = sql`sha256 = ${file} and owner = ${who}`;
        const again = sql`update oc_file_owners set unused_since = ${at} where ${own} and unused_since is not null`;
        if ((await run.changed(again)) > 0) return { code: 'known' };
        if (await run.row(sql`select 1 from oc_file_owners where ${own}`)) return { code: 'known' };
        const lying = await run.row<Record<'files' | 'bytes' | 'since', number | string | null>>(
          sql`select count(*) as files, sum(f.size) as bytes, min(o.unused_since) as since
            from oc_file_owners o join oc_files f on f.sha256 = o.sha256
            where o.owner = ${who} and o.unused_since is not null`,
        );
        const [files, sum] = [Number(lying?.files ?? 0), Number(lying?.bytes ?? 0) + size];
        if (files >= most.files || (files > 0 && sum > most.bytes)) {
          return { code: 'full', since: Number(lying?.since ?? at) };
        }
        const isNew = sql`insert into oc_files (sha256, type, size) values (${file}, ${type}, ${size}) on conflict do nothing`;
        if ((await run.changed(isNew)) === 0)
          await run.changed(sql`update oc_files set size = size where sha256 = ${file}`);
        await run.changed(
          sql`insert into oc_file_bytes (sha256, bytes) values (${file}, ${Buffer.from(bytes)}) on conflict do nothing`,
        );
        await run.changed(
          sql`insert into oc_file_owners (sha256, owner, unused_since) values (${file}, ${who}, ${at})`,
        );
        return { code: 'new' };
      });
    },
    async dropUnused(by) {
      for (;;) {
        const dropped = await database.transact(async (run) => {
          // No file is used by an entry and dropped.
          const rows = await run.rows<{ sha256: string; owner: string }>(
            sql`update oc_file_owners set unused_since = unused_since where (sha256, owner) in (
                select sha256, owner from oc_file_owners where unused_since <= ${by} limit ${part})
              and unused_since <= ${by} returning sha256, owner`,
          );
          await disown(
            run,
            rows.map(({ sha256, owner }) => ({ sha256: fromText(sha256), owner: fromText(owner) })),
          );
          return rows.length;
        });
        if (dropped < part) return;
      }
    },
    async attachment(sha256) {
      const file = toText(sha256);
      const rows = await database.rows<FileRow & { owner: string }>(
        sql`select f.sha256, f.type, f.size, o.owner from oc_files f join oc_file_owners o on o.sha256 = f.sha256
          where f.sha256 = ${file} order by o.owner`,
      );
      const [first] = rows;
      if (!first) return null;
      const owners = rows.map(({ owner }) => fromText(owner));
      return { sha256: fromText(first.sha256), type: first.type, size: Number(first.size), owners };
    },
    async attachmentBytes(sha256) {
      const row = await database.row<{ bytes: ArrayBuffer | Uint8Array }>(
        sql`select bytes from oc_file_bytes where sha256 = ${toText(sha256)}`,
      );
      // A copy: what drivers give may be a part of something larger.
      return row ? Uint8Array.from(new Uint8Array(row.bytes as ArrayBuffer)) : null;
    },
  };
}
