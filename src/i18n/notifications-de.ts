import type { NotificationTexts } from './notifications.ts';

/** German, what people are told by e-mail or webhook. */
const de: NotificationTexts = {
  hello: 'Guten Tag {name},',
  support: 'Der Support',
  'subject.requested': 'Anfrage: Bestellung {number} stornieren',
  'text.requested': '{asker} bittet darum, die Bestellung {number} zu stornieren.',
  'subject.reminder': 'Erinnerung: Stornierungsanfrage zu Bestellung {number}',
  'text.reminder': '{asker} bittet um Stornierung der Bestellung {number} und wartet auf eine Antwort von {answerer}.',
  'subject.withdrawn': 'Bestellung {number}: Anfrage zurückgezogen',
  'text.withdrawn':
    'Die Anfrage, die Bestellung {number} zu stornieren, wurde zurückgezogen. Die Bestellung bleibt bestehen.',
  'subject.declined': 'Bestellung {number}: Anfrage abgelehnt',
  'text.declined':
    'Die Anfrage, die Bestellung {number} zu stornieren, wurde abgelehnt. Die Bestellung bleibt bestehen.',
  'subject.expired': 'Bestellung {number}: Anfrage nicht beantwortet',
  'text.expired':
    'Die Anfrage, die Bestellung {number} zu stornieren, wurde nicht rechtzeitig beantwortet. Die Bestellung bleibt bestehen.',
  'subject.superseded': 'Bestellung {number} wurde versandt',
  'text.superseded':
    'Die Bestellung {number} wurde versandt, bevor die Stornierungsanfrage beantwortet war. Die Anfrage ist beendet.',
  'subject.accepted': 'Bestellung {number}: Stornierung angenommen',
  'text.accepted':
    'Die Stornierung der Bestellung {number} wurde angenommen. Sie ist abgeschlossen, sobald alles erstattet ist.',
  'subject.cancelled': 'Bestellung {number} ist storniert',
  'text.cancelled': 'Die Bestellung {number} ist storniert.',
  'subject.cancelled-partly': 'Ein Teil der Bestellung {number} ist storniert',
  'text.cancelled-partly': 'Ein Teil der Bestellung {number} ist storniert. Der Rest wird weiter bearbeitet.',
  'subject.refunded': 'Bestellung {number}: Erstattung',
  'text.refunded': 'Für die Bestellung {number} wurden {amount} erstattet.',
  'subject.undone': 'Bestellung {number} ist doch nicht storniert',
  'text.undone':
    'Die Stornierung der Bestellung {number} wurde rückgängig gemacht. Die Bestellung wird weiter bearbeitet.',
  'subject.escalated': 'Bestellung {number}: Support eingeschaltet',
  'text.escalated': 'Der Support wurde gebeten, sich die Stornierung der Bestellung {number} anzusehen.',
  'subject.disputed': 'Bestellung {number}: Streitfall eröffnet',
  'text.disputed':
    'Zur Stornierung der Bestellung {number} wurde ein Streitfall eröffnet. Der Support entscheidet darüber.',
  'subject.mediation': 'Bestellung {number}: Schlichtung',
  'text.mediation': '{by} bittet um eine Schlichtung zur Stornierung der Bestellung {number}.',
  'subject.complaint': 'Bestellung {number}: Beschwerde',
  'text.complaint':
    '{by} hat sich darüber beschwert, wie mit der Stornierung der Bestellung {number} umgegangen wurde.',
  'subject.arbitration': 'Bestellung {number}: Schiedsverfahren',
  'text.arbitration':
    '{by} hat zur Stornierung der Bestellung {number} das Schiedsgericht angerufen. Dessen Entscheidung hält der Support fest.',
  'subject.abandoned': 'Bestellung {number}: Stornierung nicht mehr verlangt',
  'text.abandoned':
    '{by} verlangt die Stornierung der Bestellung {number} nicht mehr und strebt eine Rückgabe oder Erstattung an.',
  'subject.notice-filed': 'Bestellung {number}: Meldung eingereicht',
  'text.notice-filed': '{by} hat zur Bestellung {number} eine Meldung eingereicht.',
  'subject.notice-responded': 'Bestellung {number}: Antwort auf die Meldung',
  'text.notice-responded': '{by} hat auf die Meldung zur Bestellung {number} geantwortet.',
  'subject.notice-penalty-accepted': 'Bestellung {number}: Strafe angenommen',
  'text.notice-penalty-accepted': '{by} hat die Strafe aus der Meldung zur Bestellung {number} angenommen.',
  'subject.notice-lifted': 'Bestellung {number}: Meldung aufgehoben',
  'text.notice-lifted': 'Die Meldung zur Bestellung {number} wurde aufgehoben.',
  'respond-by': '{answerer} wird gebeten, bis {time} zu antworten.',
  'silence.accept': 'Ohne Antwort bis dahin wird die Bestellung storniert.',
  'silence.decline': 'Ohne Antwort bis dahin endet die Anfrage, und die Bestellung bleibt bestehen.',
  'silence.escalate': 'Ohne Antwort bis dahin wird der Support eingeschaltet.',
  'refund.settled': 'Erstattet: {amount}.',
  'refund.pending': 'Zu erstatten: {amount}.',
  'refund.failed': 'Die Erstattung von {amount} ist noch nicht gelungen.',
  'refund.rest': 'Noch zu erstatten: {amount}.',
  'refund.credits': 'Sie erfolgt als Guthaben für spätere Einkäufe, das nicht ausgezahlt werden kann.',
  'kind.NPB': 'Darin heißt es, dass die Bestellung nicht bezahlt wurde.',
  'kind.NRS': 'Darin heißt es, dass der Verkäufer nicht antwortet.',
  'kind.NSS': 'Darin heißt es, dass die Artikel nicht wie beschrieben angekommen sind.',
  reason: 'Grund: {reason}.',
  comment: 'Kommentar: {comment}',
};

export default de;
