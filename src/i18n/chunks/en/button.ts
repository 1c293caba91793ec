// Made from src/i18n/messages/ by `npm run texts`.
import type { TextTable } from '../../part.ts';

export default {
  "cancel": "Cancel order",
  "request": "Request cancellation",
  "ask-server": "Ask to cancel",
  "loading": "Checking the order…",
  "offline": "Cancellation is not available right now.",
  "sign-in-required": "Please sign in to cancel this order.",
  "not-found": "This order is not available.",
  "retry": "Try again",
} satisfies TextTable;
