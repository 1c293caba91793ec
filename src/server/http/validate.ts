import * as z from 'zod/mini';
import type { Issue } from '../../domain/errors.ts';
import { invalid } from './problem.ts';
import { zodIssues } from './zod-issues.ts';

/**
 * What no text may hold: NUL, which databases refuse, the other control characters but tab and line breaks, which terminals
 * and files obey instead of showing them, and half of a character, which has no UTF-8.
 */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const unfit = /[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]|\r(?!\n)|\p{Surrogate}/u;

/** The texts of an input that hold such a character. */
function unfitTexts(input: unknown, path: Issue['path'] = []): Issue[] {
  if (typeof input === 'string') return unfit.test(input) ? [{ path, code: 'characters' }] : [];
  if (typeof input !== 'object' || input === null) return [];
  return Object.entries(input).flatMap(([name, member]) =>
    unfitTexts(member, [...path, Array.isArray(input) ? Number(name) : name]),
  );
}

/** The input, if it is what the schema says (400). */
export function validate<T>(schema: z.ZodMiniType<T>, input: unknown): T {
  const result = z.safeParse(schema, input, { reportInput: true });
  if (result.success) {
    const issues = unfitTexts(result.data);
    if (issues.length > 0) throw invalid(...issues.slice(0, 100));
    return result.data;
  }
  throw invalid(...result.error.issues.slice(0, 100).flatMap(zodIssues));
}
