import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { isOffline } from '../../controllers/connection.ts';
import { warnOfMissing } from '../../controllers/warn.ts';
import type { Decision } from '../../domain/decision/decision.ts';
import { OrderCancelDecisionEvent } from '../../events/order-cancel-decision-event.ts';
import { loadPart } from '../../load-part.ts';
import buttons from '../shared/look/buttons.ts';
import tokens from '../shared/look/tokens.ts';
import { OrderElement } from '../shared/order-element.ts';
import { safeHref } from '../shared/safe-href.ts';
import styles from './order-cancel-button.styles.ts';

/** Renders what stands beside or in place of the button; loaded when there is something of it to show. */
type Details = typeof import('./details.ts');
let details: Details | undefined;

/** Hands over what explains a decision before it is asked for: a server, and a page that it rendered, show it at once. */
export function provideDetails(module: Details): void {
  details = module;
}

/**
 * Cancels an order, requests it, or says why that is not possible.
 *
 * @summary The buyer's (or seller's) button for one order.
 * @tagname order-cancel-button
 * @slot - Fallback, shown until the element is defined and when no backend can be reached.
 * @fires {OrderCancelDecisionEvent} order-cancel-decision - The decision appeared or changed.
 * @fires {OrderCancelRequestEvent} order-cancel-request - Something is about to be sent; cancelable.
 * @fires {OrderCancelSettledEvent} order-cancel-settled - The backend answered.
 * @csspart button - The button; also carries the outcome as a part name (`cancel`, `request`, `ask-server`, `unknown`).
 * @csspart hint - Until when, or from when.
 * @csspart explanation - Why it is denied.
 * @csspart alternatives - What can be done instead.
 * @csspart alternative - One of them, where it is a link.
 * @csspart status - Loading, offline and the like; carries which as a part name.
 * @csspart retry - Tries to reach the backend again.
 * @csspart story - What became of a cancellation.
 * @csspart reason - Why it was asked for, or declined.
 * @csspart comment - What was said with it.
 * @csspart silence - What the other side's silence will do, and when.
 * @csspart refunded - How much of the refund has arrived.
 * @csspart checking - What was sent and is not answered yet, and what is known of it.
 * @csspart action - What can be done about the cancellation; also carries which.
 * @csspart withdraw - The button of the statutory withdrawal, where the order has the right.
 * @csspart sign-in - Link to where the page has people sign in.
 * @csspart progress - Says that the dialog is on its way.
 * @cssproperty --oc-danger - Colour of what cancels.
 * @cssproperty --oc-pending - Colour of what is still open, and of warnings.
 * @cssproperty --oc-surface - Background of dialog and fields.
 * @cssproperty --oc-text - Colour of text in the dialog.
 * @cssproperty --oc-border - Colour of lines.
 * @cssproperty --oc-font - Font family.
 * @cssproperty --oc-radius - Corner radius.
 * @cssproperty --oc-spacing - Space between parts.
 * @cssproperty --oc-focus - Colour of the focus ring.
 */
export class OrderCancelButton extends OrderElement {
  static override styles = [tokens, buttons, styles];
  static override properties = {
    whenDenied: { attribute: 'when-denied' },
    opened: { state: true },
    busy: { state: true },
    reading: { state: true },
    lacking: { state: true },
  };

  /** Where it is denied: say why, or nothing. Default from the policy. */
  declare whenDenied: 'explain' | 'hide' | undefined;
  /** @internal Whether the dialog is there; `failed`: it could not be loaded. */
  declare opened: boolean | 'failed' | undefined;

  /** Its dialog is on its way. */
  declare private busy: boolean | undefined;
  declare private reading: boolean | undefined;
  /** Whether what explains the decision could not be loaded. */
  declare private lacking: boolean | undefined;

  #announced = '';
  #details: Promise<void> | undefined;

