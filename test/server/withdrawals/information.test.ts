import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { informationWords } from '../../../src/i18n/withdrawal/information-words.ts';
import { withdrawalInformation } from '../../../src/server/index.ts';

const languages = 'bg cs da de el en es et fi fr ga hr hu it lt lv mt nl pl pt ro sk sl sv'.split(' ');
const trader = { name: 'Tonhof GmbH', address: 'Töpferweg 4\n10115 Berlin\nhallo@tonhof.example' };
const where = 'https://tonhof.example/widerruf?a=$&b=$1';

describe('what a shop tells of the right of withdrawal', () => {
  for (const language of languages) {
    it(`EU-10: says in ${language} that the function exists and where, and that a receipt follows`, () => {
      const told = withdrawalInformation(language, { trader, where });
      assert.equal(told.language, language);
      assert.equal(told.information.split(where).length, 2, told.information);
      assert.doesNotMatch(told.information, /[{}<>]/);
      assert.ok(told.information.length > where.length + 120);
    });

    it(`EU-1: keeps the form of Annex I-B beside it in ${language}: to whom, what, when, who, signature and date`, () => {
      const { form } = withdrawalInformation(language, { trader, where });
      const words = informationWords[language]!;
      for (const said of [...trader.address.split('\n'), trader.name]) assert.ok(form.includes(said), said);
      const { information: _, ...rows } = words;
      for (const said of Object.values(rows)) assert.ok(form.includes(said), said);
    });
  }

  it('is marked as words of our own, which nobody has reviewed', () => {
    for (const language of languages)
      assert.equal(withdrawalInformation(language, { trader, where }).source, 'unreviewed');
  });

  it('is in each language in its own words and script', () => {
    assert.deepEqual(Object.keys(informationWords), languages);
    for (const [language, words] of Object.entries(informationWords)) {
      const { script } = new Intl.Locale(language).maximize();
      const foreign = new RegExp(`(?!\\p{Script_Extensions=${script}})\\p{L}`, 'u');
      for (const [key, word] of Object.entries(words)) {
        assert.doesNotMatch(word.replace('{where}', ''), foreign, `${language} ${key}`);
        if (language !== 'en' && /\p{L} +\p{L}/u.test(word)) {
          assert.notEqual(word, informationWords['en']![key as keyof typeof words], `${language} ${key}`);
        }
      }
    }
  });

  it('goes by the language of a locale, and is English where the Union has no such language', () => {
    const languageOf = (locale: string) => withdrawalInformation(locale, { trader, where }).language;
    assert.deepEqual(['de-AT', 'FR_be', 'el', 'ar', '', 'constructor'].map(languageOf), [
      'de',
      'fr',
      'el',
      'en',
      'en',
      'en',
    ]);
  });
});
