// Made from src/i18n/messages/ by `npm run texts`.
import type { TextTable } from '../../part.ts';

export default {
  "state.requested": "Cancellation requested",
  "state.withdrawn": "Request withdrawn",
  "state.declined": "Request declined",
  "state.expired": "Request expired",
  "state.superseded": "Shipped before an answer",
  "state.refunding": "Being cancelled",
  "state.cancelled": "Cancelled",
  "state.undone": "Cancellation undone",
  "state.escalated": "With support",
  "state.disputed": "In dispute",
  "refunded": "{refunded} of {due} refunded",
  "partly.cancelled": "Partly cancelled",
  "partly.refunding": "Partly being cancelled",
  "state.under-way": "Being carried out",
} satisfies TextTable;
