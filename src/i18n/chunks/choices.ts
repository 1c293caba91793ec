// Made from src/i18n/messages/ by `npm run texts`.
import type { Part } from '../part.ts';

export default { file: "choices", english: () => import('./en/choices.ts') } satisfies Part;
