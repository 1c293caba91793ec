// Made from src/i18n/messages/ by `npm run texts`.
import type { TextTable } from '../../part.ts';

export default {
  "chart.reason": "Põhjus",
  "chart.total": "Kokku",
  "chart.others": "Muud",
  "chart.none": "Veel ei ole midagi loendada.",
  "chart.failed": "Põhjuseid ei saa praegu laadida.",
} satisfies TextTable;
