import { Temporal } from 'temporal-polyfill';
import type { DecisionContext, Turn } from '../../src/domain/decision/decision.ts';
import type {
  CancelPolicy,
  Condition,
  DerivedInstant,
  OneOrMore,
  Outcome,
  Rule,
  Verdict,
} from '../../src/domain/policy.ts';

// The language once more, as plainly as it can be said, without speed, traces or edges: what the implementation is
// compared with. It shares nothing with it but types.

/** `null`: unknown. */
export type Truth = boolean | null;
export type Question = { policy: CancelPolicy; order: unknown; line?: unknown } & Required<
  Omit<DecisionContext, 'cancellations'>
> &
  Pick<DecisionContext, 'cancellations'>;
export interface Ruling {
  outcome: Outcome;
  reason: string;
  ruleId: string | null;
  contact: string;
}

// biome-ignore lint/suspicious/noExplicitAny: any JSON is an order here
type Any = any;
const dateTime = /^\d{4}-\d\d-\d\d[Tt]\d\d:\d\d:\d\d(\.\d+)?([Zz]|[+-]\d\d:\d\d)$/;
export const open = ['requested', 'refunding', 'escalated', 'disputed'];
const closed = ['withdrawn', 'declined', 'expired', 'superseded', 'cancelled', 'undone'];

/** Temporal takes its time, and the same texts are read again and again. */
function kept<T extends string, R>(read: (text: T) => R): (text: T) => R {
  const all = new Map<T, R>();
  return (text) => {
    if (!all.has(text)) all.set(text, read(text));
    return all.get(text) as R;
  };
}

export const instantFrom = (text: unknown): number | null => (typeof text === 'string' ? readInstant(text) : null);

const readInstant = kept((text: string): number | null => {
  if (!dateTime.test(text) || text.slice(17, 19) === '60') return null;
  try {
    // Temporal reads at most nine digits of a second.
    return Temporal.Instant.from(text.replace(/(\.\d{9})\d+/, '$1')).epochMilliseconds;
  } catch {
    return null;
  }
});

export const durationFrom = kept((text: string): number => {
  const { weeks, days, hours, minutes, seconds } = Temporal.Duration.from(text);
  return ((((weeks * 7 + days) * 24 + hours) * 60 + minutes) * 60 + seconds) * 1000;
});

const isRecord = (value: Any): boolean => typeof value === 'object' && value !== null && !Array.isArray(value);
const list = <T>(value: OneOrMore<T>): T[] => (Array.isArray(value) ? value : [value]);
const every = (parts: Truth[]): Truth => (parts.includes(false) ? false : parts.includes(null) ? null : true);
const some = (parts: Truth[]): Truth => (parts.includes(true) ? true : parts.includes(null) ? null : false);
const opposite = (part: Truth): Truth => (part === null ? null : !part);

/** What the clocks show, as an instant: of two the later, of none the end of the gap. */
function clockTime(local: Temporal.PlainDateTime, zone: string): Temporal.ZonedDateTime {
  const later = local.toZonedDateTime(zone, { disambiguation: 'later' });
  if (later.toPlainDateTime().equals(local)) return later;
  const before = local.toZonedDateTime(zone, { disambiguation: 'earlier' });
  return before.getTimeZoneTransition('next') as Temporal.ZonedDateTime;
}

/** An instant that the policy derives from another; `null`: unknown, for want of holidays. */
export function derivedFrom(of: number, { days, at, count }: DerivedInstant, policy: CancelPolicy): number | null {
  if (days === undefined && at === undefined) return of;
  const zone = policy.timeZone as string;
  const { workingDays = [1, 2, 3, 4, 5], holidays = [], holidaysUntil } = policy.calendar ?? {};
  const here = Temporal.Instant.fromEpochMilliseconds(of).toZonedDateTimeISO(zone);
  const works = (day: Temporal.PlainDate): Truth => {
    if (count !== 'working') return true;
    if (!workingDays.includes(day.dayOfWeek)) return false;
    return holidaysUntil !== undefined && String(day) > holidaysUntil ? null : !holidays.includes(String(day));
  };
  const timeOn = (day: Temporal.PlainDate): number => {
    if (at === '24:00') return day.add({ days: 1 }).toZonedDateTime(zone).epochMilliseconds;
    return clockTime(day.toPlainDateTime(at ?? here.toPlainTime()), zone).epochMilliseconds;
  };
  let day = here.toPlainDate();
  if (days === undefined) {
    for (day = day.subtract({ days: 1 }); ; day = day.add({ days: 1 })) {
      const working = works(day);
      if (working === null) return null;
      if (working && timeOn(day) > of) return timeOn(day);
    }
  }
  for (let left = Math.abs(days); left > 0; ) {
    day = day.add({ days: Math.sign(days) });
    const working = works(day);
    if (working === null) return null;
    if (working) left--;
  }
  return timeOn(day);
}

