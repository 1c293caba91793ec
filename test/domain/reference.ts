import { Temporal } from 'temporal-polyfill';
import type { DecisionContext } from '../../src/domain/decision/decision.ts';
import type { CancelPolicy, Condition, OneOrMore, Outcome } from '../../src/domain/policy.ts';

// The language once more, as plainly as it can be said, without speed, traces or edges: what the implementation is
// compared with. It shares nothing with it but types.

/** `null`: unknown. */
export type Truth = boolean | null;
export type Question = { policy: CancelPolicy; order: unknown } & Required<Omit<DecisionContext, 'cancellations'>>;
export interface Ruling {
  outcome: Outcome;
  reason: string;
  ruleId: string | null;
  contact: string;
}

// biome-ignore lint/suspicious/noExplicitAny: any JSON is an order here
type Any = any;
const dateTime = /^\d{4}-\d\d-\d\d[Tt]\d\d:\d\d:\d\d(\.\d+)?([Zz]|[+-]\d\d:\d\d)$/;
const open = ['requested', 'refunding', 'escalated', 'disputed'];
const closed = ['withdrawn', 'declined', 'expired', 'superseded', 'cancelled', 'undone'];

export function instantFrom(text: unknown): number | null {
  if (typeof text !== 'string' || !dateTime.test(text) || text.slice(17, 19) === '60') return null;
  try {
    // Temporal reads at most nine digits of a second.
    return Temporal.Instant.from(text.replace(/(\.\d{9})\d+/, '$1')).epochMilliseconds;
  } catch {
    return null;
  }
}

export function durationFrom(text: string): number {
  const { weeks, days, hours, minutes, seconds } = Temporal.Duration.from(text);
  return ((((weeks * 7 + days) * 24 + hours) * 60 + minutes) * 60 + seconds) * 1000;
}

const isRecord = (value: Any): boolean => typeof value === 'object' && value !== null && !Array.isArray(value);
const list = <T>(value: OneOrMore<T>): T[] => (Array.isArray(value) ? value : [value]);
const every = (parts: Truth[]): Truth => (parts.includes(false) ? false : parts.includes(null) ? null : true);
const some = (parts: Truth[]): Truth => (parts.includes(true) ? true : parts.includes(null) ? null : false);
const opposite = (part: Truth): Truth => (part === null ? null : !part);

