// Made from src/i18n/messages/ by `npm run texts`.
import type { TextTable } from '../../part.ts';

export default {
  "chart.reason": "Raġuni",
  "chart.total": "B’kollox",
  "chart.others": "Oħrajn",
  "chart.none": "Għad m’hemm xejn x’jingħadd.",
  "chart.failed": "Ir-raġunijiet ma jistgħux jitgħabbew bħalissa.",
} satisfies TextTable;
