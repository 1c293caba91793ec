import button from './chunks/button.ts';
import codes from './chunks/codes.ts';
import details from './chunks/details.ts';
import dialog from './chunks/dialog.ts';
import form from './chunks/form.ts';
import { loadTexts } from './load-texts.ts';
import type { TextTable } from './part.ts';

/**
 * The texts of the dialog in a language. Where one of the `needed` keys is not among them, the words of the rarer codes come
 * along.
 */
export async function loadDialogTexts(tag: string, needed: readonly string[] = []): Promise<TextTable> {
  const texts = await loadTexts(tag, button, details, dialog, form);
  if (needed.every((key) => key in texts)) return texts;
  return { ...(await loadTexts(tag, codes)), ...texts };
}
