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
      if (facts !== undefined && !isObject(facts)) return Number.NaN;
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
    return [
      notices?.[String(kinds[0])]?.filedBy ?? 'shop',
      (scope, at) => {
        let result = 0;
        for (const alert of alertsOf(scope)) {
          if (!concerns(alert)) continue;
          const stands = Math.min(
            inWindow(at - alert.filedAt, Math.max(start, 0), end),
            as(false, alert.liftedAt, at),
            as(responded, alert.respondedAt, at),
            as(penaltyAccepted, alert.penaltyAcceptedAt, at),
          );
          result = Math.max(result, stands);
        }
        return result as Truth;
      },
      (scope) => {
        for (const alert of alertsOf(scope)) {
          if (!concerns(alert)) continue;
          const { filedAt, respondedAt, penaltyAcceptedAt, liftedAt } = alert;
          for (const edge of [filedAt, filedAt + start, filedAt + end, respondedAt, penaltyAcceptedAt, liftedAt]) {
            findEdge(scope, edge);
          }
        }
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
        return isObject(party) && count === undefined ? 0 : between(count, condition);
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

function alertsOf({ read, order }: EvaluationScope): Alert[] {
  read['alerts'] ??= readAlerts(order);
  return read['alerts'] as Alert[];
}

function readAlerts({ notices = [] }: Json): Alert[] {
  if (!Array.isArray(notices) || notices.length > maxAlerts) return [unreadable];
  return notices.map((entry: unknown) =>
    isObject(entry)
      ? {
          kind: entry['kind'],
          filedAt: parseInstant(entry['filedAt']),
          respondedAt: optionalInstant(entry['respondedAt']),
          penaltyAcceptedAt: optionalInstant(entry['penaltyAcceptedAt']),
          liftedAt: optionalInstant(entry['liftedAt']),
        }
      : unreadable,
  );
}
