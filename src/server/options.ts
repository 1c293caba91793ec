import type { Issue } from '../domain/errors.ts';
import type { NotifyEvent } from '../domain/lifecycle/effects.ts';
import type { Checkpoint, PublicKey } from '../domain/log-entry.ts';
import type { CancelPolicy } from '../domain/policy.ts';
import type { Actor, CancellationState, Order } from '../domain/records.ts';
import type { SigningKey } from '../evidence/checkpoint.ts';
import type { RateLimit } from './http/counter.ts';
import type { ShopConnector } from './shops/shop.ts';
import type { CancellationStore, Message } from './stores/store.ts';

/** Who asks. Buyer or seller of an order by its party ids, and only in a role that is listed here. */
export interface Principal {
  id: string;
  roles: Actor[];
  /** Where they may not see all that is theirs: a guest with a link. `actions`: what they may do; without it all of their role. */
  only?: { orderId: string; actions?: string[] };
}

/** Something to tell a person: by e-mail, in the shop, by a webhook. Plain JSON. */
export interface Notification {
  type: 'notify';
  /** The same if it is told again: a receiver that has seen it may drop it. */
  id: string;
  to: Actor;
  /** To the seller, where an order holds several sellers' items: which of them. */
  sellerId?: string;
  event: NotifyEvent;
  orderId: string;
  /** `null`: of an alert. */
  cancellationId: string | null;
  /** Of the texts: `en`, `de` or `ar`, by the person's locale. */
  language: string;
  /** One line of plain text. */
  subject: string;
  /** Plain text. */
  text: string;
}

/**
 * What a host is told for good: whom to notify of what, the states that cancellations take, and what was written. `id`: the same if it
 * is told again, which it may be. `at`: when it happened, RFC 3339; they come in any order. Plain JSON.
 */
export type Notice =
  | (Notification & { at: string })
  | { type: 'transition'; id: string; at: string; orderId: string; cancellationId: string; state: CancellationState }
  | { type: 'message'; id: string; at: string; message: Message };

/** How live listeners are served. Durations in ms. */
export interface LiveOptions {
  /** How often the store is asked for what other processes changed. Default 2000. */
  pollEvery?: number;
  /** How often a silent connection is kept alive. Default 20000. */
  heartbeatEvery?: number;
  /** Resolves after so many ms, or when the signal aborts. For tests. */
  wait?: (duration: number, signal: AbortSignal) => Promise<void>;
}

/** How the evidence log is kept. */
export interface EvidenceOptions {
  /** Signs checkpoints of the log (`newSigningKey()`). Keep it where secrets are kept. Absent: there are none. */
  signingKey?: SigningKey;
  /** Keys that signed before: `GET keys` names them after the present one. */
  formerKeys?: PublicKey[];
  /** Of an attachment. Default 5 MiB. */
  maxBytes?: number;
}

/** What buyer and seller may each do about one order. What one of them uses up binds nobody else. */
export interface Limits {
  /** Messages and evidence in a day. Default 200. */
  writtenADay?: number;
  /** Bytes of their requests in a day. Default 1 MiB. */
  bytesADay?: number;
  /** Files, ever. Default 100. */
  files?: number;
  /** Bytes of these files. Default 50 MiB. */
  fileBytes?: number;
  /** Transitions of cancellations, and alerts, in a day. Default 100. */
  changesADay?: number;
  /** Cancellations that are asked for, ever: each is looked at with every request. Default 100. */
  requests?: number;
}

/** What the handler tells its host: whom to notify, and what went wrong. */
export type ServerEvent =
  | Notification
  | { type: 'transition'; orderId: string; cancellationId: string; state: CancellationState }
  | { type: 'message'; message: Message }
  /** After each write to a log, where there is a key to sign with: kept elsewhere, it shows what is altered here later. */
  | { type: 'checkpoint'; checkpoint: Checkpoint }
  /**
   * A shop has done something else than it was asked to: where its order differs. It stands as the shop says; somebody has to
   * look into it.
   */
  | { type: 'mismatch'; orderId: string; cancellationId: string | null; issues: Issue[] }
  /** `during`: method and path, or the name of the maintenance that failed. */
  | { type: 'error'; during: string; error: unknown };

/** How long what nobody needs for good is kept; `runDue()` drops what is older. */
export interface Retention {
  /**
   * How long an answer is given again to the same `Idempotency-Key`, ms. Default 7 days; after it the key is as good as new,
   * and `If-Match` keeps anything from being done twice.
   */
  answersFor?: number;
  /** How long a file may lie there to which nothing refers, ms. Default one day. */
  unusedFilesFor?: number;
  /**
   * How long what statements of withdrawal say is kept (names, addresses, words), ms. No act gives a number. Default four years:
   * claims lapse in most member states by then. However short: settled statements stay while the period of their order runs, for
   * four years at most, and what nobody has settled for four years; what is still owed stays until it is settled.
   */
  statementsFor?: number;
  /**
   * How long a transition that a shop carries out step by step is kept after it has ended, ms. Default 30 days. One that is not finished,
   * whose refund is on its way, or that is written down as under way stays for as long as it is.
   */
  stepsFor?: number;
  /** How many of the latest changes are kept for live listeners that come back; who was away for longer reads anew. Default 10,000. */
  changes?: number;
}

/** Who sells, as a receipt names it. */
export interface Trader {
  name: string;
  /** Postal, in lines; with an e-mail address or telephone where there is one. */
  address?: string;
}