/** Where an instant is absent nothing holds; where it is malformed nothing is known. */
function within(value: unknown, now: number, { from, until }: { from?: string; until?: string }): Truth {
  if (value === undefined) return false;
  const instant = instantFrom(value);
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

/** A fact's value; `undefined`: unknown. */
function factOf({ policy, order }: Question, name: string): Any {
  const facts = (order as Any).facts ?? ((order as Any).facts === undefined ? {} : null);
  if (!isRecord(facts)) return undefined;
  return Object.hasOwn(facts, name) ? facts[name] : policy.facts?.[name]?.default;
}

function evaluateNotice(entry: Any, condition: Extract<Condition, { notice: unknown }>, now: number): Truth {
  if (!isRecord(entry)) return null;
  if (!list<unknown>(condition.notice).includes(entry.kind)) return false;
  const happened = (name: string) => within(entry[name], now, { from: 'PT0S' });
  const asked = (wanted: boolean | undefined, truth: Truth) =>
    wanted === undefined ? true : wanted ? truth : opposite(truth);
  return every([
    within(entry.filedAt ?? null, now, { from: 'PT0S' }),
    within(entry.filedAt ?? null, now, condition),
    opposite(happened('liftedAt')),
    asked(condition.responded, happened('respondedAt')),
    asked(condition.penaltyAccepted, happened('penaltyAcceptedAt')),
  ]);
}

export function evaluate(condition: Condition, question: Question): Truth {
  const { order, actor, now, cancellation } = question as Question & { order: Any };
  if ('all' in condition) return every(condition.all.map((part) => evaluate(part, question)));
  if ('any' in condition) return some(condition.any.map((part) => evaluate(part, question)));
  if ('not' in condition) return opposite(evaluate(condition.not, question));
  if ('actor' in condition) return list(condition.actor).includes(actor);
  if ('status' in condition) return list(condition.status).includes(order.status);
  if ('since' in condition) {
    const { since } = condition;
    if (since === 'requestedAt') return within(cancellation?.requestedAt, now, condition);
    if (since === 'placedAt') return within(order.placedAt ?? null, now, condition);
    if (!since.startsWith('facts.')) return within(order[since], now, condition);
    const value = factOf(question, since.slice('facts.'.length));
    return value === null ? false : within(value ?? null, now, condition);
  }
  if ('notice' in condition) {
    const { notices = [] } = order;
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
    const value = factOf(question, condition.fact);
    if (value === null) return condition.is !== undefined && list(condition.is).includes(null);
    const type = policyType(question, condition.fact);
    if (value === undefined || typeof value !== type) return null;
    return condition.is === undefined ? inRange(value, condition) : list(condition.is).includes(value);
  }
  if ('amount' in condition) {
    const money =
      condition.amount === 'total' ? order.total : isRecord(order.payment) ? order.payment[condition.amount] : null;
    return isRecord(money) && money.currency === condition.currency ? inRange(money.amount, condition) : null;
  }
  if ('recentCancellations' in condition) {
    const party = order[condition.recentCancellations];
    if (!isRecord(party)) return null;
    return party.recentCancellations === undefined ? false : inRange(party.recentCancellations, condition);
  }
  const isOpen = !!cancellation && open.includes(cancellation.state);
  return list(condition.request).some((word) => {
    if (word === 'none') return !isOpen;
    const by = condition.by === undefined || list(condition.by).includes(cancellation?.requestedBy as never);
    return by && (word === 'open' ? isOpen : cancellation?.state === word);
  });
}

const policyType = ({ policy }: Question, name: string): unknown => {
  const type = policy.facts?.[name]?.type;
  return type === 'instant' ? 'string' : type;
};

function speaksOfRequest(condition: Condition): boolean {
  if ('all' in condition) return condition.all.some(speaksOfRequest);
  if ('any' in condition) return condition.any.some(speaksOfRequest);
  if ('not' in condition) return speaksOfRequest(condition.not);
  return 'request' in condition || ('since' in condition && condition.since === 'requestedAt');
}

/** Whether a rule is asked at all. */
export function isAsked(condition: Condition, { cancellation }: Question): boolean {
  return !cancellation || !open.includes(cancellation.state) || speaksOfRequest(condition);
}

/** What is decided now; what comes next is asked by asking again later. */
export function ruleNow(question: Question): Ruling {
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
  for (const { id, when, then } of policy.rules) {
    const truth = isAsked(when, question) && evaluate(when, question);
    if (truth === null) return instead('ask-server', 'unknown-facts', id);
    if (truth) return { outcome: then.outcome, reason: then.reason, ruleId: id, contact: then.contact ?? 'none' };
  }
  if (cancellation && open.includes(cancellation.state)) return instead('none', 'request-open');
  const { outcome, reason, contact = 'none' } = policy.otherwise;
  return { outcome, reason, ruleId: null, contact };
}

/** The first change of outcome, reason, rule or contact, sought at every sum of an instant and a duration in sight. */
export function nextRuling(question: Question): ({ at: number } & Omit<Ruling, 'contact'>) | null {
  const instants = [question.order, question.cancellation, question.policy.facts]
    .flatMap((part) => textsOf(part))
    .map(instantFrom);
  const durations = textsOf(question.policy.rules).filter((text) => /^P[\dT]/.test(text));
  const candidates = instants
    .filter((instant) => instant !== null)
    .flatMap((instant) => [0, ...durations.map(durationFrom)].map((length) => instant + length));
  const present = JSON.stringify(ruleNow(question));
  for (const at of [...new Set(candidates)].sort((one, other) => one - other)) {
    if (at <= question.now) continue;
    const { contact, ...ruling } = ruleNow({ ...question, now: at });
    if (JSON.stringify({ ...ruling, contact }) !== present) return { at, ...ruling };
  }
  return null;
}

function textsOf(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsOf) : [];
}
