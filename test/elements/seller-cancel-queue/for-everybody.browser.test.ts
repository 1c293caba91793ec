import { expect } from '@open-wc/testing';
import { setViewport } from '@web/test-runner-commands';
import type { SellerCancelQueue } from 'order-cancel-elements';
import { dress, settings, violations } from '../../support/elements/accessibility.ts';
import { aBackOffice, aQueuePolicy, aRequest, type BackOffice } from '../../support/elements/back-office.ts';
import { ago, aPolicy, hours, usd } from '../../support/elements/orders.ts';
import {
  below,
  consoleLine,
  consoleLines,
  focused,
  keepConsole,
  part,
  pause,
  said,
  until,
} from '../../support/elements/page.ts';
import { aQueue, details, grid, press, rows } from '../../support/elements/queue.ts';

interface Scene {
  office: BackOffice;
  settings?: Partial<SellerCancelQueue>;
  act?(queue: SellerCancelQueue, office: BackOffice): Promise<void>;
}

const many = (): ReturnType<typeof aRequest>[] => [
  ...Array.from({ length: 20 }, (_, index) => aRequest(index)),
  aRequest(20, { respondBy: ago(hours(2)) }),
  aRequest(21, { requestedBy: 'platform', reason: null, respondBy: null }),
  aRequest(22, {
    state: 'refunding',
    refund: { due: usd(4500), refunded: usd(1000), method: 'original', status: 'pending' },
  }),
];

const withForm =
  (key: string): NonNullable<Scene['act']> =>
  async (queue) => {
    rows(queue)[0]?.focus();
    press(key);
    await until(() => part(queue, 'form'), 'the form is there');
    part(queue, 'confirm')?.click();
    await pause(30);
  };

const scenes: Record<string, () => Scene> = {
  rows: () => ({ office: aBackOffice(many()) }),
  selected: () => ({
    office: aBackOffice(many()),
    act: async (queue) => {
      rows(queue)[0]?.focus();
      press(' ');
      await until(() => part(queue, 'selection'), 'one is selected');
    },
  }),
  accepting: () => ({ office: aBackOffice(many()), act: withForm('a') }),
  'declining, with what is missing': () => ({ office: aBackOffice(many()), act: withForm('d') }),
  'details of a refund': () => ({
    office: aBackOffice(
      [
        aRequest(0, {
          state: 'refunding',
          refund: { due: usd(4500), refunded: usd(1000), method: 'original', status: 'pending' },
        }),
      ],
      aQueuePolicy({ completes: 'when-refunded' }),
    ),
    act: async (queue) => {
      rows(queue)[0]?.click();
      await until(() => part(queue, 'action', 'refund'), 'it can be recorded');
      part(queue, 'action', 'refund')?.click();
      await until(() => part(queue, 'amount'), 'the form is there');
    },
  }),
  'many at once': () => ({
    office: aBackOffice(many()),
    act: async (queue, office) => {
      rows(queue)[0]?.focus();
      press('a', { ctrlKey: true });
      press('a');
      await until(() => part<HTMLDialogElement>(queue, 'dialog')?.open, 'the dialog is open');
      office.meddle(() => ({ ok: false, problem: { code: 'reason-invalid' } }));
      part(queue, 'confirm')?.click();
      await until(() => part(queue, 'retry'), 'all were answered');
    },
  }),
  'reasons over time': () => ({
    office: aBackOffice(many()),
    act: async (queue) => {
      (part<HTMLDetailsElement>(queue, 'chart') as HTMLDetailsElement).open = true;
      (part<HTMLDetailsElement>(queue, 'find') as HTMLDetailsElement).open = true;
      await until(() => part(queue, 'chart')?.querySelector('th')?.textContent?.trim(), 'it is drawn, with its words');
    },
  }),
  empty: () => ({ office: aBackOffice([]) }),
  'no match': () => ({ office: aBackOffice([aRequest(0)]), settings: { state: 'declined' } }),
  offline: () => {
    const office = aBackOffice([]);
    office.fail('unavailable');
    return { office };
  },
  loading: () => ({
    office: aBackOffice([], aQueuePolicy(), { list: () => new Promise(() => {}) }),
  }),
  inventory: () => ({
    office: aBackOffice(many(), { ...aQueuePolicy(), consequences: { stock: 'lots' } }),
    act: async (queue) => {
      rows(queue)[0]?.focus();
      press('a');
      await until(() => part(queue, 'inventory'), 'it can be edited');
      (part<HTMLDetailsElement>(queue, 'inventory') as HTMLDetailsElement).open = true;
      await until(() => part(queue, 'edit'), 'it is loaded');
      part(queue, 'edit')?.click();
      await until(() => part(queue, 'next'), 'the first step');
    },
  }),
};

/** What stands out of the element's box at the side. */
const overflowing = (queue: Element): string[] => {
  const box = queue.getBoundingClientRect();
  return below(queue)
    .filter((element) => {
      const { left, right, width } = element.getBoundingClientRect();
      const hidden = width <= 1 || element.closest('dialog:not([open]), .unseen, .head, svg, .row') !== null;
      return !hidden && (left < box.left - 1 || right > box.right + 1);
    })
    .map((element) => `${element.localName}.${element.className}`);
};

describe('seller-cancel-queue: for everybody', () => {
  keepConsole();
  afterEach(() => setViewport({ width: 800, height: 600 }));

  for (const [name, scene] of Object.entries(scenes)) {
    for (const [how, setting] of settings) {
      it(`${name}: axe finds nothing, ${how}`, async () => {
        const undress = dress(setting);
        try {
          await setViewport({ width: 1280, height: 900 });
          const { office, settings: more, act } = scene();
          const queue = name === 'loading' ? await aLoadingQueue(office) : await aQueue(office, more);
          await act?.(queue, office);
          await queue.updateComplete;
          await pause(50);
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
          const { office, settings: more, act } = scene();
          const queue = name === 'loading' ? await aLoadingQueue(office) : await aQueue(office, more);
          await act?.(queue, office);
          await pause(50);
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

async function aLoadingQueue(office: BackOffice): Promise<SellerCancelQueue> {
  const queue = document.createElement('seller-cancel-queue');
  queue.backend = office.backend;
  document.body.append(queue);
  await until(() => part(queue, 'empty', 'loading'), 'it is loading');
  return queue;
}
