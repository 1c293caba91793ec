// Made from src/i18n/messages/ by `npm run texts`.
import type { TextTable } from '../../part.ts';

export default {
  "chart.reason": "कारण",
  "chart.total": "कुल मिलाकर",
  "chart.others": "अन्य",
  "chart.none": "अभी गिनने को कुछ नहीं है।",
  "chart.failed": "कारण अभी लोड नहीं हो सकते।",
} satisfies TextTable;
