import type { WithdrawalLine } from '../domain/decision/decision.ts';
import type { Issue } from '../domain/errors.ts';
import type { NoticeAction } from '../domain/lifecycle/notices.ts';
import type { Action } from '../domain/lifecycle/transitions.ts';
import type {
  Attachment,
  Checkpoint,
  Claim,
  EvidenceEntry,
  EvidenceKind,
  LogEntry,
  PublicKey,
  SentStatement,
  WithheldEntry,
} from '../domain/log-entry.ts';
import type { CancelPolicy } from '../domain/policy.ts';
import type { Cancellation, CancellationState, LineQuantity, Money, Order } from '../domain/records.ts';
import type { InventoryChoice } from '../domain/settlement/stock.ts';
import type { OrderView, Result } from '../domain/view.ts';
import type { Owed } from '../domain/withdrawal/owed.ts';

export type {
  Attachment,
  Checkpoint,
  EvidenceEntry,
  LogEntry,
  PublicKey,
  WithheldEntry,
} from '../domain/log-entry.ts';

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
  /** What becomes of the items, where the policy lets the seller edit them (BL-16). */
  inventory?: InventoryChoice[];
  /** Hash of the policy that was shown. */
  policyHash: string;
}

/** What a `POST cancellations/{id}/{action}` carries. All optional, as far as the policy demands nothing. */
export interface ActionBody {
  reason?: string;
  /** Of a decision, for the other side to read. */
  comment?: string;
  /** On accepting: fewer than were asked for; the rest is declined, for `reason`. */
  lines?: LineQuantity[];
  /** On accepting, the method; of `refund`, what was refunded: default all that is due. Minor units. */
  refund?: { method?: string; amount?: number; elsewhere?: true };
  restock?: boolean;
  restoreCoupons?: boolean;
  inventory?: InventoryChoice[];
  /** Of `undo`: the guards that were acknowledged. */
  acknowledged?: string[];
  /** Of `resolve`. */
  outcome?: 'cancel' | 'decline';
}

/** What a `POST …/notices` carries. */
export interface NoticeBody {
  kind: string;
  action: NoticeAction;
}

/** Which cancellations, and in which order. */
export interface QueueQuery {
  /** One state, several separated by commas, or `open`. Absent: all. */
  state?: string;
  /** Searched in order number, names, reason and comment. */
  q?: string;
  /** Default `cost-of-delay`: where silence costs money or escalates first, then time left, then amount. */
  sort?: 'cost-of-delay' | 'requestedAt' | '-requestedAt' | 'respondBy' | 'amount' | '-amount';
  cursor?: string;
  /** Default 100, at most 500. */
  limit?: number;
}

/** A row of the queue, with what the one who asks may do to it. */
export interface QueueItem {
  cancellation: Cancellation;
  order: Order;
  actions?: string[];
  /** What is due for it, or would be if it were settled now. */
  due?: Money;
  /** Which members of the order cannot be read: until the shop has mended them nothing can be done. */
  issues?: Issue[];
}

export interface QueuePage {
  items: QueueItem[];
  /** `null`: that was all. */
  nextCursor: string | null;
  /** How many cancellations the search finds in each state, whichever states were asked for. */
  counts: Partial<Record<CancellationState, number>>;
  /** Of the statements of withdrawal, which are a queue of their own: how many are open, and overdue. */
  withdrawals?: { open: number; overdue: number };
  /** The server's clock, RFC 3339. */
  now?: string;
}

/** Which statements of withdrawal: `open` (default), `unmatched`, `settled` or `all`. */
export interface WithdrawalsQuery {
  state?: 'open' | 'unmatched' | 'settled' | 'all';
  /** Searched in reference, order, name, address and words. */
  q?: string;
  cursor?: string;
  /** Default 100, at most 500. */
  limit?: number;
}

