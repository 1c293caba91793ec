import type { LitElement } from 'lit';

/** Leaves the focus on what stands in an element now, or at its place where nothing does: never at the top of the page. */
export function focusOn(element: LitElement, there?: HTMLElement | null): void {
  const target = there ?? element.renderRoot.querySelector<HTMLElement>('[part~="button"], [part="explanation"]');
  if (target) {
    target.focus();
    return;
  }
  if (!element.hasAttribute('tabindex')) {
    element.tabIndex = -1;
    element.addEventListener('blur', () => element.removeAttribute('tabindex'), { once: true });
  }
  element.focus();
}
