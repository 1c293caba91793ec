/**
 * Renders button and badge on a server, into HTML with declarative shadow DOM. The page takes it over where it imports
 * `order-cancel-elements/hydrate`. Needs the package `@lit-labs/ssr`.
 * @module
 */
import { render } from '@lit-labs/ssr';
import { collectResultSync } from '@lit-labs/ssr/lib/render-result.js';
import type { CSSResult } from 'lit';
import { registered } from '../client/registry.ts';
import type { CancelPolicy } from '../domain/policy.ts';
import type { Actor, Order } from '../domain/records.ts';
import { parseInstant } from '../domain/values/instant.ts';
import type { OrderView } from '../domain/view.ts';
import * as badge from '../elements/cancel-status-badge/badge.ts';
import { CancelStatusBadge, provideBadge } from '../elements/cancel-status-badge/cancel-status-badge.ts';
import detailsStyles from '../elements/order-cancel-button/details.styles.ts';
import { OrderCancelButton } from '../elements/order-cancel-button/order-cancel-button.ts';
import type { OrderElement } from '../elements/shared/order-element.ts';
import { holdStill, insideOf, type Rendered, whenDecided, whenWorded } from './first-render.ts';
import { asOnPage } from './page.ts';

/** What can be rendered on a server. */
const elements = {
  'order-cancel-button': { element: OrderCancelButton, styles: [detailsStyles] },
  'cancel-status-badge': { element: CancelStatusBadge, styles: badge.look },
};

export type RenderedTag = keyof typeof elements;

/** What an element is rendered with. `view` or `order` is needed; of neither, what the page puts inside is shown. */
export interface RenderSettings {
  /** The server's view of the order, for the person who asks for the page. It goes to the page as it is. */
  view?: OrderView | undefined;
  /** The order, where there is no view; then `policy` decides. */
  order?: Order | undefined;
  /** When it is decided for, epoch ms. Default: `view.now`, without a view the clock of this machine. */
  now?: number | undefined;
  /** The policy, which goes to the page; or a name given to `registerPolicy` here and there, and only the name goes. */
  policy?: CancelPolicy | string | undefined;
  /** Who acts. Default `buyer`. */
  actor?: Actor | undefined;
  /** Where it is denied: say why, or nothing. Default from the policy. */
  whenDenied?: 'explain' | 'hide' | undefined;
  /** URL of the server that the page asks. */
  backend?: string | undefined;
  /** Where people sign in. */
  signInUrl?: string | undefined;
  /** Language of the page, BCP 47, as its `lang` says. Default `en`. */
  lang?: string | undefined;
  /** Address of the page, absolute: relative links of policies and parties are read against it. */
  url?: string | undefined;
  /** For the `<style>` of the shadow root, where a content security policy asks for it. */
  nonce?: string | undefined;
}

export interface ElementSettings extends RenderSettings {
  /** The shop's own page for cancelling this order: a link in the button's words, for who has no script. */
  href?: string | undefined;
  /** HTML of the page's own in place of that link, such as a form. It is written as it is. */
  fallback?: string | undefined;
  /** More attributes of the element, such as `id` and `class`. */
  attributes?: Readonly<Record<string, string>> | undefined;
}

/** An element with its shadow root, as HTML. */
export async function renderElement(tag: RenderedTag, settings: ElementSettings): Promise<string> {
  const { shadow, label } = await renderParts(tag, settings);
  const { view, order = view?.order, backend, policy, actor, whenDenied, signInUrl, href } = settings;
  const attributes = {
    ...settings.attributes,
    'order-id': order?.id,
    backend,
    policy: typeof policy === 'string' ? policy : undefined,
    actor,
    'when-denied': whenDenied,
    'sign-in-url': signInUrl,
  };
  const written = Object.entries(attributes).flatMap(([name, value]) =>
    value === undefined ? [] : [` ${name}="${escapeHtml(String(value))}"`],
  );
  const link = href !== undefined && label ? `<a href="${escapeHtml(href)}">${escapeHtml(label)}</a>` : '';
  return `<${tag}${written.join('')}>${shadow}${settings.fallback ?? link}</${tag}>`;
}

