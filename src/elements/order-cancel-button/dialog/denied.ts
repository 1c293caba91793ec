import { html, nothing, type TemplateResult } from 'lit';
import type { Decision } from '../../../domain/decision/decision.ts';
import { fill } from '../../../i18n/wording.ts';
import { linkOf, renderAlternatives } from '../details.ts';
import type { DialogScope } from './scope.ts';
import { reasonOf, renderHead, renderSignIn } from './view.ts';

/** In place of the form where nothing is left to confirm: why, and what can be done now. What was typed stays with the flow. */
export function renderDenied(scope: DialogScope, decision: Decision): TemplateResult {
  const { texts, flow, controller, say } = scope;
  const { problem } = flow;
  // Where nothing is left to confirm, nobody is asked to confirm again.
  const moved = problem?.code === 'decision-changed' || problem?.code === 'stale-revision';
  const first = decision.alternatives.find((code) => linkOf(controller, code));
  const others = { ...decision, alternatives: decision.alternatives.filter((code) => code !== first) };
  return html`${renderHead(scope, fill(texts['title.denied']), true)}
    <div class="body">
      ${
        problem
          ? html`<p part="problem" class="problem" role="alert">${moved ? texts['changed'] : say('problem', problem.code)} ${renderSignIn(scope)}</p>`
          : flow.changed
            ? html`<p part="notice" class="notice" role="alert">${texts['changed']}</p>`
            : nothing
      }
      <p part="why">${reasonOf(scope, decision)}</p>
      ${renderAlternatives(controller, others)}
    </div>
    <div class="foot">
      <div class="actions">
        <button part="close" type="button" autofocus @click=${scope.close}>${texts['close']}</button>
        ${
          first
            ? html`<a part="alternative" class="button primary" href=${linkOf(controller, first) ?? ''}
                >${say('instead', first)}</a
              >`
            : nothing
        }
      </div>
    </div>`;
}

/** In place of an order that is no longer there. It may come back. */
export function renderGone(texts: DialogScope['texts'], situation: string, close: () => void): TemplateResult {
  return html`<div class="head">
      <h2 id="title" tabindex="-1">${texts['title.denied']}</h2>
    </div>
    <div class="body">
      <p part="problem" class="problem" role="alert">${texts[situation]}</p>
    </div>
    <div class="foot">
      <div class="actions">
        <button part="close" type="button" @click=${close}>${texts['close']}</button>
      </div>
    </div>`;
}
