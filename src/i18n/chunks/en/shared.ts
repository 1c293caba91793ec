// Made from src/i18n/messages/ by `npm run texts`.
import type { TextTable } from '../../part.ts';

export default {
  "phase": "Unknown status",
  "phase.open": "Open",
  "phase.requested": "Cancellation requested",
  "phase.cancelling": "Being cancelled",
  "phase.cancelled": "Cancelled",
  "phase.shipped": "Shipped",
  "phase.delivered": "Delivered",
  "do.escalate": "Ask support to step in",
  "do.resolve": "Record the decision",
  "do.dispute": "Open a dispute",
  "do.mediate": "Ask for mediation",
  "do.complain": "File a complaint",
  "do.arbitrate": "Ask for arbitration",
  "do.abandon": "Give up cancelling",
} satisfies TextTable;
