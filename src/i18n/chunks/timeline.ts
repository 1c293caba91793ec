// Made from src/i18n/messages/ by `npm run texts`.
import type { Part } from '../part.ts';

export default {
  "ar": () => import('./ar/record.ts'),
  "de": () => import('./de/record.ts'),
  "en": () => import('./en/timeline.ts'),
} satisfies Part;
