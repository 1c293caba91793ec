// Made from src/i18n/messages/ by `npm run texts`.
import type { Part } from '../part.ts';

export default { file: "policy", english: () => import('./en/policy.ts') } satisfies Part;
