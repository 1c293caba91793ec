import { tellElements } from '../../controllers/surroundings.ts';
import type { TextKey, TextValues } from '../../i18n/chunks/keys.ts';
import type { TextTable } from '../../i18n/part.ts';
import { addWording } from '../../i18n/texts.ts';

export { languages } from '../../i18n/chunks/languages.ts';
export type { TextKey };

/**
 * A page's own wording by key. `{name}` stands where a value comes; where the words depend on one, a text is a function of
 * the values: `{ 'bulk.count': ({ count }) => (count === 1 ? 'One request' : `${count} requests`) }`.
 */
export type OwnTexts = {
  readonly [Key in TextKey]?: [TextValues[Key]] extends [never]
    ? string
    : string | ((values: Readonly<Record<TextValues[Key], string | number>>) => string);
};

/**
 * Words texts in a page's own way, or adds a language that the package lacks: `registerTexts('en', { cancel: 'Cancel my order' })`.
 * `language`: BCP 47; `de` counts for `de-AT` too, unless that has its own. Keys without a text keep the package's, in a
 * language that it lacks its English. What a policy itself says of its codes comes before both. Elements that are on the page
 * change at once.
 */
export function registerTexts(language: string, texts: OwnTexts): void {
  addWording(language, texts as TextTable);
  tellElements();
}
