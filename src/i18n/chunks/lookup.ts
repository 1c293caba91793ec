// Made from src/i18n/messages/ by `npm run texts`.
import type { Part } from '../part.ts';

export default { file: "lookup", english: () => import('./en/lookup.ts') } satisfies Part;