/** The receipt of a statement of withdrawal, to be given on a durable medium (EU-6). Plain JSON. */
export interface PrintedReceipt {
  /** The reference of the statement; the same if it is told again: a receiver that has seen it may drop it. */
  id: string;
  /** `null`: it is not known yet. */
  orderId: string | null;
  /** Of the texts: one of the Union's. */
  language: string;
  /** One line of plain text. */
  subject: string;
  /** Plain text. */
  text: string;
  /** The same as a page of its own. */
  html: string;
}

/** The same, to be sent by e-mail. */
export interface SentReceipt extends PrintedReceipt {
  /** The one e-mail address to which the sender wants it: as they typed it, where the order is not known to be theirs. */
  to: string;
}

/** How statements of withdrawal are received. */
export interface WithdrawalOptions {
  /** Named in each receipt. */
  trader: Trader;
  /** IANA name, in which receipts tell instants. Default UTC. */
  timeZone?: string;
  /**
   * Sends a receipt by e-mail. Each is kept in the store until this resolves, or returns: it is called at once, and where it fails
   * or takes longer than 20 s again by `runDue()`, of any process, in half a minute and then ever more rarely. Without it
   * receipts wait for a server that has one.
   */
  sendReceipt?: (receipt: SentReceipt) => unknown;
  /**
   * The same for the receipt of a statement that names no e-mail address: a postal one, as its text says, or none. By letter, or by
   * whatever else the shop has of the buyer of `orderId`. Without it such receipts wait until a
   * server has it, and for up to an hour then.
   */
  printReceipt?: (receipt: PrintedReceipt) => unknown;
  /**
   * How many receipts one address gets that nobody has proven to be the sender's: so many at once, then one every so many ms,
   * from each process. The others are delayed, none is dropped. Default 5, and an hour.
   */
  toUnproven?: { atOnce: number; every: number };
}

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
  live?: LiveOptions;
  evidence?: EvidenceOptions;
  limits?: Limits;
  /** The law asks that a receipt names the trader. */
  withdrawals?: WithdrawalOptions;
  retention?: Retention;
  /** How many requests one person may send; more are refused (429). Default: as many as they like. */
  rateLimit?: RateLimit;
  /**
   * How long a call of the shop may take, ms. Default 10000. After it the outcome counts as unknown: the shop is asked with
   * `committed`, now and later, and nothing is tried anew before it has answered.
   */
  shopTimeout?: number;
  /**
   * Delivers a notice: by e-mail, to a webhook. Each is written down by the transaction that keeps what it tells of, and kept until
   * this resolves, or returns: it is called at once, and where it fails or takes longer than 20 s again by `runDue()` or a queue, of
   * any process, ever more rarely (full jitter, an hour at most), for as long as it takes. To be given to every process that
   * answers. Without it nothing is written down.
   */
  deliver?: (notice: Notice) => unknown;
  /** Told of what happens in this process, after it is kept, once and never again. What it throws is ignored. */
  onEvent?: (event: ServerEvent) => void;
}

/** What waits to be done: for metrics, and for alarms. */
export interface Waiting {
  /** Transitions that were written down, and that the shop has not finished: how many, and the oldest one's begin, epoch ms. */
  transitions: { count: number; since: number | null };
  /** Of a shop that acts step by step, those of which a step waits for a person; up to 1000. */
  stuck: number;
  /** Receipts of withdrawals that are not sent; up to 1000. */
  receipts: number;
  /** Notices that are not delivered: how many, up to 1000, and when what the oldest of them tells of happened, epoch ms. */
  notices: { count: number; since: number | null };
}

export interface CancellationServer {
  /** Answers one request. Never rejects. */
  fetch(request: Request): Promise<Response>;
  /**
   * Carries out what is due by the clock (what silence does, reminders), asks the shop what became of refunds on their way (ten
   * minutes after each, then ever more rarely, at last once a day), finishes transitions that a crash cut off, and drops files
   * that nobody used.
   * Resolves with the number of transitions made. To be called every minute or so, by as many processes as like.
   */
  runDue(): Promise<number>;
  /**
   * Goes on with one transition of a shop that acts step by step. Called by a queue (`queue.start(server)`): see `goOn` of
   * `ShopConnector`.
   */
  goOn(transitionId: string): Promise<number | null>;
  /**
   * Finishes what was begun about an order and is not finished, where whoever began it is gone. Called by a queue; resolves with
   * the instant (epoch ms) at which it is to be looked at again, `null`: nothing is left.
   */
  finish(orderId: string): Promise<number | null>;
  /**
   * Sends one of what is in the outbox, a receipt of a withdrawal or a notice, where it is due. Called by a queue; resolves, in bounded
   * time, with the instant (epoch ms) at which it is to be tried again, `null`: it was sent.
   */
  send(id: string): Promise<number | null>;
  /** What waits to be done by now. */
  waiting(): Promise<Waiting>;
  /**
   * The shop's webhook: an order changed there, or a refund of it settled or failed, which is then asked about at once. A shipment supersedes the order's open request. What changed is on record from
   * this moment; without it, from when somebody next reads the order or writes about it.
   */
  orderChanged(orderId: string): Promise<void>;
  /**
   * Erases what the buyer or the seller of an order wrote, and who they are: from its log (which says so, and whose chain
   * stays valid), messages, comments, kept answers, and files that only they put; of the buyer's statements of withdrawal
   * about it only numbers and instants stay, and a receipt that could not be sent by then goes nowhere. What the shop holds is
   * the shop's to erase, first: names are read from there. Resolves with the number of entries that lost something.
   *
   * @throws {CancelError} `order-busy` where a step of the order is being carried out just now: all else is erased, and it is to be
   * called again within a minute.
   */
  erase(orderId: string, party: 'buyer' | 'seller'): Promise<number>;
}
