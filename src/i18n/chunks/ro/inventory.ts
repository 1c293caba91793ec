// Made from src/i18n/messages/ by `npm run texts`.
import type { TextTable } from '../../part.ts';

export default {
  "inventory.step": "Pasul {step} din {count}",
  "inventory.options": "Alegeți opțiunile de comasare",
  "inventory.edit": "Editați produsele",
  "inventory.verify": "Verificați produsele",
  "inventory.upload": "Încărcați produsele în inventar și anulați comanda",
  "inventory.one-step": "Anulați fără editare",
  "inventory.one-step-hint": "Produsele se comasează cu loturile dumneavoastră; loturile își păstrează valorile vechi.",
  "inventory.action": "Ce se întâmplă cu produsul",
  "inventory.consolidate": "Comasați cu lotul aceluiași produs",
  "inventory.new-lot": "Creați un lot nou",
  "inventory.delete": "Ștergeți: nu revine în stoc",
  "inventory.values": "Valorile lotului comasat",
  "inventory.old": "Păstrați valorile vechi ale lotului",
  "inventory.new": "Preluați valorile produsului",
  "inventory.quantity": "Cantitate (maximum {count})",
  "inventory.price": "Preț unitar",
  "inventory.description": "Descriere",
  "inventory.condition": "Stare",
  "inventory.next": "Înainte",
  "inventory.back": "Înapoi",
  "inventory.bad-quantity": "Introduceți un număr întreg de la 1 la {count}.",
  "inventory.bad-price": "Introduceți un preț, de exemplu {amount}.",
  "inventory.ready": "Aceste produse revin în stoc când confirmați.",
  "inventory.none": "Niciun produs nu revine în stoc.",
} satisfies TextTable;
