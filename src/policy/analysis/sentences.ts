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
  return joined(
    codes.map((code) => `\`${code}\``),
    last,
  );
}

/** `a, b and c`. */
export function joined(texts: readonly string[], last = 'and'): string {
  return texts.length < 2 ? (texts[0] ?? '') : `${texts.slice(0, -1).join(', ')} ${last} ${texts.at(-1)}`;
}

const units: [string, number][] = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
  ['second', 1000],
];

/** A length of time in words, ms: `1 day 2 hours`. */
export function spell(length: number): string {
  let left = length;
  const parts = units.flatMap(([unit, size]) => {
    const count = Math.floor(left / size);
    left -= count * size;
    return count === 0 ? [] : [`${count} ${unit}${count === 1 ? '' : 's'}`];
  });
  return parts.length === 0 ? '0 hours' : parts.join(' ');
}
