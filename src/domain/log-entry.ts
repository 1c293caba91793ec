import type { NoticeAction } from './lifecycle/notices.ts';
import type { Action, AutomaticAction } from './lifecycle/transitions.ts';
import type { Actor, CancellationState, LineQuantity, Money, Order, Party, PolicyReference } from './records.ts';

/**
 * What an entry of the evidence log tells of. `order`: its details, when the log begins, and when they change. `policy`: which
 * one applies, at the beginning and when that changes. `withdrawal`: the consumer's statement, and to which order it was matched. `status`, `shipment`, `delivery`, `scan`, `refund`: what the shop or the
 * carrier reported without a transition. `verification`: whether the platform marks the order as cancelled was looked up (DP-9).
 */
export const entryTypes = [
  'order',
  'policy',
  'cancellation',
  'withdrawal',
  'message',
  'notice',
  'status',
  'shipment',
  'delivery',
  'scan',
  'refund',
  'evidence',
  'verification',
  'erasure',
] as const;

export type EntryType = (typeof entryTypes)[number];

/** The types of files that are taken. */
export const attachmentTypes = ['image/jpeg', 'image/png', 'application/pdf'] as const;

/** A file that was attached, under the lower-case hex SHA-256 of its bytes. `size` in bytes. */
export interface Attachment {
  sha256: string;
  type: (typeof attachmentTypes)[number];
  size: number;
}

/** What somebody adds of their own: a statement, a picture of a screen, the other side's or the platform's words. */
export const evidenceKinds = ['statement', 'screenshot', 'confirmation', 'refusal', 'agreement', 'support'] as const;

export type EvidenceKind = (typeof evidenceKinds)[number];

/** What a statement claims, so that it can be held against the log (DP-14). */
export const claims = [
  'requested',
  'not-requested-in-time',
  'messaged',
  'answered',
  'agreed',
  'not-agreed',
  'shipped',
  'cancelled',
  'refunded',
] as const;

export type Claim = (typeof claims)[number];

/** Something that happened about an order. Which members it has depends on `type`. */
export interface LogEntry {
  id: string;
  /** When it was recorded, by the server's clock, RFC 3339. */
  at: string;
  by: Actor;
  type: EntryType;
  /** When it happened, as the shop or the carrier says, RFC 3339. */
  occurredAt?: string;
  /** The shop, or the carrier, has taken it back: a shipment, a delivery, a scan, an alert, a refund (`amount`: by how much). */
  retracted?: true;

  cancellationId?: string;
  action?: Action | AutomaticAction | NoticeAction | 'cancel' | 'request' | (string & {});
  /** The state that the cancellation took. */
  state?: CancellationState;
  reason?: string | null;
  comment?: string | null;
  /** What it is about, where that is a part of the order: asked for, settled, or shipped first. */
  lines?: LineQuantity[];
  /** What of it was not agreed to, where the rest was. */
  declinedLines?: LineQuantity[];
  /** What was refunded with it, or is on its way. */
  amount?: Money;
  /** Of a transition that gives money back: how far that is. What is pending is a `refund` of its own once it has arrived. */
  refund?: 'settled' | 'pending' | 'failed';
  /** Of `resolve`. */
  outcome?: 'cancel' | 'decline';
  /** The rule that permitted it. */
  ruleId?: string | null;
  /** The policy that applied. */
  policy?: PolicyReference;
  /** Hash of the policy that the person was shown when deciding. */
  shown?: string;
  /** Status of the order then. */
  orderStatus?: string;

  /** The order holds several sellers' items: of what is not about theirs, each of them reads only that it is there. */
  shared?: true;

  /** Of a message: to whom, and what. */
  to?: Actor;
  /** Which of several sellers it is from or to. Absent: all of them. */
  sellerIds?: string[];
  text?: string;
  /** Number of the case, where support takes part (DP-6). */
  ticket?: string | null;
  /** Who spoke for support (DP-6). */
  representative?: string;
  attachments?: Attachment[];
  /** What the attached files were called, in the same order. */
  names?: string[];

  /** Of an alert, of evidence, or of a statement of withdrawal that staff has entered: how it came. */
  kind?: string;
  /** Of evidence: what it claims, and when that was (RFC 3339). */
  claim?: Claim;
  claimedAt?: string;
  /** Of evidence: rules of the policy and sections of the agreement that it cites (DP-12). */
  cites?: string[];

