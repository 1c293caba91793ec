import type { CancellationBackend } from '../backend/backend.ts';
import { restBackend } from '../backend/rest-backend.ts';
import { OrderStore } from './order-store.ts';

const backends = new Map<string, CancellationBackend>();
const stores = new WeakMap<CancellationBackend, OrderStore>();
const ownStore = new OrderStore();

/**
 * The page's one store of a backend; of a URL, the one that speaks the package's HTTP to it; of none, the one of the
 * views that the page gives.
 */
export function storeOf(given: CancellationBackend | string | undefined): OrderStore {
  if (!given) return ownStore;
  let backend = given as CancellationBackend;
  let name = '';
  if (typeof given !== 'object') {
    // Whatever a page has put there is read as a URL; one that is none fails as an unreachable one does.
    name = nameOf(String(given));
    backend = backends.get(name) ?? restBackend({ base: name });
    backends.set(name, backend);
  }
  const store = stores.get(backend) ?? new OrderStore(backend, name);
  stores.set(backend, store);
  return store;
}

/** One name for the URLs of one backend: `/api`, `/api/` and the whole URL. */
function nameOf(url: string): string {
  try {
    return new URL(url, document.baseURI).href.replace(/\/+$/, '');
  } catch {
    return url;
  }
}
