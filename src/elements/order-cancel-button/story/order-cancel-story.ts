import { html, type LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import type { ActionBody } from '../../../backend/backend.ts';
import { ActionFlow } from '../../../controllers/action-flow.ts';
import { maxComment } from '../../../controllers/limits.ts';
import type { OrderController } from '../../../controllers/order-controller.ts';
import { warnOfMissing } from '../../../controllers/warn.ts';
import { reasonsFor } from '../../../domain/lifecycle/reasons.ts';
import type { Action } from '../../../domain/lifecycle/transitions.ts';
import { undoObstacles } from '../../../domain/lifecycle/undo.ts';
import type { Cancellation } from '../../../domain/records.ts';
import { own } from '../../../domain/values/own-member.ts';
import formPart from '../../../i18n/chunks/form.ts';
import outcomePart from '../../../i18n/chunks/outcome.ts';
import storyPart from '../../../i18n/chunks/story.ts';
import { loadDialogTexts } from '../../../i18n/dialog-texts.ts';
import { loadTexts } from '../../../i18n/load-texts.ts';
import type { TextTable } from '../../../i18n/part.ts';
import { textsKey } from '../../../i18n/texts.ts';
import { fill, textOf } from '../../../i18n/wording.ts';
import { formOf, onEnter } from '../../shared/entered.ts';
import { focusOn } from '../../shared/focus.ts';
import buttons from '../../shared/look/buttons.ts';
import controls from '../../shared/look/controls.ts';
import palette from '../../shared/look/palette.ts';
import surface from '../../shared/look/surface.ts';
import tokens from '../../shared/look/tokens.ts';
import { reopen, showModal } from '../../shared/modal.ts';
import { safeHref } from '../../shared/safe-href.ts';
import { TypingElement } from '../../shared/typing-element.ts';
import styles from './order-cancel-story.styles.ts';
import { renderTold, toldOf } from './told.ts';

/** What a person may do here; money is refunded, and marks are left, in the back office; the other ways on are the timeline's. */
const offered: readonly Action[] = ['accept', 'decline', 'withdraw', 'escalate', 'dispute', 'abandon', 'undo'];

/**
 * What became of an order's cancellations, who said what, how much is refunded, and what can be done about each.
 *
 * @summary Internal to `order-cancel-button`.
 * @tagname order-cancel-story
 * @csspart story - What became of it, in a sentence.
 * @csspart not-agreed - What was asked for beside it, and not agreed to.
 * @csspart reason - The other side's reason.
 * @csspart comment - The other side's comment.
 * @csspart silence - What happens by itself, and when.
 * @csspart refunded - How much of the refund is there.
 * @csspart checking - What was sent before the page was loaded, or is waited for still, and what is known of it.
 * @csspart action - A button; also carries the action as a part name.
 */
export class OrderCancelStory extends TypingElement {
  static override styles = [tokens, palette, buttons, controls, surface, styles];
  static override properties = {
    order: { attribute: false },
    opener: { attribute: false },
    version: { attribute: false },
    texts: { state: true },
    asks: { state: true },
  };

  /** The opener's order. */
  declare order: OrderController;
  /** The element on which the events are dispatched. */
  declare opener: LitElement;
  /** Another object each time the opener was rendered. */
  declare version: object;
  declare private texts: TextTable | undefined;
  /** The action that is asked about. */
  declare private asks: Action | null | undefined;

  #needed = '';
  #flow: ActionFlow | undefined;
  /** What was asked before, by cancellation and action: what is unknown of it keeps its key. */
  readonly #flows = new Map<string, ActionFlow>();
  #pointedOut = false;
  /** The cancellations of which it was looked what was sent before the page was loaded. */
  readonly #resumed = new Set<string>();

  override connectedCallback(): void {
    super.connectedCallback();
    // They are parts of the element that it stands in.
    this.setAttribute('exportparts', 'story, reason, comment, silence, refunded, checking, action');
    reopen(this.renderRoot.querySelector('dialog'));
  }

  protected override get spoken(): string {
    return this.order.language;
  }

  protected override willUpdate(): void {
    const { language } = this.order;
    const told = toldOf(this.order);
    for (const one of told) this.#resume(one);
    const codes = [...told.map(({ decision }) => decision?.reason), ...this.#reasonCodes()].filter((code) => code);
    this.#prepare(
      language,
      [...new Set(codes)].map((code) => `reason.${code}`),
    );
  }

  protected override updated(changed: PropertyValues): void {
    const dialog = this.renderRoot.querySelector('dialog');
    if (changed.has('asks') && dialog) showModal(dialog);
  }

  protected override render(): TemplateResult | typeof nothing {
    const { texts, order } = this;
    const told = toldOf(order);
    if (!texts || told.length === 0) return nothing;
    const asked = told.find(({ id }) => id === this.#flow?.cancellation.id);
    // It may be over by another's doing while somebody is asked.
    const possible =
      !!this.asks && (this.#flow?.sending || (asked !== undefined && this.#actionsOn(asked).includes(this.asks)));
    return html`${told.map((one) => {
      const content = html`${renderTold(order, texts, one)}${this.#renderActions(texts, one)}`;
      return told.length > 1 ? html`<div class="one">${content}</div>` : content;
    })}
      <p part="checking" class="status" role="status">${this.#checking(texts, told)}</p>
      ${this.asks ? this.#renderQuestion(texts, this.asks, possible) : nothing}`;
  }

  #renderActions(texts: TextTable, cancellation: Cancellation): TemplateResult | typeof nothing {
    const actions = this.#actionsOn(cancellation);
    if (actions.length === 0) return nothing;
    return html`<div class="actions">
      ${actions.map(
        (action) =>
          html`<button
            part="action ${action}"
            type="button"
            aria-haspopup="dialog"
            data-action=${action}
            data-id=${cancellation.id}
            @click=${() => this.#ask(action, cancellation)}
          >
            ${texts[`action.${action}`]}
          </button>`,
      )}
    </div>`;
  }

  #renderQuestion(texts: TextTable, action: Action, possible: boolean): TemplateResult {
    const flow = this.#flow;
    const sending = flow?.sending === true;
    const problem = possible ? flow?.problem : 'changed';
    const refused = this.#obstacles(action).some(({ answer }) => answer === 'refuse');
    return html`<dialog
      part="dialog"
      aria-labelledby="title"
      closedby=${flow?.locked ? 'none' : 'closerequest'}
      @cancel=${this.#handleCancel}
      @close=${this.#handleClose}
    >
      <h2 id="title" tabindex="-1">${texts[`ask.${action}`]}</h2>
      <p>${texts[`about.${action}`]}</p>
      <form novalidate @submit=${this.#handleSubmit} @keydown=${onEnter(this.#send)}>
        ${possible && !flow?.unknown ? this.#renderFields(texts, action, sending) : nothing}
        <p class="status" role="status">${flow ? this.#progress(texts, flow) : ''}</p>
        <p class="problem" role="alert">${problem && !sending ? html`${this.#problemText(texts, problem)} ${this.#renderSignIn(problem)}` : ''}</p>
        <div class="actions">
          <button type="button" part="back" autofocus ?disabled=${flow?.locked === true} @click=${this.#handleBack}>
            ${texts['back']}
          </button>
          ${
            possible && !refused
              ? html`<button part="confirm" class="primary" type="button" @click=${this.#handleSubmit} aria-busy=${sending ? 'true' : 'false'} aria-disabled=${sending ? 'true' : 'false'}>
                  ${flow?.unknown ? this.order.texts?.['check-again'] : texts[`action.${action}`]}
                </button>`
              : nothing
          }
        </div>
      </form>
    </dialog>`;
  }

  /** What is still being found out while nobody is asked about it, and what came of that. */
  #checking(texts: TextTable, told: Cancellation[]): string {
    for (const flow of this.#flows.values()) {
      if ((this.asks && flow === this.#flow) || !told.some((one) => flow.goesOnFor(one))) continue;
      const known = flow.problem && flow.resumed ? this.#problemText(texts, flow.problem) : '';
      const said = this.#progress(texts, flow) || known;
      if (said) return `${fill(texts[`action.${flow.action}`])}: ${said}`;
    }
    return '';
  }

  #progress(texts: TextTable, { sending, slow, phase }: ActionFlow): string {
    return sending ? fill(texts[slow ? 'still-waiting' : phase === 'checking' ? phase : 'working']) : '';
  }

  #renderFields(texts: TextTable, action: Action, sending: boolean): TemplateResult {
    const { order: controller } = this;
    const { choices: known, demand } = reasonsFor(controller.policy, { action, actor: controller.actor });
    const choices = known.filter(({ valid }) => valid !== false);
    const { refund } = controller.policy ?? {};
    const methods = action === 'accept' ? (refund?.choices ?? []) : [];
    const lacks = this.#pointedOut && demand === 'required';
    return html`${
      choices.length > 0
        ? html`<label
            >${texts[demand === 'required' ? 'field.reason' : 'field.reason-optional']}
            <select name="reason" ?disabled=${sending} aria-invalid=${lacks ? 'true' : 'false'} aria-describedby="reason-note">
              <option value="">${texts['field.choose']}</option>
              ${choices.map(({ code }) => html`<option value=${code}>${this.#say('reason', code)}</option>`)}
            </select>
            <span id="reason-note" class="problem" role="status">${lacks ? texts['field.reason-required'] : ''}</span></label
          >`
        : nothing
    }${
      methods.length > 1
        ? html`<label
            >${texts['field.method']}
            <select name="method" ?disabled=${sending}>
              ${methods.map(
                (code) =>
                  html`<option value=${code} ?selected=${code === refund?.method}>${this.#say('method', code)}</option>`,
              )}
            </select></label
          >`
        : nothing
    }${this.#obstacles(action).map(({ guard, answer }) =>
      answer === 'refuse'
        ? html`<p class="problem">${texts[`guard.${guard}`]}</p>`
        : html`<label class="check"
            ><input type="checkbox" name="acknowledged" value=${guard} required ?disabled=${sending} /><span
              >${texts[`guard.${guard}`]}</span
            ></label
          >`,
    )}
      <label
        >${texts[`comment.${action}`]}
        <textarea name="comment" rows="3" dir="auto" ?readonly=${sending}></textarea>
      </label>`;
  }

  #renderSignIn(problem: string): TemplateResult | typeof nothing {
    const href = problem === 'sign-in-required' && safeHref(this.order.signInUrl);
    return href ? html`<a part="sign-in" href=${href}>${this.order.texts?.['sign-in']}</a>` : nothing;
  }

  #problemText(texts: TextTable, code: string): string {
    if (code === 'too-long') return fill(texts[code], { count: this.#flow?.length ?? 0, limit: maxComment });
    const moved = ['changed', 'stale-revision', 'illegal-transition', 'decision-changed', 'not-found'];
    return fill(moved.includes(code) ? texts['problem.changed'] : (texts[`problem.${code}`] ?? texts['problem']));
  }

  /** What the server says that this person may do about a cancellation. */
  #actionsOn({ id }: Cancellation): Action[] {
    const { view, cancellation } = this.order;
    const actions = own(view?.actionsOn ?? {}, id) ?? (id === cancellation?.id ? (view?.actions ?? []) : []);
    return offered.filter((action) => actions.includes(action));
  }

  #obstacles(action: Action): ReturnType<typeof undoObstacles> {
    const { policy, order, view } = this.order;
    const { cancellation } = this.#flow ?? {};
    if (action !== 'undo' || !policy || !order || !cancellation) return [];
    return undoObstacles(policy, order, cancellation, view?.cancellations ?? [cancellation]);
  }

  #reasonCodes(): string[] {
    const { policy, actor } = this.order;
    return this.asks ? reasonsFor(policy, { action: this.asks, actor }).choices.map(({ code }) => code) : [];
  }

  #say(group: string, code: string): string {
    const { language, policy } = this.order;
    return textOf(this.texts ?? {}, language, group, code, policy);
  }

  async #prepare(language: string, keys: string[]): Promise<void> {
    const needed = `${textsKey(language)} ${keys}`;
    if (needed === this.#needed) return;
    this.#needed = needed;
    try {
      const own = await loadTexts(language, storyPart, formPart, outcomePart);
      const more = keys.length > 0 ? await loadDialogTexts(language, keys) : {};
      if (needed === this.#needed) this.texts = { ...more, ...own };
    } catch (error) {
      warnOfMissing(error);
    }
  }

  #resume(cancellation: Cancellation): void {
    const { id } = cancellation;
    if (this.#resumed.has(id)) return;
    this.#resumed.add(id);
    for (const action of offered) {
      const flow = new ActionFlow(this, this.order, this.opener, action, cancellation);
      if (!flow.unknown) continue;
      this.#flows.set(`${action} ${id}`, flow);
      flow.resume(true);
    }
  }

  #ask(action: Action, cancellation: Cancellation): void {
    this.#pointedOut = false;
    const key = `${action} ${cancellation.id}`;
    const former = this.#flows.get(key);
    const flow = former?.goesOnFor(cancellation) ? former : undefined;
    this.#flow = flow ?? new ActionFlow(this, this.order, this.opener, action, cancellation);
    this.#flows.set(key, this.#flow);
    this.asks = action;
  }

  readonly #handleSubmit = (event: Event): Promise<void> => this.#send(formOf(event));

  readonly #send = async (form: HTMLFormElement): Promise<void> => {
    const flow = this.#flow;
    if (flow?.phase !== 'form') return;
    if (flow.unknown) {
      if (await flow.resume()) this.renderRoot.querySelector('dialog')?.close();
      return;
    }
    const fields = new FormData(form);
    const reason = String(fields.get('reason') ?? '');
    const comment = String(fields.get('comment') ?? '').trim();
    const method = String(fields.get('method') ?? '');
    const { policy, actor } = this.order;
    const { demand } = reasonsFor(policy, { action: flow.action, actor });
    const missing = form.querySelector<HTMLElement>('input:invalid');
    if ((demand === 'required' && !reason) || missing) {
      this.#pointedOut = true;
      (missing ?? form.querySelector<HTMLElement>('select'))?.focus();
      this.requestUpdate();
      return;
    }
    const acknowledged = fields.getAll('acknowledged').map(String);
    const body: ActionBody = {
      ...(reason && { reason }),
      ...(comment && { comment }),
      ...(method && { refund: { method } }),
      ...(acknowledged.length > 0 && { acknowledged }),
    };
    if (await flow.confirm(body)) this.renderRoot.querySelector('dialog')?.close();
  };

  readonly #handleBack = (): void => {
    this.renderRoot.querySelector('dialog')?.close();
  };

  readonly #handleCancel = (event: Event): void => {
    if (this.#flow?.locked) event.preventDefault();
  };

  readonly #handleClose = async (): Promise<void> => {
    // Browsers close on a repeated Escape whatever the handler says: the outcome must be seen.
    if (this.#flow?.locked) {
      this.renderRoot.querySelector('dialog')?.showModal();
      return;
    }
    const { asks } = this;
    this.asks = null;
    await this.updateComplete;
    const there = this.renderRoot.querySelector<HTMLElement>(
      `[data-action="${asks}"][data-id="${CSS.escape(this.#flow?.cancellation.id ?? '')}"]`,
    );
    const instead = this.renderRoot.querySelector<HTMLElement>('[part="story"]');
    focusOn(this.opener, there ?? instead);
  };
}
