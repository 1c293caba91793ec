import { cached } from './cached.ts';
import type { Values } from './part.ts';

type Value = Values[string] | undefined;
type Forms = Readonly<Record<string, string>>;

/**
 * What a compiled message calls for the form that goes with a number by a language's rules, `#` standing for the number as
 * that language writes it.
 */
export function pluralIn(language: string): (count: Value, forms: Forms) => string {
  return (count, forms) => {
    const number = Number(count);
    const rules = cached(`${language} plural`, () => new Intl.PluralRules(language));
    const numbers = cached(`${language} number`, () => new Intl.NumberFormat(language));
    return (forms[`=${number}`] ?? select(rules.select(number), forms)).replaceAll('#', numbers.format(number));
  };
}

/** What a compiled message calls for the form that goes with a word. */
export function select(word: Value, forms: Forms): string {
  return forms[`${word}`] ?? forms['other'] ?? '';
}
