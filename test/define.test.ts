import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { filesIn, publicEntries, root } from '../scripts/entries.mjs';

const read = (file: string): string => readFileSync(join(root, file), 'utf8');
const tags: string[] = publicEntries().flatMap(
  ({ specifier }: { specifier: string }) => specifier.match(/\/define\/(.+)$/)?.[1] ?? [],
);
/** The class is called otherwise than its tag where that name is the type of what it shows. */
const classes: Record<string, string> = { CancelPolicy: 'CancelPolicyElement' };
const classOf = (tag: string): string => tag.replace(/(^|-)([a-z])/g, (_, __, letter: string) => letter.toUpperCase());

describe('every public element', () => {
  it('is one of a list that is not empty', () => assert.ok(tags.includes('order-cancel-button'), String(tags)));

  for (const tag of tags) {
    const folder = `elements/${tag}`;
    const component = classOf(tag);
    const name = classes[component] ?? component;
    const places: [what: string, file: string, holds: string][] = [
      ['is registered with all others', 'src/define.ts', `import './${folder}/define.ts';`],
      ['is exported as a class', 'src/index.ts', `export { ${name} } from './${folder}/${tag}.ts';`],
      ['is registered for React', 'src/react/index.ts', `import '../${folder}/define.ts';`],
      ['is a component of React', 'src/react/index.ts', `export const ${component}: Component<`],
      ['is known to the compiler by its tag', `src/${folder}/define.ts`, `'${tag}': ${name};`],
      ['is described in the README', 'README.md', `| \`${tag}\` |`],
    ];
    for (const [what, file, holds] of places) {
      it(`${tag} ${what}`, () => assert.ok(read(file).includes(holds), `${file} lacks ${holds}`));
    }

    it(`${tag} has a test of its own, and a page that shows it`, () => {
      assert.ok(filesIn(`test/${folder}`).length > 0, `test/${folder}`);
      const pages = filesIn('demo').filter((file: string) => /\.(html|ts)$/.test(file));
      assert.ok(
        pages.some((file: string) => new RegExp(`<${tag}\\b|createElement\\('${tag}'`).test(read(file))),
        `no page in demo/ has <${tag}>`,
      );
    });
  }
});
