// Made from src/i18n/messages/ by `npm run texts`.
import type { TextTable } from '../../part.ts';

export default {
  "chart.reason": "Motif",
  "chart.total": "Au total",
  "chart.others": "Autres",
  "chart.none": "Il n’y a encore rien à compter.",
  "chart.failed": "Les motifs ne peuvent pas être chargés pour le moment.",
} satisfies TextTable;
