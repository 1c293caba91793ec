import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { filesIn, root } from '../../scripts/entries.mjs';

/** A block of code in a text. */
export interface Sample {
  /** `docs/shops.md:12`, the line of its fence. */
  at: string;
  file: string;
  language: string;
  /** What stands behind the language: `condition`. */
  kind: string;
  code: string;
  /** Why nothing runs it, as `<!-- not run: … -->` before it says. */
  notRun?: string;
}

/** Every text that shows code: README, docs/, and what the site adds. */
export const texts = (): string[] => [
  'README.md',
  ...['docs', 'site/pages'].flatMap((folder) => filesIn(folder).filter((file: string) => file.endsWith('.md'))),
];

/** What a text shows. */
export function samplesIn(file: string): Sample[] {
  const text = readFileSync(join(root, file), 'utf8');
  const blocks = /(?:^ *<!-- not run: ([^\n]*?) -->\n+)?^( *)```([a-z]+)(?: ([^\n]*))?\n(.*?)^ *```$/gms;
  return [...text.matchAll(blocks)].map(([whole, notRun, indent = '', language = '', kind = '', code = ''], index) => {
    const begin = [...text.matchAll(blocks)][index]?.index ?? 0;
    const line = text.slice(0, begin + whole.indexOf('```')).split('\n').length;
    return {
      at: `${file}:${line}`,
      file,
      language,
      kind,
      code: code.replace(new RegExp(`^${indent}`, 'gm'), ''),
      ...(notRun && { notRun }),
    };
  });
}

export const allSamples = (): Sample[] => texts().flatMap(samplesIn);
