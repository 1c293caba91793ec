import type { Decision } from '../../domain/decision/decision.ts';
import type { Issue } from '../../domain/errors.ts';
import { lineIssues, reasonIssue } from '../../domain/lifecycle/input-checks.ts';
import { inventoryIssues } from '../../domain/lifecycle/lifecycle.ts';
import { otherParty } from '../../domain/lifecycle/other-party.ts';
import type { Action } from '../../domain/lifecycle/transitions.ts';
import type { Actor, LineQuantity, Order } from '../../domain/records.ts';
import { consequencesOf } from '../../domain/settlement/consequences.ts';
import { isRemainder, shareOf } from '../../domain/settlement/partial.ts';
import { parseInstant } from '../../domain/values/instant.ts';
import { invalid, Refusal } from '../http/problem.ts';
import { decideFor, type OrderState, viewOf } from '../orders/order-state.ts';
import type { ActionRequest, CancellationRequest } from '../schemas/requests.ts';
import type { CancellationStore } from '../stores/store.ts';

/** How far ahead of the server's clock a person's own may be, ms. */
const clockTolerance = 5 * 60_000;

/** Choices that the seller makes; nobody else's body may hold them. */
const sellersChoices = ['restock', 'restoreCoupons', 'inventory'] as const;

/** Refuses an action that nobody in this role ever has (404). */
export function demandRoleHasAction(action: CancellationRequest['action'], actor: Actor): void {
  if (action === 'withdraw-contract' && actor !== 'buyer') throw new Refusal('not-found');
}

/** The decision of this moment, if it permits what is asked, and under the policy that the person was shown (409). */
export function demandDecision(state: OrderState, actor: Actor, input: CancellationRequest, now: number): Decision {
  const decision = decideFor(state, actor, now);
  const shown = input.policyHash;
  if (decision.outcome !== input.action || shown !== state.governing.reference.hash) {
    throw new Refusal('decision-changed', { view: viewOf(state, actor, now), decision });
  }
  return decision;
}

/** Refuses details that this order, policy or role does not have (400). */
export function demandFitting(
  { order, governing: { policy } }: OrderState,
  actor: Actor,
  decision: Pick<Decision, 'outcome' | 'ruleId'>,
  input: CancellationRequest,
): void {
  const issues = lineIssues(order, input.lines ?? null, policy.lifecycle?.scope);
  for (const name of sellersChoices) {
    if (input[name] !== undefined && actor === 'buyer') issues.push({ path: [name], code: 'not-for-role' });
  }
  // What the amounts are of has to be known first.
  if (issues.length === 0 || !input.lines) {
    const lines = linesOf(order, input);
    if (actor !== 'buyer') {
      const { inventory } = input;
      issues.push(
        ...inventoryIssues(policy, order, { lines, ruleId: decision.ruleId }, inventory ? { inventory } : {}),
      );
    }
    if (input.refund) {
      const { method, amount } = input.refund;
      const { refund } = consequencesOf(policy, order, decision, shareOf(policy, order, lines));
      const methods = refund ? [refund.method, ...(actor === 'buyer' ? [] : refund.choices)] : [];
      if (!methods.includes(method)) issues.push({ path: ['refund', 'method'], code: 'value' });
      if (amount !== undefined && amount !== refund?.due.amount)
        issues.push({ path: ['refund', 'amount'], code: 'value' });
    }
  }
  if (issues.length > 0) throw invalid(...issues);
}

/** The lines that are asked for; `null`: all that is left of the order. */
export function linesOf(order: Order, { lines }: Pick<CancellationRequest, 'lines'>): LineQuantity[] | null {
  return lines && !isRemainder(order, lines) ? lines : null;
}

/** What an action may be told beside reason and comment. */
const details: Partial<Record<Action, (keyof ActionRequest)[]>> = {
  accept: ['refund', ...sellersChoices],
  resolve: ['refund', 'outcome', ...sellersChoices],
  refund: ['refund'],
  undo: ['acknowledged'],
};

/** Refuses details that the action does not have, or not for this role (400). */
export function demandActionFitting(action: Action, actor: Actor, input: ActionRequest): void {
  const known: string[] = ['reason', 'comment', 'policyHash', ...(details[action] ?? [])];
  const issues = Object.keys(input).flatMap((name): Issue[] => {
    if (!known.includes(name)) return [{ path: [name], code: 'not-for-action' }];
    const sellers = sellersChoices.some((choice) => choice === name) || name === 'refund';
    return actor === 'buyer' && sellers ? [{ path: [name], code: 'not-for-role' }] : [];
  });
  if (issues.length > 0) throw invalid(...issues);
}

/** Refuses a reason that the policy does not list for the role, or names as invalid; and none where one is demanded (422). */
export function demandReason({ governing }: OrderState, actor: Actor, { reason }: CancellationRequest): void {
  const list = governing.policy.reasons[actor];
  const issue = reasonIssue(list, list?.demand, reason);
  if (issue) throw new Refusal('reason-invalid', { issues: [issue] });
}

/** Refuses a blank comment where one is demanded (422). */
export function demandComment({ governing }: OrderState, actor: Actor, { comment = '' }: CancellationRequest): void {
  if (governing.policy.comments?.[actor] !== 'required' || /\S/.test(comment)) return;
  throw new Refusal('comment-required', { issues: [{ path: ['comment'], code: 'required' }] });
}

/** Refuses where the other side has to be contacted first and was not (422): a message of this person, or their statement. */
export async function demandContact(
  store: CancellationStore,
  { order }: OrderState,
  actor: Actor,
  { contact }: Decision,
  { contacted }: CancellationRequest,
  now: number,
): Promise<void> {
  if (contact !== 'required') return;
  const refuse = (path: Issue['path'], code: string): Refusal =>
    new Refusal('contact-required', { issues: [{ path: ['contacted', ...path], code }] });
  if (!contacted) throw refuse([], 'required');
  if ('messageId' in contacted) {
    const message = await store.message(contacted.messageId);
    const theirs = message?.orderId === order.id && message.from === actor && message.to === otherParty(actor);
    if (!theirs) throw refuse(['messageId'], 'value');
    return;
  }
  const statedAt = parseInstant(contacted.statedAt);
  if (Number.isNaN(statedAt)) throw refuse(['statedAt'], 'format');
  if (statedAt > now + clockTolerance) throw refuse(['statedAt'], 'too-late');
}

/** Refuses to name a case and who spoke for support where support takes no part (400). */
export function demandSupport(takesPart: boolean, input: { ticket?: string; representative?: string }): void {
  const named = (['ticket', 'representative'] as const).filter((name) => input[name] !== undefined);
  if (takesPart || named.length === 0) return;
  throw invalid(...named.map((name): Issue => ({ path: [name], code: 'not-for-role' })));
}

/** Refuses a time that has not come yet by the server's clock (400). */
export function demandPast(name: string, instant: string | undefined, now: number): void {
  if (parseInstant(instant) > now + clockTolerance) throw invalid({ path: [name], code: 'too-late' });
}
