import { unreadableDecision } from '../domain/ask-server.ts';
import { isObject, type Json } from '../domain/decision/conditions.ts';
import { type CompiledPolicy, compilePolicy as compileUnread } from '../domain/decision/decide.ts';
import type { Decision, DecisionContext } from '../domain/decision/decision.ts';
import type { CancelPolicy } from '../domain/policy.ts';
import type { Order } from '../domain/records.ts';
import { laneOf } from '../domain/withdrawal/lane.ts';
import type { HolidayAt } from '../domain/withdrawal/zones.ts';
import { isReadable } from './parse.ts';

export type { CompiledPolicy } from '../domain/decision/decide.ts';

/**
 * What `context.actor` may do with the order at `context.now` (epoch ms), and why. Of an order that `parseOrder` refuses it is
 * `ask-server`, `order-unreadable`, as the server would say.
 * Pure and total: the same input gives the same decision, and any JSON value as order gives one.
 */
export function decide(
  policy: CancelPolicy,
  order: Order,
  context: DecisionContext,
  isHolidayAt?: HolidayAt,
): Decision {
  return compilePolicy(policy, isHolidayAt).decide(order, context);
}

/** The revisions of orders that were found to be readable: what changes anything of an order gives it another. */
const read = new WeakMap<Order, string>();

/** Whether an order is readable; one that is decided on again and again is looked at once a revision. */
function isRead(order: Order): boolean {
  if (typeof order !== 'object' || order === null) return false;
  const { revision } = order;
  if (revision !== undefined && read.get(order) === revision) return true;
  if (!isReadable(order)) return false;
  read.set(order, revision);
  return true;
}

/**
 * Compiles a policy once for many decisions. Throws a `TypeError` where an unparsed one is malformed. `isHolidayAt`
 * (`isPublicHoliday`): by which the period of a withdrawal is reckoned; without it a few days more are given.
 */
export function compilePolicy(policy: CancelPolicy, isHolidayAt?: HolidayAt): CompiledPolicy {
  const rules = compileUnread(policy, isHolidayAt);
  const lane = laneOf(policy, isHolidayAt);
  const { alternatives } = policy.otherwise;
  return {
    outcome(order, context) {
      if (isRead(order)) return rules.outcome(order, context);
      const { outcome, reason, ruleId, contact } = unreadableDecision(alternatives);
      return { outcome, reason, ruleId, contact };
    },

    decide(order, context) {
      if (isRead(order)) return rules.decide(order, context);
      // The right of withdrawal does not go by what can be read of the rest.
      const seen: Json = isObject(order) ? order : {};
      return { ...unreadableDecision(alternatives), withdrawal: lane?.(seen, context.now) ?? null };
    },
  };
}
