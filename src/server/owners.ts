import type { Actor } from '../domain/records.ts';
import type { Principal } from './options.ts';

/**
 * The name of somebody in a role. Ids of buyers and of sellers are two spaces: customer 7 is not merchant 7.
 */
export function inRole(role: Actor, id: string): string {
  return `${role}:${id}`;
}

/** The name of a principal where no order says in which role: in all of them. */
export function ownerOf({ id, roles }: Principal): string {
  return `${[...new Set(roles)].sort().join('+')}:${id}`;
}

/** Whether a name is of somebody with this id in one of these roles. */
export function isOwner(owner: string, { id, roles }: Principal): boolean {
  const end = owner.indexOf(':');
  const named = owner.slice(0, end).split('+');
  return owner.slice(end + 1) === id && roles.some((role) => named.includes(role));
}