  protected override updated(_changed: PropertyValues): void {
    const { decision, order, drift } = this.controller;
    if (!decision || !order) return;
    details?.whenIdle(this, this.#fetchAhead);
    const { outcome, reason, ruleId, contact, validUntil } = decision;
    const news = [order.id, outcome, reason, ruleId, contact, validUntil, !!drift].join();
    if (news === this.#announced) return;
    this.#announced = news;
    this.dispatchEvent(new OrderCancelDecisionEvent(order.id, decision, drift));
  }

  protected override render() {
    const { controller } = this;
    const { decision, texts, situation } = controller;
    // A server, too, renders what the page has put inside.
    if (!texts) return super.render();
    // Without a word from the server the page's own decision promises nothing.
    const silent = situation === 'offline' && !controller.view;
    // What the shop works on is known of.
    const unresolved = this.opened !== true && !controller.view?.pending && controller.unresolved;
    // Who waits for an answer that does not come is not kept from the page's own way.
    const late = !decision && situation === 'loading' && controller.late;
    // Only what lets a person act has a label.
    const label =
      decision && texts[decision.outcome] && (texts[silent ? 'ask-server' : decision.outcome] as string | undefined);
    // Not beside the order, whose answer would come later: the button stands first, its hint a trip after it.
    if (!details && !this.lacking && decision) this.#loadDetails();
    details?.adoptDetails(this);
    // The dialog shows the same order: a new object each time has it rendered along.
    return html`${
      (silent || late) && (this.childElementCount > 0 || this.textContent?.trim())
        ? html`${super.render()}${late ? this.#renderStatus(situation) : isOffline() ? html`<span part="status offline">${texts['no-connection']}</span>` : nothing}`
        : label || (unresolved && decision)
          ? this.#renderButton(decision, label ?? '', !!unresolved)
          : decision && details
            ? details.renderDenied(controller, decision, this.whenDenied)
            : this.#renderStatus(decision ? (this.lacking ? 'offline' : 'loading') : situation)
    }${this.lacking && !label && !silent ? html`<slot></slot>` : nothing}${details?.renderBeside(controller, this)}${
      this.opened === true
        ? html`<order-cancel-dialog .order=${controller} .opener=${this} .version=${{}}></order-cancel-dialog>`
        : nothing
    }`;
  }

  #renderStatus(situation: string): unknown {
    const { texts } = this.controller;
    if (situation === 'idle') return super.render();
    const key = situation === 'offline' && isOffline() ? 'no-connection' : situation;
    const status = html`<span part="status ${situation}" aria-busy=${situation === 'loading'}>${texts?.[key]}</span>`;
    const signIn = situation === 'sign-in-required' && safeHref(this.controller.signInUrl);
    if (signIn) return html`${status} <a part="sign-in" href=${signIn}>${texts?.['sign-in']}</a>`;
    if (situation !== 'offline') return status;
    return html`${status} <button part="retry" type="button" aria-busy=${!!this.reading} @click=${this.#handleRetry}>${texts?.[this.reading ? 'loading' : 'retry']}</button>`;
  }

  /** `unresolved`: something was sent before, and nobody knows what became of it. */
  #renderButton(decision: Decision, label: string, unresolved: boolean): TemplateResult {
    const { texts, order } = this.controller;
    const look = unresolved ? 'unknown' : decision.outcome;
    const words = (unresolved ? texts?.['check-again'] : label) ?? '';
    // Fifty of them stand in a list; what is seen comes first, so that it can be said to it.
    const number = order?.number ?? order?.id ?? '';
    const hint = unresolved
      ? html`<span part="status unknown" id="hint">${texts?.['unresolved']}</span>`
      : (details?.renderTurn(this.controller, decision) ?? nothing);
    return html`<button
        part="button ${look}"
        type="button"
        aria-haspopup="dialog"
        aria-busy=${!!this.busy}
        aria-label=${`${words} ${number}`}
        aria-describedby=${hint === nothing ? nothing : 'hint'}
        @click=${this.#handleOpen}
        @pointerenter=${this.#fetchAhead}
        @focus=${this.#fetchAhead}
      >
        ${words}</button
      >${hint}<span part="progress" role="status">${this.busy ? texts?.['opening'] : ''}</span>${this.opened === 'failed' ? html`${this.#renderStatus('offline')}<slot></slot>` : nothing}`;
  }

  #loadDetails(): void {
    if (this.#details) return;
    // Beside the first load, not in it: the button itself need not wait for its hint.
    this.#details = loadPart(() => import('./details.ts'), 'renderDenied').then(
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

  /**
   * The dialog and its words, which nobody needs before the button is there. Resolves to nothing where it cannot be had.
   * Several askers share what the browser keeps; one that failed is asked for anew.
   */
  readonly #loadDialog = async (): Promise<unknown> => {
    try {
      const dialog = await loadPart(() => import('./dialog/define.ts'), 'prepareDialog');
      await dialog.prepareDialog(this.controller);
      return dialog;
    } catch (error) {
      return warnOfMissing(error);
    }
  };

  /** Has the dialog at hand before the click; never where data are saved. */
  readonly #fetchAhead = (): void => {
    const { connection } = navigator as { connection?: { saveData?: boolean } };
    if (!connection?.saveData) this.#loadDialog();
  };

  readonly #handleRetry = async (): Promise<void> => {
    if (this.reading) return;
    // What was missing is tried again: what opens where that failed, what explains where a decision waits for it.
    if (this.opened === 'failed') return this.#handleOpen();
    this.reading = true;
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
    this.#await();
    const loaded = await this.#loadDialog();
    // It may be closed again before this is known.
    if (!loaded && this.opened) {
      this.opened = 'failed';
      this.handleShown();
    }
  };

  #waiting: AbortController | undefined;

  /** @internal The dialog is there, or cannot be. */
  handleShown(): void {
    this.#waiting?.abort();
    this.busy = false;
  }

  /** Until the dialog is there, who presses Escape or goes elsewhere has left it: it does not come up later. */
  #await(): void {
    this.#waiting?.abort();
    this.#waiting = new AbortController();
    this.busy = true;
    const { signal } = this.#waiting;
    const leave = (event: Event): void => {
      const stays =
        event.type === 'keydown' ? (event as KeyboardEvent).key !== 'Escape' : event.composedPath().includes(this);
      if (stays) return;
      this.opened = false;
      this.handleShown();
    };
    for (const type of ['keydown', 'focusin', 'pointerdown']) {
      this.ownerDocument.addEventListener(type, leave, { signal, capture: true });
    }
  }
}
