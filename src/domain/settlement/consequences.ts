import type { Decision } from '../decision/decision.ts';
import type { CancelPolicy, Fee, OnSilence, RefundTerms, Verdict } from '../policy.ts';
import type { Actor, Money, Order } from '../records.ts';
import { isObject } from '../values/is-object.ts';
import type { Share } from './partial.ts';
import { isMoney, readableSums } from './sums.ts';

/** What a cancellation would bring about; shown before confirming. Money in minor units; the parts add up. */
export interface Consequences {
  /** `null`: nothing was paid, or the sums cannot be read. */
  refund: {
    method: string;
    /** Among which the seller may choose. */
    choices: string[];
    /** Captured for what is cancelled, and not refunded yet. */
    refundable: Money;
    fee: Money;
    /** `refundable` less `fee`. */
    due: Money;
  } | null;
  /** The order's status afterwards; `null`: it stays. */
  status: string | null;
  completes: 'at-once' | 'when-refunded';
  /** Who is told, the one who acts included. */
  notifies: Actor[];
  /** How long the other side has to answer a request, as an ISO 8601 duration; `null`: no limit. */
  respondWithin: string | null;
  /** What happens to a request by itself when that time is over. */
  onSilence: OnSilence;
  /** The buyer's cancellations of late, where the policy warns of them (PM-5); `null`: below its threshold. */
  recentCancellations: { count: number; atLeast: number; withinDays: number } | null;
}

/** What the rule that decided says, beyond the decision. */
export function verdictOf(policy: CancelPolicy, ruleId: string | null): Verdict {
  return policy.rules.find(({ id }) => id === ruleId)?.then ?? policy.otherwise;
}

/** How money goes back by the terms of a rule. What was paid in points and credits never becomes money (SB-8). */
export function refundTermsOf(
  policy: CancelPolicy,
  order: Order,
  ruleId: string | null,
): RefundTerms & { choices: string[] } {
  const terms = verdictOf(policy, ruleId).refund ?? policy.refund ?? { method: 'original' };
  const { choices = [] } = terms;
  const fitting = paidInCredits(order) ? choices.filter((choice) => credits.includes(choice)) : [...choices];
  return { ...terms, choices: fitting };
}

/**
 * The consequences of what `decision` permits (`cancel` or `request`). `share`: of a part of the order, or where parts are
 * cancelled one by one, as `shareOf` gives it; absent: of the order as a whole.
 */
export function consequencesOf(
  policy: CancelPolicy,
  order: Order,
  decision: Pick<Decision, 'outcome' | 'ruleId'>,
  share: Share | null = null,
): Consequences {
  const { lifecycle } = policy;
  const terms = refundTermsOf(policy, order, decision.ruleId);
  const requests = decision.outcome === 'request';
  const completes = lifecycle?.completes ?? 'at-once';
  const refundable = Math.min(refundableOf(order), share ? share.paid : Number.POSITIVE_INFINITY);
  const money = refundOf(order, refundable, terms);
  const nothingDue = money ? money.due.amount === 0 : refundable <= 0;
  const settles = completes === 'at-once' || nothingDue || paidInCredits(order);
  // An order of which something is left goes on.
  const cancelled = share?.leavesRest ? null : lifecycle?.cancelled;
  const ended = settles ? cancelled : (lifecycle?.refunding ?? cancelled);
  return {
    refund: money,
    status: (requests ? lifecycle?.requested : ended) ?? null,
    completes: settles ? 'at-once' : 'when-refunded',
    notifies: [...(lifecycle?.notifies ?? [])],
    respondWithin: (requests && lifecycle?.respondWithin) || null,
    onSilence: (requests && lifecycle?.onSilence) || 'nothing',
    recentCancellations: recentOf(policy, order),
  };
}

/** Captured and not refunded yet; `NaN` where the sums cannot be read. */
function refundableOf({ payment }: Order): number {
  return readableSums(payment) ? payment.paid.amount - payment.refunded.amount : Number.NaN;
}

function refundOf(
  order: Order,
  refundable: number,
  { method, choices = [], fee }: RefundTerms,
): Consequences['refund'] {
  if (!(refundable > 0)) return null;
  const { currency } = order.payment.paid;
  const charged = feeOf(fee, refundable, currency);
  const money = (value: number): Money => ({ amount: value, currency });
  return {
    method,
    choices,
    refundable: money(refundable),
    fee: money(charged),
    due: money(refundable - charged),
  };
}

/** The fee on `refundable` minor units: never more than it. Integers throughout, rounded half up. */
function feeOf(fee: Fee | undefined, refundable: number, currency: string): number {
  if (!fee) return 0;
  // The share is taken of whole units and of the rest apart, so that no product leaves the safe integers.
  const points = fee.basisPoints ?? 0;
  const share =
    Math.floor(refundable / 10_000) * points + Math.floor(((refundable % 10_000) * points + 5_000) / 10_000);
  const fixed = fee.amount?.currency === currency ? fee.amount.amount : 0;
  return Math.min(refundable, share + fixed);
}

/** What is not money. */
const credits: readonly string[] = ['points', 'credits'];

/** Whether the order was paid wholly in points and credits, which are returned without the merchant (SB-8). */
function paidInCredits({ payment }: Order): boolean {
  if (!isObject(payment)) return false;
  const parts: unknown[] = Array.isArray(payment.parts) && payment.parts.length > 0 ? payment.parts : [payment];
  // A part of which nothing was paid needs no refund.
  return parts.every(
    (part) =>
      isObject(part) && (credits.includes(part.method as string) || (isMoney(part.paid) && part.paid.amount === 0)),
  );
}

function recentOf(policy: CancelPolicy, order: Order): Consequences['recentCancellations'] {
  const warning = policy.consequences?.recentCancellations;
  const count = isObject(order.buyer) ? order.buyer.recentCancellations : undefined;
  return warning && typeof count === 'number' && count >= warning.atLeast ? { count, ...warning } : null;
}
