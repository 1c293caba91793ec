import type { CancellationBackend } from '../backend/backend.ts';
import type { CancelPolicy } from '../domain/policy.ts';
import type { Actor } from '../domain/records.ts';

/** What a page sets for an element, on itself or on a provider around it. */
export interface Settings {
  backend?: string | CancellationBackend | undefined;
  policy?: string | CancelPolicy | undefined;
  actor?: Actor | undefined;
  signInUrl?: string | undefined;
}

/** Where an attribute is called otherwise than its property. */
const attributes: Partial<Record<keyof Settings, string>> = { signInUrl: 'sign-in-url' };

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
    // Not by its class: an element of a frame has another realm's.
    if (node.nodeType !== 1) continue;
    const around = node as HTMLElement;
    if (!language) language = around.lang;
    if (around.localName === 'order-cancel-provider') providers.push(around);
  }
  return { providers, language: language || 'en' };
}

/** The element's own setting, else the nearest provider's. A provider that is not defined yet is read by its attributes. */
export function settingOf<K extends keyof Settings>(own: Settings, providers: HTMLElement[], name: K): Settings[K] {
  if (own[name]) return own[name];
  for (const provider of providers) {
    const value = (provider as Settings)[name] ?? (provider.getAttribute(attributes[name] ?? name) as Settings[K]);
    if (value) return value;
  }
  return undefined;
}

/** Has every element look again at what surrounds it: a provider's setting has changed. */
export { tellPage as tellElements, watchPage as watchElements } from '../client/page-changes.ts';

function parentOf(node: Node): Node | null {
  return (node as Element).assignedSlot ?? node.parentNode ?? (node as ShadowRoot).host ?? null;
}
