import * as z from 'zod/mini';
import { attachmentTypes, claims, type EvidenceEntry, entryTypes } from '../../domain/log-entry.ts';
import { cancellationStates } from '../../domain/records.ts';
import * as records from '../../policy/schemas/records.ts';
import { zodOf } from './zod-of.ts';

const { exactOptional: optional, nullable } = z;

export const orderSchema = zodOf(records.orderSchema);
export const cancellationSchema = zodOf(records.cancellationSchema);

const outcome = z.enum(['cancel', 'request', 'return', 'none', 'ask-server']);
const contact = z.enum(['none', 'recommended', 'required']);
const money = z.object({ amount: z.int(), currency: z.string() });
/** Epoch ms. */
const epoch = z.int();

const failedCondition = z.object({
  path: z.array(z.union([z.string(), z.int()])),
  word: z.string(),
  unknown: z.boolean(),
  by: z.enum(['buyer', 'seller', 'platform', 'shop', 'time', 'nobody']),
  at: nullable(epoch),
});

const turn = nullable(z.object({ at: epoch, outcome, reason: z.string(), ruleId: nullable(z.string()) }));

const withdrawalLines = z.array(
  z.object({
    id: z.string(),
    state: z.enum(['open', 'judged', 'exempt']),
    ground: nullable(z.string()),
    dependsOn: nullable(z.enum(['performed', 'unsealed', 'mixed', 'waived'])),
  }),
);

/** The statutory lane. */
const withdrawal = z.object({
  until: nullable(epoch),
  from: nullable(epoch),
  notes: z.array(z.string()),
  lines: withdrawalLines,
});

/** What an actor may do with an order, and why. */
export const decisionSchema = z.object({
  outcome,
  reason: z.string(),
  ruleId: nullable(z.string()),
  contact,
  validUntil: nullable(epoch),
  next: turn,
  alternatives: z.array(z.string()),
  withdrawal: nullable(withdrawal),
  lines: nullable(
    z.array(
      z.object({
        ids: z.array(z.string()),
        outcome,
        reason: z.string(),
        ruleId: nullable(z.string()),
        contact,
        next: turn,
      }),
    ),
  ),
  trace: z.array(
    z.object({ ruleId: z.string(), matched: z.boolean(), unknown: z.boolean(), failed: z.array(failedCondition) }),
  ),
});

/** What the answer to a read or a write holds. */
export const orderViewSchema = z.object({
  order: orderSchema,
  cancellation: nullable(cancellationSchema),
  cancellations: optional(z.array(cancellationSchema)),
  policy: z.object({ id: z.string(), version: z.string(), hash: z.string() }),
  now: z.string(),
  decision: optional(decisionSchema),
  actions: optional(z.array(z.string())),
  actionsOn: optional(z.record(z.string(), z.array(z.string()))),
  exempt: optional(withdrawalLines),
  pending: optional(z.object({ action: z.string(), since: z.string() })),
});

/** What several orders, or a number, are answered with. */
export const orderListSchema = z.object({ views: z.array(orderViewSchema), missing: z.array(z.string()) });

/** Lower-case hex SHA-256. */
const hash = z.string().check(z.regex(/^[0-9a-f]{64}$/));
const reference = z.object({ id: z.string(), version: z.string(), hash: z.string() });
const party = z.object({ id: z.string(), name: z.string() });

/** A file that was put, under the hash of its bytes. */
export const attachmentSchema = z.object({
  sha256: hash,
  type: z.enum(attachmentTypes),
  size: z.int(),
});

/** What a message is answered with. */
export const sentMessageSchema = z.object({
  message: z.object({
    id: z.string(),
    orderId: z.string(),
    from: z.string(),
    to: z.string(),
    sellerIds: optional(z.array(z.string())),
    text: z.string(),
    ticket: nullable(z.string()),
    representative: optional(z.string()),
    attachments: optional(z.array(attachmentSchema)),
    names: optional(z.array(z.string())),
    at: z.string(),
  }),
  view: orderViewSchema,
});

const item = {
  sku: z.string(),
  title: z.string(),
  quantity: z.number(),
  unitPrice: money,
  description: optional(z.string()),
  condition: optional(z.string()),
};

