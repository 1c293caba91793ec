import assert from 'node:assert/strict';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { join, posix } from 'node:path';
import { describe, it } from 'node:test';
import { filesIn, root } from '../../scripts/entries.mjs';
import { anchorOf, headingsIn } from '../../site/headings.mjs';
import { groups } from '../../site/pages.mjs';

const texts: string[] = [
  ...['README.md', 'ARCHITECTURE.md', 'CONTRIBUTING.md', 'CHANGELOG.md', 'SECURITY.md'],
  ...['docs', 'examples', 'site/pages', 'create-order-cancel']
    .flatMap((folder) => filesIn(folder))
    .filter((file: string) => file.endsWith('.md') && !file.includes('node_modules/')),
];

/** The anchors of a text, as GitHub makes them: a heading that comes twice is counted. */
function anchorsOf(file: string): Set<string> {
  const counted = new Map<string, number>();
  return new Set(
    headingsIn(readFileSync(join(root, file), 'utf8')).map(({ words }) => {
      const anchor = anchorOf(words);
      const before = counted.get(anchor) ?? 0;
      counted.set(anchor, before + 1);
      return before === 0 ? anchor : `${anchor}-${before}`;
    }),
  );
}

describe('the links of the texts', () => {
  it('have each text of docs/ on a page of the site', () => {
    const sources = groups([]).flatMap(({ pages }) => pages.map(({ source }) => source));
    const docs: string[] = filesIn('docs').filter((file: string) => file.endsWith('.md'));
    assert.deepEqual(
      docs.filter((file) => !sources.includes(file)),
      [],
      'site/pages.mjs lacks it',
    );
  });

  it('lead to files that are there, and to headings in them', () => {
    const wrong = texts.flatMap((file) => {
      // What stands in code is no link.
      const text = readFileSync(join(root, file), 'utf8')
        .replace(/^ *```.*?^ *```$/gms, '')
        .replace(/`[^`\n]*`/g, '');
      return [...text.matchAll(/\]\(([^)\s]+)\)/g)]
        .map(([, target = '']) => target)
        .filter((target) => !/^[a-z]+:/.test(target) && !(file.startsWith('site/') && /\.html(?:#|$)/.test(target)))
        .filter((target) => {
          const [path = '', anchor] = target.split('#');
          const to = path === '' ? file : posix.join(posix.dirname(file), path);
          if (!existsSync(join(root, to))) return true;
          return anchor !== undefined && statSync(join(root, to)).isFile() && !anchorsOf(to).has(anchor);
        })
        .map((target) => `${file}: ${target}`);
    });
    assert.deepEqual(wrong, []);
    assert.ok(texts.length > 20);
  });
});
