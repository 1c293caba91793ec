// Made from src/i18n/messages/ by `npm run texts`.
import type { TextTable } from '../../part.ts';

export default {
  "chart.reason": "Λόγος",
  "chart.total": "Συνολικά",
  "chart.others": "Άλλοι",
  "chart.none": "Δεν υπάρχει ακόμη κάτι να μετρηθεί.",
  "chart.failed": "Οι λόγοι δεν μπορούν να φορτωθούν αυτή τη στιγμή.",
} satisfies TextTable;
