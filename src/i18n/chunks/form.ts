// Made from src/i18n/messages/ by `npm run texts`.
import type { Part } from '../part.ts';

export default {
  "ar": () => import('./ar/form.ts'),
  "de": () => import('./de/form.ts'),
  "en": () => import('./en/form.ts'),
} satisfies Part;
