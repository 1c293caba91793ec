// Made from src/i18n/messages/ by `npm run texts`.
import type { TextTable } from '../../part.ts';

export default {
  "chart.reason": "Grunn",
  "chart.total": "I alt",
  "chart.others": "Andre",
  "chart.none": "Det er ikke noe å telle ennå.",
  "chart.failed": "Grunnene kan ikke lastes inn akkurat nå.",
} satisfies TextTable;
