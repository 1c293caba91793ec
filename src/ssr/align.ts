/**
 * Makes what stands in one tree say the same as another of the same structure, and leaves its nodes in place. Where the
 * structure differs nothing is changed, and the answer is `false`. Comments are nobody's structure.
 */
export function align(there: ParentNode, model: ParentNode): boolean {
  const changes: (() => void)[] = [];
  if (!compare(there, model, changes)) return false;
  for (const change of changes) change();
  return true;
}

function compare(there: Node, model: Node, changes: (() => void)[]): boolean {
  if (there instanceof Element && model instanceof Element) {
    if (there.localName !== model.localName) return false;
    changes.push(() => alignAttributes(there, model));
  } else if (there instanceof Text && model instanceof Text) {
    if (there.data !== model.data) changes.push(() => there.replaceData(0, there.length, model.data));
    return true;
  } else if (there.nodeType !== model.nodeType && there instanceof CharacterData) {
    return false;
  }
  const [own, others] = [partsOf(there), partsOf(model)];
  return own.length === others.length && own.every((node, at) => compare(node, others[at] as Node, changes));
}

/** What a person, or a style, finds inside. */
function partsOf(node: Node): Node[] {
  return [...node.childNodes].filter((child) => !(child instanceof Comment || (child instanceof Text && !child.data)));
}

function alignAttributes(there: Element, model: Element): void {
  for (const name of there.getAttributeNames()) if (!model.hasAttribute(name)) there.removeAttribute(name);
  for (const { name, value } of model.attributes) {
    if (there.getAttribute(name) !== value) there.setAttribute(name, value);
  }
}
