import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { copyFileSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { filesIn, root } from '../../scripts/entries.mjs';
import { aConsumer, asTheyAre, pack } from './consumer.ts';

/** Compilers, and how they find modules. */
const ways = [
  ['TypeScript 5.7', 'typescript-5.7', 'nodenext'],
  ['TypeScript 5.7', 'typescript-5.7', 'bundler'],
  ['TypeScript 5.9', 'typescript-5.9', 'nodenext'],
  ['TypeScript 5.9', 'typescript-5.9', 'bundler'],
  ['the newest TypeScript', 'typescript', 'bundler'],
] as const;

/** What README's snippets take as given, beside what one takes from another. */
const given: Record<string, string> = {
  order: "import('order-cancel-elements').Order",
  orders: "import('order-cancel-elements').Order[]",
  policy: "import('order-cancel-elements').CancelPolicy",
  request: 'Request',
  packet: 'unknown',
  setup: "() => import('order-cancel-elements/backend').ConformanceWorld",
  myGraphqlClient: '{ cancel(orderId: string, reason: string | null): Promise<never> }',
  createCancellationServer:
    "(options: Partial<import('order-cancel-elements/server').ServerOptions>) => import('order-cancel-elements/server').CancellationServer",
};

/** README's snippets as files. */
function readmePrograms(): Record<string, string> {
  const readme = readFileSync(join(root, 'README.md'), 'utf8');
  const snippets = [...readme.matchAll(/```(jsx?|ts)\n(.*?)```/gs)];
  return Object.fromEntries(
    snippets.map(([, language, code = ''], at) => {
      const has = (name: string) => new RegExp(`\\b${name}\\b`).test(code);
      const makes = (name: string) => new RegExp(`import [^;]*\\b${name}\\b[^;]* from|const ${name}\\b`).test(code);
      const missing = Object.entries(given).filter(([name]) => has(name) && !makes(name));
      const declared = missing.map(([name, type]) => `declare const ${name}: ${type};\n`).join('');
      const pragma = language === 'jsx' ? '/** @jsxImportSource react */\n' : '';
      return [`readme-${at + 1}.${language === 'jsx' ? 'tsx' : 'ts'}`, `${pragma}${code}\n${declared}export {};\n`];
    }),
  );
}

describe('who has the package installed', () => {
  let packed: ReturnType<typeof pack>;
  let consumer: ReturnType<typeof aConsumer>;
  before(() => {
    packed = pack();
    const frameworks = [
      'react',
      '@types/react',
      '@lit/react',
      'preact',
      'solid-js',
      'vue',
      'svelte',
      'kysely',
      'libsql',
    ];
    consumer = aConsumer(packed.tarball, asTheyAre('lit', 'zod', 'msw', ...frameworks));
    for (const file of filesIn('test/package/programs'))
      copyFileSync(join(root, file), join(consumer.folder, basename(file)));
    for (const [file, code] of Object.entries(readmePrograms())) writeFileSync(join(consumer.folder, file), code);
    writeFileSync(join(consumer.folder, 'mistake.ts'), 'export const mistake: string = 1;\n');
  });
  after(() => {
    consumer.remove();
    packed.remove();
  });

  /** What a compiler finds wrong with the programs, in them or in the package. Other packages' declarations are theirs. */
  const errors = (compiler: string, moduleResolution: string, include = ['*.ts', '*.tsx']): string[] => {
    const compilerOptions = {
      noEmit: true,
      strict: true,
      exactOptionalPropertyTypes: true,
      noUncheckedIndexedAccess: true,
      verbatimModuleSyntax: true,
      skipLibCheck: false,
      resolveJsonModule: true,
      target: 'es2022',
      lib: ['es2023', 'dom', 'dom.iterable', 'dom.asynciterable'],
      types: [],
      jsx: 'preserve',
      module: moduleResolution === 'bundler' ? 'esnext' : moduleResolution,
      moduleResolution,
    };
    writeFileSync(join(consumer.folder, 'tsconfig.json'), JSON.stringify({ compilerOptions, include }));
    const tsc = join(root, 'node_modules', compiler, 'bin/tsc');
    const { stdout } = spawnSync(process.execPath, [tsc, '-p', '.'], { cwd: consumer.folder, encoding: 'utf8' });
    return stdout
      .split('\n')
      .filter((line) => line.includes('error TS'))
      .filter((line) => !line.includes('node_modules/') || line.includes('node_modules/order-cancel-elements/'));
  };

  for (const [name, compiler, resolution] of ways) {
    it(`compiles what README shows and what frameworks take, with ${name} and resolution ${resolution}`, () => {
      // The mistake has to be found, else nothing was checked.
      assert.deepEqual(errors(compiler, resolution), [
        "mistake.ts(1,14): error TS2322: Type 'number' is not assignable to type 'string'.",
      ]);
    });
  }

  it('gives handlers to msw 3, as to msw 2', () => {
    const link = join(consumer.folder, 'node_modules/msw');
    rmSync(link);
    symlinkSync(join(root, 'node_modules/msw-3'), link, 'dir');
    assert.deepEqual(errors('typescript', 'bundler', ['msw.ts']), []);
  });

  it('finds programs in README', () => {
    assert.ok(Object.keys(readmePrograms()).length > 5);
  });
});
