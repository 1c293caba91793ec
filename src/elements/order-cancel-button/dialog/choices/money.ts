import { html, nothing } from 'lit';
import type { Consequences } from '../../../../domain/settlement/consequences.ts';
import { parseMoney, typedMoney } from '../../../../i18n/parse-money.ts';
import type { TextTable } from '../../../../i18n/part.ts';
import { fill } from '../../../../i18n/wording.ts';
import { methodOf } from '../refund.ts';
import type { DialogScope, Rendered } from '../scope.ts';
import { answerersOf } from './sellers.ts';

type Refund = NonNullable<Consequences['refund']>;

/** How it goes back, and how much: what the one who looks may choose of it. */
export function renderMoney(scope: DialogScope, words: TextTable, refund: Refund): Rendered {
  return html`${renderMethods(scope, refund)}${renderAmount(scope, words, refund)}`;
}

function renderMethods(scope: DialogScope, refund: Refund): Rendered {
  const { flow, texts, say } = scope;
  const method = methodOf(scope, refund);
  if (!mayChoose(scope, refund) || refund.choices.length < 2) {
    return html`<p part="refund-method">${say('method', method)}</p>`;
  }
  return html`<label for="method">${texts['refund.method']}</label>
    <select
      id="method"
      part="refund-method"
      ?disabled=${flow.sending}
      @change=${(event: Event) => flow.enter({ refundMethod: (event.target as HTMLSelectElement).value })}
    >
      ${refund.choices.map(
        (code) => html`<option value=${code} ?selected=${code === method}>${say('method', code)}</option>`,
      )}
    </select>`;
}

function mayChoose({ controller }: DialogScope, { chosenBy }: Refund): boolean {
  return (controller.actor === 'buyer') === (chosenBy === 'buyer');
}

/** The amount, where the terms let the one who settles name another: up to what is left of the order's money. */
function renderAmount(scope: DialogScope, words: TextTable, refund: Refund): Rendered {
  const { most, due } = refund;
  const { flow, controller, order, money } = scope;
  const { language, actor } = controller;
  // What several sellers are asked for is each one's own sum.
  if (!most || actor === 'buyer' || flow.action !== 'cancel' || answerersOf(flow, order).length > 1) {
    return nothing;
  }
  const { currency } = due;
  const { amount: left } = most;
  const typed = flow.typedAmount ?? typedMoney(language, due);
  const named = parseMoney(language, currency, typed);
  const wrong = !flow.pointedOut || flow.refundAmount !== null ? null : named === null ? 'invalid' : 'too-large';
  const example = wrong === 'invalid' ? typedMoney(language, due) : money(most);
  const enter = (text: string): void => {
    const amount = parseMoney(language, currency, text);
    const refundAmount = amount === null || amount > left ? null : amount;
    // An amount is named with the way it goes back.
    flow.enter({ typedAmount: text, refundAmount, refundMethod: methodOf(scope, refund) });
  };
  return html`<div class="field">
    <label for="amount">${words['choice.amount']} (${currency})</label>
    <input
      id="amount"
      part="refund-amount"
      type="text"
      inputmode="decimal"
      autocomplete="off"
      dir="ltr"
      aria-invalid=${wrong !== null}
      aria-describedby="amount-note amount-left"
      ?readonly=${flow.sending}
      .value=${typed}
      @input=${(event: Event) => enter((event.target as HTMLInputElement).value)}
    />
    <p id="amount-left" class="muted">${fill(words['choice.amount.left'], { amount: money(most) })}</p>
    <p id="amount-note" class="problem" role="status">${wrong ? fill(words[`choice.amount.${wrong}`], { amount: example }) : ''}</p>
  </div>`;
}
