// Made from src/i18n/messages/ by `npm run texts`.
import type { Part } from '../part.ts';

export default { file: "packet", english: () => import('./en/packet.ts') } satisfies Part;
