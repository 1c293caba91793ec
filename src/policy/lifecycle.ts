/** What the lifecycle says of orders as shops write them: `null` is absent. */
import * as lifecycle from '../domain/lifecycle/lifecycle.ts';
import { applyNotice as noticed } from '../domain/lifecycle/notices.ts';
import { undoObstacles as obstaclesTo } from '../domain/lifecycle/undo.ts';
import type { CancelPolicy } from '../domain/policy.ts';
import type { Order } from '../domain/records.ts';
import { consequencesOf as consequences } from '../domain/settlement/consequences.ts';
import { shareOf as share } from '../domain/settlement/partial.ts';
import { penaltyOf as penalty } from '../domain/settlement/penalty.ts';
import { sideEffectsOf as sideEffects } from '../domain/settlement/settlement.ts';
import { withoutNulls } from '../domain/values/without-nulls.ts';

function asWritten<Rest extends unknown[], T>(
  of: (policy: CancelPolicy, order: Order, ...rest: Rest) => T,
): (policy: CancelPolicy, order: Order, ...rest: Rest) => T {
  return (policy, order, ...rest) => of(policy, withoutNulls(order), ...rest);
}

/** What an actor may do just now: open a cancellation, and every action on the one that is given. */
export const availableActions = asWritten(lifecycle.availableActions);

/** Applies an action, or refuses it with nothing changed; `cancellation` is the one that is acted on. */
export const applyAction = asWritten(lifecycle.applyAction);

/** Files an alert, answers or lifts it, or refuses that with nothing changed. */
export const applyNotice = asWritten(noticed);

/** What stands against undoing a cancellation. */
export const undoObstacles = asWritten(obstaclesTo);

/** What a decision comes to, in money, stock and status, before anybody confirms it. */
export const consequencesOf = asWritten(consequences);

/** What some lines of the order are worth; `null`: it is of the whole order, and nothing asks for parts. */
export const shareOf = asWritten(share);

/** What cancelling costs the one who bears it. */
export const penaltyOf = asWritten(penalty);

/** What follows for the shop, beside the refund. */
export const sideEffectsOf = asWritten(sideEffects);
