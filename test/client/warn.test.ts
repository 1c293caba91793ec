import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { warn } from '../../src/client/warn.ts';
import { wordWarning } from '../../src/client/warnings.ts';
import { CancelError } from '../../src/domain/errors.ts';
import { keepWarnings } from './page.ts';

const lines = keepWarnings();

describe('warn', () => {
  it('says each fault once, in one line that names the package', async () => {
    await Promise.all([warn('view', 'o-1'), warn('view', 'o-1'), warn('view', 'o-2')]);
    assert.equal(lines.length, 2);
    for (const line of lines) assert.match(line, /^order-cancel-elements: [^\n]+$/);
  });

  it('falls silent after a hundred', async () => {
    await Promise.all(Array.from({ length: 500 }, (_, index) => warn('view', `many-${index}`)));
    assert.equal(lines.length, 100);
  });
});

describe('wordWarning', () => {
  it('says what is wrong and where, whatever it is given', () => {
    const decision = { outcome: 'cancel', reason: 'may', contact: 'none' } as never;
    for (const [warning, words] of [
      [['orders', 'https://shop.example/orders?id=1: 500', 'unavailable'], /orders\?id=1: 500.*unavailable/],
      [['view', 'o-"1'], /"o-\\"1"/],
      [['view', undefined], /without id/],
      [['policy', 'https://shop.example/p.json', new Error('it answered 404')], /p\.json.*it answered 404/],
      [['policy', 'x', new CancelError('unavailable', 'cut')], /cut/],
      [['unregistered', 'poshmrk', 'poshmark'], /"poshmrk".*poshmark/],
      [['unregistered', 'x', ''], /none/],
      [
        ['drift', 'o-1', decision, { outcome: 'none', reason: 'late', contact: 'none' } as never],
        /o-1.*cancel.*may.*none.*late/,
      ],
      [['chunk', new TypeError('failed to fetch')], /failed to fetch/],
      [['chunk', null], /null/],
      [['unsent', 'o-1'], /o-1.*respondWith/],
      [['unknown-outcome', 'o-1'], /o-1/],
      [['taken', 'x-y'], /<x-y>/],
      [['invalid-policy', { id: 'mine', rules: 7 }], /mine[\s\S]*rules/],
      [['invalid-policy', null], /malformed/],
      [['invalid-policy', 7], /malformed/],
    ] as [Parameters<typeof wordWarning>[0], RegExp][]) {
      assert.match(wordWarning(warning), words);
    }
  });
});
