// Made from src/i18n/messages/ by `npm run texts`.
import type { TextTable } from '../../part.ts';

export default {
  "chart.reason": "Iemesls",
  "chart.total": "Pavisam",
  "chart.others": "Citi",
  "chart.none": "Vēl nav, ko skaitīt.",
  "chart.failed": "Iemeslus pašlaik nevar ielādēt.",
} satisfies TextTable;
