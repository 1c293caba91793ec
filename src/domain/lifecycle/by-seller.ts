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
  const { lines = null, refund, inventory } = input;
  // Somebody else's line and none are refused alike.
  const strange = lines?.findIndex(
    ({ id }) => !linesOf(order).some((line) => line.id === id && isOf(order, line, sellers)),
  );
  if (lines && strange !== undefined && strange >= 0) return refuse('invalid-request', ['lines', strange, 'id']);
  const meant = lines ? sellers.filter((id) => linesOfSeller(order, lines, id).length > 0) : sellers;
  // An amount is one of all that is meant.
  const named = meant.length > 1 ? refund?.amount : undefined;
  const opened: Opened[] = [];
  let [before, cancellations] = [order, context.cancellations];
  let refused: Refused | null = null;
  for (const sellerId of meant) {
    const { message, ...said } = input;
    const own: OpeningInput = {
      ...said,
      ...(lines && { lines: linesOfSeller(order, lines, sellerId) }),
      ...(refund && named !== undefined && { refund: withoutAmount(refund) }),
      ...(inventory && {
        inventory: inventory.filter(({ lineId }) => linesOfSeller(order, [{ id: lineId }], sellerId).length > 0),
      }),
      // It is written once.
      ...(message !== undefined && opened.length === 0 && { message }),
    };
    const id = opened.length === 0 ? context.id : newId();
    const applied = open(policy, before, currentOf(cancellations), own, {
      ...context,
      cancellations,
      sellerId,
      ...(id !== undefined && { id }),
    });
    if (!applied.ok) {
      refused ??= lines ? withPlaces(applied, own, input) : applied;
      // Of a seller of whom nothing can be cancelled, nothing is meant.
      if (!lines && applied.code === 'decision-changed') continue;
      return lines ? withPlaces(applied, own, input) : applied;
    }
    const { replaced = [], cancellation } = applied;
    opened.push(applied);
    before = applied.order;
    cancellations = [...cancellations.map((one) => replaced.find(({ id }) => id === one.id) ?? one), cancellation];
  }
  if (opened.length === 0) return refused ?? refuse('decision-changed');
  if (named !== undefined && named !== dueIn(opened)) return refuse('invalid-request', ['refund', 'amount']);
  return opened;
}

function isOf(order: Order, line: Order['lines'][number], sellers: readonly string[]): boolean {
  return sellers.includes(sellerOf(order, line));
}

function withoutAmount({ amount: _, ...refund }: NonNullable<OpeningInput['refund']>) {
  return refund;
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
