// Made from src/i18n/messages/ by `npm run texts`.
import type { TextTable } from '../../part.ts';

export default {
  "chart.reason": "Motiv",
  "chart.total": "În total",
  "chart.others": "Altele",
  "chart.none": "Încă nu este nimic de numărat.",
  "chart.failed": "Motivele nu pot fi încărcate momentan.",
} satisfies TextTable;
