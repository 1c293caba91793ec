import type { Principal } from '../../options.ts';
import { sessionHeaders } from '../session-headers.ts';
import { MedusaProblem, restOf } from './medusa-api.ts';

export interface MedusaBuyersOptions {
  /** Where Medusa is: `https://shop.example`. */
  url: string;
  /** The storefront's own key of the Store API: `pk_…`. */
  publishableKey: string;
  /** Default 10000 ms. */
  timeout?: number;
  fetch?: typeof fetch;
}

/**
 * Who asks, by their own session at the shop: the bearer token, or the cookie, that a request brings along is shown to Medusa's Store
 * API. An order's id proves nothing: there whoever has it may read the order. For `authenticate`; `null`: nobody, or a guest.
 */
export function medusaBuyers({
  url,
  publishableKey,
  timeout = 10_000,
  fetch,
}: MedusaBuyersOptions): (request: Request) => Promise<Principal | null> {
  return async (request) => {
    const session = sessionHeaders(request);
    if (!session) return null;
    const headers = { ...session, 'x-publishable-api-key': publishableKey };
    const store = restOf({ url, headers, timeout, ...(fetch && { fetch }) });
    try {
      const { customer } = await store<{ customer: { id: string } }>('GET', '/store/customers/me?fields=id');
      return { id: customer.id, roles: ['buyer'] };
    } catch (error) {
      if (error instanceof MedusaProblem && error.status === 401) return null;
      throw error;
    }
  };
}
