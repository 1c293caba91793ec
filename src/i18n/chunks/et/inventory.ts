// Made from src/i18n/messages/ by `npm run texts`.
import type { TextTable } from '../../part.ts';

export default {
  "inventory.step": "Samm {step}/{count}",
  "inventory.options": "Valige liitmise võimalused",
  "inventory.edit": "Kaupade muutmine",
  "inventory.verify": "Kaupade kontrollimine",
  "inventory.upload": "Vii kaubad lattu ja tühista tellimus",
  "inventory.one-step": "Tühista ilma muutmata",
  "inventory.one-step-hint": "Kaubad liidetakse Teie partiidega; partiide vanad andmed jäävad alles.",
  "inventory.action": "Mis kaubast saab",
  "inventory.consolidate": "Liida sama kauba partiiga",
  "inventory.new-lot": "Loo uus partii",
  "inventory.delete": "Kustuta: tagasi ei lähe",
  "inventory.values": "Liidetud partii andmed",
  "inventory.old": "Jäta alles partii vanad andmed",
  "inventory.new": "Võta kauba andmed",
  "inventory.quantity": "Kogus (kuni {count})",
  "inventory.price": "Ühiku hind",
  "inventory.description": "Kirjeldus",
  "inventory.condition": "Seisund",
  "inventory.next": "Edasi",
  "inventory.back": "Tagasi",
  "inventory.bad-quantity": "Sisestage täisarv vahemikus 1 kuni {count}.",
  "inventory.bad-price": "Sisestage hind, näiteks {amount}.",
  "inventory.ready": "Need kaubad lähevad tagasi, kui kinnitate.",
  "inventory.none": "Ükski kaup ei lähe tagasi.",
} satisfies TextTable;
