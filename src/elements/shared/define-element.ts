import { warn } from '../../controllers/warn.ts';

/** Registers an element unless its tag is taken; another class there is named once and leaves the page working. */
export function define(tag: string, element: CustomElementConstructor): void {
  const there = customElements.get(tag);
  if (!there) customElements.define(tag, element);
  else if (there !== element) warn('taken', tag);
}
