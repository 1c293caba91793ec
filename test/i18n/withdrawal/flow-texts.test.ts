import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { compileMessage, faultsInLaw, readLawMessages } from '../../../scripts/texts.mjs';
import { leftwards } from '../../../src/i18n/load-texts.ts';
import { addWording } from '../../../src/i18n/texts.ts';
import { labelsFor, withdrawalLabels } from '../../../src/i18n/withdrawal/labels.ts';
import sayIn from '../../../src/i18n/withdrawal/lacking-words.ts';
import { loadLawTexts } from '../../../src/i18n/withdrawal/law-texts.ts';
import { foreignIn, languages } from '../../support/messages.ts';

const file = JSON.parse(readFileSync(new URL('./labels.json', import.meta.url), 'utf8'));
const union = 'bg cs da de el en es et fi fr ga hr hu it lt lv mt nl pl pt ro sk sl sv'.split(' ');
/** What a page may call a language that the package has by another tag. */
const otherNames = {
  zh: 'zh-Hans',
  'zh-CN': 'zh-Hans',
  'zh-Hans-HK': 'zh-Hans',
  'zh-TW': 'zh-Hant',
  ZH_hk: 'zh-Hant',
  'zh-Hant-MY': 'zh-Hant',
  'no-NO': 'nb',
  nn: 'nb',
  iw: 'he',
  in: 'id',
};
/** What is said where the withdrawal could not be loaded. */
function wordsWhereLacking(tag: string): string[] {
  const said: string[] = [];
  sayIn(tag, (_lang, ...told) => said.push(...told));
  return said;
}
const words = readLawMessages();
const english = words['en']!.texts;
const today = '2026-11-29';

