// Made from src/i18n/messages/ by `npm run texts`.
import type { TextTable } from '../../part.ts';

export default {
  "inventory.step": "{step}. solis no {count}",
  "inventory.options": "Izvēlieties apvienošanas veidu",
  "inventory.edit": "Labot preces",
  "inventory.verify": "Pārbaudīt preces",
  "inventory.upload": "Ielikt preces krājumos un atcelt pasūtījumu",
  "inventory.one-step": "Atcelt bez labošanas",
  "inventory.one-step-hint": "Preces tiek apvienotas ar Jūsu partijām; partijas saglabā iepriekšējās vērtības.",
  "inventory.action": "Kas ar to notiek",
  "inventory.consolidate": "Apvienot ar tās pašas preces partiju",
  "inventory.new-lot": "Izveidot jaunu partiju",
  "inventory.delete": "Dzēst: neatgriežas",
  "inventory.values": "Apvienotās partijas vērtības",
  "inventory.old": "Paturēt partijas iepriekšējās vērtības",
  "inventory.new": "Izmantot preces vērtības",
  "inventory.quantity": "Daudzums (ne vairāk kā {count})",
  "inventory.price": "Vienības cena",
  "inventory.description": "Apraksts",
  "inventory.condition": "Stāvoklis",
  "inventory.next": "Tālāk",
  "inventory.back": "Atpakaļ",
  "inventory.bad-quantity": "Lūdzu, ievadiet veselu skaitli no 1 līdz {count}.",
  "inventory.bad-price": "Lūdzu, ievadiet cenu, piemēram, {amount}.",
  "inventory.ready": "Šīs preces atgriezīsies, kad apstiprināsiet.",
  "inventory.none": "Neviena prece neatgriežas.",
} satisfies TextTable;
