import jsonLogic from 'json-logic-js';
import type { CancelPolicy, Condition, Window } from '../../src/domain/policy.ts';
import { openStates } from '../../src/domain/records.ts';
import type { Case } from './cases.ts';
import { allowsNone, boundsOf, type Engine, engineOf, listOf, statesOf, untranslated, whole } from './peer.ts';

type Logic = unknown;

// Inside `some` only the entry can be seen, hence the clock is not part of the data.
let now = 0;
jsonLogic.add_operation('ago', (instant: string | null) => (instant === null ? Number.NaN : now - Date.parse(instant)));

/** json-logic-js: one `if` of all rules in order; for a trace, one expression a rule. */
export function jsonLogicEngine(policy: CancelPolicy): Engine {
  return engineOf('json-logic-js', policy, (rules) => {
    const each = rules.map(({ id, when }) => ({ id, logic: translate(whole(when), policy) }));
    const chain = { if: [...each.flatMap(({ id, logic }) => [logic, id]), null] };
    const dataOf = ({ order, context: { actor, cancellation } }: Case) => ({ order, actor, cancellation });
    return {
      first(given) {
        now = given.context.now;
        return jsonLogic.apply(chain, dataOf(given)) as string | null;
      },
      every(given) {
        now = given.context.now;
        const data = dataOf(given);
        return each.filter(({ logic }) => jsonLogic.apply(logic, data)).map(({ id }) => id);
      },
    };
  });
}

const variable = (path: string): Logic => ({ var: path });
const oneOf = (path: string, values: readonly unknown[]): Logic =>
  values.length === 1 ? { '===': [variable(path), values[0]] } : { in: [variable(path), values] };

function translate(condition: Condition, policy: CancelPolicy): Logic {
  if ('all' in condition) return { and: condition.all.map((part) => translate(part, policy)) };
  if ('any' in condition) return { or: condition.any.map((part) => translate(part, policy)) };
  if ('not' in condition) return { '!': [translate(condition.not, policy)] };
  if ('actor' in condition) return oneOf('actor', listOf(condition.actor));
  if ('status' in condition) return oneOf('order.status', listOf(condition.status));
  if ('account' in condition) return oneOf(`order.${condition.account}.status`, [condition.is]);
  if ('since' in condition) {
    const { since } = condition;
    return within(variable(since === 'requestedAt' ? 'cancellation.requestedAt' : `order.${since}`), condition);
  }
  if ('fact' in condition && condition.is !== undefined) {
    const value = { var: [`order.facts.${condition.fact}`, policy.facts?.[condition.fact]?.default] };
    return { in: [value, listOf(condition.is)] };
  }
  if ('request' in condition) {
    const states = oneOf('cancellation.state', statesOf(condition.request));
    const stands = condition.by ? { and: [states, oneOf('cancellation.requestedBy', listOf(condition.by))] } : states;
    return allowsNone(condition.request)
      ? { or: [{ '!': [oneOf('cancellation.state', openStates)] }, stands] }
      : stands;
  }
  if ('notice' in condition) {
    const { responded, penaltyAccepted, from = 'PT0S', until } = condition;
    const parts = [
      oneOf('kind', listOf(condition.notice)),
      within(variable('filedAt'), until ? { from, until } : { from }),
      { '!': [happened('liftedAt')] },
    ];
    if (responded !== undefined) parts.push(responded ? happened('respondedAt') : { '!': [happened('respondedAt')] });
    if (penaltyAccepted) parts.push(happened('penaltyAcceptedAt'));
    return { some: [variable('order.notices'), { and: parts }] };
  }
  return untranslated(condition);
}

const happened = (name: string): Logic => within(variable(name), { from: 'PT0S' });

function within(instant: Logic, window: Window): Logic {
  const { from, until } = boundsOf(window);
  const ago = { ago: [instant] };
  const parts: Logic[] = [];
  if (from !== undefined) parts.push({ '>=': [ago, from] });
  if (until !== undefined) parts.push({ '<': [ago, until] });
  return parts.length === 1 ? parts[0] : { and: parts };
}
