// Made from src/i18n/messages/ by `npm run texts`.
import type { Part } from '../part.ts';

export default {
  "ar": () => import('./ar/letters.ts'),
  "de": () => import('./de/letters.ts'),
  "en": () => import('./en/letters.ts'),
} satisfies Part;
