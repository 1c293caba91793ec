import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import type { Decision } from '../../domain/decision.ts';
import { OrderCancelDecisionEvent } from '../../events/order-cancel-decision-event.ts';
import { OrderElement } from '../order-element.ts';
import styles from './order-cancel-button.styles.ts';

/** Renders what stands beside or in place of the button; loaded when there is something of it to show. */
type Details = typeof import('../details.ts');
let details: Details | undefined;

const labels: Record<string, string> = { cancel: 'cancel', request: 'request', 'ask-server': 'ask' };

/**
 * Cancels an order, requests it, or says why that is not possible.
 *
 * @summary The buyer's (or seller's) button for one order.
 * @tagname order-cancel-button
 * @slot - Fallback, shown until the element is defined and when no backend can be reached.
 * @fires {OrderCancelDecisionEvent} order-cancel-decision - The decision appeared or changed.
 * @fires {OrderCancelRequestEvent} order-cancel-request - Something is about to be sent; cancelable.
 * @fires {OrderCancelSettledEvent} order-cancel-settled - The backend answered.
 * @csspart button - The button; also carries the outcome as a part name (`cancel`, `request`, `ask-server`).
 * @csspart hint - Until when, or from when.
 * @csspart explanation - Why it is denied.
 * @csspart alternatives - What can be done instead.
 * @csspart status - Loading, offline and the like; carries which as a part name.
 * @csspart retry - Tries to reach the backend again.
 * @cssproperty --oc-danger - Colour of what cancels.
 * @cssproperty --oc-radius - Corner radius.
 * @cssproperty --oc-spacing - Space between parts.
 * @cssproperty --oc-focus - Colour of the focus ring.
 */
export class OrderCancelButton extends OrderElement {
  static override styles = styles;
  static override properties = { whenDenied: { attribute: 'when-denied' }, opened: { state: true } };

  /** Where it is denied: say why, or nothing. Default from the policy. */
  declare whenDenied: 'explain' | 'hide' | undefined;
  /** `failed`: the dialog could not be loaded. */
  declare private opened: boolean | 'failed' | undefined;

  #announced = '';

  protected override updated(_changed: PropertyValues): void {
    const { decision, order, drift } = this.bound;
    if (!decision || !order) return;
    const { outcome, reason, ruleId, contact, validUntil } = decision;
    const news = [order.id, outcome, reason, ruleId, contact, validUntil, !!drift].join();
    if (news === this.#announced) return;
    this.#announced = news;
    this.dispatchEvent(new OrderCancelDecisionEvent(order.id, decision, drift));
  }

  protected override render() {
    const { bound } = this;
    if (!bound.texts) return nothing;
    // The dialog shows the same order: a new object each time has it rendered along.
    return html`${bound.decision ? this.#renderDecision(bound.decision) : this.#renderSituation()}${
      this.opened === true
        ? html`<order-cancel-dialog
            .order=${bound}
            .opener=${this}
            .beat=${{}}
            @close=${this.#handleClose}
          ></order-cancel-dialog>`
        : nothing
    }`;
  }

  #renderSituation(): TemplateResult | typeof nothing {
    const { bound } = this;
    const { situation } = bound;
    const status = html`<span part="status ${situation}" aria-busy=${situation === 'loading'}>${bound.term(situation)}</span>`;
    return situation === 'idle'
      ? nothing
      : situation === 'offline'
        ? html`<slot
            >${status} <button part="retry" type="button" @click=${this.refresh}>${bound.term('retry')}</button></slot
          >`
        : status;
  }

  #renderDecision(decision: Decision): TemplateResult | typeof nothing {
    const { bound } = this;
    const { outcome, next } = decision;
    const label = labels[outcome];
    if (!details && (next || !label)) this.#loadDetails();
    if (!label) return details ? details.renderDenied(bound, decision, this.whenDenied) : this.#renderLoading();
    const hint = details?.renderTurn(bound, decision) ?? nothing;
    return html`<button
        part="button ${outcome}"
        type="button"
        aria-haspopup="dialog"
        aria-describedby=${hint === nothing ? nothing : 'hint'}
        @click=${this.#handleOpen}
        @pointerenter=${this.#loadDialog}
      >
        ${bound.term(label)}</button
      >${hint}${this.opened === 'failed' ? html`<span part="status offline" role="alert">${bound.term('offline')}</span>` : nothing}`;
  }

  #renderLoading(): TemplateResult {
    return html`<span part="status loading" aria-busy="true">${this.bound.term('loading')}</span>`;
  }

  async #loadDetails(): Promise<void> {
    try {
      details = await import('../details.ts');
      this.requestUpdate();
    } catch (error) {
      this.bound.reportMissing(error);
    }
  }

  readonly #loadDialog = async (): Promise<true | 'failed'> => {
    try {
      await import('../order-cancel-dialog/define.ts');
      return true;
    } catch (error) {
      this.bound.reportMissing(error);
      return 'failed';
    }
  };

  readonly #handleOpen = async (): Promise<void> => {
    if (this.opened === true) return;
    this.opened = true;
    this.opened = await this.#loadDialog();
  };

  readonly #handleClose = async (): Promise<void> => {
    this.opened = false;
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLElement>('[part~="button"], [part="explanation"]')?.focus();
  };
}
