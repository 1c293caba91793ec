// Made from src/i18n/messages/ by `npm run texts`.
import type { Part } from '../part.ts';

export default {
  "ar": () => import('./ar/packet.ts'),
  "de": () => import('./de/packet.ts'),
  "en": () => import('./en/packet.ts'),
} satisfies Part;
