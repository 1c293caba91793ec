// Made from src/i18n/messages/ by `npm run texts`.
import type { TextTable } from '../../part.ts';

export default {
  "chart.reason": "原因",
  "chart.total": "合計",
  "chart.others": "其他",
  "chart.none": "目前沒有可統計的資料。",
  "chart.failed": "目前無法載入原因。",
} satisfies TextTable;
