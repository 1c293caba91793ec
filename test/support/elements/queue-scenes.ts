import type { SellerCancelQueue } from 'order-cancel-elements';
import { aBackOffice, aQueuePolicy, aRequest, type BackOffice } from './back-office.ts';
import { ago, hours, usd } from './orders.ts';
import { below, part, pause, until } from './page.ts';
import { aQueue, press, rows } from './queue.ts';

/** A queue in one of its states. */
export interface QueueScene {
  office: BackOffice;
  settings?: Partial<SellerCancelQueue>;
  act?(queue: SellerCancelQueue, office: BackOffice): Promise<void>;
}

export const many = (): ReturnType<typeof aRequest>[] => [
  ...Array.from({ length: 20 }, (_, index) => aRequest(index)),
  aRequest(20, { respondBy: ago(hours(2)) }),
  aRequest(21, { requestedBy: 'platform', reason: null, respondBy: null }),
  aRequest(22, {
    state: 'refunding',
    refund: { due: usd(4500), refunded: usd(1000), method: 'original', status: 'pending' },
  }),
];

const withForm =
  (key: string): NonNullable<QueueScene['act']> =>
  async (queue) => {
    rows(queue)[0]?.focus();
    press(key);
    await until(() => part(queue, 'form'), 'the form is there');
    part(queue, 'confirm')?.click();
    await pause(30);
  };

export const queueScenes: Record<string, () => QueueScene> = {
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
export const overflowing = (queue: Element): string[] => {
  const box = queue.getBoundingClientRect();
  return below(queue)
    .filter((element) => {
      const { left, right, width } = element.getBoundingClientRect();
      const hidden = width <= 1 || element.closest('dialog:not([open]), .unseen, .head, svg, .row') !== null;
      return !hidden && (left < box.left - 1 || right > box.right + 1);
    })
    .map((element) => `${element.localName}.${element.className}`);
};

/** A queue on the page in the state of a scene. */
export async function openedQueue(name: string): Promise<SellerCancelQueue> {
  const { office, settings, act } = (queueScenes[name] as () => QueueScene)();
  const queue = name === 'loading' ? await aLoadingQueue(office) : await aQueue(office, settings);
  await act?.(queue, office);
  await queue.updateComplete;
  await pause(50);
  return queue;
}

async function aLoadingQueue(office: BackOffice): Promise<SellerCancelQueue> {
  const queue = document.createElement('seller-cancel-queue');
  queue.backend = office.backend;
  document.body.append(queue);
  await until(() => part(queue, 'empty', 'loading'), 'it is loading');
  return queue;
}
