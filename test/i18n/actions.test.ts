import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { actions } from '../../src/domain/lifecycle/actions.ts';
import { languages, textsIn } from '../support/messages.ts';

/** What the buyer's story leaves to the timeline and to the back office. */
const elsewhere = ['refund', 'reopen', 'uphold', 'resolve', 'mediate', 'complain', 'arbitrate', 'remark'];
/** What changes no state is told in the history by what was done. */
const toldByDeed = ['refund', 'uphold', 'remark', 'mediate', 'complain', 'arbitrate', 'abandon'];

for (const language of languages) {
  const texts = textsIn(language);

  describe(`actions in ${language}`, () => {
    for (const action of actions) {
      it(`word ${action} where it is offered, so that no code is ever shown`, () => {
        assert.ok(texts[`do.${action}`], 'a button of the back office');
        if (toldByDeed.includes(action)) assert.ok(texts[`entry.${action}`], 'a line of the history');
        for (const part of ['action', 'ask', 'about', 'comment']) {
          assert.equal(texts[`${part}.${action}`] !== undefined, !elsewhere.includes(action), `${part} of the story`);
        }
      });
    }

    it('are called alike nowhere in one place', () => {
      for (const prefix of ['do.', 'action.']) {
        const names = Object.entries(texts).flatMap(([key, text]) => (key.startsWith(prefix) ? [text] : []));
        assert.equal(new Set(names).size, names.length, prefix);
      }
    });
  });
}
