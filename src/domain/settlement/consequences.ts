import type { Decision } from '../decision/decision.ts';
import type { CancelPolicy, Consequential, OnSilence, RefundTerms, Verdict } from '../policy.ts';
import type { Actor, Money, Order } from '../records.ts';
import { isObject } from '../values/is-object.ts';
import { feeOf } from './fee.ts';
import type { Share } from './partial.ts';
import { isCredit, isMoney, readableSums } from './sums.ts';

/** What a cancellation would bring about; shown before confirming. Money in minor units; the parts add up. */
export interface Consequences {
  /** `null`: nothing was paid, or the sums cannot be read. */
  refund: {
    method: string;
    /** Among which is chosen. */
    choices: string[];
    /** Who chooses, where it is not the seller. */
    chosenBy?: 'buyer';
    /** The one who settles may name another amount, up to `most`. */
    adjustable?: true;
    most?: Money;
    /** Captured for what is cancelled, and not refunded yet; without `kept`. */
    refundable: Money;
    fee: Money;
    /** What the terms keep of shipping and surcharges. */
    kept?: Money;
    /** `refundable` less `fee`. */
    due: Money;
  } | null;
  /** Reserved money that is released. Absent: none. */
  void?: Money;
  /** The order's status afterwards; `null`: it stays. */
  status: string | null;
  completes: 'at-once' | 'when-refunded';
  /** Who is told, the one who acts included. */
  notifies: Actor[];
  /** How long the other side has to answer a request, as an ISO 8601 duration; `null`: no limit, or one in days of the calendar. */
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
  const fitting = paidInCredits(order) ? choices.filter((method) => isCredit({ method })) : [...choices];
  return { ...terms, choices: fitting };
}

/** What settling brings about, by the policy, before that its rule, and before both the reason that was given. */
export function consequentialOf(
  policy: CancelPolicy,
  { ruleId = null, requestedBy, reason }: { ruleId?: string | null; requestedBy?: Actor; reason?: string | null },
): Consequential {
  const { choices = [] } = (requestedBy && policy.reasons[requestedBy]) ?? {};
  return {
    ...policy.consequences,
    ...verdictOf(policy, ruleId).consequences,
    ...choices.find(({ code }) => code === reason)?.consequences,
  };
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
  const dues = duesOf(order, share, terms);
  const money = refundOf(dues, terms, share?.feeTakenOf);
  const nothingDue = money ? money.due.amount === 0 : dues.refundable <= 0;
  const settles = completes === 'at-once' || nothingDue || paidInCredits(order);
  // An order of which something is left goes on.
  const { requested, refunding, cancelled, unpaid } = share?.leavesRest ? {} : { ...lifecycle };
  const gone = (order.payment?.paid?.amount === 0 && unpaid) || cancelled;
  const ended = settles ? gone : (refunding ?? gone);
  return {
    refund: money,
    ...(dues.released > 0 && { void: { amount: dues.released, currency: dues.currency } }),
    status: (requests ? requested : ended) ?? null,
    completes: settles ? 'at-once' : 'when-refunded',
    notifies: [...(lifecycle?.notifies ?? [])],
    respondWithin: (requests && !lifecycle?.respondBy && lifecycle?.respondWithin) || null,
    onSilence: (requests && lifecycle?.onSilence) || 'nothing',
    recentCancellations: recentOf(policy, order),
  };
}

/** What is there of the order's money, and what of it is due. `NaN` where the sums cannot be read. */
interface Dues {
  currency: string;
  /** Captured and not refunded yet, of what is cancelled. */
  refundable: number;
  /** Of it, what the terms never give back beside a fee. */
  kept: number;
  /** Of it, for the goods. */
  goods: number;
  /** Reserved, and to be released. */
  released: number;
  /** What could be given back at most. */
  most: number;
}

/**
 * What of an order's money a part is due: its value, but never more than what is there beyond what the rest costs. What is
 * reserved goes first, as nothing has to be sent for it; with the last of an order all that is reserved.
 */
