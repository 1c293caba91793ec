import type { CancelPolicy, Outcome } from '../policy.ts';
import type { Cancellation } from '../records.ts';
import { type ByLine, decisionOf, type Engine, type Question, type Reach, type Ruling, saysSame } from './compile.ts';
import { type EvaluationScope, isObject, isOpen, type LineInScope, maxDerived } from './conditions.ts';
import type { LineGroup, RuleTrace, Turn } from './decision.ts';
import { signatureOf } from './line-words.ts';
import { linesOf, reachOf, tellsShipments, type Whereabouts, whereaboutsOf } from './lines.ts';
import { isParted } from './parted.ts';

/** From the best: what a person can do most with. */
const ranks: readonly Outcome[] = ['cancel', 'request', 'ask-server', 'return', 'none'];
const rankOf = ({ outcome }: { outcome: Outcome }): number => ranks.indexOf(outcome);

/** Lines of which all rules say the same. */
interface Like {
  /** Their places in the order. */
  places: number[];
  scope: EvaluationScope;
  reach: Reach;
  program: ReturnType<Engine['programFor']>;
  /** Whether something of it is there to be cancelled. */
  lives: boolean;
  trace: RuleTrace[];
  present: Ruling;
}

/**
 * Decides line by line: where a rule asks about lines, where something has become of parts of the order, and where a
 * cancellation of some lines is open.
 */
export function byLine(policy: CancelPolicy): ByLine {
  const asks = policy.rules.some(({ when }) => asksLines(when, policy));
  return (engine, question) => {
    const { order, cancellations } = question;
    if (!asks && !isParted(order, cancellations)) return null;
    const lines = linesOf(order);
    if (!lines) return decisionOf(engine.unruled('ask-server', 'order-unreadable'), null, []);
    if (lines.length === 0) return null;
    const isWhole = policy.lifecycle !== undefined && policy.lifecycle.scope !== 'lines';
    const likes = likesOf(engine, question, whereaboutsOf(order, lines, cancellations), {
      asks,
      told: tellsShipments(order, lines),
    });
    return isWhole ? ofAll(engine, likes) : ofEach(engine, likes, lines);
  };
}

/** Whether a condition asks about the line at hand. */
function asksLines(condition: unknown, policy: CancelPolicy): boolean {
  if (Array.isArray(condition)) return condition.some((part) => asksLines(part, policy));
  if (!isObject(condition)) return false;
  const { since, before, lineFact, all, any, not } = condition;
  return lineFact !== undefined || isOfLine(since ?? before, policy) || asksLines(all ?? any ?? not, policy);
}

/** Whether an instant is a line's, or derived of one that is. */
function isOfLine(name: unknown, policy: CancelPolicy, steps = 0): boolean {
  if (typeof name !== 'string' || steps > maxDerived) return false;
  if (name.startsWith('line.')) return true;
  const derived = name.startsWith('instants.') && policy.instants?.[name.slice('instants.'.length)];
  return !!derived && isOfLine(derived.of, policy, steps + 1);
}

/**
 * Lines, gathered by what can tell them apart, and what is ruled of each gathering now. What some lines are asked for is open
 * for these alone: the others are decided on as if nothing were. Where the shop says what has left, an order's instants of
 * shipment and delivery are those of what has, and nothing to what is still there.
 */
