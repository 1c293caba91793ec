// Made from src/i18n/messages/ by `npm run texts`.
import type { Part } from '../part.ts';

export default {
  "ar": () => import('./ar/inventory.ts'),
  "de": () => import('./de/inventory.ts'),
  "en": () => import('./en/inventory.ts'),
} satisfies Part;
