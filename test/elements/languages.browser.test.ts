import { expect } from '@open-wc/testing';
import { setViewport } from '@web/test-runner-commands';
import 'order-cancel-elements/define';
import { languages } from 'order-cancel-elements';
import { directionOf, dress } from '../support/elements/accessibility.ts';
import { type DialogScene, dialogScenes, openedScene } from '../support/elements/dialog-scenes.ts';
import { labelFaults } from '../support/elements/labels.ts';
import { buttons, findLanguages, keepConsole, said } from '../support/elements/page.ts';
import { openedQueue, overflowing } from '../support/elements/queue-scenes.ts';

/** Every language in one engine: the fonts of the others are wider here, and their labels with them. */
const chosen = navigator.userAgent.includes('Chrome') ? languages : ['en'];

/** The labels below an element that are not whole, or outside of the window. Heads that are unseen are left out. */
const notWhole = (root: Element): string[] =>
  buttons(root)
    .filter((button) => button.offsetWidth > 1 && button.checkVisibility() && !button.closest('.head'))
    .flatMap((button) => labelFaults(button).map((fault) => `${said(button)}: ${fault}`));

describe('labels at 320 px', () => {
  keepConsole();
  findLanguages();
  before(() => setViewport({ width: 320, height: 640 }));
  after(() => setViewport({ width: 800, height: 600 }));
  let undress = (): void => {};
  afterEach(() => undress());

  for (const language of chosen) {
    it(`are whole in ${language}: button, dialog, queue; with text of 200 % nothing of button and dialog is cut off`, async () => {
      undress = dress({ lang: language, dir: directionOf(language), dark: false });
      for (const name of ['PM request', 'BL buyer, with what is missing']) {
        document.documentElement.style.fontSize = '';
        const { button, dialog } = await openedScene((dialogScenes[name] as () => DialogScene)());
        expect(notWhole(button), name).to.deep.equal([]);
        document.documentElement.style.fontSize = '200%';
        // A word that is wider than the window at this size goes on in the next line.
        const cut = notWhole(button).filter((fault) => !fault.includes(': torn: '));
        expect(cut, `${name}, 200 %`).to.deep.equal([]);
        expect(dialog.scrollWidth, `${name}: nothing scrolls sideways`).to.be.most(dialog.clientWidth + 1);
        button.remove();
      }
      document.documentElement.style.fontSize = '';
      const queue = await openedQueue('accepting');
      expect(notWhole(queue), 'queue').to.deep.equal([]);
      expect(overflowing(queue), 'queue').to.deep.equal([]);
      expect(document.documentElement.scrollWidth, 'the page does not scroll sideways').to.be.most(320);
      queue.remove();
    }).timeout(30_000);
  }
});
