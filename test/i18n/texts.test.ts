import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import type { CancelPolicy, Verdict } from '../../src/domain/policy.ts';
import { cancellationStates } from '../../src/domain/records.ts';
import ar from '../../src/i18n/ar.ts';
import arCodes from '../../src/i18n/ar-codes.ts';
import arDialog from '../../src/i18n/ar-dialog.ts';
import arInventory from '../../src/i18n/ar-inventory.ts';
import arQueue from '../../src/i18n/ar-queue.ts';
import arTimeline from '../../src/i18n/ar-timeline.ts';
import de from '../../src/i18n/de.ts';
import deCodes from '../../src/i18n/de-codes.ts';
import deDialog from '../../src/i18n/de-dialog.ts';
import deInventory from '../../src/i18n/de-inventory.ts';
import deQueue from '../../src/i18n/de-queue.ts';
import deTimeline from '../../src/i18n/de-timeline.ts';
import { loadDialogTexts } from '../../src/i18n/dialog-texts.ts';
import enPage from '../../src/i18n/en.ts';
import enBadge from '../../src/i18n/en-badge.ts';
import enCodes from '../../src/i18n/en-codes.ts';
import enDetails from '../../src/i18n/en-details.ts';
import enDialogForm from '../../src/i18n/en-dialog.ts';
import enInventory from '../../src/i18n/en-inventory.ts';
import enMessage from '../../src/i18n/en-message.ts';
import enOutcome from '../../src/i18n/en-outcome.ts';
import enQueue from '../../src/i18n/en-queue.ts';
import enTimeline from '../../src/i18n/en-timeline.ts';
import type { Language } from '../../src/i18n/keys.ts';
import { addEnglish, type TextTable, textsOf } from '../../src/i18n/texts.ts';
import { fill, textOf } from '../../src/i18n/wording.ts';
import { presets } from '../domain/vectors.ts';

/** What a page needs comes in English in three parts, each with the elements that need it. */
const en = { ...enPage, ...enDetails, ...enBadge };
/** So does what the dialog needs. */
const enDialog = { ...enDialogForm, ...enMessage, ...enOutcome };

const parts: Record<string, Record<Language, TextTable>> = {
  page: { en, de, ar },
  dialog: { en: enDialog, de: deDialog, ar: arDialog },
  codes: { en: enCodes, de: deCodes, ar: arCodes },
  queue: { en: enQueue, de: deQueue, ar: arQueue },
  inventory: { en: enInventory, de: deInventory, ar: arInventory },
  timeline: { en: enTimeline, de: deTimeline, ar: arTimeline },
};
const whole: Record<Language, TextTable> = {
  en: { ...en, ...enDialog, ...enCodes },
  de: { ...de, ...deDialog, ...deCodes },
  ar: { ...ar, ...arDialog, ...arCodes },
};
/** Keys whose text may read the same in another language: nothing but values and what stands between them. */
const same: string[] = ['did.amount', 'did.scan-at', 'did.claim'];
/** Keys that every object inherits. */
const inherited = ['__proto__', 'constructor', 'toString', 'hasOwnProperty', 'valueOf'];

function placeholders(text: string): string[] {
  return [...text.matchAll(/\{(.*?)\}/g)].map(([, name]) => name as string).sort();
}

