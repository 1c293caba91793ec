// Made from src/i18n/messages/ by `npm run texts`.
import type { TextTable } from '../part.ts';
import letters_ar from './ar/letters.ts';
import dialog_ar from './ar/dialog.ts';
import codes_ar from './ar/codes.ts';
import letters_de from './de/letters.ts';
import dialog_de from './de/dialog.ts';
import codes_de from './de/codes.ts';
import letters_en from './en/letters.ts';
import dialog_en from './en/dialog.ts';
import codes_en from './en/codes.ts';

export default {
  "ar": { ...letters_ar, ...dialog_ar, ...codes_ar },
  "de": { ...letters_de, ...dialog_de, ...codes_de },
  "en": { ...letters_en, ...dialog_en, ...codes_en },
} satisfies Record<string, TextTable>;
