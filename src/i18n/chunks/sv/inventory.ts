// Made from src/i18n/messages/ by `npm run texts`.
import type { TextTable } from '../../part.ts';

export default {
  "inventory.step": "Steg {step} av {count}",
  "inventory.options": "Välj sammanslagning",
  "inventory.edit": "Redigera varor",
  "inventory.verify": "Kontrollera varor",
  "inventory.upload": "Lägg in varorna i lagret och annullera ordern",
  "inventory.one-step": "Annullera utan redigering",
  "inventory.one-step-hint": "Varorna slås samman med dina partier; partierna behåller sina gamla värden.",
  "inventory.action": "Vad som händer med den",
  "inventory.consolidate": "Slå samman med partiet av samma vara",
  "inventory.new-lot": "Skapa ett nytt parti",
  "inventory.delete": "Ta bort: går inte tillbaka",
  "inventory.values": "Det sammanslagna partiets värden",
  "inventory.old": "Behåll partiets gamla värden",
  "inventory.new": "Ta varans värden",
  "inventory.quantity": "Antal (högst {count})",
  "inventory.price": "Styckpris",
  "inventory.description": "Beskrivning",
  "inventory.condition": "Skick",
  "inventory.next": "Nästa",
  "inventory.back": "Tillbaka",
  "inventory.bad-quantity": "Ange ett heltal från 1 till {count}.",
  "inventory.bad-price": "Ange ett pris som {amount}.",
  "inventory.ready": "De här varorna går tillbaka när du bekräftar.",
  "inventory.none": "Ingen vara går tillbaka.",
} satisfies TextTable;
