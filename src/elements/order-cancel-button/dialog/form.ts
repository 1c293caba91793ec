import { html, nothing, type TemplateResult } from 'lit';
import type { CancelFlow } from '../../../controllers/cancel-flow.ts';
import type { Decision } from '../../../domain/decision/decision.ts';
import { fill } from '../../../i18n/wording.ts';
import { renderAlternatives } from '../details.ts';
import { renderContact, writesHere } from './contact.ts';
import { renderNext, renderRecent } from './next.ts';
import { renderReason } from './reason.ts';
import { refundSentence, renderRefund } from './refund.ts';
import { renderReview } from './review.ts';
import type { DialogScope, Rendered } from './scope.ts';
import { reasonOf, renderHead, renderSignIn } from './view.ts';

/** What can be confirmed: what comes back first, then what is asked, then advice; the outcome again beside the button. */
export function renderForm(scope: DialogScope, decision: Decision): TemplateResult {
  const { texts, flow, controller, choices } = scope;
  const asks = decision.outcome === 'ask-server';
  const why = asks ? texts['why.ask'] : reasonOf(scope, decision);
  const { consequences } = flow;
  const instead = renderAlternatives(controller, decision, writesHere(scope));
  return html`${renderHead(scope, fill(texts[asks ? 'title.ask' : `title.${flow.action}`]), true)}
    <div class="body">
      ${flow.changed && !flow.problem ? html`<p part="notice" class="notice" role="alert">${texts['changed']}</p>` : nothing}
      ${flow.closingSoon ? html`<p part="notice" class="notice" role="alert">${texts['closing-soon']}</p>` : nothing}
      ${why ? html`<p part="why">${why}</p>` : nothing}
      ${
        consequences
          ? html`<div class="money">
              ${renderRefund(scope, consequences)} ${choices ? choices.renderTenders(scope, choices.words) : nothing}
            </div>`
          : nothing
      }
      ${renderReview(scope)}
      ${renderContact(scope, decision)} ${choices ? choices.renderStock(scope, choices.words) : nothing}
      ${renderReason(scope)} ${consequences ? renderNext(scope, consequences) : nothing}
      ${consequences ? renderRecent(scope, consequences) : nothing} ${renderAdvice(scope, decision)}
      ${
        instead === nothing
          ? nothing
          : html`<section class="instead">
              <h3>${texts['heading.instead']}</h3>
              ${instead}
            </section>`
      }
    </div>
    ${renderFoot(scope)}`;
}

function renderFoot(scope: DialogScope): TemplateResult {
  const { texts, flow, say } = scope;
  const held = !flow.sending && flow.obstacle === 'contact' ? say('contact-first') : '';
  return html`<div class="foot">
    <p part="status" class="status" role="status">${flow.sending ? texts[flow.slow ? 'still-waiting' : flow.phase] : nothing}</p>
    ${
      flow.problem
        ? html`<p part="problem" class="problem" role="alert">${say('problem', flow.problem.code)} ${renderSignIn(scope)}</p>`
        : nothing
    }
    <p part="outcome" class="outcome" id="outcome">${refundSentence(scope)}</p>
    <p id="obstacle" class="muted" role="status">${held}</p>
    <div class="actions">
      <button part="keep" type="button" autofocus ?disabled=${flow.locked} @click=${scope.close}>
        ${texts[flow.slow ? 'close' : 'keep']}
      </button>
      <button
        part="confirm"
        class="danger"
        type="button"
        aria-describedby="outcome obstacle"
        aria-disabled=${isBlocked(flow)}
        aria-busy=${flow.sending}
        @click=${scope.confirm}
      >
        ${texts[`confirm.${flow.action}`]}
      </button>
    </div>
  </div>`;
}

function renderAdvice({ texts, say, controller }: DialogScope, { ruleId }: Decision): Rendered {
  const codes = controller.policy?.rules.find(({ id }) => id === ruleId)?.then.advice ?? [];
  const advice = codes.map((code) => say('advice', code)).filter(Boolean);
  if (advice.length === 0) return nothing;
  return html`<section>
    <h3>${texts['before']}</h3>
    <ul part="advice">
      ${advice.map((text) => html`<li>${text}</li>`)}
    </ul>
  </section>`;
}

function isBlocked({ sending, obstacle }: CancelFlow): boolean {
  return sending || ['denied', 'contact', 'reason-invalid', 'comment-long'].includes(obstacle ?? '');
}
