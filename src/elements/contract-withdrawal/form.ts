import { html, nothing, type TemplateResult } from 'lit';
import { type LeftLine, longestOf, type StatementField } from '../../controllers/withdrawal-flow.ts';
import { parseInstant } from '../../domain/values/instant.ts';
import { own } from '../../domain/values/own-member.ts';
import { sumOfQuantities } from '../../domain/values/quantity.ts';
import type { OrderView } from '../../domain/view.ts';
import type { TextKey } from '../../i18n/chunks/keys.ts';
import type { TextTable } from '../../i18n/part.ts';
import { fill } from '../../i18n/wording.ts';
import type { WithdrawalScope } from './scope.ts';
import { dayOf, isolated, timeOf } from './times.ts';

type Rendered = TemplateResult | typeof nothing;

/** How each field is labelled, and what the browser may fill it with. */
const fields: Record<StatementField, { label: TextKey; autocomplete: string; hint?: TextKey }> = {
  name: { label: 'withdrawal.name', autocomplete: 'name' },
  number: { label: 'withdrawal.number', autocomplete: 'off', hint: 'withdrawal.number-hint' },
  address: { label: 'withdrawal.address', autocomplete: 'email' },
  text: { label: 'withdrawal.text', autocomplete: 'off' },
};

/** The statement: what identifies the contract, and the confirmation. No reason is asked for, and nothing else is offered (EU-4, EU-5). */
export function renderForm(scope: WithdrawalScope): TemplateResult {
  const { flow, law } = scope;
  const { texts } = law;
  return html`<div class="head"><h2 id="title" tabindex="-1">${texts['withdrawal.title']}</h2></div>
    <form class="body" novalidate @submit=${stay}>
      <p>${texts['withdrawal.intro']}</p>
      ${renderOrders(scope)} ${flow.view ? renderOwn(scope) : renderGuest(scope)}
    </form>
    <div class="foot">
      <p class="status" role="status">${flow.sending ? texts[`withdrawal.${flow.phase}`] : nothing}</p>
      ${flow.problem ? html`<p part="problem" id="problem" class="problem" role="alert">${texts[`withdrawal.${flow.problem}`]}</p>` : nothing}
      <div class="actions">
        <button part="close" type="button" @click=${scope.close}>${texts['withdrawal.close']}</button>
        <button
          part="confirm"
          class="primary"
          type="button"
          aria-busy=${flow.sending}
          aria-disabled=${flow.sending}
          @click=${scope.confirm}
        >
          ${texts['withdrawal.confirm']}
        </button>
      </div>
    </div>`;
}

/** Frames and old browsers submit a form of one field when Enter is pressed: nothing is declared by a slip. */
function stay(event: Event): void {
  event.preventDefault();
}

function renderGuest(scope: WithdrawalScope): TemplateResult {
  const { flow, law } = scope;
  const { texts } = law;
  const choice = (isPart: boolean, label: TextKey) =>
    html`<label class="check"
      ><input
        part="input"
        type="radio"
        name="scope"
        .checked=${flow.isPart === isPart}
        @change=${() => flow.setPart(isPart)}
      />${texts[label]}</label
    >`;
  return html`${renderField(scope, 'name')} ${renderField(scope, 'number')}
    <fieldset>
      <legend>${texts['withdrawal.scope']}</legend>
      ${choice(false, 'withdrawal.whole')} ${choice(true, 'withdrawal.part')}
      ${flow.isPart ? renderField(scope, 'text') : nothing}
    </fieldset>
    ${renderField(scope, 'address')}`;
}

function renderField({ flow, law: { texts } }: WithdrawalScope, field: StatementField): TemplateResult {
  const { label, autocomplete, hint } = fields[field];
  const isMissing = flow.missing.includes(field);
  const describedBy = [hint && `${field}-hint`, isMissing && flow.problem && 'problem'].filter(Boolean).join(' ');
  const write = ({ target }: Event): void => flow.write(field, (target as HTMLInputElement).value);
  return html`<div class="field">
    <label for=${field}>${texts[label]}</label>
    ${
      field === 'text'
        ? html`<textarea
            part="input"
            id="text"
            rows="3"
            dir="auto"
            maxlength=${longestOf.text}
            aria-required="true"
            aria-invalid=${isMissing}
            aria-describedby=${describedBy || nothing}
            .value=${flow.said.text}
            ?readonly=${flow.sending}
            @input=${write}
          ></textarea>`
        : html`<input
            part="input"
            id=${field}
            name=${field}
            type=${field === 'address' ? 'email' : 'text'}
            autocomplete=${autocomplete}
            autocapitalize=${field === 'name' ? 'words' : 'off'}
            spellcheck="false"
            dir="auto"
            maxlength=${longestOf[field]}
            aria-required="true"
            aria-invalid=${isMissing}
            aria-describedby=${describedBy || nothing}
            .value=${flow.said[field]}
            ?readonly=${flow.sending}
            @input=${write}
          />`
    }
    ${hint ? html`<span class="muted" id="${field}-hint">${texts[hint]}</span>` : nothing}
  </div>`;
}

