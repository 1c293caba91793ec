// Made from src/i18n/messages/ by `npm run texts`.
import type { TextTable } from '../../part.ts';

export default {
  "chart.reason": "Grund",
  "chart.total": "I alt",
  "chart.others": "Andre",
  "chart.none": "Der er ikke noget at tælle endnu.",
  "chart.failed": "Grundene kan ikke indlæses lige nu.",
} satisfies TextTable;
