import type { CancellationBackend } from '../backend/backend.ts';
import type { CancelPolicy } from '../domain/policy.ts';
import type { Actor } from '../domain/records.ts';

/** What a page sets for an element, on itself or on a provider around it. */
export interface Settings {
  backend?: string | CancellationBackend | undefined;
  policy?: string | CancelPolicy | undefined;
  actor?: Actor | undefined;
}

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
    if (node.localName === 'order-cancel-provider') providers.push(node);
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

/** Calls a listener whenever what surrounds the elements may have changed, the language too; returns how to stop. */
/** Has every element look again at what surrounds it: a provider's setting has changed. */
export { tellPage as tellElements, watchPage as watchElements } from '../client/page-changes.ts';

function parentOf(node: Node): Node | null {
  return (node as Element).assignedSlot ?? node.parentNode ?? (node as ShadowRoot).host ?? null;
}
