// Made from src/i18n/messages/ by `npm run texts`.
import type { TextTable } from '../../part.ts';

export default {
  "chart.reason": "Razlog",
  "chart.total": "Ukupno",
  "chart.others": "Ostalo",
  "chart.none": "Još nema ničega za brojenje.",
  "chart.failed": "Razlozi se trenutačno ne mogu učitati.",
} satisfies TextTable;
