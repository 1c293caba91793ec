// Made from src/i18n/messages/ by `npm run texts`.
import type { TextTable } from '../../part.ts';

export default {
  "inventory.step": "Korak {step} od {count}",
  "inventory.options": "Odaberite način spajanja",
  "inventory.edit": "Uredi artikle",
  "inventory.verify": "Provjeri artikle",
  "inventory.upload": "Prenesi artikle na zalihu i otkaži narudžbu",
  "inventory.one-step": "Otkaži bez uređivanja",
  "inventory.one-step-hint": "Artikli se spajaju s Vašim partijama; partije zadržavaju stare vrijednosti.",
  "inventory.action": "Što se s njim događa",
  "inventory.consolidate": "Spoji s partijom istog artikla",
  "inventory.new-lot": "Napravi novu partiju",
  "inventory.delete": "Izbriši: ne vraća se",
  "inventory.values": "Vrijednosti spojene partije",
  "inventory.old": "Zadrži stare vrijednosti partije",
  "inventory.new": "Preuzmi vrijednosti artikla",
  "inventory.quantity": "Količina (najviše {count})",
  "inventory.price": "Jedinična cijena",
  "inventory.description": "Opis",
  "inventory.condition": "Stanje",
  "inventory.next": "Dalje",
  "inventory.back": "Natrag",
  "inventory.bad-quantity": "Unesite cijeli broj od 1 do {count}.",
  "inventory.bad-price": "Unesite cijenu, na primjer {amount}.",
  "inventory.ready": "Ovi se artikli vraćaju kada potvrdite.",
  "inventory.none": "Nijedan se artikl ne vraća.",
} satisfies TextTable;
