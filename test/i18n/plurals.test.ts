import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { compileMessage } from '../../scripts/texts.mjs';
import { pluralIn, select } from '../../src/i18n/choices.ts';
import dialog from '../../src/i18n/chunks/dialog.ts';
import queue from '../../src/i18n/chunks/queue.ts';
import timeline from '../../src/i18n/chunks/timeline.ts';
import { loadTexts } from '../../src/i18n/load-texts.ts';
import { fill } from '../../src/i18n/wording.ts';
import { languages, textsIn } from '../support/messages.ts';

/** The texts that count. */
const counting = ['recent', 'items.more', 'queue.news', 'bulk.count', 'proof.whole'];

describe('a text that counts', () => {
  it('takes the form of the number, which is written as the language does', async () => {
    const said = async (language: string, key: string, count: number) =>
      fill((await loadTexts(language, dialog, queue, timeline))[key], { count, days: 30 });
    assert.equal(await said('en', 'queue.news', 1), '1 new request. Show');
    assert.equal(await said('en', 'queue.news', 0), '0 new requests. Show');
    assert.equal(await said('en', 'bulk.count', 1234), '1,234 requests');
    assert.match(await said('en', 'recent', 1), /^You cancelled 1 order in the last 30 days\./);
    assert.equal(await said('de', 'bulk.count', 1), '1 Anfrage');
    assert.equal(await said('de-CH', 'bulk.count', 1234), '1.234 Anfragen');
    assert.equal(await said('ar', 'bulk.count', 2), 'طلبان');
    assert.equal(await said('ar', 'bulk.count', 3), '3 طلبات');
    assert.equal(await said('ar', 'bulk.count', 11), '11 طلبًا');
    assert.equal(await said('ar', 'bulk.count', 100), '100 طلب');
  });

  for (const language of languages) {
    it(`says in ${language} what the form of each number says`, async () => {
      const texts = await loadTexts(language, dialog, queue, timeline);
      const rules = new Intl.PluralRules(language);
      const numbers = new Intl.NumberFormat(language);
      fc.assert(
        fc.property(fc.constantFrom(...counting), fc.oneof(fc.nat(12), fc.nat()), (key, count) => {
          const { parts } = compileMessage(textsIn(language)[key] ?? '', language);
          const form = parts
            .map((part) => (typeof part === 'string' ? part : (part.forms[rules.select(count)] as string)))
            .join('')
            .replaceAll('#', numbers.format(count))
            .replaceAll('{days}', '30');
          assert.equal(fill(texts[key], { count, days: 30 }), form);
        }),
      );
    });
  }

  it('may have a form for one number alone, and one for a word', () => {
    const forms = { '=0': 'none', one: '# thing', other: '# things' };
    assert.deepEqual(
      [0, 1, 2].map((count) => pluralIn('en')(count, forms)),
      ['none', '1 thing', '2 things'],
    );
    assert.equal(pluralIn('en')('1', forms), '1 thing');
    assert.deepEqual(
      ['a', 'b', undefined].map((word) => select(word, { a: 'first', other: 'any' })),
      ['first', 'any', 'any'],
    );
  });
});
