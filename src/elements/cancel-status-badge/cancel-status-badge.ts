import { html, nothing } from 'lit';
import english from '../../i18n/chunks/en/badge.ts';
import { formatMoney } from '../../i18n/format-money.ts';
import type { TextTable } from '../../i18n/part.ts';
import { fill } from '../../i18n/wording.ts';

import palette from '../shared/look/palette.ts';
import pill from '../shared/look/pill.ts';
import tokens from '../shared/look/tokens.ts';
import { toneOf } from '../shared/look/tone.ts';
import { OrderElement } from '../shared/order-element.ts';
import styles from './cancel-status-badge.styles.ts';

/** Of several, what waits for somebody comes first. */
const urgent = ['disputed', 'escalated', 'requested', 'refunding'];

/**
 * The state of an order's cancellation; nothing where there is none.
 *
 * @summary State of a cancellation.
 * @tagname cancel-status-badge
 * @slot - Shown until the element is defined.
 * @csspart badge - The badge; also carries the state as a part name (`requested`, `cancelled`, …).
 * @csspart amount - How much of how much is refunded.
 * @cssproperty --oc-badge-radius - Corner radius.
 * @cssproperty --oc-danger - Tone of `cancelled` and `declined`.
 * @cssproperty --oc-pending - Tone of what is still open.
 * @cssproperty --oc-neutral - Tone of the other states.
 */
export class CancelStatusBadge extends OrderElement {
  static override styles = [tokens, palette, pill, styles];

  protected override render() {
    const { cancellation: latest, view, texts, language } = this.controller;
    if (!texts) return super.render();
    const all = view?.cancellations ?? [];
    const cancellation = urgent.flatMap((state) => all.find((one) => one.state === state) ?? [])[0] ?? latest;
    if (!cancellation) return nothing;
    const { state, refund, lines } = cancellation;
    const refunds = state === 'refunding' && refund;
    const words: TextTable = { ...english, ...texts };
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
}
