// Made from src/i18n/messages/ by `npm run texts`.
import type { Part } from '../part.ts';

export default { file: "story", english: () => import('./en/story.ts') } satisfies Part;
