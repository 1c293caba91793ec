// Made from src/i18n/messages/ by `npm run texts`.
import type { Part } from '../part.ts';

export default {
  "ar": () => import('./ar/shared.ts'),
  "de": () => import('./de/shared.ts'),
  "en": () => import('./en/shared.ts'),
} satisfies Part;
