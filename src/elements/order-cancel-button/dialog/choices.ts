import { html, nothing, type TemplateResult } from 'lit';
import { warnOfMissing } from '../../../controllers/warn.ts';
import { remainingLines } from '../../../domain/settlement/partial.ts';

export { shareOf } from '../../../domain/settlement/partial.ts';

import type { LineQuantity } from '../../../domain/records.ts';
import { sideEffectsOf } from '../../../domain/settlement/settlement.ts';
import { monthName } from '../../../i18n/format-month.ts';
import choicesPart from '../../../i18n/chunks/choices.ts';
import { loadTexts, type TextTable } from '../../../i18n/texts.ts';
import { fill } from '../../../i18n/wording.ts';
import type { OrderCancelInventory } from '../../seller-cancel-queue/inventory/order-cancel-inventory.ts';
import styles from './choices.styles.ts';
import type { DialogScope } from './order-cancel-dialog.ts';

/** Brings this part's styles into the dialog's shadow tree, and its words in a language. */
export function prepareChoices(root: ShadowRoot, language: string): Promise<TextTable> {
  const { styleSheet } = styles;
  if (styleSheet && !root.adoptedStyleSheets.includes(styleSheet)) root.adoptedStyleSheets.push(styleSheet);
  return loadTexts(language, choicesPart);
}

/** Which items are cancelled, and, for the seller, what becomes of them (SB-12). */
export function renderChoices(scope: DialogScope, words: TextTable): TemplateResult {
  return html`${renderLines(scope, words)}${renderStock(scope, words)}`;
}

function renderLines({ flow, order, controller }: DialogScope, words: TextTable): TemplateResult | typeof nothing {
  const left = remainingLines(order);
  const only = left.length === 1 && left[0]?.quantity === 1;
  if (controller.policy?.lifecycle?.scope !== 'lines' || left.length === 0 || only) return nothing;
  const { lines, sending, pointedOut } = flow;
  const missing = lines?.length === 0 && pointedOut;
  const choose = (chosen: LineQuantity[] | null) => () => flow.enter({ lines: chosen });
  return html`<fieldset part="lines">
    <legend>${words['choice.items']}</legend>
    <label class="check"
      ><input type="radio" name="which" .checked=${!lines} ?disabled=${sending} @change=${choose(null)} /><span
        >${words['choice.all']}</span
      ></label
    >
    <label class="check"
      ><input type="radio" name="which" .checked=${!!lines} ?disabled=${sending} @change=${choose([])} /><span
        >${words['choice.some']}</span
      ></label
    >
    ${
      lines
        ? left.map(({ id, quantity: count }) => {
            const title = order.lines.find((line) => line.id === id)?.title ?? '';
            const chosen = lines.find((line) => line.id === id)?.quantity ?? 0;
            return html`<label class="quantity"
              ><bdi>${fill(words['choice.of'], { title, count })}</bdi>
              <input
                type="number"
                inputmode="numeric"
                min="0"
                max=${count}
                step="1"
                .value=${String(chosen)}
                ?disabled=${sending}
                @change=${(event: Event) => {
                  const input = event.target as HTMLInputElement;
                  const asked = Math.trunc(input.valueAsNumber) || 0;
                  const quantity = Math.min(count, Math.max(0, asked));
                  // What could not be is put right in sight.
                  input.value = String(quantity);
                  const others = lines.filter((line) => line.id !== id);
                  flow.enter({ lines: quantity > 0 ? [...others, { id, quantity }] : others });
                }}
            /></label>`;
          })
        : nothing
    }
    <p id="lines-note" class="problem" role="status">${missing ? words['choice.none'] : ''}</p>
  </fieldset>`;
}

function renderStock(
  { flow, order, controller, money }: DialogScope,
  words: TextTable,
): TemplateResult | typeof nothing {
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
  import('../../seller-cancel-queue/inventory/define.ts').catch(warnOfMissing);
}
