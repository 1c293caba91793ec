import { html, LitElement, nothing } from 'lit';
import type { CancellationBackend } from '../../backend/backend.ts';
import { OrderController } from '../../controllers/order-controller.ts';
import type { CancelPolicy } from '../../domain/policy.ts';
import type { Actor, Order } from '../../domain/records.ts';
import type { OrderView } from '../../domain/view.ts';
import { formatMoney } from '../../i18n/formats.ts';
import { fill } from '../../i18n/texts.ts';
import styles from './cancel-status-badge.styles.ts';

/**
 * The state of an order's cancellation; nothing where there is none.
 *
 * @summary State of a cancellation.
 * @tagname cancel-status-badge
 * @csspart badge - The badge; also carries the state as a part name (`requested`, `cancelled`, …).
 * @cssproperty --oc-badge-radius - Corner radius.
 */
export class CancelStatusBadge extends LitElement {
  static override styles = styles;
  static override properties = {
    orderId: { attribute: 'order-id' },
    backend: {},
    policy: {},
    actor: {},
    order: { attribute: false },
    view: { attribute: false },
  };

  /** Order whose cancellation is shown. */
  declare orderId: string | undefined;
  /** URL of the server, or an adapter of the page's own (property only). */
  declare backend: string | CancellationBackend | undefined;
  /** Name given to `registerPolicy`, URL of a policy's JSON, or the policy itself (property only). */
  declare policy: string | CancelPolicy | undefined;
  /** Who looks. Default `buyer`. */
  declare actor: Actor | undefined;
  /** The order, where the page has it at hand. */
  declare order: Order | undefined;
  /** The server's view of the order, where the page has it at hand. */
  declare view: OrderView | undefined;

  readonly #order = new OrderController(this);

  /** Reads the order again. */
  refresh(): Promise<void> {
    return this.#order.refresh();
  }

  protected override render() {
    const { cancellation, texts, language } = this.#order;
    if (!cancellation || !texts) return nothing;
    const { state, refund } = cancellation;
    const part = refund && state === 'refunding' && refund.due.amount > 0;
    return html`<span part="badge ${state}" data-state=${state}
      >${this.#order.term('state', state)}${
        part
          ? html` <span part="amount"
              >${fill(this.#order.term('refunded'), {
                refunded: formatMoney(language, refund.refunded),
                due: formatMoney(language, refund.due),
              })}</span
            >`
          : nothing
      }</span
    >`;
  }
}