function likesOf(
  engine: Engine,
  { order, actor, status, now, cancellations }: Question,
  lines: Whereabouts[],
  { asks, told }: { asks: boolean; told: boolean },
): Like[] {
  const whole = cancellations.findLast((one) => isOpen(one) && !one.lines) ?? null;
  const ended = cancellations.findLast((one) => !isOpen(one)) ?? null;
  const reads = new Map<Cancellation | null, Record<string, unknown>>();
  const denials = new Map<string, Ruling>();
  const likes = new Map<string, Like>();
  const all = lines.map(({ line }) => line);
  for (const [place, at] of lines.entries()) {
    const { line, open, shipped, living, claimed, claim, reason } = at;
    const claimer = whole ?? (open - claimed <= 0 ? claim : null);
    const isThere = told && living > shipped;
    // What takes the place of a request has all of it to take.
    const reached = claimer ? { ...at, claimed: 0 } : at;
    const [left, withShipped] = [reachOf(reached, 'open'), reachOf(reached, 'shipped')];
    const key = `${claimer?.id} ${left > 0} ${withShipped > 0} ${living > 0} ${isThere} ${reason} ${asks ? signatureOf(line) : ''}`;
    const like = likes.get(key);
    if (like) {
      like.places.push(place);
      continue;
    }
    const cancellation = claimer ?? ended;
    const read = reads.get(cancellation) ?? { lines: all };
    reads.set(cancellation, read);
    const denial = denials.get(reason) ?? engine.unruled('none', reason);
    denials.set(reason, denial);
    const reach: Reach = {
      denial,
      admits: ({ outcome, covers }) => {
        if (outcome === 'return') return living > 0;
        if (outcome !== 'cancel' && outcome !== 'request') return true;
        const reach = covers === 'shipped' ? withShipped : left;
        return reach > 0;
      },
    };
    const program = engine.programFor(actor, status, cancellation);
    const scope: EvaluationScope = {
      order,
      line,
      cancellation,
      cancellations,
      now,
      instants: isThere ? { shippedAt: Number.POSITIVE_INFINITY, deliveredAt: Number.POSITIVE_INFINITY } : {},
      read,
      edges: [],
      failed: null,
    };
    const trace: RuleTrace[] = [];
    const present = engine.ruleAt(program, scope, reach, trace);
    likes.set(key, { places: [place], scope, reach, program, lives: left > 0, trace, present });
  }
  return [...likes.values()];
}

/** Where lines may go on their own: groups of them, the best as the head. */
function ofEach(engine: Engine, likes: Like[], lines: LineInScope[]): ReturnType<typeof decisionOf> {
  const groups = new Map<string, Omit<LineGroup, 'ids'> & { places: number[] }>();
  let head: Like | undefined;
  let next: Turn | null = null;
  for (const like of likes) {
    const { present, program, scope, reach } = like;
    const turn = engine.nextTurn(program, scope, present, reach);
    const { outcome, reason, ruleId, contact } = present;
    const key = `${outcome} ${reason} ${ruleId} ${contact} ${turn?.at} ${turn?.outcome} ${turn?.reason} ${turn?.ruleId}`;
    const group = groups.get(key);
    if (group) group.places.push(...like.places);
    else groups.set(key, { places: [...like.places], outcome, reason, ruleId, contact, next: turn });
    if (!head || rankOf(present) < rankOf(head.present)) head = like;
    if (turn && (!next || turn.at < next.at)) next = turn;
  }
  const { present, trace } = head as Like;
  if (groups.size < 2) return decisionOf(present, next, trace);
  const idOf = (place: number) => lines[place]?.record['id'] as string;
  const found = [...groups.values()].map(({ places, ...group }) => ({
    ids: places.sort((one, other) => one - other).map(idOf),
    ...group,
  }));
  return decisionOf(present, next, trace, found);
}

/**
 * Where only all of an order can go, all that is still there: what is worst of it, for what one line lacks keeps the others.
 * What has left stays out of it, so that nothing is both shipped and cancelled.
 */
function ofAll(engine: Engine, likes: Like[]): ReturnType<typeof decisionOf> {
  const living = likes.filter(({ lives }) => lives);
  const asked = living.length > 0 ? living : likes;
  const rulings = asked.map(({ present }) => present);
  const worst = (): Ruling => rulings.reduce((one, other) => (rankOf(other) > rankOf(one) ? other : one));
  const present = worst();
  const { trace } = asked[rulings.indexOf(present)] as Like;
  const changes: { at: number; index: number; ruling: Ruling }[] = [];
  for (const [index, { scope, program, reach, present: first }] of asked.entries()) {
    let last = first;
    for (const at of [...new Set(scope.edges)].sort((one, other) => one - other)) {
      scope.now = at;
      const ruling = engine.ruleAt(program, scope, reach);
      if (ruling !== last) changes.push({ at, index, ruling });
      last = ruling;
    }
  }
  changes.sort((one, other) => one.at - other.at);
  for (const [place, { at, index, ruling }] of changes.entries()) {
    rulings[index] = ruling;
    if (changes[place + 1]?.at === at) continue;
    const coming = worst();
    const { outcome, reason, ruleId, contact } = coming;
    if (saysSame(coming, present)) continue;
    return decisionOf(present, { at, outcome, reason, ruleId }, trace);
  }
  return decisionOf(present, null, trace);
}
