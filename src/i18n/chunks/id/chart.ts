// Made from src/i18n/messages/ by `npm run texts`.
import type { TextTable } from '../../part.ts';

export default {
  "chart.reason": "Alasan",
  "chart.total": "Keseluruhan",
  "chart.others": "Lainnya",
  "chart.none": "Belum ada yang dapat dihitung.",
  "chart.failed": "Alasan sedang tidak dapat dimuat.",
} satisfies TextTable;
