import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import type { CancellationBackend } from '../../backend/backend.ts';
import { OrderController, type OrderHost } from '../../controllers/order-controller.ts';
import type { Decision } from '../../domain/decision.ts';
import type { CancelPolicy, Outcome } from '../../domain/policy.ts';
import type { Actor, Order } from '../../domain/records.ts';
import type { OrderView } from '../../domain/view.ts';
import { OrderCancelDecisionEvent } from '../../events/order-cancel-decision-event.ts';
import { formatLeft, formatTime } from '../../i18n/formats.ts';
import { fill } from '../../i18n/texts.ts';
import { renderAlternatives } from './alternatives.ts';
import styles from './order-cancel-button.styles.ts';

/** How much an outcome lets a person do by themselves. */
const freedom: Record<Outcome, number> = { cancel: 2, request: 1, 'ask-server': 1, return: 0, none: 0 };

/** Beyond it a countdown says the end only, ms. */
const countsFrom = 2 * 86_400_000;

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
 * @csspart status - Loading, offline and the like.
 * @csspart retry - Tries to reach the backend again.
 * @cssproperty --oc-danger - Colour of what cancels.
 * @cssproperty --oc-radius - Corner radius.
 * @cssproperty --oc-spacing - Space between parts.
 * @cssproperty --oc-focus - Colour of the focus ring.
 */
export class OrderCancelButton extends LitElement implements OrderHost {
  static override styles = styles;
  static override properties = {
    orderId: { attribute: 'order-id' },
    backend: {},
    policy: {},
    actor: {},
    whenDenied: { attribute: 'when-denied' },
    order: { attribute: false },
    view: { attribute: false },
    dialogOpen: { state: true },
    chunkMissing: { state: true },
  };

  /** Order to cancel. */
  declare orderId: string | undefined;
  /** URL of the server, or an adapter of the page's own (property only). */
  declare backend: string | CancellationBackend | undefined;
  /** Name given to `registerPolicy`, URL of a policy's JSON, or the policy itself (property only). */
  declare policy: string | CancelPolicy | undefined;
  /** Who acts. Default `buyer`. */
  declare actor: Actor | undefined;
  /** Where it is denied: say why, or nothing. Default from the policy. */
  declare whenDenied: 'explain' | 'hide' | undefined;
  /** The order, where the page has it at hand. */
  declare order: Order | undefined;
  /** The server's view of the order, where the page has it at hand. */
  declare view: OrderView | undefined;
  declare private dialogOpen: boolean | undefined;
  declare private chunkMissing: boolean | undefined;

  readonly #order = new OrderController(this, { decides: true });
  #announced = '';

  /** Reads the order again. */
  refresh(): Promise<void> {
    return this.#order.refresh();
  }

  protected override updated(_changed: PropertyValues): void {
    const { decision, order, drift } = this.#order;
    if (!decision || !order) return;
    const { outcome, reason, ruleId, contact, validUntil } = decision;
    const news = JSON.stringify([order.id, outcome, reason, ruleId, contact, validUntil, !!drift]);
    if (news === this.#announced) return;
    this.#announced = news;
    this.dispatchEvent(new OrderCancelDecisionEvent(order.id, decision, drift));
  }

  protected override render() {
    if (!this.#order.texts) return nothing;
    return html`${this.#renderState()}${
      this.dialogOpen
        ? html`<order-cancel-dialog
            .order=${this.#order}
            .opener=${this}
            @close=${this.#handleClose}
          ></order-cancel-dialog>`
        : nothing
    }`;
  }

  #renderState(): TemplateResult | typeof nothing {
    const { situation, decision } = this.#order;
    if (situation === 'ready' && decision) return this.#renderDecision(decision);
    if (situation === 'idle') return nothing;
    if (situation === 'loading') {
      return html`<span part="status loading" role="status" aria-busy="true">${this.#order.term('loading')}</span>`;
    }
    if (situation === 'offline') {
      return html`<slot
        ><span part="status offline">${this.#order.term('offline')}</span>
        <button part="retry" type="button" @click=${this.#handleRetry}>${this.#order.term('retry')}</button></slot
      >`;
    }
    return html`<span part="status ${situation}">${this.#order.term(situation)}</span>`;
  }

  #renderDecision(decision: Decision): TemplateResult | typeof nothing {
    const { outcome } = decision;
    if (freedom[outcome] === 0) return this.#renderDenied(decision);
    const key = outcome === 'ask-server' ? 'ask' : outcome;
    const hint = this.#renderTurn(decision);
    return html`<button
        part="button ${outcome}"
        type="button"
        aria-haspopup="dialog"
        aria-describedby=${hint === nothing ? nothing : 'hint'}
        @click=${this.#handleOpen}
        @pointerenter=${preload}
      >
        ${this.#order.term(key)}</button
      >${hint}${
        this.chunkMissing
          ? html`<span part="status offline" role="alert">${this.#order.term('offline')}</span>`
          : nothing
      }`;
  }

  #renderDenied(decision: Decision): TemplateResult | typeof nothing {
    const { policy, actor, cancellation, language, order, now } = this.#order;
    const { reason, ruleId } = decision;
    const rule = policy?.rules.find(({ id }) => id === ruleId)?.then ?? policy?.otherwise;
    const mode = this.whenDenied ?? rule?.denied ?? policy?.denied?.[actor] ?? 'explain';
    const open = reason.startsWith('request-');
    if (mode === 'hide' && !open) return nothing;
    const due = open && cancellation?.respondBy;
    return html`<div part="explanation" tabindex="-1">
      <span>${this.#order.term('denied', reason)}</span>
      ${due ? html`<span>${fill(this.#order.term('respond-by'), { time: formatTime(language, Date.parse(due), now) })}</span>` : nothing}
      ${this.#renderTurn(decision)} ${order ? renderAlternatives(this.#order, decision, order) : nothing}
    </div>`;
  }

  /** Until when the outcome holds, or from when a better one does. */
  #renderTurn({ outcome, next }: Decision): TemplateResult | typeof nothing {
    if (!next) return nothing;
    const { language, now } = this.#order;
    const gain = freedom[next.outcome] - freedom[outcome];
    if (gain === 0) return nothing;
    const time = formatTime(language, next.at, now);
    const near = next.at - now < countsFrom;
    const { text: left, changesIn } = formatLeft(language, Math.max(1, next.at - now));
    if (near) this.#order.updateIn(changesIn);
    const key = gain > 0 ? `turn.${next.outcome}` : near ? 'until' : 'until-date';
    return html`<span part="hint" id="hint">${fill(this.#order.term(key), { time, left })}</span>`;
  }

  readonly #handleRetry = (): void => {
    this.refresh();
  };

  readonly #handleOpen = async (): Promise<void> => {
    if (this.dialogOpen) return;
    this.dialogOpen = true;
    try {
      await preload();
      this.chunkMissing = false;
    } catch {
      this.dialogOpen = false;
      this.chunkMissing = true;
    }
  };

  readonly #handleClose = async (): Promise<void> => {
    this.dialogOpen = false;
    await this.updateComplete;
    const target = this.renderRoot.querySelector<HTMLElement>('[part~="button"], [part="explanation"]');
    target?.focus();
  };
}

function preload(): Promise<unknown> {
  return import('../order-cancel-dialog/define.ts');
}
