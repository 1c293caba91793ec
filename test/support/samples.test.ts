import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { parsePolicy } from 'order-cancel-elements/policy';
import { allSamples } from './samples.ts';

/** What is run elsewhere: programs by test/package/types.dist.test.ts, HTML by test/demo/samples.pages.test.ts. */
const elsewhere = ['js', 'jsx', 'ts', 'html'];
/** Commands and requests, which are read and not run. */
const read = ['sh', 'http'];

describe('what the texts show', () => {
  const samples = allSamples();

  it('is of a language that something runs', () => {
    const others = samples.filter(
      ({ language, notRun }) => !notRun && ![...elsewhere, ...read, 'json'].includes(language),
    );
    assert.deepEqual(
      others.map(({ at, language }) => `${at}: ${language}`),
      [],
    );
    assert.ok(samples.length > 60);
  });

  it('is JSON where it says so, but for what is marked', () => {
    const json = samples.filter(({ language, notRun }) => language === 'json' && !notRun);
    const wrong = json.flatMap(({ at, code }) => {
      try {
        JSON.parse(code);
        return [];
      } catch (error) {
        return [`${at}: ${error}`];
      }
    });
    assert.deepEqual(wrong, []);
    assert.ok(json.length > 30);
  });

  it('is a policy where it looks like one', () => {
    const policies = samples.filter(
      ({ language, code, notRun }) =>
        language === 'json' && !notRun && /"otherwise"/.test(code) && /"rules"/.test(code),
    );
    for (const { at, code } of policies) assert.doesNotThrow(() => parsePolicy(JSON.parse(code)), at);
    assert.ok(policies.length > 0);
  });
});
