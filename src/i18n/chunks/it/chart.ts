// Made from src/i18n/messages/ by `npm run texts`.
import type { TextTable } from '../../part.ts';

export default {
  "chart.reason": "Motivo",
  "chart.total": "In tutto",
  "chart.others": "Altri",
  "chart.none": "Non c’è ancora nulla da contare.",
  "chart.failed": "In questo momento non è possibile caricare i motivi.",
} satisfies TextTable;
