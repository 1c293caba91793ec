import type { CancelPolicy } from '../policy.ts';
import { parseInstant } from '../values/instant.ts';
import { own } from '../values/own-member.ts';
import {
  boundsOf,
  commonWords,
  type EvaluationScope,
  factWord,
  findEdge,
  inWindow,
  isAbsent,
  isObject,
  type Json,
  listOf,
  member,
  negate,
  type Of,
  optionalInstant,
  sinceWord,
  type Truth,
  truth,
  unknown,
  type Vocabulary,
  type Word,
} from './conditions.ts';

/** More alerts than any order has: beyond it their truth is unknown rather than slow. */
const maxAlerts = 32;

/** The alerts that a condition speaks of, and its answers from each edge, epoch ms, until the next. */
interface Timeline {
  alerts: readonly Alert[];
  /** Ascending. */
  edges: readonly number[];
  values: Truth[];
}

/** An alert's instants, epoch ms; `Infinity`: absent; `NaN`: malformed. Of an unreadable alert even the kind is unknown. */
interface Alert {
  kind?: unknown;
  filedAt: number;
  respondedAt: number;
  penaltyAcceptedAt: number;
  liftedAt: number;
}

/**
 * The words that only some policies need: alerts, accounts, amounts, records, and what the common ones leave out. A page
 * loads them when its policy does.
 */
export const rareWords = {
  since(condition: Of<'since'>, { facts: declared }: CancelPolicy): Word {
    const { since } = condition;
    if (!since.startsWith('facts.')) return commonWords.since(condition);
    const fact = since.slice(6);
    return sinceWord(condition, ({ order: { facts } }) => {
      if (!isAbsent(facts) && !isObject(facts)) return Number.NaN;
      const recorded = own(facts, fact);
      const value = recorded === undefined ? declared?.[fact]?.default : recorded;
      return value === null ? Number.POSITIVE_INFINITY : parseInstant(value);
    });
  },

  fact(condition: Of<'fact'>, policy: CancelPolicy): Word {
    if (condition.is !== undefined) return commonWords.fact(condition, policy);
    return factWord(condition, policy, (value) => (value === null ? 0 : between(value, condition)));
  },

  notice(condition: Of<'notice'>, { notices }: CancelPolicy): Word {
    const kinds = listOf<unknown>(condition.notice);
    const { responded, penaltyAccepted } = condition;
    const [start, end] = boundsOf(condition);

    const concerns = (alert: Alert): boolean => alert === unreadable || kinds.includes(alert.kind);
    const as = (wanted: boolean | undefined, at: number, now: number): Truth => {
      if (wanted === undefined) return 1;
      const happened = inWindow(now - at, 0, Number.POSITIVE_INFINITY);
      return wanted ? happened : negate(happened);
    };
    const readAt = (alerts: readonly Alert[], at: number): Truth => {
      let result = 0;
      for (const { filedAt, liftedAt, respondedAt, penaltyAcceptedAt } of alerts) {
        const stands = Math.min(
          inWindow(at - filedAt, Math.max(start, 0), end),
          as(false, liftedAt, at),
          as(responded, respondedAt, at),
          as(penaltyAccepted, penaltyAcceptedAt, at),
        );
        result = Math.max(result, stands);
      }
      return result as Truth;
    };

    const timelines = new WeakMap<EvaluationScope, Timeline>();
    /** Between two of its edges an answer does not change: many are asked at many instants, and each is worked out once. */
    const timelineOf = (scope: EvaluationScope): Timeline => {
      let timeline = timelines.get(scope);
      if (!timeline) {
        const alerts = alertsOf(scope).filter(concerns);
        const instants = alerts.flatMap(({ filedAt, respondedAt, penaltyAcceptedAt, liftedAt }) =>
          [filedAt, filedAt + start, filedAt + end, respondedAt, penaltyAcceptedAt, liftedAt].filter(Number.isFinite),
        );
        const edges = [Number.NEGATIVE_INFINITY, ...new Set(instants.sort((one, other) => one - other))];
        timeline = { alerts, edges, values: [] };
        timelines.set(scope, timeline);
      }
      return timeline;
    };
    return [
      notices?.[String(kinds[0])]?.filedBy ?? 'shop',
      (scope, at) => {
        const { alerts, edges, values } = timelineOf(scope);
        const index = lastUpTo(edges, at);
        values[index] ??= readAt(alerts, at);
        return values[index];
      },
      (scope) => {
        for (const edge of timelineOf(scope).edges) findEdge(scope, edge);
      },
    ];
  },

  account({ account, is }: Of<'account'>): Word {
    return [
      account,
      ({ order }) => {
        const status = member(order[account], 'status');
        return status === 'active' || status === 'terminated' ? truth(status === is) : unknown;
      },
    ];
  },

  amount(condition: Of<'amount'>): Word {
    const { amount, currency } = condition;
    return [
      'nobody',
      ({ order }) => {
        const money = amount === 'total' ? order['total'] : member(order['payment'], amount);
        return member(money, 'currency') === currency ? between(member(money, 'amount'), condition) : unknown;
      },
    ];
  },

  recentCancellations(condition: Of<'recentCancellations'>): Word {
    return [
      'nobody',
      ({ order }) => {
        const party = order[condition.recentCancellations];
        const count = member(party, 'recentCancellations');
        return isObject(party) && isAbsent(count) ? 0 : between(count, condition);
      },
    ];
  },
} satisfies Vocabulary;

function between(value: unknown, { atLeast, below }: { atLeast?: number; below?: number }): Truth {
  if (typeof value !== 'number' || !Number.isFinite(value)) return unknown;
  return truth((atLeast === undefined || value >= atLeast) && (below === undefined || value < below));
}

const unreadable: Alert = {
  filedAt: Number.NaN,
  respondedAt: Number.NaN,
  penaltyAcceptedAt: Number.NaN,
  liftedAt: Number.NaN,
};

function alertsOf({ read, order, now }: EvaluationScope): Alert[] {
  read['alerts'] ??= readAlerts(order, now);
  return read['alerts'] as Alert[];
}

/** A lifted alert stands at no instant from then on, and counts no more: nobody fills the order with them. */
function readAlerts(order: Json, now: number): Alert[] {
  const notices = order['notices'] ?? [];
  if (!Array.isArray(notices)) return [unreadable];
  const alerts: Alert[] = [];
  for (const entry of notices) {
    const alert = isObject(entry) ? alertOf(entry) : unreadable;
    if (alert.liftedAt <= now) continue;
    if (alerts.length === maxAlerts) return [unreadable];
    alerts.push(alert);
  }
  return alerts;
}

function alertOf(entry: Json): Alert {
  return {
    kind: entry['kind'],
    filedAt: parseInstant(entry['filedAt']),
    respondedAt: optionalInstant(entry['respondedAt']),
    penaltyAcceptedAt: optionalInstant(entry['penaltyAcceptedAt']),
    liftedAt: optionalInstant(entry['liftedAt']),
  };
}

/** Index of the last of ascending edges that is not after `at`; the first is before everything. */
function lastUpTo(edges: readonly number[], at: number): number {
  let [low, high] = [0, edges.length];
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if ((edges[middle] as number) <= at) low = middle;
    else high = middle;
  }
  return low;
}
