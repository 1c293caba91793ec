import type { Json } from '../../domain/decision/conditions.ts';
import type { Refused } from '../../domain/lifecycle/input.ts';
import type { Actor } from '../../domain/records.ts';
import { Refusal } from '../http/problem.ts';
import { decideFor, type OrderState, viewOf } from '../orders/order-state.ts';

/** What the domain refused, as it is answered: with the view, where the state has moved on or stands in the way. */
export function refusalFor({ code, issues, decision }: Refused, state: OrderState, actor: Actor, now: number): Refusal {
  const view = () => viewOf(state, actor, now);
  if (code === 'decision-changed') {
    // The statutory lane goes by the policy of today, and by the holidays that the server knows.
    const withdrawal = state.governing.lane(state.order as unknown as Json, now);
    return new Refusal(code, {
      view: view(),
      decision: decision ? { ...decision, withdrawal } : decideFor(state, actor, now),
    });
  }
  if (code === 'illegal-transition') return new Refusal(code, { view: view() });
  return new Refusal(code, { issues, ...(code === 'undo-unsafe' && { view: view() }) });
}
