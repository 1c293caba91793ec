// Made from src/i18n/messages/ by `npm run texts`.
import type { Part } from '../part.ts';

export default { file: "record", english: () => import('./en/record.ts') } satisfies Part;
