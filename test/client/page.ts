import type { CancellationBackend } from '../../src/backend/backend.ts';
import type { OrderView } from '../../src/domain/view.ts';
import { anOrder } from '../policy/fixtures.ts';

/** What the client needs of a page. Imported first: a module may look for it when it is loaded. */
const listeners = new Map<string, Set<(event?: unknown) => void>>();
const page = {
  hidden: false,
  baseURI: 'https://shop.example/account',
  addEventListener: (type: string, listener: () => void) => {
    listeners.set(type, (listeners.get(type) ?? new Set()).add(listener));
  },
  removeEventListener: (type: string, listener: () => void) => listeners.get(type)?.delete(listener),
};
const channels = new Set<{ onmessage: ((event: { data: unknown }) => void) | null }>();
Object.assign(globalThis, {
  document: page,
  addEventListener: page.addEventListener,
  removeEventListener: page.removeEventListener,
  // Node's own keeps the process alive.
  BroadcastChannel: class {
    onmessage: ((event: { data: unknown }) => void) | null = null;
    constructor() {
      channels.add(this);
    }
    postMessage(data: unknown): void {
      for (const other of channels) if (other !== this) other.onmessage?.({ data });
    }
    close(): void {
      channels.delete(this);
    }
  },
});

/** How many listen: to the document, to the window, and to other tabs. */
export const listening = (): number => [...listeners.values()].reduce((sum, { size }) => sum + size, channels.size);

/** As when the tab is hidden or shown. */
export function show(shown: boolean): void {
  page.hidden = !shown;
  tell('visibilitychange');
}

export function tell(type: string, event?: unknown): void {
  for (const listener of [...(listeners.get(type) ?? [])]) listener(event);
}

/** What another tab says. */
export function hear(data: unknown): void {
  for (const channel of channels) channel.onmessage?.({ data });
}

/** A view of the order at a revision, by a server whose clock says `now` (epoch ms). */
export function aView(id: string, revision = 'r1', now = Date.now()): OrderView {
  return {
    order: anOrder({ id, revision }),
    cancellation: null,
    policy: { id: 'test', version: '1', hash: 'h1' },
    now: new Date(now).toISOString(),
  };
}

export interface Question {
  ids: string[];
  answer(views: unknown[]): void;
  fail(error: unknown): void;
}

/** A backend whose answers the test gives, in the order that it likes. */
export function aBackend(more: Partial<CancellationBackend> = {}) {
  const questions: Question[] = [];
  const policies: string[] = [];
  const backend: CancellationBackend = {
    loadOrders: (ids) =>
      new Promise((resolve, reject) => {
        const missingFrom = (views: unknown[]) =>
          ids.filter((id) => !views.some((view) => (view as OrderView | null)?.order?.id === id));
        questions.push({
          ids,
          answer: (views) => resolve({ views: views as OrderView[], missing: missingFrom(views) }),
          fail: reject,
        });
      }),
    loadPolicy: async (_id, hash) => {
      policies.push(hash);
      throw new Error('none here');
    },
    send: async () => ({ ok: false, problem: { code: 'unavailable' } }),
    ...more,
  };
  return { backend, questions, policies };
}

/** Resolves when the condition holds. */
export async function until(condition: () => unknown): Promise<void> {
  const end = performance.now() + 3000;
  while (!condition()) {
    if (performance.now() > end) throw new Error(`waited in vain until ${condition}`);
    await new Promise((resolve) => setImmediate(resolve));
  }
}

/** The lines that the console is told from now on; nothing is printed. */
export function keepWarnings(): string[] {
  const lines: string[] = [];
  console.warn = (line: string) => lines.push(line);
  return lines;
}
