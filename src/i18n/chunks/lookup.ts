// Made from src/i18n/messages/ by `npm run texts`.
import type { Part } from '../part.ts';

export default {
  "ar": () => import('./ar/lookup.ts'),
  "de": () => import('./de/lookup.ts'),
  "en": () => import('./en/lookup.ts'),
} satisfies Part;
