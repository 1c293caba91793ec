/** What of a request is somebody's session at the shop: a bearer token, or a cookie. `null`: there is none. */
export function sessionHeaders({ headers }: Request): Record<string, string> | null {
  const found = ['Authorization', 'Cookie'].flatMap((name) => {
    const value = headers.get(name);
    return value === null ? [] : [[name, value] as const];
  });
  return found.length > 0 ? Object.fromEntries(found) : null;
}
