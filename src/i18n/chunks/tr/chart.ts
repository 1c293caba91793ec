// Made from src/i18n/messages/ by `npm run texts`.
import type { TextTable } from '../../part.ts';

export default {
  "chart.reason": "Neden",
  "chart.total": "Toplam",
  "chart.others": "Diğerleri",
  "chart.none": "Henüz sayılacak bir şey yok.",
  "chart.failed": "Nedenler şu anda yüklenemiyor.",
} satisfies TextTable;
