import { html, nothing, type TemplateResult } from 'lit';
import type { OrderController } from '../../controllers/order-controller.ts';
import type { Cancellation } from '../../domain/records.ts';
import english from '../../i18n/chunks/en/badge.ts';
import { formatMoney } from '../../i18n/format-money.ts';
import { fill } from '../../i18n/wording.ts';
import palette from '../shared/look/palette.ts';
import pill from '../shared/look/pill.ts';
import { toneOf } from '../shared/look/tone.ts';

/** What it looks like, beside the element's own styles. */
export const look = [palette, pill];

/** A state in a word or two, and how much of the money is back. */
export function renderBadge({ texts, language }: OrderController, { state, refund }: Cancellation): TemplateResult {
  const partly = state === 'refunding' && refund;
  const words = { ...english, ...texts };
  return html`<span part="badge ${state}" class="pill ${toneOf(state)}"
    >${words[`state.${state}`]}${
      partly
        ? html` <span part="amount"
            >${fill(words.refunded, {
              refunded: formatMoney(language, partly.refunded),
              due: formatMoney(language, partly.due),
            })}</span
          >`
        : nothing
    }</span
  >`;
}
