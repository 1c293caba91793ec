import { html, nothing, type TemplateResult } from 'lit';
import { MessageFlow } from '../../../controllers/message-flow.ts';
import type { TextTable } from '../../../i18n/part.ts';
import english from '../../../i18n/chunks/en/message.ts';
import { fill } from '../../../i18n/wording.ts';
import type { DialogScope } from './order-cancel-dialog.ts';


export { MessageFlow };

/** A message to the other side: a template to edit, and a button of its own. */
export function renderMessage(scope: DialogScope, message: MessageFlow): TemplateResult {
  const { time } = scope;
  const texts: TextTable = { ...english, ...scope.texts };
  const { phase, sendable } = message;
  const sent = phase === 'sent';
  return html`<label for="message">${texts['message']}</label>
    <textarea
      id="message"
      part="message"
      rows="5"
      dir="auto"
      maxlength="4000"
      ?readonly=${sent || phase === 'sending'}
      .value=${message.text}
      @input=${(event: Event) => message.write((event.target as HTMLTextAreaElement).value)}
    ></textarea>
    <div class="row">
      ${
        sent
          ? nothing
          : html`<button part="send-message" type="button" aria-disabled=${!sendable} @click=${() => message.send()}>
              ${texts['send-message']}
            </button>`
      }
      <span role="status" class=${phase === 'failed' ? 'problem' : 'muted'}
        >${fill(texts[`message.${phase}`], { time: time(message.sentAt) })}</span
      >
    </div>`;
}
