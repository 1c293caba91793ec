import type { CancellationBackend } from '../backend/backend.ts';
import type { CancelPolicy } from '../domain/policy.ts';
import type { Actor } from '../domain/records.ts';

/** What a page sets for an element, on itself or on a provider around it. */
export interface Settings {
  backend?: string | CancellationBackend | undefined;
  policy?: string | CancelPolicy | undefined;
  actor?: Actor | undefined;
}

export const providerTag = 'order-cancel-provider';
/** Dispatched on a provider when a setting of it changed. Does not bubble. */
export const providerChange = 'order-cancel-provider-change';

const languageListeners = new Set<() => void>();
let observer: MutationObserver | undefined;

/** What surrounds an element: the providers, the nearest first, and the language. */
export interface Surroundings {
  providers: HTMLElement[];
  language: string;
}

/** Walks up from an element, out of shadow trees too. */
export function surroundingsOf(element: HTMLElement): Surroundings {
  const providers: HTMLElement[] = [];
  let language = '';
  for (let node: Node | null = element; node; node = parentOf(node)) {
    if (!(node instanceof HTMLElement)) continue;
    if (!language) language = node.lang;
    if (node.localName === providerTag) providers.push(node);
  }
  return { providers, language: language || 'en' };
}

/** The element's own setting, else the nearest provider's. A provider that is not defined yet is read by its attributes. */
export function settingOf<K extends keyof Settings>(own: Settings, providers: HTMLElement[], name: K): Settings[K] {
  if (own[name]) return own[name];
  for (const provider of providers) {
    const value = (provider as Settings)[name] ?? (provider.getAttribute(name) as Settings[K]);
    if (value) return value;
  }
  return undefined;
}

/** Calls `listener` when a `lang` anywhere in the document changes. One observer serves the page. */
export function watchLanguage(listener: () => void): () => void {
  languageListeners.add(listener);
  if (!observer) {
    observer = new MutationObserver(() => {
      for (const each of [...languageListeners]) each();
    });
    observer.observe(document, { subtree: true, attributeFilter: ['lang'] });
  }
  return () => {
    languageListeners.delete(listener);
    if (languageListeners.size > 0) return;
    observer?.disconnect();
    observer = undefined;
  };
}

function parentOf(node: Node): Node | null {
  return (node as Element).assignedSlot ?? node.parentNode ?? (node as ShadowRoot).host ?? null;
}
