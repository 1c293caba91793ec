// Made from src/i18n/messages/ by `npm run texts`.
import type { TextTable } from '../../part.ts';

export default {
  "chart.reason": "السبب",
  "chart.total": "المجموع",
  "chart.others": "أسباب أخرى",
  "chart.none": "لا يوجد ما يُحصى بعد.",
  "chart.failed": "يتعذر تحميل الأسباب الآن.",
} satisfies TextTable;
