import type * as z from 'zod/mini';
import type { Issue } from '../../domain/errors.ts';

const codes: Record<string, string> = {
  invalid_type: 'type',
  invalid_union: 'type',
  invalid_format: 'format',
  invalid_value: 'value',
  too_small: 'too-small',
  too_big: 'too-large',
};

/** What zod found wrong, in the package's own codes. Parse with `reportInput`: else what is missing counts as a wrong type. */
export function zodIssues(issue: z.core.$ZodIssue): Issue[] {
  const path = issue.path as Issue['path'];
  if (issue.code === 'unrecognized_keys')
    return issue.keys.map((key) => ({ path: [...path, key], code: 'unknown-key' }));
  return [{ path, code: codeOf(issue) }];
}

function codeOf(issue: z.core.$ZodIssue): string {
  if (issue.code === 'invalid_key') return issue.issues[0] ? codeOf(issue.issues[0]) : 'format';
  if (issue.code === 'custom') return String(issue.params?.code);
  return issue.input === undefined ? 'required' : (codes[issue.code] ?? 'value');
}
