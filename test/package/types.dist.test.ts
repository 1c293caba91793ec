import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { copyFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { filesIn, root } from '../../scripts/entries.mjs';
import { allSamples } from '../support/samples.ts';
import { aConsumer, asTheyAre, pack } from './consumer.ts';

/** Compilers, and how they find modules. */
const ways = [
  ['TypeScript 5.7', 'typescript-5.7', 'nodenext'],
  ['TypeScript 5.7', 'typescript-5.7', 'bundler'],
  ['TypeScript 5.9', 'typescript-5.9', 'nodenext'],
  ['TypeScript 5.9', 'typescript-5.9', 'bundler'],
  ['the newest TypeScript', 'typescript', 'bundler'],
] as const;

const server = "import('order-cancel-elements/server')";
const asked = '(...asked: any[]) => Promise<any>';
/** What samples take as given, beside what one takes from another. */
const given: Record<string, string> = {
  order: "import('order-cancel-elements').Order",
  orders: "import('order-cancel-elements').Order[]",
  policy: "import('order-cancel-elements').CancelPolicy",
  policies: "import('order-cancel-elements').CancelPolicy[]",
  shopPolicy: "import('order-cancel-elements').CancelPolicy",
  before: "import('order-cancel-elements').CancelPolicy",
  after: "import('order-cancel-elements').CancelPolicy",
  next: "import('order-cancel-elements').CancelPolicy",
  current: "import('order-cancel-elements').CancelPolicy",
  input: 'unknown',
  options: "import('order-cancel-elements/policy').AnalysisOptions",
  file: 'Blob',
  request: 'Request',
  view: "import('order-cancel-elements').OrderView",
  cancelMyWay: '(event: Event) => Promise<never>',
  packet: 'unknown',
  publicKey: "import('order-cancel-elements/evidence').PublicKey",
  kept: "import('order-cancel-elements/evidence').Checkpoint",
  setup: "() => import('order-cancel-elements/backend').ConformanceWorld",
  myGraphqlClient: '{ cancel(orderId: string, reason: string | null): Promise<never> }',
  authenticate: `${server}.ServerOptions['authenticate']`,
  shop: `${server}.HttpShop`,
  server: `${server}.CancellationServer`,
  read: `${server}.StepwiseOptions['read']`,
  steps: `${server}.Steps`,
  others: `Omit<${server}.Steps, 'lines' | 'refund' | 'strike'>`,
  trader: `NonNullable<${server}.ServerOptions['withdrawals']>['trader']`,
  receipt: "Parameters<typeof import('order-cancel-elements/server/pdf').receiptPdf>[0]",
  kysely: "import('kysely').Kysely<unknown>",
  queue: "import('order-cancel-elements/server/sql').JobQueue & { add(job: () => unknown): void }",
  process: '{ env: Record<string, any>; once(signal: string, then: () => unknown): void }',
  api: `Record<'order' | 'orderByNumber' | 'cancelLines' | 'refund' | 'refundByNote', ${asked}>`,
  sendMail: asked,
  printLetter: asked,
  alertStaff: asked,
  archive: asked,
  post: asked,
  parsePolicy: "typeof import('order-cancel-elements/policy').parsePolicy",
  explainIssues: "typeof import('order-cancel-elements/policy').explainIssues",
  combinePolicies: "typeof import('order-cancel-elements/policy').combinePolicies",
  euWithdrawal: "import('order-cancel-elements').CancelPolicy",
  registerTexts: "typeof import('order-cancel-elements').registerTexts",
  sqlJournal: "typeof import('order-cancel-elements/server/sql').sqlJournal",
  createCancellationServer:
    "(options: Partial<import('order-cancel-elements/server').ServerOptions>) => import('order-cancel-elements/server').CancellationServer",
};

/** What the texts show in JavaScript and TypeScript, as files. */
function shownPrograms(): Record<string, string> {
  const programs = allSamples().filter(({ language, notRun }) => /^(?:jsx?|tsx?)$/.test(language) && !notRun);
  return Object.fromEntries(
    programs.map(({ at, language, code }) => {
      const has = (name: string) => new RegExp(`(?<![\\w'])(?<!(?<!\\.\\.)\\.)${name}\\b(?!:|')`).test(code);
      const makes = (name: string) =>
        new RegExp(`import [^;]*\\b${name}\\b[^;]* from|const (?:\\{[^}]*\\b)?${name}\\b`).test(code);
      const missing = Object.entries(given).filter(([name]) => has(name) && !makes(name));
      const declared = missing.map(([name, type]) => `declare const ${name}: ${type};\n`).join('');
      const isJsx = language.endsWith('x');
      const pragma = isJsx ? '/** @jsxImportSource react */\n' : '';
      const name = at.replace(/\.md:/, '-').replaceAll('/', '-');
      return [`${name}.${isJsx ? 'tsx' : 'ts'}`, `${pragma}${code}\n${declared}export {};\n`];
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
    for (const [file, code] of Object.entries(shownPrograms())) writeFileSync(join(consumer.folder, file), code);
    // Of Node's own modules only this one is shown; its types are not what is tested.
    writeFileSync(
      join(consumer.folder, 'node.d.ts'),
      "declare module 'node:fs/promises' { export function readFile(path: string): Promise<Uint8Array<ArrayBuffer>>; }\n",
    );
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
      // Samples in JavaScript say no type of what they catch.
      useUnknownInCatchVariables: false,
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
    it(`compiles what README and docs show and what frameworks take, with ${name} and resolution ${resolution}`, () => {
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

  it('finds programs in README and docs', () => {
    assert.ok(Object.keys(shownPrograms()).length > 25);
  });
});
