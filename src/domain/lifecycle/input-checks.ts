import type { Issue } from '../errors.ts';
import type { CancelPolicy, Lifecycle } from '../policy.ts';
import type { Actor, Cancellation, LineQuantity, Order, OrderLine } from '../records.ts';
import { shareAsked } from '../settlement/asked-with.ts';
import { consequencesOf, consequentialOf } from '../settlement/consequences.ts';
import { quantityOf, remainingLines } from '../settlement/partial.ts';
import { without } from '../units/part.ts';
import { holdsItems } from '../units/units.ts';
import { isQuantity } from '../values/quantity.ts';
import type { ActionInput } from './input.ts';
import type { Action, AutomaticAction, OpeningAction } from './transitions.ts';

/** Choices that the seller makes; the buyer's input may not hold them. */
const sellersChoices = ['restock', 'restoreCoupons', 'inventory'] as const;

/** What an input may hold beside its action, reason, comment and the policy's hash. */
const details: Record<Action | AutomaticAction | OpeningAction, readonly (keyof ActionInput)[]> = {
  cancel: ['lines', 'message', 'contacted', 'refund', ...sellersChoices],
  request: ['lines', 'message', 'contacted', 'refund', ...sellersChoices],
  withdraw: [],
  accept: ['lines', 'refund', ...sellersChoices],
  decline: [],
  refund: ['refund'],
  undo: ['acknowledged'],
  reopen: [],
  uphold: [],
  escalate: [],
  resolve: ['refund', 'outcome', ...sellersChoices],
  dispute: [],
  mediate: [],
  complain: [],
  arbitrate: [],
  abandon: [],
  remark: [],
  lapse: [],
  supersede: [],
  follow: [],
  remind: [],
  conflict: [],
};

/** What an input holds that the action does not have, or not for this role. Values are not read. */
export function detailIssues(input: ActionInput, actor: Actor | 'nobody'): Issue[] {
  const { action } = input;
  const known: string[] = ['action', 'reason', 'comment', 'policyHash', ...details[action]];
  const opens = action === 'cancel' || action === 'request';
  // Who opens a cancellation may name the refund that the policy itself gives; who accepts one chooses, or does not.
  const sellers: string[] = opens ? [...sellersChoices] : [...sellersChoices, 'refund'];
  return Object.entries(input).flatMap(([name, value]): Issue[] => {
    if (value === undefined) return [];
    if (!known.includes(name)) return [{ path: [name], code: 'not-for-action' }];
    return actor === 'buyer' && sellers.includes(name) ? [{ path: [name], code: 'not-for-role' }] : [];
  });
}

/**
 * What is wrong with the lines to be cancelled, of those that can be; `null`, all of them, always is right. `order`: whether
 * a quantity may be a part of a unit, its lines say.
 */
export function lineIssues(
  order: Order,
  lines: readonly LineQuantity[] | null,
  available: readonly LineQuantity[],
  scope: Lifecycle['scope'] = 'order',
): Issue[] {
  if (!lines) return [];
  if (scope === 'order') {
    const all = without(available, lines).length === 0 && without(lines, available).length === 0;
    return all ? [] : [{ path: ['lines'], code: 'whole-order-only' }];
  }
  if (lines.length === 0) return [{ path: ['lines'], code: 'too-small' }];
  const named = holdsItems(order, lines);
  return lines.flatMap(({ id, quantity }, at): Issue[] => {
    const issue = (member: 'id' | 'quantity', code: string): Issue[] => [{ path: ['lines', at, member], code }];
    const line = order.lines.find((one) => one.id === id);
    if (!line || !available.some((one) => one.id === id) || !named) return issue('id', 'value');
    if (lines.findIndex((one) => one.id === id) !== at) return issue('id', 'duplicate-id');
    if (quantity <= 0) return issue('quantity', 'too-small');
    if (!isQuantity(quantity) || !isOfUnits(line, quantity)) return issue('quantity', 'type');
    return quantity > quantityOf(available, id) ? issue('quantity', 'too-large') : [];
  });
}

/** Pieces are not divided; what is measured is. */
function isOfUnits({ quantity: ordered, unit }: OrderLine, quantity: number): boolean {
  return Number.isInteger(quantity) || unit !== undefined || !Number.isInteger(ordered);
}

/** What of an order is settled, and by the terms of which rule. */
export interface SettledPart {
  lines: readonly LineQuantity[] | null;
  ruleId?: string | null;
  requestedBy?: Actor;
  reason?: string | null;
  /** How the buyer wants the money back. */
  refundMethod?: string;
  /** Of what is on record. */
  id?: string;
  askedWith?: string;
}

/**
 * What is wrong with the choices about items and money. `order`: with what is reserved of its money. A buyer may name what
 * the policy gives, and choose nothing else.
 */
export function choiceIssues(
  policy: CancelPolicy,
  order: Order,
  part: SettledPart,
  input: Pick<ActionInput, 'refund' | 'inventory'>,
  actor: Actor | 'nobody',
  cancellations: readonly Cancellation[] = [],
): Issue[] {
  const { ruleId = null } = part;
  const issues = actor === 'buyer' ? [] : inventoryIssues(policy, order, part, input);
  if (!input.refund) return issues;
  const { method, amount } = input.refund;
  const share = shareAsked(policy, order, part, cancellations);
  const { refund } = consequencesOf(policy, order, { outcome: 'cancel', ruleId }, share);
  const mayChoose = (refund?.chosenBy ?? 'seller') === (actor === 'buyer' ? 'buyer' : 'seller');
  // What the buyer chose is the buyer's.
  const methods = refund ? [part.refundMethod ?? refund.method, ...(mayChoose ? refund.choices : [])] : [];
  if (method !== undefined && !methods.includes(method)) issues.push({ path: ['refund', 'method'], code: 'value' });
  if (amount === undefined || amount === refund?.due.amount) return issues;
  const names = refund?.adjustable && actor !== 'buyer' && Number.isSafeInteger(amount) && amount >= 0;
  const code = !names ? 'value' : amount > (refund.most?.amount ?? 0) ? 'too-large' : null;
  return code ? [...issues, { path: ['refund', 'amount'], code }] : issues;
}

/** What is wrong with the seller's choices about the items that go back. */
function inventoryIssues(
  policy: CancelPolicy,
  order: Order,
  part: SettledPart,
  { inventory }: Pick<ActionInput, 'inventory'>,
): Issue[] {
  if (!inventory) return [];
  if (consequentialOf(policy, part).stock !== 'lots') return [{ path: ['inventory'], code: 'value' }];
  const going = part.lines ?? remainingLines(order);
  return inventory.flatMap(({ lineId, edits }, at): Issue[] => {
    const line = going.find(({ id }) => id === lineId);
    if (!line || inventory.findIndex((other) => other.lineId === lineId) !== at) {
      return [{ path: ['inventory', at, 'lineId'], code: line ? 'duplicate-id' : 'value' }];
    }
    const tooMany = (edits?.quantity ?? 0) > line.quantity;
    return tooMany ? [{ path: ['inventory', at, 'edits', 'quantity'], code: 'too-large' }] : [];
  });
}
