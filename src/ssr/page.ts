/**
 * Calls something as on a page at an address: links that the elements find are read against it. A server has no page; for as
 * long as the call takes, and it does not wait for anything, there is as much of one as they look at.
 */
export function asOnPage<Result>(url: string | undefined, call: () => Result): Result {
  if (url === undefined) return call();
  const { href, origin } = new URL(url);
  const before = ['document', 'location'].map(
    (name) => [name, Object.getOwnPropertyDescriptor(globalThis, name)] as const,
  );
  Object.defineProperties(globalThis, {
    document: { configurable: true, value: { baseURI: href } },
    location: { configurable: true, value: { href, origin } },
  });
  try {
    return call();
  } finally {
    for (const [name, descriptor] of before) {
      if (descriptor) Object.defineProperty(globalThis, name, descriptor);
      else Reflect.deleteProperty(globalThis, name);
    }
  }
}