/** What settling brings about beyond status and refund; for who settles. */
const sideEffects = z.object({
  stock: z.object({
    terms: z.enum(['return', 'lots', 'choose', 'keep']),
    items: z.array(
      z.object({
        ...item,
        lineId: z.string(),
        consolidate: z.boolean(),
        values: z.enum(['old', 'new']),
        components: optional(z.array(z.object({ sku: z.string(), quantity: z.number() }))),
      }),
    ),
  }),
  marketplaceFee: nullable(z.object({ change: z.enum(['reset', 'credit']), amount: money, month: z.string() })),
  removalRequests: z.array(z.string()),
  strike: z.boolean(),
  penalty: optional(z.object({ counts: optional(z.literal(true)), fee: optional(money) })),
  lots: optional(z.array(z.object({ lineId: z.string(), lot: nullable(z.object({ ...item, id: z.string() })) }))),
});

/** What a preview is answered with. */
export const previewSchema = z.object({
  decision: decisionSchema,
  /** Of which open one the consequences are. */
  cancellationId: optional(z.string()),
  consequences: nullable(
    z.object({
      refund: nullable(
        z.object({
          method: z.string(),
          choices: z.array(z.string()),
          chosenBy: optional(z.literal('buyer')),
          adjustable: optional(z.literal(true)),
          most: optional(money),
          refundable: money,
          fee: money,
          kept: optional(money),
          due: money,
        }),
      ),
      void: optional(money),
      status: nullable(z.string()),
      completes: z.enum(['at-once', 'when-refunded']),
      notifies: z.array(z.string()),
      respondWithin: nullable(z.string()),
      onSilence: z.enum(['accept', 'decline', 'escalate', 'nothing']),
      recentCancellations: nullable(z.object({ count: z.int(), atLeast: z.int(), withinDays: z.int() })),
      sideEffects: optional(sideEffects),
    }),
  ),
  obstacles: optional(
    z.array(
      z.object({
        guard: z.enum(['repayment', 'recapture', 'coupons', 'stock']),
        answer: z.enum(['acknowledge', 'refuse']),
      }),
    ),
  ),
});

/** What the queue is answered with. */
export const queuePageSchema = z.object({
  items: z.array(
    z.object({
      cancellation: cancellationSchema,
      order: orderSchema,
      actions: optional(z.array(z.string())),
      due: optional(money),
      issues: optional(z.array(z.object({ path: z.array(z.union([z.string(), z.int()])), code: z.string() }))),
    }),
  ),
  nextCursor: nullable(z.string()),
  counts: z.record(z.string(), z.int()),
  withdrawals: optional(z.object({ open: z.int(), overdue: z.int() })),
  now: optional(z.string()),
});

const lineQuantity = z.object({ id: z.string(), quantity: z.number() });

const role = z.enum(['buyer', 'seller', 'platform']);

/** An entry of the evidence log. What it holds besides depends on its type. */
export const evidenceEntrySchema = z.object({
  seq: z.int(),
  prev: hash,
  hash,
  commitments: optional(z.record(z.string(), hash)),
  salts: optional(z.record(z.string(), z.string())),
  id: z.string(),
  at: z.string(),
  by: role,
  type: z.enum(entryTypes),
  occurredAt: optional(z.string()),
  cancellationId: optional(z.string()),
  action: optional(z.string()),
  state: optional(z.enum(cancellationStates)),
  reason: optional(nullable(z.string())),
  comment: optional(nullable(z.string())),
  lines: optional(z.array(lineQuantity)),
  declinedLines: optional(z.array(lineQuantity)),
  amount: optional(money),
  refund: optional(z.enum(['settled', 'pending', 'failed'])),
  retracted: optional(z.literal(true)),
  outcome: optional(z.enum(['cancel', 'decline'])),
  ruleId: optional(nullable(z.string())),
  policy: optional(reference),
  shown: optional(z.string()),
  orderStatus: optional(z.string()),
  shared: optional(z.literal(true)),
  to: optional(role),
  sellerIds: optional(z.array(z.string())),
  text: optional(z.string()),
  ticket: optional(nullable(z.string())),
  representative: optional(z.string()),
  attachments: optional(z.array(attachmentSchema)),
  names: optional(z.array(z.string())),
  kind: optional(z.string()),
  claim: optional(z.enum(claims)),
  claimedAt: optional(z.string()),
  cites: optional(z.array(z.string())),
  code: optional(z.string()),
  carrier: optional(z.string()),
  place: optional(z.string()),
  reference: optional(z.string()),
  flags: optional(z.array(z.string())),
  receivedAt: optional(z.string()),
  matches: optional(z.string()),
  statement: optional(z.record(z.string(), z.string())),
  marked: optional(z.boolean()),
  order: optional(
    z.object({
      number: optional(z.string()),
      status: z.string(),
      placedAt: z.string(),
      total: money,
      payment: z.object({ method: z.string(), paid: money, refunded: money }),
      lines: z.array(z.object({ id: z.string(), quantity: z.number(), unitPrice: money })),
    }),
  ),
  items: optional(z.array(z.object({ id: z.string(), title: z.string() }))),
  buyer: optional(party),
  seller: optional(party),
  party: optional(z.enum(['buyer', 'seller'])),
  erased: optional(z.array(z.int())),
} satisfies Record<keyof EvidenceEntry, z.core.$ZodType>);

