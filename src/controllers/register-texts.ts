import { tellPage } from '../client/page-changes.ts';
import type { TextKey } from '../i18n/chunks/keys.ts';
import type { Text } from '../i18n/part.ts';
import { addWording } from '../i18n/texts.ts';

/**
 * Words texts in a page's own way, or adds a language that the package lacks: `registerTexts('en', { cancel: 'Cancel my order' })`.
 * `language`: BCP 47; `de` counts for `de-AT` too, unless that has its own. Keys without a text keep the package's, in a
 * language that it lacks its English. Where the words depend on a value, a text is a function of the values. Elements that
 * are on the page change at once.
 */
export function registerTexts(language: string, messages: Partial<Record<TextKey, Text>>): void {
  addWording(language, messages);
  tellPage();
}
