import { html, nothing } from 'lit';
import { warnOfMissing } from '../../../../controllers/warn.ts';
import { penaltyOf } from '../../../../domain/settlement/penalty.ts';
import { sideEffectsOf } from '../../../../domain/settlement/settlement.ts';
import { monthName } from '../../../../i18n/format-month.ts';
import type { TextTable } from '../../../../i18n/part.ts';
import { fill } from '../../../../i18n/wording.ts';
import { loadPart } from '../../../../load-part.ts';
import type { OrderCancelInventory } from '../../../seller-cancel-queue/inventory/order-cancel-inventory.ts';
import type { DialogScope, Rendered } from '../scope.ts';

/** For the seller: what becomes of the items and coupons (SB-12). */
export function renderStock({ flow, order, controller, money }: DialogScope, words: TextTable): Rendered {
  const { policy, actor, now, language } = controller;
  if (actor === 'buyer' || flow.action !== 'cancel' || !policy) return nothing;
  const lines = flow.part ? flow.part.meant(flow.lines) : flow.lines;
  const subject = {
    ...{ lines, ruleId: flow.decision?.ruleId ?? null, requestedBy: actor },
    reason: flow.reason || null,
  };
  const {
    stock,
    marketplaceFee: fee,
    removalRequests,
  } = sideEffectsOf(policy, order, subject, now, { restock: flow.restock });
  const penalty = actor === 'seller' ? penaltyOf(policy, order, subject) : null;
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
      ${penalty?.counts ? html`<li>${words['choice.penalty.counts']}</li>` : nothing}
      ${penalty?.fee ? html`<li>${fill(words['choice.penalty.fee'], { amount: money(penalty.fee) })}</li>` : nothing}
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
              .going=${lines}
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
  loadPart(() => import('../../../seller-cancel-queue/inventory/define.ts')).catch(warnOfMissing);
}
