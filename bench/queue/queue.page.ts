// The seller's queue with everything it shows in memory, and the barest list that could show it.
import type { CancellationBackend, QueueItem } from '../../src/backend/backend.ts';
import '../../src/elements/seller-cancel-queue/define.ts';
import policy from '../../src/policy/presets/poshmark.ts';
import { declinedRequest, sampleOrder } from '../support/samples.ts';

export interface Shown {
  /** From the data to the first frame with rows, ms. */
  first: number;
  /** Rows in the document. */
  rows: number;
}

export interface Scrolled {
  /** The longest time between two frames, ms. */
  worst: number;
  frames: number;
  rows: number;
}

declare global {
  interface Window {
    showQueue(count: number): Promise<Shown>;
    scrollQueue(frames: number): Promise<Scrolled>;
    /** The same with the barest rows that can be scrolled: seven words each, no element more, written by hand. */
    scrollFloor(count: number, frames: number): Promise<Scrolled>;
    /** The longest time between two frames in which nothing is done, ms. */
    idleFrames(frames: number): Promise<number>;
    hideQueue(): void;
  }
}

const main = document.querySelector('main') as HTMLElement;
const nextFrame = (): Promise<number> => new Promise((resolve) => requestAnimationFrame(resolve));

function itemsOf(count: number): QueueItem[] {
  const now = Date.now();
  return Array.from({ length: count }, (_, index) => {
    const order = sampleOrder(String(index), 8 * 24 + (index % 500), now);
    const due = new Date(now + index * 1000).toISOString();
    return {
      order,
      cancellation: { ...declinedRequest(order), state: 'requested', respondBy: due },
      actions: ['accept', 'decline'],
    };
  });
}

const rowsOf = (queue: Element): Element[] => [...(queue.shadowRoot?.querySelectorAll('.row') ?? [])];

window.showQueue = async (count) => {
  const items = itemsOf(count);
  let given = 0;
  const backend: CancellationBackend = {
    loadOrders: async () => ({ views: [], missing: [] }),
    loadPolicy: async () => policy,
    send: async () => ({ ok: false, problem: { code: 'unavailable' } }),
    list: async () => {
      // The view and its words are there before the rows, as on a page that waits for its server.
      await new Promise((resolve) => setTimeout(resolve, 500));
      given = performance.now();
      return { items, nextCursor: null, counts: { requested: count } };
    },
  };
  const queue = document.createElement('seller-cancel-queue');
  queue.backend = backend;
  queue.policy = policy;
  queue.pageSize = count;
  main.append(queue);
  for (let frame = 0; frame < 600 && rowsOf(queue).length === 0; frame++) await nextFrame();
  // Until the frame with them is on the screen.
  await nextFrame();
  await new Promise((resolve) => setTimeout(resolve));
  return { first: performance.now() - given, rows: rowsOf(queue).length };
};

async function scroll(grid: HTMLElement, frames: number, rows: () => number): Promise<Scrolled> {
  const end = grid.scrollHeight - grid.clientHeight;
  let worst = 0;
  let most = 0;
  let before = await nextFrame();
  for (let frame = 1; frame <= frames; frame++) {
    // Slowly, a page a frame, and in leaps: each third of the way.
    const part = frame / frames;
    grid.scrollTop = part < 1 / 3 ? frame * 40 : part < 2 / 3 ? frame * 600 : ((frame * 7919) % 1000) * (end / 1000);
    const at = await nextFrame();
    worst = Math.max(worst, at - before);
    before = at;
    most = Math.max(most, rows());
  }
  return { worst, frames, rows: most };
}

window.scrollQueue = async (frames) => {
  const queue = main.querySelector('seller-cancel-queue') as HTMLElement;
  const grid = queue.shadowRoot?.querySelector('[role="grid"]') as HTMLElement;
  const result = await scroll(grid, frames, () => rowsOf(queue).length);
  if (!rowsOf(queue).some((row) => row.textContent?.includes('A-'))) throw new Error('no row is shown');
  return result;
};

window.scrollFloor = async (count, frames) => {
  const height = 64;
  const grid = document.createElement('div');
  const body = document.createElement('div');
  grid.append(body);
  main.append(grid);
  Object.assign(grid.style, { overflow: 'auto', height: '640px' });
  Object.assign(body.style, { position: 'relative', height: `${count * height}px` });
  const rows = Array.from({ length: 24 }, () => {
    const row = document.createElement('div');
    Object.assign(row.style, { position: 'absolute', inset: '0 0 auto', height: `${height}px`, display: 'grid' });
    row.style.gridTemplateColumns = 'repeat(7, 1fr)';
    row.append(...Array.from({ length: 7 }, () => document.createElement('span')));
    body.append(row);
    return row;
  });
  const place = (): void => {
    const first = Math.max(0, Math.floor(grid.scrollTop / height) - 6);
    rows.forEach((row, at) => {
      row.style.transform = `translateY(${(first + at) * height}px)`;
      [...row.children].forEach((cell, column) => {
        cell.textContent = `${column} of ${first + at}`;
      });
    });
  };
  grid.addEventListener('scroll', () => requestAnimationFrame(place), { passive: true });
  place();
  const result = await scroll(grid, frames, () => rows.length);
  grid.remove();
  return result;
};

window.idleFrames = async (frames) => {
  let worst = 0;
  let before = await nextFrame();
  for (let frame = 0; frame < frames; frame++) {
    const at = await nextFrame();
    worst = Math.max(worst, at - before);
    before = at;
  }
  return worst;
};

window.hideQueue = () => main.replaceChildren();