const derivedAs = kept((key: string): number | null =>
  derivedFrom(...(JSON.parse(key) as Parameters<typeof derivedFrom>)),
);

const optionalInstant = (value: unknown): number | null | undefined =>
  value === undefined || value === null ? undefined : instantFrom(value);

/** `undefined`: absent. `null`: unknown. */
function instantNamed(name: string, question: Question): number | null | undefined {
  const { policy, cancellation } = question;
  const order = question.order as Any;
  const [, kind, own = ''] = /^(instants|facts|line)\.(.*)$/.exec(name) ?? [];
  if (kind === 'line') return question.line ? instantOfLine(question, own) : undefined;
  if (kind === 'instants') {
    const derived = policy.instants?.[own] as DerivedInstant;
    const of = instantNamed(derived.of, question);
    if (typeof of !== 'number') return of;
    return derivedAs(JSON.stringify([of, derived, { timeZone: policy.timeZone, calendar: policy.calendar }]));
  }
  if (kind === 'facts') return instantOfFact(factOf(order, policy.facts, own), policy.facts?.[own]?.type, policy);
  if (name === 'requestedAt') return optionalInstant(cancellation?.requestedAt);
  return name === 'placedAt' ? instantFrom(order.placedAt) : optionalInstant(order[name]);
}

/** A fact as an instant. */
function instantOfFact(value: Any, type: unknown, policy: CancelPolicy): number | null | undefined {
  if (value === null) return undefined;
  if (type !== 'date') return instantFrom(value);
  if (typeof value !== 'string' || !/^\d{4}-\d\d-\d\d$/.test(value)) return null;
  try {
    return Temporal.PlainDate.from(value).toZonedDateTime(policy.timeZone as string).epochMilliseconds;
  } catch {
    return null;
  }
}

/** Where an instant is absent, or `null`, nothing holds; where it is malformed nothing is known. */
function within(value: unknown, now: number, { from, until }: { from?: string; until?: string }): Truth {
  return inWindow(optionalInstant(value), now, { from, until });
}

function inWindow(
  instant: number | null | undefined,
  now: number,
  { from, until }: { from?: string | undefined; until?: string | undefined },
): Truth {
  if (instant === undefined) return false;
  if (instant === null) return null;
  return (
    (from === undefined || now >= instant + durationFrom(from)) &&
    (until === undefined || now < instant + durationFrom(until))
  );
}

function inRange(value: unknown, { atLeast, below }: { atLeast?: number; below?: number }): Truth {
  if (typeof value !== 'number') return null;
  return (atLeast === undefined || value >= atLeast) && (below === undefined || value < below);
}

/** A fact's value, of the order or of a line; `undefined`: unknown. */
function factOf(of: unknown, declared: CancelPolicy['facts'], name: string): Any {
  const facts = (of as Any).facts ?? {};
  if (!isRecord(facts)) return undefined;
  return Object.hasOwn(facts, name) ? facts[name] : declared?.[name]?.default;
}

/** What a fact answers. */
function evaluateFact(
  value: Any,
  type: unknown,
  condition: { is?: OneOrMore<Any>; atLeast?: number; below?: number },
): Truth {
  if (value === null) return condition.is !== undefined && list(condition.is).includes(null);
  if (value === undefined || typeof value !== (type === 'instant' || type === 'date' ? 'string' : type)) return null;
  return condition.is === undefined ? inRange(value, condition) : list(condition.is).includes(value);
}

