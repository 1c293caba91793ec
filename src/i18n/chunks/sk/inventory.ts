// Made from src/i18n/messages/ by `npm run texts`.
import type { TextTable } from '../../part.ts';

export default {
  "inventory.step": "Krok {step} z {count}",
  "inventory.options": "Vybrať spôsob zlúčenia",
  "inventory.edit": "Upraviť položky",
  "inventory.verify": "Skontrolovať položky",
  "inventory.upload": "Nahrať položky do skladu a zrušiť objednávku",
  "inventory.one-step": "Zrušiť bez úprav",
  "inventory.one-step-hint": "Položky sa zlúčia s Vašimi partiami; partie si ponechajú pôvodné hodnoty.",
  "inventory.action": "Čo sa s položkou stane",
  "inventory.consolidate": "Zlúčiť s partiou tej istej položky",
  "inventory.new-lot": "Vytvoriť novú partiu",
  "inventory.delete": "Odstrániť: nevráti sa",
  "inventory.values": "Hodnoty zlúčenej partie",
  "inventory.old": "Ponechať pôvodné hodnoty partie",
  "inventory.new": "Prevziať hodnoty položky",
  "inventory.quantity": "Množstvo (najviac {count})",
  "inventory.price": "Jednotková cena",
  "inventory.description": "Opis",
  "inventory.condition": "Stav",
  "inventory.next": "Ďalej",
  "inventory.back": "Späť",
  "inventory.bad-quantity": "Zadajte celé číslo od 1 do {count}.",
  "inventory.bad-price": "Zadajte cenu v tvare {amount}.",
  "inventory.ready": "Tieto položky sa vrátia, keď potvrdíte.",
  "inventory.none": "Žiadna položka sa nevráti.",
} satisfies TextTable;
