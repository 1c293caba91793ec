import { type RuleProperties, Engine as RulesEngine } from 'json-rules-engine';
import type { CancelPolicy, Condition, Rule, Window } from '../../src/domain/policy.ts';
import { openStates } from '../../src/domain/records.ts';
import type { Case } from './cases.ts';
import { allowsNone, boundsOf, type Engine, engineOf, listOf, statesOf, untranslated, whole } from './peer.ts';

type Part = { all: Part[] } | { any: Part[] } | { not: Part } | Comparison;
type NoticeParams = Extract<Condition, { notice: unknown }>;

interface Comparison {
  fact: string;
  operator: string;
  value: unknown;
  path?: string;
  params?: Record<string, unknown>;
}

/** json-rules-engine: rules by priority, stopped by the first that matches; for a trace, all at once. */
export function jsonRulesEngine(policy: CancelPolicy): Engine {
  return engineOf('json-rules-engine', policy, (rules) => {
    const stopping = engineFor(rules, policy, true);
    const whole = engineFor(rules, policy, false);
    return {
      async first({ order, context: { actor, now, cancellation } }) {
        const { events } = await stopping.run({ order, actor, now, cancellation });
        return events[0]?.type ?? null;
      },
      async every({ order, context: { actor, now, cancellation } }) {
        const { events } = await whole.run({ order, actor, now, cancellation });
        return events.map(({ type }) => type);
      },
    };
  });
}

function engineFor(rules: Rule[], policy: CancelPolicy, stops: boolean): RulesEngine {
  // A plain member instead of a JSONPath, and no cache, whose keys cost more than the facts.
  const engine = new RulesEngine([], { pathResolver: (value, path) => (value as Record<string, unknown>)[path] });
  const plain = { cache: false };
  engine.addFact(
    'ago',
    async ({ since }, almanac) => {
      const record = await almanac.factValue<Record<string, string> | null>(
        since === 'requestedAt' ? 'cancellation' : 'order',
      );
      const now = await almanac.factValue<number>('now');
      return record === null ? undefined : now - Date.parse(record[since as string] as string);
    },
    plain,
  );
  engine.addFact(
    'account',
    async ({ of }, almanac) => {
      const order = await almanac.factValue<Case['order']>('order');
      return order[of as 'buyer' | 'seller'].status;
    },
    plain,
  );
  engine.addFact(
    'recorded',
    async ({ name, fallback }, almanac) => {
      const { facts } = await almanac.factValue<Case['order']>('order');
      return facts?.[name as string] ?? fallback;
    },
    plain,
  );
  engine.addFact(
    'notice',
    async (params, almanac) => {
      const { notices } = await almanac.factValue<Case['order']>('order');
      const now = await almanac.factValue<number>('now');
      return notices?.some((entry) => stands(entry, now, params as unknown as NoticeParams)) ?? false;
    },
    plain,
  );
  if (stops) engine.on('success', () => void engine.stop());
  for (const [index, { id, when }] of rules.entries()) {
    const part = translate(whole(when), policy);
    const conditions = 'fact' in part ? { all: [part] } : part;
    engine.addRule({ conditions, event: { type: id }, priority: stops ? rules.length - index : 1 } as RuleProperties);
  }
  return engine;
}

const oneOf = (comparison: Omit<Comparison, 'operator' | 'value'>, values: readonly unknown[]): Comparison =>
  values.length === 1
    ? { ...comparison, operator: 'equal', value: values[0] }
    : { ...comparison, operator: 'in', value: values };

function translate(condition: Condition, policy: CancelPolicy): Part {
  if ('all' in condition) return { all: condition.all.map((part) => translate(part, policy)) };
  if ('any' in condition) return { any: condition.any.map((part) => translate(part, policy)) };
  if ('not' in condition) return { not: translate(condition.not, policy) };
  if ('actor' in condition) return oneOf({ fact: 'actor' }, listOf(condition.actor));
  if ('status' in condition) return oneOf({ fact: 'order', path: 'status' }, listOf(condition.status));
  if ('account' in condition) return oneOf({ fact: 'account', params: { of: condition.account } }, [condition.is]);
  if ('since' in condition) return within(condition.since, condition);
  if ('fact' in condition && condition.is !== undefined) {
    const fallback = policy.facts?.[condition.fact]?.default;
    return oneOf({ fact: 'recorded', params: { name: condition.fact, fallback } }, listOf(condition.is));
  }
  if ('request' in condition) {
    const state = { fact: 'cancellation', path: 'state' };
    const by = { fact: 'cancellation', path: 'requestedBy' };
    const states = oneOf(state, statesOf(condition.request));
    const stands = condition.by ? { all: [states, oneOf(by, listOf(condition.by))] } : states;
    return allowsNone(condition.request) ? { any: [{ not: oneOf(state, openStates) }, stands] } : stands;
  }
  if ('notice' in condition) return { fact: 'notice', params: { ...condition }, operator: 'equal', value: true };
  return untranslated(condition);
}

function within(since: string, window: Window): Part {
  const { from, until } = boundsOf(window);
  const ago = { fact: 'ago', params: { since } };
  const parts: Comparison[] = [];
  if (from !== undefined) parts.push({ ...ago, operator: 'greaterThanInclusive', value: from });
  if (until !== undefined) parts.push({ ...ago, operator: 'lessThan', value: until });
  return parts.length === 1 ? (parts[0] as Comparison) : { all: parts };
}

/** Alerts cannot be said as comparisons: a fact of their own decides. */
function stands(entry: NonNullable<Case['order']['notices']>[number], now: number, wanted: NoticeParams): boolean {
  const { from = 0, until = Number.POSITIVE_INFINITY } = boundsOf(wanted);
  const happened = (at: string | undefined): boolean => at !== undefined && Date.parse(at) <= now;
  const age = now - Date.parse(entry.filedAt);
  return (
    listOf(wanted.notice).includes(entry.kind) &&
    age >= Math.max(from, 0) &&
    age < until &&
    !happened(entry.liftedAt) &&
    (wanted.responded === undefined || happened(entry.respondedAt) === wanted.responded) &&
    (wanted.penaltyAccepted === undefined || happened(entry.penaltyAcceptedAt) === wanted.penaltyAccepted)
  );
}
