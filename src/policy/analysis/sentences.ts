import type { Role } from './settings.ts';

const names: Record<Role, string> = {
  buyer: 'the buyer',
  seller: 'the seller',
  platform: 'the platform',
  nobody: 'what happens by itself',
};

/** A role within a sentence, or at its beginning. */
export function roleName(role: Role, first = false): string {
  const name = names[role];
  return first ? name.charAt(0).toUpperCase() + name.slice(1) : name;
}

/** Codes, one after the other. */
export function listed(codes: readonly string[], last = 'and'): string {
  const marked = codes.map((code) => `\`${code}\``);
  return marked.length < 2 ? (marked[0] ?? '') : `${marked.slice(0, -1).join(', ')} ${last} ${marked.at(-1)}`;
}
