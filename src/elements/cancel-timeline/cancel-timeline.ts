import type { Actor, Order } from '../../domain/records.ts';
import type { OrderView } from '../../domain/view.ts';
import { loadPart } from '../../load-part.ts';
import { type View, ViewElement } from '../shared/view-element.ts';

/**
 * What happened about an order's cancellation, who said what and when: the record of both sides and of support, with what
 * is missing in it, the deadlines, the ways on, and the packet to take along (DP-4 to DP-19).
 *
 * @summary Evidence and disputes of one order.
 * @tagname cancel-timeline
 * @slot - Fallback, shown until the timeline is loaded.
 * @fires {OrderCancelRequestEvent} order-cancel-request - A step is about to be sent; cancelable.
 * @fires {OrderCancelSettledEvent} order-cancel-settled - The backend answered it, or its outcome stays unknown.
 * @csspart head - The order, the state, and what can be saved.
 * @csspart state - The state of the cancellation; also carries it as a part name.
 * @csspart penalty - What the seller bears.
 * @csspart packet - Saves the evidence packet.
 * @csspart packet-html - Saves it to be read.
 * @csspart print - Prints the record.
 * @csspart hints - What to do, from the evidence at hand.
 * @csspart deadlines - By when what is due.
 * @csspart calendar - Saves the deadlines for a calendar.
 * @csspart routes - The ways on, compared.
 * @csspart route - One of them; also carries which.
 * @csspart checking - A step that was sent and is not answered yet, and what is known of it.
 * @csspart action - Takes a step; also carries which.
 * @csspart decide - What support decides.
 * @csspart confirm - Sends a step.
 * @csspart checklist - What is there and what is missing.
 * @csspart filter - One choice of whose entries are shown; also `active`.
 * @csspart log - The entries.
 * @csspart entry - One of them; also carries its type and who made it.
 * @csspart empty - What stands there without entries.
 * @csspart gap - A time in which nothing was recorded.
 * @csspart proof - Whether the record is whole.
 * @csspart compose - The form of a message or of evidence.
 * @csspart send - Sends it.
 * @csspart problem - What went wrong.
 * @csspart retry - Reads the record again.
 * @csspart sign-in - Link to where the page has people sign in.
 * @cssproperty --oc-danger - Tone of what is missing or overdue.
 * @cssproperty --oc-pending - Tone of warnings.
 * @cssproperty --oc-accent - Tone of what is chosen.
 * @cssproperty --oc-surface - Background of fields.
 * @cssproperty --oc-font - Font family.
 * @cssproperty --oc-border - Colour of lines.
 * @cssproperty --oc-radius - Corner radius.
 * @cssproperty --oc-spacing - Space between parts.
 * @cssproperty --oc-focus - Colour of the focus ring.
 */
export class CancelTimeline extends ViewElement {
  static override properties = {
    orderId: { attribute: 'order-id' },
    actor: {},
    order: { attribute: false },
    view: { attribute: false },
  };

  /** The order's id. */
  declare orderId: string | undefined;
  /** Who reads and acts. Default `buyer`. */
  declare actor: Actor | undefined;
  /** The order, where the page has it at hand. */
  declare order: Order | undefined;
  /** The server's view of the order, where the page has it at hand. */
  declare view: OrderView | undefined;

  protected override async load(): Promise<View> {
    // Pages without a record register every element too: this is its shell.
    return new (await loadPart(() => import('./timeline-view.ts'), 'TimelineView')).TimelineView(this);
  }
}
