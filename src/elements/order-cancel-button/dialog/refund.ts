import { html, nothing, type TemplateResult } from 'lit';
import type { Money } from '../../../domain/records.ts';
import type { Consequences } from '../../../domain/settlement/consequences.ts';
import { fill, ownMessage } from '../../../i18n/wording.ts';
import type { DialogScope } from './scope.ts';

/** What comes back, how and when, with what is kept of it. */
export function renderRefund(scope: DialogScope, consequences: Consequences): TemplateResult {
  const { refund, completes } = consequences;
  const { texts, money, say, choices } = scope;
  if (!refund) {
    return html`<section part="refund">
      <h3>${texts['refund']}</h3>
      <p>${endOf(scope, consequences) || texts['refund.none']}</p>
    </section>`;
  }
  const who = whoseOf(scope);
  const method = methodOf(scope, refund);
  const taken = (key: string, sum: Money | undefined) =>
    sum?.amount ? html`<div><dt>${texts[key]}</dt><dd>${money({ ...sum, amount: -sum.amount })}</dd></div>` : nothing;
  return html`<section part="refund">
    <h3>${texts['refund']}</h3>
    <dl>
      ${
        refund.fee.amount > 0 || refund.kept
          ? html`<div><dt>${texts['refund.paid']}</dt><dd>${money({ ...refund.due, amount: refund.refundable.amount + (refund.kept?.amount ?? 0) })}</dd></div>
              ${taken('refund.kept', refund.kept)} ${taken('refund.fee', refund.fee)}`
          : nothing
      }
      <div class="due"><dt>${texts[who === 'buyer' ? 'refund.due' : `refund.due-${who}`]}</dt><dd>${money(refund.due)}</dd></div>
    </dl>
    ${choices ? choices.renderMoney(scope, choices.words, refund) : html`<p part="refund-method">${say('method', method)}</p>`}
    <p part="refund-when" class="muted">${whenOf(scope, method, completes)} ${endOf(scope, consequences)}</p>
  </section>`;
}

/** What comes back, and how, in the one sentence that stands beside the button. */
export function refundSentence(scope: DialogScope): string {
  const { texts, flow, money, controller } = scope;
  const { consequences } = flow;
  if (!consequences) return '';
  const { refund } = consequences;
  const ends = endOf(scope, consequences);
  if (!refund) return ends || fill(texts['refund.none']);
  const method = methodOf(scope, refund);
  // How a shop words its own method is a sentence or none; it stands with the refund.
  const how = ownMessage(controller.policy?.messages, controller.language, method) ? '' : fill(texts[`how.${method}`]);
  return `${fill(texts[`gets.${whoseOf(scope)}`], { amount: money(refund.due), how })} ${ends}`
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

/** From whose side the refund is told; that of a request is not certain yet. */
function whoseOf({ controller, flow }: DialogScope): 'seller' | 'request' | 'buyer' {
  if (controller.actor !== 'buyer') return 'seller';
  return flow.action === 'request' ? 'request' : 'buyer';
}

/** What becomes of money that was only reserved. */
function endOf({ texts, money }: DialogScope, { void: released }: Consequences): string {
  return released ? fill(texts['refund.void'], { amount: money(released) }) : '';
}

/** How it goes back: as was chosen by who may, once they did. */
export function methodOf({ flow }: DialogScope, { method, choices }: { method: string; choices: string[] }): string {
  return choices.includes(flow.refundMethod as string) ? (flow.refundMethod as string) : method;
}
