import type { Principal } from '../src/server/index.ts';

/** The people that a path may name after `/as/`. */
export const people = {
  buyer: { id: 'buyer-1', roles: ['buyer'] },
  seller: { id: 'seller-1', roles: ['seller'] },
  /** Who works for the one seller of a shop: statements of withdrawal that belong to no order yet are theirs to match. */
  staff: { id: 'seller-1', roles: ['seller', 'platform'] },
  platform: { id: 'platform-1', roles: ['platform'] },
  stranger: { id: 'stranger-1', roles: ['buyer', 'seller'] },
  nobody: null,
} as const satisfies Record<string, Readonly<{ id: string; roles: readonly string[] }> | null>;

/** One of {@link people}; another name is a person's id, with the roles of buyer and seller. */
export function personNamed(name: string): Principal | null {
  const known = Object.hasOwn(people, name)
    ? people[name as keyof typeof people]
    : { id: name, roles: ['buyer', 'seller'] as const };
  return known && { id: known.id, roles: [...known.roles] };
}
