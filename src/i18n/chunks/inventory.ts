// Made from src/i18n/messages/ by `npm run texts`.
import type { Part } from '../part.ts';

export default { file: "inventory", english: () => import('./en/inventory.ts') } satisfies Part;
