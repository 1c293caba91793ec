// Made from src/i18n/messages/ by `npm run texts`.
import type { TextTable } from '../../part.ts';

export default {
  "chart.reason": "Cúis",
  "chart.total": "San iomlán",
  "chart.others": "Eile",
  "chart.none": "Níl aon rud le comhaireamh fós.",
  "chart.failed": "Ní féidir na cúiseanna a lódáil faoi láthair.",
} satisfies TextTable;
