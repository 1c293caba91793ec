// Made from src/i18n/messages/ by `npm run texts`.
import type { TextTable } from '../../part.ts';

export default {
  "chart.reason": "Причина",
  "chart.total": "Усього",
  "chart.others": "Інші",
  "chart.none": "Рахувати ще нічого.",
  "chart.failed": "Причини зараз неможливо завантажити.",
} satisfies TextTable;
