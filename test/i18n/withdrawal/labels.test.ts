import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { labelsFor, withdrawalLabels } from '../../../src/i18n/withdrawal/labels.ts';
import { receiptSource, receiptWords } from '../../../src/i18n/withdrawal/receipt-words.ts';

/** As it was put together from the public compilations and acts that it names. */
const file = JSON.parse(readFileSync(new URL('./labels.json', import.meta.url), 'utf8'));
const languages = 'bg cs da de el en es et fi fr ga hr hu it lt lv mt nl pl pt ro sk sl sv'.split(' ');

describe('the words of the two buttons', () => {
  it('EU-2 EU-5: are those of the file, with source and certainty, in the 24 languages of the Union', () => {
    assert.deepEqual(Object.keys(withdrawalLabels).sort(), languages);
    for (const language of languages) assert.deepEqual(withdrawalLabels[language], file[language], language);
  });

  it('go by the language of the page', () => {
    assert.deepEqual(labelsFor('de-AT', null, '2026-11-29'), {
      language: 'de',
      withdraw: 'Vertrag widerrufen',
      confirm: 'Widerruf bestätigen',
    });
    assert.equal(labelsFor('EL', 'CY', '2026-11-29')?.withdraw, 'Πατήστε εδώ για υπαναχώρηση');
    for (const locale of ['ar', 'ja-JP', '', 'constructor']) assert.equal(labelsFor(locale, 'DE', '2026-11-29'), null);
  });

  it('are those of the act of the consumer’s country where it has others, once it is in force', () => {
    const czech = (day: string, country: string | null = 'CZ') => labelsFor('cs', country, day)?.withdraw;
    assert.equal(czech('2026-12-31'), 'Zde odstoupit od smlouvy');
    assert.equal(czech('2027-01-01'), 'Odstoupit od smlouvy');
    assert.equal(czech('2027-01-01', 'SK'), 'Zde odstoupit od smlouvy');
    assert.equal(labelsFor('en', 'CZ', '2027-01-01')?.withdraw, 'Withdraw from contract here');
  });

  it('are no words that nobody has seen in an act', () => {
    for (const [language, { national }] of Object.entries(withdrawalLabels)) {
      for (const { country, certainty } of national.filter((one) => one.certainty !== 'law')) {
        const { withdraw, confirm } = withdrawalLabels[language]!;
        assert.deepEqual(labelsFor(language, country, '2030-01-01'), { language, withdraw, confirm }, certainty);
      }
    }
  });
});

describe('the words of a receipt', () => {
  it('EU-6: are there in each language, every one of its own, and marked as unreviewed', () => {
    assert.equal(receiptSource, 'unreviewed');
    assert.deepEqual(Object.keys(receiptWords).sort(), languages);
    const names = Object.keys(receiptWords['en']!);
    for (const [language, words] of Object.entries(receiptWords)) {
      assert.deepEqual(Object.keys(words), names, language);
      assert.ok(
        Object.values(words).every((word) => word.trim().length > 0),
        language,
      );
      if (language === 'en') continue;
      for (const name of ['title', 'received', 'declares', 'inTime', 'late'] as const) {
        assert.notEqual(words[name], receiptWords['en']![name], `${language} ${name}`);
      }
    }
  });

  it('are in the script of the language', () => {
    assert.match(receiptWords['bg']!.received, /\p{Script=Cyrillic}{4}/u);
    assert.match(receiptWords['el']!.received, /\p{Script=Greek}{4}/u);
  });
});
