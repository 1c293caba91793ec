// Made from src/i18n/messages/ by `npm run texts`.
import type { Part } from '../part.ts';

export default {
  "ar": () => import('./ar/queue.ts'),
  "de": () => import('./de/queue.ts'),
  "en": () => import('./en/queue.ts'),
} satisfies Part;
