import { CancelError, type CancelErrorCode, type Issue } from '../domain/errors.ts';
import type { CancelPolicy } from '../domain/policy.ts';
import type { Cancellation, Order } from '../domain/records.ts';
import { type Bounds, boundsIssues, maxIssues } from './bounds.ts';
import { cancellationReferenceIssues, orderReferenceIssues, policyReferenceIssues } from './references.ts';
import { reportIssues } from './report.ts';
import { policySchema } from './schemas/policy.ts';
import { cancellationSchema, orderSchema } from './schemas/records.ts';
import type { Schema } from './schemas/types.ts';

const policyBounds: Bounds = { depth: 32, nodes: 5000, members: 1000, text: 500_000, wellFormed: true };
const recordBounds: Bounds = { depth: 32, nodes: 100_000, members: 2000, text: 2_000_000, wellFormed: false };

/**
 * Reads a policy strictly: an unknown member is refused. Gives the very same data, with no default filled in, so that its hash holds.
 *
 * @throws {CancelError} `invalid-policy` with `issues`, at most 100.
 */
export function parsePolicy(input: unknown): CancelPolicy {
  return parse(input, policySchema, policyBounds, policyReferenceIssues, 'policy');
}

/**
 * Reads an order: what is known is strict, what is unknown is the shop's own and ignored. Gives the very same data.
 *
 * @throws {CancelError} `invalid-order` with `issues`, at most 100.
 */
export function parseOrder(input: unknown): Order {
  return parse(input, orderSchema, recordBounds, orderReferenceIssues, 'order');
}

/** Whether {@link parseOrder} reads an order: what it refuses, nothing is decided of. */
export function isReadable(order: unknown): boolean {
  return issuesOf(order, orderSchema, recordBounds, orderReferenceIssues).length === 0;
}

/**
 * Reads a cancellation as {@link parseOrder} reads an order.
 *
 * @throws {CancelError} `invalid-cancellation` with `issues`, at most 100.
 */
export function parseCancellation(input: unknown): Cancellation {
  return parse(input, cancellationSchema, recordBounds, cancellationReferenceIssues, 'cancellation');
}

function parse<T>(
  input: unknown,
  schema: Schema<T>,
  bounds: Bounds,
  references: (input: unknown) => Issue[],
  what: 'policy' | 'order' | 'cancellation',
): T {
  const issues = issuesOf(input, schema, bounds, references).slice(0, maxIssues);
  if (issues.length === 0) return input as T;
  throw new CancelError(`invalid-${what}` satisfies CancelErrorCode, reportIssues(what, issues, input), issues);
}

function issuesOf(input: unknown, schema: Schema, bounds: Bounds, references: (input: unknown) => Issue[]): Issue[] {
  if (!bounds.wellFormed && holds(input, schema, bounds)) return references(input);
  const outOfBounds = boundsIssues(input, bounds);
  if (outOfBounds.length > 0) return outOfBounds;
  try {
    const issues: Issue[] = [];
    schema.read(input, issues);
    return [...issues.slice(0, maxIssues), ...references(input)];
  } catch {
    // Only a proxy can still answer otherwise than a moment ago.
    return [{ path: [], code: 'type' }];
  }
}

/** Most records are in order: that is seen in a third of the time that it takes to say what is not. */
function holds(input: unknown, schema: Schema, bounds: Bounds): boolean {
  try {
    return schema.holds(input, { ...bounds });
  } catch {
    return false;
  }
}
