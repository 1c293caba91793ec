import { html, nothing, type TemplateResult } from 'lit';
import type { TextTable } from '../../../i18n/part.ts';
import english from '../../../i18n/chunks/en/outcome.ts';
import { fill } from '../../../i18n/wording.ts';
import type { DialogScope } from './order-cancel-dialog.ts';


/** What the backend has done, in place of the form. */
export function renderDone(scope: DialogScope, close: () => void): TemplateResult {
  const { flow, order, money, time, controller } = scope;
  const texts: TextTable = { ...english, ...scope.texts };
  const { state = 'cancelled', refund, respondBy } = flow.done?.cancellation ?? {};
  const refunds = refund && refund.due.amount > 0;
  return html`<header>
      <h2 id="title" tabindex="-1">${texts[`done.${state}`] ?? texts['done.cancelled']}</h2>
      <p class="muted">${fill(texts['order'], { number: order.number ?? order.id })}</p>
    </header>
    <div class="body" part="done" role="status">
      <p>${texts[state === 'requested' ? 'next.request' : state === 'refunding' ? 'next.refunding' : 'done-text']}</p>
      ${
        refunds
          ? html`<p class="total">
                <span>${texts[controller.actor === 'buyer' ? 'refund.due' : 'refund.due-seller']}</span>
                <strong>${money(refund.due)}</strong>
              </p>
              <p class="muted">${refund.method ? scope.say('method', refund.method) : nothing}</p>`
          : nothing
      }
      ${respondBy ? html`<p>${fill(texts['next.respond'], { time: time(Date.parse(respondBy)) })}</p>` : nothing}
      <p>${texts['next.notified']}</p>
    </div>
    <footer>
      <div class="actions">
        <button part="close" type="button" @click=${close}>${texts['close']}</button>
      </div>
    </footer>`;
}
