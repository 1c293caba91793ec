// Made from src/i18n/messages/ by `npm run texts`.
import type { LoadTexts } from '../part.ts';

export default {
  "ar": {
    "button": () => import('./ar/button.ts'),
    "dialog": () => import('./ar/dialog.ts'),
    "codes": () => import('./ar/codes.ts'),
    "choices": () => import('./ar/choices.ts'),
    "story": () => import('./ar/story.ts'),
    "lookup": () => import('./ar/lookup.ts'),
    "queue": () => import('./ar/queue.ts'),
    "inventory": () => import('./ar/inventory.ts'),
    "record": () => import('./ar/record.ts'),
    "packet": () => import('./ar/packet.ts'),
    "letters": () => import('./ar/letters.ts'),
    "withdrawals": () => import('./ar/withdrawals.ts'),
    "chart": () => import('./ar/chart.ts'),
    "policy": () => import('./ar/policy.ts'),
  },
  "de": {
    "button": () => import('./de/button.ts'),
    "dialog": () => import('./de/dialog.ts'),
    "codes": () => import('./de/codes.ts'),
    "choices": () => import('./de/choices.ts'),
    "story": () => import('./de/story.ts'),
    "lookup": () => import('./de/lookup.ts'),
    "queue": () => import('./de/queue.ts'),
    "inventory": () => import('./de/inventory.ts'),
    "record": () => import('./de/record.ts'),
    "packet": () => import('./de/packet.ts'),
    "letters": () => import('./de/letters.ts'),
    "withdrawals": () => import('./de/withdrawals.ts'),
    "chart": () => import('./de/chart.ts'),
    "policy": () => import('./de/policy.ts'),
  },
} satisfies Record<string, Record<string, LoadTexts>>;
