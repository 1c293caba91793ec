// Made from src/i18n/messages/ by `npm run texts`.
import type { Part } from '../part.ts';

export default { file: "queue", english: () => import('./en/queue.ts') } satisfies Part;
