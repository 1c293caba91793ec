import { html, nothing, type TemplateResult } from 'lit';
import { fill } from '../../../i18n/wording.ts';
import type { DialogScope } from './scope.ts';
import { renderHead } from './view.ts';

/** In place of the form where something was sent and nobody knows what became of it: nothing else is sent until that is found out. */
export function renderUnknown(scope: DialogScope): TemplateResult {
  const { texts, flow, say } = scope;
  const offline = flow.problem?.code === 'offline';
  const working = !!scope.controller.view?.pending;
  return html`${renderHead(scope, fill(texts[working ? 'title.in-progress' : 'title.unknown']))}
    <div class="body">
      <p part="problem" class="problem" role="alert">${say('problem', working ? 'in-progress' : 'unknown-outcome')}</p>
      ${offline ? html`<p class="problem" role="status">${texts['no-connection']}</p>` : nothing}
    </div>
    <div class="foot">
      <p part="status" class="status" role="status">
        ${flow.sending ? texts[flow.slow ? 'still-waiting' : 'checking'] : nothing}
      </p>
      <div class="actions">
        <button part="close" type="button" autofocus ?disabled=${flow.locked} @click=${scope.close}>
          ${texts['close']}
        </button>
        <button
          part="check"
          class="primary"
          type="button"
          aria-busy=${flow.sending}
          aria-disabled=${flow.sending}
          @click=${() => flow.check()}
        >
          ${texts['check-again']}
        </button>
      </div>
    </div>`;
}
