// Made from src/i18n/messages/ by `npm run texts`.
import type { TextTable } from '../../part.ts';

export default {
  "chart.reason": "Reason",
  "chart.total": "In all",
  "chart.others": "Others",
  "chart.none": "There is nothing to count yet.",
  "chart.failed": "The reasons cannot be loaded right now.",
} satisfies TextTable;
