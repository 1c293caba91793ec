import { html, nothing } from 'lit';
import type { DecideFlow } from '../../controllers/decide-flow.ts';
import { maxComment } from '../../controllers/limits.ts';
import type { Action } from '../../domain/lifecycle/transitions.ts';
import type { CancelPolicy, ReasonChoice } from '../../domain/policy.ts';
import { remainingLines } from '../../domain/settlement/partial.ts';
import { inThousandths, inUnits } from '../../domain/values/quantity.ts';
import { formatQuantity } from '../../i18n/format-quantity.ts';
import { typedMoney } from '../../i18n/parse-money.ts';
import { fill } from '../../i18n/wording.ts';
import type { PanelSteps } from './about.ts';
import { sideEffectsIn } from './effects.ts';
import { type QueueScope, type Rendered, renderSignIn } from './scope.ts';

const entered = (event: Event): string => (event.target as HTMLInputElement).value;
const isChecked = (event: Event): boolean => (event.target as HTMLInputElement).checked;

/** The form of one action: what it asks, what it says, and the button that sends it. */
export function renderForm(scope: QueueScope, panel: PanelSteps, flow: DecideFlow, action: Action): Rendered {
  const { texts, queue } = scope;
  const { sending, item, problem, phase, pointedOut, obstacle } = flow;
  const possible = item && queue.actionsOf(item).includes(action);
  // Somebody else was quicker: a button that does nothing says why.
  const said = problem ?? (possible || sending ? null : 'gone');
  const danger = action === 'decline' || action === 'undo';
  return html`<div part="form" class="form ${action}" role="group" aria-labelledby="form">
    <h4 id="form">${texts[`do.${action}`]}</h4>
    ${texts[`note.${action}`] ? html`<p class="muted">${texts[`note.${action}`]}</p>` : nothing}
    ${action === 'resolve' ? renderOutcome(scope, flow) : nothing}
    ${action === 'accept' ? renderAccepted(scope, flow) : nothing}
    ${renderReason(
      scope,
      {
        ...flow.reasons,
        value: flow.reason,
        sending,
        missing: pointedOut && obstacle === 'reason',
        policy: flow.policy,
      },
      (reason) => flow.enter({ reason }),
    )}
    ${action === 'refund' ? renderWhere(scope, flow) : nothing} ${renderAmount(scope, flow)} ${renderSettling(scope, flow, panel, () => possible && panel.confirm())}
    ${action === 'undo' ? renderGuards(scope, flow) : nothing}
    ${action === 'undo' ? nothing : renderComment(scope, flow, action)}
    <p part="status" class="muted" role="status">${phase === 'sending' ? texts['sending'] : phase === 'checking' ? texts['checking'] : nothing}</p>
    ${said ? html`<p part="problem" class="problem" role="alert">${problemText(scope, said)}${renderSignIn(scope, said)}</p>` : nothing}
    <div class="actions">
      <button
        part="confirm"
        class=${danger ? 'danger' : 'primary'}
        type="button"
        aria-disabled=${sending || !possible}
        aria-busy=${sending}
        @click=${() => possible && panel.confirm()}
      >
        ${texts[`do.${action}`]}
      </button>
      <button part="back" type="button" aria-disabled=${sending} @click=${() => panel.choose(null)}>${texts['do.back']}</button>
    </div>
  </div>`;
}

/** What went wrong, in words; an unknown code by the general sentence. */
export function problemText({ texts }: QueueScope, code: string): string {
  if (code === 'prevented') return fill(texts['told.prevented']);
  return fill(texts[`failed.${code}`] ?? texts[`problem.${code}`] ?? texts['failed']);
}

interface ReasonField {
  choices: readonly ReasonChoice[];
  demand: 'none' | 'optional' | 'required';
  value: string;
  sending: boolean;
  missing: boolean;
  /** Whose words for the codes come first. */
  policy: CancelPolicy | null;
}

export function renderReason(
  scope: QueueScope,
  { choices, demand, value, sending, missing, policy }: ReasonField,
  enter: (code: string) => void,
): Rendered {
  const { texts, say } = scope;
  if (choices.length === 0 || demand === 'none') return nothing;
  return html`<div class="field">
    <label for="reason">${texts[demand === 'required' ? 'field.reason' : 'field.reason-optional']}</label>
    <select
      id="reason"
      part="reason"
      data-first
      aria-required=${demand === 'required'}
      aria-invalid=${missing}
      aria-describedby="reason-note"
      ?disabled=${sending}
      @change=${(event: Event) => enter(entered(event))}
    >
      <option value="" ?selected=${!value}>${texts['field.choose']}</option>
      ${choices.map(({ code }) => html`<option value=${code} ?selected=${code === value}>${say('reason', code, policy)}</option>`)}
    </select>
    <p id="reason-note" class="problem">${missing ? texts['field.reason-required'] : ''}</p>
  </div>`;
}

