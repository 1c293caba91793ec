import { html, nothing, type TemplateResult } from 'lit';
import type { OrderController } from '../../controllers/order-controller.ts';
import type { Decision } from '../../domain/decision.ts';
import type { Order } from '../../domain/records.ts';
import { safeHref } from './safe-href.ts';

/** What can be done instead: a link where the policy or the party names one, else plain text. */
export function renderAlternatives(
  controller: OrderController,
  { alternatives }: Decision,
  order: Order,
): TemplateResult | typeof nothing {
  if (alternatives.length === 0) return nothing;
  return html`<ul part="alternatives">
    ${alternatives.map((code) => {
      const party = code === 'contact-seller' ? order.seller : code === 'contact-buyer' ? order.buyer : undefined;
      const link = controller.policy?.links?.[code]?.replaceAll('{orderId}', encodeURIComponent(order.id));
      const href = safeHref(link ?? party?.contactUrl);
      const text = html`${controller.term('instead', code)}${party?.name ? html`: <bdi>${party.name}</bdi>` : nothing}`;
      return html`<li>${href ? html`<a part="alternative" href=${href}>${text}</a>` : text}</li>`;
    })}
  </ul>`;
}
