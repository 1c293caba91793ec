import type { Refused } from '../../domain/lifecycle/input.ts';
import type { Actor } from '../../domain/records.ts';
import { Refusal } from '../http/problem.ts';
import { decideFor, type OrderState, viewOf } from '../orders/order-state.ts';

/** What the domain refused, as it is answered: with the view, where the state has moved on or stands in the way. */
export function refusalFor({ code, issues, decision }: Refused, state: OrderState, actor: Actor, now: number): Refusal {
  const view = () => viewOf(state, actor, now);
  if (code === 'decision-changed') {
    return new Refusal(code, { view: view(), decision: decision ?? decideFor(state, actor, now) });
  }
  if (code === 'illegal-transition') return new Refusal(code, { view: view() });
  return new Refusal(code, { issues, ...(code === 'undo-unsafe' && { view: view() }) });
}
