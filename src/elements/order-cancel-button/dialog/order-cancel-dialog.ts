import { html, LitElement, noChange, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { CancelFlow } from '../../../controllers/cancel-flow.ts';
import type { OrderController } from '../../../controllers/order-controller.ts';
import { warnOfMissing } from '../../../controllers/warn.ts';
import type { Decision } from '../../../domain/decision/decision.ts';
import type { Money, Order } from '../../../domain/records.ts';
import { loadDialogTexts } from '../../../i18n/dialog-texts.ts';
import { formatMoney } from '../../../i18n/format-money.ts';
import { formatTime } from '../../../i18n/format-time.ts';
import { type TextTable, textsKey } from '../../../i18n/texts.ts';
import { fill, textOf } from '../../../i18n/wording.ts';
import { renderAlternatives } from '../details.ts';
import { renderConsequences } from './consequences.ts';
import styles from './order-cancel-dialog.styles.ts';

/** The message's part, once it was needed. */
let messages: typeof import('./message.ts') | undefined;
/** What the outcome is told with, once something was sent. */
let outcome: typeof import('./outcome.ts') | undefined;

/** The choices of items, once a policy left them. */
let choices: typeof import('./choices.ts') | undefined;

/** What was entered on behalf of an element, until it was sent: closing the dialog loses nothing. */
const flows = new WeakMap<Opener, CancelFlow>();

/** What the parts of the dialog are rendered from. */
export interface DialogScope {
  controller: OrderController;
  flow: CancelFlow;
  order: Order;
  texts: TextTable;
  money(amount: Money): string;
  time(at: number): string;
  /** The text of a code in a group, the policy's own wording first. */
  say(group: string, code: string): string;
}

/** The element that the dialog serves. */
export interface Opener extends LitElement {
  opened: boolean | 'failed' | undefined;
}

/**
 * The dialog of `order-cancel-button`: one view, from the review of the order to the outcome.
 *
 * @summary Internal to `order-cancel-button`.
 * @tagname order-cancel-dialog
 */
export class OrderCancelDialog extends LitElement {
  static override styles = styles;
  static override properties = {
    order: { attribute: false },
    opener: { attribute: false },
    version: { attribute: false },
    texts: { state: true },
    words: { state: true },
  };

  /** The opener's order. */
  declare order: OrderController;
  /** The element on which the events are dispatched. */
  declare opener: Opener;
  /** Another object each time the opener was rendered. */
  declare version: object;
  declare private texts: TextTable | undefined;
  /** Those of the choices. */
  declare private words: TextTable | undefined;

  #flow: CancelFlow | undefined;
  #needed = '';
  #heading: HTMLElement | null = null;

  /** The policy may come, and the decision and the language may change, while the dialog is open. */
  async #prepare({ language }: OrderController, keys: string[]): Promise<void> {
    const needed = `${textsKey(language)} ${this.#leavesChoices} ${keys}`;
    if (needed === this.#needed) return;
    this.#needed = needed;
    if (this.#leavesChoices) this.#loadChoices(language);
    try {
      const texts = await loadDialogTexts(language, keys);
      if (needed === this.#needed) this.texts = texts;
      // It may be the same table with more in it.
      this.requestUpdate();
    } catch (error) {
      warnOfMissing(error);
      if (!this.texts) this.opener.opened = 'failed';
    }
  }

  protected override willUpdate(): void {
    const { order, opener } = this;
    if (!order) return;
    this.#flow ??= this.#resumed() ?? new CancelFlow(this, order, opener, loadOutcome);
    flows.set(opener, this.#flow);
    // The opener shows another order by now: what is being sent is seen to its end, anything else is over.
    if (this.#isAnother && !this.#flow.sending) opener.opened = false;
    this.#prepare(order, this.#flow.textKeys());
    if (this.#flow.decision && this.#flow.decision.contact !== 'none' && order.store?.backend) this.#loadMessage();
  }

  protected override updated(changed: PropertyValues): void {
    const dialog = this.#dialog;
    if (!dialog) return;
    if (!dialog.open && changed.has('texts')) {
      dialog.showModal();
      dialog.scrollTop = 0;
    }
    // Where the form went away, what stands in its place gets the focus.
    const heading = dialog.querySelector('h2');
    if (this.#heading && heading !== this.#heading) heading?.focus();
    this.#heading = heading;
  }

  protected override render() {
    try {
      return this.#renderDialog();
    } catch (error) {
      // An order or a policy that the page itself gave is not checked before.
      warnOfMissing(error);
      this.opener.opened = 'failed';
      return nothing;
    }
  }

  /** Whether parts of the order may be cancelled, or somebody says what becomes of the items. */
  get #leavesChoices(): boolean {
    const { policy, actor } = this.order;
    return policy?.lifecycle?.scope === 'lines' || actor !== 'buyer';
  }

  async #loadChoices(language: string): Promise<void> {
    try {
      choices ??= await import('./choices.ts');
      if (this.#flow) this.#flow.shareOf = choices.shareOf;
      this.words = await choices.prepareChoices(this.renderRoot as ShadowRoot, language);
    } catch (error) {
      warnOfMissing(error);
    }
  }

  get #isAnother(): boolean {
    return this.#flow?.orderId !== (this.order.order ?? this.order).id;
  }

  /** The flow of the dialog that was closed before, where it was about this order and nothing came of it. */
  #resumed(): CancelFlow | undefined {
    const flow = flows.get(this.opener);
    if (!flow || flow.done || flow.orderId !== this.order.order?.id) return undefined;
    flow.resume(this);
    return flow;
  }

  #renderDialog(): TemplateResult | typeof nothing | typeof noChange {
    const { texts, order: controller } = this;
    const flow = this.#flow;
    if (!texts || !flow) return nothing;
    const order = controller.order ?? flow.done?.order;
    // What is being sent is seen to its end.
    if (this.#isAnother || (!order && (flow.sending || !controller.problem))) return noChange;
    const { language, now, policy } = controller;
    const scope: DialogScope | false = !!order && {
      controller,
      flow,
      order,
      texts,
      money: (amount) => formatMoney(language, amount),
      time: (at) => formatTime(language, at, now),
      say: (group, code) => textOf(texts, language, group, code, policy),
    };
    return html`<dialog
      part="dialog"
      aria-labelledby="title"
      closedby=${flow.sending ? 'none' : 'closerequest'}
      @keydown=${this.#handleKey}
      @cancel=${this.#handleCancel}
      @close=${this.#handleClose}
    >
      ${!scope ? this.#renderGone(texts) : flow.done && outcome ? outcome.renderDone(scope, this.#handleKeep) : this.#renderForm(scope)}
    </dialog>`;
  }

  /** In place of an order that is no longer there. It may come back. */
  #renderGone(texts: TextTable): TemplateResult {
    return html`<header>
        <h2 id="title" tabindex="-1">${texts['title.denied']}</h2>
      </header>
      <div class="body">
        <p part="problem" class="problem" role="alert">${texts[this.order.situation]}</p>
      </div>
      <footer>
        <div class="actions">
          <button part="close" type="button" @click=${this.#handleKeep}>${texts.close}</button>
        </div>
      </footer>`;
  }

  #renderForm(scope: DialogScope): TemplateResult {
    const { texts, flow, order, controller } = scope;
    const decision = flow.decision as Decision;
    const asks = decision.outcome === 'ask-server';
    const why = asks ? texts['why.ask'] : this.#why(scope, decision);
    return html`<header>
        <h2 id="title" tabindex="-1">${texts[asks ? 'title.ask' : flow.allowed ? `title.${flow.action}` : 'title.denied']}</h2>
        <p class="muted">
          ${fill(texts.order, { number: order.number ?? order.id })} ·
          ${fill(texts['placed-at'], { time: scope.time(Date.parse(order.placedAt)) })}
        </p>
      </header>
      <div class="body" tabindex=${flow.allowed ? nothing : 0}>
        ${flow.changed && !flow.problem ? html`<p part="notice" class="notice" role="alert">${texts.changed}</p>` : nothing}
        ${flow.closingSoon ? html`<p part="notice" class="notice" role="alert">${texts['closing-soon']}</p>` : nothing}
        ${why ? html`<p part="why">${why}</p>` : nothing} ${renderReview(scope)}
        ${flow.allowed ? html`${this.#renderAdvice(scope, decision)}${this.#renderContact(scope, decision)}` : nothing}
        ${choices && this.words && flow.allowed ? choices.renderChoices(scope, this.words) : nothing}
        ${flow.allowed || flow.changed ? this.#renderReason(scope) : nothing}
        ${flow.allowed ? renderConsequences(scope) : nothing}
        ${
          decision.alternatives.length > 0
            ? html`<section class="instead">
                <h3>${texts['heading.instead']}</h3>
                ${renderAlternatives(controller, decision)}
              </section>`
            : nothing
        }
      </div>
      <footer>
        <p part="status" class="status" role="status">${flow.phase === 'sending' ? texts.sending : flow.phase === 'checking' ? texts.checking : nothing}</p>
        ${
          flow.problem
            ? html`<p part="problem" class="problem" role="alert">
                ${this.#problemText(scope, flow.problem.code)}
              </p>`
            : nothing
        }
        <p id="obstacle" class="muted" role="status">${this.#obstacleText(scope)}</p>
        <div class="actions">
          <button part="keep" type="button" autofocus ?disabled=${flow.sending} @click=${this.#handleKeep}>
            ${texts.keep}
          </button>
          <button
            part="confirm"
            class="danger"
            type="button"
            aria-describedby="obstacle"
            aria-disabled=${isBlocked(flow)}
            aria-busy=${flow.sending}
            @click=${this.#handleConfirm}
          >
            ${texts[`confirm.${flow.action}`]}
          </button>
        </div>
      </footer>`;
  }

  #why({ say, time, texts }: DialogScope, { outcome, reason, validUntil }: Decision): string {
    const until = validUntil === null ? '' : time(validUntil);
    if (outcome === 'cancel' || outcome === 'request') return fill(say('why', reason), { time: until });
    return textOf(texts, this.order.language, 'denied', reason, this.order.policy);
  }

  #renderAdvice({ texts, say, controller }: DialogScope, { ruleId }: Decision): TemplateResult | typeof nothing {
    const codes = controller.policy?.rules.find(({ id }) => id === ruleId)?.then.advice ?? [];
    const advice = codes.map((code) => say('advice', code)).filter(Boolean);
    if (advice.length === 0) return nothing;
    return html`<section>
      <h3>${texts.before}</h3>
      <ul part="advice">
        ${advice.map((text) => html`<li>${text}</li>`)}
      </ul>
    </section>`;
  }

  #renderContact(scope: DialogScope, { contact, alternatives }: Decision): TemplateResult | typeof nothing {
    const { texts, flow, controller } = scope;
    const code = controller.actor === 'buyer' ? 'contact-seller' : 'contact-buyer';
    if (contact === 'none') {
      if (!controller.store?.backend || !alternatives.includes(code)) return nothing;
      return html`<details @toggle=${this.#loadMessage}>
        <summary>${texts[`message-to.${code}`]}</summary>
        ${this.#renderMessage(scope)}
      </details>`;
    }
    return html`<section part="contact" class=${contact === 'required' ? 'gate' : ''}>
      <h3 id="contact">${scope.say('contact', 'contact')}</h3>
      <p>${texts[`contact.${contact}`]}</p>
      ${controller.store?.backend ? this.#renderMessage(scope) : nothing}
      ${
        contact === 'required'
          ? html`<label class="check"
              ><input
                part="contacted"
                type="checkbox"
                .checked=${flow.stated}
                ?disabled=${flow.sending}
                @change=${this.#handleStated}
              /><span>${scope.say('contacted', 'contacted')}</span></label
            >`
          : nothing
      }
    </section>`;
  }

  #renderMessage(scope: DialogScope): TemplateResult | typeof nothing {
    const { message } = scope.flow;
    return message && messages ? messages.renderMessage(scope, message) : nothing;
  }

  #renderReason({ texts, flow, say }: DialogScope): TemplateResult | typeof nothing {
    const { reasons, reasonDemand, commentDemand, pointedOut, obstacle } = flow;
    const valid = reasons.filter((choice) => choice.valid !== false);
    const invalid = reasons.filter((choice) => choice.valid === false);
    const note =
      obstacle === 'reason-invalid'
        ? say('invalid', this.#ownInvalid(flow.reason))
        : obstacle === 'reason' && pointedOut
          ? texts['field.reason-required']
          : '';
    const lacksComment = obstacle === 'comment' && pointedOut;
    const option = ({ code }: { code: string }) =>
      html`<option value=${code} ?selected=${flow.reason === code}>${say('reason', code)}</option>`;
    return html`${
      reasonDemand !== 'none' && reasons.length > 0
        ? html`<div class="field">
              <label for="reason">${texts[reasonDemand === 'required' ? 'field.reason' : 'field.reason-optional']}</label>
              <select
                id="reason"
                part="reason"
                aria-required=${reasonDemand === 'required'}
                aria-invalid=${note !== ''}
                aria-describedby="reason-note"
                ?disabled=${flow.sending}
                @change=${this.#handleReason}
              >
                <option value="" ?selected=${!flow.reason}>${texts['field.choose']}</option>
                ${valid.map(option)}
                ${
                  invalid.length > 0
                    ? html`<optgroup label=${fill(texts['field.not-accepted'])}>${invalid.map(option)}</optgroup>`
                    : nothing
                }
              </select>
              <p id="reason-note" class="problem" role="status">${note}</p>
            </div>`
        : nothing
    }${
      commentDemand === 'none'
        ? nothing
        : html`<div class="field">
              <label for="comment">${texts[commentDemand === 'required' ? 'field.comment' : 'field.comment-optional']}</label>
              <textarea
                id="comment"
                part="comment"
                rows="3"
                dir="auto"
                maxlength="2000"
                aria-required=${commentDemand === 'required'}
                aria-invalid=${lacksComment}
                aria-describedby="comment-note"
                ?readonly=${flow.sending}
                .value=${flow.comment}
                @input=${this.#handleComment}
              ></textarea>
              <p id="comment-note" class="problem" role="status">${lacksComment ? texts['field.comment-required'] : ''}</p>
            </div>`
    }`;
  }

  /** Where nothing is left to confirm, nobody is asked to confirm again. */
  #problemText({ flow, texts, say }: DialogScope, code: string): string {
    const moved = code === 'decision-changed' || code === 'stale-revision';
    return moved && !flow.allowed ? fill(texts['changed']) : say('problem', code);
  }

  #obstacleText({ flow, texts }: DialogScope): string {
    if (flow.sending) return '';
    return flow.obstacle === 'contact' ? fill(texts['contact-first']) : '';
  }

  /** A policy words its own invalid reason under `<code>-invalid`. */
  #ownInvalid(code: string): string {
    const { messages } = this.order.policy ?? {};
    const own = `${code}-invalid`;
    return messages && Object.values(messages).some((table) => own in table) ? own : code;
  }

  /** The composer comes when a person may need it. */
  readonly #loadMessage = async (): Promise<void> => {
    const { order: controller, texts } = this;
    const { order, actor } = controller;
    const flow = this.#flow;
    if (!flow || flow.message || !order || !texts) return;
    try {
      messages ??= await import('./message.ts');
    } catch (error) {
      warnOfMissing(error);
      return;
    }
    const { seller, buyer, number = order.id } = order;
    const template = texts[actor === 'buyer' ? 'message.template' : 'message.template-seller'];
    const text = fill(template, { seller: seller.name, buyer: buyer.name, number });
    flow.message ??= new messages.MessageFlow(flow, controller, text);
    this.requestUpdate();
  };

  get #dialog(): HTMLDialogElement | null {
    return this.renderRoot.querySelector('dialog');
  }

  /** Goes away and leaves the focus where the person came from, or on what stands there now. */
  async #leave(): Promise<void> {
    const { opener } = this;
    opener.opened = false;
    await opener.updateComplete;
    opener.renderRoot.querySelector<HTMLElement>('[part~="button"], [part="explanation"]')?.focus();
  }

  readonly #handleConfirm = (): void => {
    const flow = this.#flow as CancelFlow;
    const field = {
      lines: '[part=lines] input[type=number]',
      inventory: 'order-cancel-inventory',
      contact: '#message, [part=contacted]',
      reason: '#reason',
      'reason-invalid': '#reason',
      comment: '#comment',
      denied: 'h2',
    };
    if (flow.phase === 'form' && flow.obstacle)
      this.renderRoot.querySelector<HTMLElement>(field[flow.obstacle])?.focus();
    flow.confirm();
  };

  readonly #handleComment = (event: Event): void => {
    this.#flow?.enter({ comment: (event.target as HTMLTextAreaElement).value });
  };

  readonly #handleReason = (event: Event): void => {
    this.#flow?.enter({ reason: (event.target as HTMLSelectElement).value });
  };

  readonly #handleStated = (event: Event): void => {
    this.#flow?.enter({ stated: (event.target as HTMLInputElement).checked });
  };

  /** A key that is held down presses a button once. */
  readonly #handleKey = (event: KeyboardEvent): void => {
    if (event.repeat && event.key === 'Enter' && event.target instanceof HTMLButtonElement) event.preventDefault();
  };

  readonly #handleKeep = (): void => {
    this.#dialog?.close();
  };

  readonly #handleCancel = (event: Event): void => {
    // Events of the same name from a select's picker bubble here.
    if (event.target === this.#dialog && this.#flow?.sending) event.preventDefault();
  };

  readonly #handleClose = (event: Event): void => {
    if (event.target !== this.#dialog) return;
    // Browsers close on a repeated Escape whatever the handler says: the outcome must be seen, so it comes back.
    if (this.#flow?.sending) this.#dialog?.showModal();
    else this.#leave();
  };
}

async function loadOutcome(): Promise<void> {
  outcome ??= await import('./outcome.ts');
}

function isBlocked({ sending, obstacle }: CancelFlow): boolean {
  return sending || obstacle === 'denied' || obstacle === 'contact' || obstacle === 'reason-invalid';
}

function renderReview({ order, texts, money }: DialogScope): TemplateResult {
  const { lines, total, seller } = order;
  return html`<section part="review">
    <h3>${texts.items}</h3>
    <ul class="lines">
      ${lines.map(
        ({ title, quantity, unitPrice, condition, size, description }) => html`<li>
          <div>
            <bdi class="title">${title}</bdi>
            <span class="muted"
              >${[
                fill(texts.quantity, { count: quantity }),
                condition && fill(texts.condition, { condition }),
                size && fill(texts.size, { size }),
              ]
                .filter(Boolean)
                .join(' · ')}</span
            >
            ${description ? html`<bdi class="muted description">${description}</bdi>` : nothing}
          </div>
          <span>${money({ ...unitPrice, amount: unitPrice.amount * quantity })}</span>
        </li>`,
      )}
    </ul>
    ${(['shipping', 'tax', 'discount'] as const).map((name) => {
      const part = order[name];
      if (!part?.amount) return nothing;
      const amount = name === 'discount' ? -part.amount : part.amount;
      return html`<p class="total"><span>${texts[name]}</span><span>${money({ ...part, amount })}</span></p>`;
    })}
    <p class="total"><span>${texts.total}</span><strong>${money(total)}</strong></p>
    <p class="muted">
      ${texts.seller}: <bdi>${seller.name}</bdi>${
        typeof seller.rating === 'number' ? html` · ${fill(texts.rating, { rating: seller.rating })}` : nothing
      }
    </p>
  </section>`;
}
