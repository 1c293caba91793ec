import { html, nothing, type TemplateResult } from 'lit';
import { warnOfMissing } from '../../../controllers/warn.ts';
import { isRemainder, quantityOf, remainingLines } from '../../../domain/settlement/partial.ts';
import { loadPart } from '../../../load-part.ts';

export { shareOf } from '../../../domain/settlement/partial.ts';

import type { OrderLine } from '../../../domain/records.ts';
import { sideEffectsOf } from '../../../domain/settlement/settlement.ts';
import choicesPart from '../../../i18n/chunks/choices.ts';
import { monthName } from '../../../i18n/format-month.ts';
import { loadTexts } from '../../../i18n/load-texts.ts';
import type { TextTable } from '../../../i18n/part.ts';
import { fill } from '../../../i18n/wording.ts';
import type { OrderCancelInventory } from '../../seller-cancel-queue/inventory/order-cancel-inventory.ts';
import { adoptStyles } from '../../shared/adopted-styles.ts';
import styles from './choices.styles.ts';
import type { DialogScope, Rendered } from './scope.ts';

/** Brings this part's styles into the dialog's shadow tree, and its words in a language. */
export function prepareChoices(root: ShadowRoot, language: string): Promise<TextTable> {
  adoptStyles(root, [styles]);
  return loadTexts(language, choicesPart);
}

/** Whether items of the order may be cancelled one by one, and there is more than one to choose. */
export function mayChoose({ controller, order, flow }: DialogScope): boolean {
  if (controller.policy?.lifecycle?.scope !== 'lines' || !flow.allowed) return false;
  const left = remainingLines(order);
  return left.length > 1 || (left[0]?.quantity ?? 0) > 1;
}

/** The list of items, where it is chosen in. */
export function renderLines({ flow, order }: DialogScope, words: TextTable, items: TemplateResult): TemplateResult {
  const { lines, sending, pointedOut } = flow;
  const some = !!lines && lines.length > 0;
  return html`<fieldset part="lines">
    <legend>${words['choice.items']}</legend>
    ${
      remainingLines(order).length > 1
        ? html`<label class="check"
            ><input
              type="checkbox"
              part="all-lines"
              .checked=${!lines}
              .indeterminate=${some}
              ?disabled=${sending}
              @change=${() => flow.enter({ lines: lines ? null : [] })}
            /><span>${words['choice.all']}</span></label
          >`
        : nothing
    }
    ${items}
    <p id="lines-note" class="problem" role="status">
      ${lines?.length === 0 && pointedOut ? words['choice.none'] : ''}
    </p>
  </fieldset>`;
}

/** An item with its checkbox; one of which nothing is left has none. */
export function renderChoice(scope: DialogScope, { id }: OrderLine, about: unknown): TemplateResult {
  const { flow } = scope;
  const left = leftOf(scope, id);
  if (left === 0) return html`${about}`;
  return html`<label class="check"
    ><input
      type="checkbox"
      part="line"
      name="line"
      .checked=${chosenOf(scope, id) > 0}
      ?disabled=${flow.sending}
      @change=${(event: Event) => choose(scope, id, (event.target as HTMLInputElement).checked ? left : 0)}
    />${about}</label
  >`;
}

/** How many of an item, where there are several. */
export function renderQuantity(scope: DialogScope, words: TextTable, { id, title }: OrderLine): Rendered {
  const { flow } = scope;
  const count = leftOf(scope, id);
  const chosen = chosenOf(scope, id);
  if (count < 2 || chosen === 0) return nothing;
  const step = (by: number, key: string, sign: string) =>
    html`<button
      type="button"
      aria-label=${fill(words[key], { title })}
      aria-disabled=${by < 0 ? chosen <= 1 : chosen >= count}
      ?disabled=${flow.sending}
      @click=${() => choose(scope, id, Math.min(count, Math.max(1, chosen + by)))}
    >
      ${sign}
    </button>`;
  return html`<div class="quantity" role="group" aria-label=${fill(words['choice.of'], { title, count })}>
    ${step(-1, 'choice.fewer', '−')}
    <input
      type="number"
      part="line-quantity"
      aria-label=${fill(words['choice.of'], { title, count })}
      inputmode="numeric"
      min="1"
      max=${count}
      step="1"
      .value=${String(chosen)}
      ?disabled=${flow.sending}
      @change=${(event: Event) => {
        const input = event.target as HTMLInputElement;
        const asked = Math.trunc(input.valueAsNumber) || 0;
        const quantity = Math.min(count, Math.max(0, asked));
        // What could not be is put right in sight.
        input.value = String(quantity);
        choose(scope, id, quantity);
      }}
    />
    ${step(1, 'choice.more', '+')}
  </div>`;
}

