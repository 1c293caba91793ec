import type { Attachment } from '../domain/log-entry.ts';
import { sha256Hex } from '../domain/values/sha256.ts';
import { toHex } from './hex.ts';

/** What of one person's files may lie there without an entry of theirs that refers to it. */
export const maxUnused = { files: 20, bytes: 50 * 1024 * 1024 };

/** The types of files that are taken: how they begin, and how they are called. */
const types: Record<Attachment['type'], { begins: readonly number[]; extension: string }> = {
  'image/jpeg': { begins: [0xff, 0xd8, 0xff], extension: 'jpg' },
  'image/png': { begins: bytesOf('\x89PNG\r\n\x1a\n'), extension: 'png' },
  'application/pdf': { begins: bytesOf('%PDF-'), extension: 'pdf' },
};

/** The files of something that is written. */
export interface AttachedFiles {
  attachments?: Attachment[];
  names?: string[];
  /** Which of them are used, under the names under which they were put. */
  uses: { sha256: string; owner: string }[];
  /** What of them no entry of the same side about the same order has yet. */
  added: { files: number; fileBytes: number };
}

export const fileTypes = Object.keys(types) as Attachment['type'][];

/**
 * Whether the bytes begin as files of this type do, and there is more. What else a file holds is for whoever opens it:
 * cameras and printers write all sorts of things behind its end, and a page is never shown one.
 */
export function isOfType(type: Attachment['type'], bytes: Uint8Array): boolean {
  const { begins } = types[type];
  return bytes.length > begins.length && begins.every((byte, at) => bytes[at] === byte);
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
  return toHex(new Uint8Array(await subtle.digest('SHA-256', bytes)));
}
