// Made from src/i18n/messages/ by `npm run texts`.
import type { TextTable } from '../../part.ts';

export default {
  "field.reason": "Grund",
  "field.choose": "Grund auswählen",
  "field.reason-optional": "Grund (optional)",
  "field.not-accepted": "Nicht als Grund anerkannt",
  "field.reason-required": "Bitte wählen Sie einen Grund aus.",
  "field.comment": "Kommentar",
  "field.comment-optional": "Kommentar (optional)",
  "field.comment-required": "Bitte schreiben Sie einen Kommentar.",
  "sending": "Wird gesendet …",
  "checking": "Noch keine Antwort. Wir prüfen, ob es angekommen ist.",
  "problem.unavailable": "Der Shop ist nicht erreichbar. Soweit wir wissen, wurde nichts geändert; bitte versuchen Sie es erneut.",
  "problem": "Das hat nicht geklappt. Es wurde nichts geändert; bitte versuchen Sie es erneut.",
  "problem.unknown-outcome": "Wir konnten nicht feststellen, ob der Vorgang angekommen ist. Bitte sehen Sie sich die Bestellung in einigen Minuten an, bevor Sie es erneut versuchen.",
  "problem.sign-in-required": "Bitte melden Sie sich an und versuchen Sie es erneut. Was Sie geschrieben haben, ist noch da.",
  "problem.not-found": "Diese Bestellung ist für Sie nicht verfügbar.",
  "problem.decision-changed": "Die Situation hat sich geändert. Bitte lesen Sie den aktuellen Stand und bestätigen Sie erneut.",
  "problem.stale-revision": "Die Bestellung wurde zwischenzeitlich geändert. Bitte lesen Sie den aktuellen Stand und bestätigen Sie erneut.",
  "problem.reason-invalid": "Dieser Grund wird nicht akzeptiert. Bitte wählen Sie einen anderen.",
  "problem.comment-required": "Bitte schreiben Sie einen Kommentar.",
  "problem.contact-required": "Sie müssen zuerst den Lieferanten kontaktieren.",
  "problem.in-progress": "Ihre Stornierung wird bereits bearbeitet.",
  "problem.rate-limited": "Zu viele Versuche. Bitte warten Sie einen Moment.",
} satisfies TextTable;
