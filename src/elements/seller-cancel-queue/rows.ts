import { html, nothing } from 'lit';
import type { QueueItem } from '../../backend/backend.ts';
import { amountOf } from '../../controllers/queue-amounts.ts';
import type { Sort } from '../../controllers/queue-controller.ts';
import type { Cancellation } from '../../domain/records.ts';
import { formatLeft } from '../../i18n/format-time.ts';
import { fill } from '../../i18n/wording.ts';
import { toneOf } from '../shared/look/tone.ts';
import { numberOf, type QueueScope, type Rendered, reasonName, short, stateName } from './scope.ts';

export const columns = ['select', 'order', 'request', 'reason', 'since', 'left', 'amount'] as const;
/** What the head's buttons sort by: at first, and when pressed again. */
const sortsOf: Partial<Record<(typeof columns)[number], [Sort, Sort]>> = {
  since: ['-requestedAt', 'requestedAt'],
  left: ['cost-of-delay', 'respondBy'],
  amount: ['-amount', 'amount'],
};
const arrows: Record<string, string> = { ascending: '↑', descending: '↓', other: '•' };

/** The head of the table; its buttons sort. */
export function renderHead({ texts, queue }: QueueScope, sortBy: (choice: [Sort, Sort]) => void): Rendered {
  const { sort } = queue;
  const order = sort === 'cost-of-delay' ? 'other' : sort.startsWith('-') ? 'descending' : 'ascending';
  return html`<div role="rowgroup" class="head">
    <div part="head" class="row-grid" role="row" aria-rowindex="1">
      ${columns.map((name) => {
        const choice = sortsOf[name];
        const sorted = choice?.includes(sort) ? order : 'none';
        const text = texts[`column.${name}`];
        return html`<div
          class=${name}
          role="columnheader"
          aria-sort=${choice ? sorted : nothing}
        >
          ${choice ? html`<button type="button" @click=${() => sortBy(choice)}>${text}<span class="arrow" aria-hidden="true">${arrows[sorted]}</span></button>` : html`<span class=${name === 'select' ? 'unseen' : ''}>${text}</span>`}
        </div>`;
      })}
    </div>
  </div>`;
}

/** How a row stands among the others. */
interface RowState {
  /** Of all rows, from 0. */
  index: number;
  selected: boolean;
  open: boolean;
  /** It is the one that the arrow keys start from. */
  active: boolean;
}

/** One row. Everything in it comes from the shop's data, and is text. */
export function renderRow(scope: QueueScope, item: QueueItem, state: RowState): Rendered {
  const { queue, texts } = scope;
  const { cancellation, order } = item;
  const { index, selected, open, active } = state;
  const readable = queue.list?.isReadable(item);
  const parts = `row ${readable ? cancellation.state : ''} ${selected ? 'selected' : ''} ${open ? 'open' : ''}`;
  return html`<div
    part=${parts}
    class="row"
    role="row"
    data-id=${cancellation.id}
    aria-rowindex=${index + 2}
    aria-selected=${selected}
    tabindex=${active ? 0 : -1}
  >
    ${readable ? renderCells(scope, item, selected) : html`<div role="gridcell" aria-colspan="7" class="unreadable">${texts['queue.unreadable']} <bdi>${short(order?.id)}</bdi></div>`}
  </div>`;
}

function renderCells(scope: QueueScope, item: QueueItem, selected: boolean): Rendered {
  const { queue, texts, shortTime, money } = scope;
  const { cancellation, order } = item;
  const policy = queue.policyOf(cancellation);
  const touched = queue.list?.touched.has(cancellation.id);
  return html`<div part="cell cell-select" class="select" role="gridcell">
      <input
        type="checkbox"
        tabindex="-1"
        .checked=${selected}
        aria-label=${fill(texts['select.row'], { number: short(numberOf(order)) })}
      />
    </div>
    <div part="cell cell-order" class="order" role="gridcell">
      <bdi class="strong">${short(numberOf(order))}</bdi><bdi class="muted">${short(order.buyer.name)}</bdi>
    </div>
    <div part="cell cell-request" class="request" role="gridcell">
      <span part="state ${cancellation.state}" class="state pill ${toneOf(cancellation.state)}"
        >${stateName(scope, cancellation, policy)}</span
      >${touched ? html` <span class="touched">${texts['queue.changed']}</span>` : nothing}
    </div>
    <div part="cell cell-reason" class="reason" role="gridcell">
      <span>${reasonName(scope, cancellation.reason, policy)}</span
      >${cancellation.comment ? html`<bdi class="muted">${short(cancellation.comment)}</bdi>` : nothing}
    </div>
    <div part="cell cell-since" class="since" role="gridcell">${shortTime(cancellation.requestedAt)}</div>
    <div part="cell cell-left" class="left" role="gridcell">${renderLeft(scope, item)}</div>
    <div part="cell cell-amount" class="amount" role="gridcell"><bdi>${money(amountOf(item))}</bdi></div>`;
}

/** The time left and what happens by itself at zero; of what runs, how far it is. */
export function renderLeft(scope: QueueScope, { cancellation }: QueueItem): Rendered {
  const { queue, texts, language, now, shortTime } = scope;
  const { state, respondBy } = cancellation;
  if (state === 'refunding') return renderRefunded(scope, cancellation);
  if (state !== 'requested') return nothing;
  if (!respondBy) {
    return html`<span class="muted">${texts['zero.none']}</span><span class="muted">${texts['zero.nothing']}</span>`;
  }
  const lifecycle = queue.policyOf(cancellation)?.lifecycle;
  const then = lifecycle && texts[`zero.${lifecycle.onSilence ?? 'nothing'}`];
  const left = Date.parse(respondBy) - now;
  if (left <= 0) {
    return html`<span class="overdue">${fill(texts['zero.overdue'], { time: shortTime(respondBy) })}</span
      ><span class="muted">${then}</span>`;
  }
  const { text, changesIn } = formatLeft(language, left);
  queue.updateIn(changesIn);
  return html`<span class=${left < 86_400_000 ? 'soon' : ''}>${text}</span><span class="muted">${then}</span>`;
}

/** How far a refund is, and until when what lacks has to be there. */
export function renderRefunded(
  { texts, now, money, shortTime }: QueueScope,
  { state, refund, refundBy }: Cancellation,
): Rendered {
  if (!refund) return nothing;
  const values = { refunded: money(refund.refunded), due: money(refund.due) };
  const late = Date.parse(refundBy ?? '') <= now;
  return html`<span>${fill(texts['refunded'], values)}</span>${
    state === 'refunding' && refundBy
      ? html` <span class=${late ? 'overdue' : 'muted'}>${fill(texts[late ? 'zero.overdue' : 'refund-by'], { time: shortTime(refundBy) })}</span>`
      : nothing
  }`;
}
