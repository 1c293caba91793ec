// Made from src/i18n/messages/ by `npm run texts`.
import type { Part } from '../part.ts';

export default { file: "withdrawals", english: () => import('./en/withdrawals.ts') } satisfies Part;
