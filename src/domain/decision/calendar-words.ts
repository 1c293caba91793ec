import type { CancelPolicy, DerivedInstant, InstantName } from '../policy.ts';
import type { Cancellation, Order } from '../records.ts';
import { parseDate, parseTimeOfDay } from '../values/date.ts';
import { dayLength, instantOfLocal, localOf, startOfDay } from '../values/local-time.ts';
import { moveByWorkingDays, workingDaysOf } from '../values/working-days.ts';
import { type Json, type Of, type ReadInstant, readOnce, sinceWord, type Vocabulary } from './conditions.ts';
import { isOfLine, lineInstant } from './line-instants.ts';
import { beforeWord, factAs, instantNamed } from './rare-words.ts';

/** The words about instants once more, for policies that count in days of the calendar. A page loads them when its policy does. */
export const calendarWords = {
  since: (condition: Of<'since'>, policy: CancelPolicy) =>
    sinceWord(condition, anyInstant(condition.since, policy), isOfLine(condition.since, policy)),
  before: (condition: Of<'before'>, policy: CancelPolicy) =>
    beforeWord(condition, anyInstant(condition.before, policy), isOfLine(condition.before, policy)),
} satisfies Vocabulary;

/** An instant that a policy derives, of an order with this cancellation, epoch ms; `Infinity`: absent; `NaN`: unknown. */
export function instantOf(name: InstantName, policy: CancelPolicy, order: Order, cancellation: Cancellation): number {
  return instantReader(name, policy)(order, cancellation);
}

/** The same, for one order after the other. */
export function instantReader(
  name: InstantName,
  policy: CancelPolicy,
): (order: Order, cancellation: Cancellation) => number {
  const read = anyInstant(name, policy);
  return (order, cancellation) =>
    read({
      order: order as unknown as Json,
      cancellation,
      cancellations: [cancellation],
      now: 0,
      instants: {},
      read: {},
      edges: [],
      seeks: false,
      failed: null,
    });
}

/** Any instant that a policy may name. `passed`: those that it derives this one for, which must not derive it. */
function anyInstant(name: InstantName, policy: CancelPolicy, passed: readonly string[] = []): ReadInstant {
  const { timeZone, facts, lineFacts, instants } = policy;
  const [kind, own] = [name.slice(0, name.indexOf('.')), name.slice(name.indexOf('.') + 1)];
  const isDate = kind === 'facts' && facts?.[own]?.type === 'date';
  const ofLine =
    own.startsWith('facts.') && lineFacts?.[own.slice('facts.'.length)]?.type === 'date' && kind === 'line';
  if (!isDate && !ofLine && kind !== 'instants') return instantNamed(name, policy);
  if (timeZone === undefined) throw new TypeError('timeZone');
  const startOf = (value: unknown): number => startOfDay(parseDate(value), timeZone);
  if (isDate) return factAs(own, facts, startOf);
  if (ofLine) return lineInstant(own, policy, startOf);
  const derived = instants?.[own];
  if (!derived || passed.includes(own)) throw new TypeError(name);
  const of = readOnce(derived.of, anyInstant(derived.of, policy, [...passed, own]), isOfLine(name, policy));
  const derive = deriver(derived, timeZone, policy);
  // Lines have most instants in common.
  let [last, found] = [Number.NaN, Number.NaN];
  return (scope) => {
    const instant = of(scope);
    if (!Number.isFinite(instant)) return instant;
    if (instant !== last) [last, found] = [instant, derive(instant)];
    return found;
  };
}

function deriver({ days, at, count }: DerivedInstant, timeZone: string, { calendar = {} }: CancelPolicy) {
  const time = at === undefined ? undefined : parseTimeOfDay(at);
  const isWorking = count === 'working' ? workingDaysOf(calendar) : () => true;
  const timeOn = (day: number, timeOfDay: number): number =>
    timeOfDay === dayLength ? startOfDay(day + 1, timeZone) : instantOfLocal(day * dayLength + timeOfDay, timeZone);

  /** The first such time of a day that counts. Clocks that are set back at midnight show a time of the day before once more. */
  const nextAfter = (instant: number, day: number, timeOfDay: number): number => {
    let found = moveByWorkingDays(day - 2, 1, isWorking);
    let next = timeOn(found, timeOfDay);
    while (next <= instant) {
      found = moveByWorkingDays(found, 1, isWorking);
      next = timeOn(found, timeOfDay);
    }
    return next;
  };

  return (instant: number): number => {
    const local = localOf(instant, timeZone);
    const day = Math.floor(local / dayLength);
    if (days === undefined) return time === undefined ? instant : nextAfter(instant, day, time);
    const moved = count === 'working' ? moveByWorkingDays(day, days, isWorking) : day + days;
    return timeOn(moved, time ?? local - day * dayLength);
  };
}