function renderComment({ texts }: QueueScope, flow: DecideFlow, action: Action): Rendered {
  if (action === 'refund') return nothing;
  const missing = flow.pointedOut && flow.obstacle === 'comment';
  const count = flow.comment.trim().length;
  return html`<div class="field">
    <label for="comment">${texts[action === 'remark' ? 'say.remark' : 'say.comment']}</label>
    <textarea
      id="comment"
      part="comment"
      ?data-first=${action === 'remark'}
      rows="3"
      dir="auto"
      aria-required=${action === 'remark'}
      aria-invalid=${missing || count > maxComment}
      aria-describedby="comment-note"
      ?readonly=${flow.sending}
      .value=${flow.comment}
      @input=${(event: Event) => flow.enter({ comment: entered(event) })}
    ></textarea>
    <p id="comment-note" class="problem">${missing ? texts['field.comment-required'] : count > maxComment ? fill(texts['too-long'], { count, limit: maxComment }) : ''}</p>
  </div>`;
}

function renderAmount({ texts, money, language }: QueueScope, flow: DecideFlow): Rendered {
  const { obstacle, sums } = flow;
  if (!sums) return nothing;
  const { due, most } = sums;
  const wrong = flow.pointedOut && obstacle?.startsWith('amount') ? obstacle : null;
  // What is to be entered is shown by an example, what is too much by the sum.
  const values = { amount: wrong === 'amount.invalid' ? typedMoney(language, due) : money(most) };
  return html`<div class="field">
    <label for="amount">${texts['amount']} (${due.currency})</label>
    <input
      id="amount"
      part="amount"
      data-first
      type="text"
      inputmode="decimal"
      autocomplete="off"
      dir="ltr"
      aria-invalid=${wrong !== null}
      aria-describedby="amount-note amount-left"
      ?readonly=${flow.sending}
      .value=${flow.typedAmount}
      @input=${(event: Event) => flow.enter({ amount: entered(event) })}
    />
    <p id="amount-left" class="muted">${fill(texts['amount.left'], { amount: money(most) })}</p>
    <p id="amount-note" class="problem" role="status">${wrong ? fill(texts[wrong], values) : ''}</p>
  </div>`;
}

/** Whether the money goes back now, or went back by another way already: these are two things. */
function renderWhere({ texts }: QueueScope, flow: DecideFlow): Rendered {
  return html`<fieldset class="field">
    <legend>${texts['refund.where']}</legend>
    ${([false, true] as const).map(
      (elsewhere) =>
        html`<label class="check"
          ><input
            type="radio"
            name="where"
            part=${elsewhere ? 'elsewhere' : 'now'}
            .checked=${flow.elsewhere === elsewhere}
            ?disabled=${flow.sending}
            @change=${() => flow.enter({ elsewhere })}
          /><span>${texts[elsewhere ? 'refund.elsewhere' : 'refund.now']}</span></label
        >`,
    )}
  </fieldset>`;
}

/** How many of each item are accepted, where items go one by one: one may be packed already. */
function renderAccepted({ texts, language }: QueueScope, flow: DecideFlow): Rendered {
  const { item, policy } = flow;
  if (!item || policy?.lifecycle?.scope !== 'lines') return nothing;
  const { order, cancellation } = item;
  const asked = cancellation.lines ?? remainingLines(order);
  if (asked.length < 2 && (asked[0]?.quantity ?? 0) <= 1) return nothing;
  const accepted = new Map((flow.lines ?? asked).map(({ id, quantity }) => [id, quantity]));
  const enter = (id: string, most: number, input: HTMLInputElement): void => {
    const typed = Number.isInteger(most) ? Math.trunc(input.valueAsNumber) : input.valueAsNumber;
    const quantity = inUnits(inThousandths(Math.min(most, Math.max(0, typed || 0))));
    // What could not be is put right in sight.
    input.value = String(quantity);
    accepted.set(id, quantity);
    const lines = asked
      .map((line) => ({ id: line.id, quantity: accepted.get(line.id) ?? 0 }))
      .filter((line) => line.quantity > 0);
    const isAll = asked.every((line) => accepted.get(line.id) === line.quantity);
    flow.enter({ lines: isAll ? null : lines, reason: '' });
  };
  return html`<fieldset class="field">
    <legend>${texts['accept.items']}</legend>
    ${asked.map(({ id, quantity: most }) => {
      const { title = id, unit } = order.lines.find((line) => line.id === id) ?? {};
      return html`<label
        ><span>${fill(texts['accept.of'], { title: `\u2068${title}\u2069`, count: formatQuantity(language, most, unit) })}</span>
        <input
          type="number"
          part="accepted"
          min="0"
          max=${most}
          step=${Number.isInteger(most) ? 1 : 'any'}
          .value=${String(accepted.get(id) ?? 0)}
          ?disabled=${flow.sending}
          @change=${(event: Event) => enter(id, most, event.target as HTMLInputElement)}
      /></label>`;
    })}
    <p class="problem" role="status">${flow.pointedOut && flow.obstacle === 'lines' ? texts['accept.none'] : ''}</p>
  </fieldset>`;
}

