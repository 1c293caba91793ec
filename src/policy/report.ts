import type { CancelError, Issue } from '../domain/errors.ts';
import { type Explanation, explainIssue } from './explain/explain.ts';
import { listed } from './explain/shown.ts';
import { policySchema } from './schemas/policy.ts';
import { cancellationSchema, orderSchema } from './schemas/records.ts';
import type { Schema } from './schemas/types.ts';

const wordings: Record<string, string> = {
  type: 'is of another type than the format asks for',
  required: 'is missing; give it',
  'unknown-key': 'has no place here; remove it or correct its name',
  format: 'is malformed',
  value: 'is none of the values allowed here',
  'too-small': 'is too small, too short or empty',
  'too-large': 'is too large or too long',
  'too-deep': 'is nested more than 32 levels deep',
  'too-many': 'holds too much; split or shorten it',
  'forbidden-key': 'is a name that no member may have; rename it',
  conflict: 'is declared otherwise by another policy; declare it alike or rename it',
  'duplicate-id': 'is used before; give each its own',
  'unknown-status': 'is no status of this policy; declare it under `statuses` or correct it',
  'unknown-fact': 'is no fact of this policy; declare it under `facts` (of lines: `lineFacts`) or correct it',
  'no-line': 'asks of a line where there is none; use `someLine`',
  'unknown-notice': 'is no alert of this policy; declare it under `notices` or correct it',
  'unknown-instant': 'is no instant of this policy; declare it under `instants` or correct it',
  'unknown-zone': 'is no time zone that this system knows; use the IANA name',
  circular: 'is derived from itself; begin with an instant that is recorded',
  'fact-type': 'does not fit the type that `facts` declares',
  'empty-range': 'ends before the range begins; nothing falls in it',
  'never-opens': 'is a way on that `lifecycle` never opens; let it, or remove it',
  'never-starts': 'is a time that never begins; count it from something that comes before',
  currency: 'is another currency than that of the order; an order has one',
  'unknown-line': 'is no line of this order; correct it',
  'no-word': 'holds no word of the language; give one, such as `status`',
  'several-words': 'holds several words; combine them with `all` or `any`',
};

/** Every code that an issue may have. */
export const issueCodes: readonly string[] = Object.keys(wordings);

/** An issue, explained: what was found, what is allowed, what was perhaps meant, and all of it in a sentence. */
export interface ExplainedIssue extends Explanation {
  message: string;
}

const schemas: Readonly<Record<string, Schema>> = {
  policy: policySchema,
  order: orderSchema,
  cancellation: cancellationSchema,
};

const most = 5;

/**
 * What is wrong with an input, in such words that who wrote it needs no documentation: of each issue with which `parsePolicy`,
 * `parseOrder` or `parseCancellation` has refused it.
 */
export function explainIssues(error: CancelError, input: unknown): ExplainedIssue[] {
  const what = error.code.replace(/^invalid-/, '');
  return error.issues.map((issue) => explained(what, issue, input));
}

/** An issue list for the console: `rules[2].when.status is no status of this policy; …`, a line each. */
export function reportIssues(what: string, issues: Issue[], input?: unknown): string {
  const lines = issues.slice(0, most).map((issue) => explained(what, issue, input).message);
  if (issues.length > most) lines.push(`and ${issues.length - most} more`);
  return `invalid ${what}: ${lines.length === 1 ? lines[0] : lines.map((line) => `\n- ${line}`).join('')}`;
}

function explained(what: string, issue: Issue, input: unknown): ExplainedIssue {
  const [explanation, say] = explainIssue(issue, input, schemas[what]);
  const { place, code, ruleId, found, allowed, nearest, example } = explanation;
  const details = [
    found && found !== 'nothing' && `${found} was found`,
    say,
    allowed.length > 0 && `allowed: ${listed(allowed)}`,
    nearest.length > 0 && `did you mean ${listed(nearest)}?`,
    example && `for example ${example}`,
    ruleId !== null && `in rule ${JSON.stringify(ruleId.slice(0, 64))}`,
  ].filter(Boolean);
  const message = `${place} ${wordings[code] ?? code}${details.map((detail, at) => `${at ? '; ' : ': '}${detail}`).join('')} (${code})`;
  return { ...explanation, message };
}
