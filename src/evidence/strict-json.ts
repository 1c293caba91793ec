import { CancelError } from '../domain/errors.ts';

/**
 * Reads JSON in which no object names a member twice: of two, one reader takes the first and another the last, so that a
 * file could show two people two things.
 *
 * @throws {CancelError} `invalid-json`
 */
export function parseStrictJson(text: string): unknown {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    throw new CancelError('invalid-json', 'no JSON', [], { cause });
  }
  const twice = duplicateName(text);
  if (twice !== null) throw new CancelError('invalid-json', `an object names the member ${twice} twice`);
  return value;
}

/** The first name that stands twice in one object, as it is written, of a text that is known to be JSON. */
function duplicateName(text: string): string | null {
  // One set of names for each object that is open, `null` for each list.
  const open: (Set<string> | null)[] = [];
  const token = /"(?:[^"\\]|\\.)*"|[{}[\]]/g;
  for (let match = token.exec(text); match; match = token.exec(text)) {
    const [found] = match;
    if (found === '{') open.push(new Set());
    else if (found === '[') open.push(null);
    else if (found === '}' || found === ']') open.pop();
    else {
      const names = open.at(-1);
      if (!names || !isName(text, token.lastIndex)) continue;
      // An escape is another way to write the same name.
      const name = JSON.parse(found) as string;
      if (names.has(name)) return found.slice(0, 80);
      names.add(name);
    }
  }
  return null;
}

/** Whether a colon follows. */
function isName(text: string, from: number): boolean {
  let at = from;
  while (' \t\r\n'.includes(text[at] ?? 'end')) at++;
  return text[at] === ':';
}
