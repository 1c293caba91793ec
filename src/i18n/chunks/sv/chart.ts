// Made from src/i18n/messages/ by `npm run texts`.
import type { TextTable } from '../../part.ts';

export default {
  "chart.reason": "Anledning",
  "chart.total": "Totalt",
  "chart.others": "Övriga",
  "chart.none": "Det finns inget att räkna än.",
  "chart.failed": "Det går inte att ladda anledningarna just nu.",
} satisfies TextTable;
