import type { CancellationBackend } from '../backend/backend.ts';
import type { CancelPolicy } from '../domain/policy.ts';
import type { Actor } from '../domain/records.ts';
import { tongueFor } from '../i18n/tongue.ts';

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
interface Surroundings {
  providers: HTMLElement[];
  language: string;
}

/** What says in which language an element speaks, not which one is asked for. */
const speaking = new WeakSet<Node>();

/** Says on what an element shows in which language it is, by the tag that was asked for: that may be another than the page's. */
export function sayLanguage(element: HTMLElement, language: string): void {
  const { lang, dir = '' } = tongueFor(language);
  for (const node of (element.shadowRoot?.children ?? []) as Iterable<HTMLElement>) {
    if (node.lang === lang && node.dir === dir) continue;
    speaking.add(node);
    node.lang = lang;
    node.dir = dir;
  }
}

/** Walks up from an element, out of shadow trees too. */
export function surroundingsOf(element: HTMLElement): Surroundings {
  const providers: HTMLElement[] = [];
  let language = '';
  for (let node: Node | null = element; node; node = parentOf(node)) {
    // Not by its class: an element of a frame has another realm's.
    if (node.nodeType !== 1) continue;
    const around = node as HTMLElement;
    if (!language && !speaking.has(node)) language = around.lang;
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
