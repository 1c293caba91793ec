// Made from src/i18n/messages/ by `npm run texts`.
import type { TextTable } from '../../part.ts';

export default {
  "chart.reason": "Grund",
  "chart.total": "Insgesamt",
  "chart.others": "Weitere",
  "chart.none": "Noch gibt es nichts zu zählen.",
  "chart.failed": "Die Gründe lassen sich gerade nicht laden.",
} satisfies TextTable;
