import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { warnOfMissing } from '../../controllers/warn.ts';
import type { Decision } from '../../domain/decision/decision.ts';
import { OrderCancelDecisionEvent } from '../../events/order-cancel-decision-event.ts';
import { loadPart } from '../../load-part.ts';
import { OrderElement } from '../shared/order-element.ts';
import styles from './order-cancel-button.styles.ts';

/** Renders what stands beside or in place of the button; loaded when there is something of it to show. */
type Details = typeof import('./details.ts');
let details: Details | undefined;

/** Where a browser has no idle callbacks (WebKit), its dialog is fetched so long after the button stands, ms. */
const idleAfter = 300;

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
    lacking: { state: true },
  };

  /** Where it is denied: say why, or nothing. Default from the policy. */
  declare whenDenied: 'explain' | 'hide' | undefined;
  /** @internal Whether the dialog is there; `failed`: it could not be loaded. */
  declare opened: boolean | 'failed' | undefined;

  declare private reading: boolean | undefined;
  /** Whether what explains the decision could not be loaded. */
  declare private lacking: boolean | undefined;

  #announced = '';
  #prefetched = false;
  #details: Promise<void> | undefined;

  protected override updated(_changed: PropertyValues): void {
    const { decision, order, drift } = this.controller;
    if (!decision || !order) return;
    this.#prefetch();
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
    // Asked for together with the order: whatever the answer is, something of it is nearly always shown.
    if (!details && !this.lacking && situation !== 'idle') this.#loadDetails();
    details?.adoptStyles(this);
    // The dialog shows the same order: a new object each time has it rendered along.
    return html`${
      silent && this.#hasFallback
        ? html`<slot></slot>`
        : label
          ? this.#renderButton(decision, label)
          : decision && details
            ? details.renderDenied(controller, decision, this.whenDenied)
            : this.#renderStatus(decision ? (this.lacking ? 'offline' : 'loading') : situation)
    }${this.lacking && !label && !silent ? html`<slot></slot>` : nothing}${details?.renderStory(controller, this)}${
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

  #renderButton(decision: Decision, label: string): TemplateResult {
    const hint = details?.renderTurn(this.controller, decision) ?? nothing;
    return html`<button
        part="button ${decision.outcome}"
        type="button"
        aria-haspopup="dialog"
        aria-describedby=${hint === nothing ? nothing : 'hint'}
        @click=${this.#handleOpen}
        @pointerenter=${this.#loadDialog}
        @focus=${this.#loadDialog}
      >
        ${label}</button
      >${hint}${this.opened === 'failed' ? html`${this.#renderStatus('offline')}<slot></slot>` : nothing}`;
  }

  #loadDetails(): void {
    // Beside the first load, not in it: the button itself need not wait for its hint.
    this.#details ??= loadPart(() => import('./details.ts')).then(
      (module) => {
        details = module;
        this.requestUpdate();
      },
      (error) => {
        warnOfMissing(error);
        this.#details = undefined;
        this.lacking = true;
      },
    );
  }

  /** Whether the page has put something inside that serves without the package. */
  get #hasFallback(): boolean {
    return this.childElementCount > 0 || !!this.textContent?.trim();
  }

  /**
   * The dialog and its words, which nobody needs before the button is there. Resolves to nothing where it cannot be had.
   * Several askers share what the browser keeps; one that failed is asked for anew.
   */
  readonly #loadDialog = async (): Promise<unknown> => {
    try {
      const dialog = await loadPart(() => import('./dialog/define.ts'));
      await dialog.loadDialogTexts(this.controller.language);
      return dialog;
    } catch (error) {
      return warnOfMissing(error);
    }
  };

  /** Has the dialog at hand before the click, once the browser has nothing better to do; never where data are saved. */
  #prefetch(): void {
    if (this.#prefetched || !this.renderRoot.querySelector('button')) return;
    this.#prefetched = true;
    if ((navigator as { connection?: { saveData?: boolean } }).connection?.saveData) return;
    if ('requestIdleCallback' in globalThis) requestIdleCallback(this.#loadDialog);
    else setTimeout(this.#loadDialog, idleAfter);
  }

  readonly #handleRetry = async (): Promise<void> => {
    if (this.reading) return;
    this.reading = true;
    // What was missing is tried again: what opens where that failed, what explains where a decision waits for it.
    if (this.opened === 'failed') {
      this.reading = false;
      this.opened = undefined;
      await this.#handleOpen();
      return;
    }
    this.lacking = false;
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
