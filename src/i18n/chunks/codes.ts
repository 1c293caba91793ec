// Made from src/i18n/messages/ by `npm run texts`.
import type { Part } from '../part.ts';

export default {
  "ar": () => import('./ar/codes.ts'),
  "de": () => import('./de/codes.ts'),
  "en": () => import('./en/codes.ts'),
} satisfies Part;
