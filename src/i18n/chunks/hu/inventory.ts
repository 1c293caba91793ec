// Made from src/i18n/messages/ by `npm run texts`.
import type { TextTable } from '../../part.ts';

export default {
  "inventory.step": "Lépés: {step} / {count}",
  "inventory.options": "Összevonási lehetőségek kiválasztása",
  "inventory.edit": "Termékek szerkesztése",
  "inventory.verify": "Termékek ellenőrzése",
  "inventory.upload": "Termékek feltöltése a készletbe és a rendelés lemondása",
  "inventory.one-step": "Lemondás szerkesztés nélkül",
  "inventory.one-step-hint": "A termékek összevonódnak az Ön készlettételeivel; a tételek megtartják régi értékeiket.",
  "inventory.action": "Mi történjen vele",
  "inventory.consolidate": "Összevonás ugyanazon termék készlettételével",
  "inventory.new-lot": "Új készlettétel létrehozása",
  "inventory.delete": "Törlés: nem kerül vissza",
  "inventory.values": "Az összevont tétel értékei",
  "inventory.old": "A tétel régi értékeinek megtartása",
  "inventory.new": "A termék értékeinek átvétele",
  "inventory.quantity": "Mennyiség (legfeljebb {count})",
  "inventory.price": "Egységár",
  "inventory.description": "Leírás",
  "inventory.condition": "Állapot",
  "inventory.next": "Tovább",
  "inventory.back": "Vissza",
  "inventory.bad-quantity": "Adjon meg egy egész számot 1 és {count} között.",
  "inventory.bad-price": "Adjon meg egy árat, például: {amount}.",
  "inventory.ready": "Ezek a termékek a megerősítéskor visszakerülnek.",
  "inventory.none": "Egyetlen termék sem kerül vissza.",
} satisfies TextTable;
