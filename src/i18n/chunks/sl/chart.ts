// Made from src/i18n/messages/ by `npm run texts`.
import type { TextTable } from '../../part.ts';

export default {
  "chart.reason": "Razlog",
  "chart.total": "Skupaj",
  "chart.others": "Drugo",
  "chart.none": "Ničesar še ni za šteti.",
  "chart.failed": "Razlogov trenutno ni mogoče naložiti.",
} satisfies TextTable;
