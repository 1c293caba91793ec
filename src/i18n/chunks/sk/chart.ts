// Made from src/i18n/messages/ by `npm run texts`.
import type { TextTable } from '../../part.ts';

export default {
  "chart.reason": "Dôvod",
  "chart.total": "Spolu",
  "chart.others": "Ostatné",
  "chart.none": "Zatiaľ nie je čo počítať.",
  "chart.failed": "Dôvody teraz nemožno načítať.",
} satisfies TextTable;
