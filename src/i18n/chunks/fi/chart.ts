// Made from src/i18n/messages/ by `npm run texts`.
import type { TextTable } from '../../part.ts';

export default {
  "chart.reason": "Syy",
  "chart.total": "Yhteensä",
  "chart.others": "Muut",
  "chart.none": "Laskettavaa ei vielä ole.",
  "chart.failed": "Syitä ei voi juuri nyt ladata.",
} satisfies TextTable;
