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
 * @csspart toolbar - Filter, search and order.
 * @csspart filter - One state of the filter; also `active`.
 * @csspart search - The field of the search.
 * @csspart sort - The choice of the order.
 * @csspart news - Tells of new requests.
 * @csspart selection - What can be done with the chosen rows.
 * @csspart grid - The table.
 * @csspart head - Its head.
 * @csspart row - A row; also carries its state, and `selected` or `open`.
 * @csspart cell - A cell; also `cell-` and its column (`order`, `request`, `reason`, `since`, `left`, `amount`).
 * @csspart state - The state of a request; also carries it as a part name.
 * @csspart empty - What stands there without rows; also carries why.
 * @csspart details - The details of a row.
 * @csspart form - The form of a decision.
 * @csspart confirm - Sends a decision.
 * @csspart told - What the backend confirmed.
 * @csspart problem - What went wrong.
 * @csspart dialog - The dialog of a decision on many rows.
 * @csspart find - Cancelling any order by its number.
 * @csspart chart - The reasons over time.
 * @cssproperty --oc-queue-height - Greatest height of the table.
 * @cssproperty --oc-danger - Tone of what declines or cancels.
 * @cssproperty --oc-pending - Tone of what is still open.
 * @cssproperty --oc-accent - Tone of what is chosen.
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
    return new (await loadPart(() => import('./queue-view.ts'))).QueueView(this);
  }
}
