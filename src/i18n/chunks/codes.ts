// Made from src/i18n/messages/ by `npm run texts`.
import type { Part } from '../part.ts';

export default { file: "codes", english: () => import('./en/codes.ts') } satisfies Part;
