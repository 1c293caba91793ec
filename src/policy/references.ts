import { sourceOf } from '../domain/decision/conditions.ts';
import type { Issue } from '../domain/errors.ts';
import type { ConditionWord } from '../domain/policy.ts';
import { isTimeZone } from '../domain/values/calendar.ts';
import { parseDate } from '../domain/values/date.ts';
import { parseDuration } from '../domain/values/duration.ts';
import { parseInstant } from '../domain/values/instant.ts';
import { checkDisputes } from './dispute-references.ts';
import { checkDerivedInstants } from './instant-references.ts';
import { type Json, membersOf } from './members.ts';
import { nearestZones } from './nearest-zones.ts';
import { timeZone as zoneName } from './schemas/formats.ts';
import { isObject } from './schemas/types.ts';

type Path = (string | number)[];

/** Words whose answer time changes: each makes every decision look further ahead, an alert's at several instants. */
const maxTimed = 256;
const weights = { since: 1, before: 1, notice: 4, scan: 4 };

/**
 * What a schema cannot see: names that nothing declares, names given twice, ranges that nothing falls in.
 * Reads only what has the right shape, so that a policy with other faults is checked as far as it goes.
 */
export function policyReferenceIssues(input: unknown): Issue[] {
  const policy = membersOf(input);
  const { statuses, facts = {}, lineFacts = {}, notices, timeZone } = policy;
  const issues: Issue[] = [];
  const report = (code: string, ...path: Path): void => void issues.push({ path, code });
  let timed = 0;

  const declared = (record: unknown, name: unknown, code: string, path: Path): void => {
    if (isObject(record) && typeof name === 'string' && !Object.hasOwn(record, name)) report(code, ...path);
  };

  const typeOf = (declarations: unknown, name: unknown): unknown =>
    typeof name === 'string' ? membersOf(membersOf(declarations)[name]).type : undefined;

  /** Only rules are asked of lines; elsewhere a word about one needs to be told which. */
  const checkPlace = (path: Path, word: string): void => {
    if (path[0] === 'notices' && !path.includes('someLine')) report('no-line', ...path, word);
  };

  const count = (word: keyof typeof weights, path: Path): void => {
    const before = timed;
    timed += weights[word];
    if (before <= maxTimed && timed > maxTimed) report('too-many', ...path);
  };

  const checkWindow = ({ from, until }: Json, word: keyof typeof weights, start: number, path: Path): void => {
    const begins = from === undefined ? start : parseDuration(from);
    if (parseDuration(until) <= begins) report('empty-range', ...path, 'until');
    count(word, path);
  };

  const checkNumbers = ({ atLeast, below }: Json, path: Path): void => {
    if (atLeast === undefined && below === undefined) report('required', ...path, 'atLeast');
    const empty = typeof atLeast === 'number' && typeof below === 'number' && below <= atLeast;
    if (empty) report('empty-range', ...path, 'below');
  };

  const checkFact =
    (word: 'fact' | 'lineFact', declarations: unknown) =>
    (condition: Json, path: Path): void => {
      const { [word]: fact, is } = condition;
      if (word === 'lineFact') checkPlace(path, word);
      declared(declarations, fact, 'unknown-fact', [...path, word]);
      const type = typeOf(declarations, fact);
      if (is === undefined) {
        checkNumbers(condition, path);
        if (type !== undefined && type !== 'number') report('fact-type', ...path, word);
        return;
      }
      for (const bound of ['atLeast', 'below']) if (bound in condition) report('unknown-key', ...path, bound);
      each(is, [...path, 'is'], (value, at) => {
        // One instant has many texts, by its offset: compared as texts, a rule would miss what it means.
        if (type === 'instant' ? value !== null : !fits(value, type)) report('fact-type', ...at);
      });
    };

  const checkInstant = (name: unknown, path: Path): void => {
    const [, kind, own = ''] = /^(facts|instants|line\.facts)\.(.+)$/s.exec(String(name)) ?? [];
    if (kind === 'instants') declared(membersOf(policy.instants), own, 'unknown-instant', path);
    if (String(name).startsWith('line.')) checkPlace(path.slice(0, -1), String(path.at(-1)));
    if (kind !== 'facts' && kind !== 'line.facts') return;
    const declarations = kind === 'facts' ? facts : lineFacts;
    declared(declarations, own, 'unknown-fact', path);
    const type = typeOf(declarations, own);
    if (type !== undefined && type !== 'instant' && type !== 'date') report('fact-type', ...path);
  };

  const checkSince = (condition: Json, path: Path): void => {
    checkWindow(condition, 'since', Number.NEGATIVE_INFINITY, path);
    checkInstant(condition.since, [...path, 'since']);
  };

  /** Such a window is counted back from its instant. */
  const checkBefore = ({ before, from, until = 'PT0S' }: Json, path: Path): void => {
    if (parseDuration(from) <= parseDuration(until)) report('empty-range', ...path, 'until');
    count('before', path);
    checkInstant(before, [...path, 'before']);
  };

  const checkNotice = (condition: Json, path: Path): void => {
    checkWindow(condition, 'notice', 0, path);
    // A policy that declares no alerts at all leaves their kinds to the shop.
    each(condition.notice, [...path, 'notice'], (kind, at) => declared(notices, kind, 'unknown-notice', at));
  };

  const checkCondition = (input: unknown, path: Path): void => {
    const condition = membersOf(input);
    for (const [word, check] of Object.entries(checks)) if (word in condition) check?.(condition, path);
  };

  const checkParts =
    (word: 'all' | 'any') =>
    (condition: Json, path: Path): void => {
      if (Array.isArray(condition[word])) each(condition[word], [...path, word], checkCondition);
    };

  /** What is to be looked at of each word; `null`: nothing that its schema does not see. */
  const checks: Record<ConditionWord, ((condition: Json, path: Path) => void) | null> = {
    all: checkParts('all'),
    any: checkParts('any'),
    not: (condition, path) => checkCondition(condition.not, [...path, 'not']),
    actor: null,
    status: ({ status }, path) =>
      each(status, [...path, 'status'], (one, at) => declared(statuses, one, 'unknown-status', at)),
    since: checkSince,
    before: checkBefore,
    notice: checkNotice,
    account: null,
    fact: checkFact('fact', facts),
    amount: checkNumbers,
    recentCancellations: checkNumbers,
    lineFact: checkFact('lineFact', lineFacts),
    someLine: (condition, path) => checkCondition(condition.someLine, [...path, 'someLine']),
    request: null,
    scan: (condition, path) => checkWindow(condition, 'scan', 0, path),
    attempts: checkNumbers,
  };

  if (isObject(statuses) && Object.keys(statuses).length === 0) report('too-small', 'statuses');
  for (const [member, declarations] of Object.entries({ facts, lineFacts })) {
    for (const [name, declaration] of Object.entries(membersOf(declarations))) {
      const { type, default: value = null } = membersOf(declaration);
      const parse = type === 'instant' ? parseInstant : type === 'date' ? parseDate : null;
      if (!fits(value, type)) report('fact-type', member, name, 'default');
      else if (parse && value && Number.isNaN(parse(value))) report('format', member, name, 'default');
    }
  }
  checkDerivedInstants(policy, checkInstant, report);
  for (const [kind, declaration] of Object.entries(membersOf(notices))) {
    const { when, ...names } = membersOf(declaration);
    if (when !== undefined) checkCondition(when, ['notices', kind, 'when']);
    for (const name of ['status', 'penaltyStatus', 'liftedStatus']) {
      declared(statuses, names[name], 'unknown-status', ['notices', kind, name]);
    }
  }
  each(policy.rules, ['rules'], (rule, path) => each(membersOf(rule).when, [...path, 'when'], checkCondition));
  issues.push(...duplicates(policy.rules, 'id', ['rules']));
  for (const [role, reasons] of Object.entries(membersOf(policy.reasons))) {
    issues.push(...duplicates(membersOf(reasons).choices, 'code', ['reasons', role, 'choices']));
  }
  const lifecycle = membersOf(policy.lifecycle);
  for (const name of ['requested', 'refunding', 'cancelled', 'unpaid']) {
    declared(statuses, lifecycle[name], 'unknown-status', ['lifecycle', name]);
  }
  // Silence that does something needs a time at which it does.
  const { onSilence = 'nothing', respondWithin, respondBy } = lifecycle;
  if (onSilence !== 'nothing' && respondWithin === undefined && respondBy === undefined) {
    report('required', 'lifecycle', 'respondWithin');
  }
  if (respondBy !== undefined) {
    checkInstant(respondBy, ['lifecycle', 'respondBy']);
    // Nobody is late with an answer to what was not asked yet.
    const known = isObject(policy.instants) && Object.hasOwn(policy.instants, String(respondBy).slice(9));
    if (known && sourceOf(respondBy, policy.instants) !== 'requestedAt')
      report('never-starts', 'lifecycle', 'respondBy');
  }
  issues.push(
    ...duplicates(membersOf(lifecycle.declineReasons).choices, 'code', ['lifecycle', 'declineReasons', 'choices']),
  );
  checkDisputes(policy, report);
  const misshapen: Issue[] = [];
  zoneName.read(timeZone, misshapen);
  if (typeof timeZone === 'string' && misshapen.length === 0 && !isTimeZone(timeZone)) {
    issues.push({ path: ['timeZone'], code: 'unknown-zone', nearest: nearestZones(timeZone) });
  }
  return issues;
}

