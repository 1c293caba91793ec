import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { warnOfMissing } from '../../../controllers/warn.ts';
import type { LineQuantity, OrderLine } from '../../../domain/records.ts';
import type { InventoryChoice } from '../../../domain/settlement/stock.ts';
import inventoryPart from '../../../i18n/chunks/inventory.ts';
import { formatMoney } from '../../../i18n/format-money.ts';
import { loadTexts } from '../../../i18n/load-texts.ts';
import { typedMoney } from '../../../i18n/parse-money.ts';
import type { TextTable } from '../../../i18n/part.ts';
import { textsKey } from '../../../i18n/texts.ts';
import { fill } from '../../../i18n/wording.ts';
import { BaseElement } from '../../shared/base-element.ts';
import buttons from '../../shared/look/buttons.ts';
import controls from '../../shared/look/controls.ts';
import palette from '../../shared/look/palette.ts';
import tokens from '../../shared/look/tokens.ts';
import { choicesOf, draftsOf, type ItemDraft, wrongIn } from './inventory-draft.ts';
import styles from './order-cancel-inventory.styles.ts';

const steps = ['options', 'edit', 'verify', 'upload'] as const;
const actions = ['consolidate', 'new-lot', 'delete'] as const;

/**
 * What becomes of the items of a cancelled order: in four steps, or in one with old values. Fires `change` when what is
 * chosen is complete, or is not any more, and `upload` where the last step is taken.
 *
 * @summary Internal: items back to the seller's inventory.
 * @tagname order-cancel-inventory
 */
export class OrderCancelInventory extends BaseElement {
  static override styles = [tokens, palette, buttons, controls, styles];
  static override properties = {
    lines: { attribute: false },
    going: { attribute: false },
    language: { attribute: false },
    sending: { type: Boolean },
    texts: { state: true },
    step: { state: true },
    pointedOut: { state: true },
  };

  /** The order's lines. */
  declare lines: OrderLine[];
  /** Which of them are cancelled; `null`: all that is left. */
  declare going: LineQuantity[] | null;
  declare language: string;
  /** Whether what was confirmed is on its way. */
  declare sending: boolean;
  declare private texts: TextTable | undefined;
  /** `null`: in one step. */
  declare private step: number | null;
  declare private pointedOut: boolean;

  #drafts: ItemDraft[] = [];
  #of = '';
  #focuses = false;
  #textsOf = '';

  /** What is chosen; `null`: nothing, so that items are consolidated with old values; `undefined`: not all steps were taken. */
  value: InventoryChoice[] | null | undefined = null;

  constructor() {
    super();
    this.step = null;
    this.pointedOut = false;
    this.language = 'en';
    this.sending = false;
    this.lines = [];
    this.going = null;
  }

  protected override get spoken(): string {
    return this.language;
  }

