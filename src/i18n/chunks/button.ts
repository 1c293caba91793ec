// Made from src/i18n/messages/ by `npm run texts`.
import type { Part } from '../part.ts';

export default {
  "ar": () => import('./ar/button.ts'),
  "de": () => import('./de/button.ts'),
  "en": () => import('./en/button.ts'),
} satisfies Part;
