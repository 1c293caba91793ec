import type { CancelPolicy, Lifecycle, UndoGuard } from '../policy.ts';
import type { Cancellation, Order } from '../records.ts';
import { onItsWay } from '../settlement/in-flight.ts';
import { askedFor, isSettled } from '../settlement/ledger.ts';
import { sellerBearing } from '../settlement/penalty.ts';
import { componentsOf } from '../settlement/stock.ts';
import { isCredit } from '../settlement/sums.ts';
import { sumOfQuantities } from '../values/quantity.ts';
import type { Effect } from './effects.ts';

/** What stands in the way of an undo: something to be acknowledged first, or what nobody can lift. */
export interface UndoObstacle {
  guard: UndoGuard;
  /** `acknowledge`: warned of, and possible once acknowledged; `refuse`: not possible. */
  answer: 'acknowledge' | 'refuse';
}

/**
 * What has to be asked before this cancellation is undone (SB-10 to SB-12). Sold stock is known to the shop alone.
 * `cancellations`: all of the order's, whose coupons would have to be taken back too.
 */
export function undoObstacles(
  policy: CancelPolicy,
  order: Order,
  cancellation: Cancellation,
  cancellations: readonly Cancellation[],
): UndoObstacle[] {
  const restoredCoupons = [cancellation, ...lastingBeside(cancellation, cancellations)].flatMap(
    (one) => one.restoredCoupons ?? [],
  );
  return (policy.lifecycle?.undo?.guards ?? []).flatMap((guard): UndoObstacle[] => {
    const answer = answers[guard](order, { ...cancellation, restoredCoupons });
    return answer ? [{ guard, answer }] : [];
  });
}

/** How the parts of a refund went back. */
export function refundMethods({ method, methods }: NonNullable<Cancellation['refund']>): string[] {
  return methods ?? [method ?? 'original'];
}

/** What the provider of a card or wallet may not do a second time; these are the shop's own to give and take. */
const isShopsOwn = (payment: { method: string; kind?: 'money' | 'credit' }): boolean =>
  ['bank_deposit', 'cash_on_delivery'].includes(payment.method) || isCredit(payment);

const answers: Record<UndoGuard, (order: Order, cancellation: Cancellation) => UndoObstacle['answer'] | null> = {
  repayment: (_, cancellation) => {
    const { refund } = cancellation;
    return refund && askedFor(cancellation) > 0 && refundMethods(refund).includes('bank_deposit')
      ? 'acknowledge'
      : null;
  },
  recapture: ({ payment }, cancellation) => {
    const { refund } = cancellation;
    // What was reserved has to be reserved anew.
    if (cancellation.voided) return 'acknowledge';
    if (!refund || askedFor(cancellation) === 0) return null;
    const { parts = [{ ...payment, recapturable: undefined }] } = payment;
    // Of what is still on its way it is not known to which part it goes.
    const underWay = onItsWay(payment.refunded.amount, [cancellation]) > 0;
    const unsure = parts.some(
      ({ method, refunded, recapturable, ...kind }) =>
        (refunded.amount > 0 || underWay) &&
        recapturable !== true &&
        !isShopsOwn({ method, ...kind }) &&
        refundMethods(refund).some((used) => !isShopsOwn({ method: used })),
    );
    return unsure ? 'acknowledge' : null;
  },
  coupons: ({ coupons = [] }, { restoredCoupons = [] }) =>
    coupons.some(({ code, usedSince }) => usedSince && restoredCoupons.includes(code)) ? 'refuse' : null,
  stock: () => null,
};

/**
 * What an undo has to take back: everything that the settlement brought about but the money, which is asked for anew. What other
 * cancellations brought about as nothing was left of the order, which now lives again, is taken back from them: `others`. A
 * strike, which counts once an order, is handed on to one of them.
 */
export function undoEffects(
  lifecycle: Lifecycle | undefined,
  order: Order,
  cancellation: Cancellation,
  cancellations: readonly Cancellation[],
): { effects: Effect[]; others: Cancellation[] } {
  const { previousStatus, restocked = [], lines, strike, penalty } = cancellation;
  const effects: Effect[] = [];
  // Of an order that was cancelled in part, the rest may have gone on since.
  const { refunding, cancelled, unpaid } = lifecycle ?? {};
  const marked = [refunding, cancelled, unpaid].includes(order.status);
  if (marked && order.status !== previousStatus) effects.push({ type: 'status', status: previousStatus });
  if (lifecycle?.scope === 'lines' || lines) {
    effects.push({
      type: 'lines',
      lines: order.lines.flatMap(({ id, quantity, cancelledQuantity = 0 }) => {
        const undone = lines ? (lines.find((line) => line.id === id)?.quantity ?? 0) : quantity;
        return undone > 0 ? [{ id, quantity: Math.max(0, sumOfQuantities(cancelledQuantity, -undone)) }] : [];
      }),
    });
  }
  if (restocked.length > 0) {
    effects.push({
      type: 'unstock',
      items: restocked.map(({ id, quantity }) => {
        const line = order.lines.find((one) => one.id === id);
        return { lineId: id, sku: line?.sku ?? '', quantity, ...(line && componentsOf(line, quantity)) };
      }),
    });
  }
  if (penalty) {
    const sellerId = sellerBearing(order, lines);
    effects.push({ type: 'penalty', sellerId, ...penalty, retracted: true });
  }
  const lasting = lastingBeside(cancellation, cancellations);
  const heir = strike && lasting.find((one) => one.requestedBy === 'buyer');
  if (strike && !heir) effects.push({ type: 'strike', party: 'buyer', retracted: true });
  const others = lasting.flatMap((one): Cancellation[] => {
    const { restoredCoupons, marketplaceFee, removalRequests, ...rest } = one;
    const ofWhole = wholeEffects(one);
    effects.push(...ofWhole);
    if (ofWhole.length === 0 && one !== heir) return [];
    return [{ ...rest, ...(one === heir && { strike }) }];
  });
  return { effects: [...effects, ...wholeEffects(cancellation)], others };
}

/** What is taken back of what a cancellation brought about as nothing was left of the order. */
function wholeEffects({ restoredCoupons = [], marketplaceFee, removalRequests = [] }: Cancellation): Effect[] {
  const effects: Effect[] = [];
  if (restoredCoupons.length > 0) effects.push({ type: 'coupons', codes: restoredCoupons, restored: false });
  if (marketplaceFee) {
    const change = marketplaceFee.change === 'reset' ? 'restore' : 'uncredit';
    effects.push({ type: 'fee', ...marketplaceFee, change });
  }
  if (removalRequests.length > 0) effects.push({ type: 'removal-requests', ids: removalRequests, reopened: true });
  return effects;
}

/** The settled cancellations that an order keeps when one is undone. */
function lastingBeside({ id }: Cancellation, cancellations: readonly Cancellation[]): Cancellation[] {
  return cancellations.filter((one) => one.id !== id && isSettled(one));
}
