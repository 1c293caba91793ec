// Made from src/i18n/messages/ by `npm run texts`.
import type { TextTable } from '../../part.ts';

export default {
  "inventory.step": "Trin {step} af {count}",
  "inventory.options": "Vælg, hvordan der lægges sammen",
  "inventory.edit": "Rediger varer",
  "inventory.verify": "Tjek varer",
  "inventory.upload": "Læg varer i lagerlisten og annuller ordren",
  "inventory.one-step": "Annuller uden redigering",
  "inventory.one-step-hint": "Varerne lægges sammen med dine partier; partierne beholder deres gamle værdier.",
  "inventory.action": "Hvad der sker med varen",
  "inventory.consolidate": "Læg sammen med partiet af samme vare",
  "inventory.new-lot": "Opret et nyt parti",
  "inventory.delete": "Slet: den går ikke tilbage",
  "inventory.values": "Værdier for det samlede parti",
  "inventory.old": "Behold partiets gamle værdier",
  "inventory.new": "Brug varens værdier",
  "inventory.quantity": "Antal (højst {count})",
  "inventory.price": "Stykpris",
  "inventory.description": "Beskrivelse",
  "inventory.condition": "Stand",
  "inventory.next": "Næste",
  "inventory.back": "Tilbage",
  "inventory.bad-quantity": "Indtast et helt tal fra 1 til {count}.",
  "inventory.bad-price": "Indtast en pris som {amount}.",
  "inventory.ready": "Disse varer går tilbage, når du bekræfter.",
  "inventory.none": "Ingen varer går tilbage.",
} satisfies TextTable;
