import { compileRules } from '../decision/decide.ts';
import type { Decision } from '../decision/decision.ts';
import type { CancelPolicy, Rule } from '../policy.ts';
import type { Actor } from '../records.ts';
import { answererOf } from './other-party.ts';
import { reachOf, type Standing } from './reach.ts';

/**
 * The decision by which nothing may be settled now: a rule that is asked in every state says `none` of what was asked for.
 * `null`: nothing stands in the way. Of silence the rules are asked for the clock and for who was silent, and what they
 * cannot tell stands in its way: the case waits for a person.
 */
export function obstacleTo(
  standing: Standing,
  { actor, now }: { actor: Actor | 'nobody'; now: number },
): Decision | null {
  const { policy, order, cancellation, cancellations } = standing;
  if (!policy.rules.some(forbids)) return null;
  const askers = actor === 'nobody' ? (['nobody', answererOf(cancellation)] as const) : [actor];
  for (const asker of askers) {
    const decision = compileRules(policy).decide(order, { actor: asker, now, cancellation, cancellations });
    if (isForbidden(standing, decision, actor === 'nobody')) return decision;
  }
  return null;
}

const forbids = ({ always, then }: Rule): boolean => always === true && then.outcome === 'none';

function isForbidden(standing: Standing, { outcome, ruleId, lines, trace }: Decision, ofSilence: boolean): boolean {
  const { rules } = standing.policy;
  const always = new Map(rules.filter(({ always }) => always).map((rule) => [rule.id, rule]));
  const stops = (id: string | null): boolean => forbids(always.get(id ?? '') ?? notAlways);
  if (lines) {
    const asked = new Set(reachOf(standing).map(({ id }) => id));
    return lines.some(
      (group) =>
        group.ids.some((id) => asked.has(id)) &&
        (stops(group.ruleId) || (ofSilence && group.outcome === 'ask-server' && always.has(group.ruleId ?? ''))),
    );
  }
  // An earlier rule that speaks of the request does not lift one that is asked in every state, but another such one does.
  const first = trace.find(({ ruleId: id, matched, unknown }) => always.has(id) && (matched || (ofSilence && unknown)));
  return (first !== undefined && stops(first.ruleId)) || (outcome === 'none' && stops(ruleId));
}

const notAlways = { then: { outcome: 'return' } } as Rule;
