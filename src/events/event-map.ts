import type { OrderCancelDecisionEvent } from './order-cancel-decision-event.ts';
import type { OrderCancelRequestEvent } from './order-cancel-request-event.ts';
import type { OrderCancelSettledEvent } from './order-cancel-settled-event.ts';
import type { SellerCancelDecideEvent } from './seller-cancel-decide-event.ts';
import type { SellerCancelSettledEvent } from './seller-cancel-settled-event.ts';

/** The package's events by their names. */
export interface OrderCancelEventMap {
  'order-cancel-decision': OrderCancelDecisionEvent;
  'order-cancel-request': OrderCancelRequestEvent;
  'order-cancel-settled': OrderCancelSettledEvent;
  'seller-cancel-decide': SellerCancelDecideEvent;
  'seller-cancel-settled': SellerCancelSettledEvent;
}

// They bubble and are composed: whatever is around an element hears them.
declare global {
  interface HTMLElementEventMap extends OrderCancelEventMap {}
  interface ShadowRootEventMap extends OrderCancelEventMap {}
  interface DocumentEventMap extends OrderCancelEventMap {}
  interface WindowEventMap extends OrderCancelEventMap {}
}
