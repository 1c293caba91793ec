import { warn } from '../../controllers/warn.ts';

/** Whether an element comes to life that stood on the page before it was defined. */
export let upgrades = false;

/** Registers an element unless its tag is taken; another class there is named once and leaves the page working. */
export function define(tag: string, element: CustomElementConstructor): void {
  const there = customElements.get(tag);
  if (!there) {
    upgrades = true;
    customElements.define(tag, element);
    upgrades = false;
  } else if (there !== element) warn('taken', tag);
}
