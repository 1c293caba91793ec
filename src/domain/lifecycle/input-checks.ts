import type { Issue } from '../errors.ts';
import type { Demand, Lifecycle, ReasonList } from '../policy.ts';
import type { LineQuantity, Order } from '../records.ts';
import { isRemainder, quantityOf, remainingLines } from '../settlement/partial.ts';

/** What is wrong with a reason: none where one is demanded, one that is not listed, or one that is named as invalid. */
export function reasonIssue(
  list: ReasonList | undefined,
  demand: Demand | undefined,
  reason: string | undefined,
): Issue | null {
  const issue = (code: string): Issue => ({ path: ['reason'], code });
  if (reason === undefined) return demand === 'required' ? issue('required') : null;
  const choice = list?.choices.find(({ code }) => code === reason);
  if (!choice) return issue('unknown-reason');
  return choice.valid === false ? issue('named-invalid') : null;
}

/** What is wrong with the lines to be cancelled; `null`, all that is left of the order, always is right. */
export function lineIssues(
  order: Order,
  lines: readonly LineQuantity[] | null,
  scope: Lifecycle['scope'] = 'order',
): Issue[] {
  if (!lines) return [];
  if (scope === 'order') return isRemainder(order, lines) ? [] : [{ path: ['lines'], code: 'whole-order-only' }];
  if (lines.length === 0) return [{ path: ['lines'], code: 'too-small' }];
  const left = remainingLines(order);
  return lines.flatMap(({ id, quantity }, at): Issue[] => {
    const issue = (member: 'id' | 'quantity', code: string): Issue[] => [{ path: ['lines', at, member], code }];
    if (!left.some((line) => line.id === id)) return issue('id', 'value');
    if (lines.findIndex((line) => line.id === id) !== at) return issue('id', 'duplicate-id');
    if (!Number.isSafeInteger(quantity)) return issue('quantity', 'type');
    if (quantity < 1) return issue('quantity', 'too-small');
    return quantity > quantityOf(left, id) ? issue('quantity', 'too-large') : [];
  });
}
