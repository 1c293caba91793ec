import { html, nothing, type TemplateResult } from 'lit';
import type { Consequences } from '../../../domain/settlement/consequences.ts';
import { parseDuration } from '../../../domain/values/duration.ts';
import { fill } from '../../../i18n/wording.ts';
import type { DialogScope } from './order-cancel-dialog.ts';

/** What confirming brings about: money, record, and what happens next. */
export function renderConsequences(scope: DialogScope): TemplateResult | typeof nothing {
  const { flow, controller } = scope;
  const consequences = flow.consequences;
  if (!consequences) return nothing;
  return html`${controller.actor === 'buyer' ? renderRecent(scope, consequences) : nothing}${renderRefund(
    scope,
    consequences,
  )}${renderNext(scope, consequences)}`;
}

function renderRecent({ texts }: DialogScope, { recentCancellations }: Consequences): TemplateResult | typeof nothing {
  if (!recentCancellations) return nothing;
  const { count, withinDays } = recentCancellations;
  return html`<p part="warning" class="notice">${fill(texts.recent, { count, days: withinDays })}</p>`;
}

function renderRefund(scope: DialogScope, { refund }: Consequences): TemplateResult {
  const { texts, flow, money, controller } = scope;
  if (!refund) {
    return html`<section part="refund">
      <h3>${texts.refund}</h3>
      <p>${texts['refund.none']}</p>
    </section>`;
  }
  const buyer = controller.actor === 'buyer';
  const due = !buyer ? 'refund.due-seller' : flow.action === 'request' ? 'refund.due-request' : 'refund.due';
  const chooses = !buyer && refund.choices.length > 1;
  return html`<section part="refund">
    <h3>${texts.refund}</h3>
    <dl>
      ${
        refund.fee.amount > 0
          ? html`<div><dt>${texts['refund.paid']}</dt><dd>${money(refund.refundable)}</dd></div>
              <div><dt>${texts['refund.fee']}</dt><dd>${money({ ...refund.fee, amount: -refund.fee.amount })}</dd></div>`
          : nothing
      }
      <div class="due"><dt>${texts[due]}</dt><dd>${money(refund.due)}</dd></div>
    </dl>
    ${
      chooses
        ? html`<label for="method">${texts['refund.method']}</label>
            <select
              id="method"
              part="refund-method"
              ?disabled=${flow.sending}
              @change=${(event: Event) => flow.enter({ refundMethod: (event.target as HTMLSelectElement).value })}
            >
              ${refund.choices.map(
                (code) =>
                  html`<option value=${code} ?selected=${code === (flow.refundMethod || refund.method)}>
                    ${scope.say('method', code)}
                  </option>`,
              )}
            </select>`
        : html`<p part="refund-method">${scope.say('method', refund.method)}</p>`
    }
  </section>`;
}

function renderNext({ texts, flow, controller, time }: DialogScope, consequences: Consequences): TemplateResult {
  const requests = flow.action === 'request';
  const { respondWithin, completes, notifies } = consequences;
  const what = requests ? 'next.request' : completes === 'when-refunded' ? 'next.refunding' : 'next.cancel';
  return html`<section part="next">
    <h3>${texts.next}</h3>
    <ul>
      <li>${texts[what]}</li>
      ${
        requests && respondWithin
          ? html`<li>${fill(texts['next.respond'], { time: time(controller.now + parseDuration(respondWithin)) })}</li>`
          : nothing
      }
      ${notifies.length > 0 ? html`<li>${texts['next.notified']}</li>` : nothing}
      ${!requests && controller.actor === 'buyer' ? html`<li>${texts['next.no-undo']}</li>` : nothing}
    </ul>
  </section>`;
}
