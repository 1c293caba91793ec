import { html, nothing } from 'lit';
import type { Decision } from '../../../domain/decision/decision.ts';
import type { DialogScope, Rendered } from './scope.ts';

/** Whether a message to the other side can be written in the dialog: nobody is told of it as another way then. */
export function writesHere({ controller }: DialogScope): boolean {
  return !!controller.store?.backend;
}

/** A message to the other side: asked for, recommended, or there for who wants it. */
export function renderContact(scope: DialogScope, { contact, alternatives }: Decision): Rendered {
  const { flow, controller, say } = scope;
  if (contact === 'none') {
    const code = controller.actor === 'buyer' ? 'contact-seller' : 'contact-buyer';
    if (!writesHere(scope) || !alternatives.includes(code)) return nothing;
    return html`<details @toggle=${scope.compose}>
      <summary>${say('write-to')}</summary>
      ${scope.composer()}
    </details>`;
  }
  const required = contact === 'required';
  return html`<section part="contact" class=${required ? 'notice' : ''}>
    <h3 id="contact">${say('contact')}</h3>
    ${required ? nothing : html`<p>${say('contact.recommended')}</p>`}
    ${scope.composer()}
    ${
      required
        ? html`<label class="check"
            ><input
              part="contacted"
              type="checkbox"
              .checked=${flow.stated}
              ?disabled=${flow.sending}
              @change=${(event: Event) => flow.enter({ stated: (event.target as HTMLInputElement).checked })}
            /><span>${say('contacted')}</span></label
          >`
        : nothing
    }
  </section>`;
}
