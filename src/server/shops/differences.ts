import type { Issue } from '../../domain/errors.ts';
import type { Order } from '../../domain/records.ts';
import type { Plan } from '../stores/store.ts';
import type { Committed } from './shop.ts';

/**
 * Where the order that a shop committed is another one than what was asked for: its status, what is cancelled of each line,
 * and, of a refund that it says settled, what it counts as refunded.
 */
export function differencesIn(plan: Plan, { order, refund, refunds = {} }: Committed): Issue[] {
  const { effects, opening } = plan;
  const issue = (...path: Issue['path']): Issue => ({ path, code: 'differs' });
  const status = effects.findLast((effect) => effect.type === 'status')?.status;
  const lines = effects.findLast((effect) => effect.type === 'lines')?.lines ?? [];
  const given = effects.reduce((sum, one) => (one.type === 'refund' ? sum + one.amount.amount : sum), 0);
  const expected = (opening?.observed.refunded ?? Number.NaN) + given;
  const settled = given > 0 && refund === 'settled' && Object.keys(refunds).length === 0;
  return [
    ...(status !== undefined && order.status !== status ? [issue('status')] : []),
    ...lines.flatMap(({ id, quantity }): Issue[] => {
      const at = listOf(order).findIndex((line) => line.id === id);
      const cancelled = listOf(order)[at]?.cancelledQuantity ?? 0;
      return cancelled === quantity ? [] : [issue('lines', at < 0 ? id : at, 'cancelledQuantity')];
    }),
    ...(settled && order.payment?.refunded?.amount < expected ? [issue('payment', 'refunded')] : []),
  ];
}

function listOf({ lines }: Order): Order['lines'] {
  return Array.isArray(lines) ? lines : [];
}
