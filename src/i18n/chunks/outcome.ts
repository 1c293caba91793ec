// Made from src/i18n/messages/ by `npm run texts`.
import type { Part } from '../part.ts';

export default {
  "ar": () => import('./ar/dialog.ts'),
  "de": () => import('./de/dialog.ts'),
  "en": () => import('./en/outcome.ts'),
} satisfies Part;
