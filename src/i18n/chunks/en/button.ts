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
  "no-connection": "You are offline.",
  "sign-in": "Sign in",
  "opening": "Opening…",
  "unresolved": "We could not find out yet whether your cancellation went through.",
  "check-again": "Check again",
} satisfies TextTable;
