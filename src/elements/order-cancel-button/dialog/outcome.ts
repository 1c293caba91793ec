import { html, nothing, type TemplateResult } from 'lit';
import english from '../../../i18n/en-outcome.ts';
import { addEnglish } from '../../../i18n/texts.ts';
import { fill } from '../../../i18n/wording.ts';
import type { DialogScope } from './order-cancel-dialog.ts';

addEnglish(english);

/** What the backend has done, in place of the form. */
export function renderDone(scope: DialogScope, close: () => void): TemplateResult {
  const { texts, flow, order, money, time, controller } = scope;
  const { state = 'cancelled', refund, respondBy } = flow.done?.cancellation ?? {};
  const refunds = refund && refund.due.amount > 0;
  return html`<div class="head">
      <h2 id="title" tabindex="-1">${texts[`done.${state}`] ?? texts['done.cancelled']}</h2>
      <p class="muted">${fill(texts['order'], { number: order.number ?? order.id })}</p>
    </div>
    <div class="body" part="done" role="status">
      <p>${texts[state === 'requested' ? 'next.request' : state === 'refunding' ? 'next.refunding' : 'done-text']}</p>
      ${
        refunds
          ? html`<p class="total">
                <span>${texts[controller.actor === 'buyer' ? 'refund.due' : 'refund.due-seller']}</span>
                <strong class="amount">${money(refund.due)}</strong>
              </p>
              <p class="muted">${refund.method ? scope.say('method', refund.method) : nothing}</p>`
          : nothing
      }
      ${respondBy ? html`<p>${fill(texts['next.respond'], { time: time(Date.parse(respondBy)) })}</p>` : nothing}
      <p>${texts['next.notified']}</p>
    </div>
    <div class="foot">
      <div class="actions">
        <button part="close" type="button" @click=${close}>${texts['close']}</button>
      </div>
    </div>`;
}
