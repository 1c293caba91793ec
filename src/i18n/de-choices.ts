import type { ChoiceTexts } from './keys.ts';

/** German, the part of the dialog's choices: which items, and what becomes of them. */
const de: ChoiceTexts = {
  'choice.items': 'Was storniert wird',
  'choice.all': 'Die ganze Bestellung',
  'choice.some': 'Nur einige Artikel',
  'choice.of': '{title}: wie viele von {count}',
  'choice.none': 'Bitte wählen Sie mindestens einen Artikel.',
  'choice.stock': 'Artikel und Gutscheine',
  'choice.restock': 'Artikel zurück in den Bestand legen',
  'choice.coupons': 'Gutscheine zurückgeben: {codes}',
};

export default de;
