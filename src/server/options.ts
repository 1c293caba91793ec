import type { NotifyEvent } from '../domain/effects.ts';
import type { CancelPolicy } from '../domain/policy.ts';
import type { Actor, CancellationState, Order } from '../domain/records.ts';
import type { ShopConnector } from './shops/shop.ts';
import type { CancellationStore, Message } from './stores/store.ts';

/** Who asks. Buyer or seller of an order by its party ids, and only in a role that is listed here. */
export interface Principal {
  id: string;
  roles: Actor[];
}

/** What the handler tells its host: whom to notify, and what went wrong. */
export type ServerEvent =
  | { type: 'notify'; to: Actor; event: NotifyEvent; orderId: string; cancellationId: string }
  | { type: 'transition'; orderId: string; cancellationId: string; state: CancellationState }
  | { type: 'message'; message: Message }
  /** `during`: method and path, or the name of the maintenance that failed. */
  | { type: 'error'; during: string; error: unknown };

export interface ServerOptions {
  /** Every policy that orders may have; of several versions of one id the first is the current one. */
  policies: CancelPolicy[];
  /** The id of the policy of an order. Default: the first policy's. */
  policyFor?: (order: Order) => string;
  store: CancellationStore;
  shop: ShopConnector;
  /** Who sent the request; `null`: nobody who is known. */
  authenticate: (request: Request) => Promise<Principal | null>;
  /** Epoch ms. Default: the machine's clock. */
  now?: () => number;
  /** Other origins whose pages may read and write: `https://shop.example`. */
  allowedOrigins?: string[];
  /** Path below which the endpoints stand: `/api/cancellations`. Default: none. */
  basePath?: string;
  /** Told after a transition is kept. What it throws is ignored. */
  onEvent?: (event: ServerEvent) => void;
}

export interface CancellationServer {
  /** Answers one request. Never rejects. */
  fetch(request: Request): Promise<Response>;
  /**
   * Carries out what is due by the clock, and finishes transitions that a crash cut off. Resolves with the number of
   * transitions made. No policy of today names an outcome for a deadline that has passed, so a silent seller makes none.
   */
  runDue(): Promise<number>;
  /** The shop's webhook: an order changed there. A shipment supersedes the order's open request. */
  orderChanged(orderId: string): Promise<void>;
}
