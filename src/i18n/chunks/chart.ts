// Made from src/i18n/messages/ by `npm run texts`.
import type { Part } from '../part.ts';

export default { file: "chart", english: () => import('./en/chart.ts') } satisfies Part;
