/** When things were first seen, in milliseconds since the page was asked for; `dialog`: since the click. */
export interface Seen {
  button: number;
  hint?: number;
  dialog?: number;
  done: boolean;
}

/** Runs in the page, alone: looks once a frame, and clicks the button so long after it was there. */
export function watch(clickAfter: number): void {
  const seen = { done: false } as Seen;
  (window as { seen?: Seen }).seen = seen;
  let clicked = 0;
  const look = (): void => {
    const now = performance.now();
    const shadow = document.querySelector('order-cancel-button')?.shadowRoot;
    const button = document.querySelector('#hand button') ?? shadow?.querySelector<HTMLElement>('[part~="button"]');
    if (button) seen.button ??= now;
    if (shadow?.querySelector('[part~="hint"]')) seen.hint ??= now;
    const dialog = shadow?.querySelector('order-cancel-dialog')?.shadowRoot?.querySelector('dialog[open] button');
    if (clicked && dialog) {
      seen.dialog = now - clicked;
      seen.done = true;
    } else if (!shadow && button) seen.done = true;
    else if (button && !clicked && now > seen.button + clickAfter) {
      clicked = now;
      (button as HTMLElement).click();
    }
    if (!seen.done) requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
}
