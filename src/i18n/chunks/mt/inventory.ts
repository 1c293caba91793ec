// Made from src/i18n/messages/ by `npm run texts`.
import type { TextTable } from '../../part.ts';

export default {
  "inventory.step": "Pass {step} minn {count}",
  "inventory.options": "Agħżel kif jingħaqdu",
  "inventory.edit": "Editja l-oġġetti",
  "inventory.verify": "Ivverifika l-oġġetti",
  "inventory.upload": "Tella’ l-oġġetti fl-inventarju u kkanċella l-ordni",
  "inventory.one-step": "Ikkanċella mingħajr editjar",
  "inventory.one-step-hint": "L-oġġetti jingħaqdu mal-lottijiet tiegħek; il-lottijiet iżommu l-valuri l-qodma.",
  "inventory.action": "X’isir mill-oġġett",
  "inventory.consolidate": "Għaqqad mal-lott tal-istess oġġett",
  "inventory.new-lot": "Oħloq lott ġdid",
  "inventory.delete": "Ħassar: ma jmurx lura",
  "inventory.values": "Valuri tal-lott magħqud",
  "inventory.old": "Żomm il-valuri l-qodma tal-lott",
  "inventory.new": "Uża l-valuri tal-oġġett",
  "inventory.quantity": "Kwantità (massimu {count})",
  "inventory.price": "Prezz għal kull wieħed",
  "inventory.description": "Deskrizzjoni",
  "inventory.condition": "Kundizzjoni",
  "inventory.next": "Li jmiss",
  "inventory.back": "Lura",
  "inventory.bad-quantity": "Daħħal numru sħiħ minn 1 sa {count}.",
  "inventory.bad-price": "Daħħal prezz bħal {amount}.",
  "inventory.ready": "Dawn l-oġġetti jmorru lura meta tikkonferma.",
  "inventory.none": "L-ebda oġġett ma jmur lura.",
} satisfies TextTable;
