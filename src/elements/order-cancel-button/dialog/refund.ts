import { html, nothing, type TemplateResult } from 'lit';
import type { Consequences } from '../../../domain/settlement/consequences.ts';
import { fill, ownMessage } from '../../../i18n/wording.ts';
import type { DialogScope } from './scope.ts';

/** What comes back, how and when, with what is kept of it. */
export function renderRefund(scope: DialogScope, { refund, completes }: Consequences): TemplateResult {
  const { texts, flow, money, controller, say } = scope;
  if (!refund) {
    return html`<section part="refund">
      <h3>${texts['refund']}</h3>
      <p>${texts['refund.none']}</p>
    </section>`;
  }
  const buyer = controller.actor === 'buyer';
  const due = !buyer ? 'refund.due-seller' : flow.action === 'request' ? 'refund.due-request' : 'refund.due';
  const method = methodOf(scope, refund);
  return html`<section part="refund">
    <h3>${texts['refund']}</h3>
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
      !buyer && refund.choices.length > 1
        ? html`<label for="method">${texts['refund.method']}</label>
            <select
              id="method"
              part="refund-method"
              ?disabled=${flow.sending}
              @change=${(event: Event) => flow.enter({ refundMethod: (event.target as HTMLSelectElement).value })}
            >
              ${refund.choices.map(
                (code) => html`<option value=${code} ?selected=${code === method}>${say('method', code)}</option>`,
              )}
            </select>`
        : html`<p part="refund-method">${say('method', method)}</p>`
    }
    <p part="refund-when" class="muted">${whenOf(scope, method, completes)}</p>
  </section>`;
}

/** What comes back, and how, in the one sentence that stands beside the button. */
export function refundSentence(scope: DialogScope): string {
  const { texts, flow, money, controller } = scope;
  const { consequences } = flow;
  if (!consequences) return '';
  const { refund } = consequences;
  if (!refund) return fill(texts['refund.none']);
  const who = controller.actor !== 'buyer' ? 'seller' : flow.action === 'request' ? 'request' : 'buyer';
  const method = methodOf(scope, refund);
  // How a shop words its own method is a sentence or none; it stands with the refund.
  const how = ownMessage(controller.policy?.messages, controller.language, method) ? '' : fill(texts[`how.${method}`]);
  return fill(texts[`gets.${who}`], { amount: money(refund.due), how })
    .replace(/\s{2,}/g, ' ')
    .trim();
}

/** When the money is there: what a shop's own methods take is not known. */
export function whenOf(
  { texts }: Pick<DialogScope, 'texts'>,
  method: string,
  completes: Consequences['completes'],
): string {
  if (completes === 'when-refunded') return fill(texts['when.later']);
  if (method === 'original' || method === 'bank_deposit') return fill(texts['when.bank']);
  return method === 'credits' || method === 'points' ? fill(texts['when.soon']) : '';
}

function methodOf({ flow, controller }: DialogScope, refund: NonNullable<Consequences['refund']>): string {
  return (controller.actor !== 'buyer' && flow.refundMethod) || refund.method;
}
