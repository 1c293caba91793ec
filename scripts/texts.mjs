// npm run texts: makes src/i18n/chunks/ from src/i18n/messages/, one file a language. The build does so too, and a test
// holds the two together.
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { isDeepStrictEqual } from 'node:util';
import { parse } from '@messageformat/parser';
import { root } from './entries.mjs';

const folder = join(root, 'src/i18n/messages');
/** What the law has everybody spoken to in their own language about: in more languages than the rest. */
const lawFolder = join(root, 'src/i18n/withdrawal/messages');
const law = 'withdrawal';
const target = 'src/i18n/chunks';
const note = '// Made from src/i18n/messages/ by `npm run texts`.\n';

/** English is the source: the other languages have its sections and keys, and the page falls back to it. */
const source = 'en';

/** What an element shows at once; its English is in the element. */
const atOnce = 'button';

/**
 * Sections that another language brings in one file, named like the first of them: each file is a trip. English has a file a
 * section, which comes with the code that shows it.
 */
const together = [
  ['button', 'badge', 'details'],
  ['dialog', 'form', 'message', 'outcome'],
  ['record', 'timeline'],
];
const fileOf = (language, section) =>
  (language !== source && together.find((sections) => sections.includes(section))?.[0]) || section;

function readFolder(from) {
  const files = readdirSync(from).filter((file) => file.endsWith('.json'));
  return Object.fromEntries(
    files.sort().map((file) => [file.slice(0, -'.json'.length), JSON.parse(readFileSync(join(from, file), 'utf8'))]),
  );
}

/** What stands in a file of words: who wrote it is no word of it. */
const wordsOf = ({ reviewed, ...sections }) => sections;

/**
 * Whether somebody who speaks it has checked a language's words, by language. English is what the others are held against.
 *
 * @returns {Record<string, unknown>}
 */
export function readReviewed() {
  return Object.fromEntries(Object.entries(readFolder(folder)).map(([language, { reviewed }]) => [language, reviewed]));
}

/**
 * What the languages say: `{ en: { button: { cancel: 'Cancel order' } } }`. The words of the withdrawal are a section of them.
 *
 * @returns {Record<string, Record<string, Record<string, string>>>}
 */
export function readMessages() {
  const words = readLawMessages();
  return Object.fromEntries(
    Object.entries(readFolder(folder)).map(([language, sections]) => [
      language,
      { ...wordsOf(sections), ...(words[language] && { [law]: words[language].texts }) },
    ]),
  );
}

/**
 * The words of the statutory withdrawal by language, and who has checked them: `act`, or `unreviewed`.
 *
 * @returns {Record<string, { source: { labels: string, texts: string }, texts: Record<string, string> }>}
 */
export function readLawMessages() {
  return readFolder(lawFolder);
}

/**
 * The placeholders and plural forms of a message, and what it is compiled to. Throws for what is no ICU MessageFormat.
 *
 * @returns {{ names: string[], parts: (string | { kind: string, name: string, forms: Record<string, string> })[] }}
 */
export function compileMessage(text, language) {
  const categories = new Intl.PluralRules(language).resolvedOptions().pluralCategories;
  const names = new Set();
  const write = (tokens) =>
    tokens.map((token) => {
      if (token.type === 'content') {
        if (/[{}]/.test(token.value)) throw new Error('a brace that is no placeholder is not supported');
        return token.value;
      }
      if (token.type === 'octothorpe') return '#';
      names.add(token.arg);
      if (token.type === 'argument') return `{${token.arg}}`;
      if (token.type !== 'plural' && token.type !== 'select') throw new Error(`${token.type} is not supported`);
      const forms = token.cases.map(({ key, tokens: inner }) => {
        const parts = write(inner);
        if (parts.some((part) => typeof part !== 'string'))
          throw new Error('a choice inside of a choice is not supported');
        return [key, parts.join('')];
      });
      if (token.type === 'plural') {
        const lacking = categories.filter((category) => !forms.some(([key]) => key === category));
        if (lacking.length > 0) throw new Error(`plural without ${lacking.join(', ')}`);
      }
      return { kind: token.type, name: token.arg, forms: Object.fromEntries(forms) };
    });
  const parts = write(parse(text, { cardinal: categories, ordinal: [] }));
  return { names: [...names].sort(), parts };
}

