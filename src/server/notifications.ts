import { type NotifyEvent, sumOf } from '../domain/lifecycle/effects.ts';
import { answererOf } from '../domain/lifecycle/other-party.ts';
import type { Actor, Cancellation, LineQuantity, Money, Order, Party } from '../domain/records.ts';
import { hasSeveralSellers, ownerOf, partyOf } from '../domain/units/sellers.ts';
import { linesOf } from '../domain/units/units.ts';
import { parseInstant } from '../domain/values/instant.ts';
import { own } from '../domain/values/own-member.ts';
import { formatMoney } from '../i18n/format-money.ts';
import { leftwards } from '../i18n/load-texts.ts';
import { formatInstantIn, letterLanguage } from '../i18n/notifications.ts';
import { inOneLine } from '../i18n/sentences.ts';
import { fill } from '../i18n/wording.ts';
import type { Notification } from './options.ts';
import type { OrderState } from './orders/order-state.ts';
import type { Plan } from './stores/store.ts';
import { effectsAbout } from './transitions/plan.ts';

/** What a transition tells people, each in their own language. The same ids whenever it is asked. */
export function notificationsOf(plan: Plan, state: OrderState): Notification[] {
  const told = plan.effects.filter((effect) => effect.type === 'notify');
  return told.map(({ to: named, event, amount, cancellationId = plan.meta.cancellationId }, at): Notification => {
    const cancellation = state.cancellations.find(({ id }) => id === cancellationId) ?? state.cancellation;
    const sellerId = cancellationId !== null && cancellation ? sellerToTell(state.order, cancellation) : undefined;
    // What is of several sellers' items is none of theirs to answer.
    const to = named === 'seller' && sellerId === null ? 'platform' : named;
    const about = { ...state, cancellation };
    return {
      type: 'notify',
      id: `${plan.id}-${at + 1}`,
      to,
      ...(to === 'seller' && sellerId && { sellerId }),
      event,
      orderId: plan.orderId,
      cancellationId,
      ...letterFor(
        { to, sellerId: sellerId ?? state.order.seller.id },
        event,
        amount,
        { ...plan, effects: effectsAbout(plan, cancellationId) },
        about,
      ),
    };
  });
}

/** Whose items a cancellation is about, in an order of several sellers; `null`: of several. */
function sellerToTell(order: Order, cancellation: Cancellation): string | null | undefined {
  return hasSeveralSellers(order) ? ownerOf(order, cancellation) : undefined;
}

type Letter = Pick<Notification, 'language' | 'subject' | 'text'>;

