// Made from src/i18n/messages/ by `npm run texts`.
import type { TextTable } from '../../part.ts';

export default {
  "chart.reason": "理由",
  "chart.total": "合計",
  "chart.others": "その他",
  "chart.none": "集計できるものはまだありません。",
  "chart.failed": "現在、理由を読み込めません。",
} satisfies TextTable;
