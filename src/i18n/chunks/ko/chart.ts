// Made from src/i18n/messages/ by `npm run texts`.
import type { TextTable } from '../../part.ts';

export default {
  "chart.reason": "사유",
  "chart.total": "전체",
  "chart.others": "기타",
  "chart.none": "아직 집계할 내용이 없습니다.",
  "chart.failed": "지금은 사유를 불러올 수 없습니다.",
} satisfies TextTable;
