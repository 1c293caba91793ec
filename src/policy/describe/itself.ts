import type { CancelPolicy, Condition } from '../../domain/policy.ts';
import { phraseOf } from './phrases.ts';
import type { Speech } from './speech.ts';
import { type DescribedBand, type DescribedRow, tableOf } from './table.ts';

/** What the server's clock does without anybody. */
export function itselfSentences(policy: CancelPolicy, speech: Speech): string[] {
  return itselfConditions(policy).map((parts) =>
    parts.length === 0
      ? speech.say('by-itself.always')
      : speech.say('by-itself', { condition: phraseOf(parts.length === 1 ? parts : { all: parts }, speech) }),
  );
}

/**
 * Each way in which an order is cancelled by itself, as what has to hold together; an empty one: always. What an earlier
 * rule answers otherwise is left out, or excepted, so that whoever nobody acts for gets what `decide` says.
 */
export function itselfConditions(policy: CancelPolicy): Condition[][] {
  const found = new Map<string, { parts: Condition[]; closed: string[]; open: string[] }>();
  for (const isOpen of [false, true]) {
    for (const { statuses, axis, bands } of tableOf(policy, 'nobody', isOpen)) {
      for (const band of bands) {
        const time = bands.length > 1 ? timeOf(band, axis) : [];
        for (const rest of cancelledIn(band)) {
          const parts = [...time, ...rest];
          const key = JSON.stringify(parts);
          const way = found.get(key) ?? { parts, closed: [], open: [] };
          found.set(key, way);
          way[isOpen ? 'open' : 'closed'].push(...statuses);
        }
      }
    }
  }
  return [...found.values()].flatMap(({ parts, closed, open }) => {
    const speaks = parts.some((part) => 'request' in part);
    const either = closed.filter((status) => open.includes(status));
    const only = (statuses: string[]): string[] => statuses.filter((status) => !either.includes(status));
    const ways: [statuses: string[], request: Condition[]][] = [
      [either, []],
      [only(closed), speaks ? [] : [{ request: 'none' }]],
      [only(open), speaks ? [] : [{ request: 'open' }]],
    ];
    const all = Object.keys(policy.statuses).length;
    return ways
      .filter(([statuses]) => statuses.length > 0)
      .map(([statuses, request]) => [...(statuses.length < all ? [{ status: statuses }] : []), ...parts, ...request]);
  });
}

function timeOf({ from, until, absent }: DescribedBand, axis: DescribedRow['axis']): Condition[] {
  if (axis === null) return [];
  if (absent) return [{ not: { since: axis } }];
  const length = (ms: number): string => `PT${ms / 1000}S`;
  return [
    { since: axis, ...(from ? { from: length(from) } : {}), ...(until === null ? {} : { until: length(until) }) },
  ];
}

/** What each case that cancels depends on. */
function cancelledIn({ cases }: DescribedBand): Condition[][] {
  const excepted: Condition[] = [];
  return cases.flatMap(({ when, outcome }): Condition[][] => {
    if (outcome !== 'cancel') {
      if (when) excepted.push(when);
      return [];
    }
    const wanted = when ? conjunctsOf(when) : [];
    const texts = new Set(wanted.map((part) => JSON.stringify(part)));
    const swallowed = excepted.some((one) => conjunctsOf(one).every((part) => texts.has(JSON.stringify(part))));
    return swallowed ? [] : [[...wanted, ...excepted.map((not) => ({ not }))]];
  });
}

function conjunctsOf(condition: Condition): Condition[] {
  return 'all' in condition ? condition.all.flatMap(conjunctsOf) : [condition];
}
