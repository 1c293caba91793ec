import { warn } from '../../controllers/warn.ts';

/**
 * Whether an element comes to life that stood on the page before it was defined. Not where one has been given properties:
 * it has them at its first rendering, and would ask the wrong backend before.
 */
export let upgrades = false;

/** Registers an element unless its tag is taken; another class there is named once and leaves the page working. */
export function define(tag: string, element: CustomElementConstructor): void {
  const there = customElements.get(tag);
  if (!there) {
    upgrades = !!globalThis.document && [...document.querySelectorAll(tag)].every((one) => !Object.keys(one).length);
    customElements.define(tag, element);
    upgrades = false;
  } else if (there !== element) warn('taken', tag);
}
