import type { Actor, Order } from '../../domain/records.ts';
import type { OrderView } from '../../domain/view.ts';
import { loadPart } from '../../load-part.ts';
import { type View, ViewElement } from '../shared/view-element.ts';

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
export class OrderCancelLookup extends ViewElement {
  static override properties = { actor: {}, order: { attribute: false }, view: { attribute: false } };

  /** Who acts. Default `buyer`. */
  declare actor: Actor | undefined;
  /** An order that the page has at hand: shown until a person looks for another. */
  declare order: Order | undefined;
  /** The server's view of it. */
  declare view: OrderView | undefined;

  protected override async load(): Promise<View> {
    // Pages without a lookup register every element too: this is its shell.
    return new (await loadPart(() => import('./lookup-view.ts'), 'LookupView')).LookupView(this);
  }
}
