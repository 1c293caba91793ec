// Made from src/i18n/messages/ by `npm run texts`.
import type { TextTable } from '../../part.ts';

export default {
  "done-text": "The order is cancelled, and both sides are released from it.",
  "done.requested": "Your request was sent",
  "done.cancelled": "The order is cancelled",
  "done.refunding": "The cancellation is in progress",
  "title.unknown": "We could not find out yet",
  "title.in-progress": "It is being carried out",
  "problem.unknown-outcome": "We could not find out yet whether it went through. Please look again in a few minutes; sending the same again does not make it count twice.",
  "problem.sign-in-required": "Please sign in and try again. What you wrote is still here.",
  "problem.not-found": "This order is not available to you.",
  "problem.decision-changed": "The situation has changed. Please read the current state and confirm again.",
  "problem.stale-revision": "The order was changed in the meantime. Please read the current state and confirm again.",
  "problem.reason-invalid": "This reason is not accepted. Please choose another one.",
  "problem.comment-required": "Please write a comment.",
  "problem.contact-required": "Please send the message first, or say that you have been in touch.",
  "problem.in-progress": "Your cancellation is already being processed.",
  "problem.rate-limited": "Too many attempts. What you entered is still here; please try again later.",
  "problem.offline": "You are offline. Nothing was sent; please try again once you are connected.",
  "problem.illegal-transition": "This is not possible any more. Please look at the current state.",
  "problem.too-large": "This is too much: write less, or attach fewer files.",
  "problem.undo-unsafe": "This cancellation cannot be undone safely.",
  "problem.order-unreadable": "Something about this order cannot be read. Nothing was changed; the shop has to mend it first.",
  "problem.payment-unreadable": "What was paid and what was refunded cannot be compared. Nothing was changed; the shop has to look into it.",
  "penalty.counts": "It counts on the seller’s record of cancellations.",
  "penalty.fee": "The marketplace charges the seller {amount} for it.",
} satisfies TextTable;
