import { html } from 'lit';
import type { CancellationBackend } from '../../backend/backend.ts';
import { warnOfMissing } from '../../controllers/warn.ts';
import type { CancelPolicy } from '../../domain/policy.ts';
import type { Actor, Order } from '../../domain/records.ts';
import type { OrderView } from '../../domain/view.ts';
import { PortableElement } from '../shared/portable-element.ts';

/**
 * A shop's problem-order page: an order's number leads to its state, its alerts and its button (BL-12, BL-13).
 *
 * @summary Order number → its button.
 * @tagname order-cancel-lookup
 * @csspart input - The field for the order's number.
 * @csspart find - The button that looks it up.
 * @csspart message - What is wrong, or that it is being looked up.
 * @csspart order - The order that was found.
 */
export class OrderCancelLookup extends PortableElement {
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
    import('./view/define.ts').catch(warnOfMissing);
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
    ></order-cancel-lookup-view>`;
  }
}
