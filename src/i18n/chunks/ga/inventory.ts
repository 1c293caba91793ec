// Made from src/i18n/messages/ by `npm run texts`.
import type { TextTable } from '../../part.ts';

export default {
  "inventory.step": "Céim {step} as {count}",
  "inventory.options": "Roghnaigh an comhdhlúthú",
  "inventory.edit": "Cuir earraí in eagar",
  "inventory.verify": "Seiceáil earraí",
  "inventory.upload": "Cuir na hearraí sa stoc agus cealaigh an t-ordú",
  "inventory.one-step": "Cealaigh gan eagarthóireacht",
  "inventory.one-step-hint": "Comhdhlúthaítear na hearraí le do bhaisceanna; coinníonn na baisceanna a seanluachanna.",
  "inventory.action": "Cad a tharlaíonn dó",
  "inventory.consolidate": "Comhdhlúthaigh le baisc an earra chéanna",
  "inventory.new-lot": "Déan baisc nua",
  "inventory.delete": "Scrios: ní théann sé ar ais",
  "inventory.values": "Luachanna na baisce comhdhlúite",
  "inventory.old": "Coinnigh seanluachanna na baisce",
  "inventory.new": "Glac luachanna an earra",
  "inventory.quantity": "Cainníocht ({count} ar a mhéad)",
  "inventory.price": "Praghas aonaid",
  "inventory.description": "Cur síos",
  "inventory.condition": "Bail",
  "inventory.next": "Ar aghaidh",
  "inventory.back": "Siar",
  "inventory.bad-quantity": "Iontráil slánuimhir ó 1 go {count}.",
  "inventory.bad-price": "Iontráil praghas, mar shampla {amount}.",
  "inventory.ready": "Téann na hearraí seo ar ais nuair a dhearbhaíonn tú.",
  "inventory.none": "Ní théann aon earra ar ais.",
} satisfies TextTable;
