// Made from src/i18n/messages/ by `npm run texts`.
import type { Part } from '../part.ts';

export default {
  "ar": () => import('./ar/story.ts'),
  "de": () => import('./de/story.ts'),
  "en": () => import('./en/story.ts'),
} satisfies Part;
