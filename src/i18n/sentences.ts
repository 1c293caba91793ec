/**
 * Sentences in one line, without those that are empty: a space after each, but for those whose end is as wide as a letter, as in
 * Chinese and Japanese.
 */
export function inOneLine(sentences: readonly (string | false | null | undefined)[]): string {
  return sentences.reduce<string>((line, sentence) => {
    if (!sentence) return line;
    const close = line === '' || /[\u3001-\u301f\uff01-\uff5e][\u2069\u201d\u2019]*$/.test(line);
    return `${line}${close ? '' : ' '}${sentence}`;
  }, '');
}