  /** Of a scan: the carrier's code (`picked-up`, `in-transit`, …), and where. */
  code?: string;
  carrier?: string;
  place?: string;

  /** Of a withdrawal from the contract: its name, and what is to be known about it (`late`, `incomplete`, …). `occurredAt`: when it was sent. */
  reference?: string;
  flags?: string[];
  /** When it arrived, RFC 3339: `at` where it was matched later. */
  receivedAt?: string;
  /** The order that it is about, once that is known. */
  matches?: string;
  /** What the sender typed. */
  statement?: SentStatement;

  /** Of a verification: whether the order is marked as cancelled. */
  marked?: boolean;

  /** Of the order: its details without the people, and without what a line item is called. */
  order?: OrderDetails;
  /** What its line items are called, by their ids. */
  items?: { id: string; title: string }[];
  buyer?: PartyDetails;
  seller?: PartyDetails;

  /** Of an erasure: whose data, and from which entries. */
  party?: 'buyer' | 'seller';
  erased?: number[];
}

/** What somebody typed who withdraws from a contract; each may be missing. */
export interface SentStatement {
  name?: string;
  /** Where the receipt goes. */
  address?: string;
  orderNumber?: string;
  /** What identifies the contract or the items where no number does. */
  text?: string;
  /** Of the page, a language of the Union. */
  language?: string;
}

/** What the log keeps of an order. */
export interface OrderDetails
  extends Pick<Order, 'number' | 'status' | 'placedAt' | 'paidAt' | 'shippedAt' | 'deliveredAt' | 'total'> {
  lines: { id: string; quantity: number; unitPrice: Money }[];
  payment: { method: string; paid: Money; refunded: Money };
}

export type PartyDetails = Pick<Party, 'id' | 'name'>;

/** The members that hold what people wrote, and who they are: kept beside the chain, which holds their commitments. */
export const personalMembers = [
  'comment',
  'text',
  'ticket',
  'representative',
  'attachments',
  'names',
  'statement',
  'cites',
  'place',
  'items',
  'buyer',
  'seller',
] as const;

export type PersonalMember = (typeof personalMembers)[number];

/** What is known of an entry whoever may read it: its place, when it was made, who made it, and what it is. */
export const outlineMembers = ['seq', 'prev', 'at', 'by', 'type', 'to'] as const;

/** Of one that is `shared`: nothing but its place, and when it was made. */
export const sharedOutline = ['seq', 'prev', 'at', 'shared'] as const;

/**
 * An entry of the chain, as one reader may see it. `hash` is the SHA-256 of the canonical JSON (RFC 8785) of its outline
 * together with `content`: the SHA-256 of the canonical JSON of everything else but `hash`, `salts` and the personal members;
 * these are in `commitments`, each as the SHA-256 of the canonical JSON of `[salt, value]`. What was erased has its
 * commitment, but neither salt nor value.
 */
export interface EvidenceEntry extends LogEntry {
  /** Number in the log, from 1. */
  seq: number;
  /** Hash of the entry before; of the first: of the order's id. Lower-case hex. */
  prev: string;
  hash: string;
  commitments?: Partial<Record<PersonalMember, string>>;
  /** 128 random bits each, lower-case hex. */
  salts?: Partial<Record<PersonalMember, string>>;
}

type Outlined = (typeof outlineMembers | typeof sharedOutline)[number];

/** An entry that is not the reader's to read: who wrote to whom and when, which its hash proves, and not what. */
export type WithheldEntry = Pick<EvidenceEntry, 'seq' | 'prev' | 'at' | 'hash'> &
  Partial<Pick<EvidenceEntry, Outlined>> & {
    withheld: true;
    /** SHA-256 of what is not told, which holds random bits: nobody finds it by trying. */
    content: string;
  } & {
    [Member in Exclude<keyof EvidenceEntry, Outlined | 'hash'>]?: undefined;
  };

/** A public Ed25519 key (RFC 8037). */
export interface PublicKey {
  kty: 'OKP';
  crv: 'Ed25519';
  /** base64url. */
  x: string;
}

/** How long the log was at an instant, and its last hash, signed by the server: kept outside, it shows what is altered later. */
export interface Checkpoint {
  orderId: string;
  /** Number of entries. */
  size: number;
  /** Hash of the last one. */
  head: string;
  /** RFC 3339. */
  at: string;
  key: PublicKey;
  /** Ed25519, base64url, over the UTF-8 of `order-cancel-checkpoint` + LF + the canonical JSON of the other members. */
  signature: string;
}