/** A statement of withdrawal, with what is owed for it. Instants are RFC 3339. */
export interface WithdrawalItem {
  reference: string;
  receivedAt: string;
  sentAt: string;
  /** How it came, where staff has entered it: `phone`, `letter`, … `null`: online. */
  channel: string | null;
  statement: SentStatement;
  /** Which items of the order, of a part of it. */
  lines: LineQuantity[] | null;
  /** What is to be known about it: `late`, `incomplete`, `suspected-robot`, … */
  flags: string[];
  /** `null`: which order it is about is to be found out. */
  orderId: string | null;
  receiptSentAt: string | null;
  /** When what was owed was done. */
  settledAt: string | null;
  /** Until when the refund is owed: 14 days after it arrived. */
  refundBy: string;
  /** Whether it was in time, by the server's reckoning; `null`: nobody knows. */
  inTime: boolean | null;
  /** `null`: it is not known, or cannot be read just now. */
  order: Order | null;
  /** How each line stands in the law: open, exempt, or to be judged when it is back. */
  standing: WithdrawalLine[];
  /** `null`: nobody knows, or the law gives no right. */
  owed: Owed | null;
  /** Until when the goods are to be sent back: 14 days after it was sent. */
  returnBy: string | null;
}

export interface WithdrawalsPage {
  /** What is open: the longest owed first, suspected robots last. What is settled: the latest first. */
  items: WithdrawalItem[];
  nextCursor: string | null;
  /** `overdue`: of the open ones. `unmatched`: too. */
  counts: Record<'open' | 'unmatched' | 'overdue' | 'settled', number>;
  /** The server's clock, RFC 3339. */
  now: string;
}

/** What staff enters that came by telephone or letter, or does to a statement. Sent again, it is done once. */
export type WithdrawalStep =
  | { type: 'enter'; body: EnteredStatement }
  | { type: 'match'; reference: string; body: { orderId: string } }
  | { type: 'settle'; reference: string; body: { comment: string } };

export interface EnteredStatement extends SentStatement {
  /** `phone`, `letter`, `e-mail`, … */
  channel: string;
  /** When it was sent, and when it arrived, RFC 3339. */
  sentAt?: string;
  receivedAt?: string;
  lines?: LineQuantity[];
}

/** Counts by reason. `bucket`: `day`, `week` or `month` (default), in UTC. `from`, `to`: RFC 3339, half-open. */
export interface ReasonsQuery {
  from?: string;
  to?: string;
  bucket?: 'day' | 'week' | 'month';
  seller?: string;
}

export interface ReasonsReport {
  /** Oldest first; every bucket of the range, empty ones too. */
  buckets: { from: string; to: string; counts: Record<string, number> }[];
  /** Over the whole range; `''`: none given. */
  totals: Record<string, number>;
}

/** A file of a message or of evidence that was put there before, and what it is called. */
export interface AttachmentReference {
  sha256: string;
  name?: string;
}

/** What a `POST …/messages` carries. */
export interface MessageBody {
  to: 'buyer' | 'seller' | 'platform';
  /** To the seller: which of several. Absent: all of them. */
  sellerId?: string;
  text: string;
  /** Number of the case at support (DP-6). */
  ticket?: string;
  /** Who spoke for support (DP-6). */
  representative?: string;
  attachments?: AttachmentReference[];
}

/** What a `POST cancellations/{id}/evidence` carries: a text, files, or both. */
export interface EvidenceBody {
  kind: EvidenceKind;
  text?: string;
  claim?: Claim;
  /** When that was, as it is claimed, RFC 3339. */
  claimedAt?: string;
  /** Rules of the policy (their ids) and sections of the agreement (their topics or numbers) that it cites. */
  cites?: string[];
  ticket?: string;
  representative?: string;
  attachments?: AttachmentReference[];
}

/** `cancellationId`: which one would be settled or undone, where it is not the order's current one. */
export interface PreviewBody extends CancellationBody {
  cancellationId?: string;
}

/** A page of the evidence log; an adapter that keeps no chain gives plain entries. `checkpoint`: of the whole log, where the server signs. */
export interface LogPage {
  events: (LogEntry | EvidenceEntry | WithheldEntry)[];
  nextCursor: string | null;
  checkpoint?: Checkpoint | null;
}

