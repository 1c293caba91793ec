import type { Values } from './part.ts';

type Forms = Readonly<Record<string, string>>;

/**
 * What a compiled message calls: the form for a number by a language's rules, `#` standing for the number as that language
 * writes it, and the form for a word.
 */
export function choicesIn(language: string): {
  plural: (count: Values[string] | undefined, forms: Forms) => string;
  select: (word: Values[string] | undefined, forms: Forms) => string;
} {
  const rules = new Intl.PluralRules(language);
  const numbers = new Intl.NumberFormat(language);
  const select = (word: Values[string] | undefined, forms: Forms): string => forms[`${word}`] ?? forms['other'] ?? '';
  return {
    plural(count, forms) {
      const number = Number(count);
      const form = forms[`=${number}`] ?? select(rules.select(number), forms);
      return form.replaceAll('#', numbers.format(number));
    },
    select,
  };
}
