import type { Actor, Cancellation, Order } from '../../src/domain/records.ts';

// What each preset must decide, written a second time from the requirements alone, as plain code. Valid orders only.

export interface Case {
  order: Order;
  actor: Actor;
  /** Epoch ms. */
  now: number;
  cancellation: Cancellation | null;
}

export interface Verdict {
  outcome: 'cancel' | 'request' | 'return' | 'none';
  contact?: 'recommended' | 'required';
  /** What must be among the alternatives. */
  offers?: string[];
}

const hours = (count: number): number => count * 3_600_000;
const days = (count: number): number => hours(24 * count);
const time = (text: string | undefined): number => (text === undefined ? Number.POSITIVE_INFINITY : Date.parse(text));
const cancel: Verdict = { outcome: 'cancel' };
const request: Verdict = { outcome: 'request' };
const none: Verdict = { outcome: 'none' };

/** A request or a refund that has not come to its end. */
function isOpen({ cancellation }: Case): boolean {
  return ['requested', 'refunding', 'escalated', 'disputed'].includes(cancellation?.state ?? '');
}

function isShipped({ order, now }: Case): boolean {
  return time(order.shippedAt) <= now || time(order.deliveredAt) <= now;
}

export function poshmark(question: Case): Verdict {
  const { order, actor, now, cancellation } = question;
  const placed = time(order.placedAt);
  const shipped = isShipped(question) || order.status === 'SHIPPED' || order.status === 'DELIVERED';
  const delivered = time(order.deliveredAt) <= now || order.status === 'DELIVERED';
  const asked = cancellation?.state === 'requested';

  if (isOpen(question)) {
    // PM-3: whoever asked may still cancel after seven days
    const waits = asked || cancellation?.state === 'escalated';
    if (actor === 'buyer' && waits && !shipped && order.status !== 'CANCELLED' && now >= placed + days(7))
      return cancel;
    // PM-14
    const silent = asked && cancellation.requestedBy === 'buyer' && now >= time(cancellation.requestedAt) + hours(48);
    return actor === 'buyer' && silent ? { ...none, offers: ['escalate'] } : none;
  }
  if (order.status === 'CANCELLED') return none;
  if (actor === 'platform') return none;
  if (shipped) {
    // DP-3: before it arrives, by agreement of both
    if (order.facts?.['mutualAgreement'] === true && !delivered) return cancel;
    // PM-4
    return actor === 'buyer' ? { outcome: 'return', offers: ['return'] } : none;
  }
  // PM-3
  if (actor === 'seller') return cancel;
  if (now >= placed + days(7)) return cancel;
  const fromOffer = order.facts?.['fromOffer'] === true;
  if (!fromOffer && now < placed + hours(3)) return cancel;
  // PM-14: a refusal opens the escalation at once
  const refused = cancellation?.state === 'declined' && cancellation.requestedBy === 'buyer';
  return refused ? { ...request, offers: ['escalate'] } : request;
}

export function bricklink(question: Case): Verdict {
  const { order, actor, now, cancellation } = question;
  const { status } = order;
  const active = ['PENDING', 'UPDATED', 'PROCESSING', 'READY', 'PAID', 'PACKED'].includes(status);
  const inTrouble = ['NPB', 'NPX', 'NRS', 'NSS'].includes(status);
  const sent = status === 'SHIPPED' || status === 'RECEIVED' || time(order.shippedAt) <= now;

  if (status === 'CANCELLED') return none; // BL-11
  if (actor === 'platform') return none;
  // BL-9, and BL-10 for the seller: also while a request waits for somebody who is gone
  const other = actor === 'seller' ? order.buyer : order.seller;
  const waiting = isOpen(question) && cancellation?.state !== 'requested';
  if (other.status === 'terminated' && (active || inTrouble || status === 'OCR') && !sent && !waiting) return cancel;
  if (isOpen(question)) return none; // BL-5

  const standing = (order.notices ?? []).filter(
    ({ filedAt, liftedAt }) => time(filedAt) <= now && !(time(liftedAt) <= now),
  );
  const weeksOld = (count: number) => (notice: { filedAt: string }) => now >= time(notice.filedAt) + days(7 * count);
  const of = (kind: string) => standing.filter((notice) => notice.kind === kind);
  const stands = standing.some(({ kind }) => ['NPB', 'NRS', 'NSS'].includes(kind)) || inTrouble;

  if (actor === 'seller') {
    if (sent || status === 'COMPLETED') return none; // BL-3
    if (active || inTrouble) {
      if (status === 'NPX' || of('NPB').some((notice) => time(notice.penaltyAcceptedAt) <= now)) return cancel; // BL-8
      if (of('NPB').some(weeksOld(2))) return cancel; // BL-6
      const unanswered = of('NPB').filter((notice) => !(time(notice.respondedAt) <= now));
      if (unanswered.some(weeksOld(1))) return cancel; // BL-7
    }
    return active && !stands ? cancel : none; // BL-4
  }
  // BL-10: NRS is for what was never sent, NSS also for what came and was not right
  if ((active || inTrouble) && !sent && of('NRS').some(weeksOld(2))) return cancel;
  if ((active || inTrouble || status === 'SHIPPED' || status === 'RECEIVED') && of('NSS').some(weeksOld(2)))
    return cancel;
  return active && !sent && !stands ? request : none; // BL-5
}

export function b2bSupplier(question: Case): Verdict {
  const { order, actor } = question;
  if (isOpen(question)) return none;
  if (order.status === 'CANCELLED') return { ...none, offers: ['contact-seller', 'reorder'] }; // B2B-14
  // B2B-5, B2B-6
  if (isShipped(question) || order.status === 'OUT_FOR_DELIVERY' || order.status === 'DELIVERED') {
    return { ...none, offers: ['contact-seller', 'return'] };
  }
  if (actor !== 'buyer') return none;
  const offers = ['contact-seller', 'propose-change']; // B2B-11, B2B-15
  if (order.status === 'PENDING') return { ...cancel, offers }; // B2B-2
  if (order.status === 'CONFIRMED') return { ...cancel, contact: 'recommended', offers }; // B2B-3
  return { ...cancel, contact: 'required', offers }; // B2B-4
}

export function shopBuilder(question: Case, customerRequests = true): Verdict {
  const { order, actor } = question;
  const { status } = order;
  if (isOpen(question)) return none; // SB-5
  if (status === 'CANCELLED' || status === 'CANCELLATION_IN_PROGRESS') return none; // SB-7, SB-9
  // SB-1
  if (isShipped(question) || status === 'IN_TRANSIT' || status === 'DELIVERED')
    return { outcome: 'return', offers: ['return'] };
  if (status === 'CANCELLATION_REQUESTED') return none; // SB-5
  if (actor === 'seller') return cancel; // SB-2, SB-6
  if (actor !== 'buyer') return none;
  return { ...(customerRequests ? request : none), offers: ['contact-seller'] }; // SB-3, SB-4
}
