import * as z from 'zod/mini';
import { claims, evidenceKinds } from '../../domain/log-entry.ts';
import * as formats from '../../policy/schemas/formats.ts';
import { zodOf } from './zod-of.ts';

const { exactOptional: optional, strictObject: strict } = z;

const currency = zodOf(formats.currency);
const hash = zodOf(formats.hash);
const instant = zodOf(formats.instant);
const text = z.string();
/** What is looked at with every request about the order from then on. */
const comment = z.string().check(z.maxLength(10_000));
/** An id or a code. */
const name = z.string().check(z.minLength(1), z.maxLength(256));
/** Minor units of money, or units of a line. */
const count = z.int().check(z.minimum(0));

const lines = z
  .array(strict({ id: name, quantity: zodOf(formats.someQuantity) }))
  .check(z.minLength(1), z.maxLength(5000));

/** What becomes of the items that go back (BL-15 to BL-18). */
const inventory = z
  .array(
    strict({
      lineId: name,
      action: z.enum(['consolidate', 'new-lot', 'delete']),
      values: optional(z.enum(['old', 'new'])),
      edits: optional(
        strict({
          quantity: optional(zodOf(formats.quantity)),
          unitPrice: optional(strict({ amount: count, currency })),
          description: optional(text),
          condition: optional(text),
        }),
      ),
    }),
  )
  .check(z.maxLength(2000));

const cancelling = {
  action: z.enum(['cancel', 'request', 'withdraw-contract']),
  reason: optional(name),
  comment: optional(comment),
  lines: optional(lines),
  message: optional(text),
  contacted: optional(z.union([strict({ messageId: name }), strict({ statedAt: text })])),
  refund: optional(strict({ method: name, amount: optional(count) })),
  restock: optional(z.boolean()),
  restoreCoupons: optional(z.boolean()),
  inventory: optional(inventory),
  policyHash: text,
};

/** What `POST …/cancellation` carries. Strict: what the server does not know it must not seem to do. */
export const cancellationBody = strict({ ...cancelling, action: z.enum(['cancel', 'request']) });

export type CancellationRequest = z.output<typeof cancellationBody>;

/** What `POST withdrawals` may carry, for those who write it: nothing of it is demanded, and none is refused for its form. */
export const withdrawalBody = z.object({
  name: optional(text),
  address: optional(text),
  orderNumber: optional(text),
  orderId: optional(text),
  lines: optional(lines),
  text: optional(text),
  language: optional(text),
  sentAt: optional(instant),
  trap: optional(text),
  /** Of what staff enters: how it came (`phone`, `letter`, …), and when it arrived. */
  channel: optional(text),
  receivedAt: optional(instant),
});

/** What `POST withdrawals/{reference}/match` carries. */
export const matchBody = strict({ orderId: name });

/** What `POST withdrawals/{reference}/settle` carries. */
export const settleBody = strict({ comment: text });

/** What `POST …/preview` carries. `cancellationId`: which one would be settled or undone, where it is not the order's current one. */
export const previewBody = strict({ ...cancelling, cancellationId: optional(name) });

export type PreviewRequest = z.output<typeof previewBody>;

/** Files that were put before. */
const attachments = z
  .array(strict({ sha256: hash, name: optional(z.string().check(z.maxLength(256))) }))
  .check(z.maxLength(20));

/** What `POST …/messages` carries. */
export const messageBody = strict({
  to: z.enum(['buyer', 'seller', 'platform']),
  sellerId: optional(name),
  text: z.string().check(z.regex(/\S/)),
  ticket: optional(name),
  representative: optional(name),
  attachments: optional(attachments),
});

export type MessageRequest = z.output<typeof messageBody>;

/** What `POST cancellations/{id}/evidence` carries. */
export const evidenceBody = strict({
  kind: z.enum(evidenceKinds),
  text: optional(text),
  claim: optional(z.enum(claims)),
  claimedAt: optional(instant),
  cites: optional(z.array(name).check(z.maxLength(100))),
  ticket: optional(name),
  representative: optional(name),
  attachments: optional(attachments),
});

export type EvidenceRequest = z.output<typeof evidenceBody>;

/** What `POST cancellations/{id}/{action}` carries. */
export const actionBody = strict({
  reason: optional(name),
  comment: optional(comment),
  lines: optional(lines),
  refund: optional(strict({ method: optional(name), amount: optional(count), elsewhere: optional(z.literal(true)) })),
  restock: optional(z.boolean()),
  restoreCoupons: optional(z.boolean()),
  inventory: optional(inventory),
  acknowledged: optional(z.array(name).check(z.maxLength(100))),
  outcome: optional(z.enum(['cancel', 'decline'])),
  policyHash: optional(text),
});

export type ActionRequest = z.output<typeof actionBody>;

/** What `POST …/notices` carries. */
export const noticeBody = strict({ kind: name, action: z.enum(['file', 'respond', 'accept-penalty', 'lift']) });

export type NoticeRequest = z.output<typeof noticeBody>;
