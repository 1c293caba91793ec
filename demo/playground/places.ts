import { syntaxTree } from '@codemirror/language';
import type { EditorState } from '@codemirror/state';
import type { SyntaxNode } from '@lezer/common';

export type Path = (string | number)[];

const isValue = ({ name }: SyntaxNode): boolean => /^(Object|Array|String|Number|True|False|Null)$/.test(name);

/** The name of a member, as it is written. */
export function nameOf(property: SyntaxNode, text: string): string {
  const { from, to } = property.firstChild ?? property;
  try {
    return String(JSON.parse(text.slice(from, to)));
  } catch {
    return '';
  }
}

/** The path of what stands at a node. */
export function pathOf(node: SyntaxNode, text: string): Path {
  const path: Path = [];
  for (let at: SyntaxNode | null = node; at?.parent; at = at.parent) {
    const { parent } = at;
    if (parent.name === 'Property' && at.name !== 'PropertyName') path.unshift(nameOf(parent, text));
    if (parent.name === 'Array') {
      let index = 0;
      for (let before = at.prevSibling; before; before = before.prevSibling) if (isValue(before)) index++;
      path.unshift(index);
    }
  }
  return path;
}

/** Where the value of a path begins, or the nearest around it that is there. */
export function offsetOf(state: EditorState, path: Path): number {
  const text = state.doc.toString();
  const valuesIn = (node: SyntaxNode): SyntaxNode[] => {
    const found: SyntaxNode[] = [];
    for (let one = node.firstChild; one; one = one.nextSibling) if (isValue(one)) found.push(one);
    return found;
  };
  let [at] = valuesIn(syntaxTree(state).topNode);
  for (const step of path) {
    const inner: SyntaxNode | undefined =
      typeof step === 'number'
        ? at && valuesIn(at)[step]
        : at
            ?.getChildren('Property')
            .filter((one) => nameOf(one, text) === step)
            .flatMap(valuesIn)[0];
    if (!inner) break;
    at = inner;
  }
  return at?.from ?? 0;
}

/** Where the text stops being JSON. */
export function faultIn(state: EditorState): number {
  let first = state.doc.length;
  syntaxTree(state).iterate({
    enter({ type, from }) {
      if (type.isError) first = Math.min(first, from);
    },
  });
  return first;
}
