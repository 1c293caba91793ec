/** Whether the browser knows that there is no network; where it does not say, there may be one. */
export function isOffline(): boolean {
  return globalThis.navigator?.onLine === false;
}
