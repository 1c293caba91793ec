// Made from src/i18n/messages/ by `npm run texts`.
import type { TextTable } from '../../part.ts';

export default {
  "inventory.step": "Krok {step} z {count}",
  "inventory.options": "Zvolit sloučení",
  "inventory.edit": "Upravit položky",
  "inventory.verify": "Zkontrolovat položky",
  "inventory.upload": "Zařadit položky na sklad a zrušit objednávku",
  "inventory.one-step": "Zrušit bez úprav",
  "inventory.one-step-hint": "Položky se sloučí s Vašimi skladovými kartami; karty si ponechají dosavadní hodnoty.",
  "inventory.action": "Co se s ní stane",
  "inventory.consolidate": "Sloučit se skladovou kartou téže položky",
  "inventory.new-lot": "Vytvořit novou skladovou kartu",
  "inventory.delete": "Smazat: nevrátí se",
  "inventory.values": "Hodnoty sloučené skladové karty",
  "inventory.old": "Ponechat dosavadní hodnoty karty",
  "inventory.new": "Převzít hodnoty položky",
  "inventory.quantity": "Množství (nejvýše {count})",
  "inventory.price": "Jednotková cena",
  "inventory.description": "Popis",
  "inventory.condition": "Stav",
  "inventory.next": "Další",
  "inventory.back": "Zpět",
  "inventory.bad-quantity": "Zadejte prosím celé číslo od 1 do {count}.",
  "inventory.bad-price": "Zadejte prosím cenu, například {amount}.",
  "inventory.ready": "Tyto položky se po potvrzení vrátí na sklad.",
  "inventory.none": "Žádná položka se nevrací.",
} satisfies TextTable;
