// Made from src/i18n/messages/ by `npm run texts`.
import type { Part } from '../part.ts';
import english from './en/button.ts';

export default { file: "button", english: async () => ({ default: english }) } satisfies Part;
