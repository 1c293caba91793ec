import type { Decision } from '../domain/decision/decision.ts';
import { parseCancellation, parseOrder, parsePolicy } from '../policy/parse.ts';

/** A fault that the page's developer should know of: a code and its details. */
export type Warning =
  | [code: 'orders', url: string, problem: string]
  | [code: 'view', orderId: unknown, view?: unknown]
  | [code: 'order', orderId: unknown, order: unknown]
  | [code: 'policy', where: string, problem: unknown]
  | [code: 'invalid-policy', policy: unknown]
  | [code: 'unregistered', name: string, registered: string]
  | [code: 'drift', orderId: string | undefined, page: Decision, server: Decision]
  | [code: 'unsent', orderId: string]
  | [code: 'unknown-outcome', orderId: string]
  | [code: 'taken', tag: string]
  | [code: 'withdrawal-hidden', where: string]
  | [code: 'chunk', problem: unknown];

/** A fault in one line: what is wrong, where, and what would be right. */
export function wordWarning(warning: Warning): string {
  switch (warning[0]) {
    case 'orders':
      return `orders could not be read: ${warning[1]} (${warning[2]}); they are asked for again on request`;
    case 'view':
      return `the view of order ${JSON.stringify(warning[1]) ?? 'without id'} is not as the contract says${explainView(warning[2])}; it is not shown`;
    case 'order':
      return `order ${JSON.stringify(warning[1]) ?? 'without id'} cannot be read${explainOrder(warning[2])}; nothing is offered for it`;
    case 'policy':
      return `policy ${warning[1]} could not be read (${messageOf(warning[2])}); the server's own decision is shown`;
    case 'invalid-policy':
      return `policy ${JSON.stringify(idOf(warning[1]))} is malformed: ${explain(warning[1])}`;
    case 'unregistered':
      return `no policy is registered as "${warning[1]}" (registered: ${warning[2] || 'none'}); a URL must hold a "/" or a "."`;
    case 'drift':
      return `order "${warning[1]}": the page decided ${inShort(warning[2])}, the server ${inShort(warning[3])}; the server's counts`;
    case 'unsent':
      return `order "${warning[1]}": nothing was sent, as there is no backend; set one, or handle order-cancel-request with respondWith()`;
    case 'unknown-outcome':
      return `order "${warning[1]}": no answer came to what was sent, and reading the order did not tell either; a person has to look`;
    case 'taken':
      return `another copy has defined <${warning[1]}>; that one stays`;
    case 'withdrawal-hidden':
      return `<contract-withdrawal> in ${warning[1]} cannot be seen; the law wants it in sight`;
    case 'chunk':
      return `a part of the package could not be loaded or shown: ${messageOf(warning[1])}`;
  }
}

function inShort({ outcome, reason, contact }: Decision): string {
  return `"${outcome}" (reason ${reason}, contact ${contact})`;
}

function idOf(policy: unknown): unknown {
  return (policy as { id?: unknown } | null)?.id;
}

function explain(policy: unknown): string {
  try {
    parsePolicy(policy);
    return 'it cannot be compiled';
  } catch (error) {
    return messageOf(error);
  }
}

/** Which member of a view is at fault, as far as its records tell. */
function explainView(view: unknown): string {
  const { order, cancellation = null } = Object(view) as Record<string, unknown>;
  const fault = explainOrder(order);
  return fault || (cancellation === null ? '' : faultOf(parseCancellation, cancellation));
}

function explainOrder(order: unknown): string {
  return order === undefined ? '' : faultOf(parseOrder, order);
}

function faultOf(parse: (input: unknown) => unknown, input: unknown): string {
  try {
    parse(input);
    return '';
  } catch (error) {
    return `: ${messageOf(error)}`;
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
