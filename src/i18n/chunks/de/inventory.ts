// Made from src/i18n/messages/ by `npm run texts`.
import type { TextTable } from '../../part.ts';

export default {
  "inventory.step": "Schritt {step} von {count}",
  "inventory.options": "Zusammenführung wählen",
  "inventory.edit": "Artikel bearbeiten",
  "inventory.verify": "Artikel prüfen",
  "inventory.upload": "Artikel ins Inventar übernehmen und Bestellung stornieren",
  "inventory.one-step": "Ohne Bearbeiten stornieren",
  "inventory.one-step-hint": "Die Artikel werden mit Ihren Posten zusammengeführt; die Posten behalten ihre bisherigen Werte.",
  "inventory.action": "Was mit dem Artikel geschieht",
  "inventory.consolidate": "Mit dem Posten desselben Artikels zusammenführen",
  "inventory.new-lot": "Einen neuen Posten anlegen",
  "inventory.delete": "Löschen: geht nicht zurück",
  "inventory.values": "Werte des zusammengeführten Postens",
  "inventory.old": "Bisherige Werte des Postens behalten",
  "inventory.new": "Werte des Artikels übernehmen",
  "inventory.quantity": "Menge (höchstens {count})",
  "inventory.price": "Stückpreis",
  "inventory.description": "Beschreibung",
  "inventory.condition": "Zustand",
  "inventory.next": "Weiter",
  "inventory.back": "Zurück",
  "inventory.bad-quantity": "Bitte geben Sie eine ganze Zahl von 1 bis {count} ein.",
  "inventory.bad-price": "Bitte geben Sie einen Preis wie {amount} ein.",
  "inventory.ready": "Diese Artikel gehen zurück, wenn Sie bestätigen.",
  "inventory.none": "Kein Artikel geht zurück.",
} satisfies TextTable;
