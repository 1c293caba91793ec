// Made from src/i18n/messages/ by `npm run texts`.
import type { TextTable } from '../../part.ts';

export default {
  "chart.reason": "Powód",
  "chart.total": "Łącznie",
  "chart.others": "Inne",
  "chart.none": "Nie ma jeszcze czego liczyć.",
  "chart.failed": "Powodów nie można teraz wczytać.",
} satisfies TextTable;
