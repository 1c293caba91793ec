import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { actions } from '../../src/domain/lifecycle/transitions.ts';
import arQueue from '../../src/i18n/ar-queue.ts';
import arStory from '../../src/i18n/ar-story.ts';
import deQueue from '../../src/i18n/de-queue.ts';
import deStory from '../../src/i18n/de-story.ts';
import enQueue from '../../src/i18n/en-queue.ts';
import enStory from '../../src/i18n/en-story.ts';
import type { TextTable } from '../../src/i18n/texts.ts';

const languages: Record<string, { queue: TextTable; story: TextTable }> = {
  en: { queue: enQueue, story: enStory },
  de: { queue: deQueue, story: deStory },
  ar: { queue: arQueue, story: arStory },
};
/** What the buyer's story leaves to the timeline and to the back office. */
const elsewhere = ['refund', 'resolve', 'mediate', 'complain', 'arbitrate', 'remark'];
/** What changes no state is told in the history by what was done. */
const toldByDeed = ['refund', 'remark', 'mediate', 'complain', 'arbitrate', 'abandon'];

for (const [language, { queue, story }] of Object.entries(languages)) {
  describe(`actions in ${language}`, () => {
    for (const action of actions) {
      it(`word ${action} where it is offered, so that no code is ever shown`, () => {
        assert.ok(queue[`do.${action}`], 'a button of the back office');
        if (toldByDeed.includes(action)) assert.ok(queue[`entry.${action}`], 'a line of the history');
        for (const part of ['action', 'ask', 'about', 'comment']) {
          assert.equal(story[`${part}.${action}`] !== undefined, !elsewhere.includes(action), `${part} of the story`);
        }
      });
    }

    it('are called alike nowhere in one place', () => {
      for (const [table, prefix] of [
        [queue, 'do.'],
        [story, 'action.'],
      ] as const) {
        const names = Object.entries(table).flatMap(([key, text]) => (key.startsWith(prefix) ? [text] : []));
        assert.equal(new Set(names).size, names.length, prefix);
      }
    });
  });
}
