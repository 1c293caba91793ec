// Made from src/i18n/messages/ by `npm run texts`.
import type { Part } from '../part.ts';

export default { file: "button", english: () => import('./en/details.ts') } satisfies Part;