/** Who is signed in chooses from their own orders, and is not asked who they are (EU-3); of one that is not among them, they are. */
function renderOrders({ flow, law }: WithdrawalScope): Rendered {
  const { texts } = law;
  const { view } = flow;
  const nameOf = ({ order }: OrderView): string =>
    fill(texts['withdrawal.order-of'], {
      number: isolated(order.number ?? order.id),
      date: dayOf(law.lang, parseInstant(order.placedAt)),
    });
  const choose = ({ target }: Event): void => flow.chooseOrder((target as HTMLSelectElement).value);
  if (!flow.mayBeOther) return view ? html`<h3 part="order">${nameOf(view)}</h3>` : nothing;
  const option = (id: string, words: string) =>
    html`<option .value=${id} ?selected=${id === flow.orderId}>${words}</option>`;
  return html`<div class="field">
    <label for="order">${texts['withdrawal.order']}</label>
    <select part="order" id="order" ?disabled=${flow.sending} @change=${choose}>
      ${flow.orders.map((one) => option(one.order.id, nameOf(one)))} ${option('', texts['withdrawal.another'] as string)}
    </select>
  </div>`;
}

function renderOwn(scope: WithdrawalScope): TemplateResult {
  const { texts } = scope.law;
  const { flow } = scope;
  return html`${renderPeriod(scope)}
    <fieldset>
      <legend>${texts['withdrawal.items']}</legend>
      <ul class="lines">
        ${flow.lines.map((one) => renderLine(scope, one))}
      </ul>
    </fieldset>
    ${
      flow.knownAddress
        ? html`<p class="muted">${fill(texts['withdrawal.receipt-to'], { address: isolated(flow.knownAddress) })}</p>`
        : renderField(scope, 'address')
    }`;
}

/** Until when, as the server reckons it; where it does not know that, that it is open all the same. */
function renderPeriod({ flow, law }: WithdrawalScope): Rendered {
  const { lane } = flow;
  if (!lane) return nothing;
  const { texts, lang } = law;
  if (typeof lane.until !== 'number') return html`<p class="muted">${texts['withdrawal.open']}</p>`;
  // Its last minute: the first after it would be another day's.
  const time = timeOf(lang, Math.max(lane.until - 60_000, flow.now));
  return html`<p class="muted">${fill(texts['withdrawal.until'], { time })}</p>`;
}

function renderLine({ flow, law: { texts, lang } }: WithdrawalScope, one: LeftLine): TemplateResult {
  const { line, left, standing } = one;
  const quantity = flow.quantityOf(one);
  const about =
    standing?.state === 'exempt'
      ? fill(texts['withdrawal.exempt'], { ground: groundOf(texts, standing.ground) })
      : standing?.state === 'judged'
        ? texts['withdrawal.judged']
        : '';
  const take = ({ target }: Event): void => flow.setQuantity(line.id, (target as HTMLInputElement).checked ? left : 0);
  const count = ({ target }: Event): void => {
    const input = target as HTMLInputElement;
    const quantity = Math.min(Math.max(sumOfQuantities(input.valueAsNumber || 0), 0), left);
    // What is shown is what is sent, also where it could not be what was typed.
    input.value = String(quantity);
    flow.setQuantity(line.id, quantity);
  };
  const note = about ? `about-${line.id}` : nothing;
  return html`<li part="line">
    <label class="check"
      ><input
        part="input"
        type="checkbox"
        .checked=${quantity > 0}
        ?disabled=${flow.sending}
        aria-describedby=${note}
        @change=${take}
      /><bdi>${line.title}</bdi></label
    >
    ${
      left === 1
        ? nothing
        : html`<span class="count"
            ><input
              part="input"
              type="number"
              min="0"
              max=${left}
              step=${Number.isInteger(left) ? 1 : 0.001}
              inputmode="decimal"
              lang=${lang}
              aria-label=${fill(texts['withdrawal.quantity'], { item: isolated(line.title) })}
              .value=${String(quantity)}
              ?disabled=${flow.sending}
              @change=${count}
            /><span class="muted">/ ${left}${line.unit ? ` ${line.unit}` : ''}</span></span
          >`
    }
    ${about ? html`<span class="muted about" id=${note}>${about}</span>` : nothing}
  </li>`;
}

/** Why an item carries no right, in words, and where that stands in the directive. */
function groundOf(texts: TextTable, letter: string | null): string {
  const words = fill(own(texts, `withdrawal.ground.${letter}`));
  return [words, isolated(`Art. 16 ${letter}`)].filter(Boolean).join('; ');
}
