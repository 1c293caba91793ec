// Made from src/i18n/messages/ by `npm run texts`.
import type { TextTable } from '../../part.ts';

export default {
  "chart.reason": "Причина",
  "chart.total": "Общо",
  "chart.others": "Други",
  "chart.none": "Още няма какво да се брои.",
  "chart.failed": "В момента причините не могат да се заредят.",
} satisfies TextTable;
