// Made from src/i18n/messages/ by `npm run texts`.
import type { TextTable } from '../../part.ts';

export default {
  "chart.reason": "Lý do",
  "chart.total": "Tổng cộng",
  "chart.others": "Khác",
  "chart.none": "Chưa có gì để đếm.",
  "chart.failed": "Hiện không thể tải các lý do.",
} satisfies TextTable;
