import { html, nothing } from 'lit';
import type { LogEntry, QueueItem } from '../../backend/backend.ts';
import type { DecideFlow } from '../../controllers/decide-flow.ts';
import { type Action, actions } from '../../domain/lifecycle/actions.ts';
import type { CancelPolicy } from '../../domain/policy.ts';
import { quantityOf } from '../../domain/settlement/partial.ts';
import { fill } from '../../i18n/wording.ts';
import { toneOf } from '../shared/look/tone.ts';
import type { About, PanelSteps } from './about.ts';
import { penaltyTexts, renderEffects } from './effects.ts';
import { renderForm } from './forms.ts';
import { renderLeft, renderRefunded } from './rows.ts';
import { numberOf, type QueueScope, type Rendered, reasonName, short, stateName, statusName } from './scope.ts';

/** Everything about one row, and what can be done. */
export function renderDetails(
  scope: QueueScope,
  panel: PanelSteps,
  flow: DecideFlow,
  about: About | undefined,
): Rendered {
  const { texts, queue } = scope;
  const { item } = flow;
  const close = html`<button part="close" class="quiet" type="button" @click=${panel.close}>${texts['close']}</button>`;
  if (!item || !queue.list?.isReadable(item)) {
    return html`<section part="details" class="details" aria-labelledby="details" @keydown=${keysOf(panel)}>
      <header><h3 id="details" tabindex="-1">${texts[item ? 'queue.unreadable' : 'failed.gone']}</h3>${close}</header>
      ${
        item?.issues?.length
          ? html`<p part="members">${fill(texts['queue.members'], { members: item.issues.map(({ path }) => path.join('.')).join(', ') })}</p>`
          : nothing
      }
    </section>`;
  }
  const { order, cancellation } = item;
  const policy = queue.policyOf(cancellation);
  // Who is about to settle it has it beside the button.
  const { settles } = flow;
  const effects = settles || queue.actionsOf(item).includes('accept') ? renderEffects(scope, flow) : nothing;
  return html`<section part="details" class="details" aria-labelledby="details" @keydown=${keysOf(panel)}>
    <header>
      <div>
        <h3 id="details" tabindex="-1">${fill(texts['order'], { number: short(numberOf(order)) })}</h3>
        <p><span part="state ${cancellation.state}" class="state pill ${toneOf(cancellation.state)}">${stateName(scope, cancellation, policy)}</span>
        <bdi>${short(order.buyer.name)}</bdi></p>
        <p class="muted">${fill(texts['details.status'], { status: statusName(scope, order.status, policy) })}</p>
      </div>
      ${close}
    </header>
    ${flow.notified ? html`<p part="told" class="told">${fill(texts['told'], { state: stateName(scope, cancellation, policy) })}</p>` : nothing}
    ${queue.list?.touched.has(cancellation.id) && !flow.problem ? html`<p part="notice" class="notice" role="status">${texts['queue.changed']}</p>` : nothing}
    ${flow.action ? nothing : renderActions(scope, panel, item)}
    <div class="sides">
      ${
        flow.action
          ? html`<div>${renderForm(scope, panel, flow, flow.action)} ${settles ? effects : nothing}</div>
              <div>${renderRequest(scope, item, policy)} ${renderOrder(scope, item)} ${settles ? nothing : effects}</div>`
          : html`<div>${renderRequest(scope, item, policy)}</div>
              <div>${renderOrder(scope, item)} ${effects}</div>`
      }
    </div>
    ${panel.record === order.id ? renderRecord(scope, item) : renderLog(scope, panel, item, policy, about)}
  </section>`;
}

/** Escape leads back to the row; out of the form first. */
function keysOf(panel: PanelSteps): (event: KeyboardEvent) => void {
  return (event) => {
    const { flow } = panel;
    // What is being written in the record stays.
    const writes = (event.target as Element).localName === 'cancel-timeline';
    if (event.key === 'Escape' && !writes && !flow?.sending) {
      event.preventDefault();
      panel.close();
    }
    // A key that is held down presses a button once.
    if (event.repeat && event.key === 'Enter' && (event.target as Element).localName === 'button')
      event.preventDefault();
  };
}

function renderActions(scope: QueueScope, panel: PanelSteps, item: QueueItem): Rendered {
  const { texts, queue } = scope;
  const named = queue.actionsOf(item);
  const possible = actions.filter((action) => named.includes(action));
  if (possible.length === 0) return html`<p class="muted">${texts['do.none']}</p>`;
  return html`<div class="actions" role="group" aria-label=${texts['do']}>
    ${possible.map(
      (action: Action) =>
        html`<button
          part="action ${action}"
          class=${action === 'accept' ? 'primary' : ''}
          type="button"
          @click=${() => panel.choose(action)}
        >
          ${texts[`do.${action}`]}
        </button>`,
    )}
  </div>`;
}