/** An instant of a line. */
function instantOfLine({ policy, order, line }: Question, name: string): number | null | undefined {
  if (name.startsWith('facts.')) {
    const own = name.slice('facts.'.length);
    return instantOfFact(factOf(line, policy.lineFacts, own), policy.lineFacts?.[own]?.type, policy);
  }
  const fulfilments = (order as Any).fulfilments ?? [];
  if (fulfilments.length === 0) {
    const { lines, toldAt = order } = order as Any;
    const { quantity, cancelledQuantity: gone, shippedQuantity: sent, returnedQuantity: back } = line as Any;
    const told = lines.some((one: Any) => one.shippedQuantity > 0 || one.returnedQuantity > 0);
    const isThere = told && quantity - (gone ?? 0) - (sent ?? 0) - (back ?? 0) > 0;
    return name === 'expectedAt' || isThere ? undefined : optionalInstant(toldAt[name]);
  }
  const all: (number | null | undefined)[] = fulfilments
    .filter(({ status }: Any) => status !== 'cancelled')
    .filter(({ lines }: Any) => lines.some(({ id, quantity }: Any) => id === (line as Any).id && quantity > 0))
    .map((parcel: Any) => optionalInstant(parcel[name]));
  const told = all.filter((at) => at !== undefined);
  if (told.includes(null)) return null;
  if (told.length === 0 || (name === 'deliveredAt' && told.length < all.length)) return undefined;
  return name === 'shippedAt' ? Math.min(...(told as number[])) : Math.max(...(told as number[]));
}

function evaluateNotice(entry: Any, condition: Extract<Condition, { notice: unknown }>, now: number): Truth {
  if (!isRecord(entry)) return null;
  if (!list<unknown>(condition.notice).includes(entry.kind)) return false;
  const happened = (name: string) => within(entry[name], now, { from: 'PT0S' });
  const asked = (wanted: boolean | undefined, truth: Truth) =>
    wanted === undefined ? true : wanted ? truth : opposite(truth);
  return every([
    within(entry.filedAt ?? 'missing', now, { from: 'PT0S' }),
    within(entry.filedAt ?? 'missing', now, condition),
    opposite(happened('liftedAt')),
    asked(condition.responded, happened('respondedAt')),
    asked(condition.penaltyAccepted, happened('penaltyAcceptedAt')),
  ]);
}

export function evaluate(condition: Condition | Condition[], question: Question): Truth {
  if (Array.isArray(condition)) return every(condition.map((part) => evaluate(part, question)));
  const { order, actor, now, cancellation } = question as Question & { order: Any };
  if ('all' in condition) return every(condition.all.map((part) => evaluate(part, question)));
  if ('any' in condition) return some(condition.any.map((part) => evaluate(part, question)));
  if ('not' in condition) return opposite(evaluate(condition.not, question));
  if ('actor' in condition) return list(condition.actor).includes(actor);
  if ('status' in condition) return list(condition.status).includes(order.status);
  if ('since' in condition) {
    const instant = instantNamed(condition.since, question);
    return inWindow(instant, now, condition);
  }
  if ('before' in condition) {
    const { from, until = 'PT0S' } = condition;
    const instant = instantNamed(condition.before, question);
    if (typeof instant !== 'number') return instant === undefined ? false : null;
    return (from === undefined || now >= instant - durationFrom(from)) && now < instant - durationFrom(until);
  }
  if ('scan' in condition) {
    const scans = order.scans ?? [];
    if (!Array.isArray(scans)) return null;
    const { scan } = condition;
    return some(
      scans.map((entry) => {
        if (!isRecord(entry) || typeof entry.code !== 'string') return null;
        if (typeof scan === 'string' ? entry.code !== scan : entry.code === scan.not) return false;
        const at = entry.at ?? 'missing';
        return every([within(at, now, { from: 'PT0S' }), within(at, now, condition)]);
      }),
    );
  }
  if ('attempts' in condition) {
    const all = question.cancellations ?? (cancellation ? [cancellation] : []);
    const asked = all.filter(
      ({ requestedBy, kind, askedWith }) =>
        requestedBy === condition.attempts && kind !== 'withdrawal' && askedWith === undefined,
    );
    return inRange(asked.length, condition);
  }
  if ('notice' in condition) {
    const notices = order.notices ?? [];
    if (!Array.isArray(notices)) return null;
    const standing = notices.filter(
      (entry) => !isRecord(entry) || within(entry.liftedAt, now, { from: 'PT0S' }) !== true,
    );
    if (standing.length > 32) return null;
    return some(standing.map((entry) => evaluateNotice(entry, condition, now)));
  }
  if ('account' in condition) {
    const status = isRecord(order[condition.account]) ? order[condition.account].status : undefined;
    return ['active', 'terminated'].includes(status) ? status === condition.is : null;
  }
  if ('fact' in condition) {
    const { facts } = question.policy;
    return evaluateFact(factOf(order, facts, condition.fact), facts?.[condition.fact]?.type, condition);
  }
  if ('lineFact' in condition) {
    const { line, policy } = question;
    const type = policy.lineFacts?.[condition.lineFact]?.type;
    return line ? evaluateFact(factOf(line, policy.lineFacts, condition.lineFact), type, condition) : false;
  }
  if ('someLine' in condition) {
    // The order is asked, whichever line it is asked for.
    const whole = { ...order, ...order.toldAt };
    const lines = readableLines(order);
    return lines && some(lines.map((line) => evaluate(condition.someLine, { ...question, order: whole, line })));
  }
  if ('amount' in condition) {
    const money =
      condition.amount === 'total' ? order.total : isRecord(order.payment) ? order.payment[condition.amount] : null;
    return isRecord(money) && money.currency === condition.currency ? inRange(money.amount, condition) : null;
  }
  if ('recentCancellations' in condition) {
    const party = order[condition.recentCancellations];
    if (!isRecord(party)) return null;
    return (party.recentCancellations ?? null) === null ? false : inRange(party.recentCancellations, condition);
  }
  const isOpen = !!cancellation && open.includes(cancellation.state);
  return list(condition.request).some((word) => {
    if (word === 'none') return !isOpen;
    const by = condition.by === undefined || list(condition.by).includes(cancellation?.requestedBy as never);
    return by && (word === 'open' ? isOpen : cancellation?.state === word);
  });
}

