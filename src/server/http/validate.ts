import * as z from 'zod/mini';
import { invalid } from './problem.ts';
import { zodIssues } from './zod-issues.ts';

/** The input, if it is what the schema says (400). */
export function validate<T>(schema: z.ZodMiniType<T>, input: unknown): T {
  const result = z.safeParse(schema, input, { reportInput: true });
  if (result.success) return result.data;
  throw invalid(...result.error.issues.slice(0, 100).flatMap(zodIssues));
}
