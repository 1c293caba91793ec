// CSS and HTML without the whitespace that only people read.

/** Stands for `${…}` in the text of a template. Neither CSS nor HTML may contain it. */
export const hole = '\0';

const space = String.raw`[ \t\n\r\f]`;

const cssToken = new RegExp(
  [
    String.raw`(?<blank>${space}+|/\*(?:(?!\*/)[^${hole}])*\*/)`,
    '(?<sign>[{}:;,()])',
    String.raw`"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'`,
    String.raw`/\*.*?\*/`, // with an expression, else it were blank
    String.raw`url\((?!${space}*["'])(?:\\.|[^)\\])*\)`,
    String.raw`\\[\da-f]{1,6}${space}?|\\.`, // the space after a number ends it
    '.',
  ].join('|'),
  'gisu',
);

/**
 * CSS without comments and without whitespace where it means nothing: around braces, semicolons and commas, after
 * colons, inside of parentheses. Elsewhere one space is left, as in `a :hover`, `calc(a - b)` and `and (…)`.
 */
export function shortenCss(text) {
  const tokens = [];
  for (const { 0: token, groups } of text.matchAll(cssToken)) {
    const last = tokens.at(-1);
    const blank = groups.blank && (token.startsWith('/') ? '/**/' : ' ');
    if (blank && last?.blank) last.text = last.text === ' ' ? ' ' : blank;
    else tokens.push({ text: blank ?? token, blank: Boolean(blank), sign: groups.sign ?? '' });
  }
  return tokens
    .filter((token, index) => !isNeedless(token, index, tokens))
    .map(({ text }) => text)
    .join('');
}

function isNeedless({ blank, sign }, index, tokens) {
  if (sign === ';') return (tokens[index + 1]?.blank ? tokens[index + 2] : tokens[index + 1])?.sign === '}';
  if (!blank) return false;
  const before = tokens[index - 1];
  const after = tokens[index + 1];
  if (before?.sign === ':') return Boolean(after) && !/[;}]/.test(after.sign); // `--x: ;` is a value, and empty
  return /[{};,(]/.test(before?.sign ?? '') || /[{};,)]/.test(after?.sign ?? '');
}

const attributeValue = String.raw`=${space}*(?:"[^"]*"|'[^']*'|[^ \t\n\r\f"'>][^ \t\n\r\f>]*)`;
const inTag = new RegExp(`(?<value>${attributeValue})|${space}+(?<close>>?)`, 'g');
const htmlToken = new RegExp(
  [
    '<!--.*?(?:-->|$)',
    String.raw`<(?<end>/?)(?<name>[a-z][^ \t\n\r\f/>]*)(?:${attributeValue}|[^>])*>?`,
    '[^<]+|<',
  ].join('|'),
  'gisy',
);

/**
 * HTML with one space for every run of whitespace, in text and between attributes. Attribute values, comments and what
 * is in a `<pre>`, `<textarea>`, `<script>`, `<style>` or `<title>` stay as they are.
 * @returns {{ text: string, kept: number[] }} `kept`: numbers of the holes in such elements, counted from 0
 */
export function shortenHtml(text) {
  let shortened = '';
  let holes = 0;
  let depth = 0; // of <pre>
  const kept = [];
  const add = (token, isKept) => {
    for (const _ of token.matchAll(hole)) {
      if (isKept) kept.push(holes);
      holes += 1;
    }
    shortened += token;
  };
  htmlToken.lastIndex = 0;
  for (let match = htmlToken.exec(text); match; match = htmlToken.exec(text)) {
    const { 0: token, groups } = match;
    const name = groups.name?.toLowerCase();
    if (name === 'pre') depth = Math.max(0, depth + (groups.end ? -1 : 1));
    if (depth > 0 || token.startsWith('<!--')) add(token, depth > 0);
    else if (name) add(token.replace(inTag, (_, value, close) => value ?? (close || ' ')));
    else add(token.replace(new RegExp(`${space}+`, 'g'), ' '));
    if (!groups.end && /^(?:script|style|textarea|title)$/.test(name)) {
      const rest = text.slice(htmlToken.lastIndex);
      const length = rest.search(new RegExp(`</${name}(?:${space}|[/>])`, 'i'));
      add(length < 0 ? rest : rest.slice(0, length), true);
      htmlToken.lastIndex += length < 0 ? rest.length : length;
    }
  }
  return { text: shortened, kept };
}
