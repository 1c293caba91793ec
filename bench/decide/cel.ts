import { Environment } from '@marcbachmann/cel-js';
import { evaluate, parse } from 'cel-js';
import type { CancelPolicy, Condition, Rule, Scalar, Window } from '../../src/domain/policy.ts';
import { openStates } from '../../src/domain/records.ts';
import type { Case } from './cases.ts';
import { allowsNone, boundsOf, type Engine, engineOf, listOf, statesOf, untranslated, whole } from './peer.ts';

/** How a dialect writes a length of time. */
type Duration = (milliseconds: number) => string;

/** An expression that was parsed, with the variables of a case. */
type Evaluate = (given: Case) => unknown;

/** cel-js. It has no time, so that instants are read by a function of ours. */
export function celJsEngine(policy: CancelPolicy): Engine {
  const functions = { timestamp: (text: string) => Date.parse(text) };
  return celEngine('cel-js', policy, String, (expression) => {
    const parsed = parse(expression);
    if (!parsed.isSuccess) throw new Error(parsed.errors.join());
    return ({ order, context: { actor, now, cancellation } }) =>
      evaluate(parsed.cst, { order, actor, now, cancellation }, functions);
  });
}

/** `@marcbachmann/cel-js` */
export function marcbachmannCelEngine(policy: CancelPolicy): Engine {
  const environment = new Environment({ homogeneousAggregateLiterals: false })
    .registerVariable('order', 'map')
    .registerVariable('actor', 'string')
    .registerVariable('now', 'google.protobuf.Timestamp')
    .registerVariable('cancellation', 'dyn');
  const duration: Duration = (milliseconds) => `duration("${milliseconds / 1000}s")`;
  return celEngine('@marcbachmann/cel-js', policy, duration, (expression) => {
    const compiled = environment.parse(expression);
    return ({ order, context: { actor, now, cancellation } }) =>
      compiled({ order, actor, now: new Date(now), cancellation });
  });
}

/** One conditional expression of all rules; for a trace, one expression a rule. */
function celEngine(
  name: string,
  policy: CancelPolicy,
  duration: Duration,
  compile: (expression: string) => Evaluate,
): Engine {
  return engineOf(name, policy, (rules) => {
    const chain = compile(chainOf(rules, policy, duration));
    const each = rules.map(({ id, when }) => ({ id, matches: compile(translate(whole(when), policy, duration)) }));
    return {
      first: (given) => (chain(given) as string) || null,
      every: (given) => each.filter(({ matches }) => matches(given)).map(({ id }) => id),
    };
  });
}

/** The id of the first rule that matches, as one conditional expression; none is the empty text, for both sides have one type. */
function chainOf(rules: Rule[], policy: CancelPolicy, duration: Duration): string {
  return rules.reduceRight(
    (rest, { id, when }) => `(${translate(whole(when), policy, duration)}) ? ${literal(id)} : (${rest})`,
    '""',
  );
}

const literal = (value: Scalar): string => JSON.stringify(value);
const oneOf = (field: string, values: readonly Scalar[]): string =>
  values.length === 1 ? `${field} == ${literal(values[0] as Scalar)}` : `${field} in [${values.map(literal).join()}]`;

function translate(condition: Condition, policy: CancelPolicy, duration: Duration): string {
  // Not every dialect stops at the first part that settles it, unless it is asked part by part.
  if ('all' in condition) {
    return condition.all
      .map((part) => `(${translate(part, policy, duration)})`)
      .reduceRight((rest, part) => `${part} && (${rest})`);
  }
  if ('any' in condition) return condition.any.map((part) => `(${translate(part, policy, duration)})`).join(' || ');
  if ('not' in condition) return `!(${translate(condition.not, policy, duration)})`;
  if ('actor' in condition) return oneOf('actor', listOf(condition.actor));
  if ('status' in condition) return oneOf('order.status', listOf(condition.status));
  if ('account' in condition) return oneOf(`order.${condition.account}.status`, [condition.is]);
  if ('since' in condition) {
    if (condition.since === 'requestedAt') {
      return `cancellation != null && (${within('cancellation.requestedAt', condition, duration)})`;
    }
    const elapsed = within(`order.${condition.since}`, condition, duration);
    return condition.since === 'placedAt' ? elapsed : `has(order.${condition.since}) && (${elapsed})`;
  }
  if ('fact' in condition && condition.is !== undefined) {
    const field = `order.facts.${condition.fact}`;
    const fallback = policy.facts?.[condition.fact]?.default ?? null;
    return oneOf(`(has(${field}) ? ${field} : ${literal(fallback)})`, listOf(condition.is));
  }
  if ('request' in condition) {
    const states = oneOf('cancellation.state', statesOf(condition.request));
    const by = condition.by ? ` && ${oneOf('cancellation.requestedBy', listOf(condition.by))}` : '';
    const stands = `${states}${by}`;
    if (!allowsNone(condition.request)) return `cancellation != null && (${stands})`;
    return `cancellation == null ? true : (!(${oneOf('cancellation.state', openStates)})) || (${stands})`;
  }
  if ('notice' in condition) {
    const { responded, penaltyAccepted, from = 'PT0S', until } = condition;
    const parts = [
      oneOf('notice.kind', listOf(condition.notice)),
      within('notice.filedAt', until ? { from, until } : { from }, duration),
      `!(${happened('liftedAt', duration)})`,
    ];
    if (responded !== undefined) parts.push(`${responded ? '' : '!'}(${happened('respondedAt', duration)})`);
    if (penaltyAccepted) parts.push(happened('penaltyAcceptedAt', duration));
    const stands = parts.map((part) => `(${part})`).reduceRight((rest, part) => `${part} && (${rest})`);
    return `has(order.notices) && (order.notices.exists(notice, ${stands}))`;
  }
  return untranslated(condition);
}

const happened = (name: string, duration: Duration): string =>
  `has(notice.${name}) && (${within(`notice.${name}`, { from: 'PT0S' }, duration)})`;

function within(instant: string, window: Window, duration: Duration): string {
  const { from, until } = boundsOf(window);
  const elapsed = `now - timestamp(${instant})`;
  const parts: string[] = [];
  // What has begun is compared with now itself, which needs no length of time.
  if (from !== undefined) parts.push(from === 0 ? `timestamp(${instant}) <= now` : `${elapsed} >= ${duration(from)}`);
  if (until !== undefined) parts.push(`${elapsed} < ${duration(until)}`);
  return parts.join(' && ');
}