function codeOf({ parts }) {
  if (parts.every((part) => typeof part === 'string')) return JSON.stringify(parts.join(''));
  const terms = parts.map((part) =>
    typeof part === 'string'
      ? JSON.stringify(part)
      : `${part.kind}(values[${JSON.stringify(part.name)}], ${JSON.stringify(part.forms)})`,
  );
  return `(values) => ${terms.join(' + ')}`;
}

/** What a text is no message for, if it is none. */
function faultOf(text, language) {
  try {
    compileMessage(text, language);
  } catch (error) {
    return error.message;
  }
}

/** What a language lacks of the English sections and keys, what it has beside them, and its texts that are no messages. */
export function faultsIn(messages) {
  const english = messages[source];
  const more = (one, other) => Object.keys(one).filter((key) => !(key in other));
  return Object.entries(messages).flatMap(([language, sections]) => [
    ...more(english, sections).map((section) => `${language} lacks the section ${section}`),
    ...more(sections, english).map((section) => `${language} has a section that English has not: ${section}`),
    ...Object.keys(english)
      .filter((section) => section in sections)
      .flatMap((section) => [
        ...more(english[section], sections[section]).map((key) => `${language} lacks ${section}: ${key}`),
        ...more(sections[section], english[section]).map(
          (key) => `${language} has what English has not: ${section}: ${key}`,
        ),
        ...Object.entries(sections[section]).flatMap(([key, text]) => {
          const fault = faultOf(text, language);
          return fault ? [`${language}: ${section}: ${key}: ${fault}`] : [];
        }),
      ]),
  ]);
}

/** The same of the words of the withdrawal. */
export function faultsInLaw(words) {
  const tables = Object.entries(words).map(([language, { texts }]) => [language, { [law]: texts }]);
  return faultsIn(Object.fromEntries(tables));
}

/** Every file of the folder of chunks by its path, with its content. */
export function makeChunks(messages = readMessages(), words = readLawMessages()) {
  const languages = Object.keys(messages);
  const sections = Object.keys(messages[source]).filter((section) => section !== law);
  const files = new Map();
  for (const language of languages) {
    const contents = new Map();
    for (const section of sections) {
      const name = fileOf(language, section);
      contents.set(name, { ...contents.get(name), ...messages[language][section] });
    }
    for (const [name, texts] of contents) files.set(`${target}/${language}/${name}.ts`, moduleOf(texts, language));
  }
  for (const section of sections) files.set(`${target}/${section}.ts`, partOf(section));
  for (const [language, { texts }] of Object.entries(words))
    files.set(`${target}/${language}/${law}.ts`, moduleOf(texts, language));
  files.set(`${target}/${law}.ts`, lawOf(Object.keys(words)));
  files.set(`${target}/languages.ts`, languagesOf(languages));
  files.set(`${target}/others.ts`, othersOf(languages, sections));
  files.set(`${target}/letters-of.ts`, lettersOf(languages));
  files.set(`${target}/keys.ts`, keysOf(messages[source]));
  return files;
}

function moduleOf(texts, language) {
  const entries = Object.entries(texts).map(
    ([key, text]) => `  ${JSON.stringify(key)}: ${codeOf(compileMessage(text, language))},\n`,
  );
  const body = entries.join('');
  const tools = [body.includes('plural(values') && 'pluralIn', body.includes('select(values') && 'select'].filter(
    Boolean,
  );
  const head = tools.length > 0 ? `import { ${tools.join(', ')} } from '../../choices.ts';\n` : '';
  const plural = tools.includes('pluralIn') ? `\nconst plural = pluralIn(${JSON.stringify(language)});\n` : '';
  return `${note}import type { TextTable } from '../../part.ts';\n${head}${plural}\nexport default {\n${body}} satisfies TextTable;\n`;
}

/** The languages as a table of docs/texts.md, each by its English name. */
export function languagesTable(reviewed = readReviewed()) {
  const names = new Intl.DisplayNames(['en'], { type: 'language' });
  const rows = Object.entries(reviewed).map(([language, isReviewed]) => {
    const said = language === source ? 'the source' : isReviewed ? 'reviewed' : 'unreviewed';
    return `| \`${language}\` | ${names.of(language)} | ${said} |`;
  });
  return ['| tag | language | words |', '|---|---|---|', ...rows].join('\n');
}

const nameOf = (language) => JSON.stringify(language.toLowerCase());

function partOf(section) {
  const file = `./${source}/${section}.ts`;
  const [imports, load] =
    section === atOnce
      ? [`import english from '${file}';\n`, 'async () => ({ default: english })']
      : ['', `() => import('${file}')`];
  const other = JSON.stringify(fileOf(undefined, section));
  return `${note}import type { Part } from '../part.ts';\n${imports}\nexport default { file: ${other}, english: ${load} } satisfies Part;\n`;
}

