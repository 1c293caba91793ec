// Made from src/i18n/messages/ by `npm run texts`.
import type { TextTable } from '../../part.ts';

export default {
  "done-text": "The order is cancelled, and both sides are released from it.",
  "done.requested": "Your request was sent",
  "done.cancelled": "The order is cancelled",
  "done.refunding": "The cancellation is in progress",
  "title.unknown": "We could not find out yet",
} satisfies TextTable;
