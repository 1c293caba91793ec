import * as z from 'zod/mini';

const { exactOptional: optional, strictObject: strict } = z;

const text = z.string();
/** An id or a code. */
const name = z.string().check(z.minLength(1), z.maxLength(256));
/** Minor units of money, or units of a line. */
const count = z.int().check(z.minimum(0));

/** What `POST …/cancellation` and `POST …/preview` carry. Strict: what the server does not know it must not seem to do. */
export const cancellationBody = strict({
  action: z.enum(['cancel', 'request', 'withdraw-contract']),
  reason: optional(name),
  comment: optional(text),
  lines: optional(
    z.array(strict({ id: name, quantity: z.int().check(z.minimum(1)) })).check(z.minLength(1), z.maxLength(5000)),
  ),
  message: optional(text),
  contacted: optional(z.union([strict({ messageId: name }), strict({ statedAt: text })])),
  refund: optional(strict({ method: name, amount: optional(count) })),
  restock: optional(z.boolean()),
  restoreCoupons: optional(z.boolean()),
  policyHash: text,
});

export type CancellationRequest = z.output<typeof cancellationBody>;

/** What `POST …/messages` carries. */
export const messageBody = strict({
  to: z.enum(['buyer', 'seller', 'platform']),
  text: z.string().check(z.regex(/\S/)),
  ticket: optional(name),
});

export type MessageRequest = z.output<typeof messageBody>;
