import { isObject, type Json } from '../../domain/decision/conditions.ts';
import { type Atom, isFalse, isTrue, type Universe } from './variables.ts';

export type Path = (string | number)[];

/** A condition, ready to be searched. */
export type Node =
  | { op: 'all' | 'any'; parts: Node[]; path: Path }
  | { op: 'not'; part: Node; path: Path }
  | { op: 'some'; part: Node; path: Path }
  | { op: 'atom'; atom: Atom; path: Path }
  /** What is settled before an order is seen: who asks, the order's status, how a request stands. */
  | { op: 'setting'; word: Json; path: Path }
  | { op: 'constant'; value: typeof isTrue | typeof isFalse; path: Path };

export const always: Node = { op: 'constant', value: isTrue, path: [] };
export const never: Node = { op: 'constant', value: isFalse, path: [] };

/** Makes a condition of a policy's searchable; `path`: where it stands. */
export function treeOf(condition: unknown, universe: Universe, path: Path = ['when']): Node {
  if (Array.isArray(condition)) {
    return {
      op: 'all',
      path,
      parts: condition.map((part, index) => treeOf(part, universe, [...path, index])),
    };
  }
  const word = isObject(condition) ? condition : {};
  for (const op of ['all', 'any'] as const) {
    const parts = word[op];
    if (!Array.isArray(parts)) continue;
    return { op, path, parts: parts.map((part, index) => treeOf(part, universe, [...path, op, index])) };
  }
  if ('not' in word) return { op: 'not', path, part: treeOf(word['not'], universe, [...path, 'not']) };
  if ('someLine' in word) {
    return { op: 'some', path, part: treeOf(word['someLine'], universe, [...path, 'someLine']) };
  }
  const atom = universe.atoms.get(word);
  return atom ? { op: 'atom', atom, path } : { op: 'setting', word, path };
}

/** The same, with another part in place of one of its own. */
export function withPart(node: Node, part: Node, instead: Node): Node {
  if (node === part) return instead;
  if (node.op === 'all' || node.op === 'any') {
    return { ...node, parts: node.parts.map((one) => withPart(one, part, instead)) };
  }
  return node.op === 'not' || node.op === 'some' ? { ...node, part: withPart(node.part, part, instead) } : node;
}

/** Each node, itself included, parents first. */
export function* nodesOf(node: Node): Generator<Node> {
  yield node;
  if (node.op === 'all' || node.op === 'any') for (const part of node.parts) yield* nodesOf(part);
  else if (node.op === 'not' || node.op === 'some') yield* nodesOf(node.part);
}