/** An entry that is not the asker's to read: its place in the chain, and who wrote to whom, and when. */
const withheldEntrySchema = z.strictObject({
  seq: z.int(),
  prev: hash,
  hash,
  at: z.string(),
  by: optional(role),
  type: optional(z.enum(entryTypes)),
  to: optional(role),
  shared: optional(z.literal(true)),
  withheld: z.literal(true),
  content: hash,
});

const publicKeySchema = z.object({ kty: z.literal('OKP'), crv: z.literal('Ed25519'), x: z.string() });

/** How long the log was at an instant, signed. */
export const checkpointSchema = z.object({
  orderId: z.string(),
  size: z.int(),
  head: hash,
  at: z.string(),
  key: publicKeySchema,
  signature: z.string(),
});

/** What happened about an order; with the last page, a checkpoint of the whole. */
export const logPageSchema = z.object({
  events: z.array(z.union([withheldEntrySchema, evidenceEntrySchema])),
  nextCursor: nullable(z.string()),
  checkpoint: nullable(checkpointSchema),
});

/** The keys that checkpoints are signed with, the present one first. */
export const keysSchema = z.object({ keys: z.array(publicKeySchema) });

const reasonCounts = z.record(z.string(), z.int());

/** Counts by reason; `''`: none given. */
export const reasonsReportSchema = z.object({
  buckets: z.array(z.object({ from: z.string(), to: z.string(), counts: reasonCounts })),
  totals: reasonCounts,
});

/** Server-sent events, as text. */
export const eventStreamSchema = z.string();

/** Why something was refused (RFC 9457). */
export const problemSchema = z.object({
  type: optional(z.string()),
  title: optional(z.string()),
  status: z.int(),
  code: z.string(),
  issues: optional(z.array(z.object({ path: z.array(z.union([z.string(), z.int()])), code: z.string() }))),
  view: optional(orderViewSchema),
  decision: optional(decisionSchema),
});

/** What a statement of withdrawal is answered with. */
export const withdrawalSchema = z.object({
  reference: z.string(),
  sentAt: z.string(),
  receivedAt: z.string(),
  receipt: z.object({ language: z.string(), subject: z.string(), text: z.string(), html: z.string() }),
});

/** A statement of withdrawal as staff reads it. */
export const statementSchema = z.object({
  reference: z.string(),
  receivedAt: z.string(),
  sentAt: z.string(),
  statement: z.record(z.string(), z.string()),
  lines: nullable(z.array(lineQuantity)),
  flags: z.array(z.string()),
  /** How it came, where staff has entered it; `null`: online. */
  channel: nullable(z.string()),
  /** `null`: nobody has said yet. */
  orderId: nullable(z.string()),
  /** When its receipt was sent, and when what was owed was done; `null`: not yet. */
  receiptSentAt: nullable(z.string()),
  settledAt: nullable(z.string()),
});

/** What is owed for one. */
const owed = z.object({
  lines: z.array(lineQuantity),
  due: money,
  delivery: money,
  refunded: money,
  pending: money,
  left: money,
  means: z.array(z.object({ amount: money, method: z.string(), part: optional(z.string()) })),
  proportionate: z.array(z.string()),
  judged: z.array(z.string()),
  toComeBack: z.array(lineQuantity),
});

/** The queue of statements. */
export const withdrawalsPageSchema = z.object({
  items: z.array(
    z.extend(statementSchema, {
      refundBy: z.string(),
      inTime: nullable(z.boolean()),
      order: nullable(orderSchema),
      standing: withdrawalLines,
      owed: nullable(owed),
      returnBy: nullable(z.string()),
    }),
  ),
  nextCursor: nullable(z.string()),
  counts: z.object({ open: z.int(), unmatched: z.int(), overdue: z.int(), settled: z.int() }),
  now: z.string(),
});

/** Either queue, by `kind`. */
export const queueSchema = z.union([queuePageSchema, withdrawalsPageSchema]);
