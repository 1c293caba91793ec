import { consequencesOf } from '../domain/consequences.ts';
import type { Decision } from '../domain/decision.ts';
import type { Issue } from '../domain/errors.ts';
import { parseInstant } from '../domain/instant.ts';
import type { Actor, Order } from '../domain/records.ts';
import { invalid, Refusal } from './http/problem.ts';
import { decideFor, type OrderState, viewOf } from './order-state.ts';
import type { CancellationRequest } from './schemas.ts';
import type { CancellationStore } from './stores/store.ts';

/** How far ahead of the server's clock a person's own may be, ms. */
const clockTolerance = 5 * 60_000;

/** Choices that the seller makes; nobody else's body may hold them. */
const sellersChoices = ['restock', 'restoreCoupons'] as const;

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
  { order, governing }: OrderState,
  actor: Actor,
  decision: Decision,
  input: CancellationRequest,
): void {
  const issues: Issue[] = [];
  if (input.lines && !namesWholeOrder(order, input.lines)) issues.push({ path: ['lines'], code: 'whole-order-only' });
  for (const name of sellersChoices) {
    if (input[name] !== undefined && actor === 'buyer') issues.push({ path: [name], code: 'not-for-role' });
  }
  if (input.refund) {
    const { method, amount } = input.refund;
    const { refund } = consequencesOf(governing.policy, order, decision);
    const methods = refund ? [refund.method, ...(actor === 'buyer' ? [] : refund.choices)] : [];
    if (!methods.includes(method)) issues.push({ path: ['refund', 'method'], code: 'value' });
    if (amount !== undefined && amount !== refund?.due.amount)
      issues.push({ path: ['refund', 'amount'], code: 'value' });
  }
  if (issues.length > 0) throw invalid(...issues);
}

function namesWholeOrder({ lines }: Order, named: NonNullable<CancellationRequest['lines']>): boolean {
  const left = lines.filter(({ quantity, cancelledQuantity = 0 }) => quantity > cancelledQuantity);
  return (
    named.length === left.length &&
    left.every(({ id, quantity, cancelledQuantity = 0 }) => {
      return named.some((line) => line.id === id && line.quantity === quantity - cancelledQuantity);
    })
  );
}

/** Refuses a reason that the policy does not list for the role, or names as invalid; and none where one is demanded (422). */
export function demandReason({ governing }: OrderState, actor: Actor, { reason }: CancellationRequest): void {
  const list = governing.policy.reasons[actor];
  const refuse = (code: string): Refusal => new Refusal('reason-invalid', { issues: [{ path: ['reason'], code }] });
  if (reason === undefined) {
    if (list?.demand === 'required') throw refuse('required');
    return;
  }
  const choice = list?.choices.find(({ code }) => code === reason);
  if (!choice) throw refuse('unknown-reason');
  if (choice.valid === false) throw refuse('named-invalid');
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
    const theirs = message?.orderId === order.id && message.from === actor && message.to === otherSide(actor);
    if (!theirs) throw refuse(['messageId'], 'value');
    return;
  }
  const statedAt = parseInstant(contacted.statedAt);
  if (Number.isNaN(statedAt)) throw refuse(['statedAt'], 'format');
  if (statedAt > now + clockTolerance) throw refuse(['statedAt'], 'too-late');
}

/** To whom somebody turns about a cancellation. */
export function otherSide(actor: Actor): Actor {
  return actor === 'buyer' ? 'seller' : 'buyer';
}
