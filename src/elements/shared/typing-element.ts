import { BaseElement } from './base-element.ts';

const types = ['keydown', 'keypress', 'keyup'] as const;
/** What closes and leads on, in any page. */
const passing = ['Escape', 'Tab'];
const typed = 'input, textarea, select';

/**
 * What is typed into an element's fields, or while its dialog is over the page, is no shortcut of the page: its listeners take
 * the element for the target and cannot tell.
 */
export function keepTypedKeys(root: EventTarget): void {
  for (const type of types) root.addEventListener(type, keep as EventListener);
}

function keep(event: KeyboardEvent): void {
  const [target] = event.composedPath() as Element[];
  if (passing.includes(event.key) || !target?.closest) return;
  if (target.matches(typed) || target.closest('dialog')) event.stopPropagation();
}

/** An element in which people type. */
export class TypingElement extends BaseElement {
  protected override createRenderRoot(): ShadowRoot {
    const root = super.createRenderRoot();
    keepTypedKeys(root);
    return root;
  }
}
