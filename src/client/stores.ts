import type { CancellationBackend } from '../backend/backend.ts';
import { restBackend } from '../backend/rest-backend.ts';
import { OrderStore } from './order-store.ts';

const byUrl = new Map<string, OrderStore>();
const byBackend = new WeakMap<CancellationBackend, OrderStore>();

/** The page's one store of a backend; of a URL, the one that speaks the package's HTTP to it. */
export function storeOf(backend: CancellationBackend | string): OrderStore {
  if (typeof backend === 'string') {
    const base = new URL(backend, document.baseURI).href;
    let store = byUrl.get(base);
    if (!store) {
      store = new OrderStore(restBackend({ base }));
      byUrl.set(base, store);
    }
    return store;
  }
  let store = byBackend.get(backend);
  if (!store) {
    store = new OrderStore(backend);
    byBackend.set(backend, store);
  }
  return store;
}
