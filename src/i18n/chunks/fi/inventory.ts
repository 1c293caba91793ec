// Made from src/i18n/messages/ by `npm run texts`.
import type { TextTable } from '../../part.ts';

export default {
  "inventory.step": "Vaihe {step}/{count}",
  "inventory.options": "Valitse yhdistämistapa",
  "inventory.edit": "Muokkaa tuotteita",
  "inventory.verify": "Tarkista tuotteet",
  "inventory.upload": "Siirrä tuotteet varastoon ja peruuta tilaus",
  "inventory.one-step": "Peruuta ilman muokkausta",
  "inventory.one-step-hint": "Tuotteet yhdistetään eriisi; erät säilyttävät vanhat arvonsa.",
  "inventory.action": "Mitä sille tehdään",
  "inventory.consolidate": "Yhdistä saman tuotteen erään",
  "inventory.new-lot": "Luo uusi erä",
  "inventory.delete": "Poista: ei palaa",
  "inventory.values": "Yhdistetyn erän arvot",
  "inventory.old": "Säilytä erän vanhat arvot",
  "inventory.new": "Käytä tuotteen arvoja",
  "inventory.quantity": "Määrä (enintään {count})",
  "inventory.price": "Yksikköhinta",
  "inventory.description": "Kuvaus",
  "inventory.condition": "Kunto",
  "inventory.next": "Seuraava",
  "inventory.back": "Takaisin",
  "inventory.bad-quantity": "Anna kokonaisluku väliltä 1–{count}.",
  "inventory.bad-price": "Anna hinta, esimerkiksi {amount}.",
  "inventory.ready": "Nämä tuotteet palaavat, kun vahvistat.",
  "inventory.none": "Yhtään tuotetta ei palaa.",
} satisfies TextTable;
