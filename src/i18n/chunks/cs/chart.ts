// Made from src/i18n/messages/ by `npm run texts`.
import type { TextTable } from '../../part.ts';

export default {
  "chart.reason": "Důvod",
  "chart.total": "Celkem",
  "chart.others": "Ostatní",
  "chart.none": "Zatím není co počítat.",
  "chart.failed": "Důvody teď nelze načíst.",
} satisfies TextTable;
