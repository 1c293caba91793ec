import { html, nothing, type TemplateResult } from 'lit';
import type { CancelFlow } from '../../../controllers/cancel-flow.ts';
import { maxMessage } from '../../../controllers/limits.ts';
import { MessageFlow } from '../../../controllers/message-flow.ts';
import type { OrderController } from '../../../controllers/order-controller.ts';
import type { TextTable } from '../../../i18n/part.ts';
import { fill } from '../../../i18n/wording.ts';
import type { DialogScope } from './scope.ts';

export { default as english } from '../../../i18n/chunks/en/message.ts';

/** A message that begins with the template; nothing where the order has gone meanwhile. */
export function begin(flow: CancelFlow, controller: OrderController, texts: TextTable): MessageFlow | undefined {
  const { order, actor } = controller;
  if (!order) return undefined;
  const { seller, buyer, number = order.id } = order;
  const template = texts[actor === 'buyer' ? 'message.template' : 'message.template-seller'];
  const text = fill(template, { seller: seller.name, buyer: buyer.name, number });
  return new MessageFlow(flow, controller, text);
}

/** A message to the other side: a template to edit, and a button of its own. */
export function renderMessage(scope: DialogScope, message: MessageFlow): TemplateResult {
  const { texts, time } = scope;
  const { phase, sendable, sending } = message;
  const sent = phase === 'sent';
  const count = message.text.trim().length;
  return html`<label for="message">${texts['message']}</label>
    <textarea
      id="message"
      part="message"
      rows="5"
      dir="auto"
      ?readonly=${sent || sending}
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
      <span role="status" class=${count > maxMessage || phase === 'failed' || phase === 'unknown' ? 'problem' : 'muted'}
        >${count > maxMessage ? fill(texts['too-long'], { count, limit: maxMessage }) : fill(texts[phase === 'checking' ? phase : `message.${phase}`], { time: time(message.sentAt) })}</span
      >
    </div>`;
}
