import type { Attachment } from '../domain/log-entry.ts';
import { sha256Hex } from '../domain/sha256.ts';

/** What of one person's files may lie there without an entry of theirs that refers to it. */
export const mostUnused = { files: 20, bytes: 50 * 1024 * 1024 };
/** How long it may, ms. */
export const unusedFor = 86_400_000;

/** Programs write something behind the end of some files. */
const mostBehind = 1024;
/** The type and the length of the chunk that a PNG begins with, and the whole one that it ends with. */
const [header, trailer] = [bytesOf('\0\0\0\rIHDR'), bytesOf('\0\0\0\0IEND\xae\x42\x60\x82')];

/** The types of files that are taken: how they begin and end, and how they are called. */
const types: Record<
  Attachment['type'],
  { begins: readonly number[]; ends: readonly number[]; behind: number; extension: string }
> = {
  'image/jpeg': { begins: [0xff, 0xd8, 0xff], ends: [0xff, 0xd9], behind: mostBehind, extension: 'jpg' },
  'image/png': { begins: [...bytesOf('\x89PNG\r\n\x1a\n'), ...header], ends: trailer, behind: 0, extension: 'png' },
  'application/pdf': { begins: bytesOf('%PDF-'), ends: bytesOf('%%EOF'), behind: mostBehind, extension: 'pdf' },
};

export const fileTypes = Object.keys(types) as Attachment['type'][];

/** Whether the bytes begin and end as files of this type do: what is named a picture must not be a page. */
export function isOfType(type: Attachment['type'], bytes: Uint8Array): boolean {
  const { begins, ends, behind } = types[type];
  const isAt = (part: readonly number[], from: number): boolean => part.every((byte, at) => bytes[from + at] === byte);
  if (!isAt(begins, 0)) return false;
  const last = bytes.length - ends.length;
  for (let at = last; at >= begins.length && at >= last - behind; at--) if (isAt(ends, at)) return true;
  return false;
}

function bytesOf(text: string): number[] {
  return Array.from(text, (letter) => letter.charCodeAt(0));
}

/** What a file is called when it is saved. Nothing that a person chose is in it. */
export function fileName({ sha256, type }: Attachment): string {
  return `${sha256.slice(0, 12)}.${types[type].extension}`;
}

/** Lower-case hex SHA-256. By the platform where it can: it does not keep others waiting. */
export async function digestOf(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  const { subtle } = globalThis.crypto;
  if (!subtle) return sha256Hex(bytes);
  const digest = new Uint8Array(await subtle.digest('SHA-256', bytes));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
