import { html, nothing, type TemplateResult } from 'lit';
import { fill } from '../../../i18n/wording.ts';
import { whenOf } from './refund.ts';
import type { DialogScope } from './scope.ts';
import { renderHead } from './view.ts';

export { default as english } from '../../../i18n/chunks/en/outcome.ts';

/** What the backend has done, in place of the form. */
export function renderDone(scope: DialogScope): TemplateResult {
  const { texts, flow, money, deadline, controller, name, say } = scope;
  const { state = 'cancelled', refund, respondBy } = flow.done?.cancellation ?? {};
  const refunds = refund && refund.due.amount > 0;
  const completes = state === 'refunding' ? 'when-refunded' : 'at-once';
  const what = state === 'requested' ? 'next.request' : state === 'refunding' ? 'next.refunding' : 'done-text';
  return html`${renderHead(scope, fill(texts[`done.${state}`] ?? texts['done.cancelled']))}
    <div class="body" part="done" role="status">
      <p>${say(what)}</p>
      ${
        refunds
          ? html`<p class="total">
                <span>${texts[controller.actor === 'buyer' ? 'refund.due' : 'refund.due-seller']}</span>
                <strong class="amount">${money(refund.due)}</strong>
              </p>
              <p class="muted">
                ${refund.method ? html`${say('method', refund.method)} ${whenOf(scope, refund.method, completes)}` : nothing}
              </p>`
          : nothing
      }
      ${respondBy ? html`<p>${fill(texts['next.respond'], { name, time: deadline(Date.parse(respondBy)) })}</p>` : nothing}
      <p>${texts['next.notified']}</p>
    </div>
    <div class="foot">
      <div class="actions">
        <button part="close" type="button" @click=${scope.close}>${texts['close']}</button>
      </div>
    </div>`;
}
