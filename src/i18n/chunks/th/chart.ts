// Made from src/i18n/messages/ by `npm run texts`.
import type { TextTable } from '../../part.ts';

export default {
  "chart.reason": "เหตุผล",
  "chart.total": "รวม",
  "chart.others": "อื่นๆ",
  "chart.none": "ยังไม่มีอะไรให้นับ",
  "chart.failed": "ขณะนี้โหลดเหตุผลไม่ได้",
} satisfies TextTable;
