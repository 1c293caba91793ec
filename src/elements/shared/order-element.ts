import type { PropertyDeclarations } from 'lit';
import type { CancellationBackend } from '../../backend/backend.ts';
import { OrderController, type OrderHost } from '../../controllers/order-controller.ts';
import type { CancelPolicy } from '../../domain/policy.ts';
import type { Actor, Order } from '../../domain/records.ts';
import type { OrderView } from '../../domain/view.ts';
import { BaseElement } from './base-element.ts';
import { upgrades } from './define-element.ts';

/** What every element that shows one order takes. */
export class OrderElement extends BaseElement implements OrderHost {
  static override properties: PropertyDeclarations = {
    orderId: { attribute: 'order-id' },
    backend: {},
    policy: {},
    actor: {},
    signInUrl: { attribute: 'sign-in-url' },
    order: { attribute: false },
    view: { attribute: false },
  };

  /** The order's id. */
  declare orderId: string | undefined;
  /** URL of the server, or an adapter of the page's own (property only). */
  declare backend: string | CancellationBackend | undefined;
  /** Name given to `registerPolicy`, URL of a policy's JSON, or the policy itself (property only). */
  declare policy: string | CancelPolicy | undefined;
  /** Who acts. Default `buyer`. */
  declare actor: Actor | undefined;
  /** Where people sign in; a link is offered where the session has ended. */
  declare signInUrl: string | undefined;
  /** The order, where the page has it at hand. */
  declare order: Order | undefined;
  /** The server's view of the order, where the page has it at hand. */
  declare view: OrderView | undefined;

  protected readonly controller = new OrderController(this);

  protected override get spoken(): string {
    return this.controller.language;
  }

  override connectedCallback(): void {
    // All that the page begins with is here in one go, so that one request reads it.
    if (upgrades) this.controller.ask();
    super.connectedCallback();
  }

  /** Reads the order again. Resolves when it was answered and shown. */
  refresh(): Promise<void> {
    return this.controller.refresh();
  }
}
