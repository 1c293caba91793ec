import type { PacketTexts } from './keys.ts';

/** German: the printed evidence packet. */
const de: PacketTexts = {
  'packet.title': 'Nachweise: Stornierung der Bestellung {number}',
  'packet.made': 'Zusammengestellt für: {who}, {time}',
  'packet.zone': 'Zeiten sind in der Zeitzone {zone} und in UTC angegeben.',
  'packet.information-only': 'Dies sind Informationen, keine Rechtsberatung. Jeder Fall kann anders ausgehen.',

  'packet.verification': 'Wie dies geprüft wurde',
  'packet.verdict.verified':
    'Verifiziert: Nichts wurde verändert, und ein vertrauenswürdiger Schlüssel oder Prüfpunkt bürgt für jeden Eintrag.',
  'packet.verdict.untrusted':
    'Nicht verifiziert: Signiert wurde mit einem anderen Schlüssel als den vertrauenswürdigen.',
  'packet.verdict.partly-verified':
    'Teilweise verifiziert: Für die letzten Einträge bürgt niemand; jeder könnte sie hinzugefügt haben.',
  'packet.verdict.consistent':
    'Stimmig, aber nicht verifiziert: Es passt zu dem Schlüssel, den es selbst nennt. Wessen Schlüssel das ist, muss die Plattform bestätigen.',
  'packet.verdict.unsigned': 'Nicht verifiziert: Niemand bürgt dafür, dass dies die aufgezeichneten Einträge sind.',
  'packet.verdict.incomplete':
    'Unvollständig: Aus diesem Paket wurden Worte entfernt. Nichts Verbliebenes wurde verändert, aber was jemand schrieb, fehlt.',
  'packet.verdict.refuted': 'Nicht verifiziert: Etwas passt nicht zusammen. Auf das Folgende ist kein Verlass.',
  'packet.verdict.unusable': 'Dies ist kein lesbares Nachweispaket.',
  'packet.proven': 'Nachgewiesen',
  'packet.not-proven': 'Nicht nachgewiesen',
  'packet.entries': '(Einträge: {seqs})',
  'packet.proven.chain':
    'Jeder Eintrag ist so, wie er festgehalten wurde, und steht dort, wo er festgehalten wurde; dazwischen fehlt keiner.',
  'packet.proven.signature': 'Der Verlauf wurde mit einem Schlüssel signiert, dem die prüfende Person vertraut.',
  'packet.proven.checkpoint': 'Der Verlauf ist bis zu der Stelle unverändert, an der er signiert wurde.',
  'packet.proven.kept-checkpoint': 'Es ist der Verlauf, von dem ein Prüfpunkt außerhalb aufbewahrt wurde.',
  'packet.proven.policies': 'Die Regeln, die der Verlauf nennt, liegen im Wortlaut bei.',
  'packet.proven.shown': 'Die Regeln, die laut Verlauf angezeigt wurden, liegen im Wortlaut bei.',
  'packet.not-proven.chain':
    'Dass die Einträge so sind, wie sie festgehalten wurden: Sie stimmen nicht mit ihren Prüfsummen überein.',
  'packet.not-proven.left-out':
    'Was Einträge sagen, die in dieser Datei fehlen, obwohl die lesende Person sie lesen darf.',
  'packet.not-proven.unvouched':
    'Dass dies die aufgezeichneten Einträge sind. Sie passen zusammen, doch wer die Datei erstellt hat, könnte sie erstellt haben.',
  'packet.not-proven.signature': 'Wer signiert hat: Es wurde mit keinem Schlüssel verglichen, dem vertraut wird.',
  'packet.not-proven.checkpoint': 'Dass der Verlauf bis zum Ende vollständig ist: Keine gültige Signatur passt zu ihm.',
  'packet.not-proven.kept-checkpoint': 'Dass es der Verlauf ist, von dem ein Prüfpunkt außerhalb aufbewahrt wurde.',
  'packet.not-proven.withheld':
    'Was Einträge sagen, die nicht offengelegt wurden. Nur wer wem wann geschrieben hat, ist bewiesen.',
  'packet.not-proven.erased':
    'Was in gelöschten personenbezogenen Daten stand. Dass sie vorhanden waren, ist nachgewiesen.',
  'packet.not-proven.omitted':
    'Was in personenbezogenen Daten stand, die hier fehlen, ohne dass eine Löschung festgehalten ist: Sie wurden in diesem Paket weggelassen.',
  'packet.not-proven.policies': 'Der Wortlaut von Regeln, die galten: Er fehlt oder wurde verändert.',
  'packet.not-proven.shown': 'Der Wortlaut von Regeln, die den Beteiligten angezeigt wurden: Er fehlt.',
  'packet.not-proven.made': 'Für wen und wann dieses Paket zusammengestellt wurde.',
  'packet.not-proven.truth':
    'Dass wahr ist, was Personen, Shops und Versanddienste angegeben haben. Nachgewiesen ist nur, dass und wann es festgehalten wurde.',
  'packet.key': 'Öffentlicher Schlüssel (Ed25519)',
  'packet.signed': 'Signiert: {time} (Einträge: {count})',
  'packet.head': 'Prüfsumme des letzten signierten Eintrags (SHA-256)',

  'packet.summary': 'Chronologische Übersicht',
  'packet.order': 'Bestellung',
  'packet.requests': 'Anfragen und Antworten',
  'packet.messages': 'Nachrichten',
  'packet.evidence': 'Aussagen und Nachweise',
  'packet.attachments': 'Angehängte Dateien',
  'packet.attachments-note':
    'Die Dateien selbst sind nicht Teil dieser Seite. Eine Datei ist die angehängte, wenn ihr SHA-256-Wert derselbe ist.',
  'packet.policy': 'Stornierungsregeln, die galten',
  'packet.rules': 'Angewandte oder angeführte Einzelregeln',
  'packet.sections': 'Abschnitte der Nutzungsbedingungen',
  'packet.policy-texts': 'Texte der Stornierungsregeln',
  'packet.gaps': 'Was hier nicht enthalten ist',
  'packet.gaps.none': 'Alles wurde offengelegt; nichts wurde gelöscht oder weggelassen.',
  'packet.gaps.withheld':
    'Nicht offengelegt, da es Nachrichten zwischen anderen und dem Kundenservice sind: Einträge {seqs}.',
  'packet.gaps.unvouched': 'Ohne Bürgschaft: Einträge {seqs}.',
  'packet.gaps.left-out': 'In dieser Datei weggelassen, ohne dass der Verlauf einen Grund nennt: Einträge {seqs}.',
  'packet.gaps.erased':
    'Einträge, aus denen personenbezogene Daten gelöscht wurden und bei denen die Löschung festgehalten ist: {seqs}.',
  'packet.gaps.omitted':
    'Einträge, in denen personenbezogene Daten weggelassen wurden, ohne dass eine Löschung festgehalten ist: {seqs}.',
  'packet.gaps.policies': 'Regeln, deren Wortlaut hier nicht enthalten ist: {seqs}.',
  'packet.record': 'Der Verlauf, Eintrag für Eintrag',
  'packet.none': 'Keine.',

  'packet.number': 'Nr.',
  'packet.time': 'Zeit',
  'packet.who': 'Wer',
  'packet.what': 'Was',
  'packet.state': 'Stand der Stornierung',
  'packet.reason': 'Grund',
  'packet.comment': 'Kommentar',
  'packet.happened': 'Geschehen',
  'packet.claimed': 'Angegebene Zeit',
  'packet.ticket': 'Fallnummer, angegeben von: {who}',
  'packet.representative': 'Ansprechperson beim Kundenservice, angegeben von: {who}',
  'packet.cites': 'Beruft sich auf',
  'packet.rule': 'Regel',
  'packet.amount': 'Betrag',
  'packet.name': 'Name',
  'packet.type': 'Typ',
  'packet.size': 'Größe in Byte',
  'packet.sha256': 'SHA-256',
  'packet.order-number': 'Bestellnummer',
  'packet.order-id': 'Kennung der Bestellung',
  'packet.status': 'Status',
  'packet.placed': 'Bestellt',
  'packet.paid': 'Bezahlt',
  'packet.shipped': 'Versandt',
  'packet.delivered': 'Zugestellt',
  'packet.total': 'Gesamtsumme',
  'packet.payment': 'Zahlung',
  'packet.item': 'Artikel',
  'packet.quantity': 'Menge',
  'packet.price': 'Preis',
  'packet.version': 'Version',
  'packet.applied': 'Angewandt auf Einträge',
  'packet.shown': 'Den Beteiligten angezeigt bei Einträgen',
  'packet.source': 'Quelle',
  'packet.exact': 'Genauer Wortlaut',
  'packet.outcome.cancel': 'Kann sofort storniert werden.',
  'packet.outcome.request': 'Die Stornierung kann angefragt werden.',
  'packet.outcome.return': 'Keine Stornierung; stattdessen ist eine Rückgabe möglich.',
  'packet.outcome.none': 'Kann nicht storniert werden.',
  'packet.outcome.ask-server': 'Der Shop entscheidet im Einzelfall.',
  'packet.topic': 'Thema',
  'packet.section': 'Abschnitt',
  'packet.text': 'Text',
  'packet.withheld': 'Nicht offengelegt',
  'packet.erased': 'Gelöscht: {what}',
  'packet.omitted': 'Weggelassen: {what}',
  'packet.missing': 'Der Wortlaut ist nicht Teil dieses Pakets.',
};

export default de;