function duesOf(order: Order, share: Share | null, { keeps = [] }: RefundTerms): Dues {
  const { payment } = order;
  if (!readableSums(payment)) {
    return { currency: '', refundable: Number.NaN, kept: 0, goods: 0, released: 0, most: 0 };
  }
  const { paid, refunded } = payment;
  const left = paid.amount - refunded.amount;
  const reserved = reservedOf(payment);
  const currency = paid.amount === 0 && reserved ? reserved.currency : paid.currency;
  const there = reserved?.currency === currency ? reserved.amount : 0;
  const dues = share && !share.whole ? partOf(order, share, left, there) : { refundable: left, released: there };
  const { goods = left, charges = [], leavesRest = false, othersCost = 0 } = share ?? {};
  const keeping = charges.reduce((sum, { kind = '', amount }) => (keeps.includes(kind) ? sum + amount : sum), 0);
  const kept = Math.max(0, Math.min(keeping, dues.refundable));
  const most = left - othersCost;
  const released = leavesRest ? dues.released : there;
  return { currency, refundable: dues.refundable - kept, kept, goods, released, most };
}

function partOf(order: Order, { paid: value, before, after, leavesRest }: Share, left: number, there: number) {
  const { total, payment } = order;
  const sameCurrency = payment.paid.currency === total.currency;
  const surplus = sameCurrency && !leavesRest ? Math.max(0, payment.paid.amount - total.amount) : 0;
  if (!sameCurrency && payment.paid.amount === 0) {
    // Only reserved, in a currency of its own: by its share of what is left.
    return { refundable: 0, released: before > 0 ? Number((BigInt(there) * BigInt(value)) / BigInt(before)) : there };
  }
  // No more of what is reserved counts than is still to be paid.
  const counted = Math.max(0, Math.min(there, before - left));
  const due = Math.max(0, Math.min(value + surplus, left + counted - after));
  const released = Math.min(due, counted);
  return { refundable: Math.min(left, due - released), released };
}

/** All that is reserved and not captured; `null`: nothing. Where parts say so, theirs. */
function reservedOf({ authorized, parts }: Order['payment']): Money | null {
  const given = (Array.isArray(parts) ? parts : []).map((part) => part?.authorized).filter(isMoney);
  const all = given.length > 0 ? given : [authorized].filter(isMoney);
  const [first] = all;
  const amount = all.reduce((sum, one) => sum + (one.currency === first?.currency ? one.amount : 0), 0);
  return first && amount > 0 ? { ...first, amount } : null;
}

function refundOf(dues: Dues, terms: RefundTerms, before?: Share['feeTakenOf']): Consequences['refund'] {
  const { currency, refundable, kept, goods } = dues;
  if (!(refundable + kept > 0)) return null;
  const { method, choices = [], chosenBy, adjustable, fee } = terms;
  const more = before ?? { refundable: 0, goods: 0, fee: 0 };
  const charged = feeOf(fee, refundable + more.refundable, goods + more.goods, currency) - more.fee;
  const money = (value: number): Money => ({ amount: value, currency });
  return {
    method,
    choices,
    ...(chosenBy === 'buyer' && { chosenBy }),
    ...(adjustable && { adjustable, most: money(Math.max(refundable, dues.most)) }),
    refundable: money(refundable),
    fee: money(charged),
    ...(kept > 0 && { kept: money(kept) }),
    due: money(refundable - charged),
  };
}

/** Whether the order was paid wholly in points and credits, which are returned without the merchant (SB-8). */
function paidInCredits({ payment }: Order): boolean {
  if (!isObject(payment)) return false;
  const parts: unknown[] = Array.isArray(payment.parts) && payment.parts.length > 0 ? payment.parts : [payment];
  // A part of which nothing was paid needs no refund.
  return parts.every((part) => isObject(part) && (isCredit(part) || (isMoney(part.paid) && part.paid.amount === 0)));
}

function recentOf(policy: CancelPolicy, order: Order): Consequences['recentCancellations'] {
  const warning = policy.consequences?.recentCancellations;
  const count = isObject(order.buyer) ? order.buyer.recentCancellations : undefined;
  return warning && typeof count === 'number' && count >= warning.atLeast ? { count, ...warning } : null;
}
