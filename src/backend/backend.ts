import type { CancelPolicy } from '../domain/policy.ts';
import type { LineQuantity } from '../domain/records.ts';
import type { OrderView, Result } from '../domain/view.ts';

export interface CallOptions {
  signal?: AbortSignal;
}

/** What a `POST …/cancellation` carries. */
export interface CancellationBody {
  action: 'cancel' | 'request' | 'withdraw-contract';
  reason?: string;
  comment?: string;
  /** Absent: the whole order. */
  lines?: LineQuantity[];
  /** Sent to the other side along with the cancellation. */
  message?: string;
  /** The message that was sent before, or when the person stated to have made contact (RFC 3339). */
  contacted?: { messageId: string } | { statedAt: string };
  refund?: { method: string; amount?: number };
  restock?: boolean;
  restoreCoupons?: boolean;
  /** Hash of the policy that was shown. */
  policyHash: string;
}

/** What a `POST …/messages` carries. */
export interface MessageBody {
  to: 'buyer' | 'seller' | 'platform';
  text: string;
  ticket?: string;
}

/** One thing a person decided to do. `key` is the same on every retry; the body is never altered. */
export type Intent = {
  key: string;
  orderId: string;
  /** The order's revision that was seen. */
  revision: string;
} & ({ type: 'cancellation'; body: CancellationBody } | { type: 'message'; body: MessageBody });

/** What sending gave: of a cancellation its view, of a message its id where the backend tells it. */
export type SendResult = { ok: true; view?: OrderView; messageId?: string } | Extract<Result, { ok: false }>;

/** What the elements need of a server. `restBackend` speaks the package's HTTP; any other may be adapted. */
export interface CancellationBackend {
  /** At most 100 ids a call. An id in neither list could not be read this time. */
  loadOrders(ids: string[], options: CallOptions): Promise<{ views: OrderView[]; missing: string[] }>;
  loadPolicy(id: string, hash: string, options: CallOptions): Promise<CancelPolicy>;
  /**
   * Sends an intent once. Rejects only where the outcome is unknown (cut off, unreadable answer); a refusal resolves with its problem.
   */
  send(intent: Intent, options: CallOptions): Promise<SendResult>;
  /** Cancellations by state, search, sort and page. */
  list?(query: Record<string, string>, options: CallOptions): Promise<unknown>;
  /** The evidence log of an order. */
  events?(orderId: string, options: CallOptions): Promise<unknown>;
  /** Counts by reason. */
  reasons?(query: Record<string, string>, options: CallOptions): Promise<unknown>;
  preview?(orderId: string, body: CancellationBody, options: CallOptions): Promise<unknown>;
  /** Calls the listener with the ids that changed elsewhere. */
  subscribe?(listener: (change: { orderIds: string[] }) => void): () => void;
}