describe('the words of the withdrawal on a page', () => {
  it('are there in the 24 languages of the Union, complete, and in those that the rest of the package has', () => {
    assert.deepEqual(Object.keys(words), [...new Set([...union, ...languages])].sort());
    assert.deepEqual(faultsInLaw(words), []);
    for (const { texts } of Object.values(words)) assert.deepEqual(Object.keys(texts), Object.keys(english));
  });

  it('say who has checked them: labels are the act’s in each language of the Union, the rest are unreviewed', () => {
    for (const [language, { source }] of Object.entries(words)) {
      const labels = union.includes(language) ? 'act' : 'unreviewed';
      assert.deepEqual(source, { labels, texts: 'unreviewed' }, language);
    }
  });

  it('are there for what could not be loaded too, but for English, which is at hand', () => {
    for (const language of Object.keys(words).filter((one) => one !== 'en')) {
      const [lacking = '', retry = ''] = wordsWhereLacking(language);
      for (const text of [lacking, retry]) {
        assert.notEqual(text, '', language);
        assert.doesNotMatch(text, foreignIn(language), language);
      }
    }
    for (const language of ['en', 'tlh', 'constructor', '']) assert.deepEqual(wordsWhereLacking(language), []);
    for (const [tag, language] of Object.entries(otherNames))
      assert.deepEqual(wordsWhereLacking(tag), wordsWhereLacking(language), tag);
    const element = readFileSync('src/elements/contract-withdrawal/contract-withdrawal.ts', 'utf8');
    const beside = JSON.parse(readFileSync('src/i18n/messages/en.json', 'utf8')).details['withdrawal-lacking'];
    assert.ok(element.includes(`'${beside}'`), 'the same beside the button');
  });

  for (const language of union) {
    it(`EU-2 EU-5: ${language} labels both buttons as the file has them, for each country and day`, async () => {
      const { withdraw, confirm, national } = file[language];
      const { texts } = words[language]!;
      assert.equal(texts['withdrawal.withdraw'], withdraw);
      assert.equal(texts['withdrawal.confirm'], confirm);
      for (const country of [undefined, 'XX', ...national.map((one: { country: string }) => one.country)]) {
        for (const day of ['2026-06-19', '2026-09-30', '2026-10-01', '2026-12-31', '2027-01-01', '2030-06-01']) {
          const { texts: shown, lang } = await loadLawTexts(language, country, day);
          const wanted = labelsFor(language, country ?? null, day);
          assert.equal(lang, language);
          assert.deepEqual(
            [shown['withdrawal.withdraw'], shown['withdrawal.confirm']],
            [wanted?.withdraw, wanted?.confirm],
            `${country} ${day}`,
          );
        }
      }
    });
  }

  it('have Czech labels of the Czech act from 2027 on, for consumers there', async () => {
    const label = async (day: string, country: string) =>
      (await loadLawTexts('cs', country, day)).texts['withdrawal.withdraw'];
    assert.equal(await label('2026-12-31', 'CZ'), 'Zde odstoupit od smlouvy');
    assert.equal(await label('2027-01-01', 'CZ'), 'Odstoupit od smlouvy');
    assert.equal(await label('2027-01-01', 'SK'), 'Zde odstoupit od smlouvy');
  });

  it('are translated, with the values of the English ones, in the script of the language, and hold no markup', () => {
    for (const [language, { texts }] of Object.entries(words)) {
      const foreign = foreignIn(language);
      for (const [key, text] of Object.entries(texts)) {
        const where = `${language} ${key}`;
        const { names } = compileMessage(text, language);
        assert.deepEqual(names, compileMessage(english[key]!, 'en').names, where);
        assert.doesNotMatch(text.replaceAll(/\{[a-z]+\}/g, ''), foreign, where);
        assert.doesNotMatch(text, /[<>]/, where);
        assert.notEqual(text.trim(), '', where);
        if (language !== 'en' && /\p{L} +\p{L}/u.test(text)) assert.notEqual(text, english[key], where);
      }
    }
  });

  it('EU-9: explain each of the 13 grounds of Art. 16 in words of its own', () => {
    for (const [language, { texts }] of Object.entries(words)) {
      const grounds = [...'abcdefghijklm'].map((letter) => texts[`withdrawal.ground.${letter}`]);
      assert.equal(new Set(grounds.filter(Boolean)).size, 13, language);
    }
  });

  it('say nothing of a reason that would have to be given, and nothing that keeps from it', () => {
    for (const [key, text] of Object.entries(english)) {
      assert.doesNotMatch(text, /are you sure|instead|keep|offer|discount|voucher/i, key);
    }
  });

  it('are English, and say so, in a language that nobody has worded; a page’s own words win, and may be of any language', async () => {
    const none = await loadLawTexts('tlh', undefined, today);
    assert.deepEqual([none.lang, none.dir], ['en', 'ltr']);
    assert.equal(none.texts['withdrawal.withdraw'], withdrawalLabels['en']?.withdraw);
    addWording('fo', { 'withdrawal.withdraw': 'Tak avtaluna aftur her' });
    addWording('nl-BE', { 'withdrawal.confirm': 'Ontbinding bevestigen' });
    const faroese = await loadLawTexts('fo-FO', undefined, today);
    assert.deepEqual([faroese.lang, faroese.texts['withdrawal.withdraw']], ['fo-FO', 'Tak avtaluna aftur her']);
    const dutch = await loadLawTexts('nl-BE', 'BE', today);
    assert.equal(dutch.texts['withdrawal.confirm'], 'Ontbinding bevestigen');
  });

  it('are found by the other names of their language', async () => {
    for (const [tag, language] of Object.entries(otherNames)) {
      const { texts } = await loadLawTexts(tag, undefined, today);
      assert.equal(texts['withdrawal.name'], words[language]!.texts['withdrawal.name'], tag);
    }
    assert.equal((await loadLawTexts('iw', undefined, today)).dir, 'rtl');
  });

  it('run as their language does', async () => {
    for (const language of Object.keys(words)) {
      const { dir } = await loadLawTexts(language, undefined, today);
      assert.equal(dir, leftwards.test(language) ? 'rtl' : 'ltr', language);
    }
  });
});
