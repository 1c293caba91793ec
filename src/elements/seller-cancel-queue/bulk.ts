import { html, nothing } from 'lit';
import type { BulkFlow, BulkRow } from '../../controllers/bulk-flow.ts';
import { maxComment } from '../../controllers/limits.ts';
import { fill } from '../../i18n/wording.ts';
import { problemText, renderMethod, renderReason } from './forms.ts';
import { numberOf, type QueueScope, type Rendered, renderSignIn, short, stateName } from './scope.ts';

/** Most rows whose result is listed at once: what failed comes first. */
const listed = 200;
const ranks: Record<BulkRow['status'], number> = {
  failed: 0,
  sending: 1,
  checking: 1,
  prevented: 2,
  done: 3,
  waiting: 4,
};

/** One dialog for many rows: what is asked once, then how each of them fares. */
export function renderBulk(scope: QueueScope, flow: BulkFlow, close: () => void): Rendered {
  const { texts, money } = scope;
  const { action, phase, running } = flow;
  return html`<dialog
    part="dialog"
    aria-labelledby="bulk"
    closedby=${running ? 'none' : 'closerequest'}
    @cancel=${(event: Event) => running && event.preventDefault()}
    @close=${(event: Event) => {
      const dialog = event.target as HTMLDialogElement;
      // Browsers close on a repeated Escape whatever the handler says.
      if (running) dialog.showModal();
      else close();
    }}
  >
    <h3 id="bulk">${texts[`bulk.${action}`]}</h3>
    <p class="bulk-sum">
      <span>${fill(texts['bulk.count'], { count: flow.count })}</span>
      ${flow.totals.length > 0 ? html`<span part="total" class="strong">${texts['total']} ${flow.totals.map((sum, at) => html`${at > 0 ? ' + ' : ''}<bdi>${money(sum)}</bdi>`)}</span>` : nothing}
    </p>
    ${phase === 'form' ? renderQuestions(scope, flow) : renderProgress(scope, flow)}
    <div class="actions">
      ${
        phase === 'form'
          ? html`<button part="keep" type="button" autofocus @click=${closeDialog}>${texts['do.back']}</button>
              <button
                part="confirm"
                class=${action === 'accept' ? 'primary' : 'danger'}
                type="button"
                aria-disabled=${flow.count === 0 || flow.apart}
                @click=${() => flow.run()}
              >
                ${texts[`bulk.start.${action}`]}
              </button>`
          : running
            ? html`<button part="stop" type="button" aria-disabled=${phase === 'stopping'} @click=${() => flow.stop()}>${texts['bulk.stop']}</button>`
            : html`<button part="close" type="button" @click=${closeDialog}>${texts['close']}</button>
                ${flow.number('waiting') > 0 ? html`<button part="continue" type="button" @click=${() => flow.run()}>${texts['bulk.continue']}</button>` : nothing}
                ${flow.retriable.length > 0 ? html`<button part="retry" class="primary" type="button" @click=${() => flow.retry()}>${texts['bulk.retry']}</button>` : nothing}`
      }
    </div>
  </dialog>`;
}

function closeDialog(event: Event): void {
  (event.target as HTMLElement).closest('dialog')?.close();
}

function renderQuestions(scope: QueueScope, flow: BulkFlow): Rendered {
  const { texts } = scope;
  const { skipped, action, demanded, reasons, apart, count } = flow;
  return html`<div class="body">
    ${
      skipped.length > 0
        ? html`<div part="skipped" class="notice">
            <p>${texts['bulk.skipped']}</p>
            <ul>
              ${skipped.slice(0, listed).map(({ order }) => html`<li><bdi>${short(numberOf(order))}</bdi></li>`)}
            </ul>
          </div>`
        : nothing
    }
    ${count === 0 ? html`<p class="problem" role="alert">${texts['bulk.nothing']}</p>` : nothing}
    ${apart ? html`<p class="problem" role="alert">${texts['bulk.apart']}</p>` : nothing}
    ${
      count === 0 || apart
        ? nothing
        : html`${renderReason(
            scope,
            {
              choices: reasons,
              demand: demanded ? 'required' : 'optional',
              value: flow.reason,
              sending: false,
              missing: flow.pointedOut && !flow.reason,
              policy: flow.policy,
            },
            (reason) => flow.enter({ reason }),
          )}
          ${renderMethod(
            scope,
            {
              choices: flow.methods,
              value: flow.method,
              sending: false,
              policy: flow.policy,
              none: fill(texts['bulk.method-own']),
            },
            (method) => flow.enter({ method }),
          )}
          <div class="field">
            <label for="bulk-comment">${texts['say.comment']}</label>
            <textarea
              id="bulk-comment"
              part="comment"
              rows="3"
              dir="auto"
              .value=${flow.comment}
              @input=${(event: Event) => flow.enter({ comment: (event.target as HTMLTextAreaElement).value })}
            ></textarea>
            <p class="problem" role="status">
              ${flow.tooLong ? fill(texts['too-long'], { count: flow.comment.trim().length, limit: maxComment }) : ''}
            </p>
          </div>
          ${action === 'decline' ? html`<p class="muted">${texts['note.decline']}</p>` : nothing}`
    }
  </div>`;
}

function renderProgress(scope: QueueScope, flow: BulkFlow): Rendered {
  const { texts } = scope;
  const { count, running } = flow;
  const done = flow.number('done');
  const failed = flow.number('failed');
  const over = done + failed + flow.number('prevented');
  const rows = [...flow.rows].sort((one, other) => ranks[one.status] - ranks[other.status]).slice(0, listed);
  const ended = flow.rows.some(({ problem }) => problem === 'sign-in-required') ? 'sign-in-required' : null;
  const result = fill(texts['bulk.result'], { done, failed, left: count - done - failed });
  return html`<div class="body" role="group" aria-labelledby="bulk" tabindex="0">
    <div class="progress">
      <progress max=${count} .value=${over} aria-labelledby="bulk"></progress>
      <span>${fill(texts['bulk.progress'], { done: over, count })}</span>
    </div>
    <p part="result" role="status">${running ? '' : html`${result}${renderSignIn(scope, ended)}`}</p>
    <ul part="results" class="results">
      ${rows.map(
        (row) => html`<li class=${row.status}>
          <span><bdi class="strong">${short(row.number)}</bdi> <bdi class="muted">${short(row.name)}</bdi></span>
          <span>${statusText(scope, flow, row)}</span>
        </li>`,
      )}
    </ul>
  </div>`;
}

function statusText(scope: QueueScope, { action }: BulkFlow, { id, status, problem }: BulkRow): string {
  const { texts } = scope;
  if (status === 'failed') {
    const item = scope.queue.list?.get(id);
    const state = item ? stateName(scope, item.cancellation, scope.queue.policyOf(item.cancellation)) : '';
    return texts[`row.${problem}`] ? fill(texts[`row.${problem}`], { state }) : problemText(scope, problem ?? '');
  }
  if (status === 'done') return fill(texts[action === 'accept' ? 'row.accepted' : 'row.declined']);
  return fill(texts[`row.${status}`]);
}
