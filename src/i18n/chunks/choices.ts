// Made from src/i18n/messages/ by `npm run texts`.
import type { Part } from '../part.ts';

export default {
  "ar": () => import('./ar/choices.ts'),
  "de": () => import('./de/choices.ts'),
  "en": () => import('./en/choices.ts'),
} satisfies Part;
