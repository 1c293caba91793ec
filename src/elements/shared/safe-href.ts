/** A URL from data that may be followed: https, mailto, tel, or the page's own origin. Anything else is none. */
export function safeHref(url: string | undefined): string | undefined {
  if (!url) return undefined;
  try {
    const { protocol, origin, href } = new URL(url, document.baseURI);
    // Not by the origin alone: scripts have the same as a page without one, and blobs that of their maker.
    const own = protocol === 'http:' && origin === location.origin;
    return own || ['https:', 'mailto:', 'tel:'].includes(protocol) ? href : undefined;
  } catch {
    return undefined;
  }
}
