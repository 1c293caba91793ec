/** Registers an element unless its tag is taken; another class there is named once and leaves the page working. */
export function define(tag: string, element: CustomElementConstructor): void {
  const there = customElements.get(tag);
  if (!there) customElements.define(tag, element);
  else if (there !== element) {
    console.warn(`order-cancel-elements: <${tag}> is defined already, by another copy or version; that one stays`);
  }
}