/** The list is at once on the page of a script tag: without anything between the tags, as far as they are told apart all the same. */
function languagesOf(languages) {
  const tags = languages.map((language) => language.toLowerCase());
  const isPlain = isDeepStrictEqual([...tags.join('').match(/zh-han.|../g)], tags);
  const list = isPlain
    ? `${JSON.stringify(tags.join(''))}.match(/zh-han.|../g) as string[]`
    : `${JSON.stringify(tags.join(' '))}.split(' ')`;
  return `${note}/** The languages that the package has words in (BCP 47, lower case). */\nexport const languages: readonly string[] = ${list};\n`;
}

function othersOf(languages, sections) {
  const rows = languages
    .filter((language) => language !== source)
    .map((language) => {
      const files = [...new Set(sections.map((section) => fileOf(language, section)))];
      const loads = files.map((file) => `    ${JSON.stringify(file)}: () => import('./${language}/${file}.ts'),\n`);
      return `  ${nameOf(language)}: {\n${loads.join('')}  },\n`;
    });
  return `${note}import type { LoadTexts } from '../part.ts';\n\nexport { chainOf } from '../chain.ts';\n\nexport default {\n${rows.join('')}} satisfies Record<string, Record<string, LoadTexts>>;\n`;
}

/** The words of the withdrawal, which each page loads in its own language alone. */
function lawOf(languages) {
  const rows = languages.map((language) => `  ${nameOf(language)}: () => import('./${language}/${law}.ts'),\n`);
  return `${note}import type { LoadTexts } from '../part.ts';\n\nexport default {\n${rows.join('')}} satisfies Record<string, LoadTexts>;\n`;
}

/** What the server tells people in, which it has at hand in every language. */
function lettersOf(languages) {
  const needed = ['letters', 'dialog', 'codes'];
  const variable = (section, language) => `${section}_${language.replaceAll('-', '_')}`;
  const imports = languages.flatMap((language) =>
    needed.map(
      (section) => `import ${variable(section, language)} from './${language}/${fileOf(language, section)}.ts';\n`,
    ),
  );
  const rows = languages.map((language) => {
    const tables = needed.map((section) => `...${variable(section, language)}`).join(', ');
    return `  ${nameOf(language)}: { ${tables} },\n`;
  });
  return `${note}import type { TextTable } from '../part.ts';\n${imports.join('')}\nexport default {\n${rows.join('')}} satisfies Record<string, TextTable>;\n`;
}

function keysOf(english) {
  const all = Object.values(english).flatMap((texts) => Object.entries(texts));
  const rows = all.map(([key, text]) => {
    const { names } = compileMessage(text, source);
    return `  ${JSON.stringify(key)}: ${names.map((name) => JSON.stringify(name)).join(' | ') || 'never'};\n`;
  });
  return [
    note,
    '/** Every text, with the names of the values that it is filled with. */\n',
    `export interface TextValues {\n${rows.join('')}}\n\n`,
    'export type TextKey = keyof TextValues;\n',
  ].join('');
}

/** Writes the chunks; returns how many. Throws for all faults of the messages at once. */
export function writeChunks(messages = readMessages()) {
  const untold = Object.entries(readReviewed()).filter(([, reviewed]) => typeof reviewed !== 'boolean');
  const faults = [
    ...untold.map(([language]) => `${language} does not say whether it is "reviewed"`),
    ...faultsIn(messages),
    ...faultsInLaw(readLawMessages()),
  ];
  if (faults.length > 0) throw new Error(faults.join('\n'));
  const files = makeChunks(messages);
  rmSync(join(root, target), { recursive: true, force: true });
  for (const [file, content] of files) {
    mkdirSync(dirname(join(root, file)), { recursive: true });
    writeFileSync(join(root, file), content);
  }
  writeTable();
  return files.size;
}

/** Puts the table of languages where docs/texts.md has it. */
function writeTable() {
  const file = join(root, 'docs/texts.md');
  const text = readFileSync(file, 'utf8');
  writeFileSync(file, text.replace(/\| tag \| language \|(?:.+\n)*/, `${languagesTable()}\n`));
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  try {
    console.log(`${target}: ${writeChunks()} files`);
  } catch (error) {
    console.error(error.message);
    process.exitCode = 1;
  }
}
