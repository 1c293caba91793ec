// Made from src/i18n/messages/ by `npm run texts`.
import type { TextTable } from '../../part.ts';

export default {
  "phase": "Unbekannter Status",
  "phase.open": "Offen",
  "phase.requested": "Stornierung angefragt",
  "phase.cancelling": "Wird storniert",
  "phase.cancelled": "Storniert",
  "phase.shipped": "Versandt",
  "phase.delivered": "Zugestellt",
  "do.escalate": "Kundenservice einschalten",
  "do.resolve": "Entscheidung festhalten",
  "do.dispute": "Streitfall eröffnen",
  "do.mediate": "Um Schlichtung bitten",
  "do.complain": "Beschwerde einreichen",
  "do.arbitrate": "Schiedsverfahren beantragen",
  "do.abandon": "Auf die Stornierung verzichten",
} satisfies TextTable;
