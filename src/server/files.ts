import type { Attachment } from '../domain/log-entry.ts';
import { sha256Hex } from '../domain/sha256.ts';

/** The types of files that are taken: how they begin, and how they are called. */
const types: Record<Attachment['type'], { begins: readonly number[]; extension: string }> = {
  'image/jpeg': { begins: [0xff, 0xd8, 0xff], extension: 'jpg' },
  'image/png': { begins: [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a], extension: 'png' },
  'application/pdf': { begins: [0x25, 0x50, 0x44, 0x46, 0x2d], extension: 'pdf' },
};

export const fileTypes = Object.keys(types) as Attachment['type'][];

/** Whether the bytes begin as files of this type do: what is named a picture must not be a page. */
export function isOfType(type: Attachment['type'], bytes: Uint8Array): boolean {
  return types[type].begins.every((byte, at) => bytes[at] === byte);
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
