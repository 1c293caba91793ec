// Pages on which elements come, count down, and go.
import type { CancellationBackend } from '../../src/backend/backend.ts';
import '../../src/define.ts';
import policy from '../../src/policy/presets/poshmark.ts';
import { sampleOrder, sampleView } from '../support/samples.ts';

declare global {
  interface Window {
    /** Shows that many buttons whose window closes in two hours; resolves when all say so. */
    showCountdowns(count: number): Promise<number>;
    /** Has that many elements connected, rendered and disconnected, each a new one. */
    comeAndGo(count: number): Promise<void>;
    /** Connects and disconnects one button and one badge that often. */
    reconnect(times: number): Promise<void>;
    /** How many of the elements that went are still in memory, after collecting garbage. */
    countRetained(): Promise<number>;
  }
}

const main = document.querySelector('main') as HTMLElement;
const gone: WeakRef<Element>[] = [];

/** A backend in the page itself, so that elements that read their order come and go too. */
const backend: CancellationBackend = {
  loadOrders: async (ids) => ({ views: ids.map((id) => sampleView(sampleOrder(id, 1))), missing: [] }),
  loadPolicy: async () => policy,
  send: async () => ({ ok: false, problem: { code: 'unavailable' } }),
};

window.showCountdowns = async (count) => {
  for (let index = 0; index < count; index++) {
    const button = document.createElement('order-cancel-button');
    button.order = sampleOrder(String(index), 1 + index / count / 100);
    button.policy = policy;
    main.append(button);
  }
  const buttons = [...main.querySelectorAll('order-cancel-button')];
  const counting = (): number =>
    buttons.filter(({ shadowRoot }) => shadowRoot?.querySelector('[part="hint"]')?.textContent).length;
  for (let attempt = 0; attempt < 200 && counting() < count; attempt++) await pause(50);
  return counting();
};

window.comeAndGo = async (count) => {
  const orders = Array.from({ length: 100 }, (_, index) => sampleOrder(String(index), 1 + (index % 2) * 200));
  for (let done = 0; done < count; done += 100) {
    const elements = orders.map((order, index) => {
      const element = document.createElement(index % 2 ? 'order-cancel-button' : 'cancel-status-badge');
      // Some have the view at hand, some read it from the backend, some have no backend at all.
      if (index % 3) element.view = sampleView(order);
      else element.orderId = order.id;
      element.backend = index % 3 === 1 ? undefined : backend;
      element.policy = policy;
      return element;
    });
    const provider = document.createElement('order-cancel-provider');
    provider.append(...elements);
    main.append(provider);
    await Promise.all(elements.map(({ updateComplete }) => updateComplete));
    await pause(20);
    provider.remove();
    gone.push(...[provider, ...elements].map((element) => new WeakRef<Element>(element)));
  }
};

window.reconnect = async (times) => {
  const button = document.createElement('order-cancel-button');
  const badge = document.createElement('cancel-status-badge');
  for (const element of [button, badge]) {
    element.orderId = 'again';
    element.backend = backend;
  }
  for (let index = 0; index < times; index++) {
    main.append(button, badge);
    if (index % 100 === 0) await Promise.all([button.updateComplete, badge.updateComplete]);
    button.remove();
    badge.remove();
  }
  await Promise.all([button.updateComplete, badge.updateComplete]);
  gone.push(new WeakRef<Element>(button), new WeakRef<Element>(badge));
};

window.countRetained = async () => {
  for (let turn = 0; turn < 10; turn++) {
    await pause(50);
    globalThis.gc?.();
  }
  return gone.filter((reference) => reference.deref()).length;
};

const pause = (delay: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, delay));