/** The lines of an order, where all of it that says what has become of them can be read. */
export function readableLines({ lines, fulfilments }: Any): Any[] | null {
  const isCount = (value: unknown): boolean =>
    typeof value === 'number' && value >= 0 && Number.isInteger(value * 1000);
  const counts = ['cancelledQuantity', 'shippedQuantity', 'returnedQuantity', 'committedQuantity'];
  const statuses = ['pending', 'held', 'shipped', 'delivered', 'returned', 'cancelled'];
  if (!Array.isArray(lines) || !Array.isArray(fulfilments ?? [])) return null;
  const isLine = (line: Any): boolean =>
    isRecord(line) &&
    typeof line.id === 'string' &&
    line.id !== '' &&
    isCount(line.quantity) &&
    counts.every((name) => isCount(line[name] ?? 0));
  const isParcel = (parcel: Any): boolean =>
    isRecord(parcel) &&
    statuses.includes(parcel.status) &&
    Array.isArray(parcel.lines) &&
    parcel.lines.every((line: Any) => isRecord(line) && isCount(line.quantity));
  const ids = new Set(lines.map((line) => line?.id));
  return lines.every(isLine) && ids.size === lines.length && (fulfilments ?? []).every(isParcel) ? lines : null;
}

function speaksOfRequest(condition: Condition | Condition[], policy: CancelPolicy): boolean {
  const speaks = (part: Condition) => speaksOfRequest(part, policy);
  if (Array.isArray(condition)) return condition.some(speaks);
  if ('all' in condition) return condition.all.some(speaks);
  if ('any' in condition) return condition.any.some(speaks);
  if ('not' in condition) return speaks(condition.not);
  if ('someLine' in condition) return speaks(condition.someLine);
  let name: string = 'since' in condition ? condition.since : 'before' in condition ? condition.before : '';
  while (name.startsWith('instants.')) name = policy.instants?.[name.slice('instants.'.length)]?.of as string;
  return 'request' in condition || name === 'requestedAt';
}

function namesNobody(condition: Condition | Condition[]): boolean {
  return JSON.stringify(condition).includes('"nobody"');
}

const permits = (outcome: Outcome): boolean => ['cancel', 'request'].includes(outcome);

/** A cancellation of the whole order that ended, of an order that is not cancelled all the same. */
export function isReopened({ policy, order, cancellation }: Question): boolean {
  const phase = policy.statuses[(order as Any).status]?.phase;
  const whole = cancellation?.state === 'cancelled' && cancellation.lines === null;
  return policy.lifecycle?.cancelled !== undefined && whole && phase !== 'cancelled' && phase !== 'cancelling';
}

