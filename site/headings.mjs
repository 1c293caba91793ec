// What a text in Markdown is made of, for the site and for the test of its links.

/**
 * Blocks of code apart from the rest: [text, block, text, …].
 * @param {string} text
 */
export const fenced = (text) => text.split(/(^ *```[^\n]*\n[\s\S]*?^ *```$)/m);

/**
 * As GitHub and the site name the anchor of a heading.
 * @param {string} heading
 */
export const anchorOf = (heading) =>
  heading
    .replace(/\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replace(/[`*]/g, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\p{M} _-]/gu, '')
    .replaceAll(' ', '-');

/**
 * The headings of a text, in their order.
 * @param {string} text
 * @returns {{ level: number, words: string }[]}
 */
export const headingsIn = (text) =>
  fenced(text)
    .filter((_, at) => at % 2 === 0)
    .flatMap((part) =>
      [...part.matchAll(/^(#{1,6}) (.+)$/gm)].map(([, marks, words]) => ({ level: marks.length, words })),
    );
