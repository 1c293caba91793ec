// Made from src/i18n/messages/ by `npm run texts`.
import type { TextTable } from '../../part.ts';

export default {
  "chart.reason": "原因",
  "chart.total": "合计",
  "chart.others": "其他",
  "chart.none": "还没有可统计的内容。",
  "chart.failed": "目前无法加载原因。",
} satisfies TextTable;
