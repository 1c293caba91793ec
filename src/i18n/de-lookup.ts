import type { LookupTexts } from './keys.ts';

/** German: finding an order by its number, and its alerts. */
const de: LookupTexts = {
  'lookup.label': 'Bestellnummer',
  'lookup.find': 'Bestellung suchen',
  'lookup.searching': 'Bestellung wird gesucht …',
  'lookup.required': 'Bitte geben Sie die Bestellnummer ein.',
  'lookup.none': 'Keine Ihrer Bestellungen hat die Nummer {number}. Bitte prüfen Sie sie.',
  'lookup.sign-in-required': 'Bitte melden Sie sich an, um Ihre Bestellungen zu suchen.',
  'lookup.sign-in': 'Anmelden',
  'lookup.failed': 'Die Bestellung konnte nicht gesucht werden. Bitte versuchen Sie es erneut.',
  'lookup.order': 'Bestellung {number}',
  'lookup.placed': 'Bestellt {time} · {total}',
  alerts: 'Ein Problem mit dieser Bestellung?',
  'alert.NPB': 'Meldung: der Käufer hat nicht bezahlt',
  'alert.NRS': 'Meldung: der Verkäufer antwortet nicht',
  'alert.NSS': 'Meldung: nicht erhalten, unvollständig oder nicht wie beschrieben',
  alert: 'Meldung',
  'alert.since': 'gemeldet {time}',
  'alert.responded': 'beantwortet {time}',
  'alert.penalty': 'Strafe angenommen {time}',
  'file.NPB': 'Melden, dass der Käufer nicht bezahlt hat',
  'file.NRS': 'Melden, dass der Verkäufer nicht antwortet',
  'file.NSS': 'Melden, dass die Ware nicht wie beschrieben ankam',
  file: 'Ein Problem melden',
  'file.from': 'möglich ab {time}',
  respond: 'Ich habe geantwortet',
  'accept-penalty': 'Strafe annehmen',
  lift: 'Meldung aufheben',
  'alert.sending': 'Wird gesendet …',
  'alert.problem': 'Das hat nicht geklappt. Bitte sehen Sie sich den aktuellen Stand an und versuchen Sie es erneut.',
};

export default de;
