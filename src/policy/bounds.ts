import type { Issue } from '../domain/errors.ts';

/** How much of an input is looked at before it is refused. */
export interface Bounds {
  /** Containers within one another. */
  depth: number;
  /** Values, containers included. */
  nodes: number;
  /** Members of one container. */
  members: number;
  /** UTF-16 code units of all strings and member names together. */
  text: number;
  /** Refuse lone surrogates, for which there is no canonical JSON. */
  wellFormed: boolean;
}

/** Issues reported at most; one more would not help anybody. */
export const maxIssues = 100;

interface Frame {
  container: Record<string | number, unknown>;
  /** Member names; `null` for an array. */
  names: string[] | null;
  length: number;
  next: number;
}

const forbidden = new Set<unknown>(['__proto__', 'constructor', 'prototype']);

/**
 * What makes an input something else than JSON of a reasonable size, found without recursion. Past a bound the search ends.
 */
export function boundsIssues(input: unknown, { depth, nodes, members, text, wellFormed }: Bounds): Issue[] {
  const issues: Issue[] = [];
  /** The containers being looked at, one within another; the first holds just the input. */
  const frames: Frame[] = [{ container: [input] as unknown as Frame['container'], names: null, length: 1, next: 0 }];
  let nodesLeft = nodes;
  let textLeft = text;
  let ended = false;

  const report = (code: string, end = false): void => {
    // Each open frame has moved on to the member after the one that is being looked at.
    const path = frames.slice(1).map(({ names, next }) => (names ? String(names[next - 1]) : next - 1));
    issues.push({ path, code });
    ended ||= end || issues.length >= maxIssues;
  };

  const read = (value: string): void => {
    textLeft -= value.length;
    if (textLeft < 0) report('too-large', true);
    else if (wellFormed && !isWellFormed(value)) report('format');
  };

  const enter = (value: object): void => {
    const names = Array.isArray(value) ? null : Object.keys(value);
    const length = names ? names.length : (value as unknown[]).length;
    nodesLeft -= length;
    if (frames.length > depth) report('too-deep', true);
    else if (!isPlain(value)) report('type');
    else if (length > members || nodesLeft < 0) report('too-many', true);
    else frames.push({ container: value as Frame['container'], names, length, next: 0 });
  };

  const visit = (value: unknown): void => {
    if (value === null || typeof value === 'boolean') return;
    if (typeof value === 'string') read(value);
    else if (typeof value === 'object') enter(value);
    else if (typeof value !== 'number' || !Number.isFinite(value)) report('type');
  };

  const walk = (): void => {
    while (frames.length > 0 && !ended) {
      const frame = frames[frames.length - 1] as Frame;
      if (frame.next === frame.length) {
        frames.pop();
        continue;
      }
      const index = frame.next++;
      const name = frame.names ? String(frame.names[index]) : index;
      if (frame.names && forbidden.has(name)) report('forbidden-key');
      else {
        if (frame.names) read(String(name));
        visit(frame.container[name]);
      }
    }
  };

  while (frames.length > 0 && !ended) {
    try {
      walk();
    } catch {
      // A getter or a proxy threw; the frame that holds it has moved on already.
      report('type');
    }
  }
  return issues;
}

/** How much more of an input is looked at. */
export interface Left {
  depth: number;
  nodes: number;
  text: number;
  /** Of each container. */
  members: number;
}

export const boundless: Left = { depth: Infinity, nodes: Infinity, text: Infinity, members: Infinity };

/** Whether an object may be entered. Who leaves it again gives the depth back. */
export function enter(value: object, left: Left): boolean {
  return --left.depth >= 0 && isPlain(value);
}

/** Whether the `count`th member of what was entered may be looked at. */
export function passes(name: string, count: number, left: Left): boolean {
  left.nodes--;
  left.text -= name.length;
  return count <= left.members && left.nodes >= 0 && left.text >= 0;
}

/** Whether a list may be entered. */
export function enterList({ length }: readonly unknown[], left: Left): boolean {
  left.nodes -= length;
  return --left.depth >= 0 && left.nodes >= 0 && length <= left.members;
}

export function reads({ length }: string, left: Left): boolean {
  left.text -= length;
  return left.text >= 0;
}

/** The same as {@link boundsIssues}, of what is left, for who only asks whether there are any. */
export function isWithin(value: unknown, left: Left): boolean {
  if (typeof value === 'string') return reads(value, left);
  if (typeof value !== 'object') return typeof value === 'boolean' || Number.isFinite(value);
  if (value === null) return true;
  if (Array.isArray(value)) {
    if (!enterList(value, left)) return false;
    for (let index = 0; index < value.length; index++) if (!isWithin(value[index], left)) return false;
  } else {
    if (!enter(value, left)) return false;
    let count = 0;
    for (const name in value) {
      if (!passes(name, ++count, left) || isForbidden(name)) return false;
      if (!isWithin((value as Record<string, unknown>)[name], left)) return false;
    }
  }
  left.depth++;
  return true;
}

export function isForbidden(name: string): boolean {
  return forbidden.has(name);
}

function isWellFormed(value: string): boolean {
  return !/[\ud800-\udfff]/u.test(value);
}

/** An array, or an object without a class; those of another window count. */
function isPlain(value: object): boolean {
  if (Array.isArray(value)) return true;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || prototype === Object.prototype || Object.hasOwn(prototype as object, 'isPrototypeOf');
}
