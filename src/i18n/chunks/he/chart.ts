// Made from src/i18n/messages/ by `npm run texts`.
import type { TextTable } from '../../part.ts';

export default {
  "chart.reason": "סיבה",
  "chart.total": "סך הכול",
  "chart.others": "אחרות",
  "chart.none": "עדיין אין מה לספור.",
  "chart.failed": "לא ניתן לטעון את הסיבות כרגע.",
} satisfies TextTable;
