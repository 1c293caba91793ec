// Made from src/i18n/messages/ by `npm run texts`.
import type { TextTable } from '../../part.ts';

export default {
  "chart.reason": "Priežastis",
  "chart.total": "Iš viso",
  "chart.others": "Kitos",
  "chart.none": "Dar nėra ką skaičiuoti.",
  "chart.failed": "Šiuo metu priežasčių įkelti nepavyksta.",
} satisfies TextTable;
