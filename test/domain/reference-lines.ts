import type { LineGroup, Turn } from '../../src/domain/decision/decision.ts';
import type { Cancellation } from '../../src/domain/records.ts';
import {
  firstTurn,
  isReopened,
  open,
  type Question,
  type Reach,
  type Ruling,
  readableLines,
  ruleNow,
} from './reference.ts';

// Decisions by line once more, line after line, as plainly as they can be said.

// biome-ignore lint/suspicious/noExplicitAny: any JSON is an order here
type Any = any;

/** All that is compared of a decision. */
export interface Whole {
  head: Ruling;
  next: Turn | null;
  lines: LineGroup[] | null;
}

const best = ['cancel', 'request', 'ask-server', 'return', 'none'];
const rank = ({ outcome }: Ruling): number => best.indexOf(outcome);
const sum = (numbers: number[]): number => numbers.reduce((total, one) => total + one, 0);

/** One line, as its rules see it. */
interface OneLine {
  id: string;
  lives: boolean;
  rule(now: number): Ruling;
}

/** What is decided: of the order, or line by line where lines may differ. */
export function decideWhole(question: Question): Whole {
  const lines = linesIn(question);
  if (lines === 'unreadable') {
    const head = { outcome: 'ask-server', reason: 'order-unreadable', ruleId: null, contact: 'none' } as const;
    return { head, next: null, lines: null };
  }
  if (!lines) return { head: ruleNow(question), next: firstTurn(question, ruleNow), lines: null };
  const { lifecycle } = question.policy;
  if (lifecycle && lifecycle.scope !== 'lines') {
    const living = lines.filter(({ lives }) => lives);
    const worst = ({ now }: Question): Ruling => {
      const rulings = (living.length > 0 ? living : lines).map((line) => line.rule(now));
      return rulings.find((one) => rulings.every((other) => rank(one) >= rank(other))) as Ruling;
    };
    return { head: worst(question), next: firstTurn(question, worst), lines: null };
  }
  const groups: LineGroup[] = [];
  for (const { id, rule } of lines) {
    const ruling = rule(question.now) as Ruling & Pick<LineGroup, 'contact'>;
    const group = { ...ruling, next: firstTurn(question, ({ now }) => rule(now)) };
    const like = groups.find(({ ids, ...one }) => JSON.stringify(one) === JSON.stringify(inOrder(group)));
    if (like) like.ids.push(id);
    else groups.push({ ids: [id], ...inOrder(group) });
  }
  const head = groups.find((one) => groups.every((other) => rank(one) <= rank(other))) as LineGroup;
  const turns = groups.map(({ next }) => next).filter((next) => next !== null);
  const next = turns.find(({ at }) => turns.every((other) => at <= other.at)) ?? null;
  const { outcome, reason, ruleId, contact } = head;
  return { head: { outcome, reason, ruleId, contact }, next, lines: groups.length > 1 ? groups : null };
}

/** Whether lines are decided on one by one. */
export function isByLine(question: Question): boolean {
  return linesIn(question) !== null;
}

function inOrder({ outcome, reason, ruleId, contact, next }: Omit<LineGroup, 'ids'>): Omit<LineGroup, 'ids'> {
  return { outcome, reason, ruleId, contact, next };
}

/** The lines, where they may differ; `null`: they cannot. */
function linesIn(question: Question): OneLine[] | 'unreadable' | null {
  const { policy, order, now, cancellation } = question as Question & { order: Any };
  const isKnown = Number.isFinite(now) && Object.keys(policy.statuses).includes(order?.status);
  if (!isKnown || ruleNow(question).reason === 'unknown-request' || isReopened(question)) return null;
  const isOpen = !!cancellation && open.includes(cancellation.state);
  const away = (status: unknown): boolean => ['shipped', 'delivered', 'returned'].includes(status as string);
  const parcels: Any[] = Array.isArray(order.fulfilments) ? order.fulfilments : [];
  const counted = ['cancelledQuantity', 'shippedQuantity', 'returnedQuantity', 'committedQuantity'];
  const isParted =
    (Array.isArray(order.lines) && order.lines.some((line: Any) => counted.some((name) => line?.[name] > 0))) ||
    parcels.some((parcel) => away(parcel?.status)) ||
    (isOpen && !!cancellation?.lines);
  const ofLine = (name: string): boolean =>
    name.startsWith('instants.')
      ? ofLine(policy.instants?.[name.slice('instants.'.length)]?.of as string)
      : name.startsWith('line.');
  // What some line answers is asked of the order.
  const whens = JSON.stringify(
    policy.rules.map(({ when }) => when),
    (key, value) => (key === 'someLine' ? null : value),
  );
  const instants = [...whens.matchAll(/"(?:since|before)":"([^"]*)"/g)].map(([, name]) => name as string);
  const asks = whens.includes('"lineFact":') || instants.some(ofLine);
  if (!asks && !isParted) return null;
  const lines = readableLines(order);
  if (!lines) return 'unreadable';
  if (lines.length === 0) return null;
  const told =
    parcels.some(({ status }) => away(status)) ||
    lines.some(({ shippedQuantity, returnedQuantity }) => shippedQuantity > 0 || returnedQuantity > 0);
  const all = question.cancellations ?? (cancellation ? [cancellation] : []);
  return lines.map((line) => {
    const inParcels = (...statuses: string[]): number =>
      sum(
        parcels
          .filter(({ status }) => statuses.includes(status))
          .flatMap(({ lines: held }) => held.filter(({ id }: Any) => id === line.id))
          .map(({ quantity }) => quantity),
      );
    let left: number = line.quantity;
    const [cancelled, returned, shipped, committed] = [
      line.cancelledQuantity ?? 0,
      Math.max(line.returnedQuantity ?? 0, inParcels('returned')),
      Math.max(line.shippedQuantity ?? 0, inParcels('shipped', 'delivered')),
      line.committedQuantity ?? 0,
    ].map((count) => {
      const taken = Math.min(left, count);
      left -= taken;
      return taken;
    }) as [number, number, number, number];
    const living = line.quantity - cancelled - returned;
    const held: Any[] = isOpen ? (cancellation.lines?.filter(({ id }) => id === line.id) ?? []) : [];
    const claimed = cancellation?.state === 'refunding' ? 0 : sum(held.map(({ quantity }) => quantity));
    const isClaimed = isOpen && (!cancellation.lines || (held.length > 0 && left - claimed <= 0));
    const free = isClaimed ? left : left - claimed;
    const reach: Reach = {
      admits: ({ outcome, covers }) => {
        if (outcome === 'return') return living > 0;
        if (outcome !== 'cancel' && outcome !== 'request') return true;
        const reached = free + (covers === 'shipped' ? shipped : 0);
        return reached > 0;
      },
      reason:
        claimed > 0
          ? 'request-open'
          : shipped > 0
            ? 'already-shipped'
            : committed > 0
              ? 'line-committed'
              : returned > 0
                ? 'already-returned'
                : 'already-cancelled',
    };
    const { shippedAt, deliveredAt, ...still } = order;
    // What is still there has not left, whatever the order says of the rest.
    const seen = told && living > shipped ? { ...still, toldAt: { shippedAt, deliveredAt } } : order;
    const ended = question.cancellations?.findLast(({ state }) => !open.includes(state)) ?? null;
    const asked: Cancellation | null = isOpen && !isClaimed ? ended : cancellation;
    return {
      id: line.id,
      lives: free > 0,
      rule: (at) =>
        ruleNow({ ...question, order: seen, line, now: at, cancellation: asked, cancellations: all }, reach),
    };
  });
}
