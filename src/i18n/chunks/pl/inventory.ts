// Made from src/i18n/messages/ by `npm run texts`.
import type { TextTable } from '../../part.ts';

export default {
  "inventory.step": "Krok {step} z {count}",
  "inventory.options": "Wybór sposobu łączenia",
  "inventory.edit": "Edycja towarów",
  "inventory.verify": "Weryfikacja towarów",
  "inventory.upload": "Przenieś towary do magazynu i anuluj zamówienie",
  "inventory.one-step": "Anuluj bez edycji",
  "inventory.one-step-hint": "Towary zostaną połączone z Państwa partiami; partie zachowają dotychczasowe wartości.",
  "inventory.action": "Co się z nim stanie",
  "inventory.consolidate": "Połącz z partią tego samego towaru",
  "inventory.new-lot": "Utwórz nową partię",
  "inventory.delete": "Usuń: nie wraca",
  "inventory.values": "Wartości połączonej partii",
  "inventory.old": "Zachowaj dotychczasowe wartości partii",
  "inventory.new": "Przyjmij wartości towaru",
  "inventory.quantity": "Ilość (najwyżej {count})",
  "inventory.price": "Cena jednostkowa",
  "inventory.description": "Opis",
  "inventory.condition": "Stan",
  "inventory.next": "Dalej",
  "inventory.back": "Wstecz",
  "inventory.bad-quantity": "Proszę wpisać liczbę całkowitą od 1 do {count}.",
  "inventory.bad-price": "Proszę wpisać cenę, np. {amount}.",
  "inventory.ready": "Te towary wrócą po potwierdzeniu.",
  "inventory.none": "Żaden towar nie wraca.",
} satisfies TextTable;
