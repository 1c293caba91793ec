import { html, nothing, type TemplateResult } from 'lit';
import type { OrderController } from '../../controllers/order-controller.ts';
import type { Cancellation } from '../../domain/records.ts';
import english from '../../i18n/chunks/en/badge.ts';
import { formatMoney } from '../../i18n/format-money.ts';
import type { TextTable } from '../../i18n/part.ts';
import { fill } from '../../i18n/wording.ts';
import palette from '../shared/look/palette.ts';
import pill from '../shared/look/pill.ts';
import { toneOf } from '../shared/look/tone.ts';

/** What it looks like, beside the element's own styles. */
export const look = [palette, pill];

/** Of several, what waits for somebody comes first. */
const urgent = ['disputed', 'escalated', 'requested', 'refunding'];

/** A state in a word or two, and how much of the money is back. */
export function renderBadge({ texts, language, view, cancellation }: OrderController): TemplateResult {
  const words: TextTable = { ...english, ...texts };
  if (view?.pending) return html`<span part="badge under-way" class="pill pending">${words['state.under-way']}</span>`;
  const latest = cancellation as Cancellation;
  const all = view?.cancellations ?? [];
  const { state, refund, lines } = urgent.flatMap((one) => all.find((each) => each.state === one) ?? [])[0] ?? latest;
  const refunds = state === 'refunding' && refund;
  return html`<span part="badge ${state}" class="pill ${toneOf(state)}"
    >${(lines && words[`partly.${state}`]) || words[`state.${state}`]}${
      refunds
        ? html` <span part="amount"
            >${fill(words['refunded'], {
              refunded: formatMoney(language, refunds.refunded),
              due: formatMoney(language, refunds.due),
            })}</span
          >`
        : nothing
    }</span
  >`;
}
