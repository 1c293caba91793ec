// Made from src/i18n/messages/ by `npm run texts`.
import type { TextTable } from '../../part.ts';

export default {
  "inventory.step": "Passaggio {step} di {count}",
  "inventory.options": "Scelga come accorpare",
  "inventory.edit": "Modifica articoli",
  "inventory.verify": "Verifica articoli",
  "inventory.upload": "Carica gli articoli in inventario e annulla l’ordine",
  "inventory.one-step": "Annulla senza modificare",
  "inventory.one-step-hint": "Gli articoli vengono accorpati ai Suoi lotti; i lotti mantengono i valori attuali.",
  "inventory.action": "Che cosa farne",
  "inventory.consolidate": "Accorpa al lotto dello stesso articolo",
  "inventory.new-lot": "Crea un nuovo lotto",
  "inventory.delete": "Elimina: non torna",
  "inventory.values": "Valori del lotto accorpato",
  "inventory.old": "Mantieni i valori attuali del lotto",
  "inventory.new": "Usa i valori dell’articolo",
  "inventory.quantity": "Quantità (al massimo {count})",
  "inventory.price": "Prezzo unitario",
  "inventory.description": "Descrizione",
  "inventory.condition": "Condizioni",
  "inventory.next": "Avanti",
  "inventory.back": "Indietro",
  "inventory.bad-quantity": "Inserisca un numero intero da 1 a {count}.",
  "inventory.bad-price": "Inserisca un prezzo, ad esempio {amount}.",
  "inventory.ready": "Questi articoli tornano quando Lei conferma.",
  "inventory.none": "Nessun articolo torna.",
} satisfies TextTable;
