import { parseStaging, type Staging } from './scenarios.ts';

/** What a page's path says beside the endpoint. */
interface MockPath {
  /** The endpoint's own URL. */
  url: URL;
  /** After `/as/`. */
  asks: string | null;
  /** After `/when/`. */
  when: Staging | null;
  /** Of the order that the endpoint is about, else empty. */
  orderId: string;
  /** Of the cancellation that the endpoint is about, else empty. */
  cancellationId: string;
}

/** Takes `/as/<who>` and `/when/<scenario>` out of a URL below `base`, the backend's path. A text: what is wrong with it. */
export function readMockPath(from: string, base: string): MockPath | string {
  const url = new URL(from);
  let rest = url.pathname.slice(base.length);
  let asks: string | null = null;
  let when: Staging | null = null;
  for (;;) {
    const [whole, word, value = ''] = /^\/(as|when)\/([^/]+)(?=\/)/.exec(rest) ?? [];
    if (!whole) break;
    rest = rest.slice(whole.length);
    if (word === 'as') asks = decode(value);
    else {
      when = parseStaging(value);
      if (!when) return `there is no scenario ${JSON.stringify(value)}`;
    }
  }
  url.pathname = base + rest;
  const [, collection, id = ''] = rest.split('/');
  const idOf = (name: string): string => (collection === name ? decode(id) : '');
  return { url, asks, when, orderId: idOf('orders'), cancellationId: idOf('cancellations') };
}

function decode(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}
