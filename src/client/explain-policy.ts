import type { CancelError } from '../domain/errors.ts';
import { parsePolicy } from '../policy/parse.ts';

/** What is wrong with a policy, in a line for the console; empty where it is right. Loaded only when needed. */
export function explainPolicy(policy: unknown): string {
  try {
    parsePolicy(policy);
    return '';
  } catch (error) {
    return (error as CancelError).message;
  }
}