for (const [part, languages] of Object.entries(parts)) {
  const english = languages.en as TextTable;
  for (const [language, table] of Object.entries(languages)) {
    const wrong = (isWrong: (text: string, key: string) => boolean): string[] =>
      Object.keys(english).filter((key) => isWrong(table[key] as string, key));

    describe(`texts of the ${part} in ${language}`, () => {
      it('have the keys of the English ones, no more and no fewer', () => {
        assert.deepEqual(Object.keys(table).sort(), Object.keys(english).sort());
      });

      it('have the same placeholders, all of which can be filled', () => {
        assert.deepEqual(
          wrong((text, key) => placeholders(text).join() !== placeholders(english[key] as string).join()),
          [],
        );
        assert.deepEqual(
          wrong((text) => /[{}]/.test(text.replaceAll(/\{[a-z]+\}/g, ''))),
          [],
        );
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

      if (language !== 'en') {
        it('are translated', () => {
          assert.deepEqual(
            wrong((text, key) => text !== '' && text === english[key] && !same.includes(key)),
            [],
          );
        });
      }
    });
  }
}

it('No key stands in two parts', () => {
  const keys = [enPage, enDetails, enBadge, enDialogForm, enMessage, enOutcome, enCodes, enQueue, enInventory].flatMap(
    (part) => Object.keys(part),
  );
  assert.deepEqual(
    keys.filter((key, index) => keys.indexOf(key) !== index),
    [],
  );
});

it('Arabic texts are written in Arabic', () => {
  const latin = Object.values({ ...whole.ar, ...arQueue, ...arInventory }).filter((text) =>
    /[a-z]/i.test(text.replaceAll(/\{[a-z]+\}/g, '')),
  );
  assert.deepEqual(latin, []);
});

describe('the codes of the presets', () => {
  for (const policy of Object.values(presets)) {
    it(`have texts of their own: ${policy.id}`, () => {
      const verdicts: Verdict[] = [...policy.rules.map(({ then }) => then), policy.otherwise];
      const keys = verdicts.flatMap(({ outcome, reason, alternatives, advice, refund }) => [
        `${outcome === 'none' || outcome === 'return' ? 'denied' : 'why'}.${reason}`,
        ...(alternatives ?? []).flatMap((code) => [`instead.${code}`, `way.${code}`]),
        ...(advice ?? []).map((code) => `advice.${code}`),
        ...methodsOf(refund),
      ]);
      for (const { choices } of Object.values(policy.reasons)) {
        for (const { code, valid } of choices) {
          keys.push(`reason.${code}`);
          if (valid === false) keys.push(`invalid.${code}`);
        }
      }
      keys.push(...methodsOf(policy.refund));
      assert.deepEqual(
        keys.filter((key) => !Object.hasOwn(whole.en as TextTable, key)),
        [],
      );
    });
  }

  function methodsOf(refund: Verdict['refund']): string[] {
    return refund ? [refund.method, ...(refund.choices ?? [])].map((method) => `method.${method}`) : [];
  }

  it('every state of a cancellation has a text', () => {
    assert.deepEqual(
      cancellationStates.filter((state) => !Object.hasOwn(en, `state.${state}`)),
      [],
    );
  });
});

function policyWith(messages: CancelPolicy['messages']): CancelPolicy {
  return { messages } as CancelPolicy;
}

describe('textOf', () => {
  const groups = [...new Set(Object.keys(whole.en as TextTable).map((key) => key.split('.')[0] as string))];
  const codes = Object.keys(whole.en as TextTable).map((key) => key.split('.')[1] ?? '');
  const anyGroup = fc.oneof(fc.constantFrom(...groups), fc.constantFrom(...inherited), fc.string());
  const anyCode = fc.oneof(fc.constantFrom(...codes), fc.constantFrom(...inherited), fc.string());
  const anyLanguage = fc.constantFrom('en', 'de', 'ar');
  const general = (table: TextTable, group: string): string => new Map(Object.entries(table)).get(group) ?? '';

  it('gives a code its own sentence, else the general one of its group, never the code', () => {
    fc.assert(
      fc.property(anyLanguage, anyGroup, anyCode, (language, group, code) => {
        const table = whole[language] as TextTable;
        const known = new Map(Object.entries(table));
        const text = textOf(table, language, group, code, policyWith({ en: { 'another-code': 'Not this one' } }));
        assert.equal(text, known.get(`${group}.${code}`) ?? general(table, group));
      }),
      { numRuns: 2000 },
    );
  });

  it('has something to say of any denial, problem or invalid reason', () => {
    fc.assert(
      fc.property(anyLanguage, fc.constantFrom('denied', 'problem', 'invalid'), anyCode, (language, group, code) => {
        assert.notEqual(textOf(whole[language] as TextTable, language, group, code), '');
      }),
    );
  });

  it('takes the message of the policy before all', () => {
    fc.assert(
      fc.property(anyLanguage, anyGroup, anyCode, fc.string({ minLength: 1 }), (language, group, code, message) => {
        const messages = { en: Object.fromEntries([[code, message]]) };
        assert.equal(textOf(whole[language] as TextTable, language, group, code, policyWith(messages)), message);
      }),
    );
  });

  it('takes the message in the very language, else the base language, else English, else any', () => {
    const messages: Record<string, Record<string, string>> = {
      fr: { late: 'Trop tard' },
      en: { late: 'Too late' },
      de: { late: 'Zu spät' },
      'de-AT': { late: 'Leider zu spät' },
    };
    const asked = (language: string): string => textOf(de, language, 'denied', 'late', policyWith(messages));
    assert.equal(asked('de-AT'), 'Leider zu spät');
    delete messages['de-AT'];
    assert.equal(asked('de-AT'), 'Zu spät');
    delete messages.de;
    assert.equal(asked('de-AT'), 'Too late');
    delete messages.en;
    assert.equal(asked('de-AT'), 'Trop tard');
    delete messages.fr;
    assert.equal(asked('de-AT'), de.denied);
  });

  it('passes over a language of the policy that lacks the message', () => {
    const messages = { de: { early: 'Zu früh' }, en: { late: 'Too late' } };
    assert.equal(textOf(de, 'de', 'denied', 'late', policyWith(messages)), 'Too late');
  });

  it('takes nothing that an object inherits for a text', () => {
    for (const name of inherited) {
      for (const messages of [{}, { en: {} }, { [name]: {} }]) {
        assert.equal(textOf(en, name, 'denied', name, policyWith(messages)), en.denied);
        assert.equal(textOf(en, 'en', name, name, policyWith(messages)), '');
      }
    }
  });

  it('does without a policy', () => {
    assert.equal(textOf(en, 'en', 'denied', 'in-transit'), en['denied.in-transit']);
    assert.equal(textOf(en, 'en', 'denied', 'in-transit', null), en['denied.in-transit']);
  });
});

function loaded(language: string): Promise<TextTable> {
  return new Promise((resolve) => {
    const now = textsOf(language, () => resolve(textsOf(language, () => {}) as TextTable));
    if (now) resolve(now);
  });
}

describe('the texts of a language', () => {
  it('are there at once in English', () => {
    for (const language of ['en', 'en-GB', 'EN', 'en_US']) {
      assert.deepEqual(
        textsOf(language, () => assert.fail()),
        enPage,
        language,
      );
    }
  });

  it('are the English ones where there are none', async () => {
    for (const language of ['fr', 'den', 'd', 'ger', 'x', '', ...inherited]) {
      assert.deepEqual(await loaded(language), enPage, language);
    }
  });

  it('are in English those of every page, until a part brings its own', () => {
    const english = textsOf('en', () => assert.fail());
    assert.deepEqual(english, enPage);
    addEnglish(enDetails);
    addEnglish(enBadge);
    assert.deepEqual(english, en);
    assert.equal(Object.hasOwn(enPage, 'denied'), false);
  });

  it('are loaded for all regions, and every element that asked is told', async () => {
    const told: string[] = [];
    const both = Promise.all(
      ['ar-EG', 'ar-SA'].map(
        (language) =>
          new Promise<void>((resolve) => {
            const now = textsOf(language, () => {
              told.push(language);
              resolve();
            });
            assert.equal(now, undefined);
          }),
      ),
    );
    await both;
    assert.deepEqual(told, ['ar-EG', 'ar-SA']);
    assert.equal(
      textsOf('ar', () => assert.fail()),
      ar,
    );
  });

  it('are found by the base of the tag, whatever its case and separator', async () => {
    for (const language of ['de', 'de-AT', 'DE-ch', 'de_AT', 'de-Latn-DE']) assert.equal(await loaded(language), de);
  });

  it('are joined with those of the dialog', async () => {
    assert.deepEqual(await loadDialogTexts('de-AT'), { ...de, ...deDialog });
    assert.deepEqual(await loadDialogTexts('ar'), { ...ar, ...arDialog });
    for (const language of ['en-GB', 'fr', '', ...inherited]) {
      assert.deepEqual(await loadDialogTexts(language), { ...en, ...enDialogForm });
    }
  });

  it('are in English one table, to which later parts add theirs', async () => {
    const texts = await loadDialogTexts('en');
    assert.equal(await loadDialogTexts('fr'), texts);
    addEnglish({ ...enMessage, ...enOutcome });
    assert.deepEqual(texts, { ...en, ...enDialog });
  });

  it('are joined with those of the rarer codes where one of them is needed', async () => {
    assert.deepEqual(await loadDialogTexts('de', ['reason.other', 'denied.in-transit']), { ...de, ...deDialog });
    for (const language of ['en', 'de', 'ar'] as const) {
      assert.deepEqual(await loadDialogTexts(language, ['reason.other', 'reason.bogus-order']), whole[language]);
    }
  });
});

describe('fill', () => {
  it('puts every value in its place', () => {
    assert.equal(fill('{refunded} of {due}, {refunded}', { refunded: 5, due: '€9' }), '5 of €9, 5');
    assert.equal(fill('{count}', { count: 0 }), '0');
    assert.equal(fill('{name}', { name: '' }), '');
    assert.equal(fill(undefined, { name: 'x' }), '');
  });

  it('leaves what it has no value for', () => {
    assert.equal(fill('Until {time} {}{Time}', {}), 'Until {time} {}{Time}');
  });

  it('takes a value as it is', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.constantFrom('$&', '$1', "$'", '{due}', '<b>', '\u202e')), (value) => {
        assert.equal(fill('a {order} b {due}', { order: value, due: 1 }), `a ${value} b 1`);
      }),
    );
  });

  it('takes nothing that an object inherits for a value', () => {
    for (const name of inherited) assert.equal(fill(`{${name}}`, {}), `{${name}}`);
  });

  it('leaves no placeholder in any text whose values are given', () => {
    for (const table of Object.values(whole)) {
      for (const text of Object.values(table)) {
        const values = Object.fromEntries(placeholders(text).map((name) => [name, 1]));
        assert.doesNotMatch(fill(text, values), /[{}]/);
      }
    }
  });
});
