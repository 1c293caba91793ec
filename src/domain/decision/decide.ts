import type { CancelPolicy } from '../policy.ts';
import type { Order } from '../records.ts';
import { laneOf } from '../withdrawal/lane.ts';
import type { HolidayAt } from '../withdrawal/zones.ts';
import { byLine } from './by-line.ts';
import { calendarWords } from './calendar-words.ts';
import { type CompiledPolicy, type CompiledRules, compileWith } from './compile.ts';
import { commonWords, isObject, type Json, type OrderWord } from './conditions.ts';
import type { Decision, DecisionContext } from './decision.ts';
import { lineWords } from './line-words.ts';
import { rareWords } from './rare-words.ts';

export type { CompiledPolicy, CompiledRules } from './compile.ts';

const everyWord = { ...commonWords, ...rareWords, ...calendarWords, ...lineWords } satisfies Record<OrderWord, unknown>;

/**
 * What `context.actor` may do with the order at `context.now` (epoch ms), and why.
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

const compiled = new WeakMap<CancelPolicy, CompiledRules>();

/**
 * Compiles what a policy says of itself: without the statutory lane, which most who decide do not ask for. Once for each, as
 * every transition asks for it: a policy that was parsed is not changed any more.
 */
export function compileRules(policy: CancelPolicy): CompiledRules {
  const known = compiled.get(policy);
  if (known) return known;
  const rules = compileWith(everyWord, policy, byLine(policy));
  compiled.set(policy, rules);
  return rules;
}

/**
 * Compiles a policy once for many decisions. Throws a `TypeError` where an unparsed one is malformed. `isHolidayAt`
 * (`isPublicHoliday`): by which the period of a withdrawal is reckoned; without it a few days more are given.
 */
export function compilePolicy(policy: CancelPolicy, isHolidayAt?: HolidayAt): CompiledPolicy {
  const { decide, asked, engine } = compileWith(everyWord, policy, byLine(policy), laneOf(policy, isHolidayAt));
  return {
    decide,
    outcome(order, context) {
      const said = asked((isObject(order) ? order : {}) as unknown as Json, context);
      const { outcome, reason, ruleId, contact } = Array.isArray(said) ? engine.ruleAt(...said) : said;
      return { outcome, reason, ruleId, contact };
    },
  };
}
