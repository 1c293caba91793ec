import type { TextTable } from '../../i18n/part.ts';
import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { warnOfMissing } from '../../controllers/warn.ts';
import type { Decision } from '../../domain/decision/decision.ts';
import { OrderCancelDecisionEvent } from '../../events/order-cancel-decision-event.ts';
import { OrderElement } from '../shared/order-element.ts';
import styles from './order-cancel-button.styles.ts';

/** Renders what stands beside or in place of the button; loaded when there is something of it to show. */
type Details = typeof import('./details.ts');
let details: Details | undefined;

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
  static override properties = {
    whenDenied: { attribute: 'when-denied' },
    opened: { state: true },
    reading: { state: true },
  };

  /** Where it is denied: say why, or nothing. Default from the policy. */
  declare whenDenied: 'explain' | 'hide' | undefined;
  /** @internal Whether the dialog is there; `failed`: it could not be loaded. */
  declare opened: boolean | 'failed' | undefined;

  declare private reading: boolean | undefined;

  #announced = '';

  protected override updated(_changed: PropertyValues): void {
    const { decision, order, drift } = this.controller;
    if (!decision || !order) return;
    const { outcome, reason, ruleId, contact, validUntil } = decision;
    const news = [order.id, outcome, reason, ruleId, contact, validUntil, !!drift].join();
    if (news === this.#announced) return;
    this.#announced = news;
    this.dispatchEvent(new OrderCancelDecisionEvent(order.id, decision, drift));
  }

  protected override render() {
    const { controller } = this;
    const { decision, texts, situation } = controller;
    if (!texts) return nothing;
    // Without a word from the server the page's own decision promises nothing.
    const silent = situation === 'offline' && !controller.view;
    // Only what lets a person act has a label.
    const label = decision && texts[decision.outcome] && texts[silent ? 'ask-server' : decision.outcome];
    if (decision && !details && (decision.next || !label || controller.cancellation)) this.#loadDetails();
    details?.adoptStyles(this);
    // The dialog shows the same order: a new object each time has it rendered along.
    return html`${
      silent && (this.childElementCount || this.textContent?.trim())
        ? html`<slot></slot>`
        : label
          ? this.#renderButton(decision, label)
          : decision && details
            ? details.renderDenied(controller, decision, this.whenDenied)
            : this.#renderStatus(decision ? 'loading' : situation)
    }${details?.renderStory(controller, this)}${
      this.opened === true
        ? html`<order-cancel-dialog .order=${controller} .opener=${this} .version=${{}}></order-cancel-dialog>`
        : nothing
    }`;
  }

  #renderStatus(situation: string): TemplateResult | typeof nothing {
    const { texts } = this.controller;
    if (situation === 'idle') return nothing;
    const status = html`<span part="status ${situation}" aria-busy=${situation === 'loading'}>${texts?.[situation]}</span>`;
    if (situation !== 'offline') return status;
    return html`${status} <button part="retry" type="button" aria-busy=${!!this.reading} @click=${this.#handleRetry}>${texts?.[this.reading ? 'loading' : 'retry']}</button>`;
  }

  #renderButton(decision: Decision, label: TextTable[string]): TemplateResult {
    const hint = details?.renderTurn(this.controller, decision) ?? nothing;
    return html`<button
        part="button ${decision.outcome}"
        type="button"
        aria-haspopup="dialog"
        aria-describedby=${hint === nothing ? nothing : 'hint'}
        @click=${this.#handleOpen}
        @pointerenter=${this.#loadDialog}
      >
        ${typeof label === 'function' ? label({}) : label}</button
      >${hint}${this.opened === 'failed' ? this.#renderStatus('offline') : nothing}`;
  }

  #loadDetails(): void {
    import('./details.ts').then((module) => {
      details = module;
      this.requestUpdate();
    }, warnOfMissing);
  }

  /** Resolves to nothing where it cannot be had. */
  readonly #loadDialog = (): Promise<unknown> => import('./dialog/define.ts').catch(warnOfMissing);

  readonly #handleRetry = async (): Promise<void> => {
    if (this.reading) return;
    this.reading = true;
    await this.refresh();
    this.reading = false;
    await this.updateComplete;
    // Where what was pressed is gone, what stands in its place goes on from there.
    if (document.activeElement === document.body) this.renderRoot.querySelector<HTMLElement>('button')?.focus();
  };

  readonly #handleOpen = async (): Promise<void> => {
    if (this.opened === true) return;
    this.opened = true;
    // It may be closed again before this is known.
    if (!(await this.#loadDialog())) this.opened = 'failed';
  };
}
