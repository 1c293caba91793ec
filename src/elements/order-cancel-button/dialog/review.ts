import { html, nothing, type TemplateResult } from 'lit';
import type { OrderLine } from '../../../domain/records.ts';
import { formatQuantity } from '../../../i18n/format-quantity.ts';
import { fill } from '../../../i18n/wording.ts';
import type { DialogScope, Rendered } from './scope.ts';

/** As many items are seen at once; the others are folded. */
export const shown = 3;

/** What is in the order, and, where that is not all the same, what of it is cancelled. */
export function renderReview(scope: DialogScope): TemplateResult {
  const { order, texts, money, name, controller, choices } = scope;
  const { lines, total, seller } = order;
  const list = (some: OrderLine[]) => html`<ul class="lines">
    ${some.map((line) => html`<li>${renderAbout(scope, line)}${renderPrice(scope, line)}</li>`)}
  </ul>`;
  return html`<section part="review">
    ${
      choices
        ? choices.renderItems(scope, choices.words)
        : html`<h3>${texts['items']}</h3>${list(lines.slice(0, shown))}${
            lines.length > shown
              ? html`<details part="more-items">
                  <summary>${fill(texts['items.more'], { count: lines.length - shown })}</summary>
                  ${list(lines.slice(shown))}
                </details>`
              : nothing
          }`
    }
    ${(['shipping', 'tax', 'discount'] as const).map((part) => {
      const sum = order[part];
      if (!sum?.amount) return nothing;
      const amount = part === 'discount' ? -sum.amount : sum.amount;
      return html`<p class="total">
        <span>${texts[part]}</span><span class="amount">${money({ ...sum, amount })}</span>
      </p>`;
    })}
    <p class="total"><span>${texts['total']}</span><strong class="amount">${money(total)}</strong></p>
    ${
      lines.some(({ sellerId }) => sellerId && sellerId !== seller.id)
        ? nothing
        : html`<p class="muted">
            ${fill(texts['sold-by'], { name: controller.actor === 'buyer' ? name : seller.name })}${
              typeof seller.rating === 'number' ? html` · ${fill(texts['rating'], { rating: seller.rating })}` : nothing
            }
          </p>`
    }
  </section>`;
}

/** What was charged for an item as it was ordered. */
export function renderPrice({ money }: DialogScope, { total, unitPrice, quantity }: OrderLine): TemplateResult {
  const price = total ?? { ...unitPrice, amount: Math.round(unitPrice.amount * quantity) };
  return html`<span class="amount">${money(price)}</span>`;
}

/** `more`: what is to be said of it beside. */
export function renderAbout(
  { texts, controller }: DialogScope,
  { title, quantity, unit, condition, size, description }: OrderLine,
  more: unknown = nothing,
): Rendered {
  const facts = [
    fill(texts['quantity'], { count: formatQuantity(controller.language, quantity, unit) }),
    condition && fill(texts['condition'], { condition }),
    size && fill(texts['size'], { size }),
  ];
  return html`<div class="about">
    <bdi class="title">${title}</bdi>
    <span class="muted">${facts.filter(Boolean).join(' · ')}</span>
    ${description ? html`<bdi class="muted description">${description}</bdi>` : nothing}
    ${more}
  </div>`;
}