function leftOf({ order }: DialogScope, id: string): number {
  return quantityOf(remainingLines(order), id);
}

function chosenOf({ order, flow }: DialogScope, id: string): number {
  return quantityOf(flow.lines ?? remainingLines(order), id);
}

/** All that is left is the whole order: its shipping comes back with it. */
function choose({ order, flow }: DialogScope, id: string, quantity: number): void {
  const others = (flow.lines ?? remainingLines(order)).filter((line) => line.id !== id);
  const lines = quantity > 0 ? [...others, { id, quantity }] : others;
  flow.enter({ lines: isRemainder(order, lines) ? null : lines });
}

/** For the seller: what becomes of the items and coupons (SB-12). */
export function renderStock({ flow, order, controller, money }: DialogScope, words: TextTable): Rendered {
  const { policy, actor, decision, now, language } = controller;
  if (actor === 'buyer' || flow.action !== 'cancel' || !policy) return nothing;
  const subject = { lines: flow.lines, ruleId: decision?.ruleId ?? null, requestedBy: actor };
  const {
    stock,
    marketplaceFee: fee,
    removalRequests,
  } = sideEffectsOf(policy, order, subject, now, { restock: flow.restock });
  const codes = (order.coupons ?? []).map(({ code }) => code);
  const goes = stock.items.length > 0 ? stock.terms : 'keep';
  const box = (name: 'restock' | 'restoreCoupons', text: string | undefined) =>
    html`<label class="check"
      ><input
        type="checkbox"
        .checked=${flow[name]}
        ?disabled=${flow.sending}
        @change=${(event: Event) => flow.enter({ [name]: (event.target as HTMLInputElement).checked })}
      /><span>${text}</span></label
    >`;
  return html`<section part="stock">
    <h3>${words['choice.stock']}</h3>
    <ul>
      <li>${words[`choice.goes.${goes}`]}</li>
      ${fee ? html`<li>${fill(words[`choice.fee.${fee.change}`], { amount: money(fee.amount), month: monthName(language, fee.month) })}</li>` : nothing}
      ${removalRequests.length > 0 ? html`<li>${words['choice.removal']}</li>` : nothing}
    </ul>
    ${stock.terms === 'choose' ? box('restock', fill(words['choice.restock'])) : nothing}
    ${codes.length > 0 ? box('restoreCoupons', fill(words['choice.coupons'], { codes: codes.join(', ') })) : nothing}
    ${
      stock.terms === 'lots'
        ? html`<details part="inventory" @toggle=${loadInventory}>
            <summary>${words['choice.inventory']}</summary>
            <order-cancel-inventory
              tabindex="-1"
              .lines=${order.lines}
              .going=${flow.lines}
              .language=${language}
              @change=${(event: Event) => flow.enter({ inventory: (event.target as OrderCancelInventory).value })}
            ></order-cancel-inventory>
            <p class="problem" role="status">
              ${flow.pointedOut && flow.obstacle === 'inventory' ? words['choice.unfinished'] : ''}
            </p>
          </details>`
        : nothing
    }
  </section>`;
}

function loadInventory(): void {
  // A buyer never sees it, and of sellers those with an inventory.
  loadPart(() => import('../../seller-cancel-queue/inventory/define.ts')).catch(warnOfMissing);
}
