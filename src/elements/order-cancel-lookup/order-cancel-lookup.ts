import { html } from 'lit';
import type { CancellationBackend } from '../../backend/backend.ts';
import { warnOfMissing } from '../../controllers/warn.ts';
import type { CancelPolicy } from '../../domain/policy.ts';
import type { Actor, Order } from '../../domain/records.ts';
import type { OrderView } from '../../domain/view.ts';
import { loadPart } from '../../load-part.ts';
import { BaseElement } from '../shared/base-element.ts';

/**
 * A shop's problem-order page: an order's number leads to its state, its alerts and its button (BL-12, BL-13).
 *
 * @summary Order number → its button.
 * @tagname order-cancel-lookup
 * @slot - Fallback, shown until the lookup is loaded.
 * @fires {OrderCancelDecisionEvent} order-cancel-decision - The decision about the order appeared or changed.
 * @fires {OrderCancelRequestEvent} order-cancel-request - Something is about to be sent; cancelable.
 * @fires {OrderCancelSettledEvent} order-cancel-settled - The backend answered.
 * @csspart input - The field for the order's number.
 * @csspart find - The button that looks it up.
 * @csspart message - What is wrong, or that it is being looked up.
 * @csspart order - The order that was found.
 * @cssproperty --oc-danger - Colour of what went wrong.
 * @cssproperty --oc-border - Colour of lines.
 * @cssproperty --oc-radius - Corner radius.
 * @cssproperty --oc-spacing - Space between parts.
 * @cssproperty --oc-focus - Colour of the focus ring.
 */
export class OrderCancelLookup extends BaseElement {
  static override properties = {
    backend: {},
    policy: {},
    actor: {},
    order: { attribute: false },
    view: { attribute: false },
  };

  /** URL of the server, or an adapter of the page's own (property only). */
  declare backend: string | CancellationBackend | undefined;
  /** Name given to `registerPolicy`, URL of a policy's JSON, or the policy itself (property only). */
  declare policy: string | CancelPolicy | undefined;
  /** Who acts. Default `buyer`. */
  declare actor: Actor | undefined;

  /** An order that the page has at hand: shown until a person looks for another. */
  declare order: Order | undefined;
  /** The server's view of it. */
  declare view: OrderView | undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    // Pages without a lookup register every element too: this is its shell.
    loadPart(() => import('./view/define.ts')).catch(warnOfMissing);
  }

  /** Looks the order up again. Resolves when it was answered and shown. */
  async refresh(): Promise<void> {
    await this.renderRoot.querySelector('order-cancel-lookup-view')?.refresh?.();
  }

  protected override render() {
    return html`<order-cancel-lookup-view
      exportparts="input, find, message, order"
      .host=${this}
      .version=${{}}
      ><slot></slot
    ></order-cancel-lookup-view>`;
  }
}
