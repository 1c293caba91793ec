import type { CodeTexts } from './keys.ts';

/** German, the reasons and advice that only some marketplaces need. */
const de: CodeTexts = {
  'why.not-yet-confirmed': 'Der Lieferant hat die Bestellung noch nicht bestätigt.',
  'why.supplier-committed': 'Der Lieferant hat Ihre Bestellung angenommen und verbindlich zugesagt.',
  'why.supplier-preparing': 'Der Lieferant stellt Ihre Artikel bereits zusammen.',
  'why.seller-may-cancel': 'Ein Grund und ein Kommentar sind erforderlich.',
  'why.buyer-terminated': 'Das Konto des Käufers ist geschlossen.',
  'why.seller-terminated': 'Das Konto des Verkäufers ist geschlossen.',
  'why.penalty-accepted': 'Der Käufer hat die Sanktion akzeptiert.',
  'why.unpaid-two-weeks': 'Die Meldung zur ausstehenden Zahlung besteht seit zwei Wochen.',
  'why.unpaid-no-response': 'Der Käufer hat seit einer Woche nicht auf die Meldung zur ausstehenden Zahlung reagiert.',
  'why.seller-silent-two-weeks': 'Der Verkäufer hat Ihre Meldung seit zwei Wochen nicht beantwortet.',
  'why.not-received-two-weeks': 'Ihre Meldung ist seit zwei Wochen ungelöst.',
  'advice.safe-to-cancel': 'Sie können unbesorgt stornieren: Der Lieferant hat noch nichts unternommen.',
  'advice.tell-supplier':
    'Nennen Sie dem Lieferanten vor der Stornierung den Grund; das erhält die gute Geschäftsbeziehung.',
  'advice.contact-recommended': 'Kontaktieren Sie zuerst den Lieferanten: Er hat Ihre Bestellung verbindlich zugesagt.',
  'advice.contact-urgent':
    'Dringend: Kontaktieren Sie den Lieferanten, bevor Sie stornieren. Er stellt Ihre Artikel gerade zusammen.',
  'advice.return-may-need-supplier':
    'Für Rückgabe und Erstattung bereits zusammengestellter Artikel ist möglicherweise die Mitwirkung des Lieferanten nötig.',
  'advice.check-supplier-policy':
    'In der Regel entstehen keine Kosten. Prüfen Sie die eigenen Bedingungen des Lieferanten.',
  'reason.found-elsewhere': 'Anderswo gefunden',
  'reason.no-longer-needed': 'Nicht mehr benötigt',
  'reason.no-longer-wants': 'Ich möchte die Artikel nicht mehr',
  'reason.mutual-agreement': 'Beide Seiten sind sich einig',
  'reason.seller-silent': 'Der Verkäufer antwortet nicht',
  'reason.buyer-silent': 'Der Käufer antwortet nicht',
  'reason.listing-error': 'Fehler im Angebot',
  'reason.shipping-fee-excessive': 'Versandkosten überhöht und nicht in den Bedingungen genannt',
  'reason.exchange-rate': 'Wechselkurs entspricht nicht den Regeln',
  'reason.not-shipped-after-payment': 'Trotz Zahlung nicht versandt',
  'reason.seller-under-18': 'Der Verkäufer ist unter 18',
  'reason.buyer-under-18': 'Der Käufer ist unter 18',
  'reason.seller-not-registered': 'Der Verkäufer ist nicht mehr registriert',
  'reason.buyer-not-registered': 'Der Käufer ist nicht mehr registriert',
  'reason.system-problem': 'Systemproblem',
  'reason.invalid-email': 'Ungültige E-Mail-Adresse',
  'reason.broke-terms': 'Der Käufer hat gegen die Bedingungen des Shops verstoßen',
  'reason.insufficient-funds': 'Keine ausreichende Deckung',
  'reason.demanded-lower-price': 'Der Käufer hat einen niedrigeren Preis verlangt',
  'reason.bogus-order': 'Scheinbestellung',
  'reason.buyer-no-longer-wants': 'Der Käufer möchte die Artikel nicht mehr',
  'reason.buyer-found-elsewhere': 'Der Käufer hat sie anderswo gefunden',
  'reason.undeliverable': 'Nicht zustellbar',
  'reason.returned-wrong-address': 'Wegen falscher Adresse zurückgekommen',
  'reason.no-longer-sells': 'Ich möchte nicht mehr verkaufen',
  'reason.already-packed': 'Die Bestellung ist schon verpackt',
  'reason.already-paid': 'Die Bestellung ist schon bezahlt',
  'reason.offer-accepted': 'Der Preis ist durch einen angenommenen Preisvorschlag vereinbart',
  'reason.return-instead': 'Bitte stattdessen nach der Lieferung zurückgeben',
  'reason.against-store-terms': 'Gegen die Bedingungen des Shops',
  'reason.reason-not-accepted': 'Der Grund wird nicht anerkannt',
  'reason.made-to-order': 'Nach Auftrag angefertigt',
  'reason.recover-fee': 'Um die Gebühr einer abgeschlossenen Bestellung zurückzubekommen',
  'invalid.no-longer-wants':
    'Die Artikel nicht mehr zu wollen ist kein gültiger Grund: Eine Bestellung ist verbindlich. Wenn der Verkäufer einverstanden ist, wählen Sie „Beide Seiten sind sich einig“.',
  'invalid.no-longer-sells':
    'Nicht mehr verkaufen zu wollen ist kein gültiger Grund: Die Bestellung ist für Sie verbindlich.',
  'invalid.recover-fee': 'Eine abgeschlossene Bestellung kann nicht storniert werden, um ihre Gebühr zurückzubekommen.',
};

export default de;
