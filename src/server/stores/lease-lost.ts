import { CancelError } from '../../domain/errors.ts';
import type { Lease } from './store.ts';

/** What a store refuses what is written under a lease with that is not the order's any more. */
export function leaseLost({ orderId }: Lease): CancelError {
  return new CancelError('lease-lost', `somebody else holds the order ${JSON.stringify(orderId)} by now`);
}
