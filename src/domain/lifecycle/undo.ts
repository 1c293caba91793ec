import type { CancelPolicy, UndoGuard } from '../policy.ts';
import type { Cancellation, Order } from '../records.ts';

/** What stands in the way of an undo: something to be acknowledged first, or what nobody can lift. */
export interface UndoObstacle {
  guard: UndoGuard;
  /** `acknowledge`: warned of, and possible once acknowledged; `refuse`: not possible. */
  answer: 'acknowledge' | 'refuse';
}

/** What has to be asked before this cancellation is undone (SB-10 to SB-12). Sold stock is known to the shop alone. */
export function undoObstacles(policy: CancelPolicy, order: Order, cancellation: Cancellation): UndoObstacle[] {
  return (policy.lifecycle?.undo?.guards ?? []).flatMap((guard): UndoObstacle[] => {
    const answer = answers[guard](order, cancellation);
    return answer ? [{ guard, answer }] : [];
  });
}

/** How the parts of a refund went back. */
export function refundMethods({ method, methods }: NonNullable<Cancellation['refund']>): string[] {
  return methods ?? [method ?? 'original'];
}

/** What the provider of a card or wallet may not do a second time; these are the shop's own to give and take. */
const shopsOwn = ['bank_deposit', 'points', 'credits', 'cash_on_delivery'];

const answers: Record<UndoGuard, (order: Order, cancellation: Cancellation) => UndoObstacle['answer'] | null> = {
  repayment: (_, { refund }) =>
    refund && refund.refunded.amount > 0 && refundMethods(refund).includes('bank_deposit') ? 'acknowledge' : null,
  recapture: ({ payment }, { refund }) => {
    if (!refund || refund.refunded.amount === 0) return null;
    const { parts = [{ ...payment, recapturable: undefined }] } = payment;
    const unsure = parts.some(
      ({ method, refunded, recapturable }) =>
        refunded.amount > 0 &&
        recapturable !== true &&
        !shopsOwn.includes(method) &&
        refundMethods(refund).some((used) => !shopsOwn.includes(used)),
    );
    return unsure ? 'acknowledge' : null;
  },
  coupons: ({ coupons = [] }, { restoredCoupons = [] }) =>
    coupons.some(({ code, usedSince }) => usedSince && restoredCoupons.includes(code)) ? 'refuse' : null,
  stock: () => null,
};
