import { compileRules } from '../decision/decide.ts';
import type { Issue } from '../errors.ts';
import type { CancelPolicy } from '../policy.ts';
import type { Cancellation, Order } from '../records.ts';
import { hasSeveralSellers, linesOfSeller, sellerOf, sellersOf } from '../units/sellers.ts';
import { linesOf } from '../units/units.ts';
import { type ActionContext, type Applied, type Refused, refuse } from './input.ts';
import { applyAction, currentOf } from './lifecycle.ts';
import { type OpeningInput, open } from './opening.ts';

/** One cancellation that was opened. */
export type Opened = Extract<Applied, { ok: true }>;

/**
 * Opens a cancellation for each seller of whom something is meant, all or none: each seller answers for their own items, and
 * none hears of the others'. `sellers`: whose items may be meant; default: everybody's. `newId` names the second and further
 * ones.
 */
export function openBySeller(
  policy: CancelPolicy,
  order: Order,
  input: OpeningInput,
  context: ActionContext & { cancellations: readonly Cancellation[] },
  { sellers = sellersOf(order), newId }: { sellers?: readonly string[] | undefined; newId(): string },
): Opened[] | Refused {
  if (!hasSeveralSellers(order)) {
    const applied = applyAction(policy, order, currentOf(context.cancellations), input, context);
    return applied.ok ? [applied] : applied;
  }
  const { lines = null } = input;
  const known = new Set(linesOf(order).flatMap((line) => (sellers.includes(sellerOf(order, line)) ? line.id : [])));
  // Somebody else's line and none are refused alike.
  const strange = lines?.findIndex(({ id }) => !known.has(id)) ?? -1;
  if (strange >= 0) return refuse('invalid-request', ['lines', strange, 'id']);
  const meant = lines ? sellers.filter((id) => linesOfSeller(order, lines, id).length > 0) : sellers;
  const { actor, now } = context;
  // What is asked of several in one go is decided once; a seller decides on what is theirs.
  const question = { actor, now, cancellation: currentOf(context.cancellations), cancellations: context.cancellations };
  const decision = actor === 'seller' ? {} : { decision: compileRules(policy).decide(order, question) };
  const opened: Opened[] = [];
  let [before, cancellations] = [order, context.cancellations];
  for (const sellerId of meant) {
    const first = opened[0]?.cancellation.id;
    const own = meant.length > 1 ? partOf(order, input, sellerId, first === undefined) : input;
    const applied = open(policy, before, currentOf(cancellations), own, {
      ...context,
      ...decision,
      ...(first !== undefined && { id: newId(), askedWith: first }),
      cancellations,
      sellerId,
    });
    // Of a seller of whom nothing can be cancelled, nothing is meant.
    if (!applied.ok && applied.code === 'decision-changed' && !lines) continue;
    if (!applied.ok) return withPlaces(applied, own, input);
    const { cancellation, replaced = [] } = applied;
    opened.push(applied);
    before = applied.order;
    cancellations = [...cancellations.map((one) => replaced.find(({ id }) => id === one.id) ?? one), cancellation];
  }
  if (opened.length === 0) return refuse('decision-changed');
  // An amount is one of all that is meant.
  const amount = meant.length > 1 && input.action === 'cancel' ? input.refund?.amount : undefined;
  return amount === undefined || amount === dueIn(opened) ? opened : refuse('invalid-request', ['refund', 'amount']);
}

/** What is said of one seller's items; what is written to the other side is written once, with the first. */
function partOf(order: Order, input: OpeningInput, sellerId: string, isFirst: boolean): OpeningInput {
  const { message, lines, refund, inventory, ...said } = input;
  const { amount: _, ...way } = refund ?? {};
  const own = new Set(linesOfSeller(order, linesOf(order), sellerId).map(({ id }) => id));
  return {
    ...said,
    ...(message !== undefined && isFirst && { message }),
    ...(lines && { lines: linesOfSeller(order, lines, sellerId) }),
    ...(refund && { refund: way }),
    ...(inventory && { inventory: inventory.filter(({ lineId }) => own.has(lineId)) }),
  };
}

function dueIn(opened: readonly Opened[]): number {
  return opened.reduce((sum, { cancellation: { refund } }) => sum + (refund?.due.amount ?? 0), 0);
}

/** The refusal with the places of lines as they were given. */
function withPlaces(refused: Refused, own: OpeningInput, { lines }: OpeningInput): Refused {
  const issues = refused.issues.map(({ path, code }): Issue => {
    const [name, at, ...rest] = path;
    const line = name === 'lines' && typeof at === 'number' ? own.lines?.[at] : undefined;
    return line ? { path: [name as string, lines?.indexOf(line) ?? 0, ...rest], code } : { path, code };
  });
  return { ...refused, issues };
}