/** One thing a person decided to do. `key` is the same on every retry; the body is never altered. */
export type Intent = {
  key: string;
  orderId: string;
  /** The order's revision that was seen. */
  revision: string;
} & (
  | { type: 'cancellation'; body: CancellationBody }
  | { type: 'message'; body: MessageBody }
  | { type: 'action'; cancellationId: string; action: Action; body: ActionBody }
  | { type: 'evidence'; cancellationId: string; body: EvidenceBody }
  | { type: 'notice'; body: NoticeBody }
);

/** What sending gave: of a cancellation its view, of a message its id where the backend tells it. */
export type SendResult = { ok: true; view?: OrderView; messageId?: string } | Extract<Result, { ok: false }>;

export type WithdrawalStepResult = { ok: true; reference: string } | Extract<Result, { ok: false }>;

/** A statement of withdrawal from a contract as it is sent (EU-4). Nothing of it is demanded: none is refused for its form. */
export interface StatementBody {
  name?: string;
  /** Where the receipt goes: an e-mail address. */
  address?: string;
  orderNumber?: string;
  /** An order of the person's own. Absent: they are not signed in, or it is not known which. */
  orderId?: string;
  /** Of a part of that order. Absent: the whole contract. */
  lines?: LineQuantity[];
  /** What of the order, in the person's own words. */
  text?: string;
  /** Of the page, BCP 47: the receipt is in it. */
  language?: string;
  /** When it was confirmed, RFC 3339. */
  sentAt?: string;
}

/** That a statement was received, which is neither to accept nor to refuse it (EU-6). Instants are RFC 3339. */
export interface StatementReceived {
  reference: string;
  sentAt: string;
  receivedAt: string;
  /** What is sent to the address as well. `html`: a page of its own, to be kept or printed. */
  receipt?: { language: string; subject: string; text: string; html: string };
}

export type StatementResult =
  | { ok: true; received: StatementReceived; view?: OrderView }
  | Extract<Result, { ok: false }>;

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
  list?(query: QueueQuery, options: CallOptions): Promise<QueuePage>;
  /** Statements of withdrawal, for staff. Rejects as `list` does. */
  withdrawals?(query: WithdrawalsQuery, options: CallOptions): Promise<WithdrawalsPage>;
  /** Enters, matches or settles one; resolves with its reference. Rejects where the outcome is unknown. */
  withdrawalStep?(step: WithdrawalStep, options: CallOptions): Promise<WithdrawalStepResult>;
  /** The evidence log: what happened about an order, oldest first. */
  events?(orderId: string, options: CallOptions): Promise<LogPage>;
  /** Puts a file where messages and evidence can refer to it. Rejects with a `CancelError`: `too-large`, `unsupported-media-type`. */
  attach?(file: Blob, options: CallOptions): Promise<Attachment>;
  /** A file's bytes, for saving; never to be shown in the page. */
  loadAttachment?(sha256: string, options: CallOptions): Promise<Blob>;
  /** The keys that the server signs checkpoints with. */
  keys?(options: CallOptions): Promise<PublicKey[]>;
  /** Counts by reason. */
  reasons?(query: ReasonsQuery, options: CallOptions): Promise<ReasonsReport>;
  /** The orders of a number: at most one, if it is the person's own. */
  findOrder?(number: string, options: CallOptions): Promise<{ views: OrderView[]; missing: string[] }>;
  preview?(orderId: string, body: PreviewBody, options: CallOptions): Promise<unknown>;
  /**
   * Sends a statement of withdrawal once; the same key with the same words is the same statement. Rejects only where the outcome
   * is unknown. Without it `contract-withdrawal` shows what the page has put inside.
   */
  withdraw?(statement: StatementBody, key: string, options: CallOptions): Promise<StatementResult>;
  /** The orders of the person who is signed in, the latest first, from which they may choose one. Nobody is: none. */
  ownOrders?(options: CallOptions): Promise<{ views: OrderView[] }>;
  /** Calls the listener with the ids of orders that changed elsewhere; with none where any may have. */
  subscribe?(listener: (change: { orderIds: string[] }) => void): () => void;
}
