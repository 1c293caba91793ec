import { html, nothing, type TemplateResult } from 'lit';
import type { OrderController } from '../../../controllers/order-controller.ts';
import { type Cancellation, type LineQuantity, type Money, openStates } from '../../../domain/records.ts';
import { parseInstant } from '../../../domain/values/instant.ts';
import { formatMoney } from '../../../i18n/format-money.ts';
import { nameItems } from '../../../i18n/name-items.ts';
import type { TextTable } from '../../../i18n/part.ts';
import { inOneLine } from '../../../i18n/sentences.ts';
import { fill, textOf } from '../../../i18n/wording.ts';
import { deadlineUnder } from '../details.ts';

/** The states that somebody's words stand behind. */
const decided = ['declined', 'cancelled', 'refunding', 'undone'];

/** What is told of an order's cancellations: every open one, and what ended last, unless it changed nothing and others are open. */
export function toldOf({ view, cancellation }: OrderController): Cancellation[] {
  const all = view?.cancellations ?? [];
  if (all.length < 2) return cancellation ? [cancellation] : all;
  const open = all.filter(({ state }) => openStates.includes(state));
  return open.length === 0 ? all.slice(-1) : all.filter((one) => open.includes(one) || one.state === 'cancelled');
}

/** What became of one cancellation: in a sentence, with the items where it is about some, and what was said. */
export function renderTold(order: OrderController, texts: TextTable, cancellation: Cancellation): TemplateResult {
  const { state, decision, refund, lines, declinedLines } = cancellation;
  const told = decision && decided.includes(state) && decision.by !== order.actor;
  const say = (group: string, code: string) => textOf(texts, order.language, group, code, order.policy);
  const reason = told && decision.reason ? say('reason', decision.reason) : '';
  // Few views hold lines, and the guard of views does not look at them.
  const names = (some: readonly LineQuantity[]) =>
    order.order && Array.isArray(some)
      ? nameItems(order.language, order.order, some, (count) => fill(texts['story.more'], { count }))
      : '';
  // While it is open, or the whole order is cancelled, the button's place says so already.
  const about = lines && fill(texts[`story.part.${state}`] ?? texts['story.part'], { items: names(lines) });
  const what = inOneLine([fill(texts[`story.${state}`]), about]);
  return html`${what ? html`<p part="story" tabindex="-1">${what}</p>` : nothing}
    ${
      declinedLines?.length
        ? html`<p part="not-agreed">${fill(texts['story.not-agreed'], { items: names(declinedLines) })}</p>`
        : nothing
    }
    ${reason ? html`<p part="reason">${fill(texts['story.reason'], { reason })}</p>` : nothing}
    ${told && decision.comment ? html`<blockquote part="comment" dir="auto">${decision.comment}</blockquote>` : nothing}
    ${state === 'requested' ? renderSilence(order, texts, cancellation) : nothing}
    ${refund && refund.due.amount > 0 ? renderRefund(order, texts, state, refund) : nothing}`;
}

function renderSilence(
  order: OrderController,
  texts: TextTable,
  { respondBy }: Cancellation,
): TemplateResult | typeof nothing {
  const at = parseInstant(respondBy);
  if (Number.isNaN(at) || !respondBy) return nothing;
  const over = at <= order.now;
  const key = over ? 'silence.over' : `silence.${order.policy?.lifecycle?.onSilence ?? 'nothing'}`;
  if (!over) order.updateIn(at - order.now);
  return html`<p part="silence">${fill(texts[key], { time: deadlineUnder(order, at) })}</p>`;
}

function renderRefund(
  { language }: OrderController,
  texts: TextTable,
  state: Cancellation['state'],
  { due, refunded, status }: NonNullable<Cancellation['refund']>,
): TemplateResult | typeof nothing {
  const money = (amount: Money) => formatMoney(language, amount);
  const rest = { ...due, amount: due.amount - refunded.amount };
  const amounts = { refunded: money(refunded), due: money(due), rest: money(rest) };
  if (state !== 'refunding' && state !== 'cancelled') return nothing;
  if (status === 'failed') return html`<p part="refunded">${fill(texts['story.refund-failed'], amounts)}</p>`;
  // What has arrived is said as such, and what has not, too.
  const arrived =
    rest.amount <= 0
      ? status === 'pending'
        ? 'story.refund-sent'
        : 'story.refunded'
      : refunded.amount > 0
        ? 'story.refunding-part'
        : 'story.refunding-none';
  // Several may be told of, each with its own bar.
  return html`<div part="refunded" class="refunded">
    <span>${fill(texts[arrived], amounts)}</span>
    ${
      state === 'refunding'
        ? html`<progress aria-label=${fill(texts[arrived], amounts)} max=${due.amount} value=${refunded.amount}></progress>`
        : nothing
    }
  </div>`;
}