/** Whether a rule is asked at all. */
export function isAsked({ when, then, always }: Rule, question: Question): boolean {
  const { actor, cancellation } = question;
  if (actor === 'nobody' && permits(then.outcome) && !namesNobody(when)) return false;
  if (isReopened(question)) return !!always && !permits(then.outcome);
  return !!always || !cancellation || !open.includes(cancellation.state) || speaksOfRequest(when, question.policy);
}

/** Which rulings reach anything, and what is said where one that would hold does not. */
export interface Reach {
  admits(verdict: Pick<Verdict, 'outcome' | 'covers'>): boolean;
  reason: string;
}

/** What is decided now of the order, or of a line; what comes next is asked by asking again later. */
export function ruleNow(question: Question, reach: Reach = { admits: () => true, reason: '' }): Ruling {
  const { policy, order, now, cancellation } = question;
  const instead = (outcome: Outcome, reason: string, ruleId: string | null = null) => ({
    outcome,
    reason,
    ruleId,
    contact: 'none',
  });
  if (!Number.isFinite(now)) return instead('ask-server', 'unknown-time');
  const status = isRecord(order) ? (order as Any).status : null;
  if (typeof status !== 'string' || !Object.keys(policy.statuses).includes(status))
    return instead('ask-server', 'unknown-status');
  if (cancellation && ![...open, ...closed].includes(cancellation.state))
    return instead('ask-server', 'unknown-request');
  let isPassed = false;
  const withoutBetter = (ruling: Ruling): Ruling =>
    isPassed && ruling.outcome === 'none' ? instead('none', reach.reason) : ruling;
  for (const rule of policy.rules) {
    const { id, when, then } = rule;
    const truth = isAsked(rule, question) && evaluate(when, question);
    if (truth === null) return instead('ask-server', 'unknown-facts', id);
    if (truth && !reach.admits(then)) isPassed = true;
    else if (truth) {
      return withoutBetter({
        outcome: then.outcome,
        reason: then.reason,
        ruleId: id,
        contact: then.contact ?? 'none',
      });
    }
  }
  if (cancellation && open.includes(cancellation.state)) return withoutBetter(instead('none', 'request-open'));
  if (isReopened(question)) return instead('none', 'order-reopened');
  const { outcome, reason, contact = 'none' } = policy.otherwise;
  if (question.actor === 'nobody' && permits(outcome)) return withoutBetter(instead('none', reason));
  if (!reach.admits(policy.otherwise)) return instead('none', reach.reason);
  return withoutBetter({ outcome, reason, ruleId: null, contact });
}

/** Every instant at which anything may change: every sum, or difference, of an instant and a duration in sight. */
export function instantsInSight(question: Question): number[] {
  const { policy, order, cancellation } = question;
  const derived = Object.keys(policy.instants ?? {}).map((name) => `instants.${name}`);
  const dates = (declared: CancelPolicy['facts'], prefix: string): string[] =>
    Object.entries(declared ?? {}).flatMap(([name, { type }]) => (type === 'date' ? [`${prefix}${name}`] : []));
  const named = [...derived, ...dates(policy.facts, 'facts.'), ...dates(policy.lineFacts, 'line.facts.')];
  const all = [cancellation, ...(question.cancellations ?? [])];
  const lines: Any[] = isRecord(order) ? [undefined, ...(readableLines(order) ?? [])] : [];
  const instants = [
    ...[order, all, policy.facts, policy.lineFacts].flatMap((part) => textsOf(part)).map(instantFrom),
    ...lines.flatMap((line) =>
      named.flatMap((name) => all.map((one) => instantNamed(name, { ...question, line, cancellation: one }))),
    ),
  ].filter((instant) => typeof instant === 'number');
  const lengths = textsOf(policy.rules)
    .filter((text) => /^P[\dT]/.test(text))
    .map(durationFrom);
  const sums = instants.flatMap((instant) => [
    instant,
    ...lengths.flatMap((length) => [instant + length, instant - length]),
  ]);
  return [...new Set(sums)].filter((at) => at > question.now).sort((one, other) => one - other);
}

/** The first change of outcome, reason, rule or contact, by what rules at an instant. */
export function firstTurn(question: Question, rule: (question: Question) => Ruling): Turn | null {
  const present = JSON.stringify(rule(question));
  for (const at of instantsInSight(question)) {
    const { contact, ...ruling } = rule({ ...question, now: at });
    if (JSON.stringify({ ...ruling, contact }) !== present) return { at, ...ruling };
  }
  return null;
}

function textsOf(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsOf) : [];
}
