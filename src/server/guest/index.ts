import { errors, jwtVerify, SignJWT } from 'jose';
import type { Principal } from '../options.ts';

/** What somebody may do who has a link: one order, as its buyer, until an instant. */
export interface GuestGrant {
  orderId: string;
  /** The buyer's party id on the order. */
  buyerId: string;
  /** `cancel`, `request`, `withdraw`, `message`, …; without it all that the buyer may. To read is always allowed. */
  actions?: string[];
  /** Epoch ms. */
  expiresAt: number;
}

export interface GuestLinkOptions {
  /** At least 32 bytes; the same on every server. Of several the first signs, and links that the others signed still hold. */
  secret: Uint8Array | Uint8Array[];
  /** Epoch ms. */
  now?: () => number;
}

export interface GuestLinks {
  /** What proves the grant: sent in the header `Guest-Link`. */
  token(grant: GuestGrant): Promise<string>;
  /** A page's address with the token behind `#`, which browsers send to no server and in no `Referer`. */
  link(page: string, grant: GuestGrant): Promise<string>;
  /** Who sent a request with such a token; `null`: without one, or with one that does not hold (any more). */
  authenticate(request: Request): Promise<Principal | null>;
}

/** The header in which a page sends the token. */
export const guestHeader = 'Guest-Link';
/** Its name behind `#`. */
export const guestParameter = 'guest';

const purpose = 'order-cancel-elements/guest';
const shortest = 32;

/**
 * Signed links for guests: one order, some actions, an end. A link is as good as the mailbox that it was sent to. Needs the
 * package `jose`.
 *
 * @throws {RangeError} a secret of less than 32 bytes
 */
export function guestLinks({ secret, now = Date.now }: GuestLinkOptions): GuestLinks {
  const secrets = Array.isArray(secret) ? secret : [secret];
  const [first] = secrets;
  if (!first || secrets.some(({ length }) => length < shortest)) {
    throw new RangeError(`a secret needs ${shortest} bytes or more`);
  }

  const token = ({ orderId, buyerId, actions, expiresAt }: GuestGrant): Promise<string> =>
    new SignJWT({ order: orderId, ...(actions && { actions }) })
      .setProtectedHeader({ alg: 'HS256' })
      .setAudience(purpose)
      .setSubject(buyerId)
      .setExpirationTime(Math.floor(expiresAt / 1000))
      .sign(first);

  const read = async (given: string): Promise<Principal | null> => {
    for (const one of secrets) {
      try {
        const { payload } = await jwtVerify(given, one, {
          algorithms: ['HS256'],
          audience: purpose,
          requiredClaims: ['sub', 'exp', 'order'],
          currentDate: new Date(now()),
        });
        const { sub, order, actions } = payload;
        if (typeof sub !== 'string' || typeof order !== 'string') return null;
        const named = Array.isArray(actions) && actions.every((action) => typeof action === 'string');
        return { id: sub, roles: ['buyer'], only: { orderId: order, ...(named && { actions }) } };
      } catch (error) {
        // Another one may have signed it; what is wrong in itself stays so.
        if (!(error instanceof errors.JWSSignatureVerificationFailed)) return null;
      }
    }
    return null;
  };

  return {
    token,
    async link(page, grant) {
      const url = new URL(page);
      const parameters = new URLSearchParams(url.hash.slice(1));
      parameters.set(guestParameter, await token(grant));
      url.hash = parameters.toString();
      return url.href;
    },
    async authenticate(request) {
      const given = request.headers.get(guestHeader);
      return given ? read(given) : null;
    },
  };
}