function renderRequest(scope: QueueScope, item: QueueItem, policy: CancelPolicy | null): Rendered {
  const { texts, time } = scope;
  const { cancellation } = item;
  const { reason, comment, requestedBy, requestedAt, respondBy, decision, state } = cancellation;
  const row = (key: string, value: unknown): Rendered => html`<div><dt>${texts[key]}</dt><dd>${value}</dd></div>`;
  return html`<section>
    <h4>${texts['details.request']}</h4>
    <dl>
      ${row('details.by', texts[`side.${requestedBy}`])} ${row('details.why', reasonName(scope, reason, policy))}
      ${comment ? row('details.comment', html`<bdi class="said">${comment}</bdi>`) : nothing}
      ${row('details.since', time(requestedAt))}
      ${respondBy && state === 'requested' ? row('details.due', html`${time(respondBy)} · ${renderLeft(scope, item)}`) : nothing}
      ${
        decision
          ? row(
              'details.decision',
              html`${texts[`side.${decision.by}`]}, ${time(decision.at)}${decision.reason ? html`: ${reasonName(scope, decision.reason, policy)}` : nothing}${decision.comment ? html` <bdi class="said">${decision.comment}</bdi>` : nothing}`,
            )
          : nothing
      }
      ${cancellation.refund && state !== 'requested' ? row('refund', renderRefunded(scope, cancellation)) : nothing}
      ${
        state === 'undone' ? nothing : penaltyTexts(scope, cancellation.penalty).map((text) => row('side.seller', text))
      }
    </dl>
  </section>`;
}

function renderOrder({ texts, money }: QueueScope, { order, cancellation }: QueueItem): Rendered {
  const { lines } = cancellation;
  return html`<section>
    <h4>${texts['items']}</h4>
    <ul class="lines">
      ${order.lines.map(({ id, title, quantity, unitPrice }) => {
        const going = lines ? quantityOf(lines, id) : quantity;
        const partly = lines && going < quantity;
        return html`<li class=${going === 0 ? 'muted' : ''}>
          <div>
            <bdi class="said">${title}</bdi>
            <span class="muted">${partly ? fill(texts['details.partly'], { cancelled: going, count: quantity }) : fill(texts['quantity'], { count: quantity })}</span>
          </div>
          <bdi class="sum">${money({ ...unitPrice, amount: unitPrice.amount * quantity })}</bdi>
        </li>`;
      })}
      ${(['shipping', 'tax', 'discount'] as const).map((name) => {
        const part = order[name];
        if (!part?.amount) return nothing;
        const amount = name === 'discount' ? -part.amount : part.amount;
        return html`<li><span>${texts[name]}</span><bdi class="sum">${money({ ...part, amount })}</bdi></li>`;
      })}
      <li class="strong"><span>${texts['total']}</span><bdi class="sum">${money(order.total)}</bdi></li>
    </ul>
  </section>`;
}

/** The whole record, with what the seller can add to it and take along. */
function renderRecord({ texts, queue }: QueueScope, { order }: QueueItem): Rendered {
  return html`<section part="record" class="record">
    <h4 id="record" tabindex="-1">${texts['history.record']}</h4>
    <cancel-timeline
      actor="seller"
      .orderId=${order.id}
      .backend=${queue.list?.store.backend}
      .signInUrl=${queue.signInUrl}
    ></cancel-timeline>
  </section>`;
}

function renderLog(
  scope: QueueScope,
  panel: PanelSteps,
  item: QueueItem,
  policy: CancelPolicy | null,
  about: About | undefined,
): Rendered {
  const { texts, queue, time } = scope;
  if (!queue.list?.store.backend?.events) return nothing;
  const log = about?.log;
  return html`<section part="history">
    <h4>${texts['history']}</h4>
    ${
      log === undefined
        ? html`<p class="muted" role="status">${texts['queue.more']}</p>`
        : log === null
          ? html`<p class="muted">${texts['history.failed']}</p>`
          : log.length === 0
            ? html`<p class="muted">${texts['history.none']}</p>`
            : html`<ol class="log">
                ${log.map((entry) => {
                  const { by, at, text, comment, reason, amount } = entry;
                  return html`<li>
                    <span class="muted">${Number.isNaN(Date.parse(at)) ? nothing : time(at)} · ${texts[`side.${by}`]}</span>
                    <span>${entryName(scope, entry, item, policy)}${amount ? html` <bdi class="sum">${scope.money(amount)}</bdi>` : nothing}</span>
                    ${reason ? html`<span>${reasonName(scope, reason, policy)}</span>` : nothing}
                    ${text || comment ? html`<bdi class="said">${text || comment}</bdi>` : nothing}
                  </li>`;
                })}
              </ol>`
    }
    ${
      panel.lazy.isMissing('record')
        ? panel.lazy.render(scope, 'record')
        : html`<button part="open-record" type="button" @click=${() => panel.openRecord(item.order.id)}>
            ${texts['history.open']}
          </button>`
    }
  </section>`;
}

function entryName(
  scope: QueueScope,
  entry: LogEntry,
  { cancellation }: QueueItem,
  policy: CancelPolicy | null,
): string {
  const { texts } = scope;
  const { type, action, state, to } = entry;
  if (type === 'message') return fill(texts['entry.message'], { name: fill(texts[`side.${to}`]) });
  if (type === 'notice') return fill(texts['entry.notice']);
  if (type === 'evidence') return fill(texts['entry.evidence']);
  const own = texts[`entry.${action}`];
  if (own) return fill(own);
  const at = state && { ...cancellation, state };
  return (at && stateName(scope, at, policy)) || fill(texts['entry']);
}
