import { html, nothing, type TemplateResult } from 'lit';
import type { OrderLine } from '../../../domain/records.ts';
import { fill } from '../../../i18n/wording.ts';
import type { DialogScope, Rendered } from './scope.ts';

/** As many items are seen at once; the others are folded. */
const shown = 3;

/** What is in the order, and, where a policy lets items be chosen, which of it is cancelled. */
export function renderReview(scope: DialogScope): TemplateResult {
  const { order, texts, money, name, controller, choices } = scope;
  const { lines, total, seller } = order;
  const chooses = choices?.mayChoose(scope) ? choices : null;
  const list = (some: OrderLine[]) => html`<ul class="lines">
    ${some.map((line) => renderLine(scope, line))}
  </ul>`;
  const items = html`${list(lines.slice(0, shown))}${
    lines.length > shown
      ? html`<details part="more-items">
          <summary>${fill(texts['items.more'], { count: lines.length - shown })}</summary>
          ${list(lines.slice(shown))}
        </details>`
      : nothing
  }`;
  return html`<section part="review">
    ${chooses ? chooses.renderLines(scope, chooses.words, items) : html`<h3>${texts['items']}</h3>${items}`}
    ${(['shipping', 'tax', 'discount'] as const).map((part) => {
      const sum = order[part];
      if (!sum?.amount) return nothing;
      const amount = part === 'discount' ? -sum.amount : sum.amount;
      return html`<p class="total">
        <span>${texts[part]}</span><span class="amount">${money({ ...sum, amount })}</span>
      </p>`;
    })}
    <p class="total"><span>${texts['total']}</span><strong class="amount">${money(total)}</strong></p>
    <p class="muted">
      ${fill(texts['sold-by'], { name: controller.actor === 'buyer' ? name : seller.name })}${
        typeof seller.rating === 'number' ? html` · ${fill(texts['rating'], { rating: seller.rating })}` : nothing
      }
    </p>
  </section>`;
}

function renderLine(scope: DialogScope, line: OrderLine): TemplateResult {
  const { money, choices } = scope;
  const { quantity, unitPrice } = line;
  const chooses = choices?.mayChoose(scope) ? choices : null;
  return html`<li>
    ${chooses ? chooses.renderChoice(scope, line, renderAbout(scope, line)) : renderAbout(scope, line)}
    <span class="amount">${money({ ...unitPrice, amount: unitPrice.amount * quantity })}</span>
    ${chooses ? chooses.renderQuantity(scope, chooses.words, line) : nothing}
  </li>`;
}

function renderAbout({ texts }: DialogScope, { title, quantity, condition, size, description }: OrderLine): Rendered {
  const facts = [
    fill(texts['quantity'], { count: quantity }),
    condition && fill(texts['condition'], { condition }),
    size && fill(texts['size'], { size }),
  ];
  return html`<div class="about">
    <bdi class="title">${title}</bdi>
    <span class="muted">${facts.filter(Boolean).join(' · ')}</span>
    ${description ? html`<bdi class="muted description">${description}</bdi>` : nothing}
  </div>`;
}
