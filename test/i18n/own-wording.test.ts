import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { chainOf } from '../../src/i18n/chain.ts';
import button from '../../src/i18n/chunks/button.ts';
import enButton from '../../src/i18n/chunks/en/button.ts';
import others from '../../src/i18n/chunks/others.ts';
import { loadDialogTexts } from '../../src/i18n/dialog-texts.ts';
import { formatMoney } from '../../src/i18n/format-money.ts';
import { loadPageTexts, loadTexts } from '../../src/i18n/load-texts.ts';
import { letterLanguage } from '../../src/i18n/notifications.ts';
import { addWording, type TextTable, textsKey, textsOf } from '../../src/i18n/texts.ts';
import { tongueFor } from '../../src/i18n/tongue.ts';
import { fill } from '../../src/i18n/wording.ts';
import { languages } from '../support/messages.ts';

// The tags from qaa to qtz are nobody's: the package will never have them.

/** The texts of the button, once they are there. */
function shown(tag: string): Promise<TextTable> {
  return new Promise((resolve) => {
    const look = () => {
      const texts = textsOf(tag, look);
      if (texts) resolve(texts);
    };
    look();
  });
}

describe('a language that the package lacks', () => {
  it('falls back to the wider one that a page has, then to English', async () => {
    assert.equal((await shown('qaa-BR')).cancel, enButton.cancel);
    assert.deepEqual(tongueFor('qaa-BR'), { lang: 'en', dir: 'ltr' });

    addWording('qaa', { cancel: 'Cancelar encomenda', retry: 'Tentar novamente' });
    const wide = await shown('qaa-BR');
    assert.deepEqual(
      [wide.cancel, wide.retry, wide.offline],
      ['Cancelar encomenda', 'Tentar novamente', enButton.offline],
    );
    assert.deepEqual(tongueFor('qaa-BR'), { lang: 'qaa-BR' });

    addWording('qaa-BR', { cancel: 'Cancelar pedido' });
    const near = await shown('qaa-BR');
    assert.deepEqual(
      [near.cancel, near.retry, near.offline],
      ['Cancelar pedido', 'Tentar novamente', enButton.offline],
    );
    assert.equal((await shown('qaa-PT')).cancel, 'Cancelar encomenda');
  });

  it('is found by each of its subtags, whatever their case and separator', async () => {
    addWording('qad-Hant', { cancel: '取消訂單' });
    for (const tag of ['qad-Hant', 'qad-Hant-TW', 'QAD_hant_HK'])
      assert.equal((await shown(tag)).cancel, '取消訂單', tag);
    for (const tag of ['qad', 'qad-TW', 'qad-Hans', 'qadx-Hant'])
      assert.equal((await shown(tag)).cancel, enButton.cancel, tag);
  });

  it('has its own dates and amounts from when there are words for it', async () => {
    const tag = ['is', 'ca', 'sr', 'fo'].find((one) => !languages.includes(one)) as string;
    await shown(tag);
    const money = { amount: 123_450, currency: 'EUR' };
    assert.equal(formatMoney(tag, money), formatMoney('en', money));
    addWording(tag, { cancel: 'Cancel' });
    await shown(tag);
    assert.match(formatMoney(tag, money), /1\.?234,50/);
  });

  it('runs as its script does', async () => {
    addWording('he', { cancel: 'ביטול הזמנה' });
    for (const [tag, dir] of [
      ['he-IL', 'rtl'],
      ['ar', 'rtl'],
      ['de', undefined],
      ['qac', 'ltr'],
      ['en-GB', undefined],
    ] as const) {
      await loadTexts(tag, button);
      assert.equal(tongueFor(tag).dir, dir, tag);
    }
    assert.equal(tongueFor('qac').lang, 'en');
  });
});

describe('a language by another of its names', () => {
  for (const [tag, language] of [
    ['zh', 'zh-hans'],
    ['zh-CN', 'zh-hans'],
    ['zh-SG', 'zh-hans'],
    ['zh-Hans-HK', 'zh-hans'],
    ['zh-TW', 'zh-hant'],
    ['zh_HK', 'zh-hant'],
    ['zh-MO', 'zh-hant'],
    ['zh-Hant-MY', 'zh-hant'],
    ['no', 'nb'],
    ['nn-NO', 'nb'],
    ['iw-IL', 'he'],
    ['in', 'id'],
    ['pt-BR', 'pt'],
  ] as const) {
    it(`${tag} is ${language}`, async () => {
      const { default: texts } = await others[language].button();
      assert.equal((await shown(tag)).cancel, texts.cancel);
      assert.deepEqual(tongueFor(tag), language === 'he' ? { lang: tag, dir: 'rtl' } : { lang: tag });
      assert.equal(letterLanguage(tag).language, language);
    });
  }

  it('has what a page words for either, but never simplified words among traditional ones', async () => {
    assert.deepEqual(chainOf('zh-TW'), ['zh-tw', 'zh-hant']);
    assert.deepEqual(chainOf('zh-Hant'), ['zh-hant']);
    assert.deepEqual(chainOf('zh-Hans-CN'), ['zh-hans-cn', 'zh-hans', 'zh']);
    assert.deepEqual(chainOf('no'), ['no', 'nb']);
    assert.deepEqual(chainOf('pt-BR'), ['pt-br', 'pt']);
  });
});

describe('wording of a page’s own', () => {
  it('wins in every part of the texts, of each language alone', async () => {
    addWording('de', { keep: 'Doch nicht', 'reason.bogus-order': 'Scherzbestellung' });
    const texts = await loadDialogTexts('de-AT', ['reason.bogus-order']);
    assert.deepEqual([texts.keep, texts['reason.bogus-order']], ['Doch nicht', 'Scherzbestellung']);
    assert.equal((await loadDialogTexts('en')).keep, 'Keep order');
    assert.equal((await loadDialogTexts('qab')).keep, 'Keep order');
  });

  it('may be a function of the values', async () => {
    addWording('en', { until: ({ left }) => `Hurry: ${left}` });
    const { until } = await loadTexts('en', button);
    assert.equal(fill(until, { left: '2 min', time: '14:30' }), 'Hurry: 2 min');
  });

  it('comes with another table and another name for what was loaded', async () => {
    const before = [textsKey('de'), await shown('de')];
    const late = shown('de-CH');
    addWording('de', { cancel: 'Bestellung zurückziehen' });
    assert.notEqual(textsKey('de'), before[0]);
    assert.equal((await shown('de')).cancel, 'Bestellung zurückziehen');
    assert.equal((await late).cancel, 'Bestellung zurückziehen');
    addWording('en', { cancel: 'Call it off' });
    assert.equal((await shown('en')).cancel, 'Call it off');
    assert.equal((await shown('en-GB')).cancel, 'Call it off');
    assert.equal((await shown('qab')).cancel, 'Call it off');
  });
});

it('a language whose chunk cannot be loaded is told in English, in the page’s own wording all the same', async () => {
  addWording('en', { retry: 'Once more' });
  const { button: load } = others.ar;
  others.ar.button = () => Promise.reject(new TypeError('gone'));
  try {
    const texts = await loadPageTexts('ar-EG');
    assert.deepEqual([texts.offline, texts.retry], [enButton.offline, 'Once more']);
    assert.deepEqual(tongueFor('ar-EG'), { lang: 'en', dir: 'ltr' });
    // What comes later is in the same language.
    assert.equal((await loadDialogTexts('ar-EG')).close, 'Close');
    addWording('ar', { retry: 'مرة أخرى' });
    assert.equal((await shown('ar-EG')).retry, 'مرة أخرى');
  } finally {
    others.ar.button = load;
  }
});
