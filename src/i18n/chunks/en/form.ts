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
  "still-waiting": "Still no answer. You can close this; the order shows what became of it.",
  "too-long": "This is too long: {count} of at most {limit} characters. Please shorten it.",
  "back": "Back",
} satisfies TextTable;
