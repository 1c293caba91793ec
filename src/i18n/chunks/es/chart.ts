// Made from src/i18n/messages/ by `npm run texts`.
import type { TextTable } from '../../part.ts';

export default {
  "chart.reason": "Motivo",
  "chart.total": "En total",
  "chart.others": "Otros",
  "chart.none": "Aún no hay nada que contar.",
  "chart.failed": "Los motivos no se pueden cargar en este momento.",
} satisfies TextTable;
