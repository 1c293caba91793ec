import { invalid } from './problem.ts';

/** Something as an opaque cursor. */
export function toCursor(value: unknown): string {
  const bytes = new TextEncoder().encode(JSON.stringify(value));
  const text = Array.from(bytes, (byte) => String.fromCharCode(byte)).join('');
  return btoa(text).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}

/** What a cursor stands for (400 where nothing). */
export function fromCursor(cursor: string): unknown {
  try {
    const text = atob(cursor.replaceAll('-', '+').replaceAll('_', '/'));
    return JSON.parse(
      new TextDecoder('utf-8', { fatal: true }).decode(Uint8Array.from(text, (one) => one.charCodeAt(0))),
    );
  } catch {
    throw badCursor();
  }
}

export function badCursor(): Error {
  return invalid({ path: ['cursor'], code: 'value' });
}
