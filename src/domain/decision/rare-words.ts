import type { CancelPolicy, InstantName } from '../policy.ts';
import { parseDuration } from '../values/duration.ts';
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
  type ReadInstant,
  readOnce,
  recordedInstant,
  sinceWord,
  type Truth,
  truth,
  unknown,
  type Vocabulary,
  type Word,
} from './conditions.ts';
import { isOfLine, lineInstant } from './line-instants.ts';

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
  since(condition: Of<'since'>, policy: CancelPolicy): Word {
    return sinceWord(condition, instantNamed(condition.since, policy), isOfLine(condition.since, policy));
  },

  before(condition: Of<'before'>, policy: CancelPolicy): Word {
    return beforeWord(condition, instantNamed(condition.before, policy), isOfLine(condition.before, policy));
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
      for (const alert of alerts) {
        if (!concerns(alert)) continue;
        const { filedAt, liftedAt, respondedAt, penaltyAcceptedAt } = alert;
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

    const mine = Symbol('timeline');
    /** Between two of its edges an answer does not change: many are asked at many instants, and each is worked out once. */
    const timelineOf = (scope: EvaluationScope): Timeline => {
      const read = scope.read as Record<symbol, Timeline>;
      read[mine] ??= makeTimeline(alertsOf(scope).filter(concerns));
      return read[mine];
    };
    const makeTimeline = (alerts: readonly Alert[]): Timeline => {
      if (alerts.length === 0) return empty;
      const edges = [Number.NEGATIVE_INFINITY];
      for (const { filedAt, respondedAt, penaltyAcceptedAt, liftedAt } of alerts) {
        for (const edge of [filedAt, filedAt + start, filedAt + end, respondedAt, penaltyAcceptedAt, liftedAt]) {
          if (Number.isFinite(edge)) edges.push(edge);
        }
      }
      edges.sort((one, other) => one - other);
      return { alerts, edges: edges.filter((edge, place) => edge !== edges[place - 1]), values: [] };
    };
    return [
      notices?.[String(kinds[0])]?.filedBy ?? 'shop',
      (scope, at) => {
        // Asked once, it is answered at once.
        if (!scope.seeks && !(mine in scope.read)) return readAt(alertsOf(scope), at);
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

  scan(condition: Of<'scan'>): Word {
    const { scan } = condition;
    const [start, end] = boundsOf(condition);
    const isMeant = (code: string): boolean => (typeof scan === 'string' ? code === scan : code !== scan.not);
    const read = (scope: EvaluationScope): Windows => windowsOf(scope.order['scans'], isMeant, Math.max(start, 0), end);
    const kept = new WeakMap<EvaluationScope, Windows>();
    const windowsIn = (scope: EvaluationScope): Windows => {
      const windows = kept.get(scope) ?? read(scope);
      kept.set(scope, windows);
      return windows;
    };
    return [
      'shop',
      (scope, at) => {
        const { edges, otherwise } = windowsIn(scope);
        // Windows begin and end by turns.
        return lastUpTo(edges, at) % 2 ? 1 : otherwise;
      },
      (scope) => {
        for (const edge of windowsIn(scope).edges) findEdge(scope, edge);
      },
    ];
  },

  attempts(condition: Of<'attempts'>): Word {
    // Who withdraws from the contract uses a right; that is no attempt. What is asked of several sellers in one go is one.
    const counts = (asked: unknown): boolean =>
      member(asked, 'requestedBy') === condition.attempts &&
      member(asked, 'kind') !== 'withdrawal' &&
      member(asked, 'askedWith') === undefined;
    return ['nobody', ({ cancellations }) => between(cancellations.filter(counts).length, condition)];
  },
} satisfies Vocabulary;

/** An instant that is recorded: of the order, of its cancellation, or a fact. Throws a `TypeError` of one that needs a calendar. */
export function instantNamed(name: InstantName, policy: CancelPolicy): ReadInstant {
  const { facts: declared } = policy;
  if (name.startsWith('line.')) return lineInstant(name.slice('line.'.length), policy);
  if (!name.startsWith('facts.')) {
    if (name.startsWith('instants.')) throw new TypeError(name);
    return recordedInstant(name);
  }
  const fact = name.slice(6);
  if (declared?.[fact]?.type === 'date') throw new TypeError(name);
  return factAs(fact, declared, parseInstant);
}

/** A fact as an instant, by what reads its value. */
export function factAs(fact: string, declared: CancelPolicy['facts'], parse: (value: unknown) => number): ReadInstant {
  return ({ order: { facts } }) => {
    if (!isAbsent(facts) && !isObject(facts)) return Number.NaN;
    const recorded = own(facts, fact);
    const value = recorded === undefined ? declared?.[fact]?.default : recorded;
    return value === null ? Number.POSITIVE_INFINITY : parse(value);
  };
}

/** The word of a window that ends before an instant; `read` gives that. */
export function beforeWord(condition: Of<'before'>, read: ReadInstant, ofLine: boolean): Word {
  const instantOf = readOnce(condition.before, read, ofLine);
  const { from, until = 'PT0S' } = condition;
  // Finite, for an instant that never comes is before nothing.
  const [longest, shortest] = [from === undefined ? Number.MAX_VALUE : parseDuration(from), parseDuration(until)];
  return [
    'shop',
    (scope, at) => {
      const left = instantOf(scope) - at;
      return left > longest || left <= shortest ? 0 : left <= longest ? 1 : unknown;
    },
    (scope) => {
      const instant = instantOf(scope);
      findEdge(scope, instant - longest);
      findEdge(scope, instant - shortest);
    },
  ];
}

/** When something holds: from each edge of an odd place, counted from 0, until the next; the first is before all time. `otherwise`: what can be said outside of them. */
interface Windows {
  edges: readonly number[];
  otherwise: 0 | typeof unknown;
}

/** When any scan that is meant stands, from its report on: `[at + start, at + end)`. */
function windowsOf(scans: unknown, isMeant: (code: string) => boolean, start: number, end: number): Windows {
  const windows: [from: number, until: number][] = [];
  let otherwise: Windows['otherwise'] = Array.isArray(scans ?? []) ? 0 : unknown;
  for (const scan of Array.isArray(scans) ? scans : []) {
    const code = member(scan, 'code');
    if (typeof code === 'string' && !isMeant(code)) continue;
    const at = typeof code === 'string' ? parseInstant(member(scan, 'at')) : Number.NaN;
    if (Number.isNaN(at)) otherwise = unknown;
    else windows.push([at + start, at + end]);
  }
  const edges: number[] = [Number.NEGATIVE_INFINITY];
  for (const [from, until] of windows.sort(([one], [other]) => one - other)) {
    const last = edges.length - 1;
    // Of windows that meet one is made; the first edge begins none.
    if (last > 0 && from <= (edges[last] as number)) edges[last] = Math.max(until, edges[last] as number);
    else edges.push(from, until);
  }
  return { edges, otherwise };
}

export function between(value: unknown, { atLeast, below }: { atLeast?: number; below?: number }): Truth {
  if (typeof value !== 'number' || !Number.isFinite(value)) return unknown;
  return truth((atLeast === undefined || value >= atLeast) && (below === undefined || value < below));
}

/** Of no alerts. */
const empty: Timeline = { alerts: [], edges: [Number.NEGATIVE_INFINITY], values: [0] };

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
export function lastUpTo(edges: readonly number[], at: number): number {
  let [low, high] = [0, edges.length];
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if ((edges[middle] as number) <= at) low = middle;
    else high = middle;
  }
  return low;
}
