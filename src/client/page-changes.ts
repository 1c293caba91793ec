const listeners = new Set<() => void>();
let observer: MutationObserver | undefined;

/**
 * Calls `listener` when something that any element of the page may read has changed: a `lang` attribute, a provider's
 * setting, a registered policy. Returns how to stop. One observer serves the page.
 */
export function watchPage(listener: () => void): () => void {
  listeners.add(listener);
  if (!observer) {
    observer = new MutationObserver(tellPage);
    observer.observe(document, { subtree: true, attributeFilter: ['lang'] });
  }
  return () => {
    listeners.delete(listener);
    if (listeners.size) return;
    observer?.disconnect();
    observer = undefined;
  };
}

/** Says that such a thing has changed. */
export function tellPage(): void {
  for (const listener of [...listeners]) listener();
}

/** Resolves once such a thing has changed; on a server too, which has no page to look at. */
export function whenTold(): Promise<void> {
  return new Promise((resolve) => {
    const listener = (): void => {
      listeners.delete(listener);
      resolve();
    };
    listeners.add(listener);
  });
}
