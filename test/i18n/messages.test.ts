import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { filesIn, root } from '../../scripts/entries.mjs';
import { compileMessage, faultsIn, languagesTable, makeChunks, readReviewed } from '../../scripts/texts.mjs';
import { leftwards } from '../../src/i18n/load-texts.ts';
import { foreignIn, languages, messages, textsIn } from '../support/messages.ts';

const english = textsIn('en');
/** What a text is filled with. */
const namesIn = (text: string, language: string): string => compileMessage(text, language).names.join();

/** The words of all forms of a text, without the names of standards, which are Latin everywhere. */
function wordsOf(text: string, language: string): string {
  const { parts } = compileMessage(text, language);
  const forms = parts.flatMap((part) => (typeof part === 'string' ? part : Object.values(part.forms)));
  return forms
    .join(' ')
    .replaceAll(/\{[a-z]+\}/g, '')
    .replaceAll(/\b(?:[A-Z]{2,}|Ed)[\d-]*/g, '');
}

for (const language of languages) {
  const texts = textsIn(language);
  const wrong = (isWrong: (text: string, key: string) => boolean): string[] =>
    Object.keys(english).filter((key) => isWrong(texts[key] ?? '', key));

  describe(`texts in ${language}`, () => {
    it('are in a language that this machine has rules for', () => {
      assert.deepEqual(Intl.PluralRules.supportedLocalesOf(language), [language]);
    });

    it('have the sections and keys of the English ones, no more and no fewer, in the same order', () => {
      const keys = (one: string) =>
        Object.entries(messages[one] ?? {}).map(([section, table]) => [section, Object.keys(table)]);
      assert.deepEqual(keys(language), keys('en'));
    });

    it('are ICU MessageFormat with the placeholders of the English ones and each plural form of the language', () => {
      for (const [key, text] of Object.entries(texts)) {
        assert.equal(namesIn(text, language), namesIn(english[key] ?? '', 'en'), key);
      }
    });

    it('run in the direction that the elements give the language', () => {
      const { script = '' } = new Intl.Locale(language).maximize();
      const isLeftward = ['Adlm', 'Arab', 'Hebr', 'Nkoo', 'Rohg', 'Syrc', 'Thaa'].includes(script);
      assert.equal(leftwards.test(language), isLeftward, '`leftwards` in src/i18n/load-texts.ts');
    });

    it('are empty only where the English is', () => {
      assert.deepEqual(
        wrong((text, key) => (text.trim() === '') !== (english[key] === '')),
        [],
      );
    });

    it('hold no markup', () => {
      assert.deepEqual(
        wrong((text) => /[<>]/.test(text)),
        [],
      );
    });

    it('close every isolate of a direction that they open, on its line', () => {
      assert.deepEqual(
        wrong((text) => /[\u2066-\u2069]/.test(text.replaceAll(/\u2068[^\u2066-\u2069\n]*\u2069/g, ''))),
        [],
      );
    });

    it('are written in the script of the language', () => {
      const others = foreignIn(language);
      assert.deepEqual(
        wrong((text) => others.test(wordsOf(text, language))),
        [],
      );
    });

    if (language !== 'en') {
      it('are translated', () => {
        assert.deepEqual(
          // A single word, such as “Version”, may be the same; two words are not.
          wrong((text, key) => text === english[key] && /\p{L} +\p{L}/u.test(wordsOf(text, language))),
          [],
        );
      });
    }
  });
}

it('no key stands in two sections', () => {
  const keys = Object.values(messages.en ?? {}).flatMap(Object.keys);
  assert.deepEqual(
    keys.filter((key, index) => keys.indexOf(key) !== index),
    [],
  );
});

it('every key that the sources name is there', () => {
  const sources = filesIn('src').filter((file) => file.endsWith('.ts') && !file.startsWith('src/i18n/chunks/'));
  const named = sources.flatMap((file) =>
    [
      ...readFileSync(join(root, file), 'utf8').matchAll(
        /\b(?:\w*[tT]exts|words)(?:\?\.)?\['([^']+)'\]|\b(?:text|word)\('([^']+)'/g,
      ),
    ].map(([, inTable, inCall]) => ({ file, key: inTable ?? inCall ?? '' })),
  );
  assert.ok(named.length > 300, `${named.length} keys are found`);
  assert.deepEqual(
    named.filter(({ key }) => !(key in english)),
    [],
  );
});

it('what is made of the messages is up to date: else `npm run texts` is to be run', () => {
  const made = Object.fromEntries(makeChunks());
  const there = filesIn('src/i18n/chunks');
  assert.deepEqual(there, Object.keys(made).sort());
  for (const file of there) assert.equal(readFileSync(join(root, file), 'utf8'), made[file], file);
});

it('each file says whether it is reviewed, and docs/texts.md which are', () => {
  const reviewed = readReviewed();
  assert.deepEqual(Object.keys(reviewed), languages);
  for (const [language, isReviewed] of Object.entries(reviewed)) assert.equal(typeof isReviewed, 'boolean', language);
  assert.equal(reviewed['en'], true);
  assert.ok(readFileSync(join(root, 'docs/texts.md'), 'utf8').includes(`\n\n${languagesTable()}\n\n`), 'npm run texts');
});

describe('what is no message', () => {
  const compile = (text: string, language = 'en') => compileMessage(text, language);

  it('is refused: a brace that is left open, a form that lacks, what the package does not make', () => {
    assert.throws(() => compile('Until {time'));
    assert.throws(() => compile('{count, plural, one {# item}}'));
    assert.throws(() => compile('{count, plural, one {# item} other {# items}}', 'ar'), /plural without/);
    assert.throws(() => compile('{when, date}'), /not supported/);
    assert.throws(() => compile('{a, select, other {{b, select, other {x}}}}'), /not supported/);
  });

  it('is no other than what it says: a placeholder in a form counts as one of the text', () => {
    assert.deepEqual(compile('{count, plural, one {# day to {time}} other {# days to {time}}}').names, [
      'count',
      'time',
    ]);
  });
});

it('what a language lacks or has too much of, and what is no message, is named at once, a section once', () => {
  const counted = '{count, plural, one {# more} other {# more}}';
  const en = { button: { cancel: 'Cancel', retry: 'Again' }, queue: { sort: 'Sort', more: counted } };
  assert.deepEqual(faultsIn({ en, de: en }), []);
  assert.deepEqual(faultsIn({ en, fr: { ...en, button: { cancel: 'Annuler {', retry: '{at, time}' } } }), [
    'fr: button: cancel: a brace that is no placeholder is not supported',
    'fr: button: retry: function is not supported',
    'fr: queue: more: plural without many',
  ]);
  assert.deepEqual(faultsIn({ en, fr: { button: { cancel: 'Annuler', retri: 'x' }, other: {} } }), [
    'fr lacks the section queue',
    'fr has a section that English has not: other',
    'fr lacks button: retry',
    'fr has what English has not: button: retri',
  ]);
});
