import { expect } from '@open-wc/testing';
import { setViewport } from '@web/test-runner-commands';
import { dress, settings, violations } from '../../support/elements/accessibility.ts';
import { aBackOffice, aRequest } from '../../support/elements/back-office.ts';
import { aPolicy } from '../../support/elements/orders.ts';
import {
  below,
  consoleLine,
  consoleLines,
  focused,
  keepConsole,
  pause,
  said,
  until,
} from '../../support/elements/page.ts';
import { aQueue, details, grid, press, rows } from '../../support/elements/queue.ts';
import { many, openedQueue, overflowing, queueScenes } from '../../support/elements/queue-scenes.ts';

describe('seller-cancel-queue: for everybody', () => {
  keepConsole();
  afterEach(() => setViewport({ width: 800, height: 600 }));

  for (const name of Object.keys(queueScenes)) {
    for (const [how, setting] of settings) {
      it(`${name}: axe finds nothing, ${how}`, async () => {
        const undress = dress(setting);
        try {
          await setViewport({ width: 1280, height: 900 });
          const queue = await openedQueue(name);
          expect(await violations(queue)).to.equal('');
        } finally {
          undress();
          consoleLines();
        }
      }).timeout(30_000);
    }

    it(`${name}: fits 320 px, either direction`, async () => {
      await setViewport({ width: 320, height: 700 });
      for (const [, setting] of settings.slice(0, 2)) {
        const undress = dress(setting);
        try {
          const queue = await openedQueue(name);
          expect(overflowing(queue).join(' ')).to.equal('');
          expect(document.documentElement.scrollWidth <= 320, 'nothing to scroll sideways').to.equal(true);
          queue.remove();
        } finally {
          undress();
          consoleLines();
        }
      }
    }).timeout(30_000);
  }

  it('rows are cards where there is little room, each as high as the others, with everything in sight', async () => {
    await setViewport({ width: 320, height: 700 });
    const queue = await aQueue(aBackOffice(many()));
    await pause(50);
    const [first, second] = rows(queue);
    const one = first?.getBoundingClientRect() as DOMRect;
    expect(Math.round((second?.getBoundingClientRect().top ?? 0) - one.top)).to.equal(Math.round(one.height));
    for (const cell of first?.children ?? []) {
      const { top, bottom } = cell.getBoundingClientRect();
      expect(top >= one.top - 1 && bottom <= one.bottom + 1, said(cell)).to.equal(true);
    }
  });

  for (const [what, text] of [
    ['markup', '<img src=x onerror="window.harmed=1"><script>window.harmed=1</script>'],
    ['marks of direction', '\u202eevil\u2066 \u200fgnp.exe'],
    ['10,000 characters', 'x'.repeat(10_000)],
    ['lone surrogates', 'half \ud83d and \udc00 half'],
  ] as const) {
    it(`${what} in titles, names and numbers is text, and breaks nothing`, async () => {
      await setViewport({ width: 320, height: 700 });
      const hostile = aRequest(
        0,
        { comment: text, reason: text },
        { number: text, buyer: { id: 'b', name: text, status: 'active' } },
      );
      const [line] = hostile.order.lines;
      hostile.order.lines = [{ ...(line as (typeof hostile.order.lines)[0]), title: text }];
      const queue = await aQueue(aBackOffice([hostile, aRequest(1)]));
      rows(queue)[0]?.focus();
      press('Enter');
      await until(() => details(queue) && focused()?.localName === 'h3', 'the details are there');
      expect('harmed' in window).to.equal(false);
      expect(below(queue).filter(({ localName }) => localName === 'img' || localName === 'script').length).to.equal(0);
      expect(overflowing(queue).join(' ')).to.equal('');
      expect(said(rows(queue)[0] as Element)).not.to.contain(`Reason: ${text}`);
    });
  }

  it('a row that cannot be read is named as such, and keeps the others', async () => {
    const broken = aRequest(0);
    const queue = await aQueue(
      aBackOffice([{ ...broken, order: { ...broken.order, total: null as never } }, aRequest(1)]),
    );
    expect(said(grid(queue)))
      .to.contain('This request cannot be shown.')
      .and.to.contain('N-00001');
    expect(await consoleLine()).to.contain('not as the contract says');
  });

  it('works under a policy that names its own states and reasons', async () => {
    const policy = {
      ...aPolicy(),
      messages: { en: { 'state.requested.buyer': 'Asked by the diner', 'changed-mind': 'Lost appetite' } },
    };
    const queue = await aQueue(aBackOffice([aRequest(0)], policy));
    await until(() => said(grid(queue)).includes('Asked by the diner'), 'the policy is there');
    expect(said(grid(queue))).to.contain('Lost appetite');
  });
});
