// Made from src/i18n/messages/ by `npm run texts`.
import type { Part } from '../part.ts';

export default { file: "dialog", english: () => import('./en/dialog.ts') } satisfies Part;
