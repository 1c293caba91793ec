// Made from src/i18n/messages/ by `npm run texts`.
import type { TextTable } from '../../part.ts';

export default {
  "chart.reason": "Reden",
  "chart.total": "In totaal",
  "chart.others": "Overige",
  "chart.none": "Er valt nog niets te tellen.",
  "chart.failed": "De redenen kunnen nu niet worden geladen.",
} satisfies TextTable;
