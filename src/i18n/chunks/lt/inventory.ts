// Made from src/i18n/messages/ by `npm run texts`.
import type { TextTable } from '../../part.ts';

export default {
  "inventory.step": "{step} žingsnis iš {count}",
  "inventory.options": "Pasirinkti sujungimo būdą",
  "inventory.edit": "Redaguoti prekes",
  "inventory.verify": "Patikrinti prekes",
  "inventory.upload": "Įkelti prekes į atsargas ir atšaukti užsakymą",
  "inventory.one-step": "Atšaukti neredaguojant",
  "inventory.one-step-hint": "Prekės sujungiamos su Jūsų partijomis; partijos išlaiko senas reikšmes.",
  "inventory.action": "Kas bus su preke",
  "inventory.consolidate": "Sujungti su tos pačios prekės partija",
  "inventory.new-lot": "Sukurti naują partiją",
  "inventory.delete": "Ištrinti: negrįžta",
  "inventory.values": "Sujungtos partijos reikšmės",
  "inventory.old": "Palikti senas partijos reikšmes",
  "inventory.new": "Naudoti prekės reikšmes",
  "inventory.quantity": "Kiekis (daugiausia {count})",
  "inventory.price": "Vieneto kaina",
  "inventory.description": "Aprašymas",
  "inventory.condition": "Būklė",
  "inventory.next": "Toliau",
  "inventory.back": "Atgal",
  "inventory.bad-quantity": "Įveskite sveikąjį skaičių nuo 1 iki {count}.",
  "inventory.bad-price": "Įveskite kainą, pavyzdžiui, {amount}.",
  "inventory.ready": "Šios prekės grįš, kai patvirtinsite.",
  "inventory.none": "Jokia prekė negrįžta.",
} satisfies TextTable;
