// Made from src/i18n/messages/ by `npm run texts`.
import type { TextTable } from '../../part.ts';

export default {
  "choice.items": "Was storniert wird",
  "choice.all": "Die ganze Bestellung",
  "choice.of": "{title}: wie viele von {count}",
  "choice.none": "Bitte wählen Sie mindestens einen Artikel.",
  "choice.stock": "Artikel und Gutscheine",
  "choice.restock": "Artikel zurück in den Bestand legen",
  "choice.coupons": "Gutscheine zurückgeben: {codes}",
  "choice.goes.return": "Die Artikel gehen zurück in den Bestand.",
  "choice.goes.choose": "Die Artikel gehen zurück in den Bestand.",
  "choice.goes.lots": "Die Artikel gehen zurück in Ihre Posten.",
  "choice.goes.keep": "Der Bestand bleibt, wie er ist.",
  "choice.fee.reset": "Die Gebühr des Marktplatzes von {amount} wird auf der Rechnung für {month} auf null gesetzt.",
  "choice.fee.credit": "Die Gebühr des Marktplatzes von {amount} wird auf der Rechnung für {month} gutgeschrieben.",
  "choice.removal": "Offene Bitten, Artikel zu entfernen, enden mit der Bestellung.",
  "choice.inventory": "Artikel bearbeiten, bevor sie zurückgehen",
  "choice.unfinished": "Bitte schließen Sie die Schritte ab, oder stornieren Sie ohne Bearbeitung.",
  "choice.fewer": "{title}: eins weniger",
  "choice.more": "{title}: eins mehr",
} satisfies TextTable;
