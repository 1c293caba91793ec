/** A URL from data that may be followed: https, mailto, tel, or the page's own origin. Anything else is none. */
export function safeHref(url: string | undefined): string | undefined {
  if (!url) return undefined;
  try {
    const { protocol, origin, href } = new URL(url, document.baseURI);
    const safe = ['https:', 'mailto:', 'tel:'].includes(protocol) || origin === location.origin;
    return safe && protocol !== 'javascript:' ? href : undefined;
  } catch {
    return undefined;
  }
}
