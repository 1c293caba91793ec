// Made from src/i18n/messages/ by `npm run texts`.
import type { TextTable } from '../../part.ts';

export default {
  "field.reason": "Reason",
  "field.choose": "Choose a reason",
  "field.reason-optional": "Reason (optional)",
  "field.not-accepted": "Not accepted as a reason",
  "field.reason-required": "Please choose a reason.",
  "field.comment": "Comment",
  "field.comment-optional": "Comment (optional)",
  "field.comment-required": "Please write a comment.",
  "sending": "Sending…",
  "checking": "No answer yet. We are checking whether it went through.",
  "problem.unavailable": "The shop cannot be reached. Nothing was changed as far as we know; please try again.",
  "problem": "That did not work. Nothing was changed; please try again.",
  "problem.unknown-outcome": "We could not find out yet whether it went through. Please look again in a few minutes; sending the same again does not make it count twice.",
  "problem.sign-in-required": "Please sign in and try again. What you wrote is still here.",
  "problem.not-found": "This order is not available to you.",
  "problem.decision-changed": "The situation has changed. Please read the current state and confirm again.",
  "problem.stale-revision": "The order was changed in the meantime. Please read the current state and confirm again.",
  "problem.reason-invalid": "This reason is not accepted. Please choose another one.",
  "problem.comment-required": "Please write a comment.",
  "problem.contact-required": "You have to contact the supplier first.",
  "problem.in-progress": "Your cancellation is already being processed.",
  "problem.rate-limited": "Too many attempts. Please wait a little.",
} satisfies TextTable;
