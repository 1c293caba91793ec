// Made from src/i18n/messages/ by `npm run texts`.
import type { TextTable } from '../../part.ts';

export default {
  "inventory.step": "Trinn {step} av {count}",
  "inventory.options": "Velg sammenslåing",
  "inventory.edit": "Rediger varer",
  "inventory.verify": "Kontroller varer",
  "inventory.upload": "Legg varene på lager og kanseller bestillingen",
  "inventory.one-step": "Kanseller uten å redigere",
  "inventory.one-step-hint": "Varene slås sammen med partiene dine; partiene beholder de gamle verdiene.",
  "inventory.action": "Hva som skjer med varen",
  "inventory.consolidate": "Slå sammen med partiet av samme vare",
  "inventory.new-lot": "Opprett et nytt parti",
  "inventory.delete": "Slett: går ikke tilbake",
  "inventory.values": "Verdier for det sammenslåtte partiet",
  "inventory.old": "Behold partiets gamle verdier",
  "inventory.new": "Bruk varens verdier",
  "inventory.quantity": "Antall (maks. {count})",
  "inventory.price": "Enhetspris",
  "inventory.description": "Beskrivelse",
  "inventory.condition": "Tilstand",
  "inventory.next": "Neste",
  "inventory.back": "Tilbake",
  "inventory.bad-quantity": "Skriv inn et helt tall fra 1 til {count}.",
  "inventory.bad-price": "Skriv inn en pris som {amount}.",
  "inventory.ready": "Disse varene går tilbake når du bekrefter.",
  "inventory.none": "Ingen varer går tilbake.",
} satisfies TextTable;