/**
 * The shadow root alone, `<template shadowrootmode="open">…</template>`: what comes first inside of the element, where a
 * template language writes the element itself.
 */
export async function renderShadow(tag: RenderedTag, settings: RenderSettings): Promise<string> {
  return (await renderParts(tag, settings)).shadow;
}

async function renderParts(tag: RenderedTag, settings: RenderSettings): Promise<{ shadow: string; label: string }> {
  provideBadge(badge);
  const { view, order, actor, whenDenied, lang = 'en' } = settings;
  const policy = typeof settings.policy === 'string' ? registered.get(settings.policy) : settings.policy;
  const now = settings.now ?? (parseInstant(view?.now) || Date.now());
  await Promise.all([whenWorded(lang), whenDecided({ view, order, policy })]);
  const { element: Element, styles } = elements[tag];
  // Its properties are made when somebody asks what it observes.
  void Element.observedAttributes;
  const element: OrderElement = Object.assign(new Element(), { view, order, policy, actor, whenDenied });
  const { content, label } = asOnPage(settings.url, () => renderOnce(element, lang, now));
  if (content === undefined) return { shadow: '', label };
  const rendered: Rendered = {
    ...{ view, order, actor, whenDenied, now },
    policy: typeof settings.policy === 'object' ? settings.policy : undefined,
  };
  const css = [...Element.elementStyles, ...styles].map((one) => (one as CSSResult).cssText).join('\n');
  // What cannot be pressed without script gives way to what the page has put inside; also where the script does not come.
  const isIdle = content.includes('<button');
  const nonce = settings.nonce === undefined ? '' : ` nonce="${escapeHtml(settings.nonce)}"`;
  const shadow =
    `<template shadowrootmode="open"><style${nonce}>${css}${isIdle ? lateFallback : ''}</style>` +
    (isIdle
      ? `<noscript><style${nonce}>button{display:none}slot{display:contents!important;visibility:visible!important}</style></noscript><slot hidden></slot>`
      : '') +
    `<script type="application/json">${JSON.stringify(rendered).replaceAll('<', '\\u003c')}</script>${content}</template>`;
  return { shadow, label };
}

/** Who waits for the element's script longer than this sees the page's own way too. What is not displayed has no animations. */
const lateFallback = `
  :host(:not(:defined)) slot { display: block; position: absolute; visibility: hidden; animation: order-cancel-late 1ms 8s forwards }
  @keyframes order-cancel-late { to { position: static; visibility: visible } }
`;

/** Renders an element as it first is. Without waiting for anything: others are rendered beside it, of other people. */
function renderOnce(element: OrderElement, lang: string, now: number): { content: string | undefined; label: string } {
  const { controller } = insideOf(element);
  /** Nothing is done later for what is only written down: but for this it is on no page. */
  const update = (): void => {
    Object.defineProperty(element, 'isConnected', { configurable: true, value: true });
    controller.hostUpdate();
    Object.defineProperty(element, 'isConnected', { configurable: true, value: false });
  };
  controller.language = lang;
  update();
  const release = holdStill(controller, now);
  try {
    const { decision, texts } = controller;
    if (!(element instanceof CancelStatusBadge ? controller.view : decision)) return { content: undefined, label: '' };
    const words = decision && texts?.[decision.outcome];
    const content = collectResultSync(render(insideOf(element).render(), { elementRenderers: [] }));
    return { content, label: typeof words === 'string' ? words : '' };
  } finally {
    release();
    // Nothing of the order stays behind in what all of them share.
    Object.assign(element, { view: undefined, order: undefined });
    update();
  }
}

const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (char) => entities[char] as string);
}