  protected override willUpdate(): void {
    this.#loadTexts();
    // A view that is read again is the same order: what was entered stays.
    const of = JSON.stringify([
      this.lines.map(({ id, quantity, cancelledQuantity }) => [id, quantity, cancelledQuantity]),
      this.going,
    ]);
    if (of === this.#of) return;
    this.#of = of;
    this.#drafts = draftsOf(this.lines, this.going, this.language);
    this.step = null;
    this.#tell(null);
  }

  protected override updated(changed: PropertyValues): void {
    if (!this.#focuses || !changed.has('step')) return;
    this.#focuses = false;
    this.renderRoot.querySelector<HTMLElement>('h5, [part="edit"]')?.focus();
  }

  protected override render(): TemplateResult | typeof nothing {
    const { texts, step } = this;
    if (!texts) return nothing;
    if (step === null) {
      return html`<p>${texts['inventory.one-step-hint']}</p>
        <button part="edit" type="button" @click=${() => this.#go(0)}>${texts['inventory.options']}</button>`;
    }
    const name = steps[step] as (typeof steps)[number];
    const last = step === steps.length - 1;
    return html`<ol class="steps">
        ${steps.map((one, at) => html`<li aria-current=${at === step ? 'step' : nothing}>${texts[`inventory.${one}`]}</li>`)}
      </ol>
      <h5 tabindex="-1">${fill(texts['inventory.step'], { step: step + 1, count: steps.length })}: ${texts[`inventory.${name}`]}</h5>
      ${
        name === 'options'
          ? this.#drafts.map((draft) => this.#renderOptions(texts, draft))
          : name === 'edit'
            ? this.#drafts.map((draft) => this.#renderEdits(texts, draft))
            : this.#renderSummary(texts, last)
      }
      <div class="actions">
        <button part="one-step" type="button" @click=${() => this.#go(null)}>${texts['inventory.one-step']}</button>
        <button part="previous" type="button" @click=${() => this.#go(step === 0 ? null : step - 1)}>
          ${texts['inventory.back']}
        </button>
        ${
          last
            ? html`<button part="upload" class="primary" type="button" aria-disabled=${this.sending} @click=${this.#handleUpload}>
                ${texts['inventory.upload']}
              </button>`
            : html`<button part="next" type="button" @click=${this.#handleNext}>${texts['inventory.next']}</button>`
        }
      </div>`;
  }

  #renderOptions(texts: TextTable, draft: ItemDraft): TemplateResult {
    const { line, action, values } = draft;
    return html`<fieldset>
      <legend><bdi>${line.title.slice(0, 160)}</bdi></legend>
      <label
        >${texts['inventory.action']}
        <select part="action" @change=${(event: Event) => this.#enter(draft, { action: entered(event) as ItemDraft['action'] })}>
          ${actions.map((one) => html`<option value=${one} ?selected=${one === action}>${texts[`inventory.${one}`]}</option>`)}
        </select></label
      >
      ${
        action === 'consolidate'
          ? html`<label
              >${texts['inventory.values']}
              <select part="values" @change=${(event: Event) => this.#enter(draft, { values: entered(event) as ItemDraft['values'] })}>
                ${(['old', 'new'] as const).map((one) => html`<option value=${one} ?selected=${one === values}>${texts[`inventory.${one}`]}</option>`)}
              </select></label
            >`
          : nothing
      }
    </fieldset>`;
  }

  #renderEdits(texts: TextTable, draft: ItemDraft): TemplateResult {
    const { line, going, action } = draft;
    const { currency } = line.unitPrice;
    const title = html`<legend><bdi>${line.title.slice(0, 160)}</bdi></legend>`;
    if (action === 'delete') return html`<fieldset>${title}<p>${texts['inventory.delete']}</p></fieldset>`;
    const wrong = this.pointedOut ? wrongIn(draft, this.language) : [];
    const field = (
      name: 'quantity' | 'price' | 'description' | 'condition',
      label: string,
      note = '',
    ): TemplateResult => {
      const isWrong = (wrong as string[]).includes(name);
      return html`<label
          >${label}
          <input
            part=${name}
            type="text"
            dir=${name === 'quantity' || name === 'price' ? 'ltr' : 'auto'}
            inputmode=${name === 'quantity' ? 'numeric' : name === 'price' ? 'decimal' : nothing}
            maxlength="1000"
            aria-invalid=${isWrong}
            aria-describedby=${isWrong ? `${name}-${line.id}` : nothing}
            .value=${draft[name]}
            @input=${(event: Event) => this.#enter(draft, { [name]: entered(event) })}
        /></label>
        ${isWrong ? html`<p id="${name}-${line.id}" class="problem">${note}</p>` : nothing}`;
    };
    return html`<fieldset>
      ${title}
      ${field('quantity', fill(texts['inventory.quantity'], { count: going }), fill(texts['inventory.bad-quantity'], { count: going }))}
      ${field('price', `${texts['inventory.price']} (${currency})`, fill(texts['inventory.bad-price'], { amount: typedMoney(this.language, line.unitPrice) }))}
      ${field('description', fill(texts['inventory.description']))} ${field('condition', fill(texts['inventory.condition']))}
    </fieldset>`;
  }

  #renderSummary(texts: TextTable, last: boolean): TemplateResult {
    const choices = choicesOf(this.#drafts, this.language);
    const going = choices.filter(({ action }) => action !== 'delete');
    return html`<ul>
        ${choices.map(({ lineId, action, values, edits }) => {
          const draft = this.#drafts.find(({ line }) => line.id === lineId) as ItemDraft;
          const { line } = draft;
          const price = formatMoney(this.language, edits?.unitPrice ?? line.unitPrice);
          return html`<li>
            <bdi>${line.title.slice(0, 160)}</bdi>: ${texts[`inventory.${action}`]}${
              action === 'delete'
                ? nothing
                : html`<br /><span
                      >${edits?.quantity ?? draft.going} × <bdi>${price}</bdi>${
                        action === 'consolidate' ? html` · ${texts[`inventory.${values ?? 'old'}`]}` : nothing
                      }</span
                    >${[edits?.description, edits?.condition].map((text) => (text ? html` · <bdi>${text}</bdi>` : nothing))}`
            }
          </li>`;
        })}
      </ul>
      <p role="status">${going.length === 0 ? texts['inventory.none'] : last ? texts['inventory.ready'] : ''}</p>`;
  }

  #enter(draft: ItemDraft, values: Partial<ItemDraft>): void {
    Object.assign(draft, values);
    this.requestUpdate();
  }

  #go(step: number | null): void {
    this.step = step;
    this.#focuses = true;
    const last = step === steps.length - 1;
    this.#tell(step === null ? null : last ? choicesOf(this.#drafts, this.language) : undefined);
  }

  readonly #handleNext = (): void => {
    const step = this.step ?? 0;
    const wrong = steps[step] === 'edit' && this.#drafts.some((draft) => wrongIn(draft, this.language).length > 0);
    this.pointedOut = wrong;
    if (!wrong) this.#go(step + 1);
    else this.updateComplete.then(() => this.renderRoot.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus());
  };

  readonly #handleUpload = (): void => {
    if (!this.sending) this.dispatchEvent(new Event('upload'));
  };

  /** Only what went through all steps counts. */
  #tell(value: InventoryChoice[] | null | undefined): void {
    if (value === this.value) return;
    this.value = value;
    this.dispatchEvent(new Event('change'));
  }

  async #loadTexts(): Promise<void> {
    const { language } = this;
    const key = textsKey(language);
    if (key === this.#textsOf) return;
    this.#textsOf = key;
    try {
      const texts = await loadTexts(language, inventoryPart);
      if (language === this.language) this.texts = texts;
    } catch (error) {
      this.#textsOf = '';
      warnOfMissing(error);
    }
  }
}

function entered(event: Event): string {
  return (event.target as HTMLInputElement).value;
}