const counted = ['cancelledQuantity', 'shippedQuantity', 'returnedQuantity', 'committedQuantity'];
const pricesOfOrder = ['shipping', 'shippingTax', 'tax', 'discount'];
const pricesOfSurcharge = ['amount', 'tax'];
const pricesOfLine = ['unitPrice', 'total', 'tax', 'discount'];

/**
 * Line items and parts of a payment named twice, more of an item than was ordered, and prices in another currency than the order's. Paths are made for
 * what is wrong only: this is looked at before each decision.
 */
export function orderReferenceIssues(input: unknown): Issue[] {
  const order = membersOf(input);
  const { lines, total, surcharges, fulfilments, payment } = order;
  const { currency } = membersOf(total);
  const hasCurrency = isCurrency(currency);
  const issues = [
    ...duplicates(lines, 'id', ['lines']),
    ...duplicates(fulfilments, 'id', ['fulfilments']),
    // A refund names the part it goes back to: credit would become money.
    ...duplicates(membersOf(payment).parts, 'id', ['payment', 'parts']),
  ];
  const checkPrices = (record: Json, names: readonly string[], list?: string, index?: number): void => {
    for (const name of names) {
      const price = record[name];
      if (!isObject(price) || price.currency === currency || !isCurrency(price.currency)) continue;
      const path = list === undefined ? [] : [list, index as number];
      issues.push({ path: [...path, name, 'currency'], code: 'currency' });
    }
  };
  if (hasCurrency) {
    checkPrices(order, pricesOfOrder);
    listOf(surcharges).forEach((surcharge, index) => {
      checkPrices(membersOf(surcharge), pricesOfSurcharge, 'surcharges', index);
    });
  }
  listOf(lines).forEach((input, index) => {
    const line = membersOf(input);
    if (hasCurrency) checkPrices(line, pricesOfLine, 'lines', index);
    const { quantity } = line;
    if (typeof quantity !== 'number' || quantity <= 0) return;
    for (const name of counted) {
      const part = line[name];
      if (typeof part === 'number' && part > quantity) issues.push({ path: ['lines', index, name], code: 'too-large' });
    }
  });
  if (listOf(fulfilments).length === 0) return issues;
  const known = new Set(listOf(lines).map((line) => membersOf(line).id));
  // Of lines that are not shown or cannot be read, nobody can say that one is not there.
  if (known.size === 0 || known.has(undefined)) return issues;
  listOf(fulfilments).forEach((fulfilment, index) => {
    listOf(membersOf(fulfilment).lines).forEach((line, at) => {
      if (known.has(membersOf(line).id)) return;
      issues.push({ path: ['fulfilments', index, 'lines', at, 'id'], code: 'unknown-line' });
    });
  });
  return issues;
}

function listOf(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}

function isCurrency(value: unknown): boolean {
  return typeof value === 'string' && /^[A-Z]{3}$/.test(value);
}

/** Line items named twice. */
export function cancellationReferenceIssues(input: unknown): Issue[] {
  return duplicates(membersOf(input).lines, 'id', ['lines']);
}

function duplicates(input: unknown, key: string, path: Path): Issue[] {
  const issues: Issue[] = [];
  const list = listOf(input);
  if (list.length < 2) return issues;
  const seen = new Set<unknown>();
  list.forEach((item, index) => {
    const name = membersOf(item)[key];
    if (seen.has(name)) issues.push({ path: [...path, index, key], code: 'duplicate-id' });
    if (typeof name === 'string') seen.add(name);
  });
  return issues;
}

/** Visits a list's items, or the one value that stands in place of a list. */
function each(value: unknown, path: Path, visit: (item: unknown, path: Path) => void): void {
  if (Array.isArray(value)) for (const [index, item] of value.entries()) visit(item, [...path, index]);
  else if (value !== undefined) visit(value, path);
}

function fits(value: unknown, type: unknown): boolean {
  return (
    value === null || type === undefined || typeof value === (type === 'instant' || type === 'date' ? 'string' : type)
  );
}
