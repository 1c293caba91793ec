import { loadPart } from '../../load-part.ts';
import { type View, ViewElement } from '../shared/view-element.ts';

/**
 * The seller's back office for cancellation requests: a table with what has to be decided first, details, decisions one by
 * one or many at once, the cancelling of any order, and the reasons over time.
 *
 * @summary The seller's queue of cancellation requests.
 * @tagname seller-cancel-queue
 * @slot - Fallback, shown until the queue is loaded.
 * @fires {SellerCancelDecideEvent} seller-cancel-decide - A decision is about to be sent; cancelable.
 * @fires {SellerCancelSettledEvent} seller-cancel-settled - The backend answered a decision.
 * @fires {OrderCancelDecisionEvent} order-cancel-decision - Of an order that was found by its number: the decision appeared or changed.
 * @fires {OrderCancelRequestEvent} order-cancel-request - Something about such an order, or a step of its record, is about to be sent; cancelable.
 * @fires {OrderCancelSettledEvent} order-cancel-settled - The backend answered that.
 * @csspart toolbar - Filter, search and order.
 * @csspart filter - One state of the filter; also `active`.
 * @csspart search - The field of the search.
 * @csspart sort - The choice of the order.
 * @csspart refresh - Reads the queue again.
 * @csspart news - Tells of new requests.
 * @csspart selection - What can be done with the chosen rows.
 * @csspart grid - The table.
 * @csspart head - Its head.
 * @csspart row - A row; also carries its state, and `selected` or `open`.
 * @csspart cell - A cell; also `cell-` and its column (`select`, `order`, `request`, `reason`, `since`, `left`, `amount`).
 * @csspart state - The state of a request; also carries it as a part name.
 * @csspart empty - What stands there without rows; also carries why.
 * @csspart retry - Reads again what could not be read, or sends again what was not sent.
 * @csspart withdrawals - The statements of withdrawal from contracts.
 * @csspart withdrawal - One of them; also `overdue`.
 * @csspart match - Says which order a statement is about.
 * @csspart settle - Says that what was owed for one is done.
 * @csspart enter - Entering one that came by telephone or letter.
 * @csspart enter-do - Enters it.
 * @csspart details - The details of a row.
 * @csspart close - Closes the details, or the dialog.
 * @csspart effects - What a decision will bring about.
 * @csspart record - The whole record of the order.
 * @csspart history - What happened lately.
 * @csspart open-record - Opens the whole record.
 * @csspart notice - Says that the request was changed elsewhere.
 * @csspart action - Chooses a decision; also carries which.
 * @csspart form - The form of a decision.
 * @csspart reason - The choice of a reason.
 * @csspart comment - The field for a comment.
 * @csspart amount - The field for an amount.
 * @csspart refund-method - The choice of how the money goes back.
 * @csspart inventory - What becomes of the items.
 * @csspart refused - Why a decision is not possible.
 * @csspart acknowledge - The box that confirms a warning.
 * @csspart status - Says that something is being sent.
 * @csspart confirm - Sends a decision.
 * @csspart back - Leaves the form.
 * @csspart told - What the backend confirmed.
 * @csspart problem - What went wrong; also `missing`, where a part of the package could not be loaded.
 * @csspart sign-in - Link to where the page has people sign in.
 * @csspart dialog - The dialog of a decision on many rows.
 * @csspart total - What the chosen requests come to.
 * @csspart keep - Leaves the dialog without sending anything.
 * @csspart skipped - Which of the rows are left out, and why.
 * @csspart stop - Stops before the next row.
 * @csspart continue - Goes on with the rows that are left.
 * @csspart result - How it went, in one line.
 * @csspart results - How it went, row by row.
 * @csspart find - Cancelling any order by its number.
 * @csspart number - The field for the order's number.
 * @csspart find-start - Looks it up.
 * @csspart found - The order that was found.
 * @csspart missing - Says that a part of the queue could not be loaded.
 * @csspart chart - The reasons over time.
 * @csspart chart-drawing - Their bars.
 * @csspart accepted - How many of an item are accepted.
 * @csspart now - Chooses that the refund is made now.
 * @csspart elsewhere - Chooses that the refund was made elsewhere and is only recorded.
 * @csspart members - The members of an order that cannot be read.
 * @cssproperty --oc-queue-height - Greatest height of the table.
 * @cssproperty --oc-danger - Tone of what declines or cancels.
 * @cssproperty --oc-pending - Tone of what is still open.
 * @cssproperty --oc-success - Tone of what was done.
 * @cssproperty --oc-neutral - Tone of the other states.
 * @cssproperty --oc-accent - Tone of what is chosen.
 * @cssproperty --oc-series-1 - Colour of the chart's first reason.
 * @cssproperty --oc-series-2 - Colour of its second.
 * @cssproperty --oc-series-3 - Colour of its third.
 * @cssproperty --oc-series-4 - Colour of its fourth.
 * @cssproperty --oc-series-5 - Colour of all the others.
 * @cssproperty --oc-surface - Background of fields and dialog.
 * @cssproperty --oc-text - Colour of text.
 * @cssproperty --oc-font - Font family.
 * @cssproperty --oc-badge-radius - Corner radius of a state.
 * @cssproperty --oc-border - Colour of lines.
 * @cssproperty --oc-radius - Corner radius.
 * @cssproperty --oc-spacing - Space between parts.
 * @cssproperty --oc-focus - Colour of the focus ring.
 */
export class SellerCancelQueue extends ViewElement {
  static override properties = { state: {}, pageSize: { attribute: 'page-size', type: Number } };

  /** Which requests: one state, several separated by commas, `open` (default) or `all`. */
  declare state: string | undefined;
  /** Rows read at once. Default 100. */
  declare pageSize: number | undefined;

  protected override async load(): Promise<View> {
    // Pages of buyers register every element too, and show no queue: this is its shell.
    return new (await loadPart(() => import('./queue-view.ts'), 'QueueView')).QueueView(this);
  }
}
