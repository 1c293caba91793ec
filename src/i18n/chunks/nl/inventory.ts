// Made from src/i18n/messages/ by `npm run texts`.
import type { TextTable } from '../../part.ts';

export default {
  "inventory.step": "Stap {step} van {count}",
  "inventory.options": "Samenvoegen kiezen",
  "inventory.edit": "Artikelen bewerken",
  "inventory.verify": "Artikelen controleren",
  "inventory.upload": "Artikelen in de inventaris zetten en bestelling annuleren",
  "inventory.one-step": "Annuleren zonder bewerken",
  "inventory.one-step-hint": "Artikelen worden samengevoegd met uw lots; de lots houden hun oude waarden.",
  "inventory.action": "Wat ermee gebeurt",
  "inventory.consolidate": "Samenvoegen met het lot van hetzelfde artikel",
  "inventory.new-lot": "Een nieuw lot maken",
  "inventory.delete": "Verwijderen: gaat niet terug",
  "inventory.values": "Waarden van het samengevoegde lot",
  "inventory.old": "Oude waarden van het lot houden",
  "inventory.new": "Waarden van het artikel overnemen",
  "inventory.quantity": "Aantal (maximaal {count})",
  "inventory.price": "Stuksprijs",
  "inventory.description": "Beschrijving",
  "inventory.condition": "Staat",
  "inventory.next": "Volgende",
  "inventory.back": "Terug",
  "inventory.bad-quantity": "Vul een geheel getal in van 1 tot {count}.",
  "inventory.bad-price": "Vul een prijs in zoals {amount}.",
  "inventory.ready": "Deze artikelen gaan terug wanneer u bevestigt.",
  "inventory.none": "Er gaat geen artikel terug.",
} satisfies TextTable;