function letterFor(
  { to, sellerId }: { to: Actor; sellerId: string },
  event: NotifyEvent,
  moved: Money | undefined,
  plan: Plan,
  state: OrderState,
): Letter {
  const { order, governing, binding } = state;
  const { policy } = binding ?? governing;
  const cancellation = plan.meta.cancellationId === null ? null : state.cancellation;
  const seller: Pick<Party, 'name' | 'locale'> = partyOf(order, sellerId);
  const parties = { buyer: order.buyer, seller };
  const locale = to === 'platform' ? undefined : parties[to].locale;
  const { language, texts } = letterLanguage(locale);
  const spoken = locale?.toLowerCase().startsWith(language) ? locale : language;

  const nameOf = (actor: Actor): string =>
    actor === 'platform' ? fill(texts['letter.support']) : plain(parties[actor].name, language);
  const asker = cancellation?.requestedBy ?? plan.actor;
  const values: Record<string, string> = {
    number: plain(order.number ?? order.id, language),
    name: to === 'platform' ? '' : nameOf(to),
    by: nameOf(plan.actor),
    asker: nameOf(asker),
    answerer: nameOf(answererOf({ requestedBy: asker })),
  };
  const say = (key: string, more: Record<string, string> = {}): string =>
    fill(texts[`letter.${key}`], { ...values, ...more });
  const money = (amount: Money): string => formatMoney(spoken, amount);

  const sentences: string[] = [];
  // A shipment has ended a part of what was asked for, or something of the order goes on.
  const waits = event === 'superseded' && (cancellation?.state === 'requested' || cancellation?.state === 'escalated');
  const partly = waits || (event === 'cancelled' && plan.meta.partly === true);
  const part = moved ?? sumOf(plan.effects, 'refund');
  const subject = `${event}${partly ? '-partly' : ''}`;
  sentences.push(say(`text.${subject}`, part ? { amount: money(part) } : {}));

  if (cancellation && (event === 'requested' || event === 'reminder')) {
    const respondBy = parseInstant(cancellation.respondBy);
    if (!Number.isNaN(respondBy)) {
      sentences.push(say('respond-by', { time: formatInstantIn(spoken, respondBy, policy.timeZone) }));
      const onSilence = policy.lifecycle?.onSilence ?? 'nothing';
      if (onSilence !== 'nothing') sentences.push(say(`silence.${onSilence}`));
    }
  }
  if (cancellation && (event === 'cancelled' || event === 'accepted')) sentences.push(...refundOf(cancellation));
  // What was reserved was never paid: nothing comes back, and nobody should wait for it.
  const voided = event === 'cancelled' || event === 'accepted' ? sumOf(plan.effects, 'void') : null;
  if (voided) sentences.push(say('void', { amount: money(voided) }));
  if (cancellation?.refund && event === 'refunded') {
    const { due, refunded } = cancellation.refund;
    const rest = { ...due, amount: due.amount - refunded.amount };
    if (rest.amount > 0) sentences.push(say('refund.rest', { amount: money(rest) }));
  }
  const { reason = null, comment = null, kind } = plan.log?.find(({ id }) => id === plan.id) ?? {};
  const known = kind === undefined ? undefined : own(texts, `letter.kind.${kind}`);
  if (known && event === 'notice-filed') sentences.push(fill(known));

  const lines = [inOneLine(sentences)];
  const { lines: asked, declinedLines } =
    cancellation && itemised(event) ? cancellation : { lines: null, declinedLines: undefined };
  if (asked) lines.push(say('items', { items: itemsOf(asked) }));
  if (declinedLines) lines.push(say('items-declined', { items: itemsOf(declinedLines) }));
  const worded = reason !== null && wordOf(reason);
  if (worded && tellsReason[event]) lines.push(say('reason', { reason: worded }));
  if (comment?.trim() && tellsReason[event]) lines.push(say('comment', { comment: plain(comment, language) }));
  return {
    language,
    subject: say(`subject.${subject}`),
    text: [...(values.name ? [say('hello')] : []), ...lines].join('\n\n'),
  };

  /** Which items of the order, and how many of each. */
  function itemsOf(of: readonly LineQuantity[]): string {
    const named = of.map(({ id, quantity }) => {
      const title = linesOf(order).find((line) => line.id === id)?.title ?? id;
      return `${new Intl.NumberFormat(spoken, { maximumFractionDigits: 3 }).format(quantity)} × ${plain(title, language)}`;
    });
    const most = 20;
    return named.length > most ? `${named.slice(0, most).join('; ')}; …` : named.join('; ');
  }

  function refundOf({ refund }: Cancellation): string[] {
    if (!refund || refund.due.amount === 0 || refund.status === 'none') return [];
    const sentence = say(`refund.${refund.status}`, { amount: money(refund.due) });
    return refund.method === 'credits' ? [sentence, say('refund.credits')] : [sentence];
  }

  /** Of a code that nobody worded nothing is said. */
  function wordOf(code: string): string | undefined {
    const messages = policy.messages ?? {};
    const message = own(own(messages, spoken) ?? own(messages, language) ?? {}, code);
    return message ?? (fill(own(texts, `reason.${code}`)) || undefined);
  }
}

/** What is about items: of a part of an order they are named. */
function itemised(event: NotifyEvent): boolean {
  return /^(requested|reminder|withdrawn|declined|expired|superseded|accepted|cancelled|undone)$/.test(event);
}

/** Whether somebody gave a reason for it, which the others read. */
const tellsReason: Record<NotifyEvent, boolean> = {
  requested: true,
  declined: true,
  cancelled: true,
  accepted: true,
  escalated: true,
  disputed: true,
  mediation: true,
  complaint: true,
  arbitration: true,
  abandoned: true,
  withdrawn: false,
  expired: false,
  superseded: false,
  refunded: false,
  'refund-due': false,
  'refund-overdue': false,
  'refund-settled': false,
  'refund-failed': false,
  reopened: false,
  undone: false,
  reminder: false,
  'notice-filed': false,
  'notice-responded': false,
  'notice-penalty-accepted': false,
  'notice-lifted': false,
};

/** A person's text on one line, so that it neither forges a header nor turns the sentence around. */
function plain(text: string, language: string): string {
  const line = text.replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ').replace(/[\u202a-\u202e\u2066-\u2069]/g, '');
  const cut = line.trim().slice(0, 500);
  return leftwards.test(language) ? `\u2068${cut}\u2069` : cut;
}
