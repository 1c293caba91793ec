import assert from 'node:assert/strict';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { filesIn, root } from '../../scripts/entries.mjs';
import { compileMessage } from '../../scripts/texts.mjs';
import type { CancelPolicy, Verdict } from '../../src/domain/policy.ts';
import { cancellationStates } from '../../src/domain/records.ts';
import badge from '../../src/i18n/chunks/badge.ts';
import button from '../../src/i18n/chunks/button.ts';
import choices from '../../src/i18n/chunks/choices.ts';
import codes from '../../src/i18n/chunks/codes.ts';
import details from '../../src/i18n/chunks/details.ts';
import dialog from '../../src/i18n/chunks/dialog.ts';
import enButton from '../../src/i18n/chunks/en/button.ts';
import form from '../../src/i18n/chunks/form.ts';
import message from '../../src/i18n/chunks/message.ts';
import outcome from '../../src/i18n/chunks/outcome.ts';
import { loadDialogTexts } from '../../src/i18n/dialog-texts.ts';
import { loadTexts } from '../../src/i18n/load-texts.ts';
import { type TextTable, textsOf } from '../../src/i18n/texts.ts';
import { fill, textOf } from '../../src/i18n/wording.ts';
import { presets } from '../domain/vectors.ts';
import { languages, textsIn } from '../support/messages.ts';

const parts = [button, badge, details, dialog, message, outcome, form, codes, choices];
const whole: Record<string, TextTable> = Object.fromEntries(
  await Promise.all(languages.map(async (language) => [language, await loadTexts(language, ...parts)] as const)),
);
const { en, de } = whole as { en: TextTable; de: TextTable };
/** Keys that every object inherits. */
const inherited = ['__proto__', 'constructor', 'toString', 'hasOwnProperty', 'valueOf'];

describe('the codes of the presets', () => {
  for (const policy of Object.values(presets)) {
    it(`have texts of their own: ${policy.id}`, () => {
      const own = policy.messages?.en ?? {};
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
        keys.filter((key) => !Object.hasOwn(en, key) && !Object.hasOwn(own, key.slice(key.indexOf('.') + 1))),
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
  const anyLanguage = fc.constantFrom(...languages);

  it('gives a code its own sentence, else the general one of its group, never the code', () => {
    fc.assert(
      fc.property(anyLanguage, anyGroup, anyCode, (language, group, code) => {
        const table = whole[language] as TextTable;
        const known = new Map(Object.entries(table));
        const text = textOf(table, language, group, code, policyWith({ en: { 'another-code': 'Not this one' } }));
        assert.equal(text, fill(known.get(`${group}.${code}`) ?? known.get(group)));
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
        enButton,
        language,
      );
    }
  });

  it('are the English ones where there are none', async () => {
    for (const language of ['qaa', 'den', 'd', 'ger', 'x', '', ...inherited]) {
      assert.deepEqual(await loaded(language), enButton, language);
    }
  });

  it('are loaded for all regions, and every element that asked is told', async () => {
    const told: string[] = [];
    await Promise.all(
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
    assert.deepEqual(told, ['ar-EG', 'ar-SA']);
    assert.deepEqual(
      textsOf('ar-EG', () => assert.fail()),
      await loadTexts('ar', button),
    );
  });

  it('are found by the base of the tag, whatever its case and separator', async () => {
    const expected = await loadTexts('de', button);
    for (const language of ['de', 'de-AT', 'DE-ch', 'de_AT', 'de-Latn-DE']) {
      assert.deepEqual(await loaded(language), expected);
    }
  });

  it('are those of the dialog, English where there are none', async () => {
    const ofDialog = [button, details, dialog, form];
    assert.deepEqual(await loadDialogTexts('de-AT'), await loadTexts('de', ...ofDialog));
    for (const language of ['en-GB', 'qaa', '', ...inherited]) {
      assert.deepEqual(await loadDialogTexts(language), await loadTexts('en', ...ofDialog));
    }
  });

  it('are joined with those of the rarer codes where one of them is needed', async () => {
    for (const language of languages) {
      const few = await loadDialogTexts(language, ['reason.other', 'denied.in-transit']);
      assert.equal('reason.bogus-order' in few, false);
      const more = await loadDialogTexts(language, ['reason.other', 'reason.bogus-order']);
      assert.deepEqual(more, { ...few, ...(await loadTexts(language, codes)) });
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

  it('leaves no placeholder in any text whose values are given', async () => {
    for (const language of languages) {
      const written = textsIn(language);
      for (const file of filesIn(`src/i18n/chunks/${language}`)) {
        const { default: texts } = (await import(join(root, file))) as { default: TextTable };
        for (const [key, text] of Object.entries(texts)) {
          const { names } = compileMessage(written[key] ?? '', language);
          const shown = fill(text, Object.fromEntries(names.map((name) => [name, 7])));
          assert.doesNotMatch(shown, /[{}#]/, `${language} ${key}`);
          assert.equal(shown.includes('7') || names.length === 0, true, `${language} ${key}: ${shown}`);
        }
      }
    }
  });
});
