import type { Issue } from '../errors.ts';
import type { CancelPolicy } from '../policy.ts';
import type { Cancellation, Order } from '../records.ts';
import { refundTermsOf } from '../settlement/consequences.ts';
import { withReserved } from '../settlement/in-flight.ts';
import { entriesOf } from '../settlement/ledger.ts';
import { isLastOf, leftToRefund } from '../settlement/left-to-refund.ts';
import { meantPart } from '../settlement/partial.ts';
import { without } from '../units/part.ts';
import { type ActionContext, type ActionInput, type Refused, refuse } from './input.ts';
import { choiceIssues, lineIssues } from './input-checks.ts';
import { unpriced, unreadable } from './opening.ts';
import { reachOf } from './reach.ts';
import { accepts, givesReason, reasonIssue } from './reasons.ts';
import type { Transition } from './transitions.ts';
import { undoObstacles } from './undo.ts';

/** In so many parts a refund may go back. */
const mostParts = 200;

/** What an action on a cancellation demands of its input; `null`: nothing that is missing. */
export function demands(
  policy: CancelPolicy,
  order: Order,
  cancellation: Cancellation,
  { action, steps }: Transition,
  input: ActionInput,
  { actor, cancellations }: ActionContext & { cancellations: readonly Cancellation[] },
): Refused | null {
  const { outcome, reason } = input;
  const subject = { action, actor, outcome };
  const asked = accepts(action, outcome) ? reachOf({ policy, order, cancellation, cancellations }) : [];
  const { lines = null } = input;
  const fewer = lines !== null && without(asked, lines).length > 0;
  const issue = givesReason(subject) ? reasonGiven(policy, subject, fewer, reason) : null;
  if (issue) return { ok: false, code: 'reason-invalid', issues: [issue] };
  if (accepts(action, outcome)) {
    const part = { ...cancellation, lines: asked.length > 0 ? meantPart(order, lines, asked) : cancellation.lines };
    const faults = lineIssues(order, lines, asked, policy.lifecycle?.scope);
    const counted = withReserved(order, cancellations);
    // What the amounts are of has to be known first.
    const issues = faults.length > 0 ? faults : choiceIssues(policy, counted, part, input, actor, cancellations);
    if (issues.length > 0) return { ok: false, code: 'invalid-request', issues };
  }
  if (steps.includes('settle')) {
    const refusal = unpriced(policy, order, cancellation.ruleId ?? null);
    if (refusal) return refusal;
  }
  if (steps.includes('settle') || steps.includes('refund')) {
    const refusal = unreadable(order);
    if (refusal) return refusal;
  }
  if (action === 'refund') {
    const { refund } = input;
    const left = leftToRefund(order, cancellation, cancellations);
    const amount = refund?.amount ?? left;
    // Where the shop itself has given everything back, nothing is left but to say so.
    const isNothing = amount === 0 && isLastOf(0, order, cancellation, cancellations, left);
    if (!Number.isSafeInteger(amount) || (amount < 1 && !isNothing))
      return refuse('invalid-request', ['refund', 'amount'], 'too-small');
    // Each part is looked at with every later request; what is left goes back in one.
    if (amount < left && entriesOf(cancellation).length >= mostParts)
      return refuse('invalid-request', ['refund', 'amount'], 'too-small');
    if (amount > left) return refuse('invalid-request', ['refund', 'amount'], 'too-large');
    const { method, choices } = refundTermsOf(policy, order, cancellation.ruleId ?? null);
    const methods = [cancellation.refund?.method, cancellation.refundMethod, method, ...choices];
    if (refund?.method !== undefined && !methods.includes(refund.method))
      return refuse('invalid-request', ['refund', 'method'], 'value');
  }
  if (action === 'undo') {
    const missing = undoObstacles(policy, order, cancellation, cancellations).filter(
      ({ guard, answer }) => answer === 'refuse' || !input.acknowledged?.includes(guard),
    );
    const issues = missing.map(({ guard, answer }): Issue => ({ path: ['acknowledged', guard], code: answer }));
    if (issues.length > 0) return { ok: false, code: 'undo-unsafe', issues };
  }
  if (action === 'remark' && !/\S/.test(input.comment ?? ''))
    return refuse('comment-required', ['comment'], 'required');
  return null;
}

/** What is wrong with a reason. Of who accepts fewer than was asked for, it says why the rest is declined. */
function reasonGiven(
  policy: CancelPolicy,
  subject: Parameters<typeof reasonIssue>[1],
  fewer: boolean,
  reason: string | undefined,
): Issue | null {
  const issue = reasonIssue(policy, fewer ? { ...subject, action: 'decline', outcome: undefined } : subject, reason);
  return fewer && issue?.code === 'unknown-reason' ? reasonIssue(policy, subject, reason) : issue;
}
