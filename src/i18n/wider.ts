/** A tag and the wider ones that it is part of, lower case: `pt-br`, `pt`. */
export function widerOf(tag: string): string[] {
  const subtags = tag.toLowerCase().split(/[-_]/);
  return subtags.map((_, at) => subtags.slice(0, subtags.length - at).join('-'));
}
