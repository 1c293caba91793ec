// Made from src/i18n/messages/ by `npm run texts`.
import type { TextTable } from '../../part.ts';

export default {
  "chart.reason": "Motivo",
  "chart.total": "Ao todo",
  "chart.others": "Outros",
  "chart.none": "Ainda não há nada para contar.",
  "chart.failed": "Neste momento não é possível carregar os motivos.",
} satisfies TextTable;
