import * as z from 'zod/mini';
import type { Issue } from '../../domain/errors.ts';
import { invalid } from './problem.ts';

/** The input, if it is what the schema says (400). */
export function validate<T>(schema: z.ZodMiniType<T>, input: unknown): T {
  const result = z.safeParse(schema, input, { reportInput: true });
  if (result.success) return result.data;
  throw invalid(...result.error.issues.slice(0, 100).flatMap(issuesOf));
}

const codes: Record<string, string> = {
  invalid_type: 'type',
  invalid_union: 'type',
  invalid_format: 'format',
  too_small: 'too-small',
  too_big: 'too-large',
};

function issuesOf(issue: z.core.$ZodIssue): Issue[] {
  const path = issue.path as Issue['path'];
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => ({ path: [...path, key], code: 'unknown-key' }));
  }
  if (issue.code === 'custom') return [{ path, code: String(issue.params?.code) }];
  return [{ path, code: issue.input === undefined ? 'required' : (codes[issue.code] ?? 'value') }];
}