function renderOutcome({ texts }: QueueScope, flow: DecideFlow): Rendered {
  const missing = flow.pointedOut && flow.obstacle === 'outcome';
  return html`<fieldset class="field">
    <legend>${texts['outcome.label']}</legend>
    ${(['cancel', 'decline'] as const).map(
      (outcome) =>
        html`<label class="check"
          ><input
            type="radio"
            name="outcome"
            ?data-first=${outcome === 'cancel'}
            .checked=${flow.outcome === outcome}
            aria-invalid=${missing}
            ?disabled=${flow.sending}
            @change=${() => flow.enter({ outcome, reason: '' })}
          /><span>${texts[`outcome.${outcome}`]}</span></label
        >`,
    )}
    <p class="problem" role="status">${missing ? texts['outcome.choose'] : ''}</p>
  </fieldset>`;
}

/** What the one who settles may choose: how the money goes back, where the items go, what becomes of the coupons. */
function renderSettling(scope: QueueScope, flow: DecideFlow, panel: PanelSteps, confirm: () => void): Rendered {
  const { texts, now } = scope;
  const { item, policy, consequences, settles } = flow;
  const { stock } = (settles && sideEffectsIn(flow, now)) || {};
  if (!item || !policy || !stock) return nothing;
  const { coupons = [], lines } = item.order;
  const { choices = [], method: usual = '' } = consequences?.refund ?? {};
  return html`${renderMethod(scope, { choices, value: flow.method || usual, sending: flow.sending, policy }, (method) =>
    flow.enter({ method }),
  )}
  ${stock.terms === 'choose' ? renderCheck(fill(texts['effects.restock']), flow.restock, flow.sending, (restock) => flow.enter({ restock })) : nothing}
  ${
    coupons.length > 0
      ? renderCheck(
          fill(texts['effects.coupons'], { codes: coupons.map(({ code }) => code).join(', ') }),
          flow.restoreCoupons,
          flow.sending,
          (restoreCoupons) => flow.enter({ restoreCoupons }),
        )
      : nothing
  }
  ${
    stock.terms === 'lots'
      ? html`<details part="inventory" @toggle=${panel.openInventory}>
          <summary>${texts['effects.inventory']}</summary>
          ${panel.lazy.render(scope, 'inventory')}
          <order-cancel-inventory
            .lines=${lines}
            .going=${item.cancellation.lines}
            .language=${scope.language}
            .sending=${flow.sending}
            @upload=${confirm}
            @change=${(event: Event) => flow.enter({ inventory: (event.target as unknown as { value: DecideFlow['inventory'] }).value })}
          ></order-cancel-inventory>
          <p class="problem" role="status">${flow.pointedOut && flow.obstacle === 'inventory' ? texts['effects.unfinished'] : ''}</p>
        </details>`
      : nothing
  }`;
}

interface MethodField {
  choices: readonly string[];
  value: string;
  sending: boolean;
  policy: CancelPolicy | null;
  /** What choosing none is called, where that may be. */
  none?: string | undefined;
}

export function renderMethod(
  { texts, say }: QueueScope,
  { choices, value, sending, policy, none }: MethodField,
  enter: (method: string) => void,
): Rendered {
  if (choices.length < (none === undefined ? 2 : 1)) return nothing;
  return html`<div class="field">
    <label for="method">${texts['refund.method']}</label>
    <select id="method" part="refund-method" ?disabled=${sending} @change=${(event: Event) => enter(entered(event))}>
      ${none === undefined ? nothing : html`<option value="" ?selected=${!value}>${none}</option>`}
      ${choices.map((code) => html`<option value=${code} ?selected=${code === value}>${say('method', code, policy)}</option>`)}
    </select>
  </div>`;
}

function renderCheck(
  text: string | undefined,
  checked: boolean,
  sending: boolean,
  enter: (on: boolean) => void,
): Rendered {
  return html`<label class="check"
    ><input type="checkbox" .checked=${checked} ?disabled=${sending} @change=${(event: Event) => enter(isChecked(event))} /><span>${text}</span></label
  >`;
}

/** What has to be asked before something is undone: each guard is a question of its own; what nobody can lift is told. */
function renderGuards({ texts }: QueueScope, flow: DecideFlow): Rendered {
  const missing = flow.pointedOut && flow.obstacle === 'undo';
  return html`${flow.guards.map(({ guard, answer }, at) => {
    const text = texts[`undo.${guard}`] ?? texts['undo'];
    if (answer === 'refuse') return html`<p part="refused" class="problem" role="alert">${text}</p>`;
    return html`<label class="check"
      ><input
        type="checkbox"
        part="acknowledge"
        ?data-first=${at === 0}
        .checked=${flow.acknowledged.has(guard)}
        aria-invalid=${missing && !flow.acknowledged.has(guard)}
        ?disabled=${flow.sending}
        @change=${(event: Event) => flow.acknowledge(guard, isChecked(event))}
      /><span>${text}</span></label
    >`;
  })}${missing ? html`<p class="problem" role="status">${texts['undo.check']}</p>` : nothing}`;
}
