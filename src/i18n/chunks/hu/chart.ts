// Made from src/i18n/messages/ by `npm run texts`.
import type { TextTable } from '../../part.ts';

export default {
  "chart.reason": "Indok",
  "chart.total": "Összesen",
  "chart.others": "Egyéb",
  "chart.none": "Még nincs mit számolni.",
  "chart.failed": "Az indokok jelenleg nem tölthetők be.",
} satisfies TextTable;
