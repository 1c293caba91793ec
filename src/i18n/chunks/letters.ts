// Made from src/i18n/messages/ by `npm run texts`.
import type { Part } from '../part.ts';

export default { file: "letters", english: () => import('./en/letters.ts') } satisfies Part;
