// Made from src/i18n/messages/ by `npm run texts`.
import type { TextTable } from '../../part.ts';

export default {
  "inventory.step": "Korak {step} od {count}",
  "inventory.options": "Izberite možnosti združevanja",
  "inventory.edit": "Uredite artikle",
  "inventory.verify": "Preverite artikle",
  "inventory.upload": "Naložite artikle v zalogo in prekličite naročilo",
  "inventory.one-step": "Prekliči brez urejanja",
  "inventory.one-step-hint": "Artikli se združijo z vašimi postavkami zaloge; postavke ohranijo stare vrednosti.",
  "inventory.action": "Kaj se zgodi z artiklom",
  "inventory.consolidate": "Združi s postavko istega artikla",
  "inventory.new-lot": "Ustvari novo postavko",
  "inventory.delete": "Izbriši: ne vrne se",
  "inventory.values": "Vrednosti združene postavke",
  "inventory.old": "Ohrani stare vrednosti postavke",
  "inventory.new": "Prevzemi vrednosti artikla",
  "inventory.quantity": "Količina (največ {count})",
  "inventory.price": "Cena na enoto",
  "inventory.description": "Opis",
  "inventory.condition": "Stanje",
  "inventory.next": "Naprej",
  "inventory.back": "Nazaj",
  "inventory.bad-quantity": "Vnesite celo število od 1 do {count}.",
  "inventory.bad-price": "Vnesite ceno, na primer {amount}.",
  "inventory.ready": "Ti artikli se vrnejo, ko potrdite.",
  "inventory.none": "Noben artikel se ne vrne.",
} satisfies TextTable;
